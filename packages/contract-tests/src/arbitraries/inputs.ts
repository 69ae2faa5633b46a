import { FIELDS } from '@loyalty-programs/core';
import type { Field, Kind, Schema } from '@loyalty-programs/core/adapter-kit';
import fc, { type Arbitrary } from 'fast-check';
import { iconInputs } from './icons.js';
import { nameForms, nameTranslations } from './name-forms.js';
import { displayTexts, storableTexts } from './texts.js';

/** Kinds with rules that their schema does not describe. */
const SPECIAL = new Map<Kind<unknown, unknown>, () => Arbitrary<unknown>>([
  [FIELDS.pointDefinition.icon.kind, iconInputs],
  [FIELDS.pointDefinition.customNameForms.kind, nameForms],
  [FIELDS.nameTranslations.kind, nameTranslations],
]);

const valuesOf = (schema: Schema): Arbitrary<unknown> => {
  switch (schema.type) {
    case 'text':
      return schema.isDisplayed ? displayTexts(schema) : storableTexts(schema);
    case 'integer':
      return fc.integer(schema);
    case 'word':
      return fc.constantFrom(...schema.words);
    case 'list':
      return fc.array(valuesOf(schema.items), { maxLength: schema.maxItems });
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties).map(([key, property]) => [key, valuesOf(property.schema)]),
        ),
      );
  }
};

/** Every value of a field that an update accepts, as a caller may write it; never `null`. */
export const validInputs = ({ kind }: Field): Arbitrary<unknown> =>
  SPECIAL.get(kind)?.() ?? valuesOf(kind.schema);
