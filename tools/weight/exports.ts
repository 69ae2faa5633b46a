/** What pages load of ours, and of the official SDK for the same purpose. */
export const CLIENT = [
  "export { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';",
];

/** For a form that validates as one types. The client brings most of the rules along: it checks answers by them. */
export const RULES = ["export { parseProgramUpdate } from '@loyalty-programs/core';"];

export const LABELS = ["export { formatPoints } from '@loyalty-programs/core/point-labels';"];

export const ALL_OF_LABELS = ["export * from '@loyalty-programs/core/point-labels';"];

export const OFFICIAL_PROGRAMS = ["export { programs } from '@wix/loyalty';"];

export const OFFICIAL_CLIENT = [
  ...OFFICIAL_PROGRAMS,
  "export { ApiKeyStrategy, createClient } from '@wix/sdk';",
];
