import type { ComponentChildren, JSX, TargetedInputEvent } from 'preact';
import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { FieldViolation } from '@loyalty-programs/core';
import { lengthOf, normaliseText } from '@loyalty-programs/core/adapter-kit';
import { numberText, t } from '../i18n.js';
import { explainViolation } from './explain.js';

interface FieldProps {
  readonly label: string;
  readonly help?: ComponentChildren;
  readonly violations?: readonly FieldViolation[];
  /** Shows how long the text is, as the rules count it. */
  readonly counted?: { readonly text: string; readonly maxLength: number };
  /** The control; it gets what connects it with its label and its messages. */
  readonly children: (control: ControlProps) => ComponentChildren;
}

interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

/** A control with its label, help and violations. */
export const Field = ({ label, help, violations = [], counted, children }: FieldProps): JSX.Element => {
  const id = useId();
  const isInvalid = violations.length > 0;
  const length = counted && lengthOf(normaliseText(counted.text));
  return (
    <div class={isInvalid ? 'field invalid' : 'field'}>
      <div class="field-head">
        <label for={id}>{label}</label>
        {counted !== undefined && length !== undefined && (
          <span class={length > counted.maxLength ? 'counter over' : 'counter'}>
            <span aria-hidden="true" dir="ltr">
              {numberText(length)} / {numberText(counted.maxLength)}
            </span>
            <span class="visually-hidden">{t('field.count', { length, max: counted.maxLength })}</span>
          </span>
        )}
      </div>
      {children({ id, 'aria-describedby': `${id}-help ${id}-errors`, 'aria-invalid': isInvalid })}
      <div id={`${id}-help`} class="help">
        {help}
      </div>
      <div id={`${id}-errors`} class="errors" role="status">
        {violations.map((violation) => (
          <p key={violation.description}>{explainViolation(violation)}</p>
        ))}
      </div>
    </div>
  );
};

interface TextFieldProps extends Omit<FieldProps, 'children' | 'counted'> {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly maxLength?: number;
  readonly type?: 'text' | 'password' | 'url' | 'search' | 'number';
  readonly lang?: string;
  readonly placeholder?: string;
  readonly autocomplete?: 'off' | 'name' | 'current-password';
  readonly min?: number;
  readonly max?: number;
  readonly autofocus?: boolean;
}

/** A line of text. */
export const TextField = ({
  value,
  onInput,
  maxLength,
  type = 'text',
  lang,
  placeholder,
  autocomplete = 'off',
  min,
  max,
  autofocus = false,
  ...field
}: TextFieldProps): JSX.Element => (
  <Field {...field} {...(maxLength !== undefined && { counted: { text: value, maxLength } })}>
    {(control) => {
      const shared = {
        ...control,
        lang,
        value,
        placeholder,
        autocomplete,
        autofocus,
        onInput: ({ currentTarget }: TargetedInputEvent<HTMLInputElement>) => {
          onInput(currentTarget.value);
        },
      };
      switch (type) {
        case 'text':
          return <input {...shared} type="text" dir="auto" spellcheck />;
        case 'search':
          return <input {...shared} type="search" dir="auto" spellcheck={false} />;
        case 'password':
          return <input {...shared} type="password" />;
        case 'url':
          return <input {...shared} type="url" dir="ltr" spellcheck={false} />;
        case 'number':
          return <input {...shared} type="number" min={min} max={max} />;
      }
    }}
  </Field>
);

interface SelectFieldProps extends Omit<FieldProps, 'children' | 'counted'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly (readonly [value: string, text: string])[];
}

/** One of a few values. */
export const SelectField = ({ value, onChange, options, ...field }: SelectFieldProps): JSX.Element => (
  <Field {...field}>
    {(control) => (
      <select
        {...control}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    )}
  </Field>
);

/** The words in a field that takes several, separated by blanks or commas. */
export const words = (text: string): readonly string[] => text.split(/[\s,]+/u).filter((word) => word !== '');

interface ChoicesProps<Choice extends string> {
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly chosen: Signal<readonly Choice[]>;
  readonly labelOf: (choice: Choice) => ComponentChildren;
}

/** Checkboxes, of which any number may be chosen. */
export const Choices = <Choice extends string>({
  legend,
  choices,
  chosen,
  labelOf,
}: ChoicesProps<Choice>): JSX.Element => (
  <fieldset>
    <legend>{legend}</legend>
    {choices.map((choice) => (
      <label key={choice} class="choice">
        <input
          type="checkbox"
          checked={chosen.value.includes(choice)}
          onChange={({ currentTarget }) => {
            const others = chosen.value.filter((each) => each !== choice);
            chosen.value = currentTarget.checked ? [...others, choice] : others;
          }}
        />
        {labelOf(choice)}
      </label>
    ))}
  </fieldset>
);
