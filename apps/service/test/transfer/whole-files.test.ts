import { afterAll, describe, expect, it } from 'vitest';
import { HEADER_LINE, endLine, siteLine } from '../../src/transfer/format/serialize.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { aSite, anUntouchedSite, fileOf, fileOfSites } from './support/site-lines.js';
import { exportedText, importText, importedText, sqliteStore } from './support/stores.js';

afterAll(cleanUp);

const SITES = [aSite('a'), anUntouchedSite('b'), aSite('c')];
const LINES = SITES.map(siteLine);
const [A = '', B = '', C = ''] = LINES;

describe('The import of a file', () => {
  it.each([
    ['that is empty', '', 'the file is empty'],
    ['of something else', 'hello\n', 'line 1: the file is not an export of loyalty-programs'],
    [
      'without its first line',
      [...LINES, endLine(3)].join('\n'),
      'line 1: the file is not an export of loyalty-programs',
    ],
    [
      'of another format',
      fileOf(A).replace('"loyalty-programs"', '"loyalty-cards"'),
      'line 1: the file is not an export of loyalty-programs',
    ],
    [
      'of a later version',
      fileOf(A).replace('"version":1', '"version":2'),
      'line 1: the file is of another version of the format than 1, which this service knows',
    ],
    ['whose first line is no text', `\u0000${'x'.repeat(200_000)}`, 'line 1: the line is too long'],
  ])('%s stops before it has stored anything', async (_, text, reason) => {
    const store = sqliteStore();
    const why = (await importText(store, text)).match(
      () => 'imported',
      (stopped) => stopped.reason,
    );
    expect(why).toBe(reason);
    expect(await exportedText(store)).toBe(fileOf());
  });

  const CUT = 'the last line is missing: the file is cut short';

  it.each([
    ['that ends after a line', `${[HEADER_LINE, A, B].join('\n')}\n`, 2, [{ line: 4, reason: CUT }]],
    ['that ends after its first line', HEADER_LINE, 0, [{ line: 2, reason: CUT }]],
    [
      'that ends within a line',
      [HEADER_LINE, A, B.slice(0, -5)].join('\n'),
      1,
      [
        { line: 3, reason: 'the line is not well-formed JSON' },
        { line: 4, reason: CUT },
      ],
    ],
    [
      'of which a line was lost',
      [HEADER_LINE, A, C, endLine(3)].join('\n'),
      2,
      [{ line: 4, reason: 'the file was written with 3 sites and has 2' }],
    ],
    [
      'that goes on behind its end',
      `${fileOf(A)}${B}\n${endLine(1)}\n`,
      1,
      [
        { line: 4, reason: 'the line stands behind the last one' },
        { line: 5, reason: 'the line stands behind the last one' },
      ],
    ],
    [
      'whose end does not count',
      fileOf(A).replace('"sites":1', '"sites":"1"'),
      1,
      [
        { line: 3, reason: 'sites must be a whole number' },
        { line: 4, reason: CUT },
      ],
    ],
  ])('%s stores the whole lines, and says what is wrong', async (_, text, stored, refusals) => {
    const store = sqliteStore();
    expect(await importedText(store, text)).toEqual({
      stored,
      present: 0,
      refused: refusals.length,
      refusals,
    });
  });

  it('that was already imported changes nothing', async () => {
    const store = sqliteStore();
    await importedText(store, fileOf(B));
    expect(await importedText(store, fileOf(...LINES))).toMatchObject({ stored: 2, present: 1, refused: 0 });
    expect(await importedText(store, fileOf(...LINES))).toMatchObject({ stored: 0, present: 3, refused: 0 });
    expect(await exportedText(store)).toBe(fileOf(...LINES));
  });

  it.each([
    ['another installation', { ...aSite('a'), installation: null }, aSite('a')],
    ['no installation', aSite('a'), { ...aSite('a'), installation: null }],
    ['no program', aSite('a'), anUntouchedSite('a')],
    ['a program', anUntouchedSite('a'), aSite('a')],
  ])('refuses a site that is there with %s, and leaves it alone', async (_, ours, theirs) => {
    const store = sqliteStore();
    await importedText(store, fileOfSites(ours));
    expect(await importedText(store, fileOf(siteLine(theirs), C))).toEqual({
      stored: 1,
      present: 0,
      refused: 1,
      refusals: [{ line: 2, reason: 'the site a is there already, with other content' }],
    });
    expect(await exportedText(store)).toBe(fileOfSites(ours, aSite('c')));
  });

  it('with a repeated site uses the first occurrence', async () => {
    const store = sqliteStore();
    const report = await importedText(store, fileOf(A, A, siteLine(anUntouchedSite('a'))));
    expect(report).toMatchObject({ stored: 1, present: 1, refused: 1, refusals: [{ line: 4 }] });
    expect(await exportedText(store)).toBe(fileOf(A));
  });
});
