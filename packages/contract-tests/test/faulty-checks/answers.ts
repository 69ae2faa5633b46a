import { type Installation, type SiteId, siteIdOf } from '@loyalty-programs/core';
import { NO_PREMIUM_FEATURES } from '@loyalty-programs/core/adapter-kit';
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
      'answers "not installed" for an unknown site': /at installed: expected false, got true/u,
      'answers "not installed" as soon as loyalty is uninstalled': /at installed: expected false, got true/u,
      'separates sites with similar ids': /check of shop at first: at installed: expected false, got true/u,
      'answers for each of many sites exactly once': /at uninstalled.installed: expected false, got true/u,
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
      'answers "not installed" as soon as loyalty is uninstalled': /at shop: .* got nothing/u,
      'answers for each of many sites exactly once': /at uninstalled: .* got nothing/u,
    },
  },
  'answers for ten sites at most': {
    inject: (memory) => ({ checkMany: (siteIds) => memory.checkMany(siteIds.slice(0, 10)) }),
    fails: {
      'separates sites with similar ids': /the result of checkMany: at __proto__: .* got nothing/u,
      'returns every detail of many installations': /at various-10: .* got nothing/u,
    },
  },
  'forgets the premium features': {
    inject: answering((_, installation) =>
      installation.installed ? { ...installation, premiumFeatures: NO_PREMIUM_FEATURES } : installation,
    ),
    fails: {
      'returns every detail of an installation': /premiumFeatures.loyaltyProgram: expected true, got false/u,
      'returns every detail of many installations':
        /premiumFeatures.loyaltyProgram: expected true, got false/u,
      'returns an installation as soon as it is recorded':
        /premiumFeatures.loyaltyProgram: expected true, got false/u,
      'separates sites with similar ids': /premiumFeatures.loyaltyProgram: expected true, got false/u,
      'answers for each of many sites exactly once': /shop.premiumFeatures.loyaltyProgram: expected true/u,
    },
  },
  'goes on saying that loyalty is installed': {
    inject: remembering(({ installed }) => installed),
    fails: {
      'answers "not installed" as soon as loyalty is uninstalled': /at installed: expected false, got true/u,
      'returns an installation as soon as it is recorded': /at accountId: expected "Konto Ä 🎁", got null/u,
    },
  },
  'goes on saying that loyalty is not installed': {
    inject: remembering(({ installed }) => !installed),
    fails: {
      'returns an installation as soon as it is recorded': /at installed: expected true, got false/u,
      'separates sites with similar ids': /check of shop: at installed: expected true, got false/u,
    },
  },
  'takes sites for one another that differ in case': {
    inject: (memory) => ({ check: (siteId) => memory.check(siteIdOf(siteId.toLowerCase())) }),
    fails: {
      'separates sites with similar ids': /check of SHOP at first: at installed: expected false, got true/u,
    },
  },
};
