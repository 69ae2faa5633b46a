import type { OperationRequest } from '@loyalty-programs/contract-tests';
import {
  FIELDS,
  type LoyaltyProgram,
  type ProgramStatus,
  type SiteId,
  siteIdOf,
} from '@loyalty-programs/core';
import type { PointsExpirationStatus } from '@loyalty-programs/core/adapter-kit';
import fc, { type Arbitrary } from 'fast-check';

/** The sites that all updaters change. */
export const SHARED_SITES: readonly SiteId[] = Array.from({ length: 12 }, (_, number) =>
  siteIdOf(`shared-${number}`),
);

/** The values of a program that updaters set, each on its own. */
export interface Values {
  readonly name: string | null;
  readonly customName: string | null;
  readonly icon: string | null;
  readonly months: number;
  readonly percentage: number;
  readonly status: ProgramStatus;
  readonly expiration: PointsExpirationStatus;
}

export const valuesOf = ({ name, pointDefinition, pointsExpiration, status }: LoyaltyProgram): Values => ({
  name,
  customName: pointDefinition.customName,
  icon: pointDefinition.icon?.url ?? null,
  months: pointsExpiration.monthsOfInactivity,
  percentage: pointsExpiration.expiringPointsPercentage,
  status,
  expiration: pointsExpiration.status,
});

/** A change of one value of one site. */
export interface Update {
  readonly siteId: SiteId;
  readonly request: OperationRequest;
  /** What the program has when the change is done. */
  readonly sets: Partial<Values>;
}

type Setting = Omit<Update, 'siteId'>;

const updating = (
  input: Extract<OperationRequest, { operation: 'update' }>['input'],
  sets: Partial<Values>,
): Setting => ({ request: { operation: 'update', input }, sets });

const settings = (): Arbitrary<Setting> => {
  const anything = fc.integer({ min: 1, max: 1_000_000 }).map(String);
  return fc.oneof(
    anything.map((text) => updating({ name: `Club ${text}` }, { name: `Club ${text}` })),
    anything.map((text) =>
      updating({ pointDefinition: { customName: `Stars ${text}` } }, { customName: `Stars ${text}` }),
    ),
    anything.map((text) => {
      const icon = `https://example.com/${text}.svg`;
      return updating({ pointDefinition: { icon: { url: icon } } }, { icon });
    }),
    fc
      .integer(FIELDS.pointsExpiration.monthsOfInactivity.kind.limits)
      .map((months) => updating({ pointsExpiration: { monthsOfInactivity: months } }, { months })),
    fc
      .integer(FIELDS.pointsExpiration.expiringPointsPercentage.kind.limits)
      .map((percentage) =>
        updating({ pointsExpiration: { expiringPointsPercentage: percentage } }, { percentage }),
      ),
    fc.constantFrom<Setting>(
      { request: { operation: 'activate' }, sets: { status: 'ACTIVE' } },
      { request: { operation: 'pause' }, sets: { status: 'PAUSED' } },
    ),
    fc.constantFrom<Setting>(
      { request: { operation: 'enablePointsExpiration' }, sets: { expiration: 'ENABLED' } },
      { request: { operation: 'disablePointsExpiration' }, sets: { expiration: 'DISABLED' } },
    ),
  );
};

/** The updates of one updater: the same for the same seed, in whichever process. */
export const updatesOf = (seed: number, count: number): readonly Update[] =>
  fc.sample(
    fc
      .tuple(fc.constantFrom(...SHARED_SITES), settings())
      .map(([siteId, setting]) => ({ siteId, ...setting })),
    { seed, numRuns: count },
  );
