/** A setting that can't be used, in one line that names it. */
export interface ConfigError {
  readonly type: 'ConfigError';
  readonly message: string;
}

export const configError = (message: string): ConfigError => ({ type: 'ConfigError', message });

/** The message of an error, in one line. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
