import { type PageFiles, toPageFiles } from './page-files.js';

let building: Promise<PageFiles> | undefined;

/** The page, built from its sources in memory when it is first wanted: in a clone, without a build step. */
export const pageFiles = (): Promise<PageFiles> =>
  (building ??= import('./bundle-page.js').then(async ({ bundlePage }) => toPageFiles(await bundlePage())));
