import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { findChromium } from '@loyalty-programs/testing/browser/find-chromium';
import { launch } from '@loyalty-programs/testing/browser/launch';
import { afterwards } from '@loyalty-programs/testing/cleanup';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, it } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    readonly reportViolation: (text: string) => Promise<void>;
  }
}

/** A page, and what the browser complained about: errors, warnings, and what the policy forbade. */
export interface Visit {
  readonly page: Page;
  readonly complaints: readonly string[];
}

const NOT_RUN = 'No Chromium is where CHROMIUM_PATH or the usual places say.';

/** The path of the browser; without one the tests of the file are skipped, and in CI they fail. */
export const chromiumOrSkip = (): string | undefined => {
  const chromium = findChromium();
  if (chromium === undefined) {
    it('runs in Chromium', ({ skip }) => {
      if (process.env['CI'] === 'true') expect.fail(NOT_RUN);
      skip(NOT_RUN);
    });
  }
  return chromium;
};

let browser: Promise<Browser> | undefined;

const sharedBrowser = (chromium: string): Promise<Browser> => {
  browser ??= launch(chromium).then((launched) => {
    afterwards(async () => {
      browser = undefined;
      await launched.close();
    });
    return launched;
  });
  return browser;
};

/** Answers of the API that are part of a test, such as a 401, show up in the console too. */
const isAnswer = (text: string): boolean => text.startsWith('Failed to load resource');

/** Opens a page in a new profile. */
export const visit = async (
  chromium: string,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> => {
  const context = await (
    await sharedBrowser(chromium)
  ).newContext({ locale: 'en-US', viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && !isAnswer(text)) complaints.push(text);
  });
  await page.exposeFunction('reportViolation', (text: string) => complaints.push(`forbidden: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      window.reportViolation(`${violatedDirective} ${blockedURI} ${sample}`).catch(console.error);
    });
  });
  await page.goto(url);
  return { page, complaints };
};

/** What axe finds on the page as it is now, in words. */
export const barriersOn = async (page: Page): Promise<readonly string[]> => {
  // By the debugger, which no policy of the page holds up.
  await page.evaluate(AXE);
  const found: unknown = await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(
    ({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ' ' + html + ' ' + failureSummary)))`);
  return Array.isArray(found) ? found.map(String) : ['axe did not run'];
};

/** How far the page can be scrolled sideways, in pixels. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
