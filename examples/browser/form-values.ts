import type { FieldViolation, LoyaltyProgram, ProgramUpdateInput } from '@loyalty-programs/core';

/** The values of the form, as typed. */
export interface FormValues {
  readonly name: string;
  readonly unitName: string;
  readonly iconUrl: string;
}

export type FieldName = keyof FormValues;

/** The program that the form shows, if one was loaded. */
export type Loaded = LoyaltyProgram | undefined;

export const valuesOf = ({ name, pointDefinition: { customName, icon } }: LoyaltyProgram): FormValues => ({
  name: name ?? '',
  unitName: customName ?? '',
  iconUrl: icon?.url ?? '',
});

/** The update that the form asks for. An empty name unsets it, which only a draft allows. */
export const updateOf = ({ name, unitName, iconUrl }: FormValues, loaded: Loaded): ProgramUpdateInput => {
  const icon = loaded?.pointDefinition.icon ?? null;
  return {
    name: name === '' ? null : name,
    pointDefinition: {
      customName: unitName,
      // An icon is replaced as a whole. If its URL is unchanged, leave it out to keep its size and texts.
      ...(iconUrl !== (icon?.url ?? '') && { icon: iconUrl === '' ? null : { url: iconUrl } }),
    },
  };
};

const FIELDS: readonly (readonly [path: string, name: FieldName])[] = [
  ['name', 'name'],
  ['pointDefinition.customName', 'unitName'],
  ['pointDefinition.icon', 'iconUrl'],
];

/** The violations to show next to a field of the form. */
export const violationsFor = (
  name: FieldName,
  violations: readonly FieldViolation[],
): readonly FieldViolation[] =>
  violations.filter(({ field }) =>
    FIELDS.some(([path, of]) => of === name && (field === path || field.startsWith(`${path}.`))),
  );
