import type { FieldViolation, LoyaltyProgram, ProgramUpdateInput } from '@loyalty-programs/core';

/** What stands in the form, as typed. */
export interface FormValues {
  readonly name: string;
  readonly unitName: string;
  readonly iconUrl: string;
}

export type FieldName = keyof FormValues;

/** The program whose values stand in the form, if one was loaded. */
export type Loaded = LoyaltyProgram | undefined;

export const valuesOf = ({ name, pointDefinition: { customName, icon } }: LoyaltyProgram): FormValues => ({
  name: name ?? '',
  unitName: customName ?? '',
  iconUrl: icon?.url ?? '',
});

/** What the form asks for. An empty name asks for none, which only a draft may have. */
export const updateOf = ({ name, unitName, iconUrl }: FormValues, loaded: Loaded): ProgramUpdateInput => {
  const icon = loaded?.pointDefinition.icon ?? null;
  return {
    name: name === '' ? null : name,
    pointDefinition: {
      customName: unitName,
      // An icon is replaced as a whole: size and texts of the stored one stay with its address.
      ...(iconUrl !== (icon?.url ?? '') && { icon: iconUrl === '' ? null : { url: iconUrl } }),
    },
  };
};

const FIELDS: readonly (readonly [path: string, name: FieldName])[] = [
  ['loyaltyProgram.name', 'name'],
  ['loyaltyProgram.pointDefinition.customName', 'unitName'],
  ['loyaltyProgram.pointDefinition.icon', 'iconUrl'],
];

/** The violations that belong beside one field of the form. */
export const violationsFor = (
  name: FieldName,
  violations: readonly FieldViolation[],
): readonly FieldViolation[] =>
  violations.filter(({ field }) => FIELDS.some(([path, of]) => of === name && field.startsWith(path)));
