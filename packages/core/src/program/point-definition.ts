import type { CustomNameForms } from '../values/custom-name-forms.js';
import { ok } from 'neverthrow';
import type { Icon } from '../values/icon.js';
import { CUSTOM_NAME_LENGTH } from '../values/limits.js';
import { type Branded, type Parsed, branded } from '../values/parsing.js';
import { normaliseText, parseDisplayText } from '../values/text.js';

/** A unit name of the owner's own, "Stars": 1–20 characters, shown as written in every language. */
export type CustomName = Branded<'CustomName'>;

/** How the program's points are called and shown. */
export interface PointDefinition {
  /** `null`: the default name "Points", translated and inflected by count. */
  readonly customName: CustomName | null;
  /** How the custom name is inflected; `null`: not at all. They belong to the name and go with it. */
  readonly customNameForms: CustomNameForms | null;
  /** `null`: no icon. */
  readonly icon: Icon | null;
}

export const DEFAULT_POINT_DEFINITION: PointDefinition = /* @__PURE__ */ Object.freeze({
  customName: null,
  customNameForms: null,
  icon: null,
});

/** Parses a custom name. Empty text asks for the default name, just as `null` does. */
export const parseCustomName = (
  raw: unknown,
  field = 'loyaltyProgram.pointDefinition.customName',
): Parsed<CustomName | null> => {
  if (raw === null || (typeof raw === 'string' && normaliseText(raw) === '')) return ok(null);
  return parseDisplayText(field, raw, CUSTOM_NAME_LENGTH).map(branded<'CustomName'>);
};
