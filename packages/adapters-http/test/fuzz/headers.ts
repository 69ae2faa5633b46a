import { ACCOUNT_ID_LENGTH } from '@loyalty-programs/core/adapter-kit';
import fc, { type Arbitrary } from 'fast-check';
import { FOREIGN_SITE, KEYS, SITE } from '../support/keys.js';

/** Absent, as it should be, or anything that a header can hold. */
const header = (
  usual: string | undefined,
  ...others: readonly (string | undefined)[]
): Arbitrary<string | undefined> =>
  fc.oneof(
    { weight: 14, arbitrary: fc.constant(usual) },
    { weight: 3, arbitrary: fc.constantFrom(...others, undefined, '') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );

/** The headers that the API looks at. */
export const headers = (): Arbitrary<Readonly<Record<string, string | undefined>>> =>
  fc.record({
    authorization: header(KEYS.admin, KEYS.owner, KEYS.reader, KEYS.powerless),
    'wix-site-id': header(SITE, 'site-b', FOREIGN_SITE, `${SITE}, ${SITE}`, '__proto__'),
    'wix-account-id': header(undefined, 'account-1', 'a'.repeat(ACCOUNT_ID_LENGTH.maxLength + 1)),
    'content-type': header('application/json', 'text/plain', 'application/json; charset=latin1'),
    'content-encoding': header(undefined, 'gzip', 'identity'),
    'if-match': header(
      undefined,
      '*',
      `"${SITE}/0"`,
      `W/"${SITE}/1"`,
      `"${SITE}/1"`,
      '"',
      `"/${'9'.repeat(99)}"`,
    ),
  });
