import { InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import type { SiteId } from '@loyalty-programs/core';
import type { Change } from '@loyalty-programs/core/adapter-kit';
import { err, ok } from 'neverthrow';

type Finding = ReturnType<InMemoryLoyaltyProgramRepository['find']>;
type Saving = ReturnType<InMemoryLoyaltyProgramRepository['save']>;

const aMoment = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Keeps its promises; only, answers are on their way for a moment. */
export class DistantRepository extends InMemoryLoyaltyProgramRepository {
  override async find(siteId: SiteId): Finding {
    const found = await super.find(siteId);
    await aMoment();
    return found;
  }
}

/** Who reads while somebody else does gets the same answer, although it was looked up before. */
export class SharingRepository extends DistantRepository {
  readonly #underWay = new Map<SiteId, Finding>();

  override find(siteId: SiteId): Finding {
    const underWay = this.#underWay.get(siteId);
    if (underWay !== undefined) return underWay;
    const finding = super.find(siteId).finally(() => this.#underWay.delete(siteId));
    this.#underWay.set(siteId, finding);
    return finding;
  }
}

/** Looks at the base some time before it saves. */
export class CarelessRepository extends DistantRepository {
  override async save(change: Change): Saving {
    const { siteId } = change.program;
    const stored = (await super.find(siteId))._unsafeUnwrap();
    const actualRevision = stored?.revision ?? 0;
    if (actualRevision !== change.baseRevision) {
      return err({ type: 'RevisionConflict', siteId, expectedRevision: change.baseRevision });
    }
    (await this.erase(siteId))._unsafeUnwrap();
    return super.save({ ...change, baseRevision: 0 });
  }
}

/** Refuses now and then for no reason. */
export class FussyRepository extends DistantRepository {
  #saves = 0;

  override save(change: Change): Saving {
    this.#saves += 1;
    if (this.#saves % 10 !== 0) return super.save(change);
    const { baseRevision: expectedRevision, program } = change;
    return Promise.resolve(err({ type: 'RevisionConflict', siteId: program.siteId, expectedRevision }));
  }
}

/** Acknowledges some saves before they are done. */
export class HastyRepository extends DistantRepository {
  override async save(change: Change): Saving {
    const stored = (await super.find(change.program.siteId))._unsafeUnwrap();
    const saving = aMoment().then(() => super.save(change));
    return (stored?.revision ?? 0) === change.baseRevision ? ok(change.program) : saving;
  }
}
