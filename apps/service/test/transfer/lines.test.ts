import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, textOf } from '../../src/transfer/import-sites.js';

async function* streamOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const textsOf = async (bytes: Uint8Array, size: number, maxBytes = 1000): Promise<readonly string[]> => {
  const texts: string[] = [];
  for await (const line of linesOf(streamOf(bytes, size), maxBytes)) {
    texts.push(`${line.number} ${textOf(line).match(String, (why) => `(${why})`)}`);
  }
  return texts;
};

describe('Lines of a stream', () => {
  it('are the same however the stream is chunked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).filter((line) => !line.includes('\n') && line !== '')),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('', '\n'),
        async (lines, size, end) => {
          const bytes = Buffer.from(lines.join('\n') + (lines.length > 0 ? end : ''));
          const numbered = lines.map((line, index) => `${index + 1} ${line}`);
          expect(await textsOf(bytes, size)).toEqual(numbered);
        },
      ),
    );
  });

  it('that are too long are skipped, those around them are not', async () => {
    const bytes = Buffer.from(`first\n${'x'.repeat(11)}\n${'y'.repeat(10)}\n\n${'z'.repeat(11)}`);
    for (const size of [1, 4, 100]) {
      expect(await textsOf(bytes, size, 10)).toEqual([
        '1 first',
        '2 (the line is too long)',
        '3 yyyyyyyyyy',
        '4 ',
        '5 (the line is too long)',
      ]);
    }
  });

  it('that are not UTF-8 are recognised', async () => {
    const bytes = Buffer.from([0x61, 0x0a, 0xc3, 0x28, 0x0a, 0x62]);
    expect(await textsOf(bytes, 2)).toEqual(['1 a', '2 (the line is not well-formed UTF-8)', '3 b']);
  });
});
