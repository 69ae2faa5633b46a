import { type NormalizedProblem, createConfig, lintFromString } from '@redocly/openapi-core';

/** What the recommended rules leave open, and clients that are generated from the document rely on. */
const FURTHER_RULES = {
  'no-http-verbs-in-paths': 'error',
  'no-invalid-parameter-examples': 'error',
  'no-invalid-schema-examples': 'error',
  'no-required-schema-properties-undefined': 'error',
  'operation-description': 'error',
  'operation-operationId': 'error',
  'parameter-description': 'error',
} as const;

const told = ({ severity, ruleId, message, location }: NormalizedProblem): string =>
  `${severity} ${ruleId} at ${location.map(({ pointer }) => pointer ?? '#').join(', ')}: ${message}`;

/** Everything that the linter has to say of an OpenAPI document, errors and warnings alike. */
export const lintOpenApi = async (document: unknown): Promise<readonly string[]> => {
  const config = await createConfig({ extends: ['recommended'], rules: FURTHER_RULES });
  const source = JSON.stringify(document);
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  return problems.map(told);
};
