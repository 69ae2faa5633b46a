import { createHmac, type KeyObject, sign } from 'node:crypto';

const signAsync = (content: string, key: KeyObject): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    sign(null, Buffer.from(content), key, (error, signature) => {
      if (error === null) resolve(signature);
      else reject(error);
    });
  });

/** The keys that sign at present: several while secrets overlap. */
export interface StandardKeys {
  /** The bytes of the secrets. */
  readonly secrets: readonly Buffer[];
  readonly ed25519: readonly KeyObject[];
}

/**
 * The headers of Standard Webhooks for one attempt. `timestamp` is the time of the attempt, in milliseconds; receivers
 * accept five minutes of difference.
 */
export const signStandard = async (
  messageId: string,
  timestamp: number,
  body: string,
  { secrets, ed25519 }: StandardKeys,
): Promise<Readonly<Record<string, string>>> => {
  const seconds = String(Math.floor(timestamp / 1000));
  const content = `${messageId}.${seconds}.${body}`;
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(content).digest('base64')}`,
  );
  for (const key of ed25519) {
    signatures.push(`v1a,${(await signAsync(content, key)).toString('base64')}`);
  }
  return {
    'content-type': 'application/json',
    'webhook-id': messageId,
    'webhook-timestamp': seconds,
    'webhook-signature': signatures.join(' '),
  };
};
