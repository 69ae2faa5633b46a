import { type Result, err, ok } from 'neverthrow';
import { NotSent, type Transport, type TransportRequest } from './transport.js';

/** An answer that came whole. */
export interface Reply {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  /** The parsed body; `undefined` where it is not JSON. */
  readonly json: unknown;
}

/** No whole answer came. */
export interface NoReply {
  /** Whether the request surely never left. */
  readonly sent: boolean;
  readonly cause: string;
}

/** The longest answer that is read; a bulk get of some thousand programs fits. */
const MAX_REPLY_BYTES = 16 * 1024 * 1024;

const readText = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MAX_REPLY_BYTES) throw new RangeError('the answer is too long');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
};

const parseJson = (text: string): unknown => {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
};

/** The kind of an error alone: messages of networks may hold addresses, and those of hosts anything. */
const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** Where requests are sent, and as whom. */
export interface Peer {
  readonly transport: Transport;
  readonly credentials: () => Promise<Readonly<Record<string, string>>>;
}

const send = async ({ transport, credentials }: Peer, request: TransportRequest): Promise<Reply> => {
  const identity = await credentials().catch((cause: unknown) => {
    throw new NotSent('no credentials', { cause });
  });
  const response = await transport({ ...request, headers: { ...request.headers, ...identity } });
  const json = parseJson(await readText(response.body));
  return { status: response.status, header: (name) => response.header(name), json };
};

/** Resolves when the signal aborts, for transports that do not obey it. */
const abortion = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const abort = (): void => {
      reject(new DOMException('The call was ended', 'AbortError'));
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  });

/** Sends one request and reads its answer to the end. */
export const exchange = async (peer: Peer, request: TransportRequest): Promise<Result<Reply, NoReply>> => {
  try {
    return ok(await Promise.race([send(peer, request), abortion(request.signal)]));
  } catch (error) {
    return err({ sent: !(error instanceof NotSent), cause: kindOf(error) });
  }
};
