import {
  type Installed,
  type LoyaltyProgram,
  type ProgramUpdateInput,
  type SiteId,
  siteIdOf,
} from '@loyalty-programs/core';
import {
  type Change,
  type ChangeContext,
  NO_PREMIUM_FEATURES,
  activate,
  enablePointsExpiration,
  pause,
  untouchedDraft,
  update as updateProgram,
} from '@loyalty-programs/core/adapter-kit';

/** When loyalty was installed on the sites of the builders. */
export const INSTALLED_ON = Date.UTC(2024, 1, 29, 12);

let sites = 0;

/** A site that no other call of this gives. */
export const uniqueSiteId = (): SiteId => siteIdOf(`site-${(sites += 1)}`);

/** Loyalty beside one compatible app, on a plan with every premium feature. */
export const anInstallation = (overrides: Partial<Installed> = {}): Installed => ({
  installed: true,
  since: INSTALLED_ON,
  accountId: null,
  apps: ['stores'],
  premiumFeatures: { loyaltyProgram: true, tiers: true, pointsExpiration: true },
  ...overrides,
});

/** Loyalty and nothing else: no compatible app, no premium feature. */
export const aBareInstallation = (overrides: Partial<Installed> = {}): Installed =>
  anInstallation({ apps: [], premiumFeatures: NO_PREMIUM_FEATURES, ...overrides });

/** An operation a minute after the installation, by an unknown actor. */
export const aContext = (overrides: Partial<ChangeContext> = {}): ChangeContext => ({
  now: INSTALLED_ON + 60_000,
  actor: null,
  ...overrides,
});

/** What a built program has beside its status. */
export interface ProgramTraits {
  readonly siteId?: SiteId;
  /** Applied before any change of status. */
  readonly update?: ProgramUpdateInput;
  readonly expirationEnabled?: boolean;
}

const built = ({ program }: Change): LoyaltyProgram => program;

const unbuildable = ({ type }: { readonly type: string }): never => {
  throw new Error(`no program can be built like this: ${type}`);
};

/** A DRAFT; without traits the untouched one. */
export const aDraftProgram = ({
  siteId = siteIdOf('site-of-the-builders'),
  update = {},
  expirationEnabled = false,
}: ProgramTraits = {}): LoyaltyProgram => {
  const draft = updateProgram(untouchedDraft(siteId, INSTALLED_ON), update, aContext()).match(
    built,
    unbuildable,
  );
  if (!expirationEnabled) return draft;
  return enablePointsExpiration(draft, anInstallation(), aContext()).match(built, unbuildable);
};

/** An ACTIVE program, called "Star Club" where the traits do not say otherwise. */
export const anActiveProgram = (traits: ProgramTraits = {}): LoyaltyProgram => {
  const draft = aDraftProgram({ ...traits, update: { name: 'Star Club', ...traits.update } });
  return activate(draft, anInstallation(), aContext()).match(built, unbuildable);
};

/** A PAUSED program, called "Star Club" where the traits do not say otherwise. */
export const aPausedProgram = (traits: ProgramTraits = {}): LoyaltyProgram =>
  pause(anActiveProgram(traits), aContext()).match(built, unbuildable);
