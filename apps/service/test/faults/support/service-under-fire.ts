import { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
import { type LoyaltyPrograms, type RemoteError, type SiteId, siteIdOf } from '@loyalty-programs/core';
import { aSite } from '../../support/api.js';
import {
  ADMIN_KEY,
  type RunningService,
  type Settings,
  startServiceWithKey,
} from '@loyalty-programs/testing/service-process';
import { freePort } from '@loyalty-programs/testing/net/free-port';

/** Levels of the log from which on somebody has to look: errors, and worse. */
const ERROR = 50;

/** The cause of a 503 and of not being ready belongs in the log while a database is down. */
const isOutage = (line: string): boolean =>
  /"status":503,.*"msg":"call failed"/u.test(line) || line.includes('"msg":"not ready"');

const isComplaint = (line: string): boolean =>
  Number(/"level":(\d+)/u.exec(line)?.[1] ?? ERROR) >= ERROR && !isOutage(line);

/** A service that comes back at the same address. */
export class ServiceUnderFire {
  readonly programs: LoyaltyPrograms<RemoteError>;
  readonly #settings: Settings;
  readonly #runs: RunningService[];

  private constructor(settings: Settings, first: RunningService) {
    this.#settings = settings;
    this.#runs = [first];
    this.programs = createLoyaltyProgramsClient({
      baseUrl: `${first.origin}/loyalty-programs`,
      credentials: { apiKey: ADMIN_KEY },
    });
  }

  static async start(settings: Settings): Promise<ServiceUnderFire> {
    const onPort = { ...settings, PORT: String(await freePort()) };
    return new ServiceUnderFire(onPort, await startServiceWithKey(onPort));
  }

  get origin(): string {
    return this.#last.origin;
  }

  /** Sites with loyalty installed, each with a program. */
  sites(count: number): Promise<readonly SiteId[]> {
    const names = Array.from({ length: count }, (_, number) => `site-${number}`);
    return Promise.all(names.map(async (name) => siteIdOf(await aSite(this.origin, {}, name))));
  }

  async kill(): Promise<void> {
    this.#last.child.kill('SIGKILL');
    await this.#last.ended;
  }

  async restart(): Promise<void> {
    this.#runs.push(await startServiceWithKey(this.#settings));
  }

  async stop(): Promise<void> {
    this.#last.child.kill('SIGTERM');
    const { code } = await this.#last.ended;
    if (code !== 0) throw new Error(`the service ended with ${String(code)}: ${this.#last.stderr()}`);
  }

  /** All that the service has ever written. */
  written(): string {
    return this.#runs.map((run) => run.stdout() + run.stderr()).join('');
  }

  /** What the service has logged that should never happen: bugs, exceptions that nobody has caught. */
  complaints(): readonly string[] {
    return this.#runs.flatMap((run) =>
      run
        .stdout()
        .split('\n')
        .filter((line) => line !== '' && isComplaint(line)),
    );
  }

  get #last(): RunningService {
    const last = this.#runs.at(-1);
    if (last === undefined) throw new Error('the service was never started');
    return last;
  }
}
