import type { ProgramEventFeed, RecordedEvent, SiteId, Timestamp } from '@loyalty-programs/core';
import type {
  FeedPage,
  HeldSite,
  Lease,
  LeaseLost,
  PartitionState,
  Progress,
} from '@loyalty-programs/core/adapter-kit';
import { type Result } from 'neverthrow';
import { heldAfter, lastSequences, MAX_WAITING } from './held-sites.js';
import type { Settings } from './options.js';
import type { Done, Failures, RunEvents } from './run-events.js';
import { Sleeper } from './timers.js';

/** The longest wait, in milliseconds, before a feed or a store that failed is tried again. */
const LONGEST_BACKOFF = 30_000;

/** Where a worker stands. */
export interface Position {
  readonly state: PartitionState;
  readonly held: readonly HeldSite[];
}

export interface WorkerEnvironment {
  readonly feed: ProgramEventFeed;
  readonly settings: Settings;
  readonly run: RunEvents;
  /** The stored progress of the consumer in a partition; `undefined`: it can't be read now. */
  reload(lease: Lease): Promise<Position | undefined>;
}

/** Takes one partition through its events while it has the lease. */
export class PartitionWorker {
  readonly lease: Lease;
  readonly #env: WorkerEnvironment;
  readonly #sleeper: Sleeper;
  readonly #held = new Map<SiteId, HeldSite>();
  readonly #ending: Promise<void>;
  #end: () => void = () => undefined;
  #isEnding = false;
  #cursor: string | null;
  #expiresAt: Timestamp;
  /** How often in a row the feed or the store did not answer. */
  #failedCalls = 0;
  /** What was stored last is not known: it has to be read before anything else. */
  #isOutdated = false;
  /** Resolves when the worker has stopped. It never rejects. */
  readonly stopped: Promise<void>;

  constructor(lease: Lease, { state, held }: Position, expiresAt: Timestamp, env: WorkerEnvironment) {
    this.lease = lease;
    this.#env = env;
    this.#cursor = state.cursor;
    for (const site of held) this.#held.set(site.siteId, site);
    this.#expiresAt = expiresAt;
    this.#sleeper = new Sleeper(env.settings.timers);
    this.#ending = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.stopped = this.#loop();
  }

  /** The lease was renewed. Parked sites that a person has resumed go on. */
  renewed(expiresAt: Timestamp, held: readonly HeldSite[]): void {
    this.#expiresAt = expiresAt;
    for (const stored of held) {
      const own = this.#held.get(stored.siteId);
      const isResumed = stored.status === 'waiting' && stored.attempts === 0;
      if (own?.status !== 'parked' || !isResumed || stored.sequence < own.sequence) continue;
      this.#held.set(stored.siteId, { ...stored, lastSequence: own.lastSequence });
    }
    this.#sleeper.wake();
  }

  /** There may be something to do. */
  wake(): void {
    this.#sleeper.wake();
  }

  /** Lets the worker end after the event that is being handled. */
  end(): void {
    this.#isEnding = true;
    this.#end();
    this.#sleeper.wake();
  }

  /** The same; resolves when it has ended. */
  stop(): Promise<void> {
    this.end();
    return this.stopped;
  }

