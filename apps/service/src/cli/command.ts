import type { Result } from 'neverthrow';

/** Why a command failed. */
export interface CommandFailed {
  /** In one line. */
  readonly message: string;
}

/** The result of a completed command. */
export interface CommandDone {
  /** For the standard output. */
  readonly output?: string;
  /** For a person at the terminal, in one or more lines: for the standard error. */
  readonly summary?: string;
  /** Not everything could be done. */
  readonly isPartial?: boolean;
  /** The process ends now, even if its output is not read. */
  readonly mustExit?: boolean;
}

export type Outcome = Result<CommandDone, CommandFailed>;

/** How a command reports its result. */
export interface ReportOptions {
  /** As JSON on the standard output. By default: as text for a person. */
  readonly json?: boolean | undefined;
}

/** A result as the caller wants it: as one line of JSON, or as text. */
export const reportOf = (
  result: Readonly<Record<string, unknown>>,
  text: string,
  { json = false }: ReportOptions,
): CommandDone => (json ? { output: JSON.stringify(result) } : { summary: text });
