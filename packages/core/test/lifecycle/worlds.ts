import {
  InMemoryInstallations,
  InMemoryLoyaltyProgramRepository,
  ManualClock,
} from '@loyalty-programs/adapters-memory';
import {
  createLoyalty,
  type Installation,
  type LoyaltyProgram,
  type LoyaltyProgramView,
  type ProgramEvent,
} from '@loyalty-programs/core';
import { untouchedDraft } from '@loyalty-programs/core/adapter-kit';
import {
  INSTALLED_ON,
  type OperationRequest,
  aBareInstallation,
  aContext,
  uniqueSiteId,
} from '@loyalty-programs/contract-tests';
import { type Result, err, ok } from 'neverthrow';
import { expect } from 'vitest';
import { perform } from '../support/perform.js';

/** Where the commands act: one site, of which program and events can be seen. */
export interface World {
  perform(request: OperationRequest): Promise<Result<LoyaltyProgram, object>>;
  becomes(installation: Installation): Promise<void>;
  program(): Promise<LoyaltyProgram>;
  events(): Promise<readonly ProgramEvent[]>;
}

/** The functions of the model, with nothing around them. */
export const anAggregate = (): World => {
  const siteId = uniqueSiteId();
  let installation: Installation = aBareInstallation();
  let program = untouchedDraft(siteId, INSTALLED_ON);
  const events: ProgramEvent[] = [];
  return {
    perform: async (request) => {
      await Promise.resolve();
      if (!installation.installed) return err({ type: 'LoyaltyNotInstalled', siteId });
      return perform(request, program, installation, aContext()).map((change) => {
        events.push(...change.events);
        return (program = change.program);
      });
    },
    becomes: async (next) => {
      await Promise.resolve();
      installation = next;
    },
    program: () => Promise.resolve(program),
    events: () => Promise.resolve(events),
  };
};

/** The use cases, on ports in memory. */
export const aService = async (): Promise<World> => {
  const siteId = uniqueSiteId();
  const installationCheck = new InMemoryInstallations();
  const repository = new InMemoryLoyaltyProgramRepository();
  const { programs } = createLoyalty({ repository, installationCheck, clock: new ManualClock(0) });
  const becomes = async (installation: Installation): Promise<void> => {
    if (installation.installed) {
      (await installationCheck.register(siteId, installation))._unsafeUnwrap();
    } else {
      (await installationCheck.remove(siteId))._unsafeUnwrap();
    }
  };
  const ask = (request: OperationRequest) =>
    request.operation === 'update'
      ? programs.update(siteId, request.input)
      : programs[request.operation](siteId);
  const withoutFeatures = (view: LoyaltyProgramView): LoyaltyProgram => {
    const { premiumFeatures, ...program } = view;
    expect(premiumFeatures).toBeDefined();
    return program;
  };
  await becomes(aBareInstallation());
  return {
    perform: async (request) => {
      const answer = await ask(request);
      return answer.isOk() ? ok(withoutFeatures(answer.value)) : err(answer.error);
    },
    becomes,
    program: async () =>
      (await repository.find(siteId))._unsafeUnwrap() ?? untouchedDraft(siteId, INSTALLED_ON),
    events: async () => (await repository.history(siteId, 0, 1000))._unsafeUnwrap(),
  };
};
