import { type PageFiles, toPageFiles } from './page-files.js';
import { STORED } from './stored.js';

const files = toPageFiles(STORED);

/** The page, as it was built for publication. */
export const pageFiles = (): Promise<PageFiles> => Promise.resolve(files);
