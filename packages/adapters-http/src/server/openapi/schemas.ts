import {
  COMPATIBLE_APPS,
  DEFAULT_EXPIRATION_SETTINGS,
  DENIAL_REASONS,
  LIMITS,
  MEMBER_OPERATIONS,
  POINTS_EXPIRATION_STATUSES,
  PRECONDITIONS,
  PROGRAM_EVENT_TYPES,
  PROGRAM_STATUSES,
  SITE_ID_PATTERN,
  VIOLATED_RULES,
} from '@loyalty-programs/core';
import { DENIAL_CODES, PRECONDITION_CODES } from '../../wire/codes.js';
import { type OpenApiSchema, ref } from './schema.js';

const object = (
  properties: Readonly<Record<string, OpenApiSchema>>,
  required: readonly string[] = Object.keys(properties),
): OpenApiSchema => ({ type: 'object', properties, required });

const text = (description: string): OpenApiSchema => ({ type: 'string', description });

const nullableText = (description: string): OpenApiSchema => ({ type: ['string', 'null'], description });

const listOf = (items: OpenApiSchema): OpenApiSchema => ({ type: 'array', items });

const flag = (description: string): OpenApiSchema => ({ type: 'boolean', description });

const dateTime = (description: string): OpenApiSchema => ({
  type: 'string',
  format: 'date-time',
  description,
});

const revision: OpenApiSchema = {
  type: 'string',
  pattern: '^\\d+$',
  description: 'How often the program changed: "0" for an untouched draft.',
};

const months = {
  minimum: LIMITS.monthsOfInactivity.min,
  maximum: LIMITS.monthsOfInactivity.max,
  description: 'Points expire after so many months without activity.',
};

const percentage = {
  minimum: LIMITS.expiringPointsPercentage.min,
  maximum: LIMITS.expiringPointsPercentage.max,
  description: 'So many percent of the points expire.',
};

const pixels = { minimum: LIMITS.icon.size.min, maximum: LIMITS.icon.size.max, description: 'In pixels.' };

/** `null` and absent mean the same. */
const nullable = (schema: OpenApiSchema): OpenApiSchema => ({ ...schema, type: [schema['type'], 'null'] });

const premiumFeature = flag("Whether the site's plan has this feature.");

/** A limit on texts of a request can't be told by a schema: the rules measure them after normalisation. */
const measured = (
  what: string,
  limits: { readonly minLength?: number; readonly maxLength: number },
): string =>
  `${what} ${limits.minLength === undefined ? 'At most ' : `${String(limits.minLength)} to `}${String(
    limits.maxLength,
  )} characters, counted in code points after normalisation to NFC without white space around it.`;

const program = {
  SiteId: { type: 'string', ...LIMITS.siteId, pattern: SITE_ID_PATTERN.source },
  AccountId: { type: 'string', ...LIMITS.accountId },
  LoyaltyProgram: object(
    {
      name: { type: 'string', ...LIMITS.name, description: 'Missing until the owner has set one.' },
      pointDefinition: ref('PointDefinition'),
      status: { type: 'string', enum: PROGRAM_STATUSES },
      pointsExpiration: ref('PointsExpiration'),
      premiumFeatures: ref('PremiumFeatures'),
      createdDate: dateTime('When loyalty was installed, or the program first changed.'),
      updatedDate: dateTime('When the program last changed.'),
    },
    ['pointDefinition', 'status', 'pointsExpiration', 'premiumFeatures', 'createdDate', 'updatedDate'],
  ),
  PointDefinition: object(
    {
      customName: {
        type: 'string',
        minLength: 1,
        ...LIMITS.customName,
        description: 'Shown as written. Missing: the default name "Points", translated and inflected.',
      },
      icon: ref('Icon'),
    },
    [],
  ),
  Icon: object(
    {
      url: { type: 'string', ...LIMITS.icon.url, description: 'Absolute https:, http: or wix:image:// URL.' },
      id: { type: 'string', ...LIMITS.icon.id, description: 'Id in a media library.' },
      altText: { type: 'string', ...LIMITS.icon.altText },
      filename: { type: 'string', ...LIMITS.icon.filename },
      width: { type: 'integer', ...pixels },
      height: { type: 'integer', ...pixels },
    },
    ['url'],
  ),
  PointsExpiration: object({
    status: { type: 'string', enum: POINTS_EXPIRATION_STATUSES },
    monthsOfInactivity: { type: 'integer', ...months },
    expiringPointsPercentage: { type: 'integer', ...percentage },
  }),
  PremiumFeatures: object({
    loyaltyProgram: premiumFeature,
    tiers: premiumFeature,
    pointsExpiration: premiumFeature,
  }),
};

