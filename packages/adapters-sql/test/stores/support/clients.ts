import { INSTALLED_ON, aContext } from '@loyalty-programs/contract-tests';
import type { LoyaltyProgram, LoyaltyProgramRepository, SiteId } from '@loyalty-programs/core';
import { untouchedDraft, update } from '@loyalty-programs/core/adapter-kit';
import type { Call, Entry } from './entries.js';

/** How many of a client's calls are saves, if it has something to save on; the others read. */
const SAVES = 0.6;

let time = 0;
const tick = (): number => (time += 1);

const timed = async <T>(call: () => Promise<T>): Promise<Call & { readonly answer: T }> => {
  const invoked = tick();
  const answer = await call();
  return { invoked, responded: tick(), answer };
};

let names = 0;

/** Reads the program, and keeps in the history what came of it. */
export const read = async (
  repository: LoyaltyProgramRepository,
  siteId: SiteId,
  history: Entry[],
): Promise<LoyaltyProgram> => {
  const { answer, ...call } = await timed(() => repository.find(siteId));
  const program = answer._unsafeUnwrap() ?? untouchedDraft(siteId, INSTALLED_ON);
  history.push({ kind: 'read', revision: program.revision, name: program.name, ...call });
  return program;
};

/** Saves a change of the program as the client knows it; `undefined`: it was refused. */
const save = async (
  repository: LoyaltyProgramRepository,
  known: LoyaltyProgram,
  history: Entry[],
): Promise<LoyaltyProgram | undefined> => {
  const name = `Program ${(names += 1)}`;
  const base = known.revision;
  const change = update(known, { name }, aContext())._unsafeUnwrap();
  const { answer, ...call } = await timed(() => repository.save(change));
  if (answer.isOk()) {
    history.push({ kind: 'saved', base, name, ...call });
    return answer.value;
  }
  if (answer.error.type !== 'RevisionConflict') {
    throw new Error(`a save was not answered: ${answer.error.type}`, { cause: answer.error.cause });
  }
  history.push({ kind: 'refused', base, ...call });
  return undefined;
};

const aMoment = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Reads and saves one program over and over, with what it last saw of it. */
export const runClient = async (
  repository: LoyaltyProgramRepository,
  siteId: SiteId,
  calls: number,
  history: Entry[],
): Promise<void> => {
  let known: LoyaltyProgram | undefined = untouchedDraft(siteId, INSTALLED_ON);
  for (let call = 0; call < calls; call += 1) {
    known =
      known !== undefined && Math.random() < SAVES
        ? await save(repository, known, history)
        : await read(repository, siteId, history);
    // Clients get out of step: some go on at once, some let others go first.
    if (Math.random() < 0.5) await aMoment();
  }
};
