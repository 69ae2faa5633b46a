export { type ClientOptions, type Credentials } from './connect.js';
export { createLoyaltyProgramsClient } from './create-loyalty-programs-client.js';
export {
  type Fetch,
  fetchTransport,
  NotSent,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from './transport.js';
export { HttpInstallationCheck } from './http-installation-check.js';
export { HttpLoyaltyProgramRepository } from './http-loyalty-program-repository.js';
export { UNKNOWN_REVISION } from './wire/program.js';
