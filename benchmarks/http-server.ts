import { once } from 'node:events';
import type { Server } from 'node:http';
import { bare } from './servers/bare.js';
import { canned } from './servers/canned.js';
import { expressKysely } from './servers/express-kysely.js';
import { ours } from './servers/ours.js';

// One of the servers of the benchmarks, in a process of its own: its kind and its database, if it needs one, are
// the arguments, and it tells its port to the process that started it.

const SERVERS: Readonly<Record<string, (url: string) => Server | Promise<Server>>> = {
  ours,
  'bare node:http + pg': bare,
  'express + kysely': expressKysely,
  canned,
};

const [kind = '', url = ''] = process.argv.slice(2);
const make = SERVERS[kind];
if (make === undefined) throw new Error(`there is no server called ${kind}`);
process.once('disconnect', () => process.exit());
const server = await make(url);
// Connections wait for their turn longer than a server is patient by default.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.(server.address());
