import type { NewDelivery } from '../model/delivery.js';
import type { WebhookFormat } from '../model/webhook.js';
import type { SigningKey } from '../secrets/key-ring.js';
import { signStandard } from './sign-standard.js';
import { signWix, WIX_HEADERS } from './sign-wix.js';

/** The version of the payloads of `standard`; a change that receivers have to know of gets another one. */
const PAYLOAD_VERSION = '1';

/** What an attempt sends. */
export interface SignedMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Signs a delivery anew for an attempt at `now`. Rejects where the webhook has no key that signs its format. */
export const signDelivery = async (
  format: WebhookFormat,
  { messageId, payload }: Pick<NewDelivery, 'messageId' | 'payload'>,
  keys: readonly SigningKey[],
  now: number,
): Promise<SignedMessage> => {
  const valid = keys.filter(({ expires }) => expires === null || expires > now);
  const agent = { 'user-agent': 'loyalty-programs-webhooks' };
  if (format === 'wix') {
    const key = valid.find((each) => each.kind === 'rsa');
    if (key === undefined) throw new Error('the webhook has no RSA key');
    return { headers: { ...agent, ...WIX_HEADERS }, body: await signWix(payload, key.key) };
  }
  const headers = await signStandard(messageId, now, payload, {
    secrets: valid.flatMap((each) => (each.kind === 'hmac' ? [each.secret] : [])),
    ed25519: valid.flatMap((each) => (each.kind === 'ed25519' ? [each.key] : [])),
  });
  return {
    headers: { ...agent, ...headers, 'loyalty-payload-version': PAYLOAD_VERSION },
    body: payload,
  };
};
