import { keyStoreChecks, sessionStoreChecks } from '@loyalty-programs/contract-tests';
import { describeKeyStore, describeSessionStore } from '@loyalty-programs/contract-tests/vitest';
import { describe, expect, it } from 'vitest';
import { failuresOf } from './failures-of.js';
import { harnessOf as keysHarness, keyStoreFaults } from './faulty-access/keys.js';
import { harnessOf as sessionsHarness, sessionStoreFaults } from './faulty-access/sessions.js';

describeKeyStore('without a fault', () => keysHarness({ inject: () => ({}) }));

describeSessionStore('without a fault', () => sessionsHarness({ inject: () => ({}) }));

const reasonsOf = (fails: Readonly<Record<string, RegExp>>) =>
  Object.fromEntries(
    Object.entries(fails).map(([demand, reason]) => [demand, expect.stringMatching(reason)]),
  );

describe('the suite of KeyStore notices a store that', () => {
  it.each(Object.entries(keyStoreFaults))('%s', async (_, { fails, ...fault }) => {
    expect(await failuresOf(keyStoreChecks, () => keysHarness(fault))).toEqual(reasonsOf(fails));
  });
});

describe('the suite of SessionStore notices a store that', () => {
  it.each(Object.entries(sessionStoreFaults))('%s', async (_, { fails, ...fault }) => {
    expect(await failuresOf(sessionStoreChecks, () => sessionsHarness(fault))).toEqual(reasonsOf(fails));
  });
});

const noticedBy = (faults: Readonly<Record<string, { readonly fails: object }>>): ReadonlySet<string> =>
  new Set(Object.values(faults).flatMap(({ fails }) => Object.keys(fails)));

describe('every check of KeyStore', () => {
  it.each(Object.keys(keyStoreChecks))('is failed by some fault: %s', (demand) => {
    expect(noticedBy(keyStoreFaults)).toContain(demand);
  });
});

describe('every check of SessionStore', () => {
  it.each(Object.keys(sessionStoreChecks))('is failed by some fault: %s', (demand) => {
    expect(noticedBy(sessionStoreFaults)).toContain(demand);
  });
});
