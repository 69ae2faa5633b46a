import {
  actorOf,
  type LoyaltyProgram,
  type ProgramEvent,
  type SiteId,
  siteIdOf,
} from '@loyalty-programs/core';
import {
  activate,
  type Change,
  enablePointsExpiration,
  untouchedDraft,
  update,
} from '@loyalty-programs/core/adapter-kit';
import { anInstallation } from '@loyalty-programs/contract-tests';
import { endLine, HEADER_LINE, siteLine, type SiteRecord } from '../../../src/transfer/format/serialize.js';

const SINCE = Date.UTC(2026, 0, 31, 8);

/** A program with a history of at most three changes: the first one makes two events. */
const history = (
  siteId: SiteId,
  changes: number,
): { program: LoyaltyProgram; events: readonly ProgramEvent[] } => {
  const installation = anInstallation();
  const events: ProgramEvent[] = [];
  let program = untouchedDraft(siteId, SINCE);
  const take = (change: Change): void => {
    ({ program } = change);
    events.push(...change.events);
  };
  const context = () => ({ now: program.updatedDate + 1000, actor: actorOf('owner') });
  const named = {
    name: 'Harbour Club',
    pointDefinition: {
      customName: 'Shells',
      customNameForms: [{ locale: 'en', forms: { one: 'Shell', other: 'Shells' } }],
      icon: { url: 'https://example.com/shell.png', width: 16 },
    },
    pointsExpiration: { monthsOfInactivity: 6 },
  };
  if (changes > 0) take(update(program, named, context())._unsafeUnwrap());
  if (changes > 1) take(activate(program, installation, context())._unsafeUnwrap());
  if (changes > 2) take(enablePointsExpiration(program, installation, context())._unsafeUnwrap());
  return { program, events };
};

/** A site with an installation and a program. */
export const aSite = (id: string, changes = 3): SiteRecord => {
  const siteId = siteIdOf(id);
  return { siteId, installation: anInstallation({ since: SINCE }), ...history(siteId, changes) };
};

/** A site on which loyalty is installed, and no more. */
export const anUntouchedSite = (id: string): SiteRecord => ({
  ...aSite(id),
  program: null,
  events: [],
});

/** The text of an export of lines. */
export const fileOf = (...lines: readonly string[]): string =>
  [HEADER_LINE, ...lines, endLine(lines.length), ''].join('\n');

export const fileOfSites = (...sites: readonly SiteRecord[]): string => fileOf(...sites.map(siteLine));

/** Of four sites one has four events, one has two, and two have none. */
const FORMS = [anUntouchedSite('ID'), aSite('ID', 1), anUntouchedSite('ID'), aSite('ID', 3)].map(siteLine);

/** The lines of many sites, in the order of their ids, so many at a time. */
export function* manyLines(sites: number, atOnce: number): Generator<string> {
  for (let start = 0; start < sites; start += atOnce) {
    const lines = Array.from({ length: Math.min(atOnce, sites - start) }, (_, index) => {
      const id = `site-${String(start + index).padStart(7, '0')}`;
      return `${(FORMS[index % FORMS.length] ?? '').replace('"ID"', `"${id}"`)}\n`;
    });
    yield lines.join('');
  }
}
