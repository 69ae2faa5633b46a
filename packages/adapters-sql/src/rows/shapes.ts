import {
  COMPATIBLE_APPS,
  type CompatibleApp,
  type CustomNameForms,
  type Icon,
  type PointDefinition,
  type PointsExpirationSettings,
} from '@loyalty-programs/core';
import { type Customisation, PLURAL_CATEGORIES, isRecord } from '@loyalty-programs/core/adapter-kit';

// Shapes of stored JSON. Its texts have passed the rules of the model before they were stored.

const isText = (raw: unknown): raw is string => typeof raw === 'string';
const isAbsentOr = (raw: unknown, is: (raw: unknown) => boolean): boolean => raw === undefined || is(raw);
const isNullOr = (raw: unknown, is: (raw: unknown) => boolean): boolean => raw === null || is(raw);
const isNumber = (raw: unknown): boolean => typeof raw === 'number';

const isNameForms = (raw: unknown): boolean =>
  isRecord(raw) &&
  isText(raw['other']) &&
  PLURAL_CATEGORIES.every((category) => isAbsentOr(raw[category], isText));

export const isCustomNameForms = (raw: unknown): raw is CustomNameForms =>
  Array.isArray(raw) &&
  raw.every((each: unknown) => isRecord(each) && isText(each['locale']) && isNameForms(each['forms']));

const isIcon = (raw: unknown): raw is Icon =>
  isRecord(raw) &&
  isText(raw['url']) &&
  ['id', 'altText', 'filename'].every((key) => isNullOr(raw[key], isText)) &&
  ['width', 'height'].every((key) => isNullOr(raw[key], isNumber));

const isPartOfPointDefinition = (raw: unknown): raw is Partial<PointDefinition> =>
  isRecord(raw) &&
  isAbsentOr(raw['customName'], (name) => isNullOr(name, isText)) &&
  isAbsentOr(raw['customNameForms'], (forms) => isNullOr(forms, isCustomNameForms)) &&
  isAbsentOr(raw['icon'], (icon) => isNullOr(icon, isIcon));

export const isCustomisation = (raw: unknown): raw is Customisation =>
  isRecord(raw) &&
  isAbsentOr(raw['name'], (name) => isNullOr(name, isText)) &&
  isAbsentOr(raw['pointDefinition'], isPartOfPointDefinition);

interface Configuration {
  readonly pointsExpiration: Partial<PointsExpirationSettings>;
}

export const isConfiguration = (raw: unknown): raw is Configuration =>
  isRecord(raw) &&
  isRecord(raw['pointsExpiration']) &&
  isAbsentOr(raw['pointsExpiration']['monthsOfInactivity'], isNumber) &&
  isAbsentOr(raw['pointsExpiration']['expiringPointsPercentage'], isNumber);

export const isStatusBefore = <Status extends string>(
  raw: unknown,
  statuses: readonly Status[],
): raw is { readonly status: Status } => isRecord(raw) && statuses.some((status) => status === raw['status']);

export const isAppList = (raw: unknown): raw is readonly CompatibleApp[] =>
  Array.isArray(raw) && raw.every((each) => COMPATIBLE_APPS.some((app) => app === each));
