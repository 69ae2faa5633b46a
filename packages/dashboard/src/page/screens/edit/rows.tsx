import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { FIELDS, type FieldViolation } from '@loyalty-programs/core';
import { MAX_LOCALES, NAME_FORM_LENGTH } from '@loyalty-programs/core/adapter-kit';
import { formatPoints } from '@loyalty-programs/core/point-labels';
import { languageName, t } from '../../i18n.js';
import { Button } from '../../ui/controls.js';
import { SelectField, TextField } from '../../ui/field.js';
import { languageOptions } from '../../ui/languages.js';
import { categoriesOf, type FormsRow, type TranslationRow } from './draft.js';

/** What is wrong with a field; an empty one that was never filled is left in peace until somebody saves. */
export type ViolationsAt = (path: string, isEmpty: boolean) => readonly FieldViolation[];

interface AddProps {
  readonly taken: readonly string[];
  readonly onAdd: (locale: string) => void;
  readonly label: string;
}

/** A language that is added to a list; those that are in it are not offered. */
const AddLanguage = ({ taken, onAdd, label }: AddProps): JSX.Element | null => {
  const chosen = useSignal('');
  const options = languageOptions().filter(([tag]) => !taken.includes(tag));
  if (taken.length >= MAX_LOCALES) return null;
  return (
    <div class="add">
      <SelectField
        label={label}
        value={chosen.value}
        options={[['', '–'], ...options]}
        onChange={(value) => {
          chosen.value = value;
        }}
      />
      <Button
        disabled={chosen.value === ''}
        onClick={() => {
          onAdd(chosen.value);
          chosen.value = '';
        }}
      >
        {t('edit.add')}
      </Button>
    </div>
  );
};

const RemoveButton = ({ locale, onClick }: { readonly locale: string; readonly onClick: () => void }) => (
  <Button kind="quiet" label={t('edit.removeLanguage', { language: languageName(locale) })} onClick={onClick}>
    {t('edit.remove')}
  </Button>
);

const without = <T,>(rows: readonly T[], row: T): readonly T[] => rows.filter((each) => each !== row);

const replaced = <T,>(rows: readonly T[], row: T, by: T): readonly T[] =>
  rows.map((each) => (each === row ? by : each));

interface TranslationsProps {
  readonly rows: readonly TranslationRow[];
  readonly violationsAt: ViolationsAt;
  readonly onChange: (rows: readonly TranslationRow[]) => void;
}

/** The name in other languages. */
export const Translations = ({ rows, violationsAt, onChange }: TranslationsProps): JSX.Element => (
  <fieldset class="rows">
    <legend>{t('edit.translations')}</legend>
    <p class="help">{t('edit.translationsHelp')}</p>
    {rows.map((row, index) => (
      <div key={row.locale} class="row">
        <TextField
          label={languageName(row.locale)}
          lang={row.locale}
          maxLength={FIELDS.name.kind.limits.maxLength}
          value={row.name}
          violations={[
            ...violationsAt(`nameTranslations[${index}].name`, row.name === ''),
            ...violationsAt(`nameTranslations[${index}].locale`, false),
          ]}
          onInput={(name) => {
            onChange(replaced(rows, row, { ...row, name }));
          }}
        />
        <RemoveButton
          locale={row.locale}
          onClick={() => {
            onChange(without(rows, row));
          }}
        />
      </div>
    ))}
    <AddLanguage
      label={t('edit.addTranslation')}
      taken={rows.map(({ locale }) => locale)}
      onAdd={(locale) => {
        onChange([...rows, { locale, name: '' }]);
      }}
    />
  </fieldset>
);

interface FormsProps {
  readonly unitName: string;
  readonly rows: readonly FormsRow[];
  readonly violationsAt: ViolationsAt;
  readonly onChange: (rows: readonly FormsRow[]) => void;
}

/** A form in its place: "2 ______". */
const example = (locale: string, sample: number | undefined): string => {
  if (sample === undefined) return t('edit.otherNumbers');
  return formatPoints(sample, { locale, pointDefinition: { customName: '…' } });
};

/** How the unit name is inflected, by language. */
export const UnitForms = ({ unitName, rows, violationsAt, onChange }: FormsProps): JSX.Element => (
  <fieldset class="rows">
    <legend>{t('edit.forms')}</legend>
    <p class="help">{t('edit.formsHelp')}</p>
    {rows.map((row, index) => (
      <div key={row.locale} class="row">
        <div class="forms">
          <h2>{languageName(row.locale)}</h2>
          {categoriesOf(row.locale).map(({ category, sample }) => {
            const value = row.forms[category] ?? '';
            return (
              <TextField
                key={category}
                label={example(row.locale, sample)}
                lang={row.locale}
                maxLength={NAME_FORM_LENGTH.maxLength}
                placeholder={unitName}
                value={value}
                violations={violationsAt(
                  `pointDefinition.customNameForms[${index}].forms.${category}`,
                  value === '',
                )}
                onInput={(form) => {
                  onChange(replaced(rows, row, { ...row, forms: { ...row.forms, [category]: form } }));
                }}
              />
            );
          })}
        </div>
        <RemoveButton
          locale={row.locale}
          onClick={() => {
            onChange(without(rows, row));
          }}
        />
      </div>
    ))}
    <AddLanguage
      label={t('edit.addForms')}
      taken={rows.map(({ locale }) => locale)}
      onAdd={(locale) => {
        // The unit name as it is written is the form for all other numbers until another one is typed.
        onChange([...rows, { locale, forms: { other: unitName } }]);
      }}
    />
  </fieldset>
);
