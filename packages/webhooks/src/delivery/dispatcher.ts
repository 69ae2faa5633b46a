import { randomUUID } from 'node:crypto';
import type { Clock, InstallationCheck } from '@loyalty-programs/core';
import type { NewDelivery } from '../model/delivery.js';
import { coversSite, type DisabledReason, type Webhook } from '../model/webhook.js';
import type { ClaimedLane, Claims, Health, LaneState, WebhookStore } from '../ports/webhook-store.js';
import { signDelivery } from '../formats/sign-delivery.js';
import { KeyRing, type SigningKey } from '../secrets/key-ring.js';
import type { SecretBox } from '../secrets/secret-box.js';
import type { WebhookSender } from '../sending/sender.js';
import { decide } from './decide.js';
import type { WebhookNotice } from './notices.js';
import { Parallelism } from './parallelism.js';
import { POLICIES } from './schedule.js';
import { Settlements } from './settlements.js';

export interface DispatcherOptions {
  readonly store: WebhookStore;
  readonly sender: WebhookSender;
  readonly secretBox: SecretBox;
  readonly installationCheck: Pick<InstallationCheck, 'checkMany'>;
  readonly clock: Clock;
  /** Gets what an operator should know. What it throws is ignored. */
  readonly onNotice?: (notice: WebhookNotice) => void;
  /** How many requests are under way at once, over all webhooks; 128 by default. */
  readonly parallel?: number;
  /** How many of them may be to one webhook; 32 by default. */
  readonly parallelPerWebhook?: number;
  /** How often, in milliseconds, to look for what is due; 500 by default. */
  readonly pollInterval?: number;
  /** How long, in milliseconds, what was claimed belongs to this instance after its last sign of life; 10,000 by default. */
  readonly lease?: number;
  /** A number from 0 to 1, for jitter. */
  readonly random?: () => number;
}

/** How many deliveries of a lane are claimed at once. */
const DEPTH = 20;

/** How long, in milliseconds, a lane waits that could not be tried for a reason of our own. */
const OWN_FAILURE_WAIT = 5000;

/** How many lanes may wait for their results to be written before no more are claimed. */
const MAX_UNWRITTEN = 2000;

/** How long, in milliseconds, a stop waits for requests under way. */
const STOP_TIMEOUT = 5000;

/** How many webhooks that have nothing to do are remembered with their parallelism. */
const MAX_IDLE = 1000;

/** One webhook with the lanes of it that are claimed. */
interface Runner {
  webhook: Webhook;
  /** Claimed, and not begun. */
  readonly queue: ClaimedLane[];
  running: number;
  readonly parallelism: Parallelism;
  /** It was disabled while its lanes were under way. */
  isOver: boolean;
  failingSince: number | null;
}

/** A run of lanes under one lease. Once it is lost, nothing that was claimed under it is sent any more. */
interface Tenure {
  readonly workerId: string;
  isLost: boolean;
  /** Of a clock that never goes back. */
  renewedAt: number;
}

const delay = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });

/**
 * Sends what waits in a `WebhookStore`: lanes side by side, the deliveries of a lane in order. Any number of instances
 * may share a store. A delivery arrives at least once; the attempt after a crash has the same id.
 */
export class WebhookDispatcher {
  readonly #options: Required<Omit<DispatcherOptions, 'onNotice'>>;
  readonly #onNotice: (notice: WebhookNotice) => void;
  readonly #keyRing: KeyRing;
  readonly #runners = new Map<string, Runner>();
  readonly #settlements: Settlements;
  #tenure: Tenure = newTenure();
  #isRunning = false;
  #running = 0;
  #isPumping = false;
  #pumpAgain = false;
  #mayHaveMore = false;
  #timers: NodeJS.Timeout[] = [];
  #onIdle: (() => void) | undefined;

