import type { Icon, LoyaltyProgramView, Timestamp } from '@loyalty-programs/core';

/** A point in time as RFC 3339 in UTC with milliseconds. */
export const toDateText = (time: Timestamp): string => new Date(time).toISOString();

/** An icon as answers carry it: what it does not have is left out. */
export const toIconBody = (icon: Icon): Record<string, string | number> => {
  const body: Record<string, string | number> = {};
  for (const [field, value] of Object.entries<string | number | null>({ ...icon })) {
    if (value !== null) body[field] = value;
  }
  return body;
};

const toProgramBody = ({
  name,
  pointDefinition: { customName, customNameForms, icon },
  status,
  pointsExpiration,
  premiumFeatures,
  createdDate,
  updatedDate,
}: LoyaltyProgramView) => ({
  ...(name !== null && { name }),
  pointDefinition: {
    ...(customName !== null && { customName }),
    ...(customNameForms !== null && { customNameForms }),
    ...(icon !== null && { icon: toIconBody(icon) }),
  },
  status,
  pointsExpiration,
  premiumFeatures,
  createdDate: toDateText(createdDate),
  updatedDate: toDateText(updatedDate),
});

/** A program with its revision beside it, never inside: official clients send whole programs back. */
export const toProgramAnswer = (
  program: LoyaltyProgramView,
): { readonly loyaltyProgram: ReturnType<typeof toProgramBody>; readonly revision: string } => ({
  loyaltyProgram: toProgramBody(program),
  revision: String(program.revision),
});
