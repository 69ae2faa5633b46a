import type { PointDefinition } from '@loyalty-programs/core';
import { formatPoints } from '@loyalty-programs/core/point-labels';
import { COUNTS, LANGUAGES, type Language } from './languages.js';

const create = (tag: string, text: string, className = ''): HTMLElement => {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
};

interface Row {
  readonly locale: string;
  readonly count: number;
  readonly cell: HTMLElement;
}

/** Tables of labels, one per language, each in its own direction. */
export class LabelsView {
  readonly #rows: readonly Row[];

  constructor(place: HTMLElement) {
    this.#rows = LANGUAGES.flatMap((language) => {
      const { table, rows } = this.#tableOf(language);
      place.append(table);
      return rows;
    });
  }

  show(pointDefinition: PointDefinition): void {
    for (const { locale, count, cell } of this.#rows) {
      cell.textContent = formatPoints(count, { locale, pointDefinition });
    }
  }

  #tableOf({ locale, name, english, direction }: Language): { table: HTMLElement; rows: Row[] } {
    const table = create('table', '', 'language');
    table.lang = locale;
    table.dir = direction;
    const caption = create('caption', name);
    if (english !== name) {
      const translation = create('bdi', english, 'english');
      translation.lang = 'en';
      caption.append(' ', translation);
    }
    const body = create('tbody', '');
    const rows = COUNTS.map((count) => {
      const row = create('tr', '');
      const head = create('th', '');
      head.setAttribute('scope', 'row');
      // Unformatted numbers run from left to right in every language.
      head.append(create('bdi', String(count)));
      const cell = create('td', '', 'label');
      row.append(head, cell);
      body.append(row);
      return { locale, count, cell };
    });
    table.append(caption, body);
    return { table, rows };
  }
}
