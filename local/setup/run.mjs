import { spawnSync } from 'node:child_process';
import { fail, say } from './say.mjs';

/** Runs a program quietly; answers its status and both outputs together. */
export const tryRun = (program, args, options = {}) => {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}`, error };
};

/** Does one long step: says so, and how long it took; when it fails, shows the program's words and the advice. */
export const step = (what, program, args, options, advice) => {
  say(`${what} …`);
  const started = Date.now();
  const { ok, output, error } = tryRun(program, args, options);
  if (!ok) {
    process.stderr.write(output.slice(-6000));
    fail(`${what} failed${error ? ` (${error.message})` : ''}. ${advice}`);
  }
  say(`${what}: done in ${Math.round((Date.now() - started) / 1000)} s`);
};
