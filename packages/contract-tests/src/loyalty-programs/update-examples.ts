import type { ProgramUpdateInput } from '@loyalty-programs/core';

const FORMS = [
  { locale: 'pl', forms: { one: 'gwiazdka', few: 'gwiazdki', many: 'gwiazdek', other: 'gwiazdki' } },
];

export const ICON = {
  url: 'https://example.com/ä%20b.png?x=1#y',
  id: 'media/1~mv2.png',
  altText: 'Ein Stern ⭐',
  filename: 'stern.png',
  width: 48,
  height: 0,
};

export const BARE_ICON = {
  url: 'wix:image://v1/11062b_b5~mv2.png/star.png#originWidth=48&originHeight=48',
  id: null,
  altText: null,
  filename: null,
  width: null,
  height: null,
};

/** Nothing as it is by default. */
export const FULL = {
  name: 'Star Club',
  pointDefinition: { customName: 'Stars', customNameForms: FORMS, icon: ICON },
  pointsExpiration: { monthsOfInactivity: 6, expiringPointsPercentage: 50 },
} as const satisfies ProgramUpdateInput;

const points = (differences: object): unknown => ({
  ...FULL,
  pointDefinition: { ...FULL.pointDefinition, ...differences },
});

const expiration = (differences: object): unknown => ({
  ...FULL,
  pointsExpiration: { ...FULL.pointsExpiration, ...differences },
});

const UNDEFINED_POINTS = { customName: null, customNameForms: null, icon: null };

const WITH_KEYS_OF_PROTOTYPES: unknown = JSON.parse(
  '{"__proto__":{"name":"No"},"pointDefinition":{"__proto__":{"customName":"No"}}}',
);

/** What each update makes of `FULL`. */
export const TABLE: readonly (readonly [update: unknown, values: unknown])[] = [
  [{}, FULL],
  [{ name: undefined, pointDefinition: undefined, pointsExpiration: undefined }, FULL],
  [{ name: null }, { ...FULL, name: null }],
  [{ name: '  Cafe\u0301 Club\n' }, { ...FULL, name: 'Café Club' }],
  [{ name: 'שלום 👩‍👩‍👧 Клуб' }, { ...FULL, name: 'שלום 👩‍👩‍👧 Клуб' }],
  [{ pointDefinition: {} }, FULL],
  [{ pointDefinition: null }, { ...FULL, pointDefinition: UNDEFINED_POINTS }],
  [{ pointDefinition: { customName: null } }, points({ customName: null, customNameForms: null })],
  [{ pointDefinition: { customName: ' ' } }, points({ customName: null, customNameForms: null })],
  [{ pointDefinition: { customName: 'Shells' } }, points({ customName: 'Shells', customNameForms: null })],
  [{ pointDefinition: { customName: 'Stars' } }, FULL],
  [{ pointDefinition: { customNameForms: null } }, points({ customNameForms: null })],
  [{ pointDefinition: { customNameForms: [] } }, points({ customNameForms: null })],
  [
    {
      pointDefinition: { customNameForms: [{ locale: 'PT-br', forms: { one: null, other: ' estrelas ' } }] },
    },
    points({ customNameForms: [{ locale: 'pt-BR', forms: { other: 'estrelas' } }] }),
  ],
  [{ pointDefinition: { icon: null } }, points({ icon: null })],
  [{ pointDefinition: { icon: { url: BARE_ICON.url } } }, points({ icon: BARE_ICON })],
  [{ pointDefinition: { icon: { ...BARE_ICON, altText: '' } } }, points({ icon: BARE_ICON })],
  [{ pointsExpiration: {} }, FULL],
  [{ pointsExpiration: null }, expiration({ monthsOfInactivity: 3, expiringPointsPercentage: 100 })],
  [{ pointsExpiration: { monthsOfInactivity: null } }, expiration({ monthsOfInactivity: 3 })],
  [{ pointsExpiration: { expiringPointsPercentage: 1 } }, expiration({ expiringPointsPercentage: 1 })],
  [{ status: 'ACTIVE', revision: 'x', siteId: 7, loyaltyProgram: { name: 'No' }, constructor: null }, FULL],
  [WITH_KEYS_OF_PROTOTYPES, FULL],
];
