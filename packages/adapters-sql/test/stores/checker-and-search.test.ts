import fc, { type Arbitrary } from 'fast-check';
import { expect, it } from 'vitest';
import { hasOrder } from './support/brute-force.js';
import type { Entry } from './support/entries.js';
import { violationIn } from './support/linearizable.js';

const LONGEST = 6;
const RUNS = 20_000;

const nameOf = (revision: number): string | null => (revision === 0 ? null : `n${revision}`);

const answers = (): Arbitrary<readonly [kind: Entry['kind'], revision: number]> =>
  fc.tuple(fc.constantFrom('read', 'saved', 'refused'), fc.nat(2));

const entryOf = (kind: Entry['kind'], revision: number, invoked: number, responded: number): Entry => {
  switch (kind) {
    case 'read':
      return { kind, revision, name: nameOf(revision), invoked, responded };
    case 'saved':
      return { kind, base: revision, name: `n${revision + 1}`, invoked, responded };
    case 'refused':
      return { kind, base: revision, invoked, responded };
  }
};

/** Calls that overlap at random, with random answers. */
const histories = (): Arbitrary<readonly Entry[]> =>
  fc.array(answers(), { minLength: 1, maxLength: LONGEST }).chain((given) => {
    const times = Array.from({ length: 2 * given.length }, (_, at) => at + 1);
    return fc.shuffledSubarray(times, { minLength: times.length }).map((shuffled) =>
      given.map(([kind, revision], at) => {
        const span = shuffled.slice(2 * at, 2 * at + 2);
        return entryOf(kind, revision, Math.min(...span), Math.max(...span));
      }),
    );
  });

/** Whether some call had given the base of each refused save before that began. */
const sawTheirBases = (history: readonly Entry[]): boolean =>
  history.every(
    (entry) =>
      entry.kind !== 'refused' ||
      entry.base === 0 ||
      history.some(
        (other) =>
          other.responded < entry.invoked &&
          ((other.kind === 'read' && other.revision === entry.base) ||
            (other.kind === 'saved' && other.base + 1 === entry.base)),
      ),
  );

it('The checker accepts exactly what an exhaustive search accepts', () => {
  const seen = { accepted: 0, rejected: 0 };
  fc.assert(
    fc.property(histories(), (history) => {
      const violation = violationIn(history);
      if (hasOrder(history)) {
        seen.accepted += 1;
        expect(violation).toBeUndefined();
      } else if (sawTheirBases(history)) {
        seen.rejected += 1;
        expect(violation).toBeDefined();
      }
    }),
    { numRuns: RUNS },
  );
  expect(Math.min(seen.accepted, seen.rejected)).toBeGreaterThan(RUNS / 50);
});
