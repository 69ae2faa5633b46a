/** What the official client tells its user of an error. */
export interface Refusal {
  readonly status: unknown;
  readonly requestId: unknown;
  readonly details: unknown;
  readonly message: string;
}

/** Waits for a call that has to be refused. */
export const refusalOf = async (call: unknown): Promise<Refusal> => {
  let error: unknown;
  try {
    await call;
  } catch (thrown) {
    error = thrown;
  }
  if (!(error instanceof Error)) throw new TypeError('the call was not refused');
  return {
    status: Reflect.get(error, 'status'),
    requestId: Reflect.get(error, 'requestId'),
    details: Reflect.get(error, 'details'),
    message: error.message,
  };
};
