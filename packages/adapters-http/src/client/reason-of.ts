import type { Refusal } from './wire/refusal.js';

/** Why something could not be had, for the logs of who asked. */
export const reasonOf = (refusal: Refusal): string => {
  const cause = 'cause' in refusal ? refusal.cause : undefined;
  return typeof cause === 'string' ? `${refusal.type}, ${cause}` : refusal.type;
};
