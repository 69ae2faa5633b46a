import type { AccountId, Installed, SiteId } from '@loyalty-programs/core';
import { valueOf } from '../expectations.js';
import type { InstallationRegistryHarness } from './harness.js';

/** Registers with a registry that has to succeed. */
export const register = (
  { registry }: InstallationRegistryHarness,
  siteId: SiteId,
  installation: Installed,
): Promise<Installed> => valueOf('register', () => registry.register(siteId, installation));

/** Removes from a registry that has to succeed. */
export const remove = ({ registry }: InstallationRegistryHarness, siteId: SiteId): Promise<void> =>
  valueOf('remove', () => registry.remove(siteId));

/** The sites of a registry that must answer. */
export const listSites = (
  { registry }: InstallationRegistryHarness,
  accountId?: AccountId,
): Promise<readonly SiteId[]> => valueOf('listSites', () => registry.listSites(accountId));
