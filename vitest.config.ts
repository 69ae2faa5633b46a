import { defineConfig } from 'vitest/config';

const source = '@loyalty-programs/source';

export default defineConfig({
  resolve: { conditions: [source] },
  ssr: { resolve: { conditions: [source], externalConditions: [source] } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts', 'tools/**/*.test.ts'],
    globalSetup: 'packages/testing/src/postgres/global-setup.ts',
    testTimeout: 30_000,
    // Files share what they import: a new world for each would take most of the time.
    isolate: false,
  },
});
