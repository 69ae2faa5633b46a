import type { OpenApiSchema } from '../schema.js';

export const object = (
  properties: Readonly<Record<string, OpenApiSchema>>,
  required: readonly string[] = Object.keys(properties),
): OpenApiSchema => ({ type: 'object', properties, required });

export const text = (description: string): OpenApiSchema => ({ type: 'string', description });

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

/** `null` and absent mean the same. */
export const nullable = (schema: OpenApiSchema): OpenApiSchema => ({
  ...schema,
  type: [schema['type'], 'null'],
});

export const premiumFeature = flag("Whether the site's plan has this feature.");
