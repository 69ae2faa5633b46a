import {
  InMemoryEvents,
  InMemoryInstallations,
  InMemoryLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-memory';
import { anInstallation, uniqueSiteId } from '@loyalty-programs/contract-tests';
import type {
  InstallationRegistry,
  LoyaltyProgram,
  LoyaltyProgramRepository,
  ProgramEventFeed,
  RecordedEvent,
  SiteId,
} from '@loyalty-programs/core';
import {
  type EventRetention,
  type FeedPosition,
  untouchedDraft,
  update,
} from '@loyalty-programs/core/adapter-kit';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { availableEngines, newTarget, opened } from '@loyalty-programs/testing/stores/targets';
import { afterAll, describe, expect, it } from 'vitest';

afterAll(cleanUp);

interface Parts {
  readonly repository: LoyaltyProgramRepository;
  readonly installations: InstallationRegistry;
  readonly feed: ProgramEventFeed & EventRetention;
}

const inMemory = (): Parts => {
  const events = new InMemoryEvents();
  const repository = new InMemoryLoyaltyProgramRepository(events);
  return { repository, installations: new InMemoryInstallations(events), feed: repository };
};

const STORES: readonly (readonly [string, () => Promise<Parts> | Parts])[] = [
  ['memory', inMemory],
  ...availableEngines.map(
    (engine) =>
      [engine, async () => opened(await newTarget(engine), 4)] satisfies [string, () => Promise<Parts>],
  ),
];

/** Saves as many revisions, at the times 1,000, 2,000 and so on. Each has two events. */
const grow = async ({ repository }: Parts, siteId: SiteId, revisions: number): Promise<LoyaltyProgram[]> => {
  const programs: LoyaltyProgram[] = [];
  let program = untouchedDraft(siteId, 0);
  for (let turn = 1; turn <= revisions; turn += 1) {
    const input = { name: `Turn ${turn}`, pointsExpiration: { monthsOfInactivity: (turn % 2) + 1 } };
    const change = update(program, input, { now: turn * 1000, actor: null })._unsafeUnwrap();
    program = (await repository.save(change))._unsafeUnwrap();
    programs.push(program);
  }
  return programs;
};

const FAR = 1000;

/** Everything that the feed tells, and where its reader stands then. */
const readAll = async (
  { feed }: Parts,
  limit = FAR,
): Promise<{ events: readonly RecordedEvent[]; readers: readonly FeedPosition[] }> => {
  const events: RecordedEvent[] = [];
  const readers: FeedPosition[] = [];
  const partitions = (await feed.partitions())._unsafeUnwrap();
  for (let partition = 0; partition < partitions; partition += 1) {
    const page = (await feed.readAfter(partition, null, limit))._unsafeUnwrap();
    events.push(...page.events);
    readers.push({ partition, cursor: page.cursor });
  }
  return { events, readers };
};

describe.each(STORES)('Retention: %s', (_, open) => {
  it('removes what is old and read, revision by revision, and keeps the program replayable', async () => {
    const parts = await open();
    const { repository, feed, installations } = parts;
    const siteId = uniqueSiteId();
    (
      await installations.register(siteId, anInstallation(), undefined, { now: 1, actor: null })
    )._unsafeUnwrap();
    const programs = await grow(parts, siteId, 5);
    const { readers } = await readAll(parts);
    expect((await feed.prune({ before: 3500, readers }))._unsafeUnwrap()).toBe(7);
    expect((await readAll(parts)).events).toHaveLength(4);
    expect((await repository.find(siteId))._unsafeUnwrap()).toEqual(programs.at(-1));
    for (const revision of [3, 4, 5]) {
      const then = (await repository.programAt(siteId, { revision }))._unsafeUnwrap();
      expect(then).toEqual(programs[revision - 1]);
    }
    expect((await repository.programAt(siteId, { time: 4200 }))._unsafeUnwrap()).toEqual(programs[3]);
    const pruned = { type: 'HistoryPruned', siteId, prunedRevision: 3 };
    expect((await repository.programAt(siteId, { revision: 2 })).match(String, (error) => error)).toEqual(
      pruned,
    );
    expect((await repository.history(siteId, 2, 10)).match(String, (error) => error)).toEqual(pruned);
    const left = (await repository.history(siteId, 3, 10))._unsafeUnwrap();
    expect(left.map(({ revision }) => revision)).toEqual([4, 4, 5, 5]);
    expect((await feed.prune({ before: 3500, readers }))._unsafeUnwrap()).toBe(0);
  });

  it('removes nothing that a reader has still to read, not even half of a revision', async () => {
    const parts = await open();
    const { feed, repository } = parts;
    const siteId = uniqueSiteId();
    await grow(parts, siteId, 3);
    await readAll(parts);
    const { readers } = await readAll(parts, 3);
    expect((await feed.prune({ before: 1e15, readers }))._unsafeUnwrap()).toBe(2);
    expect((await readAll(parts)).events.map(({ sequence }) => sequence)).toEqual([3, 4, 5, 6]);
    const [first] = readers;
    const atStart = readers.map(({ partition }) => ({ partition, cursor: null }));
    expect((await feed.prune({ before: 1e15, readers: [...readers, ...atStart] }))._unsafeUnwrap()).toBe(0);
    const invalid = await feed.prune({
      before: 0,
      readers: [{ partition: first?.partition ?? 0, cursor: 'x' }],
    });
    expect(invalid.match(String, ({ type }) => type)).toBe('InvalidCursor');
    expect((await repository.find(siteId))._unsafeUnwrap()?.revision).toBe(3);
  });

  it('leaves a site alone whose events are all gone: its sequence and its program go on', async () => {
    const parts = await open();
    const { feed, repository } = parts;
    const siteId = uniqueSiteId();
    const [, last] = await grow(parts, siteId, 2);
    const { readers } = await readAll(parts);
    expect((await feed.prune({ before: 1e6, readers }))._unsafeUnwrap()).toBe(4);
    const next = update(last ?? untouchedDraft(siteId, 0), { name: 'Next' }, { now: 2e6, actor: null });
    const saved = (await repository.save(next._unsafeUnwrap()))._unsafeUnwrap();
    expect((await readAll(parts)).events).toMatchObject([{ sequence: 5, revision: 3 }]);
    expect((await repository.programAt(siteId, { sequence: 5 }))._unsafeUnwrap()).toEqual(saved);
    expect((await repository.programAt(siteId, { sequence: 4 }))._unsafeUnwrap()).toEqual(last);
    (await repository.erase(siteId, { now: 3e6, actor: null }))._unsafeUnwrap();
    expect((await readAll(parts)).events).toMatchObject([{ type: 'ProgramErased', sequence: 6 }]);
  });
});
