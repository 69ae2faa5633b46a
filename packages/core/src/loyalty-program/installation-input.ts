import { err, ok } from 'neverthrow';
import { COMPATIBLE_APPS, type CompatibleApp, isCompatibleApp } from './compatible-app.js';
import { isNonEmpty, required, wrongFormat, wrongType } from './field-violation.js';
import { type AccountId, parseAccountId } from './identifiers.js';
import type { Installed, PremiumFeatures } from './installation.js';
import { type Parsed, isRecord, ownValue, refused, refusedBy } from './parsing.js';

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
    isCompatibleApp(app)
      ? []
      : [wrongFormat(`apps[${String(index)}]`, `one of ${COMPATIBLE_APPS.join(', ')}`)],
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
  const loyaltyProgram = featureOf(ownValue(features, 'loyaltyProgram'), 'loyaltyProgram');
  const tiers = featureOf(ownValue(features, 'tiers'), 'tiers');
  const pointsExpiration = featureOf(ownValue(features, 'pointsExpiration'), 'pointsExpiration');
  if (loyaltyProgram.isOk() && tiers.isOk() && pointsExpiration.isOk()) {
    return ok({
      loyaltyProgram: loyaltyProgram.value,
      tiers: tiers.value,
      pointsExpiration: pointsExpiration.value,
    });
  }
  return refusedBy(loyaltyProgram, tiers, pointsExpiration);
};

/** Parses an installation as it came from outside. Reports all violations at once. */
export const parseInstallationInput = (raw: unknown): Parsed<InstallationDetails> => {
  if (!isRecord(raw)) return refused(wrongType('installation', 'an object'));
  const accountId = accountOf(ownValue(raw, 'accountId'));
  const apps = appsOf(ownValue(raw, 'apps'));
  const premiumFeatures = premiumFeaturesOf(ownValue(raw, 'premiumFeatures'));
  if (accountId.isOk() && apps.isOk() && premiumFeatures.isOk()) {
    return ok({ accountId: accountId.value, apps: apps.value, premiumFeatures: premiumFeatures.value });
  }
  return refusedBy(accountId, apps, premiumFeatures);
};
