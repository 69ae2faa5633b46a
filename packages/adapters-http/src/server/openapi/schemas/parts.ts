import { LIMITS } from '@loyalty-programs/core';
import { PLURAL_CATEGORIES } from '@loyalty-programs/core/adapter-kit';
import type { OpenApiSchema } from '../schema.js';

export const object = (
  properties: Readonly<Record<string, OpenApiSchema>>,
  required: readonly string[] = Object.keys(properties),
): OpenApiSchema => ({ type: 'object', properties, required });

export const text = (description: string): OpenApiSchema => ({ type: 'string', description });

export const nullableText = (description: string): OpenApiSchema => ({
  type: ['string', 'null'],
  description,
});

export const listOf = (items: OpenApiSchema): OpenApiSchema => ({ type: 'array', items });

export const flag = (description: string): OpenApiSchema => ({ type: 'boolean', description });

export const dateTime = (description: string): OpenApiSchema => ({
  type: 'string',
  format: 'date-time',
  description,
});

export const revision: OpenApiSchema = {
  type: 'string',
  pattern: '^\\d+$',
  description: 'How often the program changed: "0" for an untouched draft.',
};

export const months = {
  minimum: LIMITS.monthsOfInactivity.min,
  maximum: LIMITS.monthsOfInactivity.max,
  description: 'Points expire after so many months without activity.',
};

export const percentage = {
  minimum: LIMITS.expiringPointsPercentage.min,
  maximum: LIMITS.expiringPointsPercentage.max,
  description: 'So many percent of the points expire.',
};

export const pixels = {
  minimum: LIMITS.icon.size.min,
  maximum: LIMITS.icon.size.max,
  description: 'In pixels.',
};

/** `null` and absent mean the same. */
export const nullable = (schema: OpenApiSchema): OpenApiSchema => ({
  ...schema,
  type: [schema['type'], 'null'],
});

export const premiumFeature = flag("Whether the site's plan has this feature.");

/** A limit on texts of a request can't be told by a schema: the rules measure them after normalisation. */
export const measured = (
  what: string,
  limits: { readonly minLength?: number; readonly maxLength: number },
): string =>
  `${what} ${limits.minLength === undefined ? 'At most ' : `${limits.minLength} to `}${limits.maxLength} characters, counted in code points after normalisation to NFC without white space around it.`;

/** Text by plural category in several languages, in the form of the category `other` and of the others. */
export const localeForms = (form: OpenApiSchema, other: OpenApiSchema): OpenApiSchema => ({
  ...listOf(
    object({
      locale: { type: 'string', ...LIMITS.customNameForms.locale, description: 'BCP 47 language tag.' },
      forms: object(
        Object.fromEntries(
          PLURAL_CATEGORIES.map((category) => [category, category === 'other' ? other : form]),
        ),
        ['other'],
      ),
    }),
  ),
  maxItems: LIMITS.customNameForms.maxItems,
});
