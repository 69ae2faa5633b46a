import { type Installation, NO_PREMIUM_FEATURES, type SiteId, siteIdOf } from '@loyalty-programs/core';
import { type InstallationCheckFault, answering } from './fault.js';

/** Goes on giving its first answer, where that is one to be remembered. */
const remembering =
  (isRemembered: (installation: Installation) => boolean): InstallationCheckFault['inject'] =>
  (memory) => {
    const answers = new Map<SiteId, Installation>();
    return answering((siteId, installation) => {
      const answer = answers.get(siteId) ?? installation;
      if (isRemembered(answer)) answers.set(siteId, structuredClone(answer));
      return structuredClone(answer);
    })(memory);
  };

/** Faults in what is answered. */
export const answerFaults: Readonly<Record<string, InstallationCheckFault>> = {
  'takes every site for one with loyalty': {
    inject: answering((_, installation) =>
      installation.installed
        ? installation
        : {
            installed: true,
            since: 0,
            accountId: null,
            apps: [],
            premiumFeatures: NO_PREMIUM_FEATURES,
          },
    ),
    fails: {
      'says "not installed" of a site it never heard of': /at installed: expected false, got true/u,
      'says "not installed" as soon as loyalty is uninstalled': /at installed: expected false, got true/u,
      'keeps similar sites apart': /check of shop at first: at installed: expected false, got true/u,
      'answers for each of many sites, each once': /at uninstalled.installed: expected false, got true/u,
    },
  },
  'gives no entry for sites without loyalty': {
    inject: (memory) => ({
      checkMany: async (siteIds) =>
        (await memory.checkMany(siteIds)).map(
          (many) => new Map([...many].filter(([, { installed }]) => installed)),
        ),
    }),
    fails: {
      'says "not installed" as soon as loyalty is uninstalled': /at shop: .* got nothing/u,
      'answers for each of many sites, each once': /at uninstalled: .* got nothing/u,
    },
  },
  'answers for ten sites at most': {
    inject: (memory) => ({ checkMany: (siteIds) => memory.checkMany(siteIds.slice(0, 10)) }),
    fails: {
      'keeps similar sites apart': /what checkMany gives: at __proto__: .* got nothing/u,
      'tells every detail of many sites at once': /at various-10: .* got nothing/u,
    },
  },
  'forgets the premium features': {
    inject: answering((_, installation) =>
      installation.installed ? { ...installation, premiumFeatures: NO_PREMIUM_FEATURES } : installation,
    ),
    fails: {
      'tells every detail of what is installed': /premiumFeatures.loyaltyProgram: expected true, got false/u,
      'tells every detail of many sites at once': /premiumFeatures.loyaltyProgram: expected true, got false/u,
      'tells what is installed as soon as it is': /premiumFeatures.loyaltyProgram: expected true, got false/u,
      'keeps similar sites apart': /premiumFeatures.loyaltyProgram: expected true, got false/u,
      'answers for each of many sites, each once': /shop.premiumFeatures.loyaltyProgram: expected true/u,
    },
  },
  'goes on saying that loyalty is installed': {
    inject: remembering(({ installed }) => installed),
    fails: {
      'says "not installed" as soon as loyalty is uninstalled': /at installed: expected false, got true/u,
      'tells what is installed as soon as it is': /at accountId: expected "Konto Ä 🎁", got null/u,
    },
  },
  'goes on saying that loyalty is not installed': {
    inject: remembering(({ installed }) => !installed),
    fails: {
      'tells what is installed as soon as it is': /at installed: expected true, got false/u,
      'keeps similar sites apart': /check of shop: at installed: expected true, got false/u,
    },
  },
  'takes sites for one another that differ in case': {
    inject: (memory) => ({ check: (siteId) => memory.check(siteIdOf(siteId.toLowerCase())) }),
    fails: {
      'keeps similar sites apart': /check of SHOP at first: at installed: expected false, got true/u,
    },
  },
};
