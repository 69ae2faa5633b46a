/** What every suite needs beside what it checks. */
export interface Disposing {
  /** Frees what the harness holds. Called once after each check, also after something was broken. */
  dispose(): Promise<void> | void;
}

/** What every suite needs of an adapter beside the port itself. */
export interface Harness extends Disposing {
  /** Cuts the adapter off from its data for good. */
  breakConnection(): Promise<void> | void;
}

/** Makes an adapter that holds nothing and shares nothing with any other. Called once for each check. */
export type MakeHarness<H extends Disposing> = () => Promise<H> | H;

/** One demand of a port's contract. Rejects, with what is wrong as its message, where it is not met. */
export type Check<H extends Disposing> = (harness: H) => Promise<void>;

/** The demands of a port, each under the sentence that it checks. */
export type Checks<H extends Disposing> = Readonly<Record<string, Check<H>>>;

/** Runs a check on a fresh harness. */
export const runCheck = async <H extends Disposing>(
  check: Check<H>,
  makeHarness: MakeHarness<H>,
): Promise<void> => {
  const harness = await makeHarness();
  try {
    await check(harness);
  } finally {
    await harness.dispose();
  }
};
