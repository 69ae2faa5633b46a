import { createPrivateKey, generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { err, ok, type Result } from 'neverthrow';

const generate = promisify(generateKeyPair);

/** Too many keys are being generated; try again in a moment. */
export interface KeyGenerationBusy {
  readonly type: 'KeyGenerationBusy';
}

/** How many RSA keys are generated at a time: each keeps a core busy for a tenth of a second and more. */
const MAX_GENERATIONS = 1;

/** How many callers may wait for one. */
const MAX_WAITING = 8;

/** The length of an HMAC secret, in bytes. */
const SECRET_BYTES = 32;

/** The private half in PKCS 8 PEM, and the public half as receivers get it. */
export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** A new secret of Standard Webhooks. */
export const generateSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

/** The raw public key is the end of its SPKI form. */
const RAW_ED25519_BYTES = 32;

/** A new ed25519 key; its public half is `whpk_…`, as Standard Webhooks has it. */
export const generateEd25519 = async (): Promise<KeyPair> => {
  const { privateKey, publicKey } = await generate('ed25519');
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: `whpk_${spki.subarray(-RAW_ED25519_BYTES).toString('base64')}`,
  };
};

/** Generates RSA keys, a bounded number at a time. */
export class RsaKeyGenerator {
  #running = 0;
  #waiting: (() => void)[] = [];

  /** A new key of 2,048 bits; its public half is SPKI PEM. */
  async generate(): Promise<Result<KeyPair, KeyGenerationBusy>> {
    if (this.#running >= MAX_GENERATIONS) {
      if (this.#waiting.length >= MAX_WAITING) return err({ type: 'KeyGenerationBusy' });
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#running += 1;
    try {
      const { privateKey, publicKey } = await generate('rsa', { modulusLength: 2048 });
      return ok({
        privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      });
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}

/** The bytes of a `whsec_…` secret. */
export const secretBytes = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/u, ''), 'base64');

export const ed25519KeyOf = (pem: string): ReturnType<typeof createPrivateKey> => createPrivateKey(pem);
