import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { step, tryRun } from './run.mjs';
import { fail } from './say.mjs';
import { hashOf, isStamped, writeStamp } from './stamp.mjs';

/** The Node that runs the platform; it comes with the npm packages. */
const NODE_MAJOR = 24;

const readJson = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);

/** npm as the one that started us, else the one on the PATH. */
const npmCommand = () => {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.js$/.test(script)) return [process.execPath, [script]];
  return ['npm', []];
};

/** What npm noted about the installed packages says exactly what the lock file says (platform-only ones aside). */
const isInstalled = (root) => {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const found = readJson(join(root, 'node_modules/.package-lock.json'))?.packages;
  if (found === undefined) return false;
  const differs = ([path, { version, optional }]) =>
    path !== '' && (found[path] === undefined ? optional !== true : found[path].version !== version);
  return !Object.entries(wanted).some(differs);
};

const ensureNode = (root) => {
  const node = join(root, 'node_modules/.bin/node');
  const { output } = existsSync(node) ? tryRun(node, ['--version']) : { output: '' };
  if (output.startsWith(`v${NODE_MAJOR}.`)) return;
  const found = output.trim() === '' ? 'nothing' : output.trim();
  fail(
    `node_modules/.bin/node must be Node ${NODE_MAJOR}, found ${found}. ` +
      'Its install script did not run: check that npm does not have ignore-scripts set ' +
      '(npm config get ignore-scripts), remove node_modules and try again.',
  );
};

/** Installs exactly what package-lock.json says, when it has changed since the last time. */
export const installPackages = (root) => {
  const stamp = join(root, 'node_modules/.openscript-setup');
  const hash = hashOf([join(root, 'package-lock.json')]);
  if (!isStamped(stamp, hash)) {
    if (!isInstalled(root)) {
      const [program, before] = npmCommand();
      const { ok } = tryRun(program, [...before, '--version']);
      if (!ok) fail('npm is needed and was not found; it comes with Node: https://nodejs.org/');
      // Not `npm ci`: it refuses a lock file without the optional packages of other systems, which a registry that
      // does not carry them cannot lock. This installs from the lock file too, and never writes it.
      step(
        'installing the npm packages (a minute or two)',
        program,
        [...before, 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
        { cwd: root },
        'Is the package registry reachable? Then try again.',
      );
      if (!isInstalled(root))
        fail('what npm installed is not what package-lock.json says; is it up to date?');
    }
    ensureNode(root);
    writeStamp(stamp, hash);
  }
  process.env.PATH = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
  ensureNode(root);
};
