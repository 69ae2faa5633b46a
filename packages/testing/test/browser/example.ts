import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ADMIN_KEY } from '@loyalty-programs/testing/service-process';
import type { Stage } from '@loyalty-programs/testing/browser/stage';

const PATH = '/example/index.html';

/** Tab by tab to the field of this name, as a person without a mouse gets there. */
const tabTo = async (page: Page, id: string): Promise<void> => {
  for (let tabs = 0; tabs < 30; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
  }
  throw new Error(`no way to ${id} by keyboard`);
};

const typeInto = async (page: Page, id: string, text: string): Promise<void> => {
  await tabTo(page, id);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
};

const label = (page: Page, lang: string, row: number) =>
  page.locator(`table[lang="${lang}"] tr:nth-child(${row}) .label`);

const height = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollHeight);

export const describeExample = (stage: Stage): void => {
  describe('The example page', () => {
    it('marks what is wrong where it is typed, with all violations, and moves nothing by that', async () => {
      const { page, complaints } = await stage.open(PATH);
      await typeInto(page, 'unit-name', 'Shells of the');
      // The preview, which may take more lines for a longer name, stays with the last one that is fine.
      const before = await height(page);
      await page.keyboard.type('\u2069 whole seashore');
      const unit = page.getByLabel('Name of the points');
      expect(await unit.getAttribute('aria-invalid')).toBe('true');
      const message = page.locator(`#${String(await unit.getAttribute('aria-describedby'))}`);
      expect(await message.locator('p').allTextContents()).toEqual([
        'Must be at most 20 characters long.',
        'Must not contain the character U+2069.',
      ]);
      const spoken = page.locator('#announcement[role="status"]', { hasText: 'Name of the points: Must be' });
      await spoken.waitFor({ state: 'attached' });
      expect(await height(page)).toBe(before);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('Shells');
      expect(await unit.getAttribute('aria-invalid')).toBe('false');
      expect(await message.textContent()).toContain('shown as written');
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('shows labels that change with every key, each in the direction of its language', async () => {
      const { page, complaints } = await stage.open(PATH);
      expect(await label(page, 'pl', 3).textContent()).toBe('2 punkty');
      expect(await page.locator('table[lang="ar-EG"]').getAttribute('dir')).toBe('rtl');
      expect(await page.locator('table[lang="pl"]').getAttribute('dir')).toBe('ltr');
      await typeInto(page, 'unit-name', 'Shells');
      expect(await label(page, 'en', 3).textContent()).toBe('2 Shells');
      await typeInto(page, 'balance', '21');
      await tabTo(page, 'language');
      // Hebrew is the fifth.
      for (let down = 0; down < 4; down += 1) await page.keyboard.press('ArrowDown');
      expect(await page.locator('#card').getAttribute('dir')).toBe('rtl');
      expect(await page.locator('#card-balance').textContent()).toContain('21');
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('fits a narrow phone without scrolling sideways', async () => {
      const { page } = await stage.open(PATH, { width: 360 });
      await typeInto(page, 'name', 'W'.repeat(60));
      await typeInto(page, 'unit-name', 'W'.repeat(20));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(360);
      await page.close();
    });

    it('shows focus wherever it goes', async () => {
      const { page } = await stage.open(PATH);
      const ids = ['name', 'unit-name', 'icon-url', 'balance', 'language', 'service-key', 'load', 'save'];
      for (const id of ids) {
        await tabTo(page, id);
        const outline = await page.locator(`#${id}`).evaluate((it) => getComputedStyle(it).outlineStyle);
        expect(outline, id).toBe('solid');
      }
      await page.close();
    });

    it('loads pictures of the web alone, and says when one is broken', async () => {
      const { page } = await stage.open(PATH);
      const asked = new Set<string>();
      page.on('request', (request) => asked.add(request.url()));
      const state = page.locator('#icon');
      await typeInto(page, 'icon-url', `${stage.origin}/example/icon.svg`);
      await page.locator('#icon[data-state="shown"] img').waitFor();
      for (const url of ['javascript:alert(1)', 'data:image/png;base64,AA==', '/example/icon.svg']) {
        await page.locator('#icon-url').fill(url);
        expect(await state.getAttribute('data-state'), url).toBe('none');
      }
      await page.locator('#icon-url').fill(`${stage.origin}/none.png`);
      await page.locator('#icon-state', { hasText: 'can’t be loaded' }).waitFor();
      expect([...asked]).toEqual([`${stage.origin}/example/icon.svg`, `${stage.origin}/none.png`]);
      await page.close();
    });

    it('saves, activates and loads a program by keyboard, and tells what goes wrong', async () => {
      const { page, complaints } = await stage.open(PATH);
      const told = (text: string) => page.locator('#service-message', { hasText: text }).waitFor();
      await typeInto(page, 'name', 'Harbour Club');
      await typeInto(page, 'service-url', `${stage.service.origin}/loyalty-programs`);
      await tabTo(page, 'load');
      await page.keyboard.press('Enter');
      await told('wants a key');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('service-key');
      await page.keyboard.type(ADMIN_KEY);
      await page.keyboard.press('Enter');
      await told('Saved.');
      await tabTo(page, 'activate');
      await page.keyboard.press('Space');
      await told('Active.');
      expect(await page.locator('#stored').textContent()).toBe('ACTIVE · revision 2');
      await page.locator('#name').fill('');
      expect(await page.locator('#name-message').textContent()).toBe('Is required.');
      await tabTo(page, 'load');
      await page.keyboard.press('Enter');
      await told('Loaded.');
      expect(await page.locator('#name').inputValue()).toBe('Harbour Club');
      expect(complaints).toEqual([]);
      await page.close();
    });
  });
};
