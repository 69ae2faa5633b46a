import type { OpenApiSchema } from '../schema.js';
import { answers } from './answers.js';
import { errors } from './errors.js';
import { program } from './program.js';
import { requests } from './requests.js';

/** Every schema of the document by its name. */
export const SCHEMAS: Readonly<Record<string, OpenApiSchema>> = {
  ...program,
  ...requests,
  ...answers,
  ...errors,
};
