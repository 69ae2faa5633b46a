import { programs } from '@wix/loyalty';
import { ApiKeyStrategy, createClient } from '@wix/sdk';
import { ADMIN_KEY } from '@loyalty-programs/testing/service-process';

/** The official client speaks https and to its own origin; this brings what it asks for to ours. */
const redirected =
  (from: string, to: string): typeof fetch =>
  (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith(`${from}/`)) throw new Error(`${url} is not the service under test`);
    return fetch(to + url.slice(from.length), init);
  };

/** Whom the client calls as. */
export interface Caller {
  readonly apiKey?: string;
  readonly siteId?: string;
  readonly accountId?: string;
}

/** Neither is not meant to be: the client needs a site or an account. */
const authOf = ({ apiKey = ADMIN_KEY, siteId, accountId = '' }: Caller) =>
  ApiKeyStrategy(siteId === undefined ? { apiKey, accountId } : { apiKey, accountId, siteId });

const clientOf = (origin: string, caller: Caller) =>
  createClient({
    fetch: redirected('https://www.wixapis.com', origin),
    auth: authOf(caller),
    modules: { programs },
  });

const clientOnOtherHostOf = (origin: string, caller: Caller) =>
  createClient({
    fetch: redirected('https://loyalty.example', origin),
    auth: authOf(caller),
    host: { apiBaseUrl: 'loyalty.example' },
    modules: { programs },
  });

export type OfficialPrograms = ReturnType<typeof clientOf>['programs'];

/** A program as the official client shows it to its user. */
export type OfficialProgram = NonNullable<
  Awaited<ReturnType<OfficialPrograms['getLoyaltyProgram']>>['loyaltyProgram']
>;

/** `programs` of the official client as it is, brought to the service at `origin`. */
export const officialPrograms = (origin: string, caller: Caller): OfficialPrograms =>
  clientOf(origin, caller).programs;

/** The same, told that the API is not on its usual host. */
export const officialProgramsOnOtherHost = (origin: string, caller: Caller): OfficialPrograms =>
  clientOnOtherHostOf(origin, caller).programs;

/** The program of the client's site. */
export const programOf = async (client: OfficialPrograms): Promise<OfficialProgram> => {
  const { loyaltyProgram } = await client.getLoyaltyProgram();
  if (loyaltyProgram === undefined) throw new TypeError('an answer without a program');
  return loyaltyProgram;
};
