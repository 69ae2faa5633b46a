import { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
import {
  COMPATIBLE_APPS,
  type CompatibleApp,
  type LoyaltyProgramView,
  type OperationAnswers,
  type PremiumFeatures,
  type Readiness,
  type SiteId,
} from '@loyalty-programs/core';
import { NO_PREMIUM_FEATURES, isCompatibleApp } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { may } from '../state/session.js';
import { API_ROOT, callApi, type Problem, recordAt, textAt, textsAt } from './http.js';

/** The operations of programs. The session travels in its cookie, so there is no key. */
export const programs = createLoyaltyProgramsClient({
  baseUrl: API_ROOT,
  credentials: { apiKey: '' },
  fetch: (url, init) => {
    const headers = new Headers(init.headers);
    headers.delete('authorization');
    return fetch(url, { ...init, headers, credentials: 'same-origin' });
  },
});

/** What is installed on a site, as far as somebody may see it. */
export interface SiteInstallation {
  readonly accountId: string | null;
  readonly apps: readonly CompatibleApp[];
  readonly premiumFeatures: PremiumFeatures;
}

const readInstallation = (json: unknown): SiteInstallation => {
  const installation = recordAt(json, 'installation');
  const features = recordAt(installation, 'premiumFeatures');
  return {
    accountId: textAt(installation, 'accountId'),
    apps: textsAt(installation, 'apps').filter(isCompatibleApp),
    premiumFeatures: {
      loyaltyProgram: features['loyaltyProgram'] === true,
      tiers: features['tiers'] === true,
      pointsExpiration: features['pointsExpiration'] === true,
    },
  };
};

const installationPath = (siteId: SiteId): string => `/v1/installations/${encodeURIComponent(siteId)}`;

/** `null`: loyalty is not installed, or it is not for this person to see. */
const getInstallation = async (siteId: SiteId): Promise<Result<SiteInstallation | null, Problem>> => {
  if (!may('MANAGE_INSTALLATIONS')) return ok(null);
  const answer = await callApi(installationPath(siteId));
  if (answer.isErr()) return answer.error.type === 'NotFound' ? ok(null) : err(answer.error);
  return ok(readInstallation(answer.value));
};

/** Installs loyalty on a site, or changes the apps beside it; account and plan stay as they are. */
export const putApps = async (
  siteId: SiteId,
  apps: readonly CompatibleApp[],
): Promise<Result<SiteInstallation, Problem>> => {
  const current = await getInstallation(siteId);
  if (current.isErr()) return err(current.error);
  const { accountId = null, premiumFeatures = NO_PREMIUM_FEATURES } = current.value ?? {};
  const body = {
    apps: COMPATIBLE_APPS.filter((app) => apps.includes(app)),
    premiumFeatures,
    ...(accountId !== null && { accountId }),
  };
  return (await callApi(installationPath(siteId), { method: 'PUT', body })).map(readInstallation);
};

/** Everything about one site that its screens show. */
export interface Site {
  readonly siteId: SiteId;
  /** `null`: loyalty is not installed. */
  readonly program: LoyaltyProgramView | null;
  readonly readiness: Readiness;
  readonly operations: OperationAnswers;
  /** `null`: not installed, or not for this person to see. */
  readonly installation: SiteInstallation | null;
}

const noProgram = (problem: Problem): Result<null, Problem> =>
  problem.type === 'LoyaltyNotInstalled' ? ok(null) : err(problem);

export const loadSite = async (siteId: SiteId, signal?: AbortSignal): Promise<Result<Site, Problem>> => {
  const options = signal === undefined ? {} : { signal };
  // All at once.
  const program = programs.get(siteId, options).orElse(noProgram);
  const readiness = programs.readiness(siteId, options);
  const operations = programs.operations(siteId, options);
  const installation = getInstallation(siteId);
  const found = await program;
  if (found.isErr()) return err(found.error);
  const ready = await readiness;
  if (ready.isErr()) return err(ready.error);
  const allowed = await operations;
  if (allowed.isErr()) return err(allowed.error);
  return ok({
    siteId,
    program: found.value,
    readiness: ready.value,
    operations: allowed.value,
    // A host without a registry has none to show, and the page does without.
    installation: (await installation).unwrapOr(null),
  });
};
