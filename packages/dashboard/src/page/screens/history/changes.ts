import {
  type LoyaltyProgram,
  type LoyaltyProgramView,
  type ProgramEvent,
  type ProgramEventType,
} from '@loyalty-programs/core';
import { FIELD_LIST, isEqual, setValue, valueOf } from '@loyalty-programs/core/adapter-kit';
import { numberText, percentText, t } from '../../i18n.js';
import type { MessageKey } from '../../languages/messages.js';

export const EVENT_NAMES: Readonly<Record<ProgramEventType, MessageKey>> = {
  ProgramUpdated: 'event.ProgramUpdated',
  ProgramActivated: 'event.ProgramActivated',
  ProgramPaused: 'event.ProgramPaused',
  PointsExpirationEnabled: 'event.PointsExpirationEnabled',
  PointsExpirationDisabled: 'event.PointsExpirationDisabled',
  PointsExpirationConfigured: 'event.PointsExpirationConfigured',
};

const FIELD_NAMES: Readonly<Record<string, MessageKey>> = {
  name: 'edit.name',
  nameTranslations: 'edit.translations',
  'pointDefinition.customName': 'edit.unit',
  'pointDefinition.customNameForms': 'edit.forms',
  'pointDefinition.icon': 'icon.title',
  'pointsExpiration.monthsOfInactivity': 'expiration.months',
  'pointsExpiration.expiringPointsPercentage': 'expiration.percent',
};

/** A value on one line. */
const valueText = (path: string, value: unknown): string => {
  if (value === null || value === undefined) return t('none');
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    return path === 'pointsExpiration.expiringPointsPercentage' ? percentText(value) : numberText(value);
  }
  if (Array.isArray(value)) return value.map((each: unknown) => valueText(path, each)).join(' · ');
  return Object.values(value)
    .filter((each) => each !== null)
    .map((each: unknown) => valueText(path, each))
    .join(', ');
};

/** One value before and after. */
export interface Difference {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** The values that an update can set and that differ. */
const differencesBetween = (before: object, after: object): readonly Difference[] =>
  FIELD_LIST.flatMap((field) => {
    const name = FIELD_NAMES[field.path];
    const was = valueOf(before, field);
    const is = valueOf(after, field);
    if (name === undefined || isEqual(was, is)) return [];
    return [{ label: t(name), before: valueText(field.path, was), after: valueText(field.path, is) }];
  });

export const differencesOf = ({ before, after }: ProgramEvent): readonly Difference[] =>
  differencesBetween(before, after);

/**
 * The program as it was at a revision: what happened later is taken back, the last first. The events have to be all of
 * those after the revision.
 */
export const programAt = (
  current: LoyaltyProgramView,
  events: readonly ProgramEvent[],
  revision: number,
): LoyaltyProgram => {
  const { name, nameTranslations, pointDefinition, pointsExpiration } = current;
  const values: Record<string, unknown> = {
    name,
    nameTranslations,
    pointDefinition: { ...pointDefinition },
    pointsExpiration: { ...pointsExpiration },
  };
  const later = events
    .filter((event) => event.revision > revision)
    .sort((a, b) => b.revision - a.revision || b.ordinal - a.ordinal);
  for (const { before } of later) {
    for (const field of FIELD_LIST) {
      const value = valueOf(before, field);
      if (value !== undefined) setValue(values, field, value);
    }
  }
  return { ...current, ...values };
};

/** What restoring changes: only what an update can set. */
export const restoration = (
  current: LoyaltyProgramView,
  target: LoyaltyProgram,
): { readonly input: object; readonly differences: readonly Difference[] } => {
  const input: Record<string, unknown> = {};
  for (const field of FIELD_LIST) {
    if (field.event !== null && !isEqual(valueOf(current, field), valueOf(target, field))) {
      setValue(input, field, valueOf(target, field));
    }
  }
  return { input, differences: differencesBetween(current, target) };
};
