import { err, ok, type Result } from 'neverthrow';
import { type BodyLine, type Read, readBodyLine, readHeader } from './format/read-line.js';
import { type ImportReport, type ImportStopped, SiteBatches, stopped } from './site-batches.js';
import type { SiteStore } from './stores/site-store.js';

/** A line of a file, by its number from 1. */
interface Line {
  readonly number: number;
  /** Without the line feed; `undefined` where it is too long. */
  readonly bytes: Uint8Array | undefined;
}

const LINE_FEED = 0x0a;

/** The text of a line. */
export const textOf = ({ bytes }: Line): Read<string> => {
  if (bytes === undefined) return err('the line is too long');
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return err('the line is not well-formed UTF-8');
  }
};

/** The line that is being read, piece by piece. */
class Pieces {
  readonly #maxBytes: number;
  #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  add(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length <= this.#maxBytes) this.#pieces.push(piece);
    else this.#pieces = [];
  }

  /** Ends the line, and begins another one. */
  end(): Uint8Array | undefined {
    const whole = this.#length > this.#maxBytes ? undefined : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#length = 0;
    return whole;
  }
}

/** Takes a stream of bytes apart into lines. Longer lines than `maxBytes` are dropped. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Line> {
  const pieces = new Pieces(maxBytes);
  let number = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      pieces.add(chunk.subarray(start, end));
      number += 1;
      yield { number, bytes: pieces.end() };
      start = end + 1;
    }
    pieces.add(chunk.subarray(start));
  }
  if (!pieces.isEmpty) yield { number: number + 1, bytes: pieces.end() };
}

/** Counts the lines between the first and the last one, and finds out whether any are missing. */
class LineCount {
  #sites = 0;
  #hasEnded = false;

  /** What is wrong with there being a line here. */
  next(read: BodyLine | undefined): string | undefined {
    if (this.#hasEnded) return 'the line stands behind the last one';
    if (read?.type !== 'End') {
      this.#sites += 1;
      return undefined;
    }
    this.#hasEnded = true;
    return read.sites === this.#sites
      ? undefined
      : `the file was written with ${read.sites} sites and has ${this.#sites}`;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }
}

/**
 * Stores the sites of an export, as far as they are not there already. A line that can't be read, or whose site
 * is already stored with other content, is refused as a whole; the others are stored. Nothing is ever overwritten, so the
 * import of a file can be repeated, and goes on where it was interrupted.
 */
export const importSites = async (
  lines: AsyncIterable<Line>,
  store: SiteStore,
  onLine: () => void,
): Promise<Result<ImportReport, ImportStopped>> => {
  const batches = new SiteBatches(store);
  const count = new LineCount();
  let hasHeader = false;
  let last = 0;

  const take = async (line: Line): Promise<Result<void, ImportStopped>> => {
    const text = textOf(line);
    if (text.isOk() && text.value.trim() === '') return ok();
    const read = text.andThen(readBodyLine);
    const misplaced = count.next(read.unwrapOr(undefined));
    if (misplaced !== undefined) return batches.refuse(line.number, misplaced);
    if (read.isErr()) return batches.refuse(line.number, read.error);
    const length = line.bytes?.length ?? 0;
    return read.value.type === 'Site' ? batches.add(line.number, read.value.site, length) : ok();
  };

  for await (const line of lines) {
    last = line.number;
    const taken = hasHeader
      ? await take(line)
      : textOf(line)
          .andThen(readHeader)
          .mapErr((why) => stopped(`line ${last}: ${why}`));
    if (taken.isErr()) return err(taken.error);
    hasHeader = true;
    onLine();
  }
  if (!hasHeader) return err(stopped('the file is empty'));
  if (!count.hasEnded) {
    const cut = await batches.refuse(last + 1, 'the last line is missing: the file is cut short');
    if (cut.isErr()) return err(cut.error);
  }
  return batches.finish();
};
