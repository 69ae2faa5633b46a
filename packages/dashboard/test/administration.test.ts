import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { afterAll, describe, expect, it } from 'vitest';
import { barriersOn, chromiumOrSkip, overflowOf, visit } from './support/browser.js';
import { type ScriptedCall, startStandIn, type StandInOptions, TOKEN } from './support/stand-in.js';

afterAll(cleanUp);

const chromium = chromiumOrSkip();

/** Opens a screen over an API that answers as it is told, and notes what it is asked. */
const openScreen = async (
  screen: string,
  answers: (call: ScriptedCall) => object | undefined,
  options: StandInOptions = {},
  browser: Parameters<typeof visit>[2] = {},
) => {
  const calls: ScriptedCall[] = [];
  const { origin } = await startStandIn({
    permissions: ['MANAGE_KEYS', 'MANAGE_WEBHOOKS'],
    sites: 'all',
    script: (call) => {
      calls.push(call);
      return answers(call);
    },
    ...options,
  });
  const opened = await visit(String(chromium), `${origin}/?t=${TOKEN}`, browser);
  await opened.page.getByRole('navigation').waitFor();
  await opened.page.goto(`${origin}/#/${screen}`);
  return { ...opened, calls };
};

describe.runIf(chromium !== undefined)('Sites, keys and webhooks', { timeout: 120_000 }, () => {
  const PHONE = { viewport: { width: 360, height: 740 } };

  it('finds sites, page by page, and shows what each lacks', async () => {
    const sitesAt = (start: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({
        siteId: `shop-${String(start + index)}`,
        ...(index % 2 === 0 && { name: `<b>Shop</b> ${String(start + index)}` }),
        status: 'DRAFT',
        installed: true,
        unmet: ['NO_COMPATIBLE_APP'],
      }));
    const { page, calls, complaints } = await openScreen(
      'sites',
      ({ path }) => {
        if (path.includes('q=none')) return { sites: [] };
        if (path.includes('cursor=next')) return { sites: sitesAt(50, 10) };
        return path.startsWith('/v1/sites') ? { sites: sitesAt(0, 50), nextCursor: 'next' } : undefined;
      },
      {},
      PHONE,
    );
    await page.getByRole('link', { name: '<b>Shop</b> 0', exact: true }).waitFor();
    expect(await barriersOn(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByRole('link', { name: 'shop-59' }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(60);
    await page.getByLabel('Status').selectOption('ACTIVE');
    await page.getByLabel('Search').fill('none');
    await page.getByText('Nothing found.').waitFor();
    await page.getByRole('link', { name: 'Set up loyalty on none' }).waitFor();
    expect(calls.at(-1)?.path).toBe('/v1/sites?q=none&limit=50&status=ACTIVE');
    expect(complaints).toEqual([]);
  });

  it('creates a key, shows it once, and revokes it after a question', async () => {
    const key = {
      id: 'k1',
      name: 'till',
      permissions: ['READ_PROGRAM'],
      sites: ['shop-1'],
      createdDate: '2030-01-01T00:00:00.000Z',
      createdBy: 'guest',
    };
    let keys = [key];
    const { page, calls, complaints } = await openScreen('keys', ({ method, path }) => {
      if (!path.startsWith('/v1/keys')) return undefined;
      if (method === 'POST') return { key, secret: 'lp_secret' };
      if (method === 'DELETE') keys = [];
      return { keys };
    });
    await page.getByRole('rowheader', { name: /^till/u }).waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Create a key' }).click();
    await page.getByLabel('Name', { exact: true }).fill('till');
    await page.getByLabel('MANAGE_KEYS').check();
    await page.getByLabel('Sites').fill('shop-1, shop-2');
    await page.getByLabel('Valid until').fill('2031-02-03');
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Create a key' }).click();
    await page.getByText('lp_secret').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({
      name: 'till',
      permissions: ['READ_PROGRAM', 'MANAGE_KEYS'],
      sites: ['shop-1', 'shop-2'],
      expires: '2031-02-03T23:59:59Z',
    });
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await page.getByText('lp_secret').count()).toBe(0);
    await page.getByRole('button', { name: 'Revoke the key till' }).click();
    await page.getByText('The key stops working at once').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Nothing found.').waitFor();
    expect(calls.some(({ method, path }) => method === 'DELETE' && path === '/v1/keys/k1')).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('adds a webhook, tests it, rotates its secret, and sends a delivery again', async () => {
    const webhook = {
      id: 'w1',
      url: 'https://hooks.example/in',
      format: 'standard',
      types: ['ProgramActivated'],
      status: 'ENABLED',
    };
    const attempt = {
      date: '2030-01-01T00:00:00.000Z',
      request: { url: webhook.url },
      durationMilliseconds: 12,
      status: 500,
      error: 'HTTP_STATUS',
      response: '<h1>oops</h1>',
    };
    const delivery = {
      id: 'd1',
      siteId: 'shop-1',
      sequence: 3,
      type: 'ProgramActivated',
      status: 'FAILED',
      createdDate: '2030-01-01T00:00:00.000Z',
      payload: '{"type":"ProgramActivated"}',
      attempts: [attempt],
    };
    const { page, calls, complaints } = await openScreen(
      'webhooks',
      ({ method, path }) => {
        if (!path.startsWith('/v1/webhooks')) return undefined;
        if (path.endsWith('/test')) return { attempt: { ...attempt, status: 204, error: undefined } };
        if (path.endsWith('/deliveries')) return { deliveries: [delivery] };
        if (path.endsWith('/rotate-secret')) return { webhook, secret: 'whsec_two' };
        if (path.endsWith('/redeliver')) return { delivery };
        return method === 'POST' ? { webhook, secret: 'whsec_one' } : { webhooks: [webhook] };
      },
      {},
      PHONE,
    );
    await page.getByRole('heading', { name: webhook.url }).waitFor();
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    await page.getByLabel('Address that is called').fill('https://hooks.example/in');
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Add a webhook' }).click();
    await page.getByText('whsec_one').waitFor();
    expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({
      url: 'https://hooks.example/in',
      format: 'standard',
    });
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByText('Test message sent. 204, 12 ms').waitFor();
    await page.getByRole('button', { name: 'Rotate the secret' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate the secret' }).click();
    await page.getByText('whsec_two').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Deliveries').click();
    await page.locator('summary', { hasText: 'shop-1' }).click();
    await page.getByText('<h1>oops</h1>').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByText('It is sent again.').waitFor();
    expect(calls.find(({ path }) => path.endsWith('/redeliver'))?.body).toEqual({ deliveryId: 'd1' });
    expect(complaints).toEqual([]);
  });

  it('says so where an address names no screen, or a site that is not theirs', async () => {
    const { page } = await openScreen('site/other-site/program', () => undefined);
    await page.getByText('You are not allowed to do this here.').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.goto(page.url().replace(/#.*/u, '#/site/%E0%A4%A/program'));
    await page.getByText('There is no such page.').waitFor();
  });
});
