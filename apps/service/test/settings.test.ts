import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { afterwards, cleanUp } from '@loyalty-programs/testing/cleanup';
import { textAsKeysFile } from './support/keys-file.js';
import { spawnService } from '@loyalty-programs/testing/service-process';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';

afterAll(cleanUp);

const aFile = (): string => {
  const file = join(temporaryFolder(), 'a-file');
  writeFileSync(file, '');
  return file;
};

const aTakenPort = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  afterwards(() => {
    server.close();
  });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('not a port');
  return String(address.port);
};

const refused = async (settings: Readonly<Record<string, string>>): Promise<string> => {
  const service = spawnService(settings);
  const ending = await service.ended;
  const line = /^loyalty-programs: [^\n]+\n$/u.exec(service.stderr())?.[0] ?? 'more or less than one line';
  return ending.code === 1 && service.stdout() === '' ? line : 'another ending';
};

describe.concurrent('The service ends with one line and code 1', () => {
  it('if a setting is invalid', async () => {
    expect(await refused({ PORT: 'eighty' })).toContain('PORT must be a whole number');
  });

  it('if the port is in use', async () => {
    const port = await aTakenPort();
    expect(await refused({ PORT: port, LOYALTY_ADMIN_KEY: 'a-key-that-is-long-enough' })).toContain(
      `PORT ${port}: it is in use`,
    );
  });

  it('if the data folder is unusable', async () => {
    expect(await refused({ DATA_DIR: join(aFile(), 'data') })).toContain("DATA_DIR can't be used: ENOTDIR");
  });

  it('if the keys file is not JSON, without quoting it', async () => {
    const file = textAsKeysFile('{\n  "keys": [\n  "secret-text"');
    const line = await refused({ LOYALTY_KEYS_FILE: file });
    expect(line).toContain(`LOYALTY_KEYS_FILE ${file}: is not well-formed JSON`);
    expect(line).not.toContain('secret-text');
  });
});
