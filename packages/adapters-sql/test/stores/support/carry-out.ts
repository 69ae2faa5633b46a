import { INSTALLED_ON } from '@loyalty-programs/contract-tests';
import type { LoyaltyProgram } from '@loyalty-programs/core';
import { untouchedDraft, update } from '@loyalty-programs/core/adapter-kit';
import type { Result } from 'neverthrow';
import type { Command, ManyCommand, SiteCommand } from './commands.js';
import { perform } from './perform.js';
import type { World } from './world.js';

/** An answer, to be compared. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** What is stored before a command, and the time. */
export interface Circumstances {
  readonly known: LoyaltyProgram | undefined;
  readonly now: number;
}

const revisionAt = (known: LoyaltyProgram | undefined, distance: number): number =>
  Math.max(0, (known?.revision ?? 0) + distance);

/** Saves, past the use cases, a change of the program as if it were at another revision. */
const saveOn = (
  { repository }: World,
  { siteId, distance, input }: Extract<SiteCommand, { ask: 'saveOn' }>,
  { known, now }: Circumstances,
): Result<unknown, unknown> | Promise<Result<unknown, unknown>> => {
  const program = known ?? untouchedDraft(siteId, INSTALLED_ON);
  const shifted = { ...program, revision: revisionAt(known, distance) };
  const change = update(shifted, input, { now, actor: null });
  return change.isErr() || change.value.events.length === 0 ? change : repository.save(change.value);
};

const askAboutSite = async (
  world: World,
  command: SiteCommand,
  circumstances: Circumstances,
): Promise<Result<unknown, unknown>> => {
  const { programs, installations } = world;
  const { siteId } = command;
  switch (command.ask) {
    case 'change': {
      const { request, actor, expected } = command;
      return await perform(programs, siteId, request, {
        ...(actor !== null && { actor }),
        ...(expected !== 'any' && { expectedRevision: revisionAt(circumstances.known, expected) }),
      });
    }
    case 'saveOn':
      return await saveOn(world, command, circumstances);
    case 'history':
      return await programs.history(siteId, command);
    case 'install':
      return await installations.install(siteId, command.input);
    case 'uninstall':
      return await installations.uninstall(siteId, command);
    case 'installation':
      return await installations.get(siteId);
    default:
      return await programs[command.ask](siteId);
  }
};

const askAboutMany = async (world: World, command: ManyCommand): Promise<Result<unknown, unknown>> => {
  switch (command.ask) {
    case 'bulkGet': {
      const { siteIds, accountId } = command;
      return await world.programs.bulkGet(siteIds, accountId === null ? {} : { accountId });
    }
    case 'findMany':
      return await world.repository.findMany(command.siteIds);
    case 'checkMany':
      return await world.installations.getMany(command.siteIds);
    case 'listSites':
      return await world.registry.listSites(command.accountId ?? undefined);
  }
};

/** Carries a command out, whatever it is. */
export const carryOut = async (
  world: World,
  command: Command,
  circumstances: Circumstances,
): Promise<Outcome> => {
  const answer = await ('siteId' in command
    ? askAboutSite(world, command, circumstances)
    : askAboutMany(world, command));
  return answer.match<Outcome>(
    (value) => ({ value }),
    (error) => ({ error }),
  );
};
