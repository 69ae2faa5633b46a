import { COMPATIBLE_APPS } from '@loyalty-programs/core';
import {
  ACCOUNT_ID_LENGTH,
  ACTOR_LENGTH,
  REQUEST_ID_LENGTH,
  DENIAL_REASONS,
  MEMBER_OPERATIONS,
  PRECONDITIONS,
  PROGRAM_EVENT_TYPES,
  PROGRAM_STATUSES,
  SITE_ID_LENGTH,
  SITE_ID_PATTERN,
  VIOLATED_RULES,
} from '@loyalty-programs/core/adapter-kit';
import { DENIAL_CODES, PRECONDITION_CODES } from '../wire.js';
import { PERMISSIONS } from '../principal.js';
import {
  answeredFields,
  dateTime,
  fieldSchemas,
  flag,
  listOf,
  nullable,
  object,
  type OpenApiSchema,
  premiumFeature,
  ref,
  revision,
  text,
  updateSchema,
} from './fields.js';

/** The program and its parts, as answers carry them. */
const program = {
  SiteId: { type: 'string', ...SITE_ID_LENGTH, pattern: SITE_ID_PATTERN.source },
  AccountId: { type: 'string', ...ACCOUNT_ID_LENGTH },
  LoyaltyProgram: object(
    {
      ...answeredFields.properties,
      premiumFeatures: ref('PremiumFeatures'),
      createdDate: dateTime('When loyalty was installed, or the program first changed.'),
      updatedDate: dateTime('When the program last changed.'),
    },
    [...answeredFields.required, 'premiumFeatures', 'createdDate', 'updatedDate'],
  ),
  ...fieldSchemas,
  PremiumFeatures: object({
    loyaltyProgram: premiumFeature,
    tiers: premiumFeature,
    pointsExpiration: premiumFeature,
  }),
};

const keySites: OpenApiSchema = {
  oneOf: [
    { type: 'string', const: 'all' },
    { ...listOf(ref('SiteId')), maxItems: 1000 },
  ],
};

/** What requests carry. */
const requests = {
  EmptyObject: { type: 'object' },
  UpdateLoyaltyProgramRequest: object(
    {
      loyaltyProgram: updateSchema,
      revision: {
        type: ['string', 'integer', 'null'],
        description: 'Change the program only if it is at this revision.',
      },
    },
    ['loyaltyProgram'],
  ),
  CreateKeyRequest: object(
    {
      name: {
        type: 'string',
        ...ACTOR_LENGTH,
        description: 'Stands in the history of what is changed with it.',
      },
      permissions: listOf({ type: 'string', enum: PERMISSIONS }),
      sites: keySites,
      accountId: {
        type: ['string', 'null'],
        ...ACCOUNT_ID_LENGTH,
        description: 'Only sites that are installed for this account.',
      },
      expires: { ...nullable(dateTime('From then on the key opens nothing.')) },
    },
    ['name', 'permissions', 'sites'],
  ),
  InstallationInput: object(
    {
      accountId: { type: ['string', 'null'], ...ACCOUNT_ID_LENGTH },
      apps: listOf({ type: 'string', enum: COMPATIBLE_APPS }),
      premiumFeatures: {
        ...object(
          {
            loyaltyProgram: nullable(premiumFeature),
            tiers: nullable(premiumFeature),
            pointsExpiration: nullable(premiumFeature),
          },
          [],
        ),
        type: ['object', 'null'],
        description: 'Absent features are not part of the plan.',
      },
    },
    ['apps'],
  ),
};

const unmet = listOf({ type: 'string', enum: PRECONDITIONS.map((each) => PRECONDITION_CODES[each]) });

const unmetPreconditions = object({
  ready: flag('Whether the operation would succeed now.'),
  unmet,
});

const operation = object({
  allowed: { type: 'boolean' },
  reasons: listOf({ type: 'string', enum: DENIAL_REASONS.map((each) => DENIAL_CODES[each]) }),
});

