import { type Field, FIELD_DESCRIPTIONS, FIELD_LIST, type Schema } from '@loyalty-programs/core/adapter-kit';

/** A JSON Schema (2020-12), as OpenAPI 3.1 uses it. */
export type OpenApiSchema = Readonly<Record<string, unknown>>;

/** Refers to a schema of the document by its name. */
export const ref = (name: string): OpenApiSchema => ({ $ref: `#/components/schemas/${name}` });

export const object = (
  properties: Readonly<Record<string, OpenApiSchema>>,
  required: readonly string[] = Object.keys(properties),
): OpenApiSchema => ({ type: 'object', properties, required });

export const text = (description: string): OpenApiSchema => ({ type: 'string', description });

export const listOf = (items: OpenApiSchema): OpenApiSchema => ({ type: 'array', items });

export const flag = (description: string): OpenApiSchema => ({ type: 'boolean', description });

export const dateTime = (description: string): OpenApiSchema => ({
  type: 'string',
  format: 'date-time',
  description,
});

export const revision: OpenApiSchema = {
  type: 'string',
  pattern: '^\\d+$',
  description: 'How often the program changed: "0" for an untouched draft.',
};

/** What the properties of compound values mean. */
const PROPERTY_DESCRIPTIONS: Readonly<Record<string, string | undefined>> = {
  url: 'Absolute https:, http:, wix:image:// or wix:vector:// URL.',
  id: 'Id in a media library.',
  altText: 'What the picture shows.',
  width: 'In pixels.',
  height: 'In pixels.',
  locale: 'BCP 47 language tag.',
};

/** A schema that also accepts `null`. */
export const nullable = (schema: OpenApiSchema): OpenApiSchema =>
  '$ref' in schema ? { anyOf: [schema, { type: 'null' }] } : { ...schema, type: [schema['type'], 'null'] };

export const premiumFeature = flag("Whether the site's plan has this feature.");

// The schemas of the program's fields, derived from their kinds.

const capitalized = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

const described = (schema: OpenApiSchema, description: string | undefined): OpenApiSchema =>
  description === undefined ? schema : { ...schema, description };

/** The form of a value in an answer. */
const inAnswer = (schema: Schema): OpenApiSchema => {
  switch (schema.type) {
    case 'text':
      return { type: 'string', minLength: schema.minLength, maxLength: schema.maxLength };
    case 'integer':
      return { type: 'integer', minimum: schema.min, maximum: schema.max };
    case 'word':
      return { type: 'string', enum: schema.words };
    case 'list':
      return { type: 'array', items: inAnswer(schema.items), maxItems: schema.maxItems };
    case 'object':
      return object(
        Object.fromEntries(
          Object.entries(schema.properties).map(([key, property]) => [
            key,
            described(inAnswer(property.schema), PROPERTY_DESCRIPTIONS[key]),
          ]),
        ),
        requiredIn(schema),
      );
  }
};

/**
 * How a caller may give a value. The length of a displayed text is measured after normalisation, which a schema
 * can't express: its description does.
 */
const inRequest = (schema: Schema): OpenApiSchema => {
  switch (schema.type) {
    case 'text':
      return schema.isDisplayed ? { type: 'string' } : { type: 'string', maxLength: schema.maxLength };
    case 'integer':
    case 'word':
      return inAnswer(schema);
    case 'list':
      return { type: 'array', items: inRequest(schema.items), maxItems: schema.maxItems };
    case 'object':
      return object(
        Object.fromEntries(
          Object.entries(schema.properties).map(([key, { schema: inner, presence }]) => [
            key,
            described(
              presence === 'required' ? inRequest(inner) : nullable(inRequest(inner)),
              sentences(PROPERTY_DESCRIPTIONS[key], measured(inner)),
            ),
          ]),
        ),
        requiredIn(schema),
      );
  }
};

const requiredIn = ({ properties }: Extract<Schema, { readonly type: 'object' }>): readonly string[] =>
  Object.entries(properties)
    .filter(([, { presence }]) => presence === 'required')
    .map(([key]) => key);

const measured = (schema: Schema): string | undefined =>
  schema.type === 'text' && schema.isDisplayed
    ? `${schema.minLength} to ${schema.maxLength} characters, counted in code points after normalisation to NFC without white space around it.`
    : undefined;

const sentences = (...all: readonly (string | undefined)[]): string | undefined => {
  const given = all.filter((each) => each !== undefined);
  return given.length === 0 ? undefined : given.join(' ');
};

const fieldsOf = (part: string | null): readonly Field[] => FIELD_LIST.filter((field) => field.part === part);

const DESCRIPTIONS: ReadonlyMap<string, string> = new Map(Object.entries(FIELD_DESCRIPTIONS));

const descriptionOf = ({ path }: Field): string => DESCRIPTIONS.get(path) ?? '';

const answered = (field: Field): OpenApiSchema =>
  field.kind.schema.type === 'object'
    ? ref(capitalized(field.key))
    : described(inAnswer(field.kind.schema), descriptionOf(field));

const requested = (field: Field): OpenApiSchema => {
  const { key, kind, default: value } = field;
  const description = descriptionOf(field);
  return {
    ...nullable(kind.schema.type === 'object' ? ref(`${capitalized(key)}Input`) : inRequest(kind.schema)),
    ...(value !== null && { default: value }),
    description: sentences(description, measured(kind.schema)) ?? description,
  };
};

const parts: readonly string[] = [...new Set(FIELD_LIST.flatMap(({ part }) => part ?? []))];

const isAlwaysThere = (field: Field): boolean => field.default !== null;

const byKey = (
  fields: readonly Field[],
  schemaOf: (field: Field) => OpenApiSchema,
): Record<string, OpenApiSchema> => Object.fromEntries(fields.map((field) => [field.key, schemaOf(field)]));

/** The fields of a program as answers carry them: by name, and which of them are always there. */
export const answeredFields = {
  properties: {
    ...byKey(fieldsOf(null), answered),
    ...Object.fromEntries(parts.map((part) => [part, ref(capitalized(part))])),
  },
  required: [
    ...fieldsOf(null)
      .filter(isAlwaysThere)
      .map(({ key }) => key),
    ...parts,
  ],
};

/** The parts of a program and its compound values, by the names of their schemas. */
export const fieldSchemas: Readonly<Record<string, OpenApiSchema>> = {
  ...Object.fromEntries(
    parts.map((part) => [
      capitalized(part),
      object(
        byKey(fieldsOf(part), answered),
        fieldsOf(part)
          .filter(isAlwaysThere)
          .map(({ key }) => key),
      ),
    ]),
  ),
  ...Object.fromEntries(
    FIELD_LIST.filter(({ kind }) => kind.schema.type === 'object').flatMap(({ key, kind }) => [
      [capitalized(key), inAnswer(kind.schema)],
      [`${capitalized(key)}Input`, inRequest(kind.schema)],
    ]),
  ),
};

const isSettable = ({ event }: Field): boolean => event !== null;

/** The program in an update. */
export const updateSchema: OpenApiSchema = {
  ...object(
    {
      ...byKey(fieldsOf(null).filter(isSettable), requested),
      ...Object.fromEntries(
        parts.map((part) => [
          part,
          nullable(object(byKey(fieldsOf(part).filter(isSettable), requested), [])),
        ]),
      ),
    },
    [],
  ),
  description:
    'What is absent stays; null is the default. Read-only and unknown fields are ignored, and named in x-ignored-fields.',
};
