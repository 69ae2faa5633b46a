import { constants, fstatSync, openSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import type { HttpHandler } from '@loyalty-programs/adapters-http/server';
import type { Logger } from 'pino';

/** How many errors behind an error are logged. */
const MAX_DEPTH = 5;

const fieldsOf = (cause: Error): Readonly<Record<string, unknown>> => {
  const code: unknown = 'code' in cause ? cause.code : undefined;
  return {
    type: cause.name,
    message: cause.message,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    stack: cause.stack,
  };
};

/**
 * What a log may hold of a cause. The errors of drivers carry their connection, and that the password, so only known
 * fields are taken.
 */
export const loggable = (cause: unknown, depth = 0): unknown => {
  if (typeof cause !== 'object' || cause === null) return cause;
  const inner: unknown = Reflect.get(cause, 'cause');
  const type: unknown = Reflect.get(cause, 'type');
  return {
    ...(typeof type === 'string' && { type }),
    ...(cause instanceof Error && fieldsOf(cause)),
    ...(inner !== undefined && depth < MAX_DEPTH && { cause: loggable(inner, depth + 1) }),
  };
};

/** How many bytes of log wait for a slow reader; lines beyond are dropped. */
const MAX_WAITING = 1024 * 1024;

/** Where log lines go. Nothing here throws, whatever becomes of them, and only `flush` waits. */
interface LogOutput {
  write(line: string): void;
  /** Waits until everything is written, but no longer than so many milliseconds. */
  flush(timeout: number): Promise<void>;
}

const droppedLine = (count: number): string =>
  `${JSON.stringify({ level: 40, time: Date.now(), msg: 'log lines were dropped', count })}\n`;

/** A pipe or socket: its reader may be slow, stalled or gone. */
const streamOutput = (stream: NodeJS.WriteStream): LogOutput => {
  let dropped = 0;
  return {
    write: (line) => {
      if (stream.destroyed) return;
      if (stream.writableLength > MAX_WAITING) {
        dropped += 1;
        return;
      }
      stream.write(dropped > 0 ? droppedLine(dropped) + line : line);
      dropped = 0;
    },
    flush: (timeout) =>
      new Promise((resolve) => {
        setTimeout(resolve, timeout).unref();
        if (stream.destroyed) resolve();
        else {
          stream.write('', () => {
            resolve();
          });
        }
      }),
  };
};

/** A file, or a terminal that does not block: writing returns at once, or fails because there is no room. */
const fileOutput = (fd: number): LogOutput => {
  let dropped = 0;
  let isTorn = false;
  return {
    write: (line) => {
      const text = Buffer.from((isTorn ? '\n' : '') + (dropped > 0 ? droppedLine(dropped) : '') + line);
      let written = 0;
      try {
        while (written < text.length) written += writeSync(fd, text, written);
        isTorn = false;
        dropped = 0;
      } catch {
        isTorn ||= written > 0;
        dropped += 1;
      }
    },
    flush: () => Promise.resolve(),
  };
};

const isPipe = (fd: number): boolean => {
  try {
    const stats = fstatSync(fd);
    return stats.isFIFO() || stats.isSocket();
  } catch {
    // It is closed. Writing to it fails too, which does no harm.
    return false;
  }
};

/**
 * The terminal opened once more, so that writing fails while it has stalled. The descriptor itself is left alone: other
 * processes share it.
 */
const nonBlockingTerminal = (fd: number): number => {
  for (const path of [`/proc/self/fd/${fd}`, '/dev/tty']) {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    } catch {
      // Not every system has it, and not every process may open it.
    }
  }
  return fd;
};

/** The standard output of the process, for logs. */
export const standardLogOutput = (): LogOutput => {
  if (isPipe(1)) return streamOutput(process.stdout);
  return fileOutput(isatty(1) ? nonBlockingTerminal(1) : 1);
};

/** Writes to the standard error, if that can be written. */
export const say = (text: string): void => {
  try {
    process.stderr.write(text);
  } catch {
    // There is nowhere left to report it.
  }
};

/** Keeps the process running when its standard streams are no longer read. */
export const surviveBrokenStreams = (): void => {
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
};

/** Writes a line for each call: never a key, a query or a body. */
export const withAccessLog =
  (handler: HttpHandler, logger: Logger): HttpHandler =>
  async (request) => {
    const start = performance.now();
    const response = await handler(request);
    logger.info(
      {
        method: request.method,
        path: request.path,
        status: response.status,
        milliseconds: Math.round((performance.now() - start) * 1000) / 1000,
        requestId: response.headers['x-wix-request-id'],
      },
      'call',
    );
    return response;
  };

/** How often, in milliseconds, refusals are logged at most. */
const INTERVAL = 10_000;

/** Logs that callers are refused: the first one at once, those after it by their number. */
export const refusalLog = (logger: { error(fields: object, message: string): void }): (() => void) => {
  let count = 0;
  let isWaiting = false;
  const log = (): void => {
    logger.error({ count }, 'too many connections or calls, refused with 503');
    count = 0;
  };
  return () => {
    count += 1;
    if (isWaiting) return;
    log();
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      if (count > 0) log();
    }, INTERVAL).unref();
  };
};
