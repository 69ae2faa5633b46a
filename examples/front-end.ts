import { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
import { parseProgramUpdate, siteIdOf } from '@loyalty-programs/core';
import { formatPoints } from '@loyalty-programs/core/point-labels';

console.log(formatPoints(1, { locale: 'en' }), '|', formatPoints(5, { locale: 'pl' }));
console.log(formatPoints(5, { locale: 'en', pointDefinition: { customName: 'Shells' } }));

// The server's own rules, for a form that validates as the user types.
const checked = parseProgramUpdate({ pointDefinition: { customName: 'far too long a name for a unit' } });
if (checked.isErr()) console.log(checked.error[0].description);

// The same operations as in the back end, run by a service.
const programs = createLoyaltyProgramsClient({
  baseUrl: 'http://127.0.0.1:9/loyalty-programs',
  credentials: { apiKey: 'your key' },
  timeout: 200,
});
const program = await programs.get(siteIdOf('my-site'));
if (program.isErr()) console.log(program.error.type);
