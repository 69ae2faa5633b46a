import { type ValidateFunction, Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { createOpenApiDocument } from '../../src/server/index.js';

/** The document as its readers get it. */
const DOCUMENT: unknown = JSON.parse(JSON.stringify(createOpenApiDocument()));

/** The same, but that no object may have a property that is not described. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isRecord(schema)) return schema;
  const inside = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return isRecord(schema['properties']) ? { additionalProperties: false, ...inside } : inside;
};

const ajv = new Ajv2020({ strictTypes: false, strictRequired: false, allErrors: true });
formats.default(ajv);
// What makes a document of its schemas is no matter of validation.
ajv.addVocabulary(['openapi', 'info', 'servers', 'security', 'paths', 'components']);
ajv.addSchema({ ...(isRecord(DOCUMENT) && DOCUMENT), $id: 'open' });
const closedDocument = closed(DOCUMENT);
ajv.addSchema({ ...(isRecord(closedDocument) && closedDocument), $id: 'closed' });

/** What stands in the document at the end of these keys; `undefined` where nothing does. */
export const inDocument = (...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((at, key) => (isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined), DOCUMENT);

const validators = new Map<string, ValidateFunction>();

/** The validator of the schema that stands there. */
const validatorAt = (id: string, keys: readonly string[]): ValidateFunction => {
  const escaped = keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')));
  const $ref = `${id}#/${escaped.join('/')}`;
  const validator = validators.get($ref) ?? ajv.compile({ $ref });
  validators.set($ref, validator);
  return validator;
};

const problemsBy = (id: string, value: unknown, keys: readonly string[]): readonly string[] => {
  if (inDocument(...keys) === undefined) return [`the document has nothing at ${keys.join(' ')}`];
  const validate = validatorAt(id, keys);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
};

/** Everything by which a value breaks a schema of this name. */
export const problemsBySchema = (schema: string, value: unknown): readonly string[] =>
  problemsBy('open', value, ['components', 'schemas', schema]);

/** Everything by which an answer to an operation is not as documented; more than documented is wrong, too. */
export const problemsOfAnswer = (
  path: string,
  method: string,
  { status, body }: { readonly status: number; readonly body: unknown },
): readonly string[] => {
  const response = ['paths', path, method.toLowerCase(), 'responses', String(status)];
  return problemsBy('closed', body, [...response, 'content', 'application/json', 'schema']);
};
