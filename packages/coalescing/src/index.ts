export type { BatchSaving, Saved } from './batch-saving.js';
export { CoalescingInstallationCheck } from './coalescing-installation-check.js';
export {
  CoalescingLoyaltyProgramRepository,
  type RepositoryOptions,
} from './coalescing-loyalty-program-repository.js';
export type { Schedule } from './end-of-turn.js';
export { type CoalescingOptions, DEFAULT_MAX_BATCH_SIZE } from './options.js';
