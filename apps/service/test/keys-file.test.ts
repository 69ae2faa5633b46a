import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { adminKeyEntry } from '../src/auth/authenticate.js';
import { readKeysFile, withAdminKey } from '../src/auth/keys-file.js';
import { accepted, lineOf } from './support/bad-setting.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { sha256Of, textAsKeysFile } from './support/keys-file.js';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';

afterAll(cleanUp);

const GOOD = {
  name: 'back-office',
  sha256: sha256Of('a-key-of-the-back-office'),
  permissions: ['READ_PROGRAM'],
  sites: ['harbour-club'],
};

const read = (json: unknown) => readKeysFile(textAsKeysFile(JSON.stringify(json)));
const refusalOf = async (json: unknown): Promise<string> => (await read(json)).match(accepted, lineOf);

describe('The keys file', () => {
  it('yields its keys, with hashes in lower case', async () => {
    const keys = [
      { ...GOOD, sha256: GOOD.sha256.toUpperCase() },
      { ...GOOD, name: 'harbour', sha256: sha256Of('another-key'), sites: 'all', accountId: 'harbour' },
    ];
    expect((await read({ keys }))._unsafeUnwrap()).toEqual([
      {
        sha256: GOOD.sha256,
        actor: 'back-office',
        permissions: new Set(['READ_PROGRAM']),
        sites: new Set(['harbour-club']),
      },
      expect.objectContaining({ sites: 'all', accountId: 'harbour' }),
    ]);
  });

  it.each([
    ['UTF-8', Buffer.from([0xef, 0xbb, 0xbf]), 'utf8'],
    ['UTF-16', Buffer.from([0xff, 0xfe]), 'utf16le'],
  ] as const)('may be marked as %s, as Windows editors do', async (_what, mark, encoding) => {
    const text = JSON.stringify({ keys: [{ ...GOOD, name: 'büro' }] });
    const file = textAsKeysFile('');
    writeFileSync(file, Buffer.concat([mark, Buffer.from(text, encoding)]));
    expect((await readKeysFile(file))._unsafeUnwrap()).toMatchObject([{ actor: 'büro' }]);
  });

  it('is refused if it is not UTF-8', async () => {
    const file = textAsKeysFile('');
    writeFileSync(file, Buffer.from('{"keys":[{"name":"b\xfcro"}]}', 'latin1'));
    expect((await readKeysFile(file)).match(accepted, lineOf)).toContain('is not well-formed UTF-8');
  });

  it.each([
    ['hash', { sha256: sha256Of('the-key-of-the-admin') }, 'sha256 is that of the admin key'],
    ['name', { name: 'admin' }, 'name "admin" is that of the admin key'],
  ])('is refused with the %s of the admin key, which it would replace', async (_what, wrong, reason) => {
    const keys = (
      await read({ keys: [GOOD, { ...GOOD, sha256: sha256Of('x'), name: 'x', ...wrong }] })
    )._unsafeUnwrap();
    const admin = adminKeyEntry('the-key-of-the-admin');
    const refusal = withAdminKey(admin, keys, 'keys.json').match(accepted, lineOf);
    expect(refusal).toBe(`LOYALTY_KEYS_FILE keys.json: keys[1]: ${reason}`);
    expect(withAdminKey(admin, keys.slice(0, 1))._unsafeUnwrap()).toHaveLength(2);
  });

  it('may contain no keys', async () => {
    expect((await read({ keys: [] }))._unsafeUnwrap()).toEqual([]);
  });

  it.each([
    ['a wrong hash', { sha256: 'abc' }, 'sha256'],
    ['a key in place of its hash', { sha256: 'a-key-of-the-back-office' }, 'sha256'],
    ['the hash of an empty key', { sha256: sha256Of('') }, 'sha256 is that of an empty key'],
    ['no hash', { sha256: undefined }, 'sha256'],
    ['the hash of an earlier key', {}, 'sha256 stands in an earlier entry too'],
    [
      'the name of an earlier key',
      { sha256: sha256Of('another-key') },
      'name "back-office" stands in an earlier',
    ],
    ['no name', { name: undefined }, 'name'],
    ['an unknown permission', { permissions: ['READ_PROGRAM', 'READ_EVERYTHING'] }, 'permissions'],
    ['permissions that are no list', { permissions: 'READ_PROGRAM' }, 'permissions'],
    ['a bad site id', { sites: ['harbour-club', 'harbour club'] }, 'sites'],
    ['sites that are no list', { sites: 'some' }, 'sites'],
    ['no sites', { sites: undefined }, 'sites'],
    ['an account id that is no text', { accountId: 7 }, 'accountId'],
  ])('is refused with %s, in a line that names file, entry and reason', async (_what, wrong, reason) => {
    expect(await refusalOf({ keys: [GOOD, { ...GOOD, ...wrong }] })).toMatch(
      new RegExp(`^LOYALTY_KEYS_FILE /\\S+: keys\\[1\\]: ${reason}[^\\n]*$`, 'u'),
    );
  });

  it.each([[null], [[]], [{}], [{ keys: {} }], ['keys']])('is refused where it is %j', async (json) => {
    expect(await refusalOf(json)).toContain('must hold an object with the list "keys"');
  });

  it('is refused if an entry is not an object', async () => {
    expect(await refusalOf({ keys: ['a-key'] })).toContain('keys[0]: must be an object');
  });

  it('is refused if it does not exist', async () => {
    const missing = join(temporaryFolder(), 'missing.json');
    expect((await readKeysFile(missing)).match(accepted, lineOf)).toContain(`${missing}: ENOENT`);
  });

  it('is refused if it is not JSON, without quoting it', async () => {
    const refusal = (await readKeysFile(textAsKeysFile('a-secret\nb'))).match(accepted, lineOf);
    expect(refusal).toMatch(/: is not well-formed JSON$/u);
    expect(refusal).not.toContain('a-secret');
  });
});
