import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { DriverProcess } from './driver-process.js';

/** Where a fault strikes: a process at work, its file, and a connection of this process to the same file. */
export interface Target {
  readonly process: DriverProcess;
  readonly file: string;
  readonly other: DatabaseSyncInstance;
}

/** Something that makes statements fail. */
export interface StepFault {
  readonly fault: string;
  /** How many variants there are that start before a call; without it, the fault starts before each driver call. */
  readonly variants?: number;
  /** Whether a change may have been stored although it was not acknowledged. */
  readonly mayLeaveDoubt: boolean;
  readonly isAvailable: (driver: string) => boolean;
  /** Starts it; returns what the process is to do first. */
  readonly start: (target: Target, variant: number) => string;
  readonly end: (target: Target) => void;
}

const everywhere = (): boolean => true;

/** The strongest lock that is free. */
const lock = ({ other }: Target): string => {
  for (const sql of ['BEGIN IMMEDIATE', 'BEGIN; SELECT count(*) FROM loyalty_programs']) {
    try {
      other.exec(sql);
      return '';
    } catch {
      if (other.isTransaction) other.exec('ROLLBACK');
    }
  }
  return '';
};

const limitFiles = (pid: number, bytes: number | 'unlimited'): void => {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
  if (status !== 0) throw new Error(`prlimit failed: ${String(stderr)}`);
};

/** Lets no file of the process grow beyond this many bytes more than the largest one has. */
const fileLimit = (bytes: number | undefined): Omit<StepFault, 'fault'> => ({
  mayLeaveDoubt: true,
  isAvailable: () => spawnSync('prlimit', ['--version']).status === 0,
  start: ({ process, file }) => {
    const sizes = [file, `${file}-wal`, `${file}-journal`].map((each) =>
      existsSync(each) ? statSync(each).size : 0,
    );
    limitFiles(process.pid, bytes === undefined ? 0 : Math.max(...sizes) + bytes);
    return '';
  },
  end: ({ process }) => {
    limitFiles(process.pid, 'unlimited');
  },
});

const TRIGGERS = [
  ['INSERT', 'loyalty_programs'],
  ['UPDATE', 'loyalty_programs'],
  ['INSERT', 'loyalty_program_events'],
  ['DELETE', 'loyalty_program_events'],
  ['INSERT', 'loyalty_installations'],
  ['UPDATE', 'loyalty_installations'],
  ['DELETE', 'loyalty_installations'],
] as const;

/** Refuses all sites but `site-b` at one kind of statement, in one of the ways in which SQLite undoes things. */
const constraint = (how: 'ABORT' | 'FAIL' | 'ROLLBACK'): StepFault => ({
  fault: `a constraint that makes SQLite ${how}`,
  variants: TRIGGERS.length,
  mayLeaveDoubt: false,
  isAvailable: everywhere,
  start: ({ other }, variant) => {
    const [action = 'INSERT', table = ''] = TRIGGERS[variant] ?? [];
    const row = action === 'DELETE' ? 'old' : 'new';
    other.exec(`CREATE TRIGGER refusing BEFORE ${action} ON ${table}
WHEN ${row}.site_id <> 'site-b' BEGIN SELECT RAISE(${how}, 'refused'); END`);
    return '';
  },
  end: ({ other }) => {
    other.exec('DROP TRIGGER refusing');
  },
});

const LOCK: StepFault = {
  fault: 'a lock held by another process',
  mayLeaveDoubt: false,
  isAvailable: everywhere,
  start: lock,
  end: ({ other }) => {
    if (other.isTransaction) other.exec('ROLLBACK');
  },
};

const MAX_PAGES: StepFault = {
  fault: 'a database at its maximum of pages',
  mayLeaveDoubt: false,
  isAvailable: everywhere,
  // SQLite raises this to the pages that there are.
  start: () => 'PRAGMA max_page_count = 1',
  end: ({ process }) => {
    process.order('exec PRAGMA max_page_count = 1000000');
  },
};

const INTERRUPTION: StepFault = {
  fault: 'an interruption',
  mayLeaveDoubt: true,
  isAvailable: (driver) => driver === 'libsql',
  start: () => 'interrupt',
  end: ({ process }) => {
    process.order('resume');
  },
};

export const STEP_FAULTS: readonly StepFault[] = [
  LOCK,
  MAX_PAGES,
  { fault: 'a file-size limit that lets nothing be written', ...fileLimit(undefined) },
  { fault: 'a file-size limit within a page', ...fileLimit(700) },
  INTERRUPTION,
  ...(['ABORT', 'FAIL', 'ROLLBACK'] as const).map(constraint),
];
