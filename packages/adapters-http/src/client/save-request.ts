import type { ProgramEvent } from '@loyalty-programs/core';
import { type Change, FIELD_LIST, setValue, valueOf } from '@loyalty-programs/core/adapter-kit';
import type { ApiCall } from './call.js';
import { action } from './program-questions.js';

type SaveRequest = Pick<ApiCall, 'method' | 'path'> & { readonly body: string };

/** The update that sets what the events report. */
const updateOf = (events: readonly ProgramEvent[]): object => {
  const update = {};
  for (const { after } of events) {
    for (const field of FIELD_LIST) {
      const value = valueOf(after, field);
      if (value !== undefined) setValue(update, field, value);
    }
  }
  return update;
};

/** The call of the operation that makes a change. */
export const saveRequest = ({ events }: Change): SaveRequest => {
  switch (events[0]?.type) {
    case 'ProgramActivated':
      return action('activate');
    case 'ProgramPaused':
      return action('pause');
    case 'PointsExpirationEnabled':
      return action('points-expiration/enable');
    case 'PointsExpirationDisabled':
      return action('points-expiration/disable');
    default:
      return {
        method: 'PATCH',
        path: '/v1/program',
        body: JSON.stringify({ loyaltyProgram: updateOf(events) }),
      };
  }
};