  constructor({
    onNotice = () => undefined,
    parallel = 128,
    parallelPerWebhook = 32,
    pollInterval = 500,
    lease = 10_000,
    random = Math.random,
    ...options
  }: DispatcherOptions) {
    this.#options = { ...options, parallel, parallelPerWebhook, pollInterval, lease, random };
    this.#onNotice = onNotice;
    this.#keyRing = new KeyRing(options.secretBox);
    this.#settlements = new Settlements(
      (settlements, health) => options.store.settle(this.#tenure.workerId, settlements, health),
      () => {
        if (this.#mayHaveMore) this.wake();
      },
      ({ cause }) => {
        this.#fail('note what came of deliveries', cause);
      },
    );
  }

  /** Begins to send, and goes on until `stop`. */
  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const { pollInterval, lease } = this.#options;
    this.#tenure = newTenure();
    const poll = setInterval(() => {
      this.wake();
    }, pollInterval);
    const renewal = setInterval(() => {
      this.#background(this.#renew());
    }, lease / 4);
    this.#timers = [poll, renewal];
    this.wake();
  }

  /** Looks for what is due at once, instead of at the next poll. */
  wake(): void {
    if (!this.#isRunning) return;
    this.#pumpAgain = true;
    if (!this.#isPumping) this.#background(this.#pump());
  }

  /** Claims no more, waits for the requests under way for at most 5 seconds, and gives back what is left. */
  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    for (const timer of this.#timers) clearInterval(timer);
    for (const runner of this.#runners.values()) runner.queue.length = 0;
    if (this.#running > 0) {
      await Promise.race([
        delay(STOP_TIMEOUT),
        new Promise<void>((resolve) => {
          this.#onIdle = resolve;
        }),
      ]);
    }
    await this.#settlements.flush();
    const withdrawn = await this.#options.store.withdraw(this.#tenure.workerId);
    if (withdrawn.isErr()) this.#fail('give lanes back', withdrawn.error.cause);
    this.#tenure.isLost = true;
    this.#settlements.drop();
    this.#runners.clear();
  }

  async #pump(): Promise<void> {
    this.#isPumping = true;
    try {
      while (this.#pumpAgain && this.#isRunning) {
        this.#pumpAgain = false;
        await this.#claim();
      }
    } finally {
      this.#isPumping = false;
    }
  }

  /** Claims up to twice as many lanes as may run, so that the next ones are at hand. */
  async #claim(): Promise<void> {
    const { store, parallel, parallelPerWebhook, lease, clock } = this.#options;
    const queued = [...this.#runners.values()].reduce((sum, { queue }) => sum + queue.length, 0);
    const limit = 2 * parallel - this.#running - queued;
    if (limit <= 0 || this.#settlements.size > MAX_UNWRITTEN) return;
    const tenure = this.#tenure;
    if (this.#running + queued === 0) tenure.renewedAt = performance.now();
    const claimed = await store.claim({
      workerId: tenure.workerId,
      lease,
      now: clock.now(),
      limit,
      room: 2 * parallelPerWebhook,
      rooms: this.#rooms(),
      depth: DEPTH,
    });
    if (claimed.isErr()) {
      this.#fail('look for deliveries', claimed.error.cause);
      return;
    }
    this.#mayHaveMore = claimed.value.lanes.length > 0;
    if (tenure.isLost || !this.#mayHaveMore) return;
    await this.#admit(claimed.value, tenure);
  }

  #rooms(): ReadonlyMap<string, number> {
    return new Map(
      [...this.#runners].map(([id, { parallelism, running, queue }]) => [
        id,
        Math.max(0, 2 * parallelism.limit - running - queue.length),
      ]),
    );
  }

  /** Drops what belongs to sites that have moved, and begins with the rest. */
  async #admit({ lanes, webhooks }: Claims, tenure: Tenure): Promise<void> {
    const bound = lanes.filter(({ webhookId }) => webhooks.get(webhookId)?.accountId != null);
    const siteIds = [...new Set(bound.map(({ siteId }) => siteId))];
    const checked =
      siteIds.length === 0 ? undefined : await this.#options.installationCheck.checkMany(siteIds);
    if (checked?.isErr() === true) this.#fail('find out where sites belong', checked.error.cause);
    for (const lane of lanes) {
      const webhook = webhooks.get(lane.webhookId);
      if (webhook === undefined) continue;
      if (webhook.accountId !== null && checked?.isErr() === true) {
        this.#postpone(lane);
        continue;
      }
      const installation = checked?.isOk() === true ? checked.value.get(lane.siteId) : undefined;
      // A site that is not installed has not moved to anyone else.
      const account = installation?.installed === true ? installation.accountId : webhook.accountId;
      if (!coversSite(webhook, lane.siteId, account)) {
        this.#drop(lane);
        continue;
      }
      this.#runnerOf(webhook).queue.push(lane);
    }
    for (const runner of this.#runners.values()) this.#run(runner, tenure);
  }

  #runnerOf(webhook: Webhook): Runner {
    const known = this.#runners.get(webhook.id);
    if (known !== undefined) {
      if (webhook.version > known.webhook.version) {
        known.webhook = webhook;
        known.isOver = false;
      }
      if (known.running === 0) known.failingSince = webhook.failingSince;
      return known;
    }
    for (const [id, { running, queue }] of this.#runners) {
      if (this.#runners.size < MAX_IDLE) break;
      if (running === 0 && queue.length === 0) this.#runners.delete(id);
    }
    const runner: Runner = {
      webhook,
      queue: [],
      running: 0,
      parallelism: new Parallelism(this.#options.parallelPerWebhook),
      isOver: false,
      failingSince: webhook.failingSince,
    };
    this.#runners.set(webhook.id, runner);
    return runner;
  }

  #run(runner: Runner, tenure: Tenure): void {
    while (
      this.#isRunning &&
      this.#running < this.#options.parallel &&
      runner.running < runner.parallelism.limit
    ) {
      const lane = runner.queue.shift();
      if (lane === undefined) return;
      runner.running += 1;
      this.#running += 1;
      const ended = this.#runLane(runner, lane, tenure).finally(() => {
        runner.running -= 1;
        this.#running -= 1;
        if (this.#running === 0) this.#onIdle?.();
        this.#goOn(runner, tenure);
      });
      this.#background(ended);
    }
  }

  /** After the end of a lane: the next one, of any webhook where this one has none. */
  #goOn(runner: Runner, tenure: Tenure): void {
    this.#run(runner, tenure);
    if (runner.queue.length === 0 && this.#running === this.#options.parallel - 1) {
      for (const other of this.#runners.values()) if (other.queue.length > 0) this.#run(other, tenure);
    }
    if (this.#mayHaveMore && runner.queue.length < runner.parallelism.limit / 2) this.wake();
  }

  /** Sends the deliveries of a lane in order, up to the first one that fails. */
  async #runLane(runner: Runner, lane: ClaimedLane, tenure: Tenure): Promise<void> {
    const keys = await this.#keyRing.keysOf(runner.webhook);
    if (keys.isErr()) {
      this.#fail('decrypt the secrets of a webhook', keys.error.cause, runner.webhook.id);
      this.#postpone(lane);
      return;
    }
    let { failures } = lane;
    for (const delivery of lane.deliveries) {
      const pause = runner.parallelism.pauseAt(performance.now());
      if (pause > 0) await delay(pause);
      if (this.#hasLost(tenure)) return;
      if (!this.#isRunning || runner.isOver) {
        this.#giveBack(lane, failures);
        return;
      }
      const goesOn = await this.#attempt(runner, lane, delivery, keys.value, failures, tenure);
      if (!goesOn) return;
      failures = 0;
    }
    this.#settle(lane, { type: 'RELEASE' });
  }

  /** Returns whether the lane continues with its next delivery. */
  async #attempt(
    runner: Runner,
    lane: ClaimedLane,
    delivery: NewDelivery,
    keys: readonly SigningKey[],
    failures: number,
    tenure: Tenure,
  ): Promise<boolean> {
    const { sender, clock, random } = this.#options;
    const { webhook } = runner;
    const started = clock.now();
    let signed;
    try {
      signed = await signDelivery(webhook.format, delivery, keys, started);
    } catch (cause) {
      this.#fail('sign a delivery', cause, webhook.id);
      this.#postpone(lane);
      return false;
    }
    const instant = performance.now();
    const { timeout } = POLICIES[webhook.format];
    const sent = await sender.send({ url: webhook.url, ...signed, timeout });
    if (tenure.isLost) return false;
    const decision = decide(sent, {
      webhook: { ...webhook, failingSince: runner.failingSince },
      failures,
      started,
      now: clock.now(),
      duration: Math.round(performance.now() - instant),
      random: random(),
    });
    if (decision.slowDown) runner.parallelism.noteOverload(performance.now());
    else if (decision.result.status === 'DELIVERED') runner.parallelism.noteSuccess();
    if (decision.failingSince !== undefined) {
      const health: Health = { webhookId: webhook.id, failingSince: decision.failingSince };
      runner.failingSince = decision.failingSince;
      this.#settlements.addHealth(health);
    }
    this.#settlements.add({
      webhookId: lane.webhookId,
      siteId: lane.siteId,
      results: [{ sequence: delivery.sequence, ...decision.result }],
      next: decision.next,
    });
    if (decision.next.type === 'PARK') {
      const { siteId } = lane;
      this.#notify({ type: 'SiteParked', webhookId: webhook.id, siteId, messageId: delivery.messageId });
    }
    if (decision.disable !== null) {
      runner.isOver = true;
      await this.#disable(webhook, decision.disable);
    }
    return decision.next.type === 'KEEP';
  }

