import type { SiteId } from '@loyalty-programs/core';
import { err, ok, type Result } from 'neverthrow';
import type { SiteRecord } from './format/serialize.js';
import { storeSites } from './store-sites.js';
import { reasonOfFailure, type SiteStore, type StoreFailure } from './stores/site-store.js';

/** How many refused lines are named; the others are counted. */
const NAMED_REFUSALS = 20;

/** How long a reason may be, in characters. It may hold names of fields, and those come from the file. */
const MAX_REASON = 300;

/** A line of which nothing was stored. */
interface Refusal {
  readonly line: number;
  readonly reason: string;
}

/** What became of the lines of a file. */
export interface ImportReport {
  readonly stored: number;
  /** Sites that were there already, just as they are in the file. */
  readonly present: number;
  readonly refused: number;
  /** The first of those that were refused. */
  readonly refusals: readonly Refusal[];
}

const EMPTY_REPORT: ImportReport = { stored: 0, present: 0, refused: 0, refusals: [] };

const shortened = ({ line, reason }: Refusal): Refusal => ({
  line,
  reason: reason.slice(0, MAX_REASON).replace(/[\s\p{Cc}]+/gu, ' '),
});

/** The report with what became of further lines. */
const reportWith = (report: ImportReport, further: Omit<ImportReport, 'refused'>): ImportReport => ({
  stored: report.stored + further.stored,
  present: report.present + further.present,
  refused: report.refused + further.refusals.length,
  refusals: [
    ...report.refusals,
    ...further.refusals
      .toSorted((a, b) => a.line - b.line)
      .slice(0, NAMED_REFUSALS)
      .map(shortened),
  ].slice(0, NAMED_REFUSALS),
});

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
    // A repeated site is looked up after its first occurrence was stored.
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
