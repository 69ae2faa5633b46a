import {
  FIELDS,
  type FieldViolation,
  type LoyaltyProgram,
  parseProgramUpdate,
  type PointDefinition,
} from '@loyalty-programs/core';
import { ICON_LIMITS, update } from '@loyalty-programs/core/adapter-kit';
import { FieldView } from './field-view.js';
import {
  type FieldName,
  type FormValues,
  type Loaded,
  updateOf,
  valuesOf,
  violationsFor,
} from './form-values.js';

const INPUTS: readonly FieldName[] = ['name', 'unitName', 'iconUrl'];

/** The form of a program, validated at every keystroke by the same rules as in the service. */
export class ProgramForm {
  readonly #fields: Readonly<Record<FieldName, FieldView>> = {
    name: new FieldView('name', FIELDS.name.kind.limits),
    unitName: new FieldView('unit-name', FIELDS.pointDefinition.customName.kind.limits),
    iconUrl: new FieldView('icon-url', ICON_LIMITS.url),
  };
  #loaded: Loaded;
  /** The last valid name of the points: the preview shows it while the user types another one. */
  #unit: PointDefinition['customName'] = null;

  constructor(onInput: () => void) {
    for (const name of INPUTS) this.#fields[name].input.addEventListener('input', onInput);
  }

  get values(): FormValues {
    const { name, unitName, iconUrl } = this.#fields;
    return { name: name.value, unitName: unitName.value, iconUrl: iconUrl.value.trim() };
  }

  get update(): ReturnType<typeof updateOf> {
    return updateOf(this.values, this.#loaded);
  }

  /** The revision that the values of the form are based on. */
  get revision(): number | undefined {
    return this.#loaded?.revision;
  }

  /** The point definition for the labels of the preview. */
  get pointDefinition(): PointDefinition {
    this.#unit = FIELDS.pointDefinition.customName.kind.parse(this.values.unitName, '').unwrapOr(this.#unit);
    const loaded = this.#loaded?.pointDefinition;
    const isLoaded = loaded !== undefined && loaded.customName === this.#unit;
    return {
      customName: this.#unit,
      // Forms belong to the name that they inflect.
      customNameForms: isLoaded ? loaded.customNameForms : null,
      icon: null,
    };
  }

  /** Keeps what was typed, as a change of this program from now on. */
  rebase(program: Loaded): void {
    this.#loaded = program;
  }

  load(program: LoyaltyProgram): void {
    this.rebase(program);
    const values = valuesOf(program);
    for (const name of INPUTS) this.#fields[name].input.value = values[name];
  }

  /** Every rule that the form breaks. */
  get violations(): readonly FieldViolation[] {
    if (this.#loaded === undefined) {
      return parseProgramUpdate(this.update).match(
        () => [],
        (violations) => violations,
      );
    }
    return update(this.#loaded, this.update, { now: 0, actor: null }).match(
      () => [],
      ({ violations }) => violations,
    );
  }

  /** Shows the violations of each field; returns them in words. */
  show(violations: readonly FieldViolation[]): string {
    return INPUTS.map((name) => {
      const own = violationsFor(name, violations);
      this.#fields[name].show(own);
      return this.#fields[name].spoken(own);
    })
      .filter((words) => words !== '')
      .join(' ');
  }

  focusFirst(violations: readonly FieldViolation[]): void {
    const wrong = INPUTS.find((name) => violationsFor(name, violations).length > 0);
    if (wrong !== undefined) this.#fields[wrong].input.focus();
  }
}
