import { ALL_FEATURES, INSTALLED_DATE, NOW, programBody } from '../../support/bodies.js';
import { SITE } from '../../support/keys.js';
import { goodAnswer, refusal } from '../support/calls.js';

const FULL = goodAnswer({
  loyaltyProgram: programBody({
    name: 'Harbour Club',
    status: 'PAUSED',
    pointDefinition: {
      customName: 'Stars',
      customNameForms: [{ locale: 'en', forms: { one: 'Star', other: 'Stars' } }],
      icon: { id: 'icon', url: 'https://static.example.com/icon.png', height: 20, width: 30 },
    },
  }),
});

const event = (type: string, ordinal: number, before: object, after: object): object => {
  const metadata = { revision: '1', ordinal, time: NOW, actor: 'somebody' };
  return { ...metadata, type, before, after };
};

/** Answers that tell of one program. */
export const GOOD_PROGRAMS: readonly unknown[] = [goodAnswer(), FULL];

/** Answers to anything else. */
export const GOOD_BODIES: readonly unknown[] = [
  ...GOOD_PROGRAMS,
  { programInSites: [{ metaSiteId: SITE, ...FULL }] },
  ALL_FEATURES,
  { activate: { unmet: ['NAME_MISSING'] }, enablePointsExpiration: { unmet: [] } },
  {
    events: [
      event('ProgramUpdated', 0, { name: null }, { name: 'Stars' }),
      event('ProgramActivated', 1, { status: 'DRAFT' }, { status: 'ACTIVE' }),
    ],
  },
  {
    installations: [
      { siteId: SITE, installedDate: INSTALLED_DATE, apps: ['stores'], premiumFeatures: ALL_FEATURES },
    ],
  },
  refusal('INVALID_REVISION', { expectedRevision: '3', actualRevision: '4' }),
  refusal('STATUS_TRANSITION_NOT_ALLOWED', { status: 'DRAFT', operation: 'pause' }),
  refusal('NO_COMPATIBLE_APP', { unmet: ['NO_COMPATIBLE_APP', 'NAME_MISSING'] }),
  refusal('ABORTED', { attempts: 11 }),
  refusal('REJECTED', { cause: 'no' }),
  refusal('UNAVAILABLE', { unavailable: 'REPOSITORY', outcome: 'UNKNOWN' }),
  {
    message: 'no',
    details: {
      validationError: {
        fieldViolations: [
          { field: 'loyaltyProgram.name', description: 'no', violatedRule: 'FORMAT', data: {} },
        ],
      },
    },
  },
];
