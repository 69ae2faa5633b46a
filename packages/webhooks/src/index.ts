export {
  AddressNotAllowed,
  AddressRules,
  type AddressRulesOptions,
  DEFAULT_PORTS,
  isAllowableOrigin,
  isPublicAddress,
  type Resolve,
} from './sending/address-rules.js';
export type { Answer, NoAnswer, OutgoingRequest, WebhookSender } from './sending/sender.js';
export { createUndiciSender, type UndiciSenderOptions } from './sending/undici-sender.js';
export {
  createSecretBox,
  generateKey,
  type InvalidKeys,
  type SecretBox,
  type SecretUnreadable,
} from './secrets/secret-box.js';
export { WebhookDispatcher, type DispatcherOptions } from './delivery/dispatcher.js';
export type { DispatchFailed, SiteParked, WebhookDisabled, WebhookNotice } from './delivery/notices.js';
export { InMemoryWebhookStore } from './memory/in-memory-webhook-store.js';
export type { WebhookStore } from './ports/webhook-store.js';
