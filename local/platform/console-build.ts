import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Say } from './child.ts';
import { baseEnvironment, root } from './places.ts';
import { hashSources } from './source-hash.ts';

const run = promisify(execFile);
/** The console, and what it imports from outside its folder. */
const SOURCES = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'functions',
  'docs/openapi.json',
  'package-lock.json',
];

/** Builds the console's pages when their sources have changed since the last time; the API works without them. */
export const buildConsole = async (signal: AbortSignal, say: Say): Promise<void> => {
  if (!existsSync(join(root, 'web/index.html'))) return;
  const stamp = join(root, 'web/dist/.built');
  const hash = hashSources(root, [], SOURCES);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say('building the console …');
  try {
    await run(join(root, 'node_modules/.bin/vite'), ['build', '--logLevel', 'error'], {
      cwd: join(root, 'web'),
      env: { ...baseEnvironment(), NODE_ENV: 'production' },
      maxBuffer: 16 * 1024 * 1024,
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    say(
      `the console could not be built, so there is only the API:\n${`${stdout}${stderr}`.trim().slice(0, 2000)}`,
    );
    return;
  }
  writeFileSync(stamp, hash);
};
