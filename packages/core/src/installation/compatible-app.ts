/** The apps beside which a loyalty program works; at least one of them is needed to become ACTIVE. */
export const COMPATIBLE_APPS = ['bookings', 'events', 'pricing-plans', 'restaurants', 'stores'] as const;

export type CompatibleApp = (typeof COMPATIBLE_APPS)[number];

export const isCompatibleApp = (raw: unknown): raw is CompatibleApp =>
  COMPATIBLE_APPS.some((app) => app === raw);
