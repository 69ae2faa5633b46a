import type {
  HistoryPruned,
  LoyaltyProgram,
  LoyaltyProgramRepository,
  LoyaltyProgramView,
  ProgramEvent,
  Rejected,
  RepositoryUnavailable,
  RevisionConflict,
  SiteId,
} from '@loyalty-programs/core';
import {
  type Change,
  FIELD_LIST,
  HISTORY_LIMIT,
  type HistoryPoint,
  type SaveResult,
  isRecord,
  programFrom,
  replay,
  saveEach,
  setValue,
  untouchedDraft,
  valueOf,
} from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { etagOf } from '../wire.js';
import {
  action,
  callApi,
  callInPages,
  eraseSpec,
  eventsSpec,
  programSpec,
  type RequestSpec,
} from './api-calls.js';
import type { ApiCall, CallReply } from './call.js';
import { type ClientOptions, connect, type Connection, sharingTime } from './connect.js';
import { readPrograms } from './wire/program.js';
import { reasonOf, type Refusal } from './wire/refusal.js';

type SaveRequest = Pick<ApiCall, 'method' | 'path'> & { readonly body: string };

/** The update that sets what the events report. */
const updateOf = (events: readonly ProgramEvent[]): object => {
  const update = {};
  for (const { after } of events) {
    for (const field of FIELD_LIST) {
      const value = valueOf(after, field);
      if (value !== undefined) setValue(update, field, value);
    }
  }
  return update;
};

/** The call of the operation that makes a change. */
const saveRequest = ({ events }: Change): SaveRequest => {
  switch (events[0]?.type) {
    case 'ProgramActivated':
      return action('activate');
    case 'ProgramPaused':
      return action('pause');
    case 'PointsExpirationEnabled':
      return action('points-expiration/enable');
    case 'PointsExpirationDisabled':
      return action('points-expiration/disable');
    default:
      return {
        method: 'PATCH',
        path: '/v1/program',
        body: JSON.stringify({ loyaltyProgram: updateOf(events) }),
      };
  }
};

/** A change that was not confirmed. Whatever may have been made is `OutcomeUnknown`, so any other one certainly was not. */
const unsaved = (refusal: Refusal): RepositoryUnavailable => ({
  type: 'RepositoryUnavailable',
  cause: reasonOf(refusal),
  ...(refusal.type !== 'OutcomeUnknown' && { notDone: true }),
});

/** What a refused operation means for saving the change that it makes. */
const saveRefusal = (
  refusal: Refusal,
  siteId: SiteId,
  expectedRevision: number,
): RevisionConflict | RepositoryUnavailable | Rejected => {
  switch (refusal.type) {
    case 'RevisionConflict':
    case 'Rejected':
      return refusal;
    case 'TooMuchContention':
      return { type: 'RevisionConflict', siteId, expectedRevision };
    case 'InvalidInput':
      return {
        type: 'Rejected',
        cause: refusal.violations.map(({ field, description }) => `${field} ${description}`).join('; '),
      };
    case 'PreconditionsNotMet':
      return { type: 'Rejected', cause: refusal.unmet.join(', ') };
    case 'StatusTransitionNotAllowed':
    case 'LoyaltyNotInstalled':
    case 'PermissionDenied':
    case 'Unauthenticated':
    case 'HistoryPruned':
      return { type: 'Rejected', cause: refusal.type };
    case 'RepositoryUnavailable':
    case 'Cancelled':
    case 'InstallationCheckUnavailable':
    case 'OutcomeUnknown':
    case 'Unavailable':
      return unsaved(refusal);
  }
};

const unavailable = (refusal: Refusal): RepositoryUnavailable => ({
  type: 'RepositoryUnavailable',
  cause: reasonOf(refusal),
});

/** The program without what only views have. */
const storedPart = (view: LoyaltyProgramView): LoyaltyProgram =>
  programFrom(view, (field) => valueOf(view, field));

/** A program as the service reports it. */
interface ReportedProgram extends Pick<CallReply, 'mayBeMade'> {
  readonly view: LoyaltyProgramView;
}

/**
 * Keeps programs in another service with this API: one change is one call of the operation that made it. That
 * service decides by its own rules, dates the change by its own clock and signs it with the actor of the key;
 * `save` returns what it stored. An untouched draft there, and a site without loyalty there, are "nothing
 * stored" here. If two callers save the very same change on the same base, both succeed.
 *
 * Changes are guarded by `If-Match` where the service names revisions in its `ETag`s; before the first `save`
 * one extra request finds out, unless an earlier response already showed it. The hosted API names none: there no change is guarded,
 * the last one wins, one whose answer is lost is not repeated, every program has `UNKNOWN_REVISION`, and
 * there is no history.
 *
 * `erase` needs the permission MANAGE_INSTALLATIONS.
 */
export class HttpLoyaltyProgramRepository implements LoyaltyProgramRepository {
  readonly #connection: Connection;
  /** Whether the service names revisions; unknown until it has returned a program. */
  #namesRevisions: boolean | undefined;

  constructor(options: ClientOptions) {
    this.#connection = connect(options);
  }

