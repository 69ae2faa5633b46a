import { type Harness, runCheck } from '@loyalty-programs/contract-tests';
import { describe, expect, it } from 'vitest';

const harnessNoting = (notes: string[]) => (): Harness => ({
  breakConnection: () => {
    notes.push('broken');
  },
  dispose: () => {
    notes.push('disposed');
  },
});

describe('runCheck', () => {
  it('disposes of the harness after a check that passes', async () => {
    const notes: string[] = [];
    await runCheck(async (harness) => {
      await harness.breakConnection();
    }, harnessNoting(notes));
    expect(notes).toEqual(['broken', 'disposed']);
  });

  it('disposes of the harness after a check that fails, and reports why', async () => {
    const notes: string[] = [];
    const failing = runCheck(() => Promise.reject(new Error('not met')), harnessNoting(notes));
    await expect(failing).rejects.toThrow('not met');
    expect(notes).toEqual(['disposed']);
  });
});
