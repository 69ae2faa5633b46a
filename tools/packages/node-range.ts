type Version = readonly [major: number, minor: number, patch: number];

/** Whether a package whose `engines.node` is this range runs on this version of Node. */
export function accepts(range: string, version: string): boolean {
  const wanted = parse(version);
  return range.split('||').some((alternative) => comparatorsOf(alternative).every((meets) => meets(wanted)));
}

function comparatorsOf(alternative: string): ((version: Version) => boolean)[] {
  const parts = [...alternative.trim().matchAll(/(>=|>|<=|<|\^|~|)\s*([\d.*x]+)/g)];
  const understood = parts.map(([text]) => text).join(' ');
  if (understood.replaceAll(' ', '') !== alternative.replaceAll(' ', '')) {
    throw new Error(`This check cannot read the range "${alternative}".`);
  }
  return parts.map(([, operator = '', text = '']) => comparator(operator, text));
}

function comparator(operator: string, text: string): (version: Version) => boolean {
  const bound = parse(text);
  const given = text.split('.').filter((part) => /^\d+$/.test(part)).length;
  const isSame = (version: Version, parts: number): boolean =>
    bound.slice(0, parts).every((part, index) => part === version[index]);
  switch (operator) {
    case '>=':
      return (version) => compare(version, bound) >= 0;
    case '>':
      return (version) => compare(version, bound) > 0;
    case '<=':
      return (version) => compare(version, bound) <= 0;
    case '<':
      return (version) => compare(version, bound) < 0;
    case '^':
      return (version) => compare(version, bound) >= 0 && isSame(version, 1);
    case '~':
      return (version) => compare(version, bound) >= 0 && isSame(version, Math.min(given, 2));
    default:
      return (version) => isSame(version, given);
  }
}

function parse(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return [major, minor, patch];
}

const compare = (one: Version, other: Version): number =>
  one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
