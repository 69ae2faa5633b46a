import type { SiteId } from '@loyalty-programs/core';

/** Names one revision of the program of one site. */
export const etagOf = ({
  siteId,
  revision,
}: {
  readonly siteId: SiteId;
  readonly revision: number;
}): string => `"${siteId}/${revision}"`;

/** What a stream gives, chunk by chunk. Who leaves early cancels the stream, so that nothing of it is left behind. */
export async function* chunksOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (stream === null) return;
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
