import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../src/configuration.js';
import { accepted, lineOf } from './support/bad-setting.js';

describe('The configuration', () => {
  it('needs nothing to be set', () => {
    expect(readConfiguration({})._unsafeUnwrap()).toEqual({
      host: '127.0.0.1',
      port: 8787,
      dataDir: './data',
      adminKey: undefined,
      keysFile: undefined,
      corsOrigins: [],
    });
  });

  it('takes every setting, and trims it', () => {
    const configuration = readConfiguration({
      HOST: '0.0.0.0',
      PORT: ' 80 ',
      DATA_DIR: '/var/lib/loyalty',
      LOYALTY_ADMIN_KEY: 'sixteen-or-more!',
      LOYALTY_KEYS_FILE: 'keys.json',
      CORS_ORIGINS: 'https://shop.example, http://localhost:3000,',
    });
    expect(configuration._unsafeUnwrap()).toEqual({
      host: '0.0.0.0',
      port: 80,
      dataDir: '/var/lib/loyalty',
      adminKey: 'sixteen-or-more!',
      keysFile: 'keys.json',
      corsOrigins: ['https://shop.example', 'http://localhost:3000'],
    });
  });

  it('takes an empty setting for an absent one', () => {
    const empty = { HOST: '', PORT: ' ', DATABASE_URL: '', LOYALTY_ADMIN_KEY: '', CORS_ORIGINS: '' };
    expect(readConfiguration(empty)._unsafeUnwrap()).toEqual(readConfiguration({})._unsafeUnwrap());
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', '1e3'],
    ['LOYALTY_ADMIN_KEY', 'short'],
    ['LOYALTY_ADMIN_KEY', 'has blanks in the middle of it'],
    ['LOYALTY_ADMIN_KEY', 'schlüssel-mit-umlaut'],
    ['CORS_ORIGINS', 'shop.example'],
    ['CORS_ORIGINS', 'https://shop.example/path'],
    ['CORS_ORIGINS', 'https://shop.example/'],
    ['CORS_ORIGINS', 'https://a.example https://b.example'],
    ['DATABASE_URL', 'postgres://127.0.0.1/loyalty'],
  ])('refuses %s=%s in a line that names the setting', (name, value) => {
    expect(readConfiguration({ [name]: value }).match(accepted, lineOf)).toMatch(
      new RegExp(`^${name} [^\\n]+$`, 'u'),
    );
  });

  it.each([
    ['LOYALTY_ADMIN_KEY', 's3cret'],
    ['DATABASE_URL', 'postgres://owner:s3cret@127.0.0.1/loyalty'],
  ])('never repeats what is secret in %s', (name, value) => {
    expect(readConfiguration({ [name]: value }).match(accepted, lineOf)).not.toContain('s3cret');
  });
});
