import { programs } from '@wix/loyalty';
import { ApiKeyStrategy, createClient } from '@wix/sdk';

const { LOYALTY_URL = 'http://127.0.0.1:8787', LOYALTY_ADMIN_KEY = '' } = process.env;
const siteId = '6f2c1d3e-58a4-4c0b-9d7e-2b1f0a9c8e75';

const client = createClient({
  modules: { programs },
  auth: ApiKeyStrategy({ siteId, apiKey: LOYALTY_ADMIN_KEY }),
  fetch: (url, init) => {
    const { pathname } = new URL(new Request(url).url);
    return fetch(new URL(pathname, LOYALTY_URL), init);
  },
});

await client.programs.updateLoyaltyProgram({
  name: 'Harbour Club',
  pointDefinition: { customName: 'Shells' },
});
const { loyaltyProgram } = await client.programs.activateLoyaltyProgram();
console.log(`${String(loyaltyProgram?.name)} is ${String(loyaltyProgram?.status)}`);
