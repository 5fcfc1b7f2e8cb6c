import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findPython } from './python.mjs';
import { step, tryRun } from './run.mjs';
import { hashOf, isStamped, writeStamp } from './stamp.mjs';

/** Locked with hashes, for scripts, for one machine and for the tests; all go into one environment. */
const REQUIREMENTS = ['container/requirements.txt', 'local/requirements.txt', 'test/requirements.txt'];

/** Makes `.venv` and installs exactly the locked packages, when one of the lists has changed since the last time. */
export const makeEnvironment = (root) => {
  const folder = join(root, '.venv');
  const python = join(folder, 'bin/python');
  const stamp = join(folder, '.openscript-setup');
  const lists = REQUIREMENTS.map((name) => join(root, name));
  const hash = hashOf(lists);
  if (isStamped(stamp, hash) && existsSync(python)) return;

  if (!tryRun(python, ['-m', 'pip', '--version']).ok) {
    const found = findPython();
    rmSync(folder, { recursive: true, force: true });
    step(
      `making .venv with ${found.command} (Python ${found.version.join('.')})`,
      found.path,
      ['-m', 'venv', folder],
      { cwd: root },
      'On Debian and Ubuntu the package python3-venv may be missing.',
    );
  }
  step(
    'installing the Python packages (a minute or two)',
    python,
    [
      ...['-m', 'pip', 'install', '--require-hashes', '--no-deps', '--no-input', '--quiet'],
      ...['--disable-pip-version-check', '--root-user-action=ignore', '--only-binary=:all:'],
      ...lists.flatMap((list) => ['-r', list]),
    ],
    { cwd: root },
    'Is the package index reachable? Then try again.',
  );
  writeStamp(stamp, hash);
};
