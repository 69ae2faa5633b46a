import type { AccountId, RepositoryUnavailable, SiteId, Timestamp } from '@loyalty-programs/core';
import { clone } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { type Delivery, MAX_KEPT_ATTEMPTS, type NewDelivery } from '../model/delivery.js';
import type { DisabledReason, Webhook } from '../model/webhook.js';
import {
  type ClaimedLane,
  type ClaimRequest,
  type Claims,
  CLOCK_TOLERANCE,
  type DeliveryQuery,
  type DeliveryResult,
  type Enqueueing,
  type Health,
  type LaneState,
  type Settlement,
  type TooManyWebhooks,
  type WebhookQuery,
  type WebhookStore,
} from '../ports/webhook-store.js';

interface Lane {
  readonly siteId: SiteId;
  /** By sequence. */
  readonly deliveries: Map<number, Delivery>;
  /** The sequences of those that wait, in order. */
  waiting: number[];
  failures: number;
  due: Timestamp;
  since: Timestamp;
  parked: Timestamp | null;
  claimedBy: string | null;
  claimedUntil: number;
}

interface Stored {
  webhook: Webhook;
  readonly lanes: Map<SiteId, Lane>;
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** In the order of the log. */
const compareInLog = (
  one: Pick<Delivery, 'createdDate' | 'siteId' | 'sequence'>,
  other: Pick<Delivery, 'createdDate' | 'siteId' | 'sequence'>,
): number =>
  other.createdDate - one.createdDate || compare(other.siteId, one.siteId) || other.sequence - one.sequence;

/** Keeps webhooks and deliveries in the memory of this process, for tests and prototypes. */
export class InMemoryWebhookStore implements WebhookStore {
  readonly #stored = new Map<string, Stored>();
  readonly #accounts = new Map<SiteId, AccountId | null>();
  #down = false;

  /** Makes every call fail, until `restore`: to try how a host copes. */
  breakDown(): void {
    this.#down = true;
  }

  restore(): void {
    this.#down = false;
  }

