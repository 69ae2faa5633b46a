import { type Result, err, ok } from 'neverthrow';
import type { PayloadTooLarge, RequestAborted } from './errors.js';

/** Puts the chunks of a body together, and stops reading once they are more than `limit` bytes. */
export const collectBody = async (
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limit: number,
): Promise<Result<Uint8Array, PayloadTooLarge | RequestAborted>> => {
  const collected: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > limit) return err({ type: 'PayloadTooLarge' });
      collected.push(chunk);
    }
  } catch {
    return err({ type: 'RequestAborted' });
  }
  const [only] = collected;
  if (collected.length === 1 && only !== undefined) return ok(only);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of collected) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return ok(bytes);
};
