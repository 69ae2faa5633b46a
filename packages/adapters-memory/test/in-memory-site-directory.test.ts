import {
  InMemoryInstallations,
  InMemoryLoyaltyProgramRepository,
  InMemorySiteDirectory,
} from '@loyalty-programs/adapters-memory';
import { sitesIn } from '@loyalty-programs/contract-tests';
import { describeSiteDirectory } from '@loyalty-programs/contract-tests/vitest';
import { describe, expect, it } from 'vitest';

const aDirectory = () => {
  const [repository, installations] = [new InMemoryLoyaltyProgramRepository(), new InMemoryInstallations()];
  return { repository, installations, directory: new InMemorySiteDirectory(repository, installations) };
};

describeSiteDirectory('in memory', () => {
  const { directory, repository, installations } = aDirectory();
  return {
    directory,
    ...sitesIn(repository, installations),
    breakConnection: () => {
      installations.breakDown();
    },
    dispose: () => undefined,
  };
});

describe('InMemorySiteDirectory', () => {
  it('is unavailable while the repository is', async () => {
    const { directory, repository } = aDirectory();
    repository.breakDown();
    const listed = await directory.listSites({ limit: 1 });
    const counted = await directory.countSites();
    expect([listed.isErr(), counted.isErr()]).toEqual([true, true]);
  });
});
