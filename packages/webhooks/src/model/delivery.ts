import type { SiteId, Timestamp } from '@loyalty-programs/core';

/** `DROPPED`: not sent any more, because the site moved to another account. */
export const DELIVERY_STATUSES = ['WAITING', 'DELIVERED', 'FAILED', 'DROPPED'] as const;

export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** How many attempts of a delivery are kept: the last ones. */
export const MAX_KEPT_ATTEMPTS = 30;

/** How much of an answer is kept, in characters. */
export const MAX_KEPT_ANSWER = 1024;

/** One request, and what came of it. */
export interface Attempt {
  readonly time: Timestamp;
  readonly url: string;
  /** Milliseconds. */
  readonly duration: number;
  /** The status of the answer; `null` where none came. */
  readonly status: number | null;
  /** Why no answer came, or what was wrong with it; `null` where nothing was. */
  readonly error: string | null;
  /** The first 1,024 characters of the answer. */
  readonly answer: string;
}

/** What has to reach one webhook about one event; in the format `wix` about one change, which may have two events. */
export interface NewDelivery {
  readonly webhookId: string;
  readonly siteId: SiteId;
  /** The sequence of the event: a site's deliveries go out in this order. */
  readonly sequence: number;
  /** The same on every attempt, and for every webhook. */
  readonly messageId: string;
  readonly type: string;
  /** The body to send or sign, as of the event; it never changes. */
  readonly payload: string;
  readonly createdDate: Timestamp;
}

export interface Delivery extends NewDelivery {
  readonly status: DeliveryStatus;
  /** When it was delivered, finally failed or was dropped. */
  readonly finishedDate: Timestamp | null;
  /** The last ones, in order. */
  readonly attempts: readonly Attempt[];
}
