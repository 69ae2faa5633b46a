import { resolve } from 'node:path';

/** The folder of the repository. */
export const WORKSPACE_ROOT = resolve(import.meta.dirname, '../../..');
