import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { afterAll, describe, expect, it } from 'vitest';
import { siteLine } from '../../src/transfer/format/serialize.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { aSite, anUntouchedSite, fileOf, fileOfSites } from './support/site-lines.js';
import { exportedText, importedText, sqliteStore } from './support/stores.js';

afterAll(cleanUp);

const GOOD = siteLine(aSite('good'));

/** Deeper than any call stack. */
const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;

/** Sets what stands at a path of a JSON value, such as `events.0.revision`; `undefined` takes it away. */
const put = (json: unknown, path: readonly string[], value: unknown): void => {
  const [key = '', ...rest] = path;
  if (Array.isArray(json)) {
    if (rest.length > 0) put(json[Number(key)], rest, value);
    else if (value === undefined) json.splice(Number(key), 1);
    else json[Number(key)] = value;
  } else if (isRecord(json)) {
    if (rest.length > 0) put(json[key], rest, value);
    else Object.assign(json, { [key]: value });
  }
};

/** The line of the site "bad" with other values in some places. */
const lineWith = (changes: Readonly<Record<string, unknown>>): string => {
  const json: unknown = JSON.parse(siteLine(aSite('bad')));
  for (const [path, value] of Object.entries(changes)) put(json, path.split('.'), value);
  return JSON.stringify(json);
};

const lastTwoSwapped = (): string => {
  const { events } = aSite('bad');
  const [a, b, c, d] = events;
  return siteLine({ ...aSite('bad'), events: [a, b, d, c].filter((event) => event !== undefined) });
};

