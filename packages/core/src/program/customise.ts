import { type Result, ok } from 'neverthrow';
import { type Change, type ChangeContext, changeOf } from './change.js';
import { type InvalidInput, invalidInput } from './errors.js';
import { isSameNameForms } from '../values/custom-name-forms.js';
import { required } from '../values/field-violation.js';
import { isSameIcon } from '../values/icon.js';
import type { LoyaltyProgram } from './loyalty-program.js';
import { isSentBackByOfficialClient } from './official-client.js';
import { type Parsed, refused } from '../values/parsing.js';
import type { PointDefinition } from './point-definition.js';
import type { ProgramOccurrence } from './program-event.js';
import {
  type CustomisableValues,
  type ProgramUpdate,
  type RulesOfState,
  parseProgramUpdate,
} from './program-update.js';

/**
 * Forms belong to the name that they inflect. Another name without new forms has none; forms that are just the
 * stored ones are not new, since official clients send whole programs back.
 */
const settleNameForms = (asked: ProgramUpdate, stored: PointDefinition): Parsed<ProgramUpdate> => {
  const { customName = stored.customName, customNameForms = stored.customNameForms } = asked;
  if (isSameNameForms(customNameForms, stored.customNameForms)) {
    return ok(customName === stored.customName ? asked : { ...asked, customNameForms: null });
  }
  return customNameForms !== null && customName === null
    ? refused(required('loyaltyProgram.pointDefinition.customName'))
    : ok(asked);
};

const rulesFor = ({ status, pointDefinition }: LoyaltyProgram): RulesOfState => ({
  nameMayBeUnset: status === 'DRAFT',
  isIconUnchanged: (raw) => isSentBackByOfficialClient(raw, pointDefinition.icon),
  settlePoints: (asked) => settleNameForms(asked, pointDefinition),
});

/** Parses an update of a program as it came from outside, by all its rules. Reports all violations at once. */
export const parseUpdateOf = (program: LoyaltyProgram, raw: unknown): Parsed<ProgramUpdate> =>
  parseProgramUpdate(raw, rulesFor(program));

const valuesOf = (program: LoyaltyProgram): CustomisableValues => {
  const { name, pointDefinition, pointsExpiration } = program;
  const { monthsOfInactivity, expiringPointsPercentage } = pointsExpiration;
  return { name, ...pointDefinition, monthsOfInactivity, expiringPointsPercentage };
};

/** What an update makes happen: each event holds just the values that become others. */
const occurrencesOf = (program: LoyaltyProgram, update: ProgramUpdate): ProgramOccurrence[] => {
  const current = valuesOf(program);
  const wanted: CustomisableValues = { ...current, ...update };
  const name = wanted.name !== current.name;
  const customName = wanted.customName !== current.customName;
  const forms = !isSameNameForms(wanted.customNameForms, current.customNameForms);
  const icon = !isSameIcon(wanted.icon, current.icon);
  const months = wanted.monthsOfInactivity !== current.monthsOfInactivity;
  const percentage = wanted.expiringPointsPercentage !== current.expiringPointsPercentage;

  const customised = (values: CustomisableValues) => ({
    ...(name && { name: values.name }),
    ...((customName || forms || icon) && {
      pointDefinition: {
        ...(customName && { customName: values.customName }),
        ...(forms && { customNameForms: values.customNameForms }),
        ...(icon && { icon: values.icon }),
      },
    }),
  });
  const configured = (values: CustomisableValues) => ({
    pointsExpiration: {
      ...(months && { monthsOfInactivity: values.monthsOfInactivity }),
      ...(percentage && { expiringPointsPercentage: values.expiringPointsPercentage }),
    },
  });

  const occurrences: ProgramOccurrence[] = [];
  if (name || customName || forms || icon) {
    occurrences.push({ type: 'ProgramCustomised', before: customised(current), after: customised(wanted) });
  }
  if (months || percentage) {
    occurrences.push({
      type: 'PointsExpirationConfigured',
      before: configured(current),
      after: configured(wanted),
    });
  }
  return occurrences;
};

/**
 * Changes name, point definition and expiration settings: one decision. All violations are reported at once,
 * and with any of them nothing changes. An update that asks for what is there already changes nothing.
 *
 * @param input a `ProgramUpdateInput`, or whatever claims to be one: it is parsed here.
 */
export const customise = (
  program: LoyaltyProgram,
  input: unknown,
  context: ChangeContext,
): Result<Change, InvalidInput> =>
  parseUpdateOf(program, input)
    .mapErr(invalidInput)
    .map((update) => changeOf(program, occurrencesOf(program, update), context));
