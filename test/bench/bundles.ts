import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { bundling } from '../../infra/constructs/bundling.ts';
import { summarise } from './statistics.ts';

/** A Lambda bundle: its minified size in bytes, and the median of its cold load in milliseconds. */
export interface Bundle {
  readonly entry: string;
  readonly bytes: number;
  readonly loadMs: number;
}

/** What the entries read at load; the values are never used. */
const environment = {
  TABLE_NAME: 't',
  USER_POOL_ID: 'us-east-1_x',
  USER_POOL_CLIENT_ID: 'c',
  CURSOR_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:s',
  AWS_REGION: 'us-east-1',
  FILES_BUCKET: 'f',
  ARTIFACTS_BUCKET: 'a',
};

const loadSource = (path: string) =>
  `const t = performance.now(); await import(${JSON.stringify(path)}); process.stdout.write(String(performance.now() - t)); process.exit(0)`;

/** Bundles each entry as the stacks do and loads it in a fresh Node `rounds` times. */
export const measureBundles = async (
  entries: readonly string[],
  extra: Readonly<Record<string, string>>,
  rounds = 7,
) => {
  const folder = await mkdtemp(join(tmpdir(), 'openscript-bundles-'));
  const bundles: Bundle[] = [];
  for (const entry of entries) {
    const outfile = join(
      folder,
      `${entry.replaceAll('/', '-')}.${bundling.format === 'esm' ? 'mjs' : 'cjs'}`,
    );
    await build({ ...bundling, entryPoints: [entry], outfile, logLevel: 'error' });
    const sample: number[] = [];
    for (let n = 0; n < rounds; n += 1) {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--input-type=module', '-e', loadSource(outfile)],
        { env: { ...process.env, ...environment, ...extra } },
      );
      sample.push(Number(stdout));
    }
    bundles.push({ entry, bytes: (await stat(outfile)).size, loadMs: summarise(sample).p50 });
  }
  await rm(folder, { recursive: true, force: true });
  return bundles;
};
