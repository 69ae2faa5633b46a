import { InMemoryInstallations } from '@loyalty-programs/adapters-memory';
import { installationRegistryChecks, runCheck } from '@loyalty-programs/contract-tests';

/** Called once for each check. Put your own adapter here, on an empty database. */
const makeHarness = () => {
  const installations = new InMemoryInstallations();
  return {
    registry: installations,
    installationCheck: installations,
    breakConnection: () => {
      installations.breakDown();
    },
    dispose: () => undefined,
  };
};

const failures: string[] = [];
for (const [demand, check] of Object.entries(installationRegistryChecks)) {
  await runCheck(check, makeHarness).catch((reason: unknown) => {
    failures.push(`${demand}: ${String(reason)}`);
  });
}
console.log(failures.length === 0 ? 'Every check passed' : failures.join('\n'));
