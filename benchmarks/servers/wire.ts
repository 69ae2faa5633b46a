/** What callers of all servers send in `authorization`. */
export const KEY = 'the-key-of-the-benchmark';

export const PATH = '/loyalty-programs/v1/program';

/** A row of the table of programs as `pg` gives it: a `bigint` comes as text. */
export interface ProgramRow {
  readonly site_id: string;
  readonly revision: string;
  readonly name: string | null;
  readonly custom_name: string | null;
  readonly custom_name_forms: unknown;
  readonly icon_url: string | null;
  readonly icon_id: string | null;
  readonly icon_alt_text: string | null;
  readonly icon_filename: string | null;
  readonly icon_width: number | null;
  readonly icon_height: number | null;
  readonly status: string;
  readonly points_expiration_status: string;
  readonly months_of_inactivity: number;
  readonly expiring_points_percentage: number;
  readonly created_date: string;
  readonly updated_date: string;
}

export interface InstallationRow {
  readonly premium_loyalty_program: boolean;
  readonly premium_tiers: boolean;
  readonly premium_points_expiration: boolean;
}

const toDate = (milliseconds: string): string => new Date(Number(milliseconds)).toISOString();

/** The answer that our API gives, written as one would without a model; what is `undefined` JSON leaves out. */
export const answerOf = (program: ProgramRow, installation: InstallationRow): unknown => ({
  loyaltyProgram: {
    name: program.name ?? undefined,
    pointDefinition: {
      customName: program.custom_name ?? undefined,
      customNameForms: program.custom_name_forms ?? undefined,
      icon:
        program.icon_url === null
          ? undefined
          : {
              url: program.icon_url,
              id: program.icon_id ?? undefined,
              altText: program.icon_alt_text ?? undefined,
              filename: program.icon_filename ?? undefined,
              width: program.icon_width ?? undefined,
              height: program.icon_height ?? undefined,
            },
    },
    status: program.status,
    pointsExpiration: {
      status: program.points_expiration_status,
      monthsOfInactivity: program.months_of_inactivity,
      expiringPointsPercentage: program.expiring_points_percentage,
    },
    premiumFeatures: {
      loyaltyProgram: installation.premium_loyalty_program,
      tiers: installation.premium_tiers,
      pointsExpiration: installation.premium_points_expiration,
    },
    createdDate: toDate(program.created_date),
    updatedDate: toDate(program.updated_date),
  },
  revision: program.revision,
});

/** The name that a body gives a program. */
export const nameIn = (body: unknown): string | undefined => {
  if (typeof body !== 'object' || body === null || !('loyaltyProgram' in body)) return undefined;
  const { loyaltyProgram } = body;
  if (typeof loyaltyProgram !== 'object' || loyaltyProgram === null || !('name' in loyaltyProgram)) {
    return undefined;
  }
  return typeof loyaltyProgram.name === 'string' ? loyaltyProgram.name : undefined;
};
