import { actorOf } from '@loyalty-programs/core';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { afterAll, describe, expect, it } from 'vitest';
import { barriersOn, chromiumOrSkip, overflowOf, visit } from './support/browser.js';
import { SITE, startStandIn, TOKEN } from './support/stand-in.js';

afterAll(cleanUp);

const chromium = chromiumOrSkip();

describe.runIf(chromium !== undefined)('Editing the details', { timeout: 120_000 }, () => {
  const aService = async () => {
    const service = await startStandIn();
    (await service.loyalty.installations.install(SITE, { apps: ['stores'] }))._unsafeUnwrap();
    return service;
  };

  const openForm = async (origin: string, options: Parameters<typeof visit>[2] = {}) => {
    const opened = await visit(String(chromium), `${origin}/?t=${TOKEN}`, options);
    await opened.page.locator('main').getByRole('link', { name: 'Edit details' }).click();
    await opened.page.getByLabel('Program name', { exact: true }).waitFor();
    return opened;
  };

  it('shows all violations where they are typed, counts as the rules count, and saves what is valid', async () => {
    const { origin, loyalty } = await aService();
    const { page, complaints } = await openForm(origin);
    const name = page.getByLabel('Program name', { exact: true });
    await name.fill(`${'x'.repeat(50)}\u2069`);
    await page.getByText('Use at most 50 characters.').waitFor();
    await page.getByText('The character U+2069 is not allowed.').waitFor();
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    expect(await barriersOn(page)).toEqual([]);
    // Five code points, nine code units.
    await name.fill('🐚🐚🐚🐚 ');
    await page.getByText('4 / 50').waitFor();
    await name.fill('Harbour Club');
    await page.getByLabel('Name of the points', { exact: true }).fill('Shells');
    await page.getByLabel('One of these').check();
    await page.getByRole('radio', { name: 'Shell' }).check();
    await page.locator('.preview').getByText('2 Shells', { exact: true }).waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const program = (await loyalty.programs.get(SITE))._unsafeUnwrap();
    expect(program.name).toBe('Harbour Club');
    expect(program.pointDefinition.customName).toBe('Shells');
    expect(program.pointDefinition.icon?.url).toBe(`${origin}/presets/shell.svg`);
    expect(complaints).toEqual([]);
  });

  it('takes the name and the unit in other languages, and previews them right to left', async () => {
    const { origin, loyalty } = await aService();
    const { page, complaints } = await openForm(origin);
    await page.getByLabel('Program name', { exact: true }).fill('Harbour Club');
    await page.getByLabel('Add a language').selectOption('he');
    await page.getByRole('button', { name: 'Add' }).first().click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Correct the marked fields first.').waitFor();
    await page.getByLabel('Hebrew', { exact: true }).fill('מועדון הנמל');
    await page.getByLabel('Name of the points', { exact: true }).fill('Звёзды');
    await page.getByLabel('Add forms for a language').selectOption('ru');
    await page.getByRole('button', { name: 'Add' }).last().click();
    await page.getByLabel('1 …', { exact: true }).fill('звезда');
    await page.getByLabel('2 …', { exact: true }).fill('звезды');
    await page.getByLabel('5 …', { exact: true }).fill('звёзд');
    await page.getByLabel('Language of the customer').selectOption('he');
    await page.locator('.card[dir="rtl"]', { hasText: 'מועדון הנמל' }).waitFor();
    await page.getByLabel('Language of the customer').selectOption('ru');
    await page.locator('.preview').getByText('21 звезда', { exact: true }).waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const { nameTranslations, pointDefinition } = (await loyalty.programs.get(SITE))._unsafeUnwrap();
    expect(nameTranslations).toEqual([{ locale: 'he', name: 'מועדון הנמל' }]);
    expect(pointDefinition.customNameForms).toEqual([
      { locale: 'ru', forms: { one: 'звезда', few: 'звезды', many: 'звёзд', other: 'Звёзды' } },
    ]);
    expect(complaints).toEqual([]);
  });

  it('undoes step by step, and asks before what was typed is lost', async () => {
    const { origin } = await aService();
    const { page, complaints } = await openForm(origin);
    const name = page.getByLabel('Program name', { exact: true });
    const unit = page.getByLabel('Name of the points', { exact: true });
    await name.fill('Harbour Club');
    await unit.fill('Shells');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect([await name.inputValue(), await unit.inputValue()]).toEqual(['Harbour Club', '']);
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('heading', { name: 'Leave without saving?' }).waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stay' }).click();
    expect(await name.inputValue()).toBe('Harbour Club');
    expect(page.url()).toMatch(/\/edit$/u);
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.getByText('Nothing has happened yet.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('merges what somebody else has saved meanwhile, and overwrites nothing unasked', async () => {
    const { origin, loyalty } = await aService();
    const { programs } = loyalty;
    const { page, complaints } = await openForm(origin);
    await page.getByLabel('Program name', { exact: true }).fill('My Club');
    const theirs = { name: 'Their Club', pointDefinition: { customName: 'Stars' } };
    (await programs.update(SITE, theirs, { actor: actorOf('ann') }))._unsafeUnwrap();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('ann has saved changes while you were typing. Nothing of yours is lost').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    expect((await programs.get(SITE))._unsafeUnwrap().name).toBe('Their Club');
    await page.getByLabel('Yours: My Club').check();
    await page.getByRole('button', { name: 'Merge' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const merged = (await programs.get(SITE))._unsafeUnwrap();
    expect([merged.name, merged.pointDefinition.customName]).toEqual(['My Club', 'Stars']);
    expect(complaints).toEqual([]);
  });

  it('saves on top of a change of something else without asking', async () => {
    const { origin, loyalty } = await aService();
    const { programs } = loyalty;
    (await programs.update(SITE, { name: 'Harbour Club' }))._unsafeUnwrap();
    const { page } = await openForm(origin);
    await page.getByLabel('Name of the points', { exact: true }).fill('Shells');
    (await programs.activate(SITE))._unsafeUnwrap();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const { status, pointDefinition } = (await programs.get(SITE))._unsafeUnwrap();
    expect([status, pointDefinition.customName]).toEqual(['ACTIVE', 'Shells']);
  });

  it('keeps what was typed when the service is down, and when the session has ended', async () => {
    const service = await aService();
    const { page } = await openForm(service.origin);
    const name = page.getByLabel('Program name', { exact: true });
    await name.fill('Harbour Club');
    service.fault.current = ({ method }) => (method === 'PATCH' ? 'down' : undefined);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/can’t be reached|did not confirm/u).waitFor();
    expect(await name.inputValue()).toBe('Harbour Club');
    service.fault.current = () => undefined;
    service.forgetSessions();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Sign in again' }).waitFor();
    await page.getByLabel('Key').fill(TOKEN);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sign in again' }).waitFor({ state: 'detached' });
    expect(await name.inputValue()).toBe('Harbour Club');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
  });

  it('works by keyboard alone, on a phone', async () => {
    const { origin, loyalty } = await aService();
    const { page } = await openForm(origin, { viewport: { width: 360, height: 740 } });
    const tabTo = async (label: string): Promise<void> => {
      for (let tabs = 0; tabs < 60; tabs += 1) {
        await page.keyboard.press('Tab');
        const found = await page.evaluate(() => {
          const { activeElement } = document;
          const labels = activeElement instanceof HTMLInputElement ? activeElement.labels : null;
          return labels?.[0]?.textContent ?? activeElement?.textContent ?? '';
        });
        if (found.trim() === label) return;
      }
      throw new Error(`no way to ${label} by keyboard`);
    };
    await tabTo('Program name');
    await page.keyboard.type('Harbour Club');
    expect(await overflowOf(page)).toBe(0);
    expect(await barriersOn(page)).toEqual([]);
    await tabTo('Save');
    await page.keyboard.press('Enter');
    await page.getByText('Saved.').waitFor();
    expect((await loyalty.programs.get(SITE))._unsafeUnwrap().name).toBe('Harbour Club');
  });
});
