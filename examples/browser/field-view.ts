import type { FieldViolation } from '@loyalty-programs/core';
import { lengthOf, normaliseText } from '@loyalty-programs/core/adapter-kit';
import { element } from './element.js';

const sentence = ({ description }: FieldViolation): string =>
  `${description.charAt(0).toUpperCase()}${description.slice(1)}.`;

/** An input with its counter, and with room for a hint or for violations. */
export class FieldView {
  readonly input: HTMLInputElement;
  readonly #counter: HTMLElement;
  readonly #message: HTMLElement;
  readonly #label: string;
  readonly #maxLength: number;

  constructor(id: string, { maxLength }: { readonly maxLength: number }) {
    this.input = element(id, HTMLInputElement);
    this.#counter = element(`${id}-counter`, HTMLElement);
    this.#message = element(`${id}-message`, HTMLElement);
    this.#label = this.input.labels?.[0]?.textContent ?? id;
    this.#maxLength = maxLength;
  }

  get value(): string {
    return this.input.value;
  }

  /** Shows the violations of the field, or its hint if there are none. */
  show(violations: readonly FieldViolation[]): void {
    const length = lengthOf(normaliseText(this.value));
    this.#counter.textContent = `${length} / ${this.#maxLength}`;
    this.#counter.classList.toggle('over', length > this.#maxLength);
    const isInvalid = violations.length > 0;
    this.input.setAttribute('aria-invalid', String(isInvalid));
    this.#message.classList.toggle('wrong', isInvalid);
    const lines = isInvalid ? violations.map(sentence) : [this.#message.dataset['hint'] ?? ''];
    this.#message.replaceChildren(
      ...lines.map((line) => {
        const paragraph = document.createElement('p');
        paragraph.textContent = line;
        return paragraph;
      }),
    );
  }

  /** What a screen reader announces for the violations; empty if there are none. */
  spoken(violations: readonly FieldViolation[]): string {
    return violations.length === 0 ? '' : `${this.#label}: ${violations.map(sentence).join(' ')}`;
  }
}
