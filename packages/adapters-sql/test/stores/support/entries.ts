/**
 * What clients did with one program, as they saw it. Times are those of a counter that goes up by one whenever
 * any call begins or ends, so no two are equal.
 */
export interface Call {
  readonly invoked: number;
  readonly responded: number;
}

/** Revision 0: nothing was stored. */
export interface Reading extends Call {
  readonly kind: 'read';
  readonly revision: number;
  readonly name: string | null;
}

/** A save that took the program from `base` to the revision after it. */
export interface Saving extends Call {
  readonly kind: 'saved';
  readonly base: number;
  readonly name: string;
}

/** A save that was refused because of its base; nothing was to be changed by it. */
export interface Refusal extends Call {
  readonly kind: 'refused';
  readonly base: number;
}

export type Entry = Reading | Saving | Refusal;