const requests = {
  EmptyObject: { type: 'object' },
  UpdateLoyaltyProgramRequest: object(
    {
      loyaltyProgram: {
        ...object(
          {
            name: nullableText(measured('null unsets it, in a DRAFT only.', LIMITS.name)),
            pointDefinition: {
              ...object(
                {
                  customName: nullableText(
                    measured('null or empty: the default name "Points".', LIMITS.customName),
                  ),
                  icon: { anyOf: [ref('IconInput'), { type: 'null' }], description: 'Replaced as a whole.' },
                },
                [],
              ),
              type: ['object', 'null'],
            },
            pointsExpiration: {
              ...object(
                {
                  monthsOfInactivity: {
                    type: ['integer', 'null'],
                    ...months,
                    default: DEFAULT_EXPIRATION_SETTINGS.monthsOfInactivity,
                  },
                  expiringPointsPercentage: {
                    type: ['integer', 'null'],
                    ...percentage,
                    default: DEFAULT_EXPIRATION_SETTINGS.expiringPointsPercentage,
                  },
                },
                [],
              ),
              type: ['object', 'null'],
            },
          },
          [],
        ),
        description: 'What is absent stays; null is the default. Read-only and unknown fields are ignored.',
      },
      revision: {
        type: ['string', 'integer', 'null'],
        description: 'Change the program only if it is at this revision.',
      },
    },
    ['loyaltyProgram'],
  ),
  IconInput: object(
    {
      url: { type: 'string', ...LIMITS.icon.url, description: 'Absolute https:, http: or wix:image:// URL.' },
      id: { type: ['string', 'null'], ...LIMITS.icon.id },
      altText: { type: ['string', 'null'], ...LIMITS.icon.altText },
      filename: { type: ['string', 'null'], ...LIMITS.icon.filename },
      width: { type: ['integer', 'null'], ...pixels },
      height: { type: ['integer', 'null'], ...pixels },
    },
    ['url'],
  ),
  InstallationInput: object(
    {
      accountId: { type: ['string', 'null'], ...LIMITS.accountId },
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

const unmetPreconditions = object({
  ready: flag('Whether the operation would succeed now.'),
  unmet: listOf({ type: 'string', enum: PRECONDITIONS.map((each) => PRECONDITION_CODES[each]) }),
});

const operation = object({
  allowed: { type: 'boolean' },
  reasons: listOf({ type: 'string', enum: DENIAL_REASONS.map((each) => DENIAL_CODES[each]) }),
});

const answers = {
  LoyaltyProgramAnswer: object({ loyaltyProgram: ref('LoyaltyProgram'), revision }),
  BulkGetLoyaltyProgramAnswer: object({
    programInSites: listOf(
      object({ metaSiteId: ref('SiteId'), loyaltyProgram: ref('LoyaltyProgram'), revision }),
    ),
  }),
  Readiness: object({ activate: unmetPreconditions, enablePointsExpiration: unmetPreconditions }),
  Operations: object(Object.fromEntries(MEMBER_OPERATIONS.map((name) => [name, operation]))),
  EventsAnswer: object({ events: listOf(ref('ProgramEvent')) }),
  ProgramEvent: object(
    {
      type: { type: 'string', enum: PROGRAM_EVENT_TYPES },
      revision,
      ordinal: { type: 'integer', minimum: 0, description: 'Position among the events of one revision.' },
      time: dateTime('When it happened.'),
      actor: { type: 'string', ...LIMITS.actor, description: 'Who asked for it; missing where not known.' },
      before: { type: 'object', description: 'The values that changed, as they were.' },
      after: { type: 'object', description: 'The values that changed, as they became.' },
    },
    ['type', 'revision', 'ordinal', 'time', 'before', 'after'],
  ),
  InstallationAnswer: object({ installation: ref('Installation') }),
  InstallationsAnswer: object({ installations: listOf(ref('Installation')) }),
  Installation: object(
    {
      siteId: ref('SiteId'),
      accountId: { type: 'string', ...LIMITS.accountId },
      apps: listOf({ type: 'string', enum: COMPATIBLE_APPS }),
      premiumFeatures: ref('PremiumFeatures'),
      installedDate: dateTime('Since when loyalty is installed.'),
    },
    ['siteId', 'apps', 'premiumFeatures', 'installedDate'],
  ),
};

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
