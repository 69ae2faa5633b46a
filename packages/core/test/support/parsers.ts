import { FIELDS } from '@loyalty-programs/core';
import { type Kind, type Parsed, required } from '@loyalty-programs/core/adapter-kit';
import { err, ok } from 'neverthrow';

/** Parses a value of a field under a path, as an update does for a field whose default is `null`. */
const parserOf =
  <T>(kind: Kind<T, unknown>, field: string) =>
  (raw: unknown, path = field): Parsed<T | null> =>
    raw === null ? ok(null) : kind.parse(raw, path);

/** Parses a value that is not `null`, of a kind for which nothing else means the default. */
const requiredParserOf =
  <T>(kind: Kind<T, unknown>, field: string) =>
  (raw: unknown, path = field): Parsed<T> =>
    kind.parse(raw, path).andThen((value): Parsed<T> => (value === null ? err([required(path)]) : ok(value)));

export const parseProgramName = requiredParserOf(FIELDS.name.kind, 'name');
export const parseCustomName = parserOf(FIELDS.pointDefinition.customName.kind, 'pointDefinition.customName');
export const parseNameForms = parserOf(
  FIELDS.pointDefinition.customNameForms.kind,
  'pointDefinition.customNameForms',
);
export const parseIcon = requiredParserOf(FIELDS.pointDefinition.icon.kind, 'pointDefinition.icon');
export const parseMonthsOfInactivity = parserOf(
  FIELDS.pointsExpiration.monthsOfInactivity.kind,
  'pointsExpiration.monthsOfInactivity',
);
export const parseExpiringPointsPercentage = parserOf(
  FIELDS.pointsExpiration.expiringPointsPercentage.kind,
  'pointsExpiration.expiringPointsPercentage',
);