/** What answers carry around and beside the program. */
const answers = {
  LoyaltyProgramAnswer: object({ loyaltyProgram: ref('LoyaltyProgram'), revision }),
  BulkGetLoyaltyProgramAnswer: object(
    {
      programInSites: listOf(
        object({ metaSiteId: ref('SiteId'), loyaltyProgram: ref('LoyaltyProgram'), revision }),
      ),
      nextCursor: {
        type: 'string',
        description: 'Where to read on; only with a limit, and missing when there are no more sites.',
      },
    },
    ['programInSites'],
  ),
  Readiness: object({ activate: unmetPreconditions, enablePointsExpiration: unmetPreconditions }),
  Operations: object(Object.fromEntries(MEMBER_OPERATIONS.map((name) => [name, operation]))),
  EventsAnswer: object({ events: listOf(ref('ProgramEvent')) }),
  ProgramEvent: object(
    {
      type: { type: 'string', enum: PROGRAM_EVENT_TYPES },
      revision,
      ordinal: { type: 'integer', minimum: 0, description: 'Position among the events of one revision.' },
      time: dateTime('When it happened.'),
      actor: { type: 'string', ...ACTOR_LENGTH, description: 'Who asked for it; missing where not known.' },
      causedBy: {
        type: 'string',
        ...REQUEST_ID_LENGTH,
        description: 'The request that caused it, as its answer named it; missing where there was none.',
      },
      before: { type: 'object', description: 'The values that changed, as they were.' },
      after: { type: 'object', description: 'The values that changed, as they became.' },
    },
    ['type', 'revision', 'ordinal', 'time', 'before', 'after'],
  ),
  SitesAnswer: object(
    {
      sites: listOf(
        object(
          {
            siteId: ref('SiteId'),
            name: text("The program's name; missing where it has none."),
            status: { type: 'string', enum: PROGRAM_STATUSES },
            installed: flag('Whether loyalty is installed.'),
            unmet: { ...unmet, description: 'What activation still lacks.' },
          },
          ['siteId', 'status', 'installed', 'unmet'],
        ),
      ),
      nextCursor: text('Where to read on; missing when there are no more sites.'),
    },
    ['sites'],
  ),
  Key: object(
    {
      id: text('Names the key; not secret.'),
      name: { type: 'string', ...ACTOR_LENGTH },
      permissions: listOf({ type: 'string' }),
      sites: keySites,
      accountId: { type: 'string', ...ACCOUNT_ID_LENGTH },
      createdDate: dateTime('When it was created.'),
      createdBy: text('Who created it; missing where not known.'),
      expires: dateTime('From then on it opens nothing; missing where it never expires.'),
      lastUsed: dateTime('When it was last used, to the minute; missing where it never was.'),
    },
    ['id', 'name', 'permissions', 'sites', 'createdDate'],
  ),
  CreatedKeyAnswer: object({ key: ref('Key'), secret: text('The key itself, shown this once.') }),
  KeysAnswer: object(
    {
      keys: listOf(ref('Key')),
      nextCursor: text('Where to read on; missing when there are no more keys.'),
    },
    ['keys'],
  ),
  InstallationAnswer: object({ installation: ref('Installation') }),
  InstallationsAnswer: object({ installations: listOf(ref('Installation')) }),
  Installation: object(
    {
      siteId: ref('SiteId'),
      accountId: { type: 'string', ...ACCOUNT_ID_LENGTH },
      apps: listOf({ type: 'string', enum: COMPATIBLE_APPS }),
      premiumFeatures: ref('PremiumFeatures'),
      installedDate: dateTime('Since when loyalty is installed.'),
    },
    ['siteId', 'apps', 'premiumFeatures', 'installedDate'],
  ),
};

/** What refusals carry. */
const errors = {
  ApplicationError: object({
    message: text('For a person to read.'),
    details: object({
      applicationError: object({
        code: text('What a program should branch on.'),
        description: text('For a person to read.'),
        data: { type: 'object', description: 'What is needed to act on it.' },
      }),
    }),
  }),
  ValidationError: object({
    message: text('For a person to read.'),
    details: object({
      validationError: object({
        fieldViolations: {
          ...listOf(
            object({
              field: text('Path of the field in the request.'),
              description: text('For a person to read.'),
              violatedRule: { type: 'string', enum: VIOLATED_RULES },
              data: { type: 'object', description: 'The limit or form that the rule demands.' },
            }),
          ),
          minItems: 1,
        },
      }),
    }),
  }),
};

/** Every schema of the document by its name. */
export const SCHEMAS: Readonly<Record<string, OpenApiSchema>> = {
  ...program,
  ...requests,
  ...answers,
  ...errors,
};
