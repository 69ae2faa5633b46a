import type { PageFiles } from '../files/page-files.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escaped = (text: string): string => text.replace(/[&<>"]/gu, (character) => ENTITIES[character] ?? '');

export interface DocumentOptions {
  /** Where the page is mounted, without a slash at the end. */
  readonly basePath: string;
  /** The page signs people in by itself. */
  readonly hasSignIn: boolean;
  /** Where the host signs people out. */
  readonly signOutUrl: string | undefined;
}

/** The document of the page. It holds nothing of any site: what it shows it gets from the API. */
export const documentOf = (
  { script, style }: PageFiles,
  { basePath, hasSignIn, signOutUrl }: DocumentOptions,
): string => {
  const base = escaped(basePath);
  const signOut = signOutUrl === undefined ? '' : ` data-sign-out="${escaped(signOutUrl)}"`;
  return `<!doctype html>
<html lang="en" data-base="${base}" data-sign-in="${hasSignIn ? 'own' : 'host'}"${signOut}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Loyalty program</title>
<link rel="icon" href="${base}/presets/star.svg" type="image/svg+xml">
<link rel="stylesheet" href="${base}/assets/${style}">
<script type="module" src="${base}/assets/${script}"></script>
</head>
<body><noscript>This page needs JavaScript.</noscript></body>
</html>
`;
};
