import type { Result } from 'neverthrow';

/** Why a command failed. */
export interface CommandFailed {
  /** In one line. */
  readonly message: string;
  /** The usage text, if the command does not exist. */
  readonly usage?: string;
}

/** The result of a completed command. */
export interface CommandDone {
  /** For the terminal, in one or more lines. */
  readonly summary?: string;
  /** Not everything could be done. */
  readonly isPartial?: boolean;
  /** The process ends now, even if its output is not read. */
  readonly mustExit?: boolean;
}

export type Outcome = Result<CommandDone, CommandFailed>;
