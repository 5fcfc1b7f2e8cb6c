import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { ACCOUNT, awsEnvironment, type EmulatorAccess, REGION } from './aws.ts';
import type { Say } from './child.ts';
import type { Home } from './home.ts';
import { MAIL_SENDER } from './mail-sender.ts';
import { type Outputs, readOutputs } from './outputs.ts';
import { baseEnvironment, node, root } from './places.ts';
import { hashSources } from './source-hash.ts';

const run = promisify(execFile);
const MAX_OUTPUT = 64 * 1024 * 1024;

/** Stack parameters by name. */
export type StageValues = Readonly<Record<string, string>>;

/**
 * What one machine asks of the stacks; everything else is as in AWS. Names are parameters of the stacks. The address of
 * the gateway and the number of slots are none of them: the functions have it from the emulator's environment, so that another port needs no
 * other deployment.
 */
const STAGE_VALUES: StageValues = {
  PasswordMinLength: '5',
  SelfRegistration: 'true',
  DefaultRoles: 'operator,author',
  SecureCookies: 'false',
  SetupCode: 'open',
  NetworkGuard: 'off',
  PublicS3Endpoint: '',
  MailSender: MAIL_SENDER,
  ConsoleUrl: '',
  MaxRunningRuns: '',
  ScheduleWorkers: '2',
  AuditLockMode: 'GOVERNANCE',
};

/** The CDK's own settings: no questions, no calls home, and an account that exists nowhere else. */
const cdkEnvironment = (access: EmulatorAccess): Record<string, string> => ({
  ...baseEnvironment(),
  ...awsEnvironment(access),
  CDK_DEFAULT_ACCOUNT: ACCOUNT,
  CDK_DEFAULT_REGION: REGION,
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  CI: 'true',
});

/** Where the stacks are to go. */
export interface Target {
  readonly home: Home;
  /** Stage values of this deployment, in place of the usual ones. */
  readonly values: StageValues;
  readonly access: EmulatorAccess;
  /** Aborted when the person does not want to wait any longer. */
  readonly signal: AbortSignal;
}

interface Tool {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a program to its end; a failure is thrown with the end of what it said. */
const runTool = async ({ signal }: Target, { program, args, cwd, env }: Tool): Promise<void> => {
  try {
    await run(program, [...args], { cwd, env, signal, maxBuffer: MAX_OUTPUT });
  } catch (error) {
    signal.throwIfAborted();
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-30).join('\n');
    throw new Error(`${basename(program)} ${args[0]} failed:\n${said}`);
  }
};

const cdk = (target: Target, args: readonly string[]): Promise<void> =>
  runTool(target, {
    program: join(root, 'node_modules/.bin/cdk'),
    args: [...args, '--no-notices', '--no-version-reporting'],
    cwd: target.home.folder, // not the repository: its cdk.json would have the app run once more
    env: cdkEnvironment(target.access),
  });

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** Runs the CDK app as the CDK's own command would, which takes four seconds longer for it. */
const synthesize = async (target: Target): Promise<void> => {
  const { context } = cdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
  const { assembly } = target.home;
  rmSync(assembly, { recursive: true, force: true });
  const env = {
    ...cdkEnvironment(target.access),
    CDK_OUTDIR: assembly,
    CDK_CONTEXT_JSON: JSON.stringify({ ...context, local: 'true', nag: 'off' }),
  };
  await runTool(target, { program: node, args: ['bin/app.ts'], cwd: root, env });
};

const deployAll = async (target: Target): Promise<void> => {
  const bootstrapped = join(target.home.emulator, 'bootstrapped');
  await Promise.all([
    synthesize(target),
    existsSync(bootstrapped) ? undefined : cdk(target, ['bootstrap', `aws://${ACCOUNT}/${REGION}`]),
  ]);
  writeFileSync(bootstrapped, '');
  await cdk(target, [
    ...[
      'deploy',
      '--all',
      '--app',
      target.home.assembly,
      '--require-approval',
      'never',
      '--method',
      'direct',
      '--force',
    ],
    ...['--concurrency', '4', '--asset-parallelism', '--progress', 'events'],
    ...Object.entries({ ...STAGE_VALUES, ...target.values }).flatMap(([name, value]) => [
      '--parameters',
      `${name}=${value}`,
    ]),
  ]);
};

/**
 * Brings the very stacks that AWS gets into the emulator, and answers with their outputs. Nothing is done when the
 * sources are those of the last deployment and the emulator still holds it.
 */
export const deploy = async (target: Target, say: Say): Promise<Outputs> => {
  const { home, access, signal, values } = target;
  signal.throwIfAborted();
  const hash = hashSources(root, [JSON.stringify({ ...STAGE_VALUES, ...values })]);
  const before = existsSync(home.deployed) ? readFileSync(home.deployed, 'utf8') : '';
  const known = before === hash ? await readOutputs(access) : undefined;
  if (known !== undefined) return known;
  say('deploying the stacks to the emulator …');
  const started = Date.now();
  await deployAll(target);
  const outputs = await readOutputs(access);
  if (outputs === undefined)
    throw new Error('the stacks were deployed, but not all of their outputs are there');
  await fetch(`${access.endpoint}/_openscript/save`, { method: 'POST' });
  writeFileSync(home.deployed, hash);
  say(`deployed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return outputs;
};
