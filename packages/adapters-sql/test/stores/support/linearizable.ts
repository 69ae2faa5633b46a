import type { Entry, Saving } from './entries.js';

// A history is linearizable if each call can be given a moment between its beginning and its end so that, done
// one after the other at these moments, the calls give the answers that were seen. In general that takes a
// search. Here it does not: a save names the revision that it replaces, so the order of the saves is known, and
// all that is left to find is when each took place. Every answer says something about that:
//
// - a save took place while it was going on;
// - who read revision r looked after r was saved, and before r + 1 was;
// - who was refused with base r looked after r + 1 was saved, or before r was.
//
// Fitting moments exist if, for each revision, what says "after" of it or of one before it lies before all that
// says "before" of it or of one after it. Reads and refusals need nothing of one another.

/** A bound of a moment, and the call that tells it. */
interface Bound {
  readonly at: number;
  readonly by: Entry;
}

/** By revision. */
type Bounds = Map<number, Bound>;

const told = (entry: Entry): string => {
  const span = `[${entry.invoked}–${entry.responded}]`;
  if (entry.kind === 'read') return `read of ${entry.revision} ${span}`;
  return `${entry.kind === 'saved' ? 'save' : 'refused save'} on ${entry.base} ${span}`;
};

/** The saves by the revision that they made; or why they don't make a chain. */
const chainOf = (entries: readonly Entry[]): ReadonlyMap<number, Saving> | string => {
  const saves = new Map<number, Saving>();
  for (const entry of entries) {
    if (entry.kind !== 'saved') continue;
    const other = saves.get(entry.base + 1);
    if (other !== undefined) return `lost update: ${told(other)}, ${told(entry)}`;
    saves.set(entry.base + 1, entry);
  }
  for (let revision = 1; revision <= saves.size; revision += 1) {
    if (!saves.has(revision)) return `revision ${revision} is missing among the saved ones`;
  }
  return saves;
};

/** The earliest and latest moments at which each revision can have been saved. */
class Moments {
  readonly #after: Bounds = new Map();
  readonly #before: Bounds = new Map();

  /** The call looked, at the earliest when it began, and the revision was not there yet. */
  absentFor(by: Entry, revision: number): void {
    const known = this.#after.get(revision);
    if (known === undefined || by.invoked > known.at) this.#after.set(revision, { at: by.invoked, by });
  }

  /** The call looked, at the latest when it ended, and the revision had been saved. */
  presentFor(by: Entry, revision: number): void {
    const known = this.#before.get(revision);
    if (known === undefined || by.responded < known.at) this.#before.set(revision, { at: by.responded, by });
  }

  /** For each revision the latest moment that later ones leave it. */
  latest(last: number): Bounds {
    const latest: Bounds = new Map();
    let next: Bound | undefined;
    for (let revision = last; revision > 0; revision -= 1) {
      const own = this.#before.get(revision);
      if (own !== undefined && (next === undefined || own.at < next.at)) next = own;
      if (next !== undefined) latest.set(revision, next);
    }
    return latest;
  }

  /** Two calls that leave no moment for a revision. */
  clash(last: number): string | undefined {
    const latest = this.latest(last);
    let earliest: Bound | undefined;
    for (let revision = 1; revision <= last; revision += 1) {
      const own = this.#after.get(revision);
      if (own !== undefined && (earliest === undefined || own.at > earliest.at)) earliest = own;
      const end = latest.get(revision);
      if (earliest !== undefined && end !== undefined && earliest.at > end.at) {
        return `revision ${revision} has no moment: ${told(end.by)} came before ${told(earliest.by)}`;
      }
    }
    return undefined;
  }
}

/**
 * Why a history of one site, whole and from its first revision on, is not linearizable; `undefined` if it is.
 * It takes time in proportion to the number of calls. It is exact as long as clients save on revisions that
 * they have seen; a refused save on a revision from the future it may forgive.
 */
export const violationIn = (entries: readonly Entry[]): string | undefined => {
  const saves = chainOf(entries);
  if (typeof saves === 'string') return saves;
  const last = saves.size;
  const moments = new Moments();
  for (const entry of entries) {
    if (entry.kind === 'read') {
      const name = entry.revision === 0 ? null : saves.get(entry.revision)?.name;
      if (entry.name !== name) return `value from nowhere: ${told(entry)}`;
      moments.presentFor(entry, entry.revision);
      moments.absentFor(entry, entry.revision + 1);
    } else if (entry.kind === 'saved') {
      moments.absentFor(entry, entry.base + 1);
      moments.presentFor(entry, entry.base + 1);
    }
  }
  const latest = moments.latest(last);
  for (const entry of entries) {
    if (entry.kind !== 'refused' || entry.base > last) continue;
    const baseBy = latest.get(entry.base)?.at ?? 0;
    const wasThere = baseBy < entry.invoked;
    if (wasThere && entry.base === last) return `conflict without reason: ${told(entry)}`;
    if (wasThere) moments.presentFor(entry, entry.base + 1);
    else if (entry.base === last) moments.absentFor(entry, entry.base);
  }
  return moments.clash(last);
};
