/** What was measured and what it should be: `goal` is the least that is wanted, or the most after `≤`. */
export interface Line {
  readonly what: string;
  readonly ratio: number;
  readonly goal: string;
  readonly note?: string;
}

const WIDTHS = { what: 52, ratio: 8, goal: 9 } as const;

export const printHead = (title: string): void => {
  console.log(`\n${title}`);
  console.log(`${''.padEnd(WIDTHS.what)}${'ratio'.padStart(WIDTHS.ratio)}${'goal'.padStart(WIDTHS.goal)}`);
};

export const printLine = ({ what, ratio, goal, note = '' }: Line): void => {
  const shown = ratio.toFixed(2).padStart(WIDTHS.ratio);
  console.log(`${what.padEnd(WIDTHS.what)}${shown}${goal.padStart(WIDTHS.goal)}   ${note}`.trimEnd());
};

/** A rate beside a ratio, to be read only within its run. */
export const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en')}/s`;
