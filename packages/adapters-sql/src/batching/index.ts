export { BatchingInstallationCheck } from './batching-installation-check.js';
export {
  BatchingLoyaltyProgramRepository,
  type RepositoryOptions,
} from './batching-loyalty-program-repository.js';
export type { Schedule } from './end-of-turn.js';
export { type BatchingOptions, DEFAULT_MAX_BATCH_SIZE } from './options.js';
