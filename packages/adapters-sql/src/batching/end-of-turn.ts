/** Runs what it is given once, later: never before it has returned. */
export type Schedule = (run: () => void) => void;

/** The timers of a host, as far as they are asked for here. */
export interface Timers {
  readonly setImmediate?: ((run: () => void) => unknown) | undefined;
  readonly setTimeout: (run: () => void, milliseconds: number) => unknown;
}

/**
 * The end of the present turn of the event loop. `setImmediate` comes after the I/O callbacks of a turn, so that
 * requests which arrive on several sockets meet; a microtask would end with the first of them. Where there is
 * no `setImmediate`, as in browsers, a timer has to do.
 */
export const endOfTurn = ({ setImmediate, setTimeout }: Timers): Schedule =>
  setImmediate === undefined
    ? (run) => {
        setTimeout(run, 0);
      }
    : (run) => {
        setImmediate(run);
      };
