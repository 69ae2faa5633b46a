import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import { anInstallation } from '@loyalty-programs/contract-tests';
import { createLoyalty, describeError, siteIdOf } from '@loyalty-programs/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const SITE = siteIdOf('shop');

const explode = (): never => {
  throw new Error('boom');
};

/** What no getter, key or call can be trusted on. */
const hostile: object = new Proxy(
  {},
  { get: explode, has: explode, ownKeys: explode, getPrototypeOf: explode },
);

/** An array with a hole in the middle. */
const holed: unknown[] = [SITE];
holed[2] = 'shop';

const ODD: readonly unknown[] = [
  undefined,
  null,
  0,
  Number.NaN,
  10n,
  '',
  'shop',
  'no site id',
  Symbol('odd'),
  true,
  () => undefined,
  [],
  holed,
  [null, undefined, 7, {}],
  new Date(Number.NaN),
  new Map([['shop', 1]]),
  Object.create(null),
  { unvalidated: undefined },
  { unvalidated: hostile },
  { signal: null },
  { signal: hostile },
  { expectedRevision: 'one', actor: 7, limit: -1, afterRevision: {}, accountId: null, erase: 'yes' },
  {
    get name() {
      return explode();
    },
  },
  hostile,
];

/** Behind functions: the generator looks at what it gives, which some of it does not survive. */
const odd = fc.oneof(
  fc.constantFrom(SITE, ...ODD.keys()).map((at) => () => (at === SITE ? SITE : ODD[Number(at)])),
  fc.anything().map((value) => () => value),
);

const onMemory = async () => {
  const installations = new InMemoryInstallations();
  (await installations.register(SITE, anInstallation()))._unsafeUnwrap();
  return createLoyalty({ repository: new InMemoryLoyaltyProgramRepository(), installations });
};

/** Calls a method as JavaScript can, and gives the type of its error, or `ok`. */
const outcomeOf = async (target: object, method: string, args: readonly unknown[]): Promise<string> => {
  const operation: unknown = Reflect.get(target, method);
  if (typeof operation !== 'function') throw new Error(`there is no ${method}`);
  const result: unknown = await Reflect.apply(operation, target, args);
  if (typeof result !== 'object' || result === null) return 'no result';
  if ('value' in result) return 'ok';
  const error: unknown = Reflect.get(result, 'error');
  return typeof error === 'object' && error !== null ? String(Reflect.get(error, 'type')) : 'no error';
};

const METHODS = {
  programs: [
    'get',
    'bulkGet',
    'update',
    'activate',
    'pause',
    'enablePointsExpiration',
    'disablePointsExpiration',
    'premiumFeatures',
    'readiness',
    'operations',
    'history',
    'erase',
  ],
  installations: ['install', 'get', 'getMany', 'uninstall'],
} as const;

describe.each(['programs', 'installations'] as const)('Whatever is passed to %s', (part) => {
  test.each(METHODS[part])('%s neither throws nor rejects', async (method) => {
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { maxLength: 4 }), async (args) => {
        const target = (await onMemory())[part];
        const outcome = await outcomeOf(
          target,
          method,
          args.map((arg) => arg()),
        );
        expect(outcome).toMatch(/^(ok|[A-Z]\w+)$/u);
      }),
      { numRuns: 200 },
    );
  });

  test('covers every method', async () => {
    expect(Object.keys((await onMemory())[part]).sort()).toEqual([...METHODS[part]].sort());
  });
});

