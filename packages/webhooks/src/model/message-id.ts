import { createHash } from 'node:crypto';
import type { SiteId } from '@loyalty-programs/core';

/** A UUID made of a text: the same text always gives the same one. Version 8, as RFC 9562 has it for such. */
const uuidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

/**
 * The id of the message about an event. It derives from the event, so that a delivery that is made again, after a
 * crash or by a replay, is recognised by the receiver.
 */
export const messageIdOf = (siteId: SiteId, sequence: number): string =>
  `msg_${uuidOf(`${siteId}/${sequence}`)}`;
