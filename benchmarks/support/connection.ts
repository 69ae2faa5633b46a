import { once } from 'node:events';
import { type Socket, connect } from 'node:net';

/** An answer of a server. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

const HEAD_END = '\r\n\r\n';

/** The answer at the start of what has come so far, once all of it is there. */
const answerIn = (text: Buffer): Answer | undefined => {
  const headEnd = text.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = text.toString('latin1', 0, headEnd);
  const start = headEnd + HEAD_END.length;
  const length = Number(/\r\ncontent-length: (\d+)/iu.exec(head)?.[1]);
  if (Number.isNaN(length)) throw new Error(`an answer without a length: ${head}`);
  if (text.length < start + length) return undefined;
  return { status: Number(head.slice(9, 12)), body: text.toString('utf8', start, start + length) };
};

/**
 * A kept connection with one request at a time. It does next to nothing, so that what is measured is the server
 * and not the client beside it.
 */
export class Connection {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.setNoDelay();
    return new Connection(socket);
  }

  request(text: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) {
        reject(new Error('the server has closed the connection'));
        return;
      }
      let come: Buffer = Buffer.alloc(0);
      const settle = (): void => {
        this.#socket.off('data', take).off('close', broken);
      };
      const broken = (): void => {
        settle();
        reject(new Error('the server closed the connection'));
      };
      const take = (chunk: Buffer): void => {
        come = come.length === 0 ? chunk : Buffer.concat([come, chunk]);
        const answer = answerIn(come);
        if (answer === undefined) return;
        settle();
        resolve(answer);
      };
      this.#socket.on('data', take).on('close', broken);
      this.#socket.write(text);
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}