// The history: revision 1 customises and configures, 2 activates, 3 enables the expiration of points.
const REFUSED: readonly (readonly [what: string, line: string, reason: string])[] = [
  ['no JSON', '{"type":"Site"', 'the line is not well-formed JSON'],
  ['no object', '[1]', 'the line must be an object'],
  ['of no known type', lineWith({ type: 'Program' }), 'type must be one of Site, End'],
  ['without a site', lineWith({ siteId: undefined }), 'siteId must be a string'],
  [
    'of a site that can be none',
    lineWith({ siteId: 'a site' }),
    'siteId must be made of A–Z a–z 0–9 . _ : - only',
  ],
  ['too deep to be anything', DEEP, 'the line must be an object'],
  [
    'with too deep a field',
    GOOD.replace('"good"', `"bad","more":${DEEP}`),
    'more is not as an export writes it',
  ],

  [
    'of an installation without a date',
    lineWith({ 'installation.since': undefined }),
    'installation.since must be a time such as 2026-01-31T08:00:00.000Z',
  ],
  [
    'of an installation with an unknown app',
    lineWith({ 'installation.apps': ['chess'] }),
    'installation.apps[0] must be one of bookings, events, pricing-plans, restaurants, stores',
  ],
  [
    'of an installation with an app twice',
    lineWith({ 'installation.apps': ['stores', 'stores'] }),
    'installation.apps is not as an export writes it',
  ],
  [
    'of an installation with an unknown field',
    lineWith({ 'installation.colour': 'red' }),
    'installation.colour is not as an export writes it',
  ],
  [
    'that does not tell of the installation',
    lineWith({ installation: undefined }),
    'installation must be an object',
  ],
  [
    'of neither installation nor program',
    lineWith({ installation: null, program: null, events: [] }),
    'installation or program is required',
  ],

  ['of a program without events', lineWith({ events: [] }), 'the events of a program are required'],
  ['of events without a program', lineWith({ program: null }), 'the program of the events is required'],
  ['without a list of events', lineWith({ events: {} }), 'events must be a list'],
  [
    'of a program without a date',
    lineWith({ 'program.createdDate': 5 }),
    'program.createdDate must be a time such as 2026-01-31T08:00:00.000Z',
  ],
  [
    'of another status',
    lineWith({ 'program.status': 'PAUSED' }),
    'program.status is not what the events lead to',
  ],
  [
    'of another revision',
    lineWith({ 'program.revision': 4 }),
    'program.revision is not what the events lead to',
  ],
  [
    'of another name',
    lineWith({ 'program.name': 'Pirate Club' }),
    'program.name is not what the events lead to',
  ],
  [
    'of another date of change',
    lineWith({ 'program.updatedDate': '2026-01-31T08:00:09.000Z' }),
    'program.updatedDate is not what the events lead to',
  ],
  [
    'of a program with a hidden field',
    siteLine(aSite('bad')).replace('"program":{', '"program":{"__proto__":{},'),
    'program.__proto__ is not what the events lead to',
  ],

  ['of an event that is none', lineWith({ 'events.2': null }), 'events[2] must be an object'],
  [
    'of an event of no known type',
    lineWith({ 'events.2.type': 'ProgramErased' }),
    'events[2].type must be one of ProgramUpdated, ProgramActivated, ProgramPaused, PointsExpirationEnabled, PointsExpirationDisabled, PointsExpirationConfigured',
  ],
  [
    'of a revision that is no number',
    lineWith({ 'events.2.revision': '2' }),
    'events[2].revision must be a whole number',
  ],
  ['of half an ordinal', lineWith({ 'events.1.ordinal': 0.5 }), 'events[1].ordinal must be a whole number'],
  [
    'of a time without its milliseconds',
    lineWith({ 'events.2.time': '2026-01-31T08:00:02Z' }),
    'events[2].time must be a time such as 2026-01-31T08:00:00.000Z',
  ],
  [
    'of a time that no clock shows',
    lineWith({ 'events.2.time': '+275760-09-13T00:00:00.000Z' }),
    'events[2].time must be a time such as 2026-01-31T08:00:00.000Z',
  ],
  [
    'of an actor without a name',
    lineWith({ 'events.2.actor': '' }),
    'events[2].actor must be at least 1 characters long',
  ],
  [
    'of too short a name',
    lineWith({ 'events.0.after.name': 'H' }),
    'events[0].after.name must be at least 2 characters long',
  ],
  [
    'of a name with blanks around it',
    lineWith({ 'events.0.after.name': ' Harbour Club ' }),
    'events[0].after.name is not as an export writes it',
  ],
  [
    'of an icon that is none',
    lineWith({ 'events.0.after.pointDefinition.icon.url': 'shell.png' }),
    'events[0].after.pointDefinition.icon.url must be an absolute https:, http:, wix:image: or wix:vector: URL',
  ],
  [
    'of too many months',
    lineWith({ 'events.1.after.pointsExpiration.monthsOfInactivity': 13 }),
    'events[1].after.pointsExpiration.monthsOfInactivity must be at most 12',
  ],
  [
    'of a status that is none',
    lineWith({ 'events.2.before.status': 'ASLEEP' }),
    'events[2].before.status must be one of DRAFT, ACTIVE, PAUSED',
  ],
  [
    'of an activation that does not activate',
    lineWith({ 'events.2.after.status': 'PAUSED' }),
    'events[2].after.status is not as an export writes it',
  ],
  [
    'of an event with an unknown field',
    lineWith({ 'events.2.reason': 'because' }),
    'events[2].reason is not as an export writes it',
  ],

  ['with a gap in the revisions', lineWith({ 'events.2': undefined }), 'events[2]: revision must be 2'],
  ['with the first revision missing', lineWith({ 'events.0.revision': 2 }), 'events[0]: revision must be 1'],
  ['with a gap in the ordinals', lineWith({ 'events.1.ordinal': 2 }), 'events[1]: ordinal must be 1'],
  [
    'of a revision that does not start at 0',
    lineWith({ 'events.2.ordinal': 1 }),
    'events[2]: ordinal must be 0',
  ],
  ['of events in another order', lastTwoSwapped(), 'events[2]: revision must be 2'],
  [
    'of a change before the program',
    lineWith({ 'events.0.time': '2026-01-31T07:59:59.999Z' }),
    'events[0]: time must not be before that of the last change',
  ],
  [
    'of a change before the last one',
    lineWith({ 'events.2.time': '2026-01-31T08:00:00.500Z' }),
    'events[2]: time must not be before that of the last change',
  ],
  [
    'of one revision at two times',
    lineWith({ 'events.1.time': '2026-01-31T08:00:01.001Z' }),
    'events[1]: time, actor and causedBy must be those of the whole revision',
  ],
  [
    'of one revision by two actors',
    lineWith({ 'events.1.actor': null }),
    'events[1]: time, actor and causedBy must be those of the whole revision',
  ],

  [
    'of another name before',
    lineWith({ 'events.0.before.name': 'Pirate Club' }),
    'events[0]: before.name is not what the earlier events lead to',
  ],
  [
    'of another status before',
    lineWith({ 'events.2.before.status': 'PAUSED' }),
    'events[2]: before.status is not what the earlier events lead to',
  ],
  [
    'of an expiration that was enabled',
    lineWith({
      'events.3.type': 'PointsExpirationDisabled',
      'events.3.before.pointsExpiration.status': 'ENABLED',
      'events.3.after.pointsExpiration.status': 'DISABLED',
    }),
    'events[3]: before.pointsExpiration.status is not what the earlier events lead to',
  ],
  [
    'of a value with nothing before it',
    lineWith({ 'events.0.before': {} }),
    'events[0]: before.name is required',
  ],
  [
    'of a value with nothing after it',
    lineWith({ 'events.0.after': {} }),
    'events[0]: after.name is required',
  ],
  [
    'of a change of nothing',
    lineWith({ 'events.0.before': {}, 'events.0.after': {} }),
    'events[0]: after must report a value',
  ],
  [
    'of a change to what was there',
    lineWith({ 'events.1.after.pointsExpiration.monthsOfInactivity': 3 }),
    'events[1]: after.pointsExpiration.monthsOfInactivity must differ from before.pointsExpiration.monthsOfInactivity',
  ],
  [
    'of a draft that is paused',
    lineWith({ 'events.2.type': 'ProgramPaused', 'events.2.after.status': 'PAUSED' }),
    "events[2]: can't pause a program that is DRAFT",
  ],
  [
    'of an active program without a name',
    lineWith({ 'events.0.before.name': undefined, 'events.0.after.name': undefined }),
    'events[2]: name is required',
  ],
  [
    'of forms of no custom name',
    lineWith({
      'events.0.before.pointDefinition.customName': undefined,
      'events.0.after.pointDefinition.customName': undefined,
    }),
    'events[0]: pointDefinition.customName is required',
  ],
];

