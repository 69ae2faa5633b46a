import { accountIdOf, siteIdOf } from '@loyalty-programs/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { WebhookDispatcher } from '../../src/delivery/dispatcher.js';
import { createSecretBox, generateKey } from '../../src/secrets/secret-box.js';
import { answer, createWorld, deliveryOf, START, webhookOf } from '../support/world.js';

const running: WebhookDispatcher[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((dispatcher) => dispatcher.stop()));
});

const started = (dispatcher: WebhookDispatcher): WebhookDispatcher => {
  dispatcher.start();
  running.push(dispatcher);
  return dispatcher;
};

const patient = { timeout: 8_000, interval: 5 };

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('WebhookDispatcher', () => {
  it('delivers everything once, each site in order, many sites at a time within the bound', async () => {
    const world = createWorld({ parallelPerWebhook: 8 });
    await world.add(webhookOf(world.secretBox));
    world.sender.respond = async () => {
      await pause(1);
      return answer(200);
    };
    const sites = range(1, 40).map((each) => `site-${each}`);
    const sequences = range(1, 25);
    await world.enqueue(...sequences.flatMap((each) => sites.map((site) => deliveryOf(site, each))));
    started(world.dispatcherOf());
    await vi.waitFor(() => {
      expect(world.sender.received).toHaveLength(1000);
    }, patient);
    for (const site of sites) expect(world.sender.of(site)).toEqual(sequences);
    expect(world.sender.maxInFlight).toBe(8);
    await vi.waitFor(async () => {
      const log = await world.store.deliveries('wh_1', { status: 'WAITING', limit: 1 });
      expect(log._unsafeUnwrap()).toEqual([]);
    }, patient);
  });

  it('holds a failing site back until its wait is over, and no other site', async () => {
    const world = createWorld();
    await world.add(webhookOf(world.secretBox));
    let isDown = true;
    world.sender.respond = ({ site }) => answer(site === 'bad' && isDown ? 500 : 200);
    await world.enqueue(...[1, 2, 3].flatMap((each) => [deliveryOf('bad', each), deliveryOf('good', each)]));
    started(world.dispatcherOf());
    await vi.waitFor(() => {
      expect(world.sender.of('good')).toEqual([1, 2, 3]);
      expect(world.sender.of('bad')).toEqual([1]);
    }, patient);
    await pause(50);
    expect(world.sender.of('bad')).toEqual([1]);
    isDown = false;
    world.clock.time += 1000;
    await vi.waitFor(() => {
      expect(world.sender.of('bad')).toEqual([1, 1, 2, 3]);
    }, patient);
    expect(new Set(world.sender.received.filter(({ site }) => site === 'bad').map(({ id }) => id)).size).toBe(
      3,
    );
  });

  it('parks a site after the last try, and goes on in order once it is recovered', async () => {
    const world = createWorld();
    await world.add(webhookOf(world.secretBox));
    let isDown = true;
    world.sender.respond = ({ site }) => answer(site === 'bad' && isDown ? 500 : 200);
    await world.enqueue(deliveryOf('bad', 1), deliveryOf('bad', 2), deliveryOf('good', 1));
    started(world.dispatcherOf());
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      await vi.waitFor(() => {
        expect(world.sender.of('bad')).toHaveLength(attempt);
      }, patient);
      await pause(30);
      world.clock.time += 30 * 3_600_000;
      // Another site succeeds, so the webhook as a whole does not fail.
      await world.enqueue(deliveryOf('good', attempt + 1));
      await vi.waitFor(() => {
        expect(world.sender.of('good')).toHaveLength(attempt + 1);
      }, patient);
    }
    await vi.waitFor(() => {
      expect(world.notices).toEqual([
        { type: 'SiteParked', webhookId: 'wh_1', siteId: 'bad', messageId: deliveryOf('bad', 1).messageId },
      ]);
    }, patient);
    world.clock.time += 300 * 3_600_000;
    await world.enqueue(deliveryOf('bad', 3));
    await pause(50);
    expect(world.sender.of('bad')).toHaveLength(12);
    isDown = false;
    expect((await world.store.recover('wh_1', START, world.clock.now()))._unsafeUnwrap()).toBe(1);
    await vi.waitFor(() => {
      expect(world.sender.of('bad').slice(12)).toEqual([1, 2, 3]);
    }, patient);
  });

  it.each([
    ['429 with Retry-After', answer(429, '120'), 120_000],
    ['503 with Retry-After', answer(503, '7'), 7000],
    ['503 with a Retry-After beyond an hour', answer(503, '86400'), 3_600_000],
    ['429 without Retry-After', answer(429), 1000],
    ['500 with Retry-After, which does not count', answer(500, '120'), 1000],
    ['a redirect, which is not followed', answer(302), 1000],
    ['no answer', { status: null, error: 'no answer', cause: undefined }, 1000],
  ] as const)('waits as it should after %s', async (_name, first, wait) => {
    const world = createWorld();
    await world.add(webhookOf(world.secretBox));
    world.sender.respond = () => (world.sender.received.length === 1 ? first : answer(204));
    await world.enqueue(deliveryOf('shop', 1));
    started(world.dispatcherOf());
    await vi.waitFor(async () => {
      const [delivery] = (await world.store.deliveries('wh_1', { limit: 1 }))._unsafeUnwrap();
      expect(delivery?.attempts).toHaveLength(1);
    }, patient);
    world.clock.time += wait - 1;
    await pause(60);
    expect(world.sender.received).toHaveLength(1);
    world.clock.time += 1;
    await vi.waitFor(() => {
      expect(world.sender.received).toHaveLength(2);
    }, patient);
  });

  it('gives a receiver that has too much to do fewer requests at once', async () => {
    const world = createWorld({ parallelPerWebhook: 8 });
    await world.add(webhookOf(world.secretBox));
    let isOverloaded = true;
    world.sender.respond = async () => {
      await pause(5);
      return answer(isOverloaded ? 429 : 200);
    };
    await world.enqueue(...range(1, 8).map((each) => deliveryOf(`site-${each}`, 1)));
    started(world.dispatcherOf());
    await vi.waitFor(() => {
      expect(world.sender.received).toHaveLength(8);
      expect(world.sender.inFlight).toBe(0);
    }, patient);
    isOverloaded = false;
    world.sender.maxInFlight = 0;
    world.clock.time += 3_600_000;
    await vi.waitFor(() => {
      expect(world.sender.received).toHaveLength(16);
    }, patient);
    expect(world.sender.maxInFlight).toBeLessThanOrEqual(5);
  });

  it('disables a webhook whose receiver is gone, keeps what waits, and says so', async () => {
    const world = createWorld();
    const webhook = webhookOf(world.secretBox);
    await world.add(webhook);
    world.sender.respond = () => answer(410);
    await world.enqueue(deliveryOf('shop', 1), deliveryOf('shop', 2));
    started(world.dispatcherOf());
    await vi.waitFor(() => {
      expect(world.notices).toEqual([
        { type: 'WebhookDisabled', webhookId: 'wh_1', accountId: null, reason: 'GONE' },
      ]);
    }, patient);
    const stored = (await world.store.find('wh_1'))._unsafeUnwrap();
    expect(stored).toMatchObject({ status: 'DISABLED', disabledReason: 'GONE', version: 2 });
    world.clock.time += 86_400_000;
    await pause(50);
    expect(world.sender.received).toHaveLength(1);
    world.sender.respond = () => answer(200);
    const enabled = { ...webhook, status: 'ENABLED', disabledReason: null, version: 3 } as const;
    expect((await world.store.update(enabled))._unsafeUnwrap()).toBe(true);
    await vi.waitFor(() => {
      expect(world.sender.of('shop')).toEqual([1, 1, 2]);
    }, patient);
  });

  it('disables a webhook after five days in which nothing was delivered', async () => {
    const world = createWorld();
    await world.add(webhookOf(world.secretBox));
    world.sender.respond = () => answer(500);
    await world.enqueue(deliveryOf('one', 1));
    started(world.dispatcherOf());
    await vi.waitFor(async () => {
      expect((await world.store.find('wh_1'))._unsafeUnwrap()?.failingSince).toBe(START);
    }, patient);
    world.clock.time += 5 * 86_400_000 - 1;
    await world.enqueue(deliveryOf('two', 1));
    await vi.waitFor(() => {
      expect(world.sender.of('two')).toEqual([1]);
    }, patient);
    await pause(30);
    expect(world.notices).toEqual([]);
    world.clock.time += 1;
    await world.enqueue(deliveryOf('three', 1));
    await vi.waitFor(() => {
      expect(world.notices).toMatchObject([{ type: 'WebhookDisabled', reason: 'FAILING' }]);
    }, patient);
  });

  it('drops what waits for a site that has moved to another account', async () => {
    const world = createWorld();
    const accountId = accountIdOf('harbour');
    await world.add(webhookOf(world.secretBox, { accountId }));
    world.accounts.set(siteIdOf('stays'), accountId);
    world.accounts.set(siteIdOf('moved'), accountIdOf('other'));
    await world.enqueue(deliveryOf('moved', 1), deliveryOf('stays', 1), deliveryOf('uninstalled', 1));
    started(world.dispatcherOf());
    await vi.waitFor(async () => {
      const dropped = await world.store.deliveries('wh_1', { status: 'DROPPED', limit: 9 });
      expect(dropped._unsafeUnwrap().map(({ siteId }) => siteId)).toEqual(['moved']);
    }, patient);
    await vi.waitFor(() => {
      expect(world.sender.received.map(({ site }) => site).sort()).toEqual(['stays', 'uninstalled']);
    }, patient);
  });

  it('neither stalls nor floods when the clock goes back an hour or forward a day', async () => {
    const world = createWorld();
    await world.add(webhookOf(world.secretBox));
    world.sender.respond = () => answer(500);
    await world.enqueue(deliveryOf('shop', 1));
    started(world.dispatcherOf());
    const expectAttempts = async (number: number): Promise<void> => {
      await vi.waitFor(async () => {
        const [delivery] = (await world.store.deliveries('wh_1', { limit: 1 }))._unsafeUnwrap();
        expect(delivery?.attempts).toHaveLength(number);
      }, patient);
      await pause(60);
      expect(world.sender.received).toHaveLength(number);
    };
    await expectAttempts(1);
    world.clock.time -= 3_600_000;
    await expectAttempts(2);
    world.clock.time += 5000;
    await expectAttempts(3);
    world.clock.time += 86_400_000;
    await expectAttempts(4);
    world.clock.time -= 86_400_000;
    await expectAttempts(5);
  });

  it('sends nothing of a webhook whose secrets can not be decrypted, and blames no receiver', async () => {
    const world = createWorld();
    const other = createSecretBox(generateKey())._unsafeUnwrap();
    await world.add(webhookOf(other));
    await world.enqueue(deliveryOf('shop', 1));
    started(world.dispatcherOf());
    await vi.waitFor(() => {
      expect(world.notices).toMatchObject([{ type: 'DispatchFailed', webhookId: 'wh_1' }]);
    }, patient);
    expect(world.sender.received).toEqual([]);
    expect((await world.store.find('wh_1'))._unsafeUnwrap()?.failingSince).toBeNull();
  });

  it('delivers each once when two instances share a store', async () => {
    const world = createWorld();
    await world.add(webhookOf(world.secretBox));
    world.sender.respond = async () => {
      await pause(2);
      return answer(200);
    };
    const sites = range(1, 30).map((each) => `site-${each}`);
    await world.enqueue(...range(1, 10).flatMap((each) => sites.map((site) => deliveryOf(site, each))));
    started(world.dispatcherOf());
    started(world.dispatcherOf());
    await vi.waitFor(() => {
      expect(world.sender.received).toHaveLength(300);
    }, patient);
    for (const site of sites) expect(world.sender.of(site)).toEqual(range(1, 10));
  });

  it('takes over what an instance had claimed that does not come back', async () => {
    const world = createWorld();
    await world.add(webhookOf(world.secretBox));
    await world.enqueue(deliveryOf('shop', 1), deliveryOf('shop', 2));
    const request = { lease: 300, now: START, limit: 9, room: 9, rooms: new Map<string, number>(), depth: 9 };
    const lost = (await world.store.claim({ workerId: 'lost', ...request }))._unsafeUnwrap();
    expect(lost.lanes).toHaveLength(1);
    started(world.dispatcherOf());
    await pause(50);
    expect(world.sender.received).toEqual([]);
    await vi.waitFor(() => {
      expect(world.sender.of('shop')).toEqual([1, 2]);
    }, patient);
  });

  it('goes on after the store was down, without losing what it had sent', async () => {
    const world = createWorld();
    await world.add(webhookOf(world.secretBox));
    await world.enqueue(deliveryOf('shop', 1));
    world.sender.respond = () => {
      if (world.sender.received.length === 1) world.store.breakDown();
      return answer(200);
    };
    started(world.dispatcherOf());
    await vi.waitFor(() => {
      expect(world.notices).not.toEqual([]);
    }, patient);
    world.store.restore();
    await vi.waitFor(async () => {
      const log = await world.store.deliveries('wh_1', { status: 'DELIVERED', limit: 9 });
      expect(log._unsafeUnwrap()).toHaveLength(1);
    }, patient);
    expect(world.sender.received).toHaveLength(1);
  });

  it('waits at its stop for requests under way, and gives back the rest', async () => {
    const world = createWorld();
    await world.add(webhookOf(world.secretBox));
    world.sender.respond = async () => {
      await pause(100);
      return answer(200);
    };
    await world.enqueue(...range(1, 5).map((each) => deliveryOf('shop', each)));
    const dispatcher = started(world.dispatcherOf());
    await vi.waitFor(() => {
      expect(world.sender.received).toHaveLength(1);
    }, patient);
    await dispatcher.stop();
    expect(world.sender.of('shop')).toEqual([1]);
    started(world.dispatcherOf());
    await vi.waitFor(() => {
      expect(world.sender.of('shop')).toEqual([1, 2, 3, 4, 5]);
    }, patient);
  });
});
