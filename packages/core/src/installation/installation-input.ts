import { Result, err, ok } from 'neverthrow';
import { COMPATIBLE_APPS, type CompatibleApp, isCompatibleApp } from './compatible-app.js';
import { isNonEmpty, required, wrongFormat, wrongType } from '../values/field-violation.js';
import { type AccountId, parseAccountId } from '../values/identifiers.js';
import type { Installed, PremiumFeatures } from './installation.js';
import { type Parsed, isRecord, joined, ownValue, refused } from '../values/parsing.js';

/** What a host says of a site on which loyalty is installed. */
export interface InstallationInput {
  /** Absent or `null`: not known. */
  readonly accountId?: string | null;
  /** The compatible apps on the site; none is allowed, but then its program can't become ACTIVE. */
  readonly apps: readonly CompatibleApp[];
  /** Absent features are not part of the plan. */
  readonly premiumFeatures?: Partial<PremiumFeatures> | null;
}

/** A parsed `InstallationInput`. */
export type InstallationDetails = Omit<Installed, 'installed' | 'since'>;

const accountOf = (raw: unknown): Parsed<AccountId | null> =>
  raw === undefined || raw === null ? ok(null) : parseAccountId(raw);

/** Apps in the order of `COMPATIBLE_APPS`, each once. */
const appsOf = (raw: unknown): Parsed<readonly CompatibleApp[]> => {
  if (raw === undefined || raw === null) return refused(required('apps'));
  if (!Array.isArray(raw)) return refused(wrongType('apps', 'a list'));
  const violations = raw.flatMap((app: unknown, index) =>
    isCompatibleApp(app) ? [] : [wrongFormat(`apps[${index}]`, `one of ${COMPATIBLE_APPS.join(', ')}`)],
  );
  return isNonEmpty(violations) ? err(violations) : ok(COMPATIBLE_APPS.filter((app) => raw.includes(app)));
};

const featureOf = (raw: unknown, feature: keyof PremiumFeatures): Parsed<boolean> => {
  if (raw === undefined || raw === null) return ok(false);
  return typeof raw === 'boolean'
    ? ok(raw)
    : refused(wrongType(`premiumFeatures.${feature}`, 'true or false'));
};

const premiumFeaturesOf = (raw: unknown): Parsed<PremiumFeatures> => {
  const features = raw ?? {};
  if (!isRecord(features)) return refused(wrongType('premiumFeatures', 'an object'));
  const at = (feature: keyof PremiumFeatures): Parsed<boolean> =>
    featureOf(ownValue(features, feature), feature);
  return Result.combineWithAllErrors([at('loyaltyProgram'), at('tiers'), at('pointsExpiration')])
    .map(([loyaltyProgram, tiers, pointsExpiration]) => ({ loyaltyProgram, tiers, pointsExpiration }))
    .mapErr(joined);
};

/** Parses an installation as it came from outside. Reports all violations at once. */
export const parseInstallationInput = (raw: unknown): Parsed<InstallationDetails> => {
  if (!isRecord(raw)) return refused(wrongType('installation', 'an object'));
  return Result.combineWithAllErrors([
    accountOf(ownValue(raw, 'accountId')),
    appsOf(ownValue(raw, 'apps')),
    premiumFeaturesOf(ownValue(raw, 'premiumFeatures')),
  ])
    .map(([accountId, apps, premiumFeatures]) => ({ accountId, apps, premiumFeatures }))
    .mapErr(joined);
};