describe('A malformed site id', () => {
  test.each([[undefined], [null], [''], ['no site id'], [7], ['x'.repeat(65)]])(
    '%j is not installed',
    async (site) => {
      const { programs, installations } = await onMemory();
      for (const method of ['get', 'activate', 'pause', 'premiumFeatures', 'history'] as const) {
        expect(await outcomeOf(programs, method, [site])).toBe('LoyaltyNotInstalled');
      }
      expect(await outcomeOf(programs, 'update', [site, { name: 'Stars' }])).toBe('LoyaltyNotInstalled');
      for (const method of ['readiness', 'operations', 'erase'] as const) {
        expect(await outcomeOf(programs, method, [site])).toBe('ok');
      }
      expect(await outcomeOf(installations, 'install', [site, { apps: [] }])).toBe('InvalidInput');
      for (const method of ['get', 'uninstall'] as const) {
        expect(await outcomeOf(installations, method, [site])).toBe('ok');
      }
    },
  );

  test('is left out of bulkGet, as are holes in the array', async () => {
    const { programs } = await onMemory();
    const siteIds: unknown[] = ['no site id', ...holed, null];
    const bulkGet: unknown = Reflect.get(programs, 'bulkGet');
    if (typeof bulkGet !== 'function') throw new Error('there is no bulkGet');
    const found: unknown = await Reflect.apply(bulkGet, programs, [siteIds]);
    expect(found).toMatchObject({ value: [{ siteId: SITE }] });
  });
});

describe('A port that breaks its contract', () => {
  const ways: readonly (readonly [string, () => unknown])[] = [
    ['throws', explode],
    ['rejects', () => Promise.reject(new Error('boom'))],
    ['gives nothing', () => undefined],
    ['gives nonsense', () => Promise.resolve({ isOk: true })],
  ];

  test.each(ways)('and %s is reported as unavailable', async (_, way) => {
    for (const [method, call, type] of [
      ['find', 'get', 'RepositoryUnavailable'],
      ['findMany', 'bulkGet', 'RepositoryUnavailable'],
      ['history', 'history', 'RepositoryUnavailable'],
      ['save', 'update', 'OutcomeUnknown'],
      ['erase', 'erase', 'OutcomeUnknown'],
    ] as const) {
      const installations = new InMemoryInstallations();
      (await installations.register(SITE, anInstallation()))._unsafeUnwrap();
      const repository = new InMemoryLoyaltyProgramRepository();
      Reflect.set(repository, method, way);
      const { programs } = createLoyalty({ repository, installations });
      const args = call === 'bulkGet' ? [[SITE]] : [SITE, { name: 'Stars' }];
      expect([call, await outcomeOf(programs, call, args)]).toEqual([call, type]);
    }
    for (const [method, call, type] of [
      ['check', 'get', 'InstallationCheckUnavailable'],
      ['checkMany', 'getMany', 'InstallationCheckUnavailable'],
      ['register', 'install', 'InstallationRegistryUnavailable'],
      ['remove', 'uninstall', 'InstallationRegistryUnavailable'],
    ] as const) {
      const registry = new InMemoryInstallations();
      Reflect.set(registry, method, way);
      const { installations } = createLoyalty({
        repository: new InMemoryLoyaltyProgramRepository(),
        installations: registry,
      });
      const args = call === 'getMany' ? [[SITE]] : [SITE, { apps: [] }];
      expect([call, await outcomeOf(installations, call, args)]).toEqual([call, type]);
    }
  });

  test('and returns the wrong value in a result is reported too', async () => {
    const repository = new InMemoryLoyaltyProgramRepository();
    Reflect.set(repository, 'findMany', async () =>
      Promise.resolve({ isOk: () => true, isErr: () => false, value: null }),
    );
    const installations = new InMemoryInstallations();
    (await installations.register(SITE, anInstallation()))._unsafeUnwrap();
    const { programs } = createLoyalty({ repository, installationCheck: installations });
    const bulk = await programs.bulkGet([SITE]);
    expect(bulk.match(() => 'ok', describeError)).toMatch(/^The store of the programs is not available/u);
  });

  test('a clock that throws changes nothing', async () => {
    const installations = new InMemoryInstallations();
    (await installations.register(SITE, anInstallation()))._unsafeUnwrap();
    const repository = new InMemoryLoyaltyProgramRepository();
    const { programs } = createLoyalty({ repository, installations, clock: { now: explode } });
    expect(await outcomeOf(programs, 'update', [SITE, { name: 'Stars' }])).toBe('RepositoryUnavailable');
    expect((await repository.find(SITE))._unsafeUnwrap()).toBeUndefined();
  });
});
