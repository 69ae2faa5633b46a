import { createHash } from 'node:crypto';
import { FIELDS, type Installed, type LoyaltyProgram, type SiteId, siteIdOf } from '@loyalty-programs/core';
import {
  type Change,
  type ProgramName,
  activate,
  untouchedDraft,
  update,
} from '@loyalty-programs/core/adapter-kit';

/** When loyalty was installed on all sites. */
const SINCE = Date.UTC(2024, 1, 29, 12);

const INSTALLATION: Installed = {
  installed: true,
  since: SINCE,
  accountId: null,
  apps: ['bookings', 'stores'],
  premiumFeatures: { loyaltyProgram: true, tiers: true, pointsExpiration: true },
};

/** The site of a number. Ids are spread as those of real sites are; SQL makes the same ones of `md5`. */
export const siteAt = (number: number): SiteId =>
  siteIdOf(createHash('md5').update(String(number)).digest('hex'));

const certain = ({ program }: Change): LoyaltyProgram => program;

const impossible = ({ type }: { readonly type: string }): never => {
  throw new Error(`no program can be built like this: ${type}`);
};

const builtProgram = (): LoyaltyProgram => {
  const context = { now: SINCE + 60_000, actor: null };
  const draft = update(
    untouchedDraft(siteAt(0), SINCE),
    {
      name: 'Star Club',
      pointDefinition: {
        customName: 'Stars',
        icon: { url: 'https://static.example/media/11062b_star~mv2.png', altText: 'A star' },
      },
    },
    context,
  ).match(certain, impossible);
  return { ...activate(draft, INSTALLATION, context).match(certain, impossible), revision: 1 };
};

const PROGRAM = builtProgram();

/** An ACTIVE program as owners make them, with a name of their own for points and an icon. */
export const programAt = (number: number): LoyaltyProgram => ({ ...PROGRAM, siteId: siteAt(number) });

const nameOf = (text: string): ProgramName => FIELDS.name.kind.parse(text, 'name')._unsafeUnwrap();

const NAMES: readonly [ProgramName, ProgramName] = [nameOf('Star Club'), nameOf('Moon Club')];

/** The change that gives a program another name. */
export const nextChange = (program: LoyaltyProgram): Change => {
  const { siteId, name, updatedDate } = program;
  const revision = program.revision + 1;
  const renamed = NAMES[revision % 2 === 1 ? 0 : 1];
  return {
    baseRevision: program.revision,
    program: { ...program, revision, name: renamed },
    events: [
      {
        type: 'ProgramUpdated',
        before: { name },
        after: { name: renamed },
        siteId,
        revision,
        ordinal: 0,
        time: updatedDate,
        actor: null,
        causedBy: null,
      },
    ],
  };
};
