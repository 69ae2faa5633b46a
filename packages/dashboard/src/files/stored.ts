import type { StoredPageFiles } from './page-files.js';

/** Replaced by the built page when the package is built for publication. */
export const STORED: StoredPageFiles = { script: '', style: '', files: {} };
