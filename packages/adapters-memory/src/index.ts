export { InMemoryEvents } from './in-memory-events.js';
export { InMemoryConsumerStore } from './in-memory-consumer-store.js';
export { InMemoryInstallations } from './in-memory-installations.js';
export { InMemoryKeyStore } from './in-memory-key-store.js';
export { InMemoryLoyaltyProgramRepository } from './in-memory-loyalty-program-repository.js';
export { InMemorySessionStore } from './in-memory-session-store.js';
export { InMemorySiteDirectory } from './in-memory-site-directory.js';
export { ManualClock } from './manual-clock.js';
