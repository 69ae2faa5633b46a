import { setTimeout as sleep } from 'node:timers/promises';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { freePort } from '@loyalty-programs/testing/net/free-port';
import { hasNginx, startNginx } from '@loyalty-programs/testing/net/nginx';
import { ADMIN_KEY, startServiceWithKey } from '@loyalty-programs/testing/service-process';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';
import { afterEach, describe, expect, it } from 'vitest';
import { aSite, ask, revisionOf } from './support/api.js';

afterEach(cleanUp);

const CALLERS = 20;

let names = 0;

/** Changes the name of a site's program. */
const rename = (origin: string, site: string): Promise<number> => {
  names += 1;
  return ask(origin, 'PATCH', '/program', {
    site,
    json: { loyaltyProgram: { name: `Club ${names}` } },
  }).then(
    ({ status }) => status,
    // nginx answers a 502 in HTML.
    () => 502,
  );
};

/** Changes as many callers make until they are told to stop; how many came to each status. */
const renameAll = async (origin: string, site: string, goOn: (call: number) => boolean) => {
  const statuses = new Map<number, number>();
  const caller = async (): Promise<void> => {
    for (let call = 0; goOn(call); call += 1) {
      const status = await rename(origin, site);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return statuses;
};

describe.skipIf(!hasNginx)('Behind nginx', () => {
  it('every change succeeds, after pauses too', async () => {
    const service = await startServiceWithKey();
    const origin = await startNginx(service.port);
    const site = await aSite(origin);
    for (let burst = 1; burst <= 3; burst += 1) {
      expect(await renameAll(origin, site, (call) => call < 40)).toEqual(new Map([[200, 40 * CALLERS]]));
      expect(await revisionOf(origin, site)).toBe(burst * 40 * CALLERS);
      // Longer than Node keeps idle connections by default.
      if (burst < 3) await sleep(6000);
    }
  }, 300_000);

  it('no change is cut off by a stop, and the next instance goes on', async () => {
    const settings = { PORT: String(await freePort()), DATA_DIR: temporaryFolder() };
    let service = await startServiceWithKey(settings);
    const origin = await startNginx(service.port);
    const site = await aSite(origin);
    let acknowledged = 0;
    for (let restart = 0; restart < 3; restart += 1) {
      const load = { isOver: false };
      const running = renameAll(origin, site, () => !load.isOver);
      await sleep(500);
      service.child.kill('SIGTERM');
      expect(await service.ended).toEqual({ code: 0, signal: null });
      load.isOver = true;
      const statuses = await running;
      acknowledged += statuses.get(200) ?? 0;
      service = await startServiceWithKey(settings);
      // A 502 is a call that reached no instance: one that was carried out would be a revision more.
      expect([...statuses.keys()].filter((status) => status !== 200 && status !== 502)).toEqual([]);
      expect(await revisionOf(service.origin, site)).toBe(acknowledged);
      acknowledged += (await renameAll(origin, site, (call) => call < 1)).get(200) ?? 0;
    }
    expect(acknowledged).toBeGreaterThan(0);
  }, 300_000);

  it('a tag that compression has weakened guards a change', async () => {
    const service = await startServiceWithKey();
    const origin = await startNginx(service.port);
    const site = await aSite(origin);
    await rename(origin, site);
    const response = await fetch(`${origin}/loyalty-programs/v1/program`, {
      headers: { authorization: ADMIN_KEY, 'wix-site-id': site, 'accept-encoding': 'gzip' },
    });
    await response.text();
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const tag = response.headers.get('etag') ?? '';
    expect(tag).toBe(`W/"${site}/1"`);
    const guarded = (name: string) =>
      ask(origin, 'PATCH', '/program', {
        site,
        json: { loyaltyProgram: { name } },
        headers: { 'if-match': tag },
      });
    expect(await guarded('Harbour Club')).toMatchObject({ status: 200, body: { revision: '2' } });
    expect(await guarded('Sea Club')).toMatchObject({ status: 412 });
  });
});
