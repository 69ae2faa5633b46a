import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import { createLoyalty, describeError, siteIdOf } from '@loyalty-programs/core';

const { programs } = createLoyalty({
  repository: new InMemoryLoyaltyProgramRepository(),
  installations: new InMemoryInstallations(),
});

const activated = await programs.activate(siteIdOf('my-site'));
if (activated.isErr()) {
  switch (activated.error.type) {
    case 'LoyaltyNotInstalled':
      console.log('Install loyalty first');
      break;
    case 'PreconditionsNotMet':
      console.log(`Still missing: ${activated.error.unmet.join(', ')}`);
      break;
    case 'RevisionConflict':
    case 'TooMuchContention':
      console.log('Someone else changed it; load it again');
      break;
    default:
      console.log(describeError(activated.error));
  }
}
