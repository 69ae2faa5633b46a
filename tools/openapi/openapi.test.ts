import { createOpenApiDocument } from '@loyalty-programs/adapters-http/server';
import { describe, expect, test } from 'vitest';
import { lintOpenApi } from './lint-openapi.js';

/** The document with one part of it written otherwise; the part is named by its text. */
const documentWith = (part: string, instead: string): unknown => {
  const source = JSON.stringify(createOpenApiDocument());
  expect(source).toContain(part);
  return JSON.parse(source.replace(part, () => instead));
};

/** One fault each: the rule, the part of the document, and what stands there instead. */
const plants: readonly (readonly [rule: string, part: string, instead: string])[] = [
  ['struct', '"title":"Loyalty Programs"', '"title":7'],
  ['info-license', '"license":', '"x-license":'],
  ['no-unresolved-refs', '#/components/schemas/PremiumFeatures', '#/components/schemas/Nothing'],
  ['operation-operationId', '"operationId":"getLoyaltyProgram",', ''],
  [
    'operation-operationId-unique',
    '"operationId":"pauseLoyaltyProgram"',
    '"operationId":"getLoyaltyProgram"',
  ],
  ['operation-description', '"description":"Needs the permission READ_PROGRAM.",', ''],
  ['parameter-description', '"description":"The site that the call is about.",', ''],
  ['no-required-schema-properties-undefined', '"required":["url"]', '"required":["url","size"]'],
  ['security-defined', '"security":[{"key":[]}]', '"security":[{"token":[]}]'],
];

describe('The OpenAPI document', () => {
  test('is valid', async () => {
    expect(await lintOpenApi(createOpenApiDocument())).toEqual([]);
  });

  test.each(plants)('violates the rule %s if it has %s as %s', async (rule, part, instead) => {
    const problems = await lintOpenApi(documentWith(part, instead));
    expect(problems.join('\n')).toContain(` ${rule} at `);
  });
});