  async #loop(): Promise<void> {
    let catchesUp = false;
    while (!this.#isEnding) {
      const pause = this.#isCurrent() ? await this.#turn(catchesUp) : this.#env.settings.lease;
      catchesUp = !catchesUp;
      if (pause > 0) await this.#sleeper.sleep(pause);
    }
  }

  #isCurrent(): boolean {
    return !this.#isEnding && this.#env.settings.clock.now() < this.#expiresAt;
  }

  /** Works on one page. Returns how long to sleep then. Held sites and others take turns. */
  async #turn(catchesUp: boolean): Promise<number> {
    if (this.#isOutdated && !(await this.#reload())) return this.#backOff();
    const now = this.#env.settings.clock.now();
    const waiting = [...this.#held.values()].filter(({ status }) => status === 'waiting');
    const due = waiting.filter(({ retryAt }) => retryAt <= now).sort((a, b) => a.retryAt - b.retryAt)[0];
    const isFull = waiting.length >= MAX_WAITING;
    if (due !== undefined && (catchesUp || isFull)) return this.#catchUp(due);
    const pause = isFull ? this.#env.settings.pollInterval : await this.#goOn();
    if (pause === 0 || due !== undefined) return 0;
    return Math.min(pause, ...waiting.map(({ retryAt }) => Math.max(retryAt - now, 1)));
  }

  /** Takes the partition through its next page. */
  async #goOn(): Promise<number> {
    const { batch, pollInterval } = this.#env.settings;
    const from = this.#cursor;
    const page = await this.#read(from, batch);
    if (page === undefined) return this.#backOff();
    if (page.events.length === 0 && page.cursor === from) return pollInterval;
    const events = page.events.filter((event) => this.#isWanted(event) && !this.#held.has(event.siteId));
    const progress = async (failures: Failures, handled: number): Promise<Progress | undefined> => {
      const last = events[handled - 1];
      const isWhole = handled === events.length;
      const end = isWhole || last === undefined ? page.events.length : page.events.indexOf(last) + 1;
      const cursor = isWhole ? page.cursor : await this.#cursorAfter(page.events.slice(0, end));
      if (cursor === undefined || (!isWhole && handled === 0)) return undefined;
      return this.#progress(from, cursor, page.events.slice(0, end), failures);
    };
    return this.#work(events, progress);
  }

  /** Takes a held site through the events that the partition has passed. */
  async #catchUp(site: HeldSite): Promise<number> {
    const page = await this.#read(site.cursor, this.#env.settings.batch);
    if (page === undefined) return this.#backOff();
    const open = page.events.filter(
      ({ siteId, sequence }) =>
        siteId === site.siteId && sequence >= site.sequence && sequence <= site.lastSequence,
    );
    const isLast =
      (page.events.length === 0 && page.cursor === site.cursor) ||
      page.events.some(({ siteId, sequence }) => siteId === site.siteId && sequence >= site.lastSequence);
    const events = open.filter((event) => this.#isWanted(event));
    const progress = (failures: Failures, handled: number): Promise<Progress | undefined> => {
      const failure = failures.get(site.siteId);
      const place = { cursor: this.#cursor, held: [], passed: [], released: [] };
      if (failure !== undefined) return Promise.resolve({ ...place, held: [this.#hold(failure, site)] });
      if (handled < events.length) return Promise.resolve(undefined);
      if (isLast) return Promise.resolve({ ...place, released: [site.siteId] });
      const sequence = (open.at(-1)?.sequence ?? site.sequence - 1) + 1;
      const { retryAt } = site;
      const further = { ...site, cursor: page.cursor, sequence, attempts: 0, retryAt };
      return Promise.resolve({ ...place, held: [further] });
    };
    return this.#work(events, progress);
  }

  async #work(
    events: readonly RecordedEvent[],
    progress: (failures: Failures, handled: number) => Promise<Progress | undefined>,
  ): Promise<number> {
    const isCurrent = (): boolean => this.#isCurrent();
    const stored = await this.#env.run({ lease: this.lease, events, progress, isCurrent });
    if (stored.isErr()) return this.#missed(stored.error);
    this.#failedCalls = 0;
    this.#adopt(stored.value);
    return 0;
  }

  #adopt({ progress, failures }: Done): void {
    if (progress === undefined) return;
    this.#cursor = progress.cursor;
    for (const site of progress.held) this.#held.set(site.siteId, site);
    for (const { siteId, lastSequence } of progress.passed) {
      const site = this.#held.get(siteId);
      if (site !== undefined) this.#held.set(siteId, { ...site, lastSequence });
    }
    for (const siteId of progress.released) this.#held.delete(siteId);
    for (const { event, cause } of failures.values()) {
      const site = this.#held.get(event.siteId);
      const isParked = site?.status === 'parked';
      const attempts = site?.attempts ?? 1;
      this.#env.settings.onProblem({ type: 'HandlerFailed', event, attempts, isParked, cause });
    }
  }

  /** What to store after some events of the partition. */
  #progress(
    from: string | null,
    cursor: string,
    events: readonly RecordedEvent[],
    failures: Failures,
  ): Progress {
    const last = lastSequences(events.filter((event) => this.#isWanted(event)));
    const held = [...failures.values()].map((failure) => {
      const { siteId, sequence } = failure.event;
      const lastSequence = last.get(siteId) ?? sequence;
      return heldAfter(failure, { ...this.#common(), before: undefined, cursor: from, lastSequence });
    });
    const passed = [...this.#held.keys()].flatMap((siteId) => {
      const lastSequence = last.get(siteId);
      return lastSequence === undefined ? [] : [{ siteId, lastSequence }];
    });
    return { cursor, held, passed, released: [] };
  }

  #hold(failure: Parameters<typeof heldAfter>[0], before: HeldSite): HeldSite {
    const { cursor, lastSequence } = before;
    return heldAfter(failure, { ...this.#common(), before, cursor, lastSequence });
  }

  #common() {
    const { clock, attempts: maxAttempts } = this.#env.settings;
    return { partition: this.lease.partition, now: clock.now(), maxAttempts };
  }

  /**
   * The cursor after the first events of a page, if the feed still begins with them. A stopped worker stores with it
   * what it has done of a page.
   */
  async #cursorAfter(events: readonly RecordedEvent[]): Promise<string | undefined> {
    if (events.length === 0) return undefined;
    const { feed } = this.#env;
    const again = await feed.readAfter(this.lease.partition, this.#cursor, events.length);
    if (again.isErr() || again.value.events.length !== events.length) return undefined;
    const isSame = again.value.events.every(
      ({ siteId, sequence }, at) => siteId === events[at]?.siteId && sequence === events[at].sequence,
    );
    return isSame ? again.value.cursor : undefined;
  }

  /** A page of the feed; `undefined` where there is none, or the worker ends meanwhile. */
  async #read(cursor: string | null, limit: number): Promise<FeedPage | undefined> {
    const { partition } = this.lease;
    const { feed, settings } = this.#env;
    const read: Result<FeedPage, unknown> | undefined = await Promise.race([
      feed.readAfter(partition, cursor, limit).then((answer) =>
        answer.mapErr((error) => {
          settings.onProblem(
            error.type === 'InvalidCursor'
              ? { type: 'CursorRefused', partition, cursor: error.cursor }
              : { type: 'FeedUnavailable', partition, cause: error.cause },
          );
        }),
      ),
      this.#ending.then(() => undefined),
    ]);
    return read?.unwrapOr(undefined);
  }

  #isWanted({ type }: RecordedEvent): boolean {
    return this.#env.settings.types?.has(type) !== false;
  }

  #missed(error: LeaseLost | { readonly type: 'RepositoryUnavailable'; readonly cause?: unknown }): number {
    const { partition } = this.lease;
    if (error.type === 'LeaseLost') {
      this.#env.settings.onProblem({ type: 'LeaseLost', partition });
      this.#isEnding = true;
      return 0;
    }
    this.#env.settings.onProblem({ type: 'StoreUnavailable', cause: error.cause });
    this.#isOutdated = true;
    return this.#backOff();
  }

  #backOff(): number {
    this.#failedCalls += 1;
    return Math.min(500 * 2 ** this.#failedCalls, LONGEST_BACKOFF);
  }

  /** Reads what is stored; `false` if it can't be read, or the lease is lost. */
  async #reload(): Promise<boolean> {
    const position = await this.#env.reload(this.lease);
    if (position === undefined) return false;
    if (position.state.epoch !== this.lease.epoch) {
      this.#missed({ type: 'LeaseLost', lease: this.lease });
      return false;
    }
    this.#cursor = position.state.cursor;
    this.#held.clear();
    for (const site of position.held) this.#held.set(site.siteId, site);
    this.#isOutdated = false;
    return true;
  }
}
