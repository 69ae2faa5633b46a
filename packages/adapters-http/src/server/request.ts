import type { InvalidInput, SiteId } from '@loyalty-programs/core';
import {
  type NonEmptyArray,
  REVISION,
  invalidInput,
  isNonEmpty,
  isRecord,
  wrongFormat,
  wrongType,
} from '@loyalty-programs/core/adapter-kit';
import { err, errAsync, ok, type Result, type ResultAsync } from 'neverthrow';
import { etagOf } from '../wire.js';
import type { ApiError, RequestError } from './errors.js';
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

/** The revisions at which a caller allows a change, and where it named them. */
interface Precondition {
  /** One of these; absent: any. */
  readonly revisions?: NonEmptyArray<number>;
  readonly byIfMatch: boolean;
}

const NO_PRECONDITION: Precondition = { byIfMatch: false };

/** No program ever has this revision: for an `If-Match` that can't match. */
const NO_REVISION = -1;

const DIGITS = /^\d{1,16}$/u;

const toRevision = (text: string): number | undefined => {
  const revision = DIGITS.test(text) ? Number(text) : Number.NaN;
  return revision <= REVISION.max ? revision : undefined;
};

const preconditionOfBody = (raw: unknown): Result<Precondition, InvalidInput> => {
  if (raw === undefined || raw === null) return ok(NO_PRECONDITION);
  const text = typeof raw === 'number' ? String(raw) : raw;
  const revision = typeof text === 'string' ? toRevision(text) : undefined;
  return revision === undefined
    ? err(invalidInput([wrongFormat('revision', 'a revision, written in digits')]))
    : ok({ revisions: [revision], byIfMatch: false });
};

const TAG = String.raw`(?:W\/)?"[\x21\x23-\x7E\x80-\uFFFF]*"`;

/** A list of tags; empty elements are allowed, as in every list of a header. */
const TAG_LIST = new RegExp(String.raw`^[\s,]*${TAG}(?:\s*,[\s,]*${TAG})*[\s,]*$`, 'u');

/**
 * Our own tag in the forms that proxies give it when they compress an answer: weak (nginx) or with the name of the
 * coding (Apache `-gzip`, Jetty `--gzip`). They change the coding, not the program.
 */
const OWN_TAG = /^(?:W\/)?"(?<siteId>[^"]*)\/(?<digits>\d+)(?:--?(?:gzip|br|zstd|deflate))?"$/u;

const revisionIn = (siteId: SiteId, tag: string): number | undefined => {
  const { siteId: site, digits = '' } = OWN_TAG.exec(tag)?.groups ?? {};
  const revision = toRevision(digits);
  // Compared as tags: no other spelling of a revision is a tag of ours.
  return revision !== undefined && `"${String(site)}/${digits}"` === etagOf({ siteId, revision })
    ? revision
    : undefined;
};

const preconditionOfHeader = (siteId: SiteId, header: string): Result<Precondition, InvalidInput> => {
  if (!TAG_LIST.test(header)) {
    return err(invalidInput([wrongFormat('If-Match', 'a list of entity tags, or *')]));
  }
  const tags = header.match(new RegExp(TAG, 'gu')) ?? [];
  const revisions = [...new Set(tags.flatMap((tag) => revisionIn(siteId, tag) ?? []))].sort((a, b) => b - a);
  return ok({ revisions: isNonEmpty(revisions) ? revisions : [NO_REVISION], byIfMatch: true });
};

/**
 * The revisions that a change demands, by `If-Match` or by a `revision` in the body; the header wins. `*` always
 * matches, so it guards nothing.
 */
export const readPrecondition = (
  siteId: SiteId,
  ifMatch: string | undefined,
  bodyRevision?: unknown,
): Result<Precondition, InvalidInput> =>
  ifMatch === undefined || ifMatch.trim() === '*'
    ? preconditionOfBody(bodyRevision)
    : preconditionOfHeader(siteId, ifMatch);

const asIfMatchFailure = (error: ApiError): ApiError =>
  error.type === 'RevisionConflict' ? { type: 'IfMatchFailed', conflict: error } : error;

/** Tries the highest revision first, and then the one that is stored, if the caller named it too. */
const tryEach = <T>(
  [revision, ...others]: NonEmptyArray<number>,
  operation: (expectedRevision: number) => ResultAsync<T, ApiError>,
): ResultAsync<T, ApiError> =>
  operation(revision).orElse((error) => {
    const stored = error.type === 'RevisionConflict' ? error.actualRevision : undefined;
    return stored !== undefined && others.includes(stored)
      ? tryEach([stored, ...others.filter((other) => other !== stored)], operation)
      : errAsync(error);
  });

/** Carries out a change under a precondition. A conflict is reported in terms of where the revision was named. */
export const withPrecondition = <T>(
  { revisions, byIfMatch }: Precondition,
  operation: (expectedRevision: number | undefined) => ResultAsync<T, ApiError>,
): ResultAsync<T, ApiError> => {
  if (revisions === undefined) return operation(undefined);
  const changed = tryEach(revisions, operation);
  return byIfMatch ? changed.mapErr(asIfMatchFailure) : changed;
};