  create(webhook: Webhook, limit: number): Promise<Result<void, TooManyWebhooks | RepositoryUnavailable>> {
    const copy = clone(webhook);
    return this.#answer((): Result<void, TooManyWebhooks> => {
      const { accountId } = copy;
      const number = [...this.#stored.values()].filter(
        (stored) => stored.webhook.accountId === accountId,
      ).length;
      if (number >= limit) return err({ type: 'TooManyWebhooks', limit });
      this.#stored.set(copy.id, { webhook: copy, lanes: new Map() });
      return ok();
    });
  }

  find(webhookId: string): Promise<Result<Webhook | undefined, RepositoryUnavailable>> {
    return this.#answer(() => {
      const stored = this.#stored.get(webhookId);
      return ok(stored && clone(stored.webhook));
    });
  }

  list({
    accountId,
    after,
    limit,
  }: WebhookQuery): Promise<Result<readonly Webhook[], RepositoryUnavailable>> {
    return this.#answer(() =>
      ok(
        this.#webhooks(
          (webhook) =>
            (accountId === undefined || webhook.accountId === accountId) &&
            (after === undefined || webhook.id > after),
        ).slice(0, limit),
      ),
    );
  }

  update(webhook: Webhook): Promise<Result<boolean, RepositoryUnavailable>> {
    const copy = clone(webhook);
    return this.#answer(() => {
      const stored = this.#stored.get(copy.id);
      if (stored?.webhook.version !== copy.version - 1) return ok(false);
      const { createdDate, status } = stored.webhook;
      const isReenabled = status === 'DISABLED' && copy.status === 'ENABLED';
      const failingSince = isReenabled ? null : stored.webhook.failingSince;
      stored.webhook = { ...copy, createdDate, failingSince };
      return ok(true);
    });
  }

  remove(webhookId: string): Promise<Result<void, RepositoryUnavailable>> {
    return this.#answer(() => {
      this.#stored.delete(webhookId);
      return ok();
    });
  }

  listEnabled(accountIds: readonly AccountId[]): Promise<Result<readonly Webhook[], RepositoryUnavailable>> {
    const requested = new Set<AccountId | null>([...accountIds, null]);
    return this.#answer(() =>
      ok(this.#webhooks(({ status, accountId }) => status === 'ENABLED' && requested.has(accountId))),
    );
  }

  accountsOf(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, AccountId | null>, RepositoryUnavailable>> {
    const requested = [...siteIds];
    return this.#answer(() => {
      const found = new Map<SiteId, AccountId | null>();
      for (const siteId of requested) {
        const accountId = this.#accounts.get(siteId);
        if (accountId !== undefined) found.set(siteId, accountId);
      }
      return ok(found);
    });
  }

  enqueue(work: Enqueueing): Promise<Result<void, RepositoryUnavailable>> {
    const { purges, accounts, deliveries } = clone(work);
    return this.#answer(() => {
      for (const { siteId, before } of purges) this.#purge(siteId, before);
      for (const { siteId, accountId } of accounts) this.#accounts.set(siteId, accountId);
      for (const delivery of deliveries) {
        const lane = this.#laneFor(delivery, delivery.createdDate);
        if (lane === undefined || lane.deliveries.has(delivery.sequence)) continue;
        addWaiting(lane, newDelivery(delivery));
      }
      return ok();
    });
  }

  requeue(deliveries: readonly NewDelivery[], now: Timestamp): Promise<Result<void, RepositoryUnavailable>> {
    const copies = deliveries.map(clone);
    return this.#answer(() => {
      for (const delivery of copies) {
        const lane = this.#laneFor(delivery, now);
        if (lane === undefined) continue;
        const known = lane.deliveries.get(delivery.sequence);
        if (known?.status !== 'WAITING') addWaiting(lane, known ?? newDelivery(delivery));
        makeDue(lane, now);
      }
      return ok();
    });
  }

  claim({
    workerId,
    lease,
    now,
    limit,
    room,
    rooms,
    depth,
  }: ClaimRequest): Promise<Result<Claims, RepositoryUnavailable>> {
    return this.#answer(() => {
      const lanes: ClaimedLane[] = [];
      const webhooks = new Map<string, Webhook>();
      const instant = performance.now();
      for (const [webhookId, stored] of this.#stored) {
        if (stored.webhook.status !== 'ENABLED') continue;
        const isDue = (lane: Lane): boolean =>
          lane.waiting.length > 0 &&
          lane.parked === null &&
          (lane.due <= now || lane.since > now + CLOCK_TOLERANCE) &&
          (lane.claimedBy === null || lane.claimedUntil <= instant);
        const share = Math.min(rooms.get(webhookId) ?? room, limit - lanes.length);
        const due = [...stored.lanes.values()]
          .filter(isDue)
          .sort((one, other) => one.due - other.due)
          .slice(0, Math.max(0, share));
        for (const lane of due) {
          lane.claimedBy = workerId;
          lane.claimedUntil = instant + lease;
          lanes.push({
            webhookId,
            siteId: lane.siteId,
            failures: lane.failures,
            deliveries: lane.waiting.slice(0, depth).flatMap((sequence) => {
              const delivery = lane.deliveries.get(sequence);
              return delivery === undefined ? [] : [clone(delivery)];
            }),
          });
          webhooks.set(webhookId, clone(stored.webhook));
        }
      }
      return ok({ lanes, webhooks });
    });
  }

  renew(workerId: string, lease: number): Promise<Result<void, RepositoryUnavailable>> {
    return this.#answer(() => {
      const until = performance.now() + lease;
      for (const lane of this.#lanes()) {
        if (lane.claimedBy === workerId) lane.claimedUntil = until;
      }
      return ok();
    });
  }

  settle(
    workerId: string,
    settlements: readonly Settlement[],
    health: readonly Health[],
  ): Promise<Result<void, RepositoryUnavailable>> {
    const copies = settlements.map(clone);
    const copiedHealth = health.map(clone);
    return this.#answer(() => {
      for (const { webhookId, siteId, results, next } of copies) {
        const lane = this.#stored.get(webhookId)?.lanes.get(siteId);
        if (lane?.claimedBy !== workerId) continue;
        for (const result of results) settleDelivery(lane, result);
        settleLane(lane, next);
      }
      for (const { webhookId, failingSince } of copiedHealth) {
        const stored = this.#stored.get(webhookId);
        if (stored !== undefined) stored.webhook = { ...stored.webhook, failingSince };
      }
      return ok();
    });
  }

  withdraw(workerId: string): Promise<Result<void, RepositoryUnavailable>> {
    return this.#answer(() => {
      for (const lane of this.#lanes()) {
        if (lane.claimedBy === workerId) lane.claimedBy = null;
      }
      return ok();
    });
  }

  disable(
    webhookId: string,
    reason: DisabledReason,
    now: Timestamp,
  ): Promise<Result<boolean, RepositoryUnavailable>> {
    return this.#answer(() => {
      const stored = this.#stored.get(webhookId);
      if (stored?.webhook.status !== 'ENABLED') return ok(false);
      const { version } = stored.webhook;
      stored.webhook = {
        ...stored.webhook,
        status: 'DISABLED',
        disabledReason: reason,
        updatedDate: now,
        version: version + 1,
      };
      return ok(true);
    });
  }

  deliveries(
    webhookId: string,
    { siteId, status, after, limit }: DeliveryQuery,
  ): Promise<Result<readonly Delivery[], RepositoryUnavailable>> {
    return this.#answer(() => {
      const lanes = [...(this.#stored.get(webhookId)?.lanes.values() ?? [])];
      const found = lanes
        .filter((lane) => siteId === undefined || lane.siteId === siteId)
        .flatMap((lane) => [...lane.deliveries.values()])
        .filter((delivery) => status === undefined || delivery.status === status)
        .sort(compareInLog)
        .filter((delivery) => after === undefined || compareInLog(after, delivery) < 0);
      return ok(found.slice(0, limit).map(clone));
    });
  }

  findDelivery(
    webhookId: string,
    messageId: string,
  ): Promise<Result<Delivery | undefined, RepositoryUnavailable>> {
    return this.#answer(() => {
      for (const lane of this.#stored.get(webhookId)?.lanes.values() ?? []) {
        for (const delivery of lane.deliveries.values()) {
          if (delivery.messageId === messageId) return ok(clone(delivery));
        }
      }
      return ok(undefined);
    });
  }

  recover(
    webhookId: string,
    since: Timestamp,
    now: Timestamp,
  ): Promise<Result<number, RepositoryUnavailable>> {
    return this.#answer(() => {
      let recovered = 0;
      for (const lane of this.#stored.get(webhookId)?.lanes.values() ?? []) {
        for (const delivery of [...lane.deliveries.values()]) {
          if (delivery.status !== 'FAILED' || (delivery.finishedDate ?? 0) < since) continue;
          addWaiting(lane, delivery);
          recovered += 1;
        }
        if (lane.parked === null || lane.parked >= since) makeDue(lane, now);
      }
      return ok(recovered);
    });
  }

  prune(before: Timestamp): Promise<Result<number, RepositoryUnavailable>> {
    return this.#answer(() => {
      let removed = 0;
      for (const { webhook, lanes } of this.#stored.values()) {
        for (const [siteId, lane] of lanes) {
          const isHeld = lane.parked !== null || webhook.status === 'DISABLED';
          for (const [sequence, { createdDate, status }] of lane.deliveries) {
            if (createdDate >= before || (status === 'WAITING' && !isHeld)) continue;
            removeDelivery(lane, sequence);
            removed += 1;
          }
          if (lane.deliveries.size === 0 && lane.claimedBy === null) lanes.delete(siteId);
        }
      }
      return ok(removed);
    });
  }

  #webhooks(isWanted: (webhook: Webhook) => boolean): readonly Webhook[] {
    return [...this.#stored.values()]
      .map(({ webhook }) => webhook)
      .filter(isWanted)
      .sort((one, other) => compare(one.id, other.id))
      .map(clone);
  }

  *#lanes(): Iterable<Lane> {
    for (const { lanes } of this.#stored.values()) yield* lanes.values();
  }

  #laneFor(
    { webhookId, siteId }: Pick<NewDelivery, 'webhookId' | 'siteId'>,
    now: Timestamp,
  ): Lane | undefined {
    const lanes = this.#stored.get(webhookId)?.lanes;
    const known = lanes?.get(siteId);
    if (lanes === undefined || known !== undefined) return known;
    const lane: Lane = {
      siteId,
      deliveries: new Map(),
      waiting: [],
      failures: 0,
      due: now,
      since: now,
      parked: null,
      claimedBy: null,
      claimedUntil: 0,
    };
    lanes.set(siteId, lane);
    return lane;
  }

  #purge(siteId: SiteId, before: number): void {
    for (const { lanes } of this.#stored.values()) {
      const lane = lanes.get(siteId);
      if (lane === undefined) continue;
      for (const sequence of [...lane.deliveries.keys()]) {
        if (sequence < before) removeDelivery(lane, sequence);
      }
    }
  }

  /** Like a real store, never answers in the same turn of the event loop. */
  async #answer<T, E = never>(answer: () => Result<T, E>): Promise<Result<T, E | RepositoryUnavailable>> {
    await Promise.resolve();
    return this.#down ? err({ type: 'RepositoryUnavailable', cause: 'broken down on purpose' }) : answer();
  }
}

