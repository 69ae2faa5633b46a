import { context } from 'esbuild';

const PORT = 8788;
const folder = import.meta.dirname;

// Bundled from the sources at each load of the page.
const page = await context({
  entryPoints: [`${folder}/main.ts`],
  outdir: folder,
  write: false,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  sourcemap: 'inline',
  conditions: ['@loyalty-programs/source'],
});
await page.serve({ host: '127.0.0.1', port: PORT, servedir: folder });

const origin = `http://127.0.0.1:${PORT}`;
console.log(`The page is at ${origin}/
To load and save programs, start the service next to it:
  CORS_ORIGINS=${origin} npx -y pnpm start`);
