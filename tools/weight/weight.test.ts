import { afterAll, describe, expect, it } from 'vitest';
import { buildPackages } from '@loyalty-programs/testing/bundle/build-packages';
import { ALL_OF_LABELS, CLIENT, LABELS, OFFICIAL_CLIENT } from './exports.js';
import { weigh } from './weigh.js';

const KB = 1000;

const packages = await buildPackages();
afterAll(() => packages.remove());

const gzipped = async (...exports: readonly (readonly string[])[]): Promise<number> =>
  (await weigh(packages, exports.flat())).gzipped;

describe('What a page loads, minified and gzipped,', () => {
  it('is at most 10.3 KB for the client with all that it needs, neverthrow included', async () => {
    expect(await gzipped(CLIENT)).toBeLessThanOrEqual(10.3 * KB);
  });

  it('is at most 8 KB more with the point labels', async () => {
    const more = (await gzipped(CLIENT, LABELS)) - (await gzipped(CLIENT));
    expect(more).toBeLessThanOrEqual(8 * KB);
  });

  it('is at most 4.8 KB more with the point labels than the official SDK without any', async () => {
    const more = (await gzipped(CLIENT, LABELS)) - (await gzipped(OFFICIAL_CLIENT));
    expect(more).toBeLessThanOrEqual(4.8 * KB);
  });

  it('is less for plain labels than for every function of them', async () => {
    expect(await gzipped(LABELS)).toBeLessThan((await gzipped(ALL_OF_LABELS)) - KB / 2);
  });

  it('contains no labels if they are not used', async () => {
    const { parts } = await weigh(packages, CLIENT);
    expect(parts.filter(([part]) => part.includes('point-labels'))).toEqual([]);
  });
});
