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
