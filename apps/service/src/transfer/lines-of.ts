import { err, ok } from 'neverthrow';
import type { Read } from './format/reading.js';

/** A line of a file, by its number from 1. */
export interface Line {
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

/** Takes a stream of bytes apart into lines. Of one that is longer than `maxBytes` nothing is kept. */
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
