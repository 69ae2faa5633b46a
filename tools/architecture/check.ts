import { fileURLToPath } from 'node:url';
import { checkArchitecture, describeFinding } from './check-architecture.js';

const findings = await checkArchitecture(fileURLToPath(new URL('../..', import.meta.url)));
for (const finding of findings) console.error(describeFinding(finding));
if (findings.length > 0) process.exitCode = 1;
