import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleAll } from '../../infra/constructs/bundle-all.ts';
import { nodeEntries } from '../../infra/constructs/bundling.ts';
import { summarise } from './statistics.ts';

/** A Lambda bundle: its minified size in bytes with what it loads later, and the median of its cold load in milliseconds. */
export interface Bundle {
  readonly name: string;
  readonly bytes: number;
  readonly loadMs: number;
}

/** What the entries read at load; no value is used. */
const environment = {
  TABLE_NAME: 'table',
  USER_POOL_ID: 'us-east-1_bench',
  USER_POOL_CLIENT_ID: 'client',
  CURSOR_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:bench',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  FILES_BUCKET: 'files',
  ARTIFACTS_BUCKET: 'artifacts',
  CLUSTER_NAME: 'cluster',
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:run',
  INSPECT_FUNCTION: 'inspect',
  PREVIEW_FUNCTION: 'preview',
  MASK_FUNCTION: 'mask',
  SELF_REGISTRATION: 'false',
  SETUP_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:setup',
  IDENTITY_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:identity',
  BRIDGE_CLIENT_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:bridge-client',
  BRIDGE_KEY_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:bridge-key',
  AUDIT_BUCKET: 'audit',
  AUDIT_KEY_ID: 'key',
  DIGEST_FUNCTION: 'digest',
  POOL_DOMAIN_URL: 'https://pool.example.com',
  CONSOLE_URL: 'https://console.example.com',
  MAIL_SENDER: 'openscript@example.com',
  WEBHOOK_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:webhooks',
  EVENT_BUS: 'openscript',
  SCHEDULE_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/schedules',
  DROP_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/drops',
  DEFAULT_ROLES: 'operator',
  SESSION_DAYS: '7',
  PASSWORD_MIN_LENGTH: '12',
};

const loadSource = (path: string) =>
  `const t = performance.now(); require(${JSON.stringify(path)}); process.stdout.write(String(performance.now() - t)); process.exit(0)`;

const loadOnce = async (path: string): Promise<number> => {
  const args = ['--input-type=commonjs', '-e', loadSource(path)];
  const child = await promisify(execFile)(process.execPath, args, {
    env: { ...process.env, ...environment },
  }).catch(({ stderr }: { stderr: string }) => {
    // Node prints the faulty line first, which is the whole bundle.
    throw new Error(`${path} does not load: ${/^\w*Error: .*$/m.exec(stderr)?.[0] ?? stderr.slice(-500)}`);
  });
  return Number(child.stdout);
};

const bytesIn = async (folder: string): Promise<number> => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const sizes = await Promise.all(files.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
};

/** Bundles every entry as the stacks do, and loads each in a fresh Node `rounds` times. */
export const measureBundles = async (rounds = 9): Promise<Bundle[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'openscript-bundles-'));
  await bundleAll(folder);
  const bundles: Bundle[] = [];
  for (const name of Object.keys(nodeEntries)) {
    const sample: number[] = [];
    for (let n = 0; n < rounds; n += 1) sample.push(await loadOnce(join(folder, name, 'index.js')));
    bundles.push({ name, bytes: await bytesIn(join(folder, name)), loadMs: summarise(sample).p50 });
  }
  await rm(folder, { recursive: true, force: true });
  return bundles;
};
