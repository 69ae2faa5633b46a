import type { KeyObject } from 'node:crypto';
import { err, ok, Result } from 'neverthrow';
import type { StoredSecret, Webhook } from '../model/webhook.js';
import { wixKeyOf } from '../formats/sign-wix.js';
import type { SecretBox, SecretUnreadable } from './secret-box.js';
import { ed25519KeyOf, secretBytes } from './signing-keys.js';

/** A key, decrypted and ready to sign until it expires. */
export type SigningKey = { readonly expires: number | null } & (
  | { readonly kind: 'hmac'; readonly secret: Buffer }
  | { readonly kind: 'ed25519'; readonly key: KeyObject }
  | { readonly kind: 'rsa'; readonly key: CryptoKey }
);

/** Of how many webhooks keys are held ready; the one that was not used for longest is dropped first. */
const MAX_WEBHOOKS = 1000;

const parseKey = async ({ kind, expires }: StoredSecret, plain: string): Promise<SigningKey> => {
  switch (kind) {
    case 'hmac':
      return { kind, expires, secret: secretBytes(plain) };
    case 'ed25519':
      return { kind, expires, key: ed25519KeyOf(plain) };
    case 'rsa':
      return { kind, expires, key: await wixKeyOf(plain) };
  }
};

/** Decrypts the keys of webhooks once, not for each delivery. */
export class KeyRing {
  readonly #box: SecretBox;
  readonly #keys = new Map<string, { readonly version: number; readonly keys: readonly SigningKey[] }>();

  constructor(box: SecretBox) {
    this.#box = box;
  }

  /** The keys with which a webhook signs now; those to come are not among them. */
  async keysOf({
    id,
    version,
    secrets,
  }: Pick<Webhook, 'id' | 'version' | 'secrets'>): Promise<Result<readonly SigningKey[], SecretUnreadable>> {
    const held = this.#keys.get(id);
    if (held?.version === version) return ok(held.keys);
    const current = secrets.filter(({ state }) => state === 'CURRENT');
    const opened = Result.combine(current.map(({ sealed }) => this.#box.open(id, sealed)));
    if (opened.isErr()) return err(opened.error);
    try {
      const keys = await Promise.all(
        current.map((secret, index) => parseKey(secret, opened.value[index] ?? '')),
      );
      this.#hold(id, version, keys);
      return ok(keys);
    } catch {
      return err({ type: 'SecretUnreadable', cause: 'the decrypted text is no key' });
    }
  }

  #hold(id: string, version: number, keys: readonly SigningKey[]): void {
    this.#keys.delete(id);
    this.#keys.set(id, { version, keys });
    const [oldest] = this.#keys.keys();
    if (this.#keys.size > MAX_WEBHOOKS && oldest !== undefined) this.#keys.delete(oldest);
  }
}
