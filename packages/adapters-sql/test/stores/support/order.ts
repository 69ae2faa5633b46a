import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { ENGINES, type StoreTarget } from '@loyalty-programs/testing/stores/open-store';

/** What an updater is told to do. */
export interface Order {
  readonly target: StoreTarget;
  /** Of its random updates. */
  readonly seed: number;
  readonly count: number;
}

/** What an updater tells of each update. */
export interface Report {
  /** The revision that the caller was told, or the type of the error. */
  readonly answer: number | string;
  /** How many tries to save were in vain. */
  readonly conflicts: number;
  /** What was saved, as JSON gives it back; none: nothing had to change, or nothing could. */
  readonly events: readonly unknown[];
}

export const argumentsOf = ({ target, seed, count }: Order): readonly string[] => [
  target.engine,
  target.address,
  String(seed),
  String(count),
];

export const orderIn = ([engine, address, seed, count]: readonly string[]): Order => {
  const known = ENGINES.find((each) => each === engine);
  if (known === undefined || address === undefined) throw new Error('no store is named');
  return { target: { engine: known, address }, seed: Number(seed), count: Number(count) };
};

export const reportIn = (line: string): Report => {
  const report: unknown = JSON.parse(line);
  if (!isRecord(report)) throw new Error(`no report: ${line}`);
  const { answer, conflicts, events } = report;
  if (typeof answer !== 'number' && typeof answer !== 'string') throw new Error(`no answer: ${line}`);
  if (typeof conflicts !== 'number' || !Array.isArray(events)) throw new Error(`no report: ${line}`);
  return { answer, conflicts, events };
};
