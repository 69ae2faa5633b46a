/** How many errors behind an error are logged. */
const MAX_DEPTH = 5;

const fieldsOf = (cause: Error): Readonly<Record<string, unknown>> => {
  const code: unknown = 'code' in cause ? cause.code : undefined;
  return {
    type: cause.name,
    message: cause.message,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    stack: cause.stack,
  };
};

/**
 * What a log may hold of a cause. The errors of drivers carry their connection, and that the password, so only known
 * fields are taken.
 */
export const loggable = (cause: unknown, depth = 0): unknown => {
  if (typeof cause !== 'object' || cause === null) return cause;
  const inner: unknown = Reflect.get(cause, 'cause');
  const type: unknown = Reflect.get(cause, 'type');
  return {
    ...(typeof type === 'string' && { type }),
    ...(cause instanceof Error && fieldsOf(cause)),
    ...(inner !== undefined && depth < MAX_DEPTH && { cause: loggable(inner, depth + 1) }),
  };
};
