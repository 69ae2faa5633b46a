import type { Place } from '@loyalty-programs/testing/stores/open-store';
import type { Report } from './order.js';
import { type UpdaterProcess, spawnUpdater } from './updater-process.js';
import { type Update, updatesOf } from './updates.js';

/** An update, and what came of it as the process that made it was told. */
export type Told = Update & Report;

const toldBy = async (updater: UpdaterProcess, updates: readonly Update[]): Promise<readonly Told[]> => {
  const reports = await updater.reports();
  return updates.flatMap((update, at) => {
    const report = reports[at];
    return report === undefined ? [] : [{ ...update, ...report }];
  });
};

/** Lets processes make random updates of the shared sites, all at once. */
export const updatesBy = async (processes: number, count: number, place: Place): Promise<readonly Told[]> => {
  const seeds = Array.from({ length: processes }, (_, at) => at + 1);
  const updaters = seeds.map((seed) => spawnUpdater({ place, seed, count }));
  // The last one that is ready starts all of them.
  await Promise.all(updaters.map((updater) => updater.ready()));
  for (const updater of updaters) updater.start();
  const told = updaters.map((updater, at) => toldBy(updater, updatesOf(seeds[at] ?? 0, count)));
  return (await Promise.all(told)).flat();
};
