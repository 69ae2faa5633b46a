import { afterAll, describe, expect, it } from 'vitest';
import { buildPackages } from '@loyalty-programs/testing/bundle/build-packages';
import { CLIENT, LABELS } from './exports.js';
import { weigh } from './weigh.js';

const KB = 1000;

const packages = await buildPackages();
afterAll(() => packages.remove());

const gzipped = async (...exports: readonly (readonly string[])[]): Promise<number> =>
  (await weigh(packages, exports.flat())).gzipped;

describe('What a page loads, minified and gzipped,', () => {
  it('is at most 9 KB for the client with all that it needs, neverthrow included', async () => {
    expect(await gzipped(CLIENT)).toBeLessThanOrEqual(9 * KB);
  });

  it('is at most 8 KB more with the point labels', async () => {
    const more = (await gzipped(CLIENT, LABELS)) - (await gzipped(CLIENT));
    expect(more).toBeLessThanOrEqual(8 * KB);
  });

  it('is nothing of the labels for who does not use them', async () => {
    const { parts } = await weigh(packages, CLIENT);
    expect(parts.filter(([part]) => part.includes('point-labels'))).toEqual([]);
  });
});
