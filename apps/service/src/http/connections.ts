import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { answerEarly, type EarlyAnswer, refuseConnection } from './early-answer.js';

/** How many calls may wait on a connection for the one before them. */
const MAX_QUEUED = 16;

/** How many further calls of one connection, and of all, are left unanswered in memory until it closes. */
const MAX_IGNORED = 1000;
const MAX_IGNORED_OF_ALL = 10_000;

/** How long, in milliseconds, an idle connection may still send a call when the service stops. */
const IDLE_GRACE = 1000;

/** How long, in milliseconds, a caller may take to close its end of an idle connection. */
const IDLE_LINGER = 500;

/** How long, in milliseconds, calls in flight may take when the service stops. */
const STOP_TIMEOUT = 10_000;

const OVERLOADED: EarlyAnswer = {
  status: 503,
  reason: 'Service Unavailable',
  code: 'UNAVAILABLE',
  description: 'Too many calls at the same time; try again later',
  retryAfter: 1,
};

interface Connection {
  /** The answer that is made or sent right now: calls of one connection are served one after the other. */
  current?: ServerResponse;
  readonly queue: (() => void)[];
  /** Its further calls are not answered. */
  isRefused: boolean;
  ignored: number;
}

/** Tells the caller that this is the last answer on its connection. */
const announceEnd = (response: ServerResponse): void => {
  if (!response.headersSent) response.setHeader('connection', 'close');
};

export interface ConnectionLimits {
  /** So many connections are served. As many again are answered 503; what exceeds that is closed at once. */
  readonly maxConnections: number;
  /** Called for each connection and call that is refused. */
  readonly onRefused: () => void;
}

/**
 * Bounds what the callers of a server can make it hold, and lets it stop without cutting a call off. To be made before
 * the server has a connection.
 */
export class Connections {
  readonly #server: Server;
  readonly #limits: ConnectionLimits;
  readonly #connections = new Map<Socket, Connection>();
  #served = 0;
  #ignored = 0;
  #isStopping = false;

  constructor(server: Server, limits: ConnectionLimits) {
    this.#server = server;
    this.#limits = limits;
    server.on('connection', (socket: Socket) => {
      this.#accept(socket);
    });
  }

  #accept(socket: Socket): void {
    const { maxConnections, onRefused } = this.#limits;
    const isRefused = this.#served >= maxConnections;
    if (isRefused) onRefused();
    if (isRefused && this.#connections.size >= 2 * maxConnections) {
      socket.destroy();
      return;
    }
    const connection: Connection = { queue: [], isRefused, ignored: 0 };
    this.#connections.set(socket, connection);
    if (!isRefused) this.#served += 1;
    socket.once('close', () => {
      this.#connections.delete(socket);
      this.#ignored -= connection.ignored;
      if (!isRefused) this.#served -= 1;
    });
    if (isRefused) refuseConnection(socket, OVERLOADED);
  }

  /** Lets a listener serve the calls of each connection one after the other. */
  serve(listener: RequestListener): RequestListener {
    return (request, response) => {
      const { socket } = request;
      const connection = this.#connections.get(socket);
      if (connection === undefined) return;
      if (connection.isRefused) {
        this.#ignore(socket, connection);
        return;
      }
      const start = (): void => {
        this.#start(connection, listener, request, response);
      };
      if (connection.current === undefined) start();
      else if (connection.queue.length < MAX_QUEUED) connection.queue.push(start);
      else {
        connection.isRefused = true;
        this.#limits.onRefused();
        connection.queue.push(() => {
          answerEarly(response, OVERLOADED);
        });
      }
    };
  }

  #start(
    connection: Connection,
    listener: RequestListener,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    connection.current = response;
    if (this.#isStopping) announceEnd(response);
    response.once('close', () => {
      delete connection.current;
      const next = connection.queue.shift();
      if (next !== undefined) next();
      else if (this.#isStopping) request.socket.end();
    });
    listener(request, response);
  }

  #ignore(socket: Socket, connection: Connection): void {
    connection.ignored += 1;
    this.#ignored += 1;
    if (connection.ignored > MAX_IGNORED || this.#ignored > MAX_IGNORED_OF_ALL) socket.destroy();
  }

  #idleSockets(): readonly Socket[] {
    return [...this.#connections].flatMap(([socket, { current }]) => (current === undefined ? [socket] : []));
  }

  /**
   * Takes no more connections, and resolves when the calls in flight are answered. An idle connection is kept for a
   * moment: a call may be on its way, and gets its answer.
   */
  stop(): Promise<void> {
    this.#isStopping = true;
    for (const { current } of this.#connections.values()) if (current !== undefined) announceEnd(current);
    return new Promise((resolve) => {
      const timers = [
        setTimeout(() => {
          for (const socket of this.#idleSockets()) socket.end();
        }, IDLE_GRACE),
        setTimeout(() => {
          for (const socket of this.#idleSockets()) socket.destroy();
        }, IDLE_GRACE + IDLE_LINGER),
        setTimeout(() => {
          for (const socket of this.#connections.keys()) socket.destroy();
        }, STOP_TIMEOUT),
      ];
      // What has connected already is accepted first. `close` of `node:http` would cut idle connections off.
      setImmediate(() => {
        NetServer.prototype.close.call(this.#server, () => {
          for (const timer of timers) clearTimeout(timer);
          resolve();
        });
      });
    });
  }
}
