import type { SiteId } from '@loyalty-programs/core';
import type { Command } from './commands.js';

/**
 * The commands in batches whose order within does not matter: a batch is about each site once at most, and a
 * command about several sites stands alone.
 */
export const batchesOf = (commands: readonly Command[], most: number): readonly (readonly Command[])[] => {
  const batches: Command[][] = [];
  let batch: Command[] = [];
  let asked = new Set<SiteId>();
  const close = (): void => {
    if (batch.length > 0) batches.push(batch);
    batch = [];
    asked = new Set();
  };
  for (const command of commands) {
    if (!('siteId' in command)) {
      close();
      batches.push([command]);
      continue;
    }
    if (asked.has(command.siteId) || batch.length === most) close();
    asked.add(command.siteId);
    batch.push(command);
  }
  close();
  return batches;
};
