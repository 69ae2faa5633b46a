import type { AccountId, SiteId, Timestamp } from '@loyalty-programs/core';

export const WEBHOOK_FORMATS = ['standard', 'wix'] as const;

/** How deliveries look: `standard` follows Standard Webhooks, `wix` looks like the hosted API's. */
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

export const WEBHOOK_STATUSES = ['ENABLED', 'DISABLED'] as const;

export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/**
 * Why a webhook is disabled: `OWNER` asked for it, the receiver answered 410 (`GONE`), or every delivery failed for
 * five days (`FAILING`).
 */
export const DISABLED_REASONS = ['OWNER', 'GONE', 'FAILING'] as const;

export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** How many webhooks an account may have; those of no account share this number too. */
export const MAX_WEBHOOKS_PER_ACCOUNT = 50;

/** How many sites one webhook may name. */
export const MAX_WEBHOOK_SITES = 1000;

/** The longest URL, in characters. */
export const MAX_URL_LENGTH = 2048;

/** How long, in milliseconds, a replaced secret goes on signing beside the new one. */
export const SECRET_OVERLAP = 24 * 60 * 60 * 1000;

/** How long, in milliseconds, every delivery may fail before the webhook is disabled. */
export const MAX_FAILING_TIME = 5 * 24 * 60 * 60 * 1000;

/**
 * A secret or private key, encrypted by a `SecretBox`.
 *
 * - `hmac`: `whsec_…`, for `standard`
 * - `ed25519`: PKCS 8 PEM, for `standard` where it was asked for
 * - `rsa`: PKCS 8 PEM, for `wix`
 */
export interface StoredSecret {
  readonly kind: 'hmac' | 'ed25519' | 'rsa';
  readonly sealed: string;
  /** The public half, as receivers get it: SPKI PEM for `rsa`, `whpk_…` for `ed25519`; `null` for `hmac`. */
  readonly publicKey: string | null;
  /** `NEXT`: shown to the receiver, but not signing yet. */
  readonly state: 'CURRENT' | 'NEXT';
  /** It signs until then; `null`: until it is replaced. */
  readonly expires: Timestamp | null;
}

/** Where events are sent. */
export interface Webhook {
  /** `wh_` and a UUID. */
  readonly id: string;
  /** Only events of sites of this account are sent; `null`: of all sites. */
  readonly accountId: AccountId | null;
  /** Only events of these sites are sent; `null`: of all that the account has. */
  readonly siteIds: readonly SiteId[] | null;
  readonly url: string;
  readonly format: WebhookFormat;
  /** The event types that are sent; `null`: those that the format sends by default. */
  readonly types: readonly string[] | null;
  readonly status: WebhookStatus;
  readonly disabledReason: DisabledReason | null;
  /** The app of the receiver, for `wix`; else `null`. */
  readonly appId: string | null;
  readonly secrets: readonly StoredSecret[];
  readonly createdDate: Timestamp;
  readonly updatedDate: Timestamp;
  /** Since when every delivery has failed; `null`: the last one did not. */
  readonly failingSince: Timestamp | null;
  /** How often the webhook was changed by its owner, for compare-and-set. */
  readonly version: number;
}

/** Whether a webhook is one for events of a site that belongs to an account. */
export const coversSite = (
  { accountId, siteIds }: Pick<Webhook, 'accountId' | 'siteIds'>,
  siteId: SiteId,
  siteAccount: AccountId | null,
): boolean =>
  (accountId === null || accountId === siteAccount) && (siteIds === null || siteIds.includes(siteId));
