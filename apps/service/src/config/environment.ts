/** The variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a variable, without blanks around it. An empty variable counts as an absent one. */
export const valueOf = (environment: Environment, name: string): string | undefined => {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
};
