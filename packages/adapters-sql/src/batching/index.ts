export { BatchingInstallationCheck } from './batching-installation-check.js';
export {
  BatchingLoyaltyProgramRepository,
  type RepositoryOptions,
} from './batching-loyalty-program-repository.js';
export { type BatchingOptions, DEFAULT_MAX_BATCH_SIZE, type Schedule } from './batcher.js';
