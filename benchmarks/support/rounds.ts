/** One way to do something; the number says which of the workers asks, from 0. */
export type Call = (worker: number) => unknown;

/** Ways that are measured against each other, by name. */
export type Ways = Readonly<Record<string, Call>>;

export interface RoundOptions {
  /** How many calls are under way at a time. */
  readonly inFlight: number;
  readonly rounds: number;
  /** How long, in milliseconds, each way gets in each round. */
  readonly slice: number;
}

/** Calls per second of each round, by the name of the way. */
export type Rates = ReadonlyMap<string, readonly number[]>;

/** Calls per second of workers that each make one call after another. */
const rateOf = async (call: Call, inFlight: number, slice: number): Promise<number> => {
  const start = performance.now();
  const end = start + slice;
  let calls = 0;
  const work = async (worker: number): Promise<void> => {
    while (performance.now() < end) {
      await call(worker);
      calls += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, worker) => work(worker)));
  return (calls * 1000) / (performance.now() - start);
};

/**
 * Measures several ways to do one thing. They take turns in short slices, every other round the other way
 * around: whatever else the machine does meets them all alike.
 */
export const measure = async (ways: Ways, { inFlight, rounds, slice }: RoundOptions): Promise<Rates> => {
  const entries = Object.entries(ways);
  for (const [, call] of entries) await rateOf(call, inFlight, slice / 2);
  const rates = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, call] of round % 2 === 0 ? entries : entries.toReversed()) {
      rates.get(name)?.push(await rateOf(call, inFlight, slice));
    }
  }
  return rates;
};

const medianOf = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
};

/** Calls per second of a way. */
export const rateIn = (rates: Rates, name: string): number => medianOf(rates.get(name) ?? []);

/** How many times as fast one way is as another: the median of the rounds. */
export const ratioIn = (rates: Rates, name: string, baseline: string): number => {
  const others = rates.get(baseline) ?? [];
  return medianOf((rates.get(name) ?? []).map((rate, round) => rate / (others[round] ?? Number.NaN)));
};
