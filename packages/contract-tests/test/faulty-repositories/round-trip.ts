import { FIELDS, type Icon, type LoyaltyProgram } from '@loyalty-programs/core';
import { type Change, untouchedDraft } from '@loyalty-programs/core/adapter-kit';
import { ok } from 'neverthrow';
import { type RepositoryFault, storedIn } from './fault.js';

const withProgram = (change: Change, part: Partial<LoyaltyProgram>): Change => ({
  ...change,
  program: { ...change.program, ...part },
});

const withIcon = (change: Change, rewrite: (icon: Icon) => Icon): Change => {
  const { pointDefinition } = change.program;
  const { icon } = pointDefinition;
  return icon === null
    ? change
    : withProgram(change, { pointDefinition: { ...pointDefinition, icon: rewrite(icon) } });
};

const toSeconds = (time: number): number => time - (time % 1000);

/** Faults in what comes back. */
export const roundTripFaults = {
  'makes up an untouched draft where nothing is stored': {
    inject: (memory) => ({
      find: async (siteId) =>
        (await memory.find(siteId)).map((program) => program ?? untouchedDraft(siteId, 0)),
    }),
    fails: {
      'finds nothing for an unknown site': /what find gives.*: expected undefined, got \{.*"revision":0/u,
      'finds nothing for a site before its first change':
        /what find gives.*: expected undefined, got \{.*"revision":0/u,
      'separates the programs and events of sites with similar ids':
        /what find gives.*: expected undefined, got \{.*"revision":0/u,
      'erases the program and its events': /what find gives.*: expected undefined, got \{.*"revision":0/u,
      'accepts erasing a program that is not stored':
        /what find gives.*: expected undefined, got \{.*"revision":0/u,
    },
  },
  'makes up untouched drafts when asked for many': {
    inject: (memory) => ({
      findMany: async (siteIds) =>
        (await memory.findMany(siteIds)).map(
          (found) =>
            new Map(siteIds.map((siteId) => [siteId, found.get(siteId) ?? untouchedDraft(siteId, 0)])),
        ),
    }),
    fails: {
      'finds nothing for an unknown site': /the result of findMany.*expected nothing, got \{/u,
      'finds nothing for a site before its first change': /the result of findMany.*expected nothing, got \{/u,
      'finds many: no entry for a site without a program, one entry for a repeated site':
        /the result of findMany.*expected nothing, got \{/u,
      'erases the program and its events': /the result of findMany.*expected nothing, got \{/u,
    },
  },
  'drops characters beyond the basic plane': {
    inject: (memory) => ({
      save: (change) => {
        const text = change.program.name?.replace(/[\u{10000}-\u{10FFFF}]/gu, '');
        const name = FIELDS.name.kind.parse(text, 'name');
        return memory.save(name.isOk() ? withProgram(change, { name: name.value }) : change);
      },
    }),
    fails: {
      'stores text in any script unchanged': /expected ".* 𠮷野家", got "野家"/u,
    },
  },
  'normalises the texts of icons': {
    inject: (memory) => ({
      save: (change) =>
        memory.save(
          withIcon(change, (icon) => ({ ...icon, altText: icon.altText?.normalize('NFC') ?? null })),
        ),
    }),
    fails: {
      'stores text in any script unchanged': /at pointDefinition.icon.altText: /u,
    },
  },
  'takes a width of nothing for no width': {
    inject: (memory) => ({
      save: (change) =>
        memory.save(withIcon(change, (icon) => ({ ...icon, width: icon.width === 0 ? null : icon.width }))),
    }),
    fails: {
      'stores every value of an icon, and the absence of one':
        /at pointDefinition.icon.width: expected 0, got null/u,
    },
  },
  'cannot unset a name': {
    inject: (memory) => ({
      save: async (change) => {
        const stored = await storedIn(memory, change.program.siteId);
        return memory.save(withProgram(change, { name: change.program.name ?? stored?.name ?? null }));
      },
    }),
    fails: {
      'stores status and expiration throughout the life of a program': /at name: expected null, got "Stars"/u,
    },
  },
  'cuts dates to seconds': {
    inject: (memory) => ({
      save: (change) => {
        const { createdDate, updatedDate } = change.program;
        const dates = { createdDate: toSeconds(createdDate), updatedDate: toSeconds(updatedDate) };
        const events = change.events.map((event) => ({ ...event, time: toSeconds(event.time) }));
        return memory.save({ ...withProgram(change, dates), events });
      },
    }),
    fails: {
      'stores dates to the millisecond': /createdDate is off by -789 ms/u,
    },
  },
  'forgets the file name of an icon after it was saved': {
    inject: (memory) => ({
      save: async (change) => {
        const answer = await memory.save(withIcon(change, (icon) => ({ ...icon, filename: null })));
        return answer.map(() => change.program);
      },
    }),
    fails: {
      'stores text in any script unchanged':
        /what find gives .* at pointDefinition.icon.filename: expected ".*", got null/u,
      'stores every value of an icon, and the absence of one':
        /what find gives .* at pointDefinition.icon.filename: expected "star.png", got null/u,
    },
  },
  'finds ten programs at most': {
    inject: (memory) => ({ findMany: (siteIds) => memory.findMany(siteIds.slice(0, 10)) }),
    fails: {
      'separates the programs and events of sites with similar ids': /the result of findMany: .*got nothing/u,
      'finds the programs of many sites at once': /at many-10: expected \{.*got nothing/u,
    },
  },
  'finds none when a site is asked for twice': {
    inject: (memory) => ({
      findMany: async (siteIds) =>
        new Set(siteIds).size < siteIds.length ? ok(new Map()) : memory.findMany(siteIds),
    }),
    fails: {
      'finds many: no entry for a site without a program, one entry for a repeated site':
        /the result of findMany: at b: expected \{.*got nothing/u,
    },
  },
} satisfies Record<string, RepositoryFault>;
