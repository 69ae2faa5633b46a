import { uniqueSiteId } from '@loyalty-programs/contract-tests';
import type { LoyaltyProgramRepository, SiteId } from '@loyalty-programs/core';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { read, runClient } from './support/clients.js';
import type { Entry } from './support/entries.js';
import { wholeHistory } from '@loyalty-programs/testing/stores/whole-history';
import { violationIn } from './support/linearizable.js';
import { availableEngines, newTarget, opened } from '@loyalty-programs/testing/stores/targets';
import { ACCESS_MODES } from '../support/access-modes.js';

/** For each engine and way. */
const CALLS = 50_000;
const SITES = 6;
/** Handles or pools of their own, such as several instances of an application have. */
const STORES = 3;
const CONNECTIONS = 6;
const CLIENTS_PER_STORE = 4;

afterEach(cleanUp);

/** Lets clients on all stores read and save one program at once; gives what they saw. */
const historyOf = async (
  repositories: readonly LoyaltyProgramRepository[],
  siteId: SiteId,
): Promise<readonly Entry[]> => {
  const history: Entry[] = [];
  const clients = Array.from({ length: CLIENTS_PER_STORE }, () => repositories).flat();
  const calls = Math.ceil(CALLS / SITES / clients.length);
  await Promise.all(clients.map((repository) => runClient(repository, siteId, calls, history)));
  // What was acknowledged is there when all is quiet, wherever one looks.
  for (const repository of repositories) await read(repository, siteId, history);
  return history;
};

const namesSaved = (history: readonly Entry[]): readonly unknown[] =>
  history
    .flatMap((entry) => (entry.kind === 'saved' ? [entry] : []))
    .sort((one, other) => one.base - other.base)
    .map(({ name }) => ({ name }));

describe.each(availableEngines)('On %s', (engine) => {
  it.each(ACCESS_MODES)(
    'what clients see of a program that they read and save at once is linearizable, $mode',
    { timeout: 300_000 },
    async ({ through }) => {
      const target = await newTarget(engine);
      const repositories = Array.from({ length: STORES }, () =>
        through(opened(target, CONNECTIONS).repository),
      );
      const siteIds = Array.from({ length: SITES }, uniqueSiteId);
      const histories = await Promise.all(siteIds.map((siteId) => historyOf(repositories, siteId)));
      for (const [at, siteId] of siteIds.entries()) {
        const history = histories[at] ?? [];
        expect(history.length).toBeGreaterThanOrEqual(CALLS / SITES);
        expect(violationIn(history)).toBeUndefined();
        for (const repository of repositories) {
          const events = await wholeHistory(repository, siteId);
          expect(events.map(({ after }) => after)).toEqual(namesSaved(history));
        }
      }
    },
  );
});
