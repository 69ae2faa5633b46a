import { err, ok } from 'neverthrow';
import { COMPATIBLE_APPS, type CompatibleApp, isCompatibleApp } from './compatible-app.js';
import { isNonEmpty, required, wrongFormat, wrongType } from '../values/violations.js';
import { type AccountId, parseAccountId } from '../values/identifiers.js';
import { type Installed, NO_PREMIUM_FEATURES, type PremiumFeatures } from './installation.js';
import { type Parsed, Violations, asIs, invalid, isRecord, ownValue } from '../values/parsing.js';

/** What a host records of a site on which loyalty is installed. */
export interface InstallationInput {
  /** Absent or `null`: unknown. */
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
  if (raw === undefined || raw === null) return invalid(required('apps'));
  if (!Array.isArray(raw)) return invalid(wrongType('apps', 'a list'));
  const violations = raw.flatMap((app: unknown, index) =>
    isCompatibleApp(app) ? [] : [wrongFormat(`apps[${index}]`, `one of ${COMPATIBLE_APPS.join(', ')}`)],
  );
  return isNonEmpty(violations) ? err(violations) : ok(COMPATIBLE_APPS.filter((app) => raw.includes(app)));
};

const featureOf = (raw: unknown, feature: keyof PremiumFeatures): Parsed<boolean> => {
  if (raw === undefined || raw === null) return ok(false);
  return typeof raw === 'boolean'
    ? ok(raw)
    : invalid(wrongType(`premiumFeatures.${feature}`, 'true or false'));
};

const premiumFeaturesOf = (raw: unknown): Parsed<PremiumFeatures> => {
  const features = raw ?? {};
  if (!isRecord(features)) return invalid(wrongType('premiumFeatures', 'an object'));
  const violations = new Violations();
  const at = (feature: keyof PremiumFeatures): boolean =>
    featureOf(ownValue(features, feature), feature).match(asIs, violations.note) ?? false;
  return violations.unlessAny({
    loyaltyProgram: at('loyaltyProgram'),
    tiers: at('tiers'),
    pointsExpiration: at('pointsExpiration'),
  });
};

/** Parses an installation as it came from outside. Reports all violations at once. */
export const parseInstallationInput = (raw: unknown): Parsed<InstallationDetails> => {
  if (!isRecord(raw)) return invalid(wrongType('installation', 'an object'));
  const violations = new Violations();
  const accountId = accountOf(ownValue(raw, 'accountId')).match(asIs, violations.note) ?? null;
  const apps = appsOf(ownValue(raw, 'apps')).match(asIs, violations.note) ?? [];
  const premiumFeatures = premiumFeaturesOf(ownValue(raw, 'premiumFeatures')).match(asIs, violations.note);
  return violations.unlessAny({
    accountId,
    apps,
    premiumFeatures: premiumFeatures ?? NO_PREMIUM_FEATURES,
  });
};
