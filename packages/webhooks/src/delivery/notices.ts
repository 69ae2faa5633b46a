import type { AccountId, SiteId } from '@loyalty-programs/core';
import type { DisabledReason } from '../model/webhook.js';

/** A webhook was disabled: its receiver answered 410 or failed for five days. */
export interface WebhookDisabled {
  readonly type: 'WebhookDisabled';
  readonly webhookId: string;
  readonly accountId: AccountId | null;
  readonly reason: DisabledReason;
}

/** The last try of a delivery failed. The deliveries of its site wait until a person recovers them. */
export interface SiteParked {
  readonly type: 'SiteParked';
  readonly webhookId: string;
  readonly siteId: SiteId;
  readonly messageId: string;
}

/** The dispatcher can't go on at present: a store does not answer, or a secret can't be decrypted. It tries again. */
export interface DispatchFailed {
  readonly type: 'DispatchFailed';
  /** What could not be done. */
  readonly action: string;
  readonly webhookId: string | null;
  readonly cause: unknown;
}

/** What an operator should know. */
export type WebhookNotice = WebhookDisabled | SiteParked | DispatchFailed;
