import type { ProgramEvent, ProgramUpdateInput } from '@loyalty-programs/core';
import type { Change } from '@loyalty-programs/core/adapter-kit';
import type { ApiCall } from './call.js';
import { action } from './program-questions.js';

type SaveRequest = Pick<ApiCall, 'method' | 'path'> & { readonly body: string };

const updateOf = (events: readonly ProgramEvent[]): ProgramUpdateInput =>
  events.reduce<ProgramUpdateInput>(
    (update, event) =>
      event.type === 'ProgramCustomised' || event.type === 'PointsExpirationConfigured'
        ? { ...update, ...event.after }
        : update,
    {},
  );

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
    case 'ProgramCustomised':
    case 'PointsExpirationConfigured':
    case undefined:
      return {
        method: 'PATCH',
        path: '/v1/program',
        body: JSON.stringify({ loyaltyProgram: updateOf(events) }),
      };
  }
};
