import { uniqueSiteId } from '@loyalty-programs/contract-tests';
import type { LoyaltyProgramRepository } from '@loyalty-programs/core';
import { expect, it } from 'vitest';
import { runClient } from './support/clients.js';
import type { Entry } from './support/entries.js';
import {
  CarelessRepository,
  DistantRepository,
  FussyRepository,
  HastyRepository,
  SharingRepository,
} from './support/faulty-repositories.js';
import { violationIn } from './support/linearizable.js';

const CLIENTS = 12;
const CALLS = 100;

const historyOn = async (repository: LoyaltyProgramRepository): Promise<readonly Entry[]> => {
  const history: Entry[] = [];
  const siteId = uniqueSiteId();
  await Promise.all(Array.from({ length: CLIENTS }, () => runClient(repository, siteId, CALLS, history)));
  return history;
};

it('A correct store passes the checker', async () => {
  expect(violationIn(await historyOn(new DistantRepository()))).toBeUndefined();
});

it.each<[fault: string, repository: LoyaltyProgramRepository]>([
  ['shares answers that are under way', new SharingRepository()],
  ['looks at the base too early', new CarelessRepository()],
  ['refuses without reason', new FussyRepository()],
  ['acknowledges too early', new HastyRepository()],
])('A store that %s is found out by what clients see', async (_fault, repository) => {
  expect(violationIn(await historyOn(repository))).toBeDefined();
});
