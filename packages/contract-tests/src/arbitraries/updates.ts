import { LIMITS, type ProgramUpdateInput } from '@loyalty-programs/core';
import fc, { type Arbitrary } from 'fast-check';
import { iconInputs } from './icons.js';
import { nameForms } from './name-forms.js';
import { customNames, programNames } from './texts.js';

/** `null` back to the default in one of six cases, absent where `record` leaves it out. */
const orNull = <T>(values: Arbitrary<T>): Arbitrary<T | null> => fc.option(values, { freq: 6 });

const plainPoints = fc.record(
  { customName: orNull(customNames()), icon: orNull(iconInputs()) },
  { requiredKeys: [] },
);

/** Forms need a name that they inflect. */
const inflectedPoints = fc.record({ customName: customNames(), customNameForms: orNull(nameForms()) });

/** Updates that every program accepts, whatever its status: the name is never unset. */
export const updateInputs = (): Arbitrary<ProgramUpdateInput> =>
  fc.record(
    {
      name: programNames(),
      pointDefinition: orNull(fc.oneof({ weight: 3, arbitrary: plainPoints }, inflectedPoints)),
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
