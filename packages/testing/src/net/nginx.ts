import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterwards } from '../cleanup.js';
import { temporaryFolder } from '../temporary-folder.js';
import { freePort } from './free-port.js';

/** The program, where it is installed; `NGINX` names it where it is not on the path. */
const NGINX = process.env['NGINX'] ?? 'nginx';

export const hasNginx = spawnSync(NGINX, ['-v']).status === 0;

const configuration = (folder: string, port: number, upstreamPort: number): string => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  gzip on;
  gzip_types application/json;
  gzip_min_length 1;
  gzip_proxied any;
  upstream service {
    server 127.0.0.1:${upstreamPort};
    keepalive 32;
  }
  server {
    listen 127.0.0.1:${port};
    keepalive_requests 1000000;
    location / {
      proxy_pass http://service;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
    }
  }
}
`;

const isListening = (origin: string): Promise<boolean> =>
  fetch(origin).then(
    () => true,
    () => false,
  );

/**
 * An nginx in front of a server of this machine, as most are configured: it keeps connections to the server, compresses
 * answers and repeats no changes. Returns its origin; `cleanUp` ends it.
 */
export const startNginx = async (upstreamPort: number): Promise<string> => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'body'));
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configuration(folder, port, upstreamPort));
  const child = spawn(NGINX, ['-p', folder, '-c', file], { stdio: 'ignore' });
  const ended = once(child, 'close');
  afterwards(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const origin = `http://127.0.0.1:${port}`;
  const end = performance.now() + 15_000;
  while (!(await isListening(origin))) {
    if (child.exitCode !== null || performance.now() > end) throw new Error('nginx did not start');
  }
  return origin;
};
