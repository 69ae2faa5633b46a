import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How long, in milliseconds, calls in flight may take when the service stops. */
const STOP_TIMEOUT = 10_000;

/** Tells the caller that this is the last answer on its connection. */
const announceEnd = (response: ServerResponse): void => {
  if (!response.headersSent) response.setHeader('connection', 'close');
};

/**
 * Makes the function that stops a server: it takes no more connections, and waits until the calls in flight are
 * answered. To be called before the server has any listener that answers.
 */
export const gracefulStop = (server: Server): (() => Promise<void>) => {
  const sockets = new Set<Socket>();
  const inFlight = new Set<ServerResponse>();
  let stopping = false;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
    });
  });
  server.on('request', (_request, response) => {
    if (stopping) announceEnd(response);
    inFlight.add(response);
    response.once('close', () => {
      inFlight.delete(response);
    });
  });
  return () =>
    new Promise((resolve) => {
      stopping = true;
      inFlight.forEach(announceEnd);
      const overdue = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, STOP_TIMEOUT);
      server.close(() => {
        clearTimeout(overdue);
        resolve();
      });
      // Node closes connections that had their answers, but not those opened ahead and never used.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    });
};
