import { VIOLATED_RULES } from '@loyalty-programs/core/adapter-kit';
import { object, text, listOf } from './parts.js';

/** What refusals carry. */
export const errors = {
  ApplicationError: object({
    message: text('For a person to read.'),
    details: object({
      applicationError: object({
        code: text('What a program should branch on.'),
        description: text('For a person to read.'),
        data: { type: 'object', description: 'What is needed to act on it.' },
      }),
    }),
  }),
  ValidationError: object({
    message: text('For a person to read.'),
    details: object({
      validationError: object({
        fieldViolations: {
          ...listOf(
            object({
              field: text('Path of the field in the request.'),
              description: text('For a person to read.'),
              violatedRule: { type: 'string', enum: VIOLATED_RULES },
              data: { type: 'object', description: 'The limit or form that the rule demands.' },
            }),
          ),
          minItems: 1,
        },
      }),
    }),
  }),
};
