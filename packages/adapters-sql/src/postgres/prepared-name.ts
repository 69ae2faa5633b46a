/** FNV-1a over UTF-16 code units. */
const hashOf = (text: string, basis: number): string => {
  let hash = basis;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
};

/**
 * The name under which a statement is prepared: at most 63 bytes, of which the server would cut the rest. It stands
 * for the text, schema included: behind a pooler, neither two schemas nor two versions of this package share one.
 */
export const preparedNameOf = (name: string, text: string): string =>
  `loyalty-programs/${name}/${hashOf(text, 0x81_1c_9d_c5)}${hashOf(text, 0x9e_37_79_b9)}`;
