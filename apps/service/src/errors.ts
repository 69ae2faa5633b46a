/** A setting that can't be used, in one line that names it. */
export interface BadSetting {
  readonly type: 'BadSetting';
  readonly message: string;
}

export const badSetting = (message: string): BadSetting => ({ type: 'BadSetting', message });

/** What an error says of itself, in one line. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
