import { consume } from '@loyalty-programs/events';
import { err, ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { nameOf, settle, site, START, World } from './support.js';

describe('a consumer', () => {
  test('handles what was recorded before and after it started, in order', async () => {
    const world = new World();
    world.record('a', 'b', 'a');
    world.consume({ signal: world.feed });
    await settle();
    expect(world.handled).toEqual(['a 1', 'b 1', 'a 2']);
    world.record('b');
    await settle();
    expect(world.handled).toEqual(['a 1', 'b 1', 'a 2', 'b 2']);
  });

  test('polls without a signal', async () => {
    const world = new World();
    world.consume();
    await settle();
    world.record('a');
    await settle();
    expect(world.handled).toEqual([]);
    await world.time.pass(1000);
    expect(world.handled).toEqual(['a 1']);
  });

  test('goes on where it stopped, under its name', async () => {
    const world = new World();
    world.record('a');
    const consumer = world.consume();
    await settle();
    await consumer.stop();
    world.record('a');
    world.consume();
    await settle();
    expect(world.handled).toEqual(['a 1', 'a 2']);
    world.consume({ name: 'other' });
    await settle();
    expect(world.handled).toEqual(['a 1', 'a 2', 'a 1', 'a 2']);
  });

  test('handles the types that it is for, and passes the others', async () => {
    const world = new World();
    world.record('a');
    const consumer = world.consume({ types: ['ProgramActivated'] });
    await settle();
    expect(world.handled).toEqual([]);
    expect((await consumer.lag())._unsafeUnwrap().events).toBe(0);
  });

  test('stores what it has done of a page when it stops, and never repeats it', async () => {
    const world = new World();
    world.record('a', 'b', 'c', 'd');
    let stopping: Promise<void> | undefined;
    const consumer = world.consume({
      handle: (event) => {
        world.handled.push(nameOf(event));
        if (world.handled.length === 2) stopping = consumer.stop();
      },
    });
    await settle();
    await stopping;
    expect(world.handled).toEqual(['a 1', 'b 1']);
    world.consume();
    await settle();
    expect(world.handled).toEqual(['a 1', 'b 1', 'c 1', 'd 1']);
  });

  test('waits for a handler that is running before it has stopped', async () => {
    const world = new World();
    world.record('a');
    let finish: () => void = () => undefined;
    const running = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const consumer = world.consume({ handle: () => running });
    await settle();
    let isStopped = false;
    const stopping = consumer.stop().then(() => {
      isStopped = true;
    });
    await settle();
    expect(isStopped).toBe(false);
    finish();
    await stopping;
    expect((await world.store.state('mail'))._unsafeUnwrap().partitions[0]).toMatchObject({
      cursor: '1',
      instance: null,
    });
  });

  test('says how far it is behind', async () => {
    const world = new World();
    world.record('a', 'b');
    const consumer = world.consume();
    await settle();
    await consumer.stop();
    world.time.advance(1000);
    world.record('a');
    expect((await consumer.lag())._unsafeUnwrap()).toEqual({
      events: 1,
      isMore: false,
      oldest: START + 1000,
      waiting: 0,
      parked: 0,
    });
  });

  test.each([
    { name: '' },
    { name: 'x'.repeat(101) },
    { name: 'two words' },
    { batch: 0 },
    { batch: 1001 },
    { attempts: 0 },
    { attempts: 101 },
    { lease: 999 },
    { pollInterval: 0 },
    { instance: '' },
    { instance: 'x'.repeat(256) },
  ])('refuses %j', (options) => {
    const { feed, store } = new World();
    expect(() => consume(feed, { name: 'mail', store, handle: () => undefined, ...options })).toThrow(
      TypeError,
    );
  });
});

describe('an event that fails', () => {
  const failing = (world: World, isFailing: (name: string) => boolean) => ({
    handle: (event: Parameters<typeof nameOf>[0]) => {
      world.handled.push(nameOf(event));
      if (isFailing(nameOf(event))) throw new Error('no');
    },
  });

  test('holds back its own site, is tried again, and its site catches up in order', async () => {
    const world = new World();
    let isDown = true;
    world.record('a', 'b', 'a', 'b');
    world.consume(failing(world, (name) => isDown && name === 'a 1'));
    await settle();
    expect(world.handled).toEqual(['a 1', 'b 1', 'b 2']);
    world.record('a', 'b');
    await world.time.pass(999);
    expect(world.handled).toEqual(['a 1', 'b 1', 'b 2']);
    await world.time.pass(1);
    expect(world.handled.filter((name) => name === 'a 1')).toHaveLength(2);
    isDown = false;
    await world.time.pass(2000);
    expect(world.handled.slice(3)).toEqual(['b 3', 'a 1', 'a 1', 'a 2', 'a 3']);
    world.record('a');
    await world.time.pass(1000);
    expect(world.handled.at(-1)).toBe('a 4');
    expect((await world.store.state('mail'))._unsafeUnwrap().held).toEqual([]);
  });

  test('parks its site after its last attempt, until a person retries or skips it', async () => {
    const world = new World();
    let isPoison = true;
    world.record('a', 'b', 'a', 'b');
    const consumer = world.consume({
      attempts: 3,
      ...failing(world, (name) => name === 'b 1' || (isPoison && name === 'a 1')),
    });
    await world.time.pass(100_000);
    expect(world.handled).toEqual(['a 1', 'b 1', 'a 1', 'b 1', 'a 1', 'b 1']);
    expect((await consumer.lag())._unsafeUnwrap()).toMatchObject({ events: 0, parked: 2 });
    const held = (await consumer.heldSites())._unsafeUnwrap();
    expect(held.map(({ siteId, sequence, reason }) => [siteId, sequence, reason])).toEqual([
      ['a', 1, 'Error: no'],
      ['b', 1, 'Error: no'],
    ]);
    isPoison = false;
    (await consumer.retry(site('a')))._unsafeUnwrap();
    (await consumer.skip(site('b')))._unsafeUnwrap();
    await world.time.pass(1000);
    expect(world.handled.slice(6).sort()).toEqual(['a 1', 'a 2', 'b 2']);
    const again = await consumer.skip(site('b'));
    expect(
      again.match(
        () => 'skipped',
        ({ type }) => type,
      ),
    ).toBe('SiteNotParked');
    expect(world.problems.filter((each) => each.type === 'HandlerFailed' && each.isParked)).toHaveLength(2);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
    ['returns an Err', () => err('no')],
    ['resolves with an Err', () => Promise.resolve(err('no'))],
  ])('is one whose handler %s', async (_, handle) => {
    const world = new World();
    world.record('a');
    world.consume({ handle });
    await settle();
    expect(world.problems).toMatchObject([{ type: 'HandlerFailed', attempts: 1, isParked: false }]);
  });

  test('is none whose handler returns an Ok', async () => {
    const world = new World();
    world.record('a');
    world.consume({ handle: () => ok(1) });
    await settle();
    expect(world.problems).toEqual([]);
  });

  test('makes the partition wait while 16 sites wait', async () => {
    const world = new World();
    const sites = Array.from({ length: 20 }, (_, at) => `s${String(at).padStart(2, '0')}`);
    for (const each of sites) world.record(each);
    world.consume({ batch: 1, ...failing(world, () => true) });
    await settle();
    expect(new Set(world.handled).size).toBe(16);
  });
});

describe('instances of a consumer', () => {
  test('replace one that was killed when its lease ends, not before', async () => {
    const world = new World();
    const never = new Promise<void>(() => undefined);
    world.record('a');
    const hung = { after: () => () => undefined, now: () => START };
    consume(world.feed, { name: 'mail', store: world.store, clock: hung, timers: hung, handle: () => never });
    await settle();
    world.consume();
    await world.time.pass(29_999);
    expect(world.handled).toEqual([]);
    await world.time.pass(10_001);
    expect(world.handled).toEqual(['a 1']);
  });

  test('never store progress late', async () => {
    const world = new World();
    world.record('a', 'a');
    let finish: () => void = () => undefined;
    const running = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const problems: string[] = [];
    const hung = { after: () => () => undefined, now: () => START };
    consume(world.feed, {
      name: 'mail',
      store: world.store,
      clock: hung,
      timers: hung,
      handle: () => running,
      onProblem: ({ type }) => problems.push(type),
    });
    await settle();
    world.consume();
    await world.time.pass(40_000);
    expect(world.handled).toEqual(['a 1', 'a 2']);
    const before = (await world.store.state('mail'))._unsafeUnwrap();
    finish();
    await settle();
    expect(problems).toEqual(['LeaseLost']);
    expect((await world.store.state('mail'))._unsafeUnwrap()).toEqual(before);
  });

  test('take over at once from one that stops', async () => {
    const world = new World();
    const first = world.consume();
    await settle();
    world.consume();
    await settle();
    await first.stop();
    world.record('a');
    await world.time.pass(11_000);
    expect(world.handled).toEqual(['a 1']);
  });
});

describe('outages', () => {
  test('of the store make it repeat, and lose nothing', async () => {
    const world = new World();
    world.record('a', 'b');
    world.consume({
      handle: (event) => {
        world.handled.push(nameOf(event));
        if (world.handled.length === 2) world.store.breakDown();
      },
    });
    await settle();
    expect(world.problems.map(({ type }) => type)).toContain('StoreUnavailable');
    world.store.restore();
    world.record('c');
    await world.time.pass(60_000);
    expect(world.handled).toEqual(['a 1', 'b 1', 'a 1', 'b 1', 'c 1']);
  });
});
