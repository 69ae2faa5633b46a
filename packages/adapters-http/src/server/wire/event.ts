import type { ProgramEvent } from '@loyalty-programs/core';
import type { Customisation } from '@loyalty-programs/core/adapter-kit';
import { toDateText, toIconBody } from './program.js';

const toCustomisationBody = ({ name, pointDefinition }: Customisation) => ({
  ...(name !== undefined && { name }),
  ...(pointDefinition !== undefined && {
    pointDefinition: {
      ...(pointDefinition.customName !== undefined && { customName: pointDefinition.customName }),
      ...(pointDefinition.customNameForms !== undefined && {
        customNameForms: pointDefinition.customNameForms,
      }),
      ...(pointDefinition.icon !== undefined && {
        icon: pointDefinition.icon === null ? null : toIconBody(pointDefinition.icon),
      }),
    },
  }),
});

/** An event as answers carry it. A `null` in it is a value that was or is not set. */
export const toEventBody = (event: ProgramEvent): Record<string, unknown> => ({
  type: event.type,
  revision: String(event.revision),
  ordinal: event.ordinal,
  time: toDateText(event.time),
  ...(event.actor !== null && { actor: event.actor }),
  before: event.type === 'ProgramCustomised' ? toCustomisationBody(event.before) : event.before,
  after: event.type === 'ProgramCustomised' ? toCustomisationBody(event.after) : event.after,
});
