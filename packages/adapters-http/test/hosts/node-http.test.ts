import { toNodeListener } from '../../src/server/index.js';
import { OF_THE_HOST, describeHost } from '../support/describe-host.js';
import { serve } from '../support/servers.js';

describeHost('node:http', (handler) => {
  const api = toNodeListener(handler);
  return serve((request, response) => {
    api(request, response, () => {
      response.statusCode = request.url === '/own' ? 200 : 404;
      response.end(response.statusCode === 200 ? OF_THE_HOST : 'nothing of the host');
    });
  });
});
