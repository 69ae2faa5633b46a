import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { BatchingLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/batching';
import { siteIdOf } from '@loyalty-programs/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Timers, endOfTurn } from '../../src/batching/batcher.js';
import { SHOP, naming } from './support/examples.js';
import { RecordingStore } from './support/recording-store.js';

/** A server that hands over what comes on its sockets, and clients that are connected to it. */
const connected = async (count: number, receive: (text: string) => void): Promise<readonly Socket[]> => {
  const served: Socket[] = [];
  const server = createServer((socket) => {
    served.push(socket);
    socket.on('data', (data) => {
      receive(data.toString());
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const isAddress = (given: typeof address): given is AddressInfo =>
    typeof given === 'object' && given !== null;
  if (!isAddress(address)) throw new Error('no port');
  const clients = Array.from({ length: count }, () => connect(address.port, '127.0.0.1'));
  onTestFinished(async () => {
    for (const socket of [...clients, ...served]) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  await Promise.all(clients.map((client) => once(client, 'connect')));
  while (served.length < count) await once(server, 'connection');
  return clients;
};

describe('a turn of the event loop', () => {
  it('batches finds of requests on several sockets, after the first', async () => {
    const store = new RecordingStore();
    const repository = new BatchingLoyaltyProgramRepository(store);
    const answer = store.hold();
    const finding: Promise<unknown>[] = [];
    const clients = await connected(4, (site) => {
      finding.push(repository.find(siteIdOf(site)));
    });
    clients.forEach((client, at) => client.write(`site-${at}`));
    while (finding.length < clients.length) await new Promise((resolve) => setTimeout(resolve, 1));
    answer();
    await Promise.all(finding);
    expect(store.calls).toEqual(['find site-0', 'findMany site-1 site-2 site-3']);
  });

  it('does not delay a find while no other is under way', async () => {
    const store = new RecordingStore();
    const repository = new BatchingLoyaltyProgramRepository(store);
    let isTurnOver = false;
    setImmediate(() => (isTurnOver = true));
    for (const site of ['shop', 'cafe']) (await repository.find(siteIdOf(site)))._unsafeUnwrap();
    expect([isTurnOver, store.calls]).toEqual([false, ['find shop', 'find cafe']]);
  });

  it('delays a save', async () => {
    const store = new RecordingStore();
    const repository = new BatchingLoyaltyProgramRepository(store, { saves: true });
    const saving = repository.save(naming(SHOP, 'Stars'));
    await Promise.resolve();
    expect(store.calls).toEqual([]);
    (await saving)._unsafeUnwrap();
    expect(store.calls).toEqual(['save shop']);
  });

  it('ends with setImmediate if available, else with a timer', () => {
    const log: string[] = [];
    const setTimeout: Timers['setTimeout'] = (run, milliseconds) => {
      log.push(`setTimeout ${milliseconds}`);
      run();
    };
    const setImmediate = (run: () => void): void => {
      log.push('setImmediate');
      run();
    };
    endOfTurn({ setTimeout, setImmediate })(() => log.push('run'));
    endOfTurn({ setTimeout })(() => log.push('run'));
    expect(log).toEqual(['setImmediate', 'run', 'setTimeout 0', 'run']);
  });
});
