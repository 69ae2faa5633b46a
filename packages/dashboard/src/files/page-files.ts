/** One file of the page, as it is served. */
export interface PageFile {
  readonly type: string;
  readonly text: string;
}

/** The page, built for browsers. The names of its files change with their content, so browsers may keep them for good. */
export interface PageFiles {
  /** The name of the script that starts the page. */
  readonly script: string;
  /** The name of the style sheet. */
  readonly style: string;
  readonly byName: ReadonlyMap<string, PageFile>;
}

/** What is written at build time; `built.ts` reads it. */
export interface StoredPageFiles {
  readonly script: string;
  readonly style: string;
  readonly files: Readonly<Record<string, string>>;
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** The page from what was stored of it. */
export const toPageFiles = ({ script, style, files }: StoredPageFiles): PageFiles => ({
  script,
  style,
  byName: new Map(
    Object.entries(files).map(([name, text]) => [
      name,
      { type: TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain; charset=utf-8', text },
    ]),
  ),
});
