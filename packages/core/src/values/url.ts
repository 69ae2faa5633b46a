// The parsers of the URL standard. Every runtime has them, the ECMAScript library of the compiler does not
// know them, and the official client uses the same ones: a URL of ours is one that it can read too.
declare const URL: new (url: string) => ParsedUrl;
declare const URLSearchParams: new (query: string) => { get(name: string): string | null };

interface ParsedUrl {
  readonly protocol: string;
  readonly pathname: string;
  /** With its leading `#`; empty where there is none. */
  readonly hash: string;
}

export const parseUrl = (url: string): ParsedUrl | undefined => {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
};

export const queryParameter = (query: string, name: string): string | null =>
  new URLSearchParams(query).get(name);

/** `undefined` where the percent-encoding is broken. */
export const decodePercent = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};
