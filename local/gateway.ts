/** The one address of the platform on one machine: console at `/`, API at `/api/`, presigned object traffic. */

import { parseGatewayOptions } from './gateway/options.ts';
import { makeGateway } from './gateway/server.ts';

const options = parseGatewayOptions(process.argv.slice(2));
const server = makeGateway(options);
server.once('error', (error) => {
  console.error(`gateway: ${error.message}`);
  process.exit(1);
});
server.listen(options.port, '127.0.0.1', () => console.log(`gateway: http://localhost:${options.port}`));
for (const name of ['SIGTERM', 'SIGINT'] as const)
  process.once(name, () => {
    server.closeAllConnections();
    server.close(() => process.exit(0));
  });
