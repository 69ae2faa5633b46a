import type { FieldViolation } from '@loyalty-programs/core';
import { forbidden, tooLarge, tooLong, tooSmall, wrongType } from './violations.js';

const NAME = 'name';
const CUSTOM_NAME = 'pointDefinition.customName';
const MONTHS = 'pointsExpiration.monthsOfInactivity';
const PERCENTAGE = 'pointsExpiration.expiringPointsPercentage';

/** More than 64 KiB. */
export const LONG = 'ä'.repeat(40_000);

const nested = (depth: number): unknown => {
  let inner: unknown = {};
  for (let at = 0; at < depth; at += 1) inner = { name: inner };
  return inner;
};

/** An object that holds itself. */
const cyclic = (values: object = {}): object => {
  const whole: Record<string, unknown> = { ...values };
  whole['self'] = whole;
  return whole;
};

/** Made by functions that the compiler calls `any` the values of. */
const BOXED: unknown = Object('Club');
const WITH_KEYS_OF_PROTOTYPES: unknown = JSON.parse(
  '{"name":"Star Club","__proto__":{"name":7},"constructor":null}',
);

const inheriting = (parent: object | null, values: object): unknown => {
  const child: unknown = Object.setPrototypeOf({ ...values }, parent);
  return child;
};

type Row = readonly [
  what: string,
  update: unknown,
  ...violations: readonly [FieldViolation, ...FieldViolation[]],
];

/** Wrong updates, many of which can't be said in JSON, or not in so few bytes that a service would read them. */
export const WRONG: readonly Row[] = [
  ['NaN', { pointsExpiration: { monthsOfInactivity: Number.NaN } }, wrongType(MONTHS, 'a whole number')],
  ['Infinity', { pointsExpiration: { monthsOfInactivity: Infinity } }, tooLarge(MONTHS, 12)],
  ['-Infinity', { pointsExpiration: { expiringPointsPercentage: -Infinity } }, tooSmall(PERCENTAGE, 1)],
  ['NaN as a name', { name: Number.NaN }, wrongType(NAME, 'a string')],
  ['a bigint as a name', { name: 7n }, wrongType(NAME, 'a string')],
  [
    'a bigint as months',
    { pointsExpiration: { monthsOfInactivity: 7n } },
    wrongType(MONTHS, 'a whole number'),
  ],
  ['a bigint as the whole', 7n, wrongType('', 'an object')],
  ['a function as a name', { name: () => 'Club' }, wrongType(NAME, 'a string')],
  ['a symbol as a name', { name: Symbol('Club') }, wrongType(NAME, 'a string')],
  ['a date as a name', { name: new Date(0) }, wrongType(NAME, 'a string')],
  ['a boxed text as a name', { name: BOXED }, wrongType(NAME, 'a string')],
  ['a cycle as a name', { name: cyclic() }, wrongType(NAME, 'a string')],
  ['a wrong cyclic update', cyclic({ name: 'x'.repeat(51) }), tooLong(NAME, 50)],
  ['a deep name', nested(10_000), wrongType(NAME, 'a string')],
  ['a very deep name', nested(200_000), wrongType(NAME, 'a string')],
  ['a long name', { name: LONG }, tooLong(NAME, 50)],
  [
    'a long list',
    { pointDefinition: { customName: Array.from({ length: 40_000 }, () => 7) } },
    wrongType(CUSTOM_NAME, 'a string'),
  ],
  ['a long whole', LONG, wrongType('', 'an object')],
  [
    'several of these',
    { name: 7n, pointDefinition: { customName: LONG }, pointsExpiration: { monthsOfInactivity: Infinity } },
    wrongType(NAME, 'a string'),
    tooLong(CUSTOM_NAME, 20),
    tooLarge(MONTHS, 12),
  ],
  [
    'lone surrogates',
    { name: 'a\uDFFF', pointDefinition: { customName: '\uD83D' } },
    forbidden(NAME, 'U+DFFF'),
    forbidden(CUSTOM_NAME, 'U+D83D'),
  ],
];

export const NAMED = { name: 'Star Club' };

/** Valid updates with additional unknown values. */
export const RIGHT: Readonly<Record<string, unknown>> = {
  'a cycle beside': cyclic(NAMED),
  'a bigint beside': { ...NAMED, revision: 7n },
  'NaN beside': { ...NAMED, size: Number.NaN },
  'a function beside': { ...NAMED, then: 7, toString: () => 'no' },
  'a long text beside': { ...NAMED, noise: LONG },
  'something deep beside': { ...NAMED, noise: nested(200_000) },
  'keys of prototypes': WITH_KEYS_OF_PROTOTYPES,
  'no prototype': inheriting(null, NAMED),
  'inherited values': inheriting({ pointsExpiration: 7 }, NAMED),
};
