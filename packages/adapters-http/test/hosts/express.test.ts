import { createServer } from 'node:http';
import express, { type Express } from 'express';
import { toNodeListener } from '../../src/server/index.js';
import { OF_THE_HOST, describeHost } from '../support/describe-host.js';
import { type RunningServer, listen } from '../support/servers.js';

const withOwnRoute = (app: Express): Promise<RunningServer> => {
  app.get('/own', (_request, response) => {
    response.send(OF_THE_HOST);
  });
  return listen(createServer(app));
};

describeHost('Express', (handler) => withOwnRoute(express().use(toNodeListener(handler))));

describeHost(
  'Express, below a path of its own',
  (handler) => withOwnRoute(express().use('/shop', toNodeListener(handler))),
  { mountedAt: '/shop' },
);

describeHost(
  'Express, behind express.json()',
  (handler) => withOwnRoute(express().use(express.json()).use(toNodeListener(handler))),
  { parsesBodies: true },
);

describeHost(
  'Express, behind express.text() and express.raw()',
  (handler) =>
    withOwnRoute(
      express()
        .use(express.text({ type: 'text/*' }), express.raw({ type: 'application/json' }))
        .use(toNodeListener(handler)),
    ),
  { parsesBodies: true },
);
