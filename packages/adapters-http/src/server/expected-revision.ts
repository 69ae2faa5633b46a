import { type InvalidInput, LIMITS, type SiteId, invalidInput, wrongFormat } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import type { ApiError } from './errors.js';
import { etagOf } from '../wire/etag.js';

/** The revision that a caller demands, and where it said so. */
export interface Guard {
  readonly expectedRevision?: number;
  readonly byIfMatch: boolean;
}

const UNGUARDED: Guard = { byIfMatch: false };

/** No program ever has this revision: for an `If-Match` that can't match. */
const NO_REVISION = -1;

const REVISION = /^\d{1,16}$/u;

const toRevision = (text: string): number | undefined => {
  const revision = REVISION.test(text) ? Number(text) : Number.NaN;
  return revision <= LIMITS.revision.max ? revision : undefined;
};

const guardOfBody = (raw: unknown): Result<Guard, InvalidInput> => {
  if (raw === undefined || raw === null) return ok(UNGUARDED);
  const text = typeof raw === 'number' ? String(raw) : raw;
  const expectedRevision = typeof text === 'string' ? toRevision(text) : undefined;
  return expectedRevision === undefined
    ? err(invalidInput([wrongFormat('revision', 'a revision, written in digits')]))
    : ok({ expectedRevision, byIfMatch: false });
};

const ENTITY_TAG = /^(?:W\/)?"[\x21\x23-\x7E\x80-\uFFFF]*"$/u;

const guardOfHeader = (siteId: SiteId, header: string): Result<Guard, InvalidInput> => {
  const tag = header.trim();
  if (!ENTITY_TAG.test(tag)) return err(invalidInput([wrongFormat('If-Match', 'one entity tag, or *')]));
  const revision = toRevision(/\/(\d+)"$/u.exec(tag)?.[1] ?? '');
  const matches = revision !== undefined && tag === etagOf({ siteId, revision });
  return ok({ expectedRevision: matches ? revision : NO_REVISION, byIfMatch: true });
};

/**
 * What a change demands of the revision, by `If-Match` or by a `revision` in the body; the header wins. Of `*`,
 * which any program matches, there is nothing to win.
 */
export const readGuard = (
  siteId: SiteId,
  ifMatch: string | undefined,
  bodyRevision?: unknown,
): Result<Guard, InvalidInput> =>
  ifMatch === undefined || ifMatch.trim() === '*'
    ? guardOfBody(bodyRevision)
    : guardOfHeader(siteId, ifMatch);

/** A stale revision is told in the words of the place where the right one was demanded. */
export const toldBy =
  (guard: Guard) =>
  (error: ApiError): ApiError =>
    guard.byIfMatch && error.type === 'RevisionConflict' ? { type: 'IfMatchFailed', conflict: error } : error;
