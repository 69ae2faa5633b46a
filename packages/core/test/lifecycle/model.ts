/** All that the lifecycle depends on, as simple as can be. */
export interface Model {
  installed: boolean;
  compatibleApp: boolean;
  premiumFeature: boolean;
  status: 'DRAFT' | 'ACTIVE' | 'PAUSED';
  name: string | null;
  expiration: 'DISABLED' | 'ENABLED';
  readonly events: string[];
}

/** The error that an operation ends with, or the event that it makes, or neither. */
export type Expected = { readonly error: object } | { readonly event: string } | 'nothing';

export const aFreshModel = (): Model => ({
  installed: true,
  compatibleApp: false,
  premiumFeature: false,
  status: 'DRAFT',
  name: null,
  expiration: 'DISABLED',
  events: [],
});

const unmet = (...reasons: string[]): Expected => ({
  error: { type: 'PreconditionsNotMet', unmet: reasons },
});

/** What each operation does to the model. Called only while loyalty is installed. */
export const rules = {
  rename: (model: Model, name: string | null): Expected => {
    if (name === model.name) return 'nothing';
    if (name === null && model.status !== 'DRAFT') return { error: { type: 'InvalidInput' } };
    model.name = name;
    return { event: 'ProgramUpdated' };
  },
  activate: (model: Model): Expected => {
    if (model.status === 'ACTIVE') return 'nothing';
    if (!model.compatibleApp && model.name === null) return unmet('NoCompatibleApp', 'NameMissing');
    if (!model.compatibleApp) return unmet('NoCompatibleApp');
    if (model.name === null) return unmet('NameMissing');
    model.status = 'ACTIVE';
    return { event: 'ProgramActivated' };
  },
  pause: (model: Model): Expected => {
    if (model.status === 'PAUSED') return 'nothing';
    if (model.status === 'DRAFT') {
      return { error: { type: 'StatusTransitionNotAllowed', operation: 'pause', status: 'DRAFT' } };
    }
    model.status = 'PAUSED';
    return { event: 'ProgramPaused' };
  },
  enable: (model: Model): Expected => {
    if (model.expiration === 'ENABLED') return 'nothing';
    if (!model.premiumFeature) return unmet('PremiumFeatureMissing');
    model.expiration = 'ENABLED';
    return { event: 'PointsExpirationEnabled' };
  },
  disable: (model: Model): Expected => {
    if (model.expiration === 'DISABLED') return 'nothing';
    model.expiration = 'DISABLED';
    return { event: 'PointsExpirationDisabled' };
  },
};
