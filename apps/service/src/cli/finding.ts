import type { TableVersions } from '../transfer/stores/site-store.js';
import type { CommandFailed } from './command.js';

/** The result of a check. `problem` makes the command fail; `warning` does not. */
export interface Finding {
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'problem';
  readonly detail: string;
  /** What to do; absent where there is nothing to do. */
  readonly advice?: string;
}

export const fine = (check: string, detail: string): Finding => ({ check, status: 'ok', detail });

export const problem = (check: string, detail: string, advice: string): Finding => ({
  check,
  status: 'problem',
  detail,
  advice,
});

export const warning = (check: string, detail: string, advice: string): Finding => ({
  check,
  status: 'warning',
  detail,
  advice,
});

/** How the versions of the tables compare with this service. */
export const tableFinding = ({ from, to }: TableVersions): Finding =>
  from === to
    ? fine('tables', `are of version ${to}`)
    : warning(
        'tables',
        `are of version ${from}, this service uses ${to}`,
        'run "loyalty-programs migrate"; otherwise the next start does the same',
      );

export const tableProblem = ({ message }: CommandFailed): Finding =>
  problem('tables', message, 'correct what it names; "migrate --dry-run" checks again');