  async find(siteId: SiteId): Promise<Result<LoyaltyProgram | undefined, RepositoryUnavailable>> {
    const found = await this.#call(programSpec(siteId));
    if (found.isOk()) return ok(found.value.view.revision === 0 ? undefined : storedPart(found.value.view));
    return found.error.type === 'LoyaltyNotInstalled' ? ok(undefined) : err(unavailable(found.error));
  }

  async findMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, LoyaltyProgram>, RepositoryUnavailable>> {
    const found = await callInPages(this.#connection, siteIds, '/v1/bulk/programs?', readPrograms);
    return found.mapErr(unavailable).map((views) => {
      const stored = [...views].filter(([, { revision }]) => revision > 0);
      return new Map(stored.map(([siteId, view]) => [siteId, storedPart(view)]));
    });
  }

  async save(change: Change): Promise<SaveResult> {
    const { siteId } = change.program;
    const { baseRevision } = change;
    const next = sharingTime(this.#connection);
    if (this.#namesRevisions === undefined) {
      const found = await this.#call(programSpec(siteId), next());
      if (found.isErr()) return err(saveRefusal(found.error, siteId, baseRevision));
    }
    const isGuarded = this.#namesRevisions === true;
    const saved = await this.#call(
      {
        ...programSpec(siteId),
        ...saveRequest(change),
        ...(isGuarded && { expectedRevision: baseRevision }),
      },
      next(),
    );
    if (saved.isErr()) return err(saveRefusal(saved.error, siteId, baseRevision));
    const { view, mayBeMade } = saved.value;
    if (!isGuarded || view.revision === baseRevision + 1) return ok(storedPart(view));
    // The change had no effect: an earlier attempt or another caller made it first.
    return mayBeMade
      ? err({ type: 'RepositoryUnavailable', cause: 'OutcomeUnknown' })
      : err({
          type: 'RevisionConflict',
          siteId,
          expectedRevision: baseRevision,
          actualRevision: view.revision,
        });
  }

  /** One call after the other: the API has no endpoint for many changes. */
  saveMany(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    return saveEach(this, changes);
  }

  async history(
    siteId: SiteId,
    afterRevision: number,
    limit: number,
  ): Promise<Result<readonly ProgramEvent[], HistoryPruned | RepositoryUnavailable>> {
    const reported = await callApi(this.#connection, eventsSpec(siteId, { afterRevision, limit }));
    if (reported.isOk()) return ok(reported.value);
    const { error } = reported;
    if (error.type === 'HistoryPruned') return err(error);
    return error.type === 'LoyaltyNotInstalled' ? ok([]) : err(unavailable(error));
  }

  /** Replays the history from its start: the API has no endpoint for it. Histories over HTTP name no sequences. */
  async programAt(
    siteId: SiteId,
    point: HistoryPoint,
  ): Promise<Result<LoyaltyProgram | undefined, HistoryPruned | RepositoryUnavailable>> {
    if ('sequence' in point) {
      return err({ type: 'RepositoryUnavailable', cause: 'the API names no sequences', notDone: true });
    }
    const found = await this.find(siteId);
    if (found.isErr() || found.value === undefined) return found;
    let program = untouchedDraft(siteId, found.value.createdDate);
    for (;;) {
      const page = await this.history(siteId, program.revision, HISTORY_LIMIT.max);
      if (page.isErr()) return err(page.error);
      const reached = page.value.filter((event) =>
        'revision' in point ? event.revision <= point.revision : event.time <= point.time,
      );
      program = replay(program, reached);
      if (reached.length < page.value.length || page.value.length === 0) break;
    }
    const isOther = 'revision' in point && program.revision !== point.revision;
    return ok(program.revision === 0 || isOther ? undefined : program);
  }

  async erase(siteId: SiteId): Promise<Result<void, RepositoryUnavailable>> {
    const erased = await callApi(this.#connection, eraseSpec(siteId));
    return erased.map(() => undefined).mapErr(unsaved);
  }

  /** Whether the service answers. A key that may not read programs in bulk gets an answer too. */
  async ping(): Promise<Result<void, RepositoryUnavailable>> {
    const answered = await callApi(this.#connection, {
      method: 'GET',
      path: '/v1/bulk/programs?siteIds=ping',
      read: (json) => isRecord(json) || undefined,
    });
    if (answered.isOk() || answered.error.type === 'PermissionDenied') return ok(undefined);
    return err(unavailable(answered.error));
  }

  /** Makes a call about a program and notes whether the response names its revision. */
  #call(
    spec: RequestSpec<LoyaltyProgramView>,
    connection = this.#connection,
  ): Promise<Result<ReportedProgram, Refusal>> {
    return callApi(connection, {
      ...spec,
      read: (json, reply) => {
        const view = spec.read(json, reply);
        if (view === undefined) return undefined;
        // A proxy may weaken our tag; a tag of its own names no revision.
        const tag = reply.etag?.replace(/^W\//u, '');
        this.#namesRevisions ||= tag === etagOf(view);
        return { view, mayBeMade: reply.mayBeMade };
      },
    });
  }
}
