import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { IgnoreMode, Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { root } from './bundle-all.ts';
import { scratchFolder } from './node-bundles.ts';

const container = join(root, 'container');
const noise = ['**/__pycache__', '**/*.pyc'];

/** Reading a script's contract needs the standard library only: the packages as they stand in the runner's image. */
export const inspectScriptCode = (): Code =>
  Code.fromAsset(container, {
    ignoreMode: IgnoreMode.GIT,
    exclude: [
      '/*',
      '!/runner',
      '/runner/*',
      '!/runner/__init__.py',
      '!/runner/contract',
      '!/openscript',
      ...noise,
    ],
  });

/** The package `preview` with what it needs beside it; where a test says that bundling is off, without. */
export const previewFileCode = (scope: Construct): Code => {
  const source = join(container, 'preview');
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(source, { exclude: noise });
  return Code.fromAsset(withPackages(source), { exclude: noise });
};

/**
 * The folder with the packages of its hash-locked `requirements.txt` installed into it, made once for each state of
 * folder and lock. Only wheels without machine code are taken: one asset then serves every processor and Python.
 */
const withPackages = (source: string): string => {
  const requirements = readFileSync(join(source, 'requirements.txt'), 'utf8');
  const lock = createHash('sha256').update(requirements).digest('hex').slice(0, 16);
  const packages = join(root, 'node_modules', '.cache', 'openscript', `preview-${lock}`);
  if (!existsSync(packages)) install(join(source, 'requirements.txt'), packages);
  const folder = scratchFolder();
  cpSync(packages, folder, { recursive: true });
  cpSync(source, join(folder, 'preview'), {
    recursive: true,
    filter: (file) => !file.includes('__pycache__'),
  });
  return folder;
};

const install = (requirements: string, target: string): void => {
  const python = [join(root, '.venv', 'bin', 'python'), 'python3'].find(
    (path) => !path.includes('/') || existsSync(path),
  );
  const partial = `${target}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  execFileSync(
    python ?? 'python3',
    [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes', '--no-deps'],
      ...['--only-binary=:all:', '--implementation', 'py', '--abi', 'none', '--platform', 'any'],
      ...['--no-compile', '--target', partial, '--requirement', requirements],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  try {
    renameSync(partial, target);
  } catch (thrown) {
    // Two platforms that start at once on a fresh clone both install; the first one counts.
    if (!existsSync(target)) throw thrown;
    rmSync(partial, { recursive: true });
  }
};
