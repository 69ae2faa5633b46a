import { createPublicKey, verify } from 'node:crypto';
import { compactVerify, importSPKI } from 'jose';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { signStandard } from '../../src/formats/sign-standard.js';
import { signWix, wixKeyOf } from '../../src/formats/sign-wix.js';
import {
  ed25519KeyOf,
  generateEd25519,
  generateSecret,
  RsaKeyGenerator,
  secretBytes,
} from '../../src/secrets/signing-keys.js';

const BODY = '{"type":"ProgramActivated","data":{"name":"Café ☕"}}';

const spkiOfRaw = (whpk: string) =>
  createPublicKey({
    key: Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      Buffer.from(whpk.replace('whpk_', ''), 'base64'),
    ]),
    format: 'der',
    type: 'spki',
  });

describe('signStandard', () => {
  it('is verified by the package of Standard Webhooks', async () => {
    const secret = generateSecret();
    const keys = { secrets: [secretBytes(secret)], ed25519: [] };
    const headers = await signStandard('msg_1', Date.now(), BODY, keys);
    expect(new Webhook(secret).verify(BODY, headers)).toEqual(JSON.parse(BODY));
    expect(() => new Webhook(generateSecret()).verify(BODY, headers)).toThrow(/No matching signature/u);
    expect(() => new Webhook(secret).verify(`${BODY} `, headers)).toThrow(/No matching signature/u);
    const late = await signStandard('msg_1', Date.now() - 301_000, BODY, keys);
    expect(() => new Webhook(secret).verify(BODY, late)).toThrow(/too old/u);
  });

  it('is verified with the old secret and the new one while both sign', async () => {
    const secrets = [generateSecret(), generateSecret()];
    const keys = { secrets: secrets.map(secretBytes), ed25519: [] };
    const headers = await signStandard('msg_1', Date.now(), BODY, keys);
    for (const secret of secrets) expect(new Webhook(secret).verify(BODY, headers)).toBeDefined();
  });

  it('adds an ed25519 signature beside the HMAC one where there is a key', async () => {
    const secret = generateSecret();
    const pair = await generateEd25519();
    const headers = await signStandard('msg_1', Date.now(), BODY, {
      secrets: [secretBytes(secret)],
      ed25519: [ed25519KeyOf(pair.privateKey)],
    });
    expect(new Webhook(secret).verify(BODY, headers)).toBeDefined();
    const [, v1a = ''] = (headers['webhook-signature'] ?? '').split(' ');
    const content = Buffer.from(`msg_1.${headers['webhook-timestamp'] ?? ''}.${BODY}`);
    const signature = Buffer.from(v1a.replace(/^v1a,/u, ''), 'base64');
    expect(verify(null, content, spkiOfRaw(pair.publicKey), signature)).toBe(true);
    const other = await generateEd25519();
    expect(verify(null, content, spkiOfRaw(other.publicKey), signature)).toBe(false);
  });
});

describe('signWix', () => {
  it('is a compact JWS by RS256 with the claim data, and without exp', async () => {
    const pair = (await new RsaKeyGenerator().generate())._unsafeUnwrap();
    const jws = await signWix('{"a":1}', await wixKeyOf(pair.privateKey));
    const { payload, protectedHeader } = await compactVerify(jws, await importSPKI(pair.publicKey, 'RS256'));
    expect(protectedHeader.alg).toBe('RS256');
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ data: '{"a":1}' });
  });
});

describe('RsaKeyGenerator', () => {
  it('refuses callers beyond those that may wait', async () => {
    const generator = new RsaKeyGenerator();
    const results = await Promise.all(Array.from({ length: 12 }, () => generator.generate()));
    expect(results.filter((result) => result.isOk())).toHaveLength(9);
    expect(results.flatMap((result) => (result.isErr() ? [result.error.type] : []))).toEqual([
      'KeyGenerationBusy',
      'KeyGenerationBusy',
      'KeyGenerationBusy',
    ]);
    expect((await generator.generate())._unsafeUnwrap().publicKey).toContain('PUBLIC KEY');
  });
});