describe('An import', () => {
  it.each(REFUSED)('refuses a line %s, and stores the others', async (_, line, reason) => {
    const store = sqliteStore();
    const other = anUntouchedSite('other');
    expect(await importedText(store, fileOf(GOOD, line, siteLine(other)))).toEqual({
      stored: 2,
      present: 0,
      refused: 1,
      refusals: [{ line: 3, reason }],
    });
    expect(await exportedText(store)).toBe(fileOfSites(aSite('good'), other));
  });

  it('accepts fields in any order and Windows line endings', async () => {
    const store = sqliteStore();
    const json: unknown = JSON.parse(GOOD);
    const turned = JSON.stringify(json, (_key, value: unknown) =>
      isRecord(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
    );
    expect(turned).not.toBe(GOOD);
    const file = fileOf(turned, '').replaceAll('\n', '\r\n').replace('"sites":2', '"sites":1');
    expect(await importedText(store, file)).toMatchObject({ stored: 1, refused: 0 });
    expect(await exportedText(store)).toBe(fileOf(GOOD));
  });

  it('names the first twenty refused lines and counts the rest', async () => {
    const lines = Array.from({ length: 1234 }, (_, index) =>
      index % 2 === 0 ? 'no JSON' : `{"n":${index}}`,
    );
    const report = await importedText(sqliteStore(), fileOf(...lines, GOOD));
    expect(report).toMatchObject({ stored: 1, refused: 1234 });
    expect(report.refusals.map(({ line }) => line)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 2),
    );
  });

  it('is brief about what is wrong, whatever the line contains', async () => {
    const line = lineWith({ [`\u0007\n${'x'.repeat(5000)}`]: 1 });
    const { refusals } = await importedText(sqliteStore(), fileOf(line));
    expect(refusals[0]?.reason).toMatch(/^ x{200,300}$/u);
  });
});
