import {
  type Check,
  type Checks,
  type Harness,
  type MakeHarness,
  runCheck,
} from '@loyalty-programs/contract-tests';

/** What a check says that fails; `undefined` where it passes. */
const failureOf = async <H extends Harness>(
  check: Check<H>,
  makeHarness: MakeHarness<H>,
): Promise<string | undefined> => {
  try {
    await runCheck(check, makeHarness);
    return undefined;
  } catch (reason) {
    return reason instanceof Error ? reason.message : String(reason);
  }
};

/** Runs every check, one after the other, and gives what those say that fail. */
export const failuresOf = async <H extends Harness>(
  checks: Checks<H>,
  makeHarness: MakeHarness<H>,
): Promise<Record<string, string>> => {
  const failures: Record<string, string> = {};
  for (const [demand, check] of Object.entries(checks)) {
    const failure = await failureOf(check, makeHarness);
    if (failure !== undefined) failures[demand] = failure;
  }
  return failures;
};
