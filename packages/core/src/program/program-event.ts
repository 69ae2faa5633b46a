import type { Actor, SiteId } from '../values/identifiers.js';
import type { PointDefinition } from './point-definition.js';
import type { PointsExpirationSettings } from './points-expiration.js';
import type { ProgramName } from './program-name.js';
import type { ProgramStatus } from './program-status.js';
import type { Timestamp } from '../values/timestamp.js';

/** Name and point definition, as far as a change touched them. */
export interface Customisation {
  readonly name?: ProgramName | null;
  readonly pointDefinition?: Partial<PointDefinition>;
}

/** What each kind of event says of the program before and after: the values that changed, no others. */
export interface ProgramEventPayloads {
  ProgramCustomised: { readonly before: Customisation; readonly after: Customisation };
  ProgramActivated: {
    readonly before: { readonly status: ProgramStatus };
    readonly after: { readonly status: 'ACTIVE' };
  };
  ProgramPaused: {
    readonly before: { readonly status: ProgramStatus };
    readonly after: { readonly status: 'PAUSED' };
  };
  PointsExpirationEnabled: {
    readonly before: { readonly pointsExpiration: { readonly status: 'DISABLED' } };
    readonly after: { readonly pointsExpiration: { readonly status: 'ENABLED' } };
  };
  PointsExpirationDisabled: {
    readonly before: { readonly pointsExpiration: { readonly status: 'ENABLED' } };
    readonly after: { readonly pointsExpiration: { readonly status: 'DISABLED' } };
  };
  PointsExpirationConfigured: {
    readonly before: { readonly pointsExpiration: Partial<PointsExpirationSettings> };
    readonly after: { readonly pointsExpiration: Partial<PointsExpirationSettings> };
  };
}

export type ProgramEventType = keyof ProgramEventPayloads;

export const PROGRAM_EVENT_TYPES = [
  'ProgramCustomised',
  'ProgramActivated',
  'ProgramPaused',
  'PointsExpirationEnabled',
  'PointsExpirationDisabled',
  'PointsExpirationConfigured',
] as const satisfies readonly ProgramEventType[];

/** Where an event stands, when it happened and who asked for it. */
export interface EventMetadata {
  readonly siteId: SiteId;
  /** The revision that the program got with the change. */
  readonly revision: number;
  /** Position within the change, from 0. */
  readonly ordinal: number;
  readonly time: Timestamp;
  /** `null` where it is not known. */
  readonly actor: Actor | null;
}

/** Something that happened to a program. Its events in order are its whole history. */
export type ProgramEvent = {
  [Type in ProgramEventType]: EventMetadata & { readonly type: Type } & Readonly<ProgramEventPayloads[Type]>;
}[ProgramEventType];

/** An event before it has its place in the history. */
export type ProgramOccurrence = {
  [Type in ProgramEventType]: { readonly type: Type } & Readonly<ProgramEventPayloads[Type]>;
}[ProgramEventType];
