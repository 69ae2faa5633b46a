/** Ids that a careless key takes for one another: by case, prefix, pattern, number or cut-off end. */
export const SIMILAR_SITES = [
  'shop',
  'SHOP',
  'shop-1',
  'shop_1',
  'shop.1',
  'shop:1',
  'shop-10',
  '1',
  '01',
  '1.0',
  '__proto__',
  'constructor',
  'f3b2c1d0-aaaa-4bbb-8ccc-0123456789ab',
  'F3B2C1D0-AAAA-4BBB-8CCC-0123456789AB',
  `${'x'.repeat(63)}1`,
  `${'x'.repeat(63)}2`,
];
