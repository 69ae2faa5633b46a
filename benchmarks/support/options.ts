import { parseArgs } from 'node:util';

const wholeNumber = (name: string, text: string): number => {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new RangeError(`--${name} takes a whole number from 1, not ${text}`);
};

/** Whole numbers that the command line may set: `--rounds 3`. Throws on anything else. */
export const readOptions = <Name extends string>(
  defaults: Readonly<Record<Name, number>>,
): Record<Name, number> => {
  const options = Object.fromEntries(
    Object.keys(defaults).map((name) => [name, { type: 'string' as const }]),
  );
  const { values } = parseArgs({ options });
  const read = { ...defaults };
  for (const [name, text] of Object.entries(values)) {
    if (typeof text === 'string') Reflect.set(read, name, wholeNumber(name, text));
  }
  return read;
};
