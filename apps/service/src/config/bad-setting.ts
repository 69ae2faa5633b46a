/** A setting that can't be used, in one line that names it. */
export interface BadSetting {
  readonly type: 'BadSetting';
  readonly message: string;
}

export const badSetting = (message: string): BadSetting => ({ type: 'BadSetting', message });
