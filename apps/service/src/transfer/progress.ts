/** How often, in milliseconds, the line is rewritten. */
const INTERVAL = 100;

const WIDTH = 30;

/** A line that shows how far something is. */
export interface Progress {
  readonly show: (done: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** Where a progress is shown. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const barOf = (done: number, total: number): string => {
  const part = Math.min(1, done / total);
  const filled = Math.round(part * WIDTH);
  return `[${'='.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${String(Math.floor(part * 100)).padStart(3)} %`;
};

/** Shows progress on a terminal, and nowhere else. Without a total it shows a count. */
export const progressOn = (screen: Screen, what: string, total: number | undefined): Progress => {
  if (screen.isTTY !== true) return { show: () => undefined, end: () => undefined };
  let shown = Number.NEGATIVE_INFINITY;
  return {
    show: (done) => {
      const now = performance.now();
      if (now - shown < INTERVAL) return;
      shown = now;
      const bar = total === undefined || total === 0 ? '' : ` ${barOf(done, total)}`;
      screen.write(`\r\u001B[K${what}${bar} ${done.toLocaleString('en')}`);
    },
    end: () => {
      screen.write('\r\u001B[K');
    },
  };
};
