import type { InvalidInput, NonEmptyArray, SiteId } from '@loyalty-programs/core';
import { invalidInput, isNonEmpty, REVISION, wrongFormat } from '@loyalty-programs/core/adapter-kit';
import { type Result, type ResultAsync, err, errAsync, ok } from 'neverthrow';
import type { ApiError } from './errors.js';
import { etagOf } from '../wire/etag.js';

/** The revisions at which a caller allows a change, and where it named them. */
export interface Precondition {
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
