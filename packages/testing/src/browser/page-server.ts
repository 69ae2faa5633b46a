import { once } from 'node:events';
import { createServer } from 'node:http';
import { extname } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface PageServer {
  /** `http://127.0.0.1:40123` */
  readonly origin: string;
  stop(): Promise<void>;
}

/** Serves files from memory, by path, on an origin of their own. */
export const servePages = async (files: ReadonlyMap<string, string | Uint8Array>): Promise<PageServer> => {
  const server = createServer(({ url = '/' }, response) => {
    const file = files.get(url);
    // Browsers request an icon by themselves.
    const missing = url === '/favicon.ico' ? 204 : 404;
    response.writeHead(file === undefined ? missing : 200, {
      'content-type': TYPES[extname(url)] ?? 'text/plain',
    });
    response.end(file);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
