import { isDeepStrictEqual } from 'node:util';
import type { LoyaltyProgram, ProgramEvent } from '@loyalty-programs/core';
import { replay, untouchedDraft } from '@loyalty-programs/core/adapter-kit';
import type { Entry } from './ledger.js';

/** The name in an event, before or after it. */
const nameIn = (event: ProgramEvent, side: 'before' | 'after'): string | null | undefined =>
  event.type === 'ProgramUpdated' ? event[side].name : undefined;

/** What is wrong with a history by itself. */
const brokenLinks = (history: readonly ProgramEvent[]): readonly string[] =>
  history.flatMap((event, at) => {
    const previous = history[at - 1];
    const place = `event ${at}`;
    const wrong: string[] = [];
    if (event.revision !== at + 1 || event.ordinal !== 0) wrong.push(`${place} is out of order`);
    if (nameIn(event, 'before') !== (previous === undefined ? null : nameIn(previous, 'after'))) {
      wrong.push(`${place} does not follow from the one before`);
    }
    return wrong;
  });

const brokenPromise = ({ name, fate }: Entry, revisions: readonly number[]): string | undefined => {
  if (revisions.length > 1) return `${name} was applied twice`;
  const [revision] = revisions;
  switch (fate.type) {
    case 'acknowledged':
      if (revision === undefined) return `${name} was acknowledged and is lost`;
      return revision === fate.revision ? undefined : `${name} was acknowledged with another revision`;
    case 'refused':
      return revision === undefined ? undefined : `${name} was refused (${fate.by}) and applied`;
    case 'unknown':
      return undefined;
  }
};

/** Every difference between a stored program with its history and what callers were told. Empty: none. */
export const brokenPromises = (
  entries: readonly Entry[],
  stored: LoyaltyProgram | undefined,
  history: readonly ProgramEvent[],
): readonly string[] => {
  const asked = new Set(entries.map(({ name }) => name));
  const revisionsOf = new Map<unknown, readonly number[]>();
  for (const event of history) {
    const name = nameIn(event, 'after');
    revisionsOf.set(name, [...(revisionsOf.get(name) ?? []), event.revision]);
  }
  const wrong = [
    ...brokenLinks(history),
    ...entries.flatMap((entry) => brokenPromise(entry, revisionsOf.get(entry.name) ?? []) ?? []),
    ...[...revisionsOf.keys()]
      .filter((name) => !asked.has(String(name)))
      .map((name) => `nobody asked for ${String(name)}`),
  ];
  if (stored === undefined) return history.length === 0 ? wrong : [...wrong, 'events without a program'];
  const replayed = replay(untouchedDraft(stored.siteId, stored.createdDate), history);
  return isDeepStrictEqual(replayed, stored) ? wrong : [...wrong, 'the events do not lead to the program'];
};
