import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Home } from './home.ts';
import { baseEnvironment, python, root } from './places.ts';

const run = promisify(execFile);

/** Tries the sandbox as a run would use it; throws its message, which says what to install or to switch on. */
export const testSandbox = async (home: Home, signal: AbortSignal): Promise<void> => {
  try {
    await run(python, ['-m', 'runner', 'selftest'], {
      cwd: join(root, 'container'),
      signal,
      env: {
        ...baseEnvironment(),
        PYTHONDONTWRITEBYTECODE: '1',
        OPENSCRIPT_LAUNCHER: 'bwrap',
        OPENSCRIPT_WORK_DIR: home.work,
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    const {
      stdout = '',
      stderr = '',
      message,
    } = error as { stdout?: string; stderr?: string; message: string };
    throw new Error(
      `scripts cannot be run safely on this machine:\n${`${stderr}${stdout}`.trim() || message}`,
    );
  }
};
