import { SOME_OBJECT, SOME_TEXT } from './matchers.js';

/** The body of every error but violations. */
export const applicationError = (code: string, data: unknown = {}): unknown => ({
  message: SOME_TEXT,
  details: { applicationError: { code, description: SOME_TEXT, data } },
});

/** A violation as it has to stand in a body; what is not given is not looked at. */
export interface Violation {
  readonly field: string;
  readonly violatedRule: string;
  readonly data?: unknown;
}

/** The body of a 400: these violations in this order and no others. */
export const validationError = (...violations: readonly Violation[]): unknown => ({
  message: SOME_TEXT,
  details: {
    validationError: {
      fieldViolations: violations.map(({ data = SOME_OBJECT, ...violation }) => ({
        ...violation,
        description: SOME_TEXT,
        data,
      })),
    },
  },
});

/** The dates of a program on which nothing was done yet. */
export const INSTALLED_DATE = '2024-02-29T12:00:00.000Z';

/** When, by the clock of a world, everything happens. */
export const NOW = '2024-02-29T12:01:00.000Z';

export const ALL_FEATURES = { loyaltyProgram: true, tiers: true, pointsExpiration: true };

/** A program as answers carry it: the untouched draft but for what is given. */
export const programBody = (overrides: object = {}): object => ({
  pointDefinition: {},
  status: 'DRAFT',
  pointsExpiration: { status: 'DISABLED', monthsOfInactivity: 3, expiringPointsPercentage: 100 },
  premiumFeatures: ALL_FEATURES,
  createdDate: INSTALLED_DATE,
  updatedDate: INSTALLED_DATE,
  ...overrides,
});
