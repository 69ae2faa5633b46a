import type { AccountId, RepositoryUnavailable, SiteId, Timestamp } from '@loyalty-programs/core';
import type { Result } from 'neverthrow';
import type { Attempt, Delivery, DeliveryStatus, NewDelivery } from '../model/delivery.js';
import type { DisabledReason, Webhook } from '../model/webhook.js';

/** The account has as many webhooks as it may have. */
export interface TooManyWebhooks {
  readonly type: 'TooManyWebhooks';
  readonly limit: number;
}

/** The account that a site belongs, or last belonged, to. */
export interface SiteAccount {
  readonly siteId: SiteId;
  readonly accountId: AccountId | null;
}

/** Everything of a site up to a sequence, which was erased. */
export interface SitePurge {
  readonly siteId: SiteId;
  /** Deliveries of this sequence and of later ones stay. */
  readonly before: number;
}

/** What a page of the feed leads to. */
export interface Enqueueing {
  readonly purges: readonly SitePurge[];
  readonly accounts: readonly SiteAccount[];
  readonly deliveries: readonly NewDelivery[];
}

/**
 * The deliveries of one site to one webhook, which go out one after the other. Whoever has claimed a lane is alone
 * with it until its lease ends.
 */
export interface ClaimedLane {
  readonly webhookId: string;
  readonly siteId: SiteId;
  /** How often the first delivery has failed in this round. */
  readonly failures: number;
  /** The first ones that wait, in the order of their sequence; at least one. */
  readonly deliveries: readonly NewDelivery[];
}

/** Which lanes to claim. */
export interface ClaimRequest {
  /** Who claims: no two workers have the same id. */
  readonly workerId: string;
  /** How long, in milliseconds, the lanes belong to the worker unless it renews. */
  readonly lease: number;
  /** The time by which waits are measured. */
  readonly now: Timestamp;
  /** At most so many lanes in all. */
  readonly limit: number;
  /** At most so many lanes of a webhook that `rooms` does not name. */
  readonly room: number;
  readonly rooms: ReadonlyMap<string, number>;
  /** At most so many deliveries of a lane. */
  readonly depth: number;
}

export interface Claims {
  readonly lanes: readonly ClaimedLane[];
  /** The webhooks of the lanes, by their ids. */
  readonly webhooks: ReadonlyMap<string, Webhook>;
}

/** What came of one delivery of a claimed lane. */
export interface DeliveryResult {
  readonly sequence: number;
  /** `WAITING`: it failed, and will be tried again. */
  readonly status: DeliveryStatus;
  readonly attempt: Attempt | null;
  /** `null` while it waits. */
  readonly finishedDate: Timestamp | null;
}

/**
 * How a lane goes on: `KEEP`: the worker goes on with it; `RELEASE`: whoever claims it next; `PARK`: nobody before
 * a person recovers it; or not before a time.
 */
export type LaneState =
  | { readonly type: 'KEEP' | 'RELEASE' }
  | { readonly type: 'PARK'; readonly time: Timestamp }
  | {
      readonly type: 'WAIT';
      readonly failures: number;
      readonly until: Timestamp;
      /** When this was decided: a clock set back since must not lengthen the wait. */
      readonly since: Timestamp;
    };

export interface Settlement {
  readonly webhookId: string;
  readonly siteId: SiteId;
  readonly results: readonly DeliveryResult[];
  readonly next: LaneState;
}

/** Since when every delivery to a webhook fails; `null`: the last one did not. */
export interface Health {
  readonly webhookId: string;
  readonly failingSince: Timestamp | null;
}

/** Which deliveries of a log to list; the newest come first. */
export interface DeliveryQuery {
  readonly siteId?: SiteId;
  readonly status?: DeliveryStatus;
  /** List the deliveries after this one in the log. */
  readonly after?: Pick<Delivery, 'createdDate' | 'siteId' | 'sequence'>;
  readonly limit: number;
}

export interface WebhookQuery {
  /** Only those of this account; `null`: of none. */
  readonly accountId?: AccountId | null;
  /** List the webhooks behind this id; absent: from the first. */
  readonly after?: string;
  readonly limit: number;
}

/** How long, in milliseconds, a wait may seem to have begun in the future before the clock must have gone back. */
export const CLOCK_TOLERANCE = 60_000;

