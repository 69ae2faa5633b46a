import { actorOf } from '@loyalty-programs/core';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { afterAll, describe, expect, it } from 'vitest';
import { barriersOn, chromiumOrSkip, visit } from './support/browser.js';
import { SITE, startStandIn, TOKEN } from './support/stand-in.js';

afterAll(cleanUp);

const chromium = chromiumOrSkip();

describe.runIf(chromium !== undefined)('The history', { timeout: 120_000 }, () => {
  it('says who changed what, filters, and restores what can be set but not the status', async () => {
    const { origin, loyalty } = await startStandIn();
    const { programs, installations } = loyalty;
    (await installations.install(SITE, { apps: ['stores'] }))._unsafeUnwrap();
    const ann = { actor: actorOf('ann') };
    const unit = {
      customName: 'Shells',
      customNameForms: [{ locale: 'en', forms: { one: 'Shell', other: 'Shells' } }],
    };
    (await programs.update(SITE, { name: 'First Club', pointDefinition: unit }, ann))._unsafeUnwrap();
    (await programs.activate(SITE, { actor: actorOf('bob') }))._unsafeUnwrap();
    (await programs.update(SITE, { name: 'Second <i>Club</i>', pointDefinition: null }, ann))._unsafeUnwrap();
    (await programs.pause(SITE))._unsafeUnwrap();

    const { page, complaints } = await visit(String(chromium), `${origin}/?t=${TOKEN}`);
    await page.getByRole('link', { name: 'History' }).click();
    await page.locator('.entry').nth(3).waitFor();
    expect(await page.locator('.entry h2').allTextContents()).toEqual([
      'Paused',
      'Details changed',
      'Activated',
      'Details changed',
    ]);
    const second = page.locator('.entry').nth(1);
    expect(await second.locator('del').first().textContent()).toBe('First Club');
    expect(await second.locator('ins').first().textContent()).toBe('Second <i>Club</i>');
    expect(await barriersOn(page)).toEqual([]);

    await page.getByLabel('Who').fill('ANN');
    await page.waitForFunction(() => document.querySelectorAll('.entry').length === 2);
    await page.getByLabel('What happened').selectOption('ProgramActivated');
    await page.getByText('Nothing found.').waitFor();
    await page.getByLabel('Who').fill('');
    await page.getByLabel('What happened').selectOption('');

    await page.getByRole('button', { name: 'Restore revision 1' }).click();
    await page.getByText('is not restored').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByText('Restored.').waitFor();
    const restored = (await programs.get(SITE))._unsafeUnwrap();
    expect(restored.name).toBe('First Club');
    expect(restored.pointDefinition).toEqual({ ...unit, icon: null });
    expect(restored.status).toBe('PAUSED');
    expect(complaints).toEqual([]);
  });

  it('is read page by page', async () => {
    const { origin, loyalty } = await startStandIn();
    const { programs, installations } = loyalty;
    (await installations.install(SITE, { apps: ['stores'] }))._unsafeUnwrap();
    for (let change = 1; change <= 120; change += 1) {
      (await programs.update(SITE, { name: `Club ${String(change)}` }))._unsafeUnwrap();
    }
    const { page } = await visit(String(chromium), `${origin}/?t=${TOKEN}`);
    await page.getByRole('link', { name: 'History' }).click();
    await page.locator('.entry').nth(49).waitFor();
    expect(await page.locator('.entry').count()).toBe(50);
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.locator('.entry').nth(99).waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.locator('.entry').nth(119).waitFor();
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
    expect(await page.locator('.entry ins').last().textContent()).toBe('Club 1');
  });
});
