import { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
import { createHandler, toFetch } from '@loyalty-programs/adapters-http/server';
import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import { createLoyalty, siteIdOf } from '@loyalty-programs/core';
import { err } from 'neverthrow';

const { programs: local } = createLoyalty({
  repository: new InMemoryLoyaltyProgramRepository(),
  installations: new InMemoryInstallations(),
});
const answer = toFetch(
  createHandler({
    programs: local,
    authenticate: () => Promise.resolve(err({ type: 'Unauthenticated' })),
  }),
);

const programs = createLoyaltyProgramsClient({
  baseUrl: 'https://loyalty.example/loyalty-programs',
  credentials: { apiKey: 'your key' },
  // Leave this out to call a real service. In a test, it calls the handler without a network.
  fetch: (url, init) => answer(new Request(url, init)),
});
const program = await programs.get(siteIdOf('my-site'));
console.log(program.isErr() ? program.error.type : program.value.status);
