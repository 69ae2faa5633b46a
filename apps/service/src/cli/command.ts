import type { Result } from 'neverthrow';

/** Why a command has done nothing, or could not go on. */
export interface CommandFailed {
  /** In one line. */
  readonly message: string;
  /** How commands are called, where this one was not. */
  readonly usage?: string;
}

/** What a command that has come to its end says. */
export interface CommandDone {
  /** For the terminal, in one or more lines. */
  readonly summary?: string;
  /** Not everything could be done. */
  readonly isPartial?: boolean;
  /** The process ends now, even if nobody reads its output. */
  readonly mustExit?: boolean;
}

export type Outcome = Result<CommandDone, CommandFailed>;
