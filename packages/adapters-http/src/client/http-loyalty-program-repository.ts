import type {
  Change,
  LoyaltyProgram,
  LoyaltyProgramRepository,
  LoyaltyProgramView,
  ProgramEvent,
  Rejected,
  RepositoryUnavailable,
  RevisionConflict,
  SiteId,
} from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import { etagOf } from '../wire/etag.js';
import { ask } from './ask.js';
import type { CallReply, Connection } from './call.js';
import { requestOf } from './change-request.js';
import { type ClientOptions, connect } from './connect.js';
import { saveRefusal } from './save-refusal.js';
import { inBatches, queryOf } from './site-batches.js';
import { readEvents } from './wire/event.js';
import { readProgram, readPrograms } from './wire/program.js';
import type { Refusal } from './wire/refusal.js';

const unavailable = ({ type }: Refusal): RepositoryUnavailable => ({
  type: 'RepositoryUnavailable',
  cause: type,
});

const storedPart = (view: LoyaltyProgramView): LoyaltyProgram => {
  const { siteId, revision, name, pointDefinition, status, pointsExpiration, createdDate, updatedDate } =
    view;
  return { siteId, revision, name, pointDefinition, status, pointsExpiration, createdDate, updatedDate };
};

/**
 * Keeps programs in another service with this API: one change is one call of the operation that made it. That
 * service decides by its own rules, dates the change by its own clock and signs it with the actor of the key;
 * `save` returns what it stored.
 *
 * Changes are guarded by `If-Match` as soon as the service was seen to answer with an `ETag`. The hosted API
 * gives none: there the last change wins, a change whose answer is lost is not repeated, and every program is
 * told at the same revision.
 */
export class HttpLoyaltyProgramRepository implements LoyaltyProgramRepository {
  readonly #connection: Connection;
  #guards = false;

  constructor(options: ClientOptions) {
    this.#connection = connect(options);
  }

  async find(siteId: SiteId): Promise<Result<LoyaltyProgram | undefined, RepositoryUnavailable>> {
    const found = await ask(this.#connection, {
      method: 'GET',
      path: '/v1/program',
      effect: 'read',
      headers: { 'wix-site-id': siteId },
      siteId,
      read: (json, reply) => this.#read(siteId, json, reply),
    });
    if (found.isOk()) return ok(found.value.revision === 0 ? undefined : storedPart(found.value));
    return found.error.type === 'LoyaltyNotInstalled' ? ok(undefined) : err(unavailable(found.error));
  }

  async findMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, LoyaltyProgram>, RepositoryUnavailable>> {
    const found = await inBatches(siteIds, (batch) =>
      ask(this.#connection, {
        method: 'GET',
        path: `/v1/bulk/programs?${queryOf(batch)}`,
        effect: 'read',
        read: readPrograms,
      }),
    );
    return found.mapErr(unavailable).map((programs) => {
      const stored = programs.filter(({ revision }) => revision > 0);
      return new Map(stored.map((program) => [program.siteId, storedPart(program)]));
    });
  }

  async save(
    change: Change,
  ): Promise<Result<LoyaltyProgram, RevisionConflict | RepositoryUnavailable | Rejected>> {
    const { siteId } = change.program;
    const { baseRevision } = change;
    const isGuarded = this.#guards;
    const saved = await ask(this.#connection, {
      ...requestOf(change),
      effect: isGuarded ? 'guarded' : 'unguarded',
      headers: {
        'wix-site-id': siteId,
        ...(isGuarded && { 'if-match': etagOf({ siteId, revision: baseRevision }) }),
      },
      siteId,
      expectedRevision: baseRevision,
      read: (json, reply) => this.#read(siteId, json, reply),
    });
    if (saved.isErr()) return err(saveRefusal(saved.error, siteId, baseRevision));
    const actualRevision = saved.value.revision;
    // Where the change had nothing to do, somebody else had made it: it did not win.
    return isGuarded && actualRevision !== baseRevision + 1
      ? err({ type: 'RevisionConflict', siteId, expectedRevision: baseRevision, actualRevision })
      : ok(storedPart(saved.value));
  }

  async history(
    siteId: SiteId,
    afterRevision: number,
    limit: number,
  ): Promise<Result<readonly ProgramEvent[], RepositoryUnavailable>> {
    const told = await ask(this.#connection, {
      method: 'GET',
      path: `/v1/program/events?after=${String(afterRevision)}&limit=${String(limit)}`,
      effect: 'read',
      headers: { 'wix-site-id': siteId },
      siteId,
      read: (json) => readEvents(siteId, json),
    });
    if (told.isOk()) return ok(told.value);
    return told.error.type === 'LoyaltyNotInstalled' ? ok([]) : err(unavailable(told.error));
  }

  async erase(siteId: SiteId): Promise<Result<void, RepositoryUnavailable>> {
    const erased = await ask(this.#connection, {
      method: 'DELETE',
      path: '/v1/program',
      effect: 'unguarded',
      headers: { 'wix-site-id': siteId },
      siteId,
      read: (json) => json,
    });
    return erased.map(() => undefined).mapErr(unavailable);
  }

  #read(siteId: SiteId, json: unknown, reply: CallReply): LoyaltyProgramView | undefined {
    this.#guards = reply.header('etag') !== undefined;
    return readProgram(siteId, json);
  }
}
