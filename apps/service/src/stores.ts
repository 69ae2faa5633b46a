import { memoryModule } from '@loyalty-programs/container/memory';
import type { ContainerModule } from 'inversify';

/** The store the service keeps its programs in. */
export const storeModule = (): ContainerModule => memoryModule;
