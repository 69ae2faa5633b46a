import type { Timestamp } from '@loyalty-programs/core';
import { type Attempt, MAX_KEPT_ANSWER } from '../model/delivery.js';
import { type DisabledReason, MAX_FAILING_TIME, type Webhook } from '../model/webhook.js';
import type { DeliveryResult, LaneState } from '../ports/webhook-store.js';
import type { Answer, NoAnswer } from '../sending/sender.js';
import { honoursRetryAfter, isOverloaded, POLICIES, readRetryAfter, waitAfter } from './schedule.js';

/** What an attempt has led to. */
export interface Decision {
  readonly result: Pick<DeliveryResult, 'status' | 'attempt' | 'finishedDate'>;
  readonly next: LaneState;
  /** What is to be noted of the webhook; `undefined`: it is as before. */
  readonly failingSince: Timestamp | null | undefined;
  readonly disable: DisabledReason | null;
  /** The receiver has too much to do. */
  readonly slowDown: boolean;
}

export interface AttemptContext {
  readonly webhook: Pick<Webhook, 'format' | 'url' | 'failingSince'>;
  /** How often the delivery has failed in this round, without this attempt. */
  readonly failures: number;
  readonly started: Timestamp;
  readonly now: Timestamp;
  /** Milliseconds. */
  readonly duration: number;
  /** From 0 to 1. */
  readonly random: number;
}

/** A receiver that answers 410 wants no more. */
const GONE = 410;

const attemptOf = (sent: Answer | NoAnswer, { webhook, started, duration }: AttemptContext): Attempt => ({
  time: started,
  url: webhook.url,
  duration,
  status: sent.status,
  error: sent.error,
  answer: sent.status === null ? '' : sent.text.slice(0, MAX_KEPT_ANSWER),
});

/** Since when the webhook fails. A clock that was ahead must not count. */
const failingSince = ({ webhook, now }: AttemptContext): Timestamp =>
  Math.min(webhook.failingSince ?? now, now);

/** What follows from an answer, or from its absence. */
export const decide = (sent: Answer | NoAnswer, context: AttemptContext): Decision => {
  const { webhook, failures, now, random } = context;
  const attempt = attemptOf(sent, context);
  if (sent.status !== null && sent.error === null && POLICIES[webhook.format].isSuccess(sent.status)) {
    return {
      result: { status: 'DELIVERED', attempt, finishedDate: now },
      next: { type: 'KEEP' },
      failingSince: webhook.failingSince === null ? undefined : null,
      disable: null,
      slowDown: false,
    };
  }
  const since = failingSince(context);
  const isGone = sent.status === GONE;
  const isHopeless = now - since >= MAX_FAILING_TIME;
  const scheduled = waitAfter(webhook.format, failures + 1, random);
  const requested =
    sent.status !== null && honoursRetryAfter(sent.status) ? readRetryAfter(sent.retryAfter, now) : undefined;
  const disable = isGone ? 'GONE' : isHopeless ? 'FAILING' : null;
  // A webhook that is disabled keeps what waits, for the day it is enabled again.
  const isLast = scheduled === undefined && disable === null;
  return {
    result: isLast
      ? { status: 'FAILED', attempt, finishedDate: now }
      : { status: 'WAITING', attempt, finishedDate: null },
    next: isLast
      ? { type: 'PARK', time: now }
      : disable === null
        ? {
            type: 'WAIT',
            failures: failures + 1,
            until: now + (requested ?? scheduled ?? 0),
            since: now,
          }
        : { type: 'RELEASE' },
    failingSince: since === webhook.failingSince ? undefined : since,
    disable,
    slowDown: isOverloaded(sent.status),
  };
};
