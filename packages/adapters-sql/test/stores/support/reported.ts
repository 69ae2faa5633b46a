import type { StoreTarget } from '@loyalty-programs/testing/stores/open-store';
import type { Report } from './order.js';
import { type UpdaterProcess, spawnUpdater } from './updater-process.js';
import { type Update, updatesOf } from './updates.js';

/** An update, and what the process that made it reported of it. */
export type Reported = Update & Report;

const reportedBy = async (
  updater: UpdaterProcess,
  updates: readonly Update[],
): Promise<readonly Reported[]> => {
  const reports = await updater.reports();
  return updates.flatMap((update, at) => {
    const report = reports[at];
    return report === undefined ? [] : [{ ...update, ...report }];
  });
};

/** Lets processes make random updates of the shared sites, all at once. */
export const updatesBy = async (
  processes: number,
  count: number,
  target: StoreTarget,
): Promise<readonly Reported[]> => {
  const seeds = Array.from({ length: processes }, (_, at) => at + 1);
  const updaters = seeds.map((seed) => spawnUpdater({ target, seed, count }));
  // The last one that is ready starts all of them.
  await Promise.all(updaters.map((updater) => updater.ready()));
  for (const updater of updaters) updater.start();
  const reported = updaters.map((updater, at) => reportedBy(updater, updatesOf(seeds[at] ?? 0, count)));
  return (await Promise.all(reported)).flat();
};
