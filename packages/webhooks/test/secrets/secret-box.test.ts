import { describe, expect, it } from 'vitest';
import { createSecretBox, generateKey, type SecretBox } from '../../src/secrets/secret-box.js';

/** The text, or why there is none. */
const openedBy = (box: SecretBox, webhookId: string, sealed: string): string =>
  box.open(webhookId, sealed).match(
    (plain) => plain,
    ({ type }) => type,
  );

const reasonOf = (keys: string): string =>
  createSecretBox(keys).match(
    () => 'none',
    ({ reason }) => reason,
  );

const boxOf = (...keys: string[]) => createSecretBox(keys.join(','))._unsafeUnwrap();

describe('SecretBox', () => {
  it('gives back what it sealed, and shows nothing of it', () => {
    const box = boxOf(generateKey());
    const sealed = box.seal('wh_1', 'whsec_secret');
    expect(sealed).not.toContain('secret');
    expect(box.seal('wh_1', 'whsec_secret')).not.toBe(sealed);
    expect(box.open('wh_1', sealed)._unsafeUnwrap()).toBe('whsec_secret');
  });

  it('opens a secret for its own webhook alone', () => {
    const box = boxOf(generateKey());
    expect(openedBy(box, 'wh_2', box.seal('wh_1', 'whsec_secret'))).toBe('SecretUnreadable');
  });

  it('refuses every changed character', () => {
    const box = boxOf(generateKey());
    const sealed = box.seal('wh_1', 'a');
    for (let at = 0; at < sealed.length - 1; at += 1) {
      const other = sealed.charAt(at) === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      expect(openedBy(box, 'wh_1', changed), changed).toBe('SecretUnreadable');
    }
    expect(openedBy(box, 'wh_1', '')).toBe('SecretUnreadable');
    expect(openedBy(box, 'wh_1', sealed.slice(0, 16))).toBe('SecretUnreadable');
  });

  it('seals with the first key and opens with all', () => {
    const [old, fresh] = [generateKey(), generateKey()];
    const sealed = boxOf(old).seal('wh_1', 'x');
    const both = boxOf(fresh, ` ${old} `);
    expect(openedBy(both, 'wh_1', sealed)).toBe('x');
    expect(openedBy(boxOf(fresh), 'wh_1', both.seal('wh_1', 'y'))).toBe('y');
    expect(openedBy(boxOf(fresh), 'wh_1', sealed)).toBe('SecretUnreadable');
  });

  it('takes hexadecimal digits, and refuses whatever is no key without quoting it', () => {
    const hex = Buffer.from(generateKey(), 'base64').toString('hex');
    expect(reasonOf(hex)).toBe('none');
    for (const wrong of ['', 'secret', hex.slice(2), `${hex},`, `${hex}00`, 'ß'.repeat(43)]) {
      expect(reasonOf(wrong)).toBe('each key must be 32 bytes, in base64 or in 64 hexadecimal digits');
    }
  });
});
