import { relative } from 'node:path';
import { DEMO_SITE } from './demo-site.js';
import type { Service } from '../start-service.js';

/** A word that a shell takes as it is. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** How a shell gets at the admin key without its being printed again. */
const keyInShell = ({ file }: Service['adminKey']): string =>
  file === undefined ? '$LOYALTY_ADMIN_KEY' : `$(cat ${quoted(relative(process.cwd(), file))})`;

/** An address to call a server at that listens on all of its machine's. */
const callable = (origin: string): string => origin.replace(/\/\/(?:0\.0\.0\.0|\[::\]):/u, '//127.0.0.1:');

/** What a person wants to know when the service has started. */
export const welcome = ({ origin, adminKey, hasDemoSite }: Service): string => {
  const lines = [
    `Loyalty Programs listens on ${origin}`,
    ...(adminKey.isNew ? [`Admin key, kept in ${adminKey.file ?? ''}: ${adminKey.key}`] : []),
    ...(hasDemoSite
      ? [
          'Try it with the demo site:',
          `  curl -H "Authorization: ${keyInShell(adminKey)}" -H "wix-site-id: ${DEMO_SITE}" ${callable(origin)}/loyalty-programs/v1/program`,
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
};
