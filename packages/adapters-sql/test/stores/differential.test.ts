import { ManualClock } from '@loyalty-programs/adapters-memory';
import { INSTALLED_ON } from '@loyalty-programs/contract-tests';
import type { LoyaltyProgram, SiteId } from '@loyalty-programs/core';
import { afterEach, expect, it } from 'vitest';
import { batchesOf } from './support/batches.js';
import { carryOut } from './support/carry-out.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { type Command, scriptOf } from './support/commands.js';
import { wholeHistory } from '@loyalty-programs/testing/stores/whole-history';
import type { World } from './support/world.js';
import { memoryWorld, otherWorlds } from './support/worlds.js';

const SEED = 20_240_229;
const SITES = 300;
const COMMANDS = 20_000;
/** How many commands are carried out beside each other at most. */
const AT_ONCE = 40;

afterEach(cleanUp);

/** Programs by site, as they were stored before a batch. */
type Known = ReadonlyMap<SiteId, LoyaltyProgram>;

/** What is stored of sites: programs, installations, and the events after the known revisions. */
const stateOf = async (
  { repository, installationCheck }: World,
  siteIds: readonly SiteId[],
  known: Known,
): Promise<unknown> => {
  const [programs, installations, ...events] = await Promise.all([
    repository.findMany(siteIds),
    installationCheck.checkMany(siteIds),
    ...siteIds.map((siteId) => repository.history(siteId, known.get(siteId)?.revision ?? 0, 1000)),
  ]);
  return {
    programs: programs._unsafeUnwrap(),
    installations: installations._unsafeUnwrap(),
    events: events.map((answer) => answer._unsafeUnwrap()),
  };
};

const sitesOf = (commands: readonly Command[]): readonly SiteId[] =>
  commands.flatMap((command) => ('siteId' in command ? [command.siteId] : []));

/** Carries commands of different sites out at once; gives all answers, and what is stored of the sites then. */
const effectOf = async (
  batch: readonly Command[],
  world: World,
  known: Known,
  now: number,
): Promise<unknown> => {
  const outcomes = await Promise.all(
    batch.map((command) =>
      carryOut(world, command, { known: 'siteId' in command ? known.get(command.siteId) : undefined, now }),
    ),
  );
  return { outcomes, state: await stateOf(world, sitesOf(batch), known) };
};

it(
  'Every store answers whatever commands as the one in memory does, and then holds the same',
  { timeout: 300_000 },
  async () => {
    const clock = new ManualClock(INSTALLED_ON);
    const memory = memoryWorld(clock);
    const others = await otherWorlds(clock);
    const { siteIds, commands } = scriptOf(SEED, SITES, COMMANDS);
    let done = 0;
    for (const batch of batchesOf(commands, AT_ONCE)) {
      // Now and then the clock goes back.
      clock.advance((done % 7) * 10_000 - 5_000);
      const known = (await memory.repository.findMany(sitesOf(batch)))._unsafeUnwrap();
      const expected = await effectOf(batch, memory, known, clock.now());
      for (const world of others) {
        const effect = await effectOf(batch, world, known, clock.now());
        expect(effect, `${world.name}, after ${done} commands`).toStrictEqual(expected);
      }
      done += batch.length;
    }
    expect(done).toBe(SITES + COMMANDS);

    for (const siteId of siteIds) {
      const expected = await wholeHistory(memory.repository, siteId);
      for (const { name, repository } of others) {
        expect(await wholeHistory(repository, siteId), `${siteId} on ${name}`).toStrictEqual(expected);
      }
    }
  },
);
