import type { PointDefinition } from '@loyalty-programs/core';
import { formatPoints, unitName } from '@loyalty-programs/core/point-labels';
import { element } from './element.js';
import { LANGUAGES } from './languages.js';

/** The card of a customer: the name of the program, and a balance and a language to choose. */
export class CardView {
  readonly #card = element('card', HTMLElement);
  readonly #name = element('card-name', HTMLElement);
  readonly #unit = element('card-unit', HTMLElement);
  readonly #balance = element('card-balance', HTMLOutputElement);
  readonly #count = element('balance', HTMLInputElement);
  readonly #language = element('language', HTMLSelectElement);

  constructor(onInput: () => void) {
    this.#language.append(
      ...LANGUAGES.map(({ locale, name, english }) => {
        const label = name === english ? name : `${name} · ${english}`;
        return new Option(label, locale);
      }),
    );
    this.#count.addEventListener('input', onInput);
    this.#language.addEventListener('change', onInput);
  }

  show(name: string, pointDefinition: PointDefinition): void {
    const locale = this.#language.value;
    const count = this.#count.value === '' ? 0 : this.#count.valueAsNumber;
    this.#card.lang = locale;
    this.#card.dir = LANGUAGES.find((language) => language.locale === locale)?.direction ?? 'ltr';
    this.#name.textContent = name === '' ? '–' : name;
    this.#unit.textContent = unitName({ locale, pointDefinition });
    this.#balance.textContent = formatPoints(count, { locale, pointDefinition });
    // Titles are plain text: only characters can isolate a label that may run the other way.
    document.title = `${name} – ${formatPoints(count, { locale, pointDefinition, isolate: true })}`;
  }
}
