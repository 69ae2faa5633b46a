import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../src/config/configuration.js';
import { accepted, lineOf } from './support/bad-setting.js';

describe('The configuration', () => {
  it('works without any settings', () => {
    expect(readConfiguration({})._unsafeUnwrap()).toEqual({
      host: '127.0.0.1',
      port: 8787,
      dataDir: './data',
      postgres: undefined,
      batchesSaves: true,
      adminKey: undefined,
      keysFile: undefined,
      corsOrigins: [],
      keepAliveSeconds: 75,
      maxConnections: 1000,
      trustedProxies: 0,
    });
  });

  it('reads and trims every setting', () => {
    const configuration = readConfiguration({
      HOST: '0.0.0.0',
      PORT: ' 80 ',
      DATA_DIR: '/var/lib/loyalty',
      DATABASE_URL: 'postgres://owner:s3cret@127.0.0.1/loyalty',
      DATABASE_SCHEMA: 'tenant_a',
      DATABASE_POOL_SIZE: '25',
      PREPARED_STATEMENTS: 'off',
      DATABASE_SHARDED: 'on',
      COALESCE_SAVES: 'off',
      LOYALTY_ADMIN_KEY: 'sixteen-or-more!',
      LOYALTY_KEYS_FILE: 'keys.json',
      KEEP_ALIVE_SECONDS: '120',
      MAX_CONNECTIONS: '5000',
      TRUSTED_PROXIES: '2',
      CORS_ORIGINS:
        'https://shop.example, http://localhost:3000, https://*.shop.example,capacitor://localhost,',
    });
    expect(configuration._unsafeUnwrap()).toEqual({
      host: '0.0.0.0',
      port: 80,
      dataDir: '/var/lib/loyalty',
      postgres: {
        urls: ['postgres://owner:s3cret@127.0.0.1/loyalty'],
        needsWritableHost: false,
        schema: 'tenant_a',
        poolSize: 25,
        preparedStatements: false,
        isSharded: true,
      },
      batchesSaves: false,
      adminKey: 'sixteen-or-more!',
      keysFile: 'keys.json',
      corsOrigins: [
        'https://shop.example',
        'http://localhost:3000',
        'https://*.shop.example',
        'capacitor://localhost',
      ],
      keepAliveSeconds: 120,
      maxConnections: 5000,
      trustedProxies: 2,
    });
  });

  it('treats an empty setting as absent', () => {
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
    ['CORS_ORIGINS', 'https://*'],
    ['CORS_ORIGINS', 'https://a.example https://b.example'],
    ['COALESCE_SAVES', 'maybe'],
    ['KEEP_ALIVE_SECONDS', '0'],
    ['MAX_CONNECTIONS', 'many'],
    ['TRUSTED_PROXIES', '-1'],
    ['DATABASE_URL', 'mysql://127.0.0.1/loyalty'],
    ['DATABASE_URL', '127.0.0.1:5432'],
    ['DATABASE_URL', 'postgres://one,/loyalty'],
    ['DATABASE_URL', 'postgres://one:5432,two:port/loyalty'],
    ['DATABASE_URL', 'postgres://one/loyalty?target_session_attrs=standby'],
    ['DATABASE_URL', 'postgres://one/loyalty?target_session_attrs=constructor'],
    ['DATABASE_SCHEMA', 'x'.repeat(64)],
    ['DATABASE_POOL_SIZE', '0'],
    ['DATABASE_POOL_SIZE', '1001'],
    ['DATABASE_POOL_SIZE', '1.5'],
    ['PREPARED_STATEMENTS', 'yes'],
    ['DATABASE_SHARDED', 'true'],
  ])('refuses %s=%s in a line that names the setting', (name, value) => {
    expect(readConfiguration({ [name]: value }).match(accepted, lineOf)).toMatch(
      new RegExp(`^${name} [^\\n]+$`, 'u'),
    );
  });

  it.each([
    [
      'postgres://u:p%40@one,two:5433/db?ssl=true',
      ['postgres://u:p%40@one/db?ssl=true', 'postgres://u:p%40@two:5433/db?ssl=true'],
      true,
    ],
    [
      'postgres://[::1]:1,[::1]:2/db?target_session_attrs=any',
      ['postgres://[::1]:1/db?target_session_attrs=any', 'postgres://[::1]:2/db?target_session_attrs=any'],
      false,
    ],
    [
      'postgresql://one/db?target_session_attrs=read-write',
      ['postgresql://one/db?target_session_attrs=read-write'],
      true,
    ],
    ['postgres://u:a,b@c@one/db', ['postgres://u:a,b@c@one/db'], false],
    ['postgres:///db?host=/run/postgresql', ['postgres:///db?host=/run/postgresql'], false],
  ])('takes the hosts of %s', (DATABASE_URL, urls, needsWritableHost) => {
    const configuration = readConfiguration({ DATABASE_URL, LOYALTY_ADMIN_KEY: 'sixteen-or-more!' });
    expect(configuration._unsafeUnwrap().postgres).toMatchObject({ urls, needsWritableHost });
  });

  it('requires an admin key with a shared database', () => {
    const configuration = readConfiguration({ DATABASE_URL: 'postgresql://127.0.0.1/loyalty' });
    expect(configuration.match(accepted, lineOf)).toBe('LOYALTY_ADMIN_KEY is required with DATABASE_URL');
  });

  it.each([
    ['LOYALTY_ADMIN_KEY', 's3cret'],
    ['DATABASE_URL', 'mysql://owner:s3cret@127.0.0.1/loyalty'],
  ])('never repeats what is secret in %s', (name, value) => {
    expect(readConfiguration({ [name]: value }).match(accepted, lineOf)).not.toContain('s3cret');
  });
});