  async #disable(webhook: Webhook, reason: DisabledReason): Promise<void> {
    const { store, clock } = this.#options;
    const disabled = await store.disable(webhook.id, reason, clock.now());
    if (disabled.isErr()) this.#fail('disable a webhook', disabled.error.cause, webhook.id);
    else if (disabled.value) {
      const { id: webhookId, accountId } = webhook;
      this.#notify({ type: 'WebhookDisabled', webhookId, accountId, reason });
    }
  }

  /** Whether the lanes may belong to another instance by now: this one could not renew its lease in time. */
  #hasLost(tenure: Tenure): boolean {
    const margin = 0.75 * this.#options.lease;
    if (!tenure.isLost && performance.now() - tenure.renewedAt > margin) {
      tenure.isLost = true;
      if (this.#tenure === tenure) {
        this.#settlements.drop();
        for (const runner of this.#runners.values()) runner.queue.length = 0;
        this.#tenure = newTenure();
      }
    }
    return tenure.isLost;
  }

  async #renew(): Promise<void> {
    const tenure = this.#tenure;
    const instant = performance.now();
    const renewed = await this.#options.store.renew(tenure.workerId, this.#options.lease);
    if (renewed.isErr()) this.#fail('renew the lease', renewed.error.cause);
    else if (!this.#hasLost(tenure)) tenure.renewedAt = instant;
  }

  /** Free for the next worker, with the failures of its first delivery. */
  #giveBack(lane: ClaimedLane, failures: number): void {
    const now = this.#options.clock.now();
    this.#settle(
      lane,
      failures === 0 ? { type: 'RELEASE' } : { type: 'WAIT', failures, until: now, since: now },
    );
  }

  /** The receiver is not to blame, so the failure does not count. */
  #postpone(lane: ClaimedLane): void {
    const now = this.#options.clock.now();
    const until = now + OWN_FAILURE_WAIT;
    this.#settle(lane, { type: 'WAIT', failures: lane.failures, until, since: now });
  }

  #drop(lane: ClaimedLane): void {
    const finishedDate = this.#options.clock.now();
    this.#settlements.add({
      webhookId: lane.webhookId,
      siteId: lane.siteId,
      results: lane.deliveries.map(({ sequence }) => ({
        sequence,
        status: 'DROPPED',
        attempt: null,
        finishedDate,
      })),
      next: { type: 'RELEASE' },
    });
  }

  #settle({ webhookId, siteId }: ClaimedLane, next: LaneState): void {
    this.#settlements.add({ webhookId, siteId, results: [], next });
  }

  /** Nothing here rejects, unless there is a bug. */
  #background(work: Promise<void>): void {
    work.catch((bug: unknown) => {
      this.#fail('go on', bug);
    });
  }

  #fail(action: string, cause: unknown, webhookId: string | null = null): void {
    this.#notify({ type: 'DispatchFailed', action, webhookId, cause });
  }

  #notify(notice: WebhookNotice): void {
    try {
      this.#onNotice(notice);
    } catch {
      // A host that fails to note something must not stop deliveries.
    }
  }
}

const newTenure = (): Tenure => ({
  workerId: randomUUID(),
  isLost: false,
  renewedAt: performance.now(),
});
