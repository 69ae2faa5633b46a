import type { ContainerModule } from 'inversify';

/** Where the service keeps its programs and installations. */
export interface Store {
  /** Binds the ports. */
  readonly module: ContainerModule;
  /** It was empty when it was opened: nobody has used it before. */
  readonly isNew: boolean;
  /** Whether it answers right now. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}
