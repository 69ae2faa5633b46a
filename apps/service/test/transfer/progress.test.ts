import { describe, expect, it } from 'vitest';
import { progressOn } from '../../src/transfer/progress.js';

const screen = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) };
};

describe('Progress', () => {
  it('is a bar on a terminal, cleared at the end', () => {
    const terminal = screen(true);
    const progress = progressOn(terminal, 'export', 2000);
    progress.show(500);
    progress.end();
    expect(terminal.written).toEqual([
      `\r\u001B[Kexport [${'='.repeat(8)}${' '.repeat(22)}]  25 % 500`,
      '\r\u001B[K',
    ]);
  });

  it('is a count when the total is unknown', () => {
    const terminal = screen(true);
    progressOn(terminal, 'import', undefined).show(1_234_567);
    expect(terminal.written).toEqual(['\r\u001B[Kimport 1,234,567']);
  });

  it('is throttled', () => {
    const terminal = screen(true);
    const progress = progressOn(terminal, 'import', 1_000_000);
    for (let done = 1; done <= 1000; done += 1) progress.show(done);
    expect(terminal.written.length).toBeLessThan(10);
  });

  it('is not shown without a terminal', () => {
    const log = screen(false);
    const progress = progressOn(log, 'export', 2000);
    progress.show(500);
    progress.end();
    expect(log.written).toEqual([]);
  });
});
