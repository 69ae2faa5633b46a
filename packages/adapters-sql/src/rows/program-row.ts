import type { CustomNameForms, Icon, LoyaltyProgram } from '@loyalty-programs/core';
import { POINTS_EXPIRATION_STATUSES, PROGRAM_STATUSES, branded } from '@loyalty-programs/core/adapter-kit';
import {
  type Row,
  type Value,
  numberIn,
  optionalNumberIn,
  optionalShapeIn,
  optionalTextIn,
  textIn,
  wordIn,
} from './row.js';
import { isCustomNameForms } from './shapes.js';

/** Each column of the table of programs, and what stands in it. */
const COLUMNS = {
  site_id: ({ siteId }) => siteId,
  revision: ({ revision }) => revision,
  name: ({ name }) => name,
  custom_name: ({ pointDefinition }) => pointDefinition.customName,
  custom_name_forms: ({ pointDefinition }) => pointDefinition.customNameForms,
  icon_url: ({ pointDefinition: { icon } }) => icon?.url ?? null,
  icon_id: ({ pointDefinition: { icon } }) => icon?.id ?? null,
  icon_alt_text: ({ pointDefinition: { icon } }) => icon?.altText ?? null,
  icon_filename: ({ pointDefinition: { icon } }) => icon?.filename ?? null,
  icon_width: ({ pointDefinition: { icon } }) => icon?.width ?? null,
  icon_height: ({ pointDefinition: { icon } }) => icon?.height ?? null,
  status: ({ status }) => status,
  points_expiration_status: ({ pointsExpiration }) => pointsExpiration.status,
  months_of_inactivity: ({ pointsExpiration }) => pointsExpiration.monthsOfInactivity,
  expiring_points_percentage: ({ pointsExpiration }) => pointsExpiration.expiringPointsPercentage,
  created_date: ({ createdDate }) => createdDate,
  updated_date: ({ updatedDate }) => updatedDate,
} as const satisfies Readonly<Record<string, (program: LoyaltyProgram) => Value | CustomNameForms>>;

/** The columns of the table of programs; the first is its key. */
export const PROGRAM_COLUMNS: readonly string[] = Object.keys(COLUMNS);

const ENTRIES = Object.entries(COLUMNS);

/** What stands in the columns for a program, in their order. Dates are epoch milliseconds, lists JSON. */
export const programValues = (program: LoyaltyProgram): Value[] =>
  ENTRIES.map(([, valueOf]) => {
    const value = valueOf(program);
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  });

/** The same as an object with the names of the columns, to be one of many in a JSON parameter. */
export const programRecord = (program: LoyaltyProgram): Readonly<Record<string, unknown>> =>
  Object.fromEntries(ENTRIES.map(([column, valueOf]) => [column, valueOf(program)]));

const iconOf = (row: Row): Icon | null => {
  const url = optionalTextIn(row, 'icon_url');
  if (url === null) return null;
  return {
    url,
    id: optionalTextIn(row, 'icon_id'),
    altText: optionalTextIn(row, 'icon_alt_text'),
    filename: optionalTextIn(row, 'icon_filename'),
    width: optionalNumberIn(row, 'icon_width'),
    height: optionalNumberIn(row, 'icon_height'),
  };
};

const brandedOrNull = <Name extends string>(text: string | null) =>
  text === null ? null : branded<Name>(text);

/** The program of a row. Throws `UnreadableRow` where the row is none. */
export const programOf = (row: Row): LoyaltyProgram => ({
  siteId: branded(textIn(row, 'site_id')),
  revision: numberIn(row, 'revision'),
  name: brandedOrNull(optionalTextIn(row, 'name')),
  pointDefinition: {
    customName: brandedOrNull(optionalTextIn(row, 'custom_name')),
    customNameForms: optionalShapeIn(row, 'custom_name_forms', isCustomNameForms),
    icon: iconOf(row),
  },
  status: wordIn(row, 'status', PROGRAM_STATUSES),
  pointsExpiration: {
    status: wordIn(row, 'points_expiration_status', POINTS_EXPIRATION_STATUSES),
    monthsOfInactivity: numberIn(row, 'months_of_inactivity'),
    expiringPointsPercentage: numberIn(row, 'expiring_points_percentage'),
  },
  createdDate: numberIn(row, 'created_date'),
  updatedDate: numberIn(row, 'updated_date'),
});
