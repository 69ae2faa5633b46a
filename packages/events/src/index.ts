export { consume } from './consume.js';
export type { Lag } from './lag.js';
export type {
  Consumer,
  ConsumeOptions,
  ConsumerProblem,
  Handler,
  HandlerInTransaction,
  TransactionalConsumeOptions,
} from './options.js';
export type { Timers } from './timers.js';
export type {
  ConsumerStore,
  HeldSite,
  SiteNotParked,
  TransactionalConsumerStore,
} from '@loyalty-programs/core/adapter-kit';
