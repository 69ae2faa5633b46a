import { describe, expect, it } from 'vitest';
import type { Entry } from './support/entries.js';
import { violationIn } from './support/linearizable.js';

type Span = readonly [invoked: number, responded: number];

const read = (revision: number, [invoked, responded]: Span, name = `n${revision}`): Entry => ({
  kind: 'read',
  revision,
  name: revision === 0 ? null : name,
  invoked,
  responded,
});

const saved = (base: number, [invoked, responded]: Span): Entry => ({
  kind: 'saved',
  base,
  name: `n${base + 1}`,
  invoked,
  responded,
});

const refused = (base: number, [invoked, responded]: Span): Entry => ({
  kind: 'refused',
  base,
  invoked,
  responded,
});

describe('The checker of histories', () => {
  it.each<[what: string, entries: Entry[]]>([
    ['nothing at all', []],
    ['calls one after the other', [read(0, [1, 2]), saved(0, [3, 4]), read(1, [5, 6]), saved(1, [7, 8])]],
    ['a read of the old during a save', [saved(0, [1, 6]), read(0, [2, 3])]],
    ['a read of the new during a save', [saved(0, [1, 6]), read(1, [2, 3])]],
    ['reads of old and new during a save', [saved(0, [1, 8]), read(0, [2, 5]), read(1, [4, 7])]],
    [
      'two reads beside each other that look in either order',
      [saved(0, [1, 8]), read(1, [2, 5]), read(0, [3, 6])],
    ],
    ['a slow read of something old', [read(0, [1, 9]), saved(0, [2, 3]), saved(1, [4, 5])]],
    ['a refusal after another save', [saved(0, [1, 2]), refused(0, [3, 4])]],
    ['a refusal during the save that is its reason', [saved(0, [1, 4]), refused(0, [2, 3])]],
    ['a refusal of a base that nobody has saved', [saved(0, [1, 2]), refused(7, [3, 4])]],
    ['a refusal of a base that is saved later', [refused(1, [1, 2]), saved(0, [3, 4])]],
  ])('accepts %s', (_what, entries) => {
    expect(violationIn(entries)).toBeUndefined();
  });

  it.each<[what: string, found: RegExp, entries: Entry[]]>([
    ['a stale read', /no moment/u, [saved(0, [1, 2]), read(0, [3, 4])]],
    [
      'a stale read after later saves',
      /no moment/u,
      [saved(0, [1, 2]), saved(1, [3, 4]), saved(2, [5, 6]), read(1, [7, 8])],
    ],
    ['reads that go back', /no moment/u, [saved(0, [1, 8]), read(1, [2, 3]), read(0, [4, 5])]],
    ['a read of what is saved later', /no moment/u, [read(1, [1, 2]), saved(0, [3, 4])]],
    ['a lost update', /lost update/u, [saved(0, [1, 4]), saved(0, [2, 3])]],
    ['a save on a base that is saved later', /no moment/u, [saved(1, [1, 2]), saved(0, [3, 4])]],
    ['a revision that nobody has saved', /nowhere/u, [saved(0, [1, 2]), read(2, [3, 4])]],
    ['a value that nobody has saved', /nowhere/u, [saved(0, [1, 2]), read(1, [3, 4], 'other')]],
    ['a gap between revisions', /missing/u, [saved(0, [1, 2]), saved(2, [3, 4])]],
    ['a conflict without reason', /without reason/u, [saved(0, [1, 2]), refused(1, [3, 4])]],
    ['a conflict on the first save without reason', /without reason/u, [refused(0, [1, 2])]],
    ['a conflict whose reason comes later', /no moment/u, [refused(0, [1, 2]), saved(0, [3, 4])]],
    [
      'a conflict whose base is known and whose reason comes later',
      /no moment/u,
      [saved(0, [1, 2]), refused(1, [3, 4]), saved(1, [5, 6])],
    ],
    [
      'a conflict that a read of the same base contradicts',
      /no moment/u,
      [saved(0, [1, 2]), saved(1, [3, 10]), refused(1, [4, 5]), read(1, [6, 7])],
    ],
    [
      'a save undone by a read of the old',
      /no moment/u,
      [saved(0, [1, 2]), saved(1, [3, 4]), read(2, [5, 6]), read(1, [7, 8])],
    ],
  ])('rejects %s', (_what, found, entries) => {
    expect(violationIn(entries)).toMatch(found);
  });
});
