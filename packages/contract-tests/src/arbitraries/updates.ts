import type { ProgramUpdateInput } from '@loyalty-programs/core';
import { type Field, FIELD_LIST } from '@loyalty-programs/core/adapter-kit';
import fc, { type Arbitrary } from 'fast-check';
import { validInputs } from './inputs.js';

const settable = FIELD_LIST.filter(({ event }) => event !== null);
const parts = [...new Set(settable.flatMap(({ part }) => part ?? []))];

/** Values against one `null`; lists are rarer, since they are long. */
const weightOf = ({ kind }: Field): number => (kind.schema.type === 'list' ? 1 : 5);

/** Programs that were activated can't lose their name. */
const fieldInputs = (field: Field): Arbitrary<unknown> =>
  field.path === 'name'
    ? validInputs(field)
    : fc.oneof(
        { weight: weightOf(field), arbitrary: validInputs(field) },
        { weight: 1, arbitrary: fc.constant(null) },
      );

const inputsIn = (part: string | null): Readonly<Record<string, Arbitrary<unknown>>> =>
  Object.fromEntries(
    settable.filter((field) => field.part === part).map((field) => [field.key, fieldInputs(field)]),
  );

const partInputs = (part: string): Arbitrary<unknown> =>
  fc.option(fc.record(inputsIn(part), { requiredKeys: [] }), { freq: 6 });

/** Forms need a name that they inflect. */
const withoutOrphanedForms = (input: ProgramUpdateInput): ProgramUpdateInput => {
  if (typeof input.pointDefinition?.customName === 'string' || !input.pointDefinition) return input;
  return { ...input, pointDefinition: { ...input.pointDefinition, customNameForms: null } };
};

/** Updates that every program accepts, whatever its status. Any field and any part may be left out. */
export const updateInputs = (): Arbitrary<ProgramUpdateInput> =>
  fc
    .record(
      { ...inputsIn(null), ...Object.fromEntries(parts.map((part) => [part, partInputs(part)])) },
      { requiredKeys: [] },
    )
    .map((input): ProgramUpdateInput => withoutOrphanedForms(input));
