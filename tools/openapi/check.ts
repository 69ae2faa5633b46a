import { createOpenApiDocument } from '@loyalty-programs/adapters-http/server';
import { lintOpenApi } from './lint-openapi.js';

const problems = await lintOpenApi(createOpenApiDocument());
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log('The OpenAPI document is in order.');
