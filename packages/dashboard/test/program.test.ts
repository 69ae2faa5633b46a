import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { afterAll, describe, expect, it } from 'vitest';
import { barriersOn, chromiumOrSkip, overflowOf, visit } from './support/browser.js';
import { KEY, READER_KEY, SITE, startStandIn, TOKEN } from './support/stand-in.js';

afterAll(cleanUp);

const chromium = chromiumOrSkip();

describe.runIf(chromium !== undefined)('The program on the page', { timeout: 120_000 }, () => {
  const open = (url: string, options?: Parameters<typeof visit>[2]) => visit(String(chromium), url, options);

  const aService = async (apps: readonly 'stores'[] = []) => {
    const service = await startStandIn();
    const features = { pointsExpiration: true };
    (await service.loyalty.installations.install(SITE, { apps, premiumFeatures: features }))._unsafeUnwrap();
    return service;
  };

  it('is reached by a link, which stands in no address afterwards', async () => {
    const { origin } = await aService();
    const { page, complaints } = await open(`${origin}/?t=${TOKEN}`);
    await page.getByRole('heading', { name: 'What your customers see now' }).waitFor();
    expect(page.url()).toBe(`${origin}/#/site/${SITE}/program`);
    await page.getByText('guest').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('is reached by a key, after a wrong one', async () => {
    const { origin } = await aService();
    const { page, complaints } = await open(`${origin}/`);
    await page.getByLabel('Key').fill('not the key');
    expect(await barriersOn(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('This key is not known here').waitFor();
    expect(await page.getByLabel('Key').inputValue()).toBe('not the key');
    await page.getByLabel('Key').fill(KEY);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Before you can start' }).waitFor();
    await page.getByText('owner').click();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to your loyalty program' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('becomes active when the checklist is done, and is paused, with a sentence of what follows', async () => {
    const { origin, loyalty } = await aService();
    const { page, complaints } = await open(`${origin}/?t=${TOKEN}`);
    await page.getByRole('button', { name: 'Choose apps' }).click();
    await page.getByLabel('Stores').check();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The apps are saved.').waitFor();
    (await loyalty.programs.update(SITE, { name: '<b>Harbour</b> & "Club"' }))._unsafeUnwrap();
    await page.reload();
    expect(await page.locator('.card-name').textContent()).toBe('<b>Harbour</b> & "Club"');
    await page.getByText('Customers can then earn points, redeem points, and join.').waitFor();
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.getByText('The program is active.').waitFor();
    await page.getByText('Customers can then no longer earn points, redeem points, and join.').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('.badge', { hasText: 'Paused' }).waitFor();
    expect((await loyalty.programs.get(SITE))._unsafeUnwrap().status).toBe('PAUSED');
    expect(complaints).toEqual([]);
  });

  it('says in words when points expire, and checks the numbers as they are typed', async () => {
    const { origin, loyalty } = await aService(['stores']);
    const { page, complaints } = await open(`${origin}/?t=${TOKEN}`);
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByLabel('Months without activity').fill('13');
    await page.getByText('Enter 12 or less.').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByLabel('Months without activity').fill('6');
    await page.getByLabel('Percent of the points').fill('50');
    await page.getByText('After 6 months without activity, 50% of the points expire.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByText('Points expire from now on.').waitFor();
    expect((await loyalty.programs.get(SITE))._unsafeUnwrap().pointsExpiration).toEqual({
      status: 'ENABLED',
      monthsOfInactivity: 6,
      expiringPointsPercentage: 50,
    });
    expect(complaints).toEqual([]);
  });

  it('offers nothing that the key may not do', async () => {
    const { origin } = await aService();
    const { page } = await open(`${origin}/`);
    await page.getByLabel('Key').fill(READER_KEY);
    await page.keyboard.press('Enter');
    await page.getByText('Ask somebody who may change what is installed.').waitFor();
    const buttons = await page.locator('main').getByRole('button').allTextContents();
    expect(buttons).toEqual([]);
  });

  it('is loaded again by itself once the service is back', async () => {
    const service = await aService();
    const { page } = await open(`${service.origin}/?t=${TOKEN}`);
    await page.locator('.card').waitFor();
    service.fault.current = () => 'down';
    await page.reload();
    await page.getByText('The service can’t be reached right now.').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    service.fault.current = () => undefined;
    await page.locator('.card').waitFor({ timeout: 60_000 });
    expect(await page.getByText('The service can’t be reached').count()).toBe(0);
  });

  it('is read from right to left in Hebrew, and in whatever language is chosen', async () => {
    const { origin } = await aService(['stores']);
    const { page, complaints } = await open(`${origin}/?t=${TOKEN}`, { locale: 'he-IL' });
    await page.getByRole('heading', { name: 'מה הלקוחות רואים עכשיו' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('.card').getAttribute('dir')).toBe('rtl');
    expect(await barriersOn(page)).toEqual([]);
    await page.locator('.language select').selectOption('ja');
    await page.getByRole('heading', { name: 'お客様に今見えている内容' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'お客様に今見えている内容' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('ltr');
    expect(complaints).toEqual([]);
  });

  it('fits a phone in the dark', async () => {
    const { origin } = await aService();
    const phone = { viewport: { width: 360, height: 740 }, colorScheme: 'dark' } as const;
    const { page } = await open(`${origin}/?t=${TOKEN}`, phone);
    await page.locator('.card').waitFor();
    expect(await overflowOf(page)).toBe(0);
    expect(await barriersOn(page)).toEqual([]);
  });
});
