import { afterAll, describe, expect, it } from 'vitest';
import { buildPackages } from '../bundle/build-packages.js';
import { CLIENT, LABELS } from './exports.js';
import { weigh } from './weigh.js';

/** A kilobyte is 1,024 bytes here. */
const KIB = 1024;

const packages = await buildPackages();
afterAll(() => packages.remove());

const gzipped = async (...exports: readonly (readonly string[])[]): Promise<number> =>
  (await weigh(packages, exports.flat())).gzipped;

describe('What a page loads, minified and gzipped,', () => {
  it('is at most 9.25 KiB for the client with all that it needs, neverthrow included', async () => {
    expect(await gzipped(CLIENT)).toBeLessThanOrEqual(9.25 * KIB);
  });

  it('is at most 8 KiB more with the point labels', async () => {
    const more = (await gzipped(CLIENT, LABELS)) - (await gzipped(CLIENT));
    expect(more).toBeLessThanOrEqual(8 * KIB);
  });

  it('is nothing of the labels for who does not use them', async () => {
    const { parts } = await weigh(packages, CLIENT);
    expect(parts.filter(([part]) => part.includes('point-labels'))).toEqual([]);
  });
});
