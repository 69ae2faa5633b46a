import type { ChangeContext } from '@loyalty-programs/core/adapter-kit';
import fc, { type Arbitrary } from 'fast-check';
import { type OperationRequest, actors, operationRequests } from '../arbitraries/index.js';
import { expectEqual } from '../expectations.js';
import { asked } from '../operations.js';
import { expectStored, undated } from './assertions.js';
import { onStore } from './on-store.js';
import { replayed } from './replayed.js';

interface Step {
  readonly request: OperationRequest;
  readonly actor: ChangeContext['actor'];
  /** Milliseconds since the last change; a clock that went back makes it less than nothing. */
  readonly elapsed: number;
}

const steps = (): Arbitrary<Step> =>
  fc.record({
    request: operationRequests(),
    actor: fc.option(actors()),
    elapsed: fc.integer({ min: -1000, max: 1_000_000_000 }),
  });

/** Enough to meet every status and every kind of text, few enough for a store behind a network. */
const RUNS = 30;
const LONGEST = 8;

export const anyHistoryChecks = {
  'returns the programs and events of any sequence of changes': onStore(async (store) => {
    let sites = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(steps(), { maxLength: LONGEST }), async (sequence) => {
        const site = await store.site(`any-${(sites += 1)}`);
        for (const { request, actor, elapsed } of sequence) {
          const now = site.program.updatedDate + elapsed;
          const decision = asked(request)(site.program, { now, actor });
          if (decision.isErr() || decision.value.events.length === 0) continue;
          const saved = await site.save(decision.value);
          expectEqual(undated(saved), undated(decision.value.program), 'what save returns');
          await expectStored(store, site, `at revision ${saved.revision}`);
          expectEqual(await replayed(store, site), saved, 'what the history leads to');
        }
      }),
      { numRuns: RUNS, includeErrorInReport: true },
    );
  }),
};
