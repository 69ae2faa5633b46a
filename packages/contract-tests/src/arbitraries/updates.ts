import { LIMITS, type ProgramUpdateInput } from '@loyalty-programs/core';
import fc, { type Arbitrary } from 'fast-check';
import { iconInputs } from './icons.js';
import { customNames, programNames } from './texts.js';

/** `null` back to the default in one of six cases, absent where `record` leaves it out. */
const orNull = <T>(values: Arbitrary<T>): Arbitrary<T | null> => fc.option(values, { freq: 6 });

/** Updates that every program accepts, whatever its status: the name is never unset. */
export const updateInputs = (): Arbitrary<ProgramUpdateInput> =>
  fc.record(
    {
      name: programNames(),
      pointDefinition: orNull(
        fc.record({ customName: orNull(customNames()), icon: orNull(iconInputs()) }, { requiredKeys: [] }),
      ),
      pointsExpiration: orNull(
        fc.record(
          {
            monthsOfInactivity: orNull(fc.integer(LIMITS.monthsOfInactivity)),
            expiringPointsPercentage: orNull(fc.integer(LIMITS.expiringPointsPercentage)),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: [] },
  );
