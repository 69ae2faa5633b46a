import { buildPackages } from '@loyalty-programs/testing/bundle/build-packages';
import { CLIENT, LABELS, OFFICIAL_CLIENT, OFFICIAL_PROGRAMS, RULES } from '../tools/weight/exports.js';
import { type Weight, weigh } from '../tools/weight/weigh.js';

// What pages load, all by the same bundler: in bytes, minified, and minified and gzipped. 1 KB is 1,000 bytes.

const WEIGHED: Readonly<Record<string, readonly string[]>> = {
  'client, neverthrow included': CLIENT,
  'with labels': [...CLIENT, ...LABELS],
  'with the rules of a form': [...CLIENT, ...RULES],
  'with both': [...CLIENT, ...RULES, ...LABELS],
  'rules alone': RULES,
  'labels alone': LABELS,
  '@wix/loyalty programs': OFFICIAL_PROGRAMS,
  'with the client @wix/sdk': OFFICIAL_CLIENT,
};

const row = (name: string, minified: string, gzipped: string, kb = ''): string =>
  `${name.padEnd(28)}${minified.padStart(9)}${gzipped.padStart(9)}${kb.padStart(9)}`;

const show = (name: string, { minified, gzipped }: Weight): string =>
  row(name, String(minified), String(gzipped), `${(gzipped / 1000).toFixed(1)} KB`);

const packages = await buildPackages();
try {
  console.log(row('', 'minified', 'gzipped'));
  for (const [name, exports] of Object.entries(WEIGHED)) {
    console.log(show(name, await weigh(packages, exports)));
  }
  const { parts } = await weigh(packages, [...CLIENT, ...LABELS]);
  console.log('\nWhat weighs most in ours, minified:');
  for (const [part, bytes] of parts.slice(0, 12)) console.log(`${String(bytes).padStart(6)}  ${part}`);
} finally {
  await packages.remove();
}
