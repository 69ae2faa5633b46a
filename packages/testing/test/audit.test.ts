import { INSTALLED_ON } from '@loyalty-programs/contract-tests';
import { FIELDS, type LoyaltyProgram, type ProgramEvent, siteIdOf } from '@loyalty-programs/core';
import { replay, untouchedDraft } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';
import { brokenPromises } from '@loyalty-programs/testing/faults/audit';
import type { Entry, Fate } from '@loyalty-programs/testing/faults/ledger';

const SITE = siteIdOf('shop');
const nameOf = (text: string) => FIELDS.name.kind.parse(text, 'name')._unsafeUnwrap();

const told = (name: string, fate: Fate): Entry => ({ siteId: SITE, name, fate });
const acknowledged = (name: string, revision: number): Entry =>
  told(name, { type: 'acknowledged', revision });

/** The history of a program that was given these names, one after the other. */
const historyOf = (...names: readonly string[]): readonly ProgramEvent[] =>
  names.map((name, at) => {
    const before = names[at - 1];
    return {
      type: 'ProgramUpdated',
      siteId: SITE,
      revision: at + 1,
      ordinal: 0,
      time: INSTALLED_ON + at,
      actor: null,
      causedBy: null,
      before: { name: before === undefined ? null : nameOf(before) },
      after: { name: nameOf(name) },
    };
  });

const programOf = (history: readonly ProgramEvent[]): LoyaltyProgram =>
  replay(untouchedDraft(SITE, INSTALLED_ON), history);

const KEPT = [
  acknowledged('Sea', 1),
  told('Sky', { type: 'refused', by: 'RevisionConflict' }),
  told('Reef', { type: 'unknown' }),
  acknowledged('Sand', 3),
  told('Moon', { type: 'unknown' }),
];
const HISTORY = historyOf('Sea', 'Reef', 'Sand');

describe('The audit of a program finds', () => {
  it('nothing if all guarantees hold', () => {
    expect(brokenPromises(KEPT, programOf(HISTORY), HISTORY)).toEqual([]);
    expect(brokenPromises([], undefined, [])).toEqual([]);
  });

  it.each<[string, readonly Entry[], readonly ProgramEvent[]]>([
    ['Star was acknowledged and is lost', [...KEPT, acknowledged('Star', 4)], HISTORY],
    [
      'Reef was acknowledged with another revision',
      [...KEPT.filter(({ name }) => name !== 'Reef'), acknowledged('Reef', 9)],
      HISTORY,
    ],
    ['Sky was refused (RevisionConflict) and applied', KEPT, historyOf('Sea', 'Reef', 'Sand', 'Sky')],
    ['Reef was applied twice', KEPT, historyOf('Sea', 'Reef', 'Sand', 'Reef')],
    ['nobody asked for Wind', KEPT, historyOf('Sea', 'Reef', 'Sand', 'Wind')],
  ])('that %s', (broken, entries, history) => {
    expect(brokenPromises(entries, programOf(history), history)).toEqual([broken]);
  });

  it('missing and misordered events', () => {
    const gap = HISTORY.filter(({ revision }) => revision !== 2);
    expect(brokenPromises(KEPT, programOf(HISTORY), gap)).toContain('event 1 is out of order');
    expect(brokenPromises(KEPT, programOf(HISTORY), gap)).toContain(
      'event 1 does not follow from the one before',
    );
  });

  it('partial writes', () => {
    expect(brokenPromises(KEPT, undefined, HISTORY)).toEqual(['events without a program']);
    const behind = programOf(HISTORY.slice(0, 2));
    expect(brokenPromises(KEPT, behind, HISTORY)).toEqual(['the events do not lead to the program']);
  });
});
