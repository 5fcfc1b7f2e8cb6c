import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where one platform keeps everything it owns. */
export interface Home {
  readonly folder: string;
  /** The emulator's tables and objects. */
  readonly emulator: string;
  /** The agent's records of tasks. */
  readonly tasks: string;
  /** The runner's run directories; the runs' own users pass through it. */
  readonly work: string;
  /** What each part of the platform said. */
  readonly logs: string;
  /** The directories of drop folders; see `../drop-watcher.ts`. */
  readonly drop: string;
  /** What the demo made and downloaded. */
  readonly demo: string;
  /** The synthesised stacks. */
  readonly assembly: string;
  /** Says which deployment the emulator holds. */
  readonly deployed: string;
  /** Says which processes run; see `running.ts`. */
  readonly running: string;
  readonly adminPassword: string;
}

/** Makes the folders, for their owner only. A folder that is there already keeps its mode. */
export const openHome = (path: string): Home => {
  const folder = resolve(path);
  const home: Home = {
    folder,
    emulator: join(folder, 'emulator'),
    tasks: join(folder, 'tasks'),
    work: join(folder, 'work'),
    logs: join(folder, 'logs'),
    drop: join(folder, 'drop'),
    demo: join(folder, 'demo'),
    assembly: join(folder, 'cdk.out'),
    deployed: join(folder, 'deployed'),
    running: join(folder, 'running.json'),
    adminPassword: join(folder, 'admin-password'),
  };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of [home.emulator, home.tasks, home.logs, home.demo, home.drop, home.work])
    mkdirSync(name, { recursive: true, mode: 0o700 });
  // The emulator's worker scripts are CommonJS. By default the home lies in the repository, whose package.json says otherwise.
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  return home;
};

/**
 * Throws away what a first start left that was ended before it was done: half of a deployment, and nobody's data, for
 * there was no administrator yet.
 */
export const forgetUnfinishedStart = (home: Home): void => {
  if (existsSync(home.deployed) || existsSync(home.adminPassword)) return;
  rmSync(home.emulator, { recursive: true, force: true });
  mkdirSync(home.emulator, { mode: 0o700 });
};

/** A secret kept in a file that only its owner can read; made at the first call. */
export const keepSecret = (path: string, make: () => string): string => {
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const secret = make();
  writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return secret;
};

/** The key with which this emulator's URLs are signed: nobody else on the machine can make one. */
export const signingSecret = (home: Home): string =>
  keepSecret(join(home.folder, 'signing-secret'), () => randomBytes(30).toString('base64url'));
