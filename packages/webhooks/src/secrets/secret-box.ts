import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { err, ok, type Result } from 'neverthrow';

/** A stored secret can't be decrypted: its key is not configured any more, or the row was tampered with. */
export interface SecretUnreadable {
  readonly type: 'SecretUnreadable';
  readonly cause: string;
}

/** Encrypts the secrets of webhooks before they are stored. */
export interface SecretBox {
  /** Encrypts a text for one webhook; nothing but `open` with the same id decrypts it. */
  seal(webhookId: string, plain: string): string;
  /** The text again. Never throws. */
  open(webhookId: string, sealed: string): Result<string, SecretUnreadable>;
}

/** The length of a key, in bytes. */
const KEY_BYTES = 32;

const IV_BYTES = 12;

const TAG_BYTES = 16;

/** A list of keys that can't be used, in words that don't quote it. */
export interface InvalidKeys {
  readonly type: 'InvalidKeys';
  readonly reason: string;
}

const keyOf = (text: string): Buffer | undefined => {
  const isHex = /^[0-9a-f]{64}$/iu.test(text);
  const isBase64 = /^[A-Za-z0-9+/_-]{43}=?$/u.test(text);
  if (!isHex && !isBase64) return undefined;
  const key = Buffer.from(text, isHex ? 'hex' : 'base64');
  return key.length === KEY_BYTES ? key : undefined;
};

/** Names a key without giving it away. */
const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

/** A new key, as `createSecretBox` reads it. */
export const generateKey = (): string => randomBytes(KEY_BYTES).toString('base64');

const unreadable = (cause: string): Result<never, SecretUnreadable> =>
  err({ type: 'SecretUnreadable', cause });

/** `v1.<key id>.<iv, tag and ciphertext>` */
const SEALED = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/u;

/**
 * AES-256-GCM, bound to the id of the webhook: a secret that is copied to another webhook's row does not decrypt.
 * `keys` are separated by commas, each 32 bytes in base64 or hexadecimal digits. The first one encrypts, all decrypt:
 * to rotate, put a new key in front and drop the old one when no stored secret needs it any more.
 */
export const createSecretBox = (keys: string): Result<SecretBox, InvalidKeys> => {
  const parsed = keys.split(',').map((text) => keyOf(text.trim()));
  const known = new Map<string, Buffer>();
  for (const key of parsed) {
    if (key === undefined) {
      return err({
        type: 'InvalidKeys',
        reason: 'each key must be 32 bytes, in base64 or in 64 hexadecimal digits',
      });
    }
    known.set(idOf(key), key);
  }
  const [first] = known;
  if (first === undefined) return err({ type: 'InvalidKeys', reason: 'there is no key' });
  const [sealingId, sealingKey] = first;
  return ok({
    seal: (webhookId, plain) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, iv).setAAD(Buffer.from(webhookId));
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `v1.${sealingId}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
    },
    open: (webhookId, sealed) => {
      const [, id = '', body = ''] = SEALED.exec(sealed) ?? [];
      const key = known.get(id);
      if (key === undefined) return unreadable(`the key ${id || 'of the secret'} is not configured`);
      const bytes = Buffer.from(body, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        })
          .setAAD(Buffer.from(webhookId))
          .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const text = bytes.subarray(IV_BYTES + TAG_BYTES);
        return ok(Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8'));
      } catch {
        return unreadable('the secret was changed, or belongs to another webhook');
      }
    },
  });
};
