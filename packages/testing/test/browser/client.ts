import { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
import { siteIdOf } from '@loyalty-programs/core';
import { describe, expect, it } from 'vitest';
import { ADMIN_KEY } from '@loyalty-programs/testing/service-process';
import type { Stage } from '@loyalty-programs/testing/browser/stage';
import type * as client from '@loyalty-programs/testing/browser/subjects/client';

declare global {
  interface Window {
    readonly client: typeof client;
  }
}

const BROKEN = {
  name: 'H',
  pointDefinition: { customName: 'x'.repeat(21), icon: { url: 'javascript:alert(1)' } },
};

export const describeClient = (stage: Stage): void => {
  const { origin } = stage.service;
  const baseUrl = `${origin}/loyalty-programs`;
  let sites = 0;

  /** A site with loyalty and a shop. */
  const aSite = async (): Promise<client.Target> => {
    const siteId = `site-${(sites += 1)}`;
    const installed = await fetch(`${baseUrl}/v1/installations/${siteId}`, {
      method: 'PUT',
      headers: { authorization: ADMIN_KEY, 'content-type': 'application/json' },
      body: JSON.stringify({ apps: ['stores'] }),
    });
    expect(installed.status).toBe(200);
    return { baseUrl, apiKey: ADMIN_KEY, siteId };
  };

  const openPage = async (from = stage.origin) => (await stage.open('/client.html', { origin: from })).page;

  /** The program as a client in Node gets it. */
  const storedAt = async ({ siteId }: client.Target) =>
    createLoyaltyProgramsClient({ baseUrl, credentials: { apiKey: ADMIN_KEY } })
      .get(siteIdOf(siteId))
      .then((got) => got._unsafeUnwrap());

  describe('The client, calling a service', () => {
    it('gets, updates and activates a program, and gives what it gives in Node', async () => {
      const [target, page] = [await aSite(), await openPage()];
      const input = { name: 'Harbour Club', pointDefinition: { customName: 'Shells' } };
      const draft = await page.evaluate((it) => window.client.get(it), target);
      expect(draft).toMatchObject({ value: { status: 'DRAFT', revision: 0, name: null } });
      const updated = await page.evaluate(([it, to]) => window.client.update(it, to), [
        target,
        input,
      ] as const);
      expect(updated).toMatchObject({ value: { ...input, status: 'DRAFT', revision: 1 } });
      const active = await page.evaluate((it) => window.client.activate(it), target);
      expect(active).toMatchObject({ value: { status: 'ACTIVE', revision: 2 } });
      const got = await page.evaluate((it) => window.client.get(it), target);
      expect(got).toEqual({ value: await storedAt(target) });
    });

    it('gives every violation, just as the rules in the page do', async () => {
      const [target, page] = [await aSite(), await openPage()];
      const refused = await page.evaluate(([it, to]) => window.client.update(it, to), [
        target,
        BROKEN,
      ] as const);
      const violations = await page.evaluate((to) => window.client.violationsOf(to), BROKEN);
      expect(violations).toHaveLength(3);
      expect(refused).toEqual({ error: { type: 'InvalidInput', violations } });
    });

    it.each([
      ['a name is missing', {}, { type: 'PreconditionsNotMet', unmet: ['NameMissing'] }],
      ['the key is wrong', { apiKey: 'some-other-key-entirely' }, { type: 'Unauthenticated' }],
      [
        'loyalty is not installed',
        { siteId: 'elsewhere' },
        { type: 'LoyaltyNotInstalled', siteId: 'elsewhere' },
      ],
    ])('names the error when %s', async (_, other, error) => {
      const [target, page] = [await aSite(), await openPage()];
      const refused = await page.evaluate((it) => window.client.activate(it), { ...target, ...other });
      expect(refused).toEqual({ error });
    });

    it('names the conflict when somebody else was faster', async () => {
      const [target, page] = [await aSite(), await openPage()];
      const update = (name: string) =>
        page.evaluate(([it, to]) => window.client.update(it, to, 0), [target, { name }] as const);
      expect(await update('First')).toMatchObject({ value: { revision: 1 } });
      expect(await update('Second')).toMatchObject({
        error: { type: 'RevisionConflict', expectedRevision: 0, actualRevision: 1 },
      });
    });

    it('guards what it saves by the ETag, which pages are let see', async () => {
      const [target, page] = [await aSite(), await openPage()];
      await page.evaluate((it) => window.client.update(it, { name: 'Stored' }), target);
      const ends = await page.evaluate((it) => window.client.saveTwice(it, ['First', 'Second']), target);
      expect(ends).toEqual(['saved', 'RevisionConflict']);
      expect(await storedAt(target)).toMatchObject({ name: 'First', revision: 2 });
    });

    it('ends a call that is given up', async () => {
      const [target, page] = [await aSite(), await openPage()];
      const read = await page.evaluate((it) => window.client.giveUp(it, 'get'), target);
      expect(read).toEqual({ error: { type: 'Cancelled' } });
      const changed = await page.evaluate((it) => window.client.giveUp(it, 'activate'), target);
      expect(changed).toMatchObject({ error: { type: 'OutcomeUnknown' } });
    });

    it('gets nowhere from a page of another origin', async () => {
      const [target, page] = [await aSite(), await openPage(stage.otherOrigin)];
      const read = await page.evaluate((it) => window.client.get(it), target);
      expect(read).toMatchObject({ error: { type: 'Unavailable' } });
      const changed = await page.evaluate((it) => window.client.update(it, { name: 'Foreign' }), target);
      expect(changed).toMatchObject({ error: { type: 'OutcomeUnknown' } });
      expect(await storedAt(target)).toMatchObject({ revision: 0, name: null });
    });
  });
};
