import { createHash } from 'node:crypto';
import { createConnection } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { awsEnvironment } from './aws.ts';
import type { ChildSpec } from './child.ts';
import type { Home } from './home.ts';
import { baseEnvironment, node, python, root } from './places.ts';

/** What the parts of one platform know of each other. */
export interface Wiring {
  readonly home: Home;
  readonly secret: string;
  readonly emulatorPort: number;
  readonly gatewayPort: number;
  /** How many tasks run at a time. */
  readonly slots: number | undefined;
}

/** The longest path of a unix socket, in bytes (sun_path of unix(7), less the final zero). */
const MAX_SOCKET_PATH = 107;

/** Where the agent listens: in the home, or beside the temporary files when the home's path is too long for that. */
const socketPath = (home: Home): string => {
  const path = join(home.folder, 'agent.sock');
  if (Buffer.byteLength(path) <= MAX_SOCKET_PATH) return path;
  const name = createHash('sha256').update(home.folder).digest('hex').slice(0, 16);
  return join(tmpdir(), `openscript-${name}.sock`);
};

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then((response) => response.ok);

const accepts = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** What may run at a time is what the agent has slots for: more would wait there without being seen to wait. */
const slotsOf = (slots: number | undefined): number => slots ?? availableParallelism();

/** The AWS APIs. */
export const emulatorSpec = ({ home, secret, emulatorPort, gatewayPort, slots }: Wiring): ChildSpec => ({
  name: 'emulator',
  program: python,
  args: [
    ...['-m', 'emulator', '--port', String(emulatorPort), '--home', home.emulator],
    ...['--docker-host', `unix://${socketPath(home)}`, '--public-url', `http://localhost:${gatewayPort}`],
    ...['--max-running-runs', String(slotsOf(slots))],
  ],
  cwd: join(root, 'local'),
  env: {
    ...baseEnvironment(),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: secret,
    PYTHONDONTWRITEBYTECODE: '1',
    LOG_LEVEL: 'WARNING',
  },
  log: join(home.logs, 'emulator.log'),
  isReady: () => answers(`http://127.0.0.1:${emulatorPort}/_ministack/health`),
});

/** What runs tasks. */
export const agentSpec = ({ home, slots }: Wiring): ChildSpec => ({
  name: 'agent',
  program: node,
  args: [
    join(root, 'local/fargate-agent.ts'),
    ...['--socket', socketPath(home), '--records', home.tasks, '--work', home.work, '--python', python],
    ...['--slots', String(slotsOf(slots))],
  ],
  cwd: root,
  env: baseEnvironment(),
  log: join(home.logs, 'agent.log'),
  isReady: () => accepts(socketPath(home)),
});

/** The one address. */
export const gatewaySpec = (
  { home, emulatorPort, gatewayPort }: Wiring,
  apiId: string,
  buckets: readonly string[],
): ChildSpec => ({
  name: 'gateway',
  program: node,
  args: [
    join(root, 'local/gateway.ts'),
    ...['--port', String(gatewayPort), '--emulator-port', String(emulatorPort), '--api-id', apiId],
    ...['--buckets', buckets.join(','), '--console', join(root, 'web/dist')],
  ],
  cwd: root,
  env: baseEnvironment(),
  log: join(home.logs, 'gateway.log'),
  isReady: () => fetch(`http://127.0.0.1:${gatewayPort}/`).then(() => true),
});

/** What makes objects of the files in the directories of drop folders. */
export const dropWatcherSpec = (
  { home, secret, emulatorPort }: Wiring,
  table: string,
  bucket: string,
): ChildSpec => ({
  name: 'drop-watcher',
  program: node,
  args: [
    join(root, 'local/drop-watcher.ts'),
    ...['--directory', home.drop, '--table', table, '--bucket', bucket],
  ],
  cwd: root,
  env: {
    ...baseEnvironment(),
    ...awsEnvironment({ endpoint: `http://127.0.0.1:${emulatorPort}`, secret }),
  },
  log: join(home.logs, 'drop-watcher.log'),
  isReady: async () => true, // nobody calls it
});
