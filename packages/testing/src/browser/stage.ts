import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { buildPackages } from '../bundle/build-packages.js';
import { type Bundle, bundle } from '../bundle/bundle.js';
import { launch } from './launch.js';
import { type PageServer, servePages } from './page-server.js';
import { cleanUp } from '../cleanup.js';
import { WORKSPACE_ROOT } from '../workspace-root.js';
import { startServiceWithKey } from '../service-process.js';

const SUBJECTS = ['labels', 'rules', 'client'];
const EXAMPLE_FILES = ['index.html', 'style.css', 'icon.svg'];

export interface PageOptions {
  readonly locale?: string;
  readonly origin?: string;
  readonly width?: number;
}

/** A page, and what it complained about. */
export interface OpenPage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** Everything that the tests need: a browser, pages with the built packages, and a service. */
export interface Stage {
  readonly bundles: ReadonlyMap<string, Bundle>;
  /** Where pages are that may call the service, and the same pages where they may not. */
  readonly origin: string;
  readonly otherOrigin: string;
  readonly service: { readonly origin: string };
  open(path: string, options?: PageOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

export async function openStage(chromium: string): Promise<Stage> {
  const [browser, bundles] = await Promise.all([launch(chromium), bundleAll()]);
  const files = await filesOf(bundles);
  const [pages, others] = await Promise.all([servePages(files), servePages(files)]);
  const service = await startServiceWithKey({ CORS_ORIGINS: pages.origin });
  return {
    bundles,
    origin: pages.origin,
    otherOrigin: others.origin,
    service,
    open: (path, options = {}) => openPage(browser, pages, path, options),
    close: async () => {
      await browser.close();
      await Promise.all([pages.stop(), others.stop(), cleanUp()]);
    },
  };
}

async function bundleAll(): Promise<ReadonlyMap<string, Bundle>> {
  const packages = await buildPackages();
  try {
    const subjects = SUBJECTS.map(async (name): Promise<[string, Bundle]> => {
      const entry = join(import.meta.dirname, 'subjects', `${name}.ts`);
      return [name, await bundle(packages, { entryPoints: [entry], format: 'iife', globalName: name })];
    });
    const example = await bundle(packages, { entryPoints: ['examples/browser/main.ts'] });
    return new Map([...(await Promise.all(subjects)), ['example', example]]);
  } finally {
    await packages.remove();
  }
}

async function filesOf(bundles: ReadonlyMap<string, Bundle>): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  for (const [name, { code }] of bundles) {
    files.set(`/${name}.js`, code);
    files.set(`/${name}.html`, `<!doctype html><title>${name}</title><script src="/${name}.js"></script>`);
  }
  for (const name of EXAMPLE_FILES) {
    files.set(`/example/${name}`, await readFile(join(WORKSPACE_ROOT, 'examples/browser', name)));
  }
  return files.set('/example/main.js', bundles.get('example')?.code ?? '');
}

async function openPage(
  browser: Browser,
  pages: PageServer,
  path: string,
  { locale = 'en-US', origin = pages.origin, width = 1280 }: PageOptions,
): Promise<OpenPage> {
  const page = await browser.newPage({ locale, viewport: { width, height: 900 } });
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(`${origin}${path}`);
  return { page, complaints };
}
