import type { SiteId } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import type { SiteRecord } from './format/site-record.js';
import { EMPTY_REPORT, type ImportReport, type Refusal, reportWith } from './import-report.js';
import { storeSites } from './store-sites.js';
import { type SiteStore, type StoreFailure, reasonOfFailure } from './stores/site-store.js';

/** How many lines are dealt with at once, and how long they may be together, in bytes. */
const LINES_AT_ONCE = 500;
const BYTES_AT_ONCE = 8 * 1024 * 1024;

/** The import could not go on. What was stored is stored. */
export interface ImportStopped {
  readonly type: 'ImportStopped';
  readonly reason: string;
}

export const stopped = (reason: string): ImportStopped => ({ type: 'ImportStopped', reason });

interface NumberedSite {
  readonly line: number;
  readonly site: SiteRecord;
}

/** Collects sites until there are enough to be stored at once, and reports. */
export class SiteBatches {
  readonly #store: SiteStore;
  readonly #sites = new Map<SiteId, NumberedSite>();
  #refusals: Refusal[] = [];
  #bytes = 0;
  #report = EMPTY_REPORT;

  constructor(store: SiteStore) {
    this.#store = store;
  }

  /** Takes a site, to be stored with the next ones; `bytes` is the length of its line. */
  async add(line: number, site: SiteRecord, bytes: number): Promise<Result<void, ImportStopped>> {
    // What stands in the file twice is looked up when it has been stored once.
    const flushed = this.#sites.has(site.siteId) ? await this.#flush() : ok();
    if (flushed.isErr()) return err(flushed.error);
    this.#sites.set(site.siteId, { line, site });
    this.#bytes += bytes;
    return this.#flushIfFull();
  }

  /** Takes a line that is refused. */
  async refuse(line: number, reason: string): Promise<Result<void, ImportStopped>> {
    this.#refusals.push({ line, reason });
    return this.#flushIfFull();
  }

  /** Stores what is left. */
  async finish(): Promise<Result<ImportReport, ImportStopped>> {
    return (await this.#flush()).map(() => this.#report);
  }

  async #flushIfFull(): Promise<Result<void, ImportStopped>> {
    const lines = this.#sites.size + this.#refusals.length;
    return lines >= LINES_AT_ONCE || this.#bytes >= BYTES_AT_ONCE ? this.#flush() : ok();
  }

  async #flush(): Promise<Result<void, ImportStopped>> {
    const sites = [...this.#sites.values()];
    this.#sites.clear();
    this.#bytes = 0;
    const settled = await this.#settle(sites);
    const refusals = this.#refusals;
    this.#refusals = [];
    this.#report = reportWith(this.#report, { stored: 0, present: 0, refusals });
    return settled;
  }

  async #settle(sites: readonly NumberedSite[]): Promise<Result<void, ImportStopped>> {
    if (sites.length === 0) return ok();
    const fates = await storeSites(
      this.#store,
      sites.map(({ site }) => site),
    );
    if (fates.isErr()) return this.#settleEach(sites, fates.error);
    const { length: stored } = fates.value.filter((fate) => fate === 'stored');
    const { length: present } = fates.value.filter((fate) => fate === 'present');
    this.#report = reportWith(this.#report, { stored, present, refusals: [] });
    for (const [index, { line, site }] of sites.entries()) {
      if (fates.value[index] !== 'different') continue;
      this.#refusals.push({ line, reason: `the site ${site.siteId} is there already, with other content` });
    }
    return ok();
  }

  /** It may be one site that all of them failed for. */
  async #settleEach(
    sites: readonly NumberedSite[],
    failure: StoreFailure,
  ): Promise<Result<void, ImportStopped>> {
    const [only, ...others] = sites;
    if (only !== undefined && others.length === 0) {
      if (failure.type !== 'Rejected') return err(stopped(reasonOfFailure(failure)));
      this.#refusals.push({ line: only.line, reason: `the store refuses it: ${reasonOfFailure(failure)}` });
      return ok();
    }
    for (const each of sites) {
      const settled = await this.#settle([each]);
      if (settled.isErr()) return settled;
    }
    return ok();
  }
}
