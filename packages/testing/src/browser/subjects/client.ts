import {
  HttpLoyaltyProgramRepository,
  createLoyaltyProgramsClient,
} from '@loyalty-programs/adapters-http/client';
import {
  type LoyaltyPrograms,
  type LoyaltyProgramView,
  parseProgramUpdate,
  type RemoteError,
  siteIdOf,
} from '@loyalty-programs/core';
import { update as updateProgram } from '@loyalty-programs/core/adapter-kit';
import type { Result } from 'neverthrow';

/** A program of a service, and a key to it. */
export interface Target {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly siteId: string;
}

type Outcome = { readonly value: LoyaltyProgramView } | { readonly error: { readonly type: string } };

const outcomeOf = (result: Result<LoyaltyProgramView, { readonly type: string }>): Outcome =>
  result.match<Outcome>(
    (value) => ({ value }),
    (error) => ({ error }),
  );

const programsOf = ({ baseUrl, apiKey }: Target, send = fetch): LoyaltyPrograms<RemoteError> =>
  createLoyaltyProgramsClient({
    baseUrl,
    credentials: { apiKey },
    retries: 0,
    fetch: (url, init) => send(url, init),
  });

export const get = async (target: Target): Promise<Outcome> =>
  outcomeOf(await programsOf(target).get(siteIdOf(target.siteId)));

export const update = async (target: Target, input: object, expectedRevision?: number): Promise<Outcome> => {
  const guard = expectedRevision === undefined ? {} : { expectedRevision };
  return outcomeOf(await programsOf(target).update(siteIdOf(target.siteId), { unvalidated: input }, guard));
};

export const activate = async (target: Target): Promise<Outcome> =>
  outcomeOf(await programsOf(target).activate(siteIdOf(target.siteId)));

/** What the rules in the page itself say of an update. */
export const violationsOf = (input: object): readonly unknown[] =>
  parseProgramUpdate(input).match<readonly unknown[]>(
    () => [],
    (violations) => violations,
  );

/** Gives a call up as soon as its request has left. */
export const giveUp = async (target: Target, operation: 'get' | 'activate'): Promise<Outcome> => {
  const controller = new AbortController();
  const programs = programsOf(target, (url, init) => {
    const response = fetch(url, init);
    controller.abort();
    return response;
  });
  return outcomeOf(await programs[operation](siteIdOf(target.siteId), { signal: controller.signal }));
};

/** Saves two changes, both made to the program as it was before either, and returns how each ended. */
export const saveTwice = async (target: Target, names: readonly [string, string]): Promise<string[]> => {
  const { baseUrl, apiKey, siteId } = target;
  const repository = new HttpLoyaltyProgramRepository({ baseUrl, credentials: { apiKey } });
  const found = (await repository.find(siteIdOf(siteId))).unwrapOr(undefined);
  if (found === undefined) return ['not found'];
  const ends: string[] = [];
  for (const name of names) {
    const change = updateProgram(found, { name }, { now: Date.now(), actor: null });
    if (change.isErr()) return ['not made'];
    const saved = await repository.save(change.value);
    ends.push(saved.isOk() ? 'saved' : saved.error.type);
  }
  return ends;
};
