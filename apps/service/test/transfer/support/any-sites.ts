import type { LoyaltyProgram, SiteId } from '@loyalty-programs/core';
import { type ChangeContext, untouchedDraft } from '@loyalty-programs/core/adapter-kit';
import {
  type OperationRequest,
  actors,
  asked,
  installedSites,
  operationRequests,
  siteIds,
  timestamps,
} from '@loyalty-programs/contract-tests';
import fc, { type Arbitrary } from 'fast-check';
import type { SiteRecord } from '../../../src/transfer/format/serialize.js';

type Request = readonly [OperationRequest, ChangeContext];

/** What the requests make of a site, those that are refused left out. */
const historyOf = (
  siteId: SiteId,
  since: number,
  requests: readonly Request[],
): Pick<SiteRecord, 'program' | 'events'> =>
  requests.reduce<{ program: LoyaltyProgram; events: SiteRecord['events'] }>(
    ({ program, events }, [request, context]) =>
      asked(request)(program, context).match(
        (change) => ({ program: change.program, events: [...events, ...change.events] }),
        () => ({ program, events }),
      ),
    { program: untouchedDraft(siteId, since), events: [] },
  );

const requests = (): Arbitrary<readonly Request[]> =>
  fc.array(fc.tuple(operationRequests(), fc.record({ now: timestamps(), actor: fc.option(actors()) })), {
    maxLength: 8,
  });

/** Sites as the model makes them, in the order of their ids. */
export const anySites = (): Arbitrary<readonly SiteRecord[]> =>
  fc
    .uniqueArray(fc.tuple(siteIds(), fc.option(installedSites()), timestamps(), requests()), {
      selector: ([siteId]) => siteId,
      maxLength: 6,
    })
    .map((sites) =>
      sites
        .map(([siteId, installation, since, wanted]): SiteRecord => {
          const { program, events } = historyOf(siteId, since, wanted);
          return { siteId, installation, program: events.length === 0 ? null : program, events };
        })
        .filter(({ installation, program }) => installation !== null || program !== null)
        .toSorted((a, b) => (a.siteId < b.siteId ? -1 : 1)),
    );