const newDelivery = (delivery: NewDelivery): Delivery => ({
  ...delivery,
  status: 'WAITING',
  finishedDate: null,
  attempts: [],
});

const addWaiting = (lane: Lane, delivery: Delivery): void => {
  const { sequence } = delivery;
  lane.deliveries.set(sequence, { ...delivery, status: 'WAITING', finishedDate: null });
  const last = lane.waiting.at(-1);
  lane.waiting.push(sequence);
  if (last !== undefined && last > sequence) lane.waiting.sort((one, other) => one - other);
};

/** A lane that a worker has stays with it. */
const makeDue = (lane: Lane, now: Timestamp): void => {
  lane.parked = null;
  lane.failures = 0;
  lane.due = now;
  lane.since = now;
};

/** A lane continues once its parked delivery is gone. */
const removeDelivery = (lane: Lane, sequence: number): void => {
  lane.deliveries.delete(sequence);
  lane.waiting = lane.waiting.filter((each) => each !== sequence);
  const isParkedByNone = ![...lane.deliveries.values()].some(({ status }) => status === 'FAILED');
  if (isParkedByNone) lane.parked = null;
};

const settleDelivery = (lane: Lane, { sequence, status, attempt, finishedDate }: DeliveryResult): void => {
  const delivery = lane.deliveries.get(sequence);
  if (delivery?.status !== 'WAITING') return;
  const attempts =
    attempt === null ? delivery.attempts : [...delivery.attempts, attempt].slice(-MAX_KEPT_ATTEMPTS);
  lane.deliveries.set(sequence, { ...delivery, status, finishedDate, attempts });
  if (status === 'WAITING') return;
  lane.waiting =
    lane.waiting[0] === sequence ? lane.waiting.slice(1) : lane.waiting.filter((each) => each !== sequence);
};

const settleLane = (lane: Lane, next: LaneState): void => {
  switch (next.type) {
    case 'KEEP':
      return;
    case 'RELEASE':
      lane.failures = 0;
      break;
    case 'PARK':
      lane.failures = 0;
      lane.parked = next.time;
      break;
    case 'WAIT':
      lane.failures = next.failures;
      lane.due = next.until;
      lane.since = next.since;
      break;
  }
  lane.claimedBy = null;
};