/**
 * Keeps webhooks and their deliveries. What goes in and what comes out is the caller's own. The methods never throw
 * and never reject. Leases are measured by the store's own time, waits by the times that callers pass.
 */
export interface WebhookStore {
  /** Stores a new webhook, if its account has fewer than `limit`: of several calls at once too. */
  create(webhook: Webhook, limit: number): Promise<Result<void, TooManyWebhooks | RepositoryUnavailable>>;

  find(webhookId: string): Promise<Result<Webhook | undefined, RepositoryUnavailable>>;

  /** In the order of the code points of their ids. */
  list(query: WebhookQuery): Promise<Result<readonly Webhook[], RepositoryUnavailable>>;

  /**
   * Replaces a webhook if the stored one has the version before; `false`: it has not, or is not there. `failingSince`
   * and `createdDate` stay as they are stored; a webhook that becomes enabled is failing no more.
   */
  update(webhook: Webhook): Promise<Result<boolean, RepositoryUnavailable>>;

  /** Removes a webhook and its deliveries. No error where there is none. */
  remove(webhookId: string): Promise<Result<void, RepositoryUnavailable>>;

  /** The enabled webhooks of no account, and those of these accounts. */
  listEnabled(accountIds: readonly AccountId[]): Promise<Result<readonly Webhook[], RepositoryUnavailable>>;

  /** The accounts that were noted of these sites. */
  accountsOf(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, AccountId | null>, RepositoryUnavailable>>;

  /**
   * First removes what was erased, then notes accounts and stores deliveries. A delivery that is there already, which
   * webhook, site and sequence tell, stays as it is, so the call can be repeated.
   */
  enqueue(work: Enqueueing): Promise<Result<void, RepositoryUnavailable>>;

  /**
   * Makes deliveries wait again, or for the first time: those that are there keep their payload and their attempts.
   * Their lanes are due at `now`, parked ones too. One whose webhook is gone is left out.
   */
  requeue(deliveries: readonly NewDelivery[], now: Timestamp): Promise<Result<void, RepositoryUnavailable>>;

  /**
   * Claims lanes that are due: of enabled webhooks, with deliveries that wait, neither parked nor claimed. A lane is due
   * once its wait is over, or where the wait began more than `CLOCK_TOLERANCE` after `now`.
   */
  claim(request: ClaimRequest): Promise<Result<Claims, RepositoryUnavailable>>;

  /** Renews the leases of a worker's lanes. */
  renew(workerId: string, lease: number): Promise<Result<void, RepositoryUnavailable>>;

  /**
   * Notes what came of deliveries, all at once. Of a lane that is not the worker's any more nothing is noted, nor of
   * deliveries that don't wait.
   */
  settle(
    workerId: string,
    settlements: readonly Settlement[],
    health: readonly Health[],
  ): Promise<Result<void, RepositoryUnavailable>>;

  /** Gives all lanes of a worker back. */
  withdraw(workerId: string): Promise<Result<void, RepositoryUnavailable>>;

  /** Disables an enabled webhook; `false` where it is not enabled. */
  disable(
    webhookId: string,
    reason: DisabledReason,
    now: Timestamp,
  ): Promise<Result<boolean, RepositoryUnavailable>>;

  /** From the newest to the oldest; those of the same time by site and sequence. */
  deliveries(
    webhookId: string,
    query: DeliveryQuery,
  ): Promise<Result<readonly Delivery[], RepositoryUnavailable>>;

  findDelivery(
    webhookId: string,
    messageId: string,
  ): Promise<Result<Delivery | undefined, RepositoryUnavailable>>;

  /**
   * Makes the deliveries wait again that failed for good since a time, and the lanes due at `now` that were parked
   * since then. Returns how many deliveries wait again.
   */
  recover(
    webhookId: string,
    since: Timestamp,
    now: Timestamp,
  ): Promise<Result<number, RepositoryUnavailable>>;

  /**
   * Removes deliveries from before a time: finished ones, those of parked lanes and those of disabled webhooks. A
   * parked lane in which none is left is parked no more. Returns how many were removed.
   */
  prune(before: Timestamp): Promise<Result<number, RepositoryUnavailable>>;
}
