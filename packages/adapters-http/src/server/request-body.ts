import type { InvalidInput } from '@loyalty-programs/core';
import { invalidInput, isRecord, wrongFormat, wrongType } from '@loyalty-programs/core/adapter-kit';
import { type Result, err, ok } from 'neverthrow';
import type { RequestError } from './errors.js';
import type { HttpRequest } from './http-message.js';

/** The longest body that is read. */
export const MAX_BODY_BYTES = 64 * 1024;

/** The field under which a body as a whole is reported. */
const BODY = 'body';

export type JsonObject = Readonly<Record<string, unknown>>;

const JSON_MEDIA_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?;?$/iu;

const utf8 = new TextDecoder('utf-8', { fatal: true });

const decode = (bytes: Uint8Array): Result<string, InvalidInput> => {
  try {
    return ok(utf8.decode(bytes));
  } catch {
    return err(invalidInput([wrongFormat(BODY, 'well-formed UTF-8')]));
  }
};

const parseJson = (text: string): Result<unknown, InvalidInput> => {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err(invalidInput([wrongFormat(BODY, 'well-formed JSON')]));
  }
};

/** Reads the body of a request as a JSON object. No body at all counts as an empty object. */
export const readJsonObject = async (request: HttpRequest): Promise<Result<JsonObject, RequestError>> => {
  const bytes = await request.body(MAX_BODY_BYTES);
  if (bytes.isErr()) return err(bytes.error);
  if (bytes.value.length === 0) return ok({});
  const encoding = request.header('content-encoding') ?? 'identity';
  if (encoding !== 'identity' || !JSON_MEDIA_TYPE.test(request.header('content-type') ?? '')) {
    return err({ type: 'UnsupportedMediaType' });
  }
  return decode(bytes.value)
    .andThen(parseJson)
    .andThen((json) => (isRecord(json) ? ok(json) : err(invalidInput([wrongType(BODY, 'an object')]))));
};
