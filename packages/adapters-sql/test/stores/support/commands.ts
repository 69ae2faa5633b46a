import {
  type OperationRequest,
  accountIds,
  actors,
  installedSites,
  operationRequests,
  siteIds,
  updateInputs,
} from '@loyalty-programs/contract-tests';
import {
  type AccountId,
  accountIdOf,
  type Actor,
  type InstallationInput,
  type ProgramUpdateInput,
  type SiteId,
} from '@loyalty-programs/core';
import fc, { type Arbitrary } from 'fast-check';

/** Which revision a command expects: none in particular, or one that lies so far from what is stored. */
type Expectation = number | 'any';

/** Something that may be asked about one site, as plain data. */
export type SiteCommand = { readonly siteId: SiteId } & (
  | {
      readonly ask: 'change';
      readonly request: OperationRequest;
      readonly actor: Actor | null;
      readonly expected: Expectation;
    }
  | { readonly ask: 'saveOn'; readonly distance: number; readonly input: ProgramUpdateInput }
  | { readonly ask: 'history'; readonly afterRevision: number; readonly limit: number }
  | { readonly ask: 'install'; readonly input: InstallationInput }
  | { readonly ask: 'uninstall'; readonly erase: boolean }
  | { readonly ask: 'get' | 'premiumFeatures' | 'readiness' | 'operations' | 'erase' | 'installation' }
);

/** Something that may be asked about several sites. */
export type ManyCommand =
  | { readonly ask: 'bulkGet'; readonly siteIds: readonly SiteId[]; readonly accountId: AccountId | null }
  | { readonly ask: 'findMany' | 'checkMany'; readonly siteIds: readonly SiteId[] }
  | { readonly ask: 'listSites'; readonly accountId: AccountId | null };

export type Command = SiteCommand | ManyCommand;

const ACCOUNTS = ['account-a', 'account-b', 'ACCOUNT-B', 'compte-é'].map(accountIdOf);

const someAccounts = (): Arbitrary<AccountId> =>
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ACCOUNTS) }, accountIds());

const installationInputs = (): Arbitrary<InstallationInput> =>
  fc
    .tuple(installedSites(), fc.option(someAccounts()))
    .map(([{ apps, premiumFeatures }, accountId]) => ({ apps, premiumFeatures, accountId }));

const siteCommands = (sites: Arbitrary<SiteId>): Arbitrary<SiteCommand> =>
  fc.oneof(
    {
      weight: 60,
      arbitrary: fc.record({
        ask: fc.constant('change'),
        siteId: sites,
        request: operationRequests(),
        actor: fc.option(actors()),
        expected: fc.oneof(
          { weight: 6, arbitrary: fc.constant('any' as const) },
          { weight: 3, arbitrary: fc.constant(0) },
          fc.integer({ min: -2, max: 2 }),
        ),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        ask: fc.constant('saveOn'),
        siteId: sites,
        distance: fc.integer({ min: -2, max: 2 }),
        input: updateInputs(),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        ask: fc.constant('history'),
        siteId: sites,
        afterRevision: fc.nat(40),
        limit: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(1000)),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({ ask: fc.constant('install'), siteId: sites, input: installationInputs() }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ ask: fc.constant('uninstall'), siteId: sites, erase: fc.boolean() }),
    },
    {
      weight: 12,
      arbitrary: fc.record({
        ask: fc.constantFrom('get', 'premiumFeatures', 'readiness', 'operations', 'installation', 'erase'),
        siteId: sites,
      }),
    },
  );

const manyCommands = (sites: Arbitrary<SiteId>): Arbitrary<ManyCommand> => {
  const several = fc.array(sites, { maxLength: 20 });
  const accountId = fc.option(someAccounts());
  return fc.oneof(
    fc.record({ ask: fc.constant('bulkGet'), siteIds: several, accountId }),
    fc.record({ ask: fc.constantFrom('findMany', 'checkMany'), siteIds: several }),
    fc.record({ ask: fc.constant('listSites'), accountId }),
  );
};

/**
 * So many different sites on which loyalty is installed first, and random commands about them: the same for the
 * same seed.
 */
export const scriptOf = (
  seed: number,
  sites: number,
  commands: number,
): { readonly siteIds: readonly SiteId[]; readonly commands: readonly Command[] } => {
  const [ids = []] = fc.sample(fc.uniqueArray(siteIds(), { minLength: sites, maxLength: sites }), {
    seed,
    numRuns: 1,
  });
  const some = fc.constantFrom(...ids);
  const any = fc.oneof({ weight: 19, arbitrary: siteCommands(some) }, manyCommands(some));
  const inputs = fc.sample(installationInputs(), { seed, numRuns: sites });
  const installing = ids.flatMap((siteId, at): Command[] => {
    const input = inputs[at];
    return input === undefined ? [] : [{ ask: 'install', siteId, input }];
  });
  return { siteIds: ids, commands: [...installing, ...fc.sample(any, { seed, numRuns: commands })] };
};
