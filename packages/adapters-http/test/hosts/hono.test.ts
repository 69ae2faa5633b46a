import { Hono } from 'hono';
import { mount } from 'hono/mount';
import { PREFIXES, toFetch } from '../../src/server/index.js';
import { OF_THE_HOST, describeHost } from '../support/describe-host.js';
import { serveFetch } from '../support/serve-fetch.js';

const withOwnRoute = () => new Hono().get('/own', (context) => context.text(OF_THE_HOST));

describeHost('Hono', (handler) => {
  const app = withOwnRoute();
  const api = toFetch(handler);
  for (const prefix of PREFIXES) app.all(`${prefix}/*`, ({ req }) => api(req.raw));
  return serveFetch(app.fetch);
});

describeHost(
  'Hono, below a path of its own',
  (handler) => serveFetch(withOwnRoute().all('/shop/*', mount(toFetch(handler))).fetch),
  { mountedAt: '/shop' },
);
