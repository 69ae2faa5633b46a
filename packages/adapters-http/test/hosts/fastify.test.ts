import { type FastifyInstance, fastify } from 'fastify';
import { type HttpHandler, PREFIXES, toNodeListener } from '../../src/server/index.js';
import { OF_THE_HOST, describeHost } from '../support/describe-host.js';
import { type RunningServer, listen } from '../support/servers.js';

/** Hands the paths of the API over, with the body if Fastify has read it, and answers nothing itself. */
const mount = (app: FastifyInstance, handler: HttpHandler): void => {
  const api = toNodeListener(handler);
  for (const prefix of PREFIXES) {
    app.all(`${prefix}/*`, (request, reply) => {
      api(Object.assign(request.raw, { body: request.body }), reply.hijack().raw);
    });
  }
};

/** The right way: the API in a scope that has no parsers of bodies, where it reads them itself. */
const withoutParsers = (handler: HttpHandler): FastifyInstance =>
  fastify().register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, parsed) => {
      parsed(null);
    });
    mount(scope, handler);
    done();
  });

/** It works behind the parsers of Fastify, too; but then these refuse what is no JSON, in their own words. */
const withParsers = (handler: HttpHandler): FastifyInstance => {
  const app = fastify();
  mount(app, handler);
  return app;
};

const withOwnRoute = async (app: FastifyInstance): Promise<RunningServer> => {
  app.get('/own', (_request, reply) => reply.send(OF_THE_HOST));
  await app.ready();
  return listen(app.server);
};

describeHost('Fastify', (handler) => withOwnRoute(withoutParsers(handler)));

describeHost('Fastify, behind its own parsers', (handler) => withOwnRoute(withParsers(handler)), {
  parsesBodies: true,
});
