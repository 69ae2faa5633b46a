import {
  type Change,
  type ChangeContext,
  type LoyaltyProgram,
  type ProgramError,
  type SiteId,
  activate,
  customise,
  disablePointsExpiration,
  enablePointsExpiration,
  pause,
  untouchedDraft,
} from '@loyalty-programs/core';
import {
  type OperationRequest,
  actors,
  anInstallation,
  installedSites,
  operationRequests,
  siteIds,
  timestamps,
} from '@loyalty-programs/contract-tests';
import fc, { type Arbitrary } from 'fast-check';
import type { Result } from 'neverthrow';
import type { SiteRecord } from '../../../src/moving/format/site-record.js';

const INSTALLATION = anInstallation();

const changeBy = (
  request: OperationRequest,
  program: LoyaltyProgram,
  context: ChangeContext,
): Result<Change, ProgramError> => {
  switch (request.operation) {
    case 'update':
      return customise(program, request.input, context);
    case 'activate':
      return activate(program, INSTALLATION, context);
    case 'pause':
      return pause(program, context);
    case 'enablePointsExpiration':
      return enablePointsExpiration(program, INSTALLATION, context);
    case 'disablePointsExpiration':
      return disablePointsExpiration(program, context);
  }
};

type Asked = readonly [OperationRequest, ChangeContext];

/** What the requests make of a site, those that are refused left out. */
const historyOf = (
  siteId: SiteId,
  since: number,
  asked: readonly Asked[],
): Pick<SiteRecord, 'program' | 'events'> =>
  asked.reduce<{ program: LoyaltyProgram; events: SiteRecord['events'] }>(
    ({ program, events }, [request, context]) =>
      changeBy(request, program, context).match(
        (change) => ({ program: change.program, events: [...events, ...change.events] }),
        () => ({ program, events }),
      ),
    { program: untouchedDraft(siteId, since), events: [] },
  );

const requests = (): Arbitrary<readonly Asked[]> =>
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
        .map(([siteId, installation, since, asked]): SiteRecord => {
          const { program, events } = historyOf(siteId, since, asked);
          return { siteId, installation, program: events.length === 0 ? null : program, events };
        })
        .filter(({ installation, program }) => installation !== null || program !== null)
        .toSorted((a, b) => (a.siteId < b.siteId ? -1 : 1)),
    );
