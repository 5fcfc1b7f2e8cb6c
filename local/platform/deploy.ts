import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { ACCOUNT, awsEnvironment, type EmulatorAccess, REGION } from './aws.ts';
import type { Say } from './child.ts';
import type { Home } from './home.ts';
import { type Outputs, readOutputs } from './outputs.ts';
import { baseEnvironment, node, root } from './places.ts';
import { hashSources } from './source-hash.ts';

const run = promisify(execFile);
const MAX_OUTPUT = 64 * 1024 * 1024;

/** What one machine asks of the stacks; everything else is as in AWS. Names are parameters of the stacks. */
const stageValues = (port: number): Readonly<Record<string, string>> => ({
  PasswordMinLength: '5',
  SelfRegistration: 'true',
  DefaultRoles: 'operator,author',
  SecureCookies: 'false',
  NetworkGuard: 'off',
  PublicS3Endpoint: `http://localhost:${port}`,
  ConsoleOrigins: `http://localhost:${port},http://127.0.0.1:${port}`,
});

/** The CDK's own settings: no questions, no calls home, and an account that exists nowhere else. */
const cdkEnvironment = (access: EmulatorAccess): Record<string, string> => ({
  ...baseEnvironment(),
  ...awsEnvironment(access),
  CDK_DEFAULT_ACCOUNT: ACCOUNT,
  CDK_DEFAULT_REGION: REGION,
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  CI: 'true',
});

/** Runs a program to its end; a failure is thrown with the end of what it said. */
const runTool = async (
  program: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
) => {
  try {
    await run(program, [...args], { cwd, env, maxBuffer: MAX_OUTPUT });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-30).join('\n');
    throw new Error(`${basename(program)} ${args[0]} failed:\n${said}`);
  }
};

const cdk = (access: EmulatorAccess, home: Home, args: readonly string[]): Promise<void> =>
  runTool(
    join(root, 'node_modules/.bin/cdk'),
    [...args, '--no-notices', '--no-version-reporting'],
    home.folder, // not the repository: its cdk.json would have the app run once more
    cdkEnvironment(access),
  );

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** Runs the CDK app as the CDK's own command would, which takes four seconds longer for it. */
const synthesize = async (access: EmulatorAccess, home: Home): Promise<void> => {
  const { context } = cdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
  rmSync(home.assembly, { recursive: true, force: true });
  await runTool(node, ['bin/app.ts'], root, {
    ...cdkEnvironment(access),
    CDK_OUTDIR: home.assembly,
    CDK_CONTEXT_JSON: JSON.stringify({ ...context, local: 'true', nag: 'off' }),
  });
};

const deployAll = async (
  home: Home,
  access: EmulatorAccess,
  values: Readonly<Record<string, string>>,
): Promise<void> => {
  const bootstrapped = join(home.emulator, 'bootstrapped');
  await Promise.all([
    synthesize(access, home),
    existsSync(bootstrapped) ? undefined : cdk(access, home, ['bootstrap', `aws://${ACCOUNT}/${REGION}`]),
  ]);
  writeFileSync(bootstrapped, '');
  await cdk(access, home, [
    ...['deploy', '--all', '--app', home.assembly, '--require-approval', 'never', '--method', 'direct'],
    ...['--concurrency', '4', '--asset-parallelism', '--progress', 'events'],
    ...Object.entries(values).flatMap(([name, value]) => ['--parameters', `${name}=${value}`]),
  ]);
};

/**
 * Brings the very stacks that AWS gets into the emulator, and answers with their outputs. Nothing is done when the
 * sources are those of the last deployment and the emulator still holds it.
 */
export const deploy = async (
  home: Home,
  access: EmulatorAccess,
  port: number,
  say: Say,
): Promise<Outputs> => {
  const values = stageValues(port);
  const hash = hashSources(root, [JSON.stringify(values)]);
  const before = existsSync(home.deployed) ? readFileSync(home.deployed, 'utf8') : '';
  const known = before === hash ? await readOutputs(access) : undefined;
  if (known !== undefined) return known;
  say('deploying the stacks to the emulator …');
  const started = Date.now();
  await deployAll(home, access, values);
  const outputs = await readOutputs(access);
  if (outputs === undefined)
    throw new Error('the stacks were deployed, but not all of their outputs are there');
  await fetch(`${access.endpoint}/_openscript/save`, { method: 'POST' });
  writeFileSync(home.deployed, hash);
  say(`deployed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return outputs;
};
