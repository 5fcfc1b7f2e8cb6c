import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { FileSystem, Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { root } from './bundle-all.ts';
import type { NodeEntry } from './bundling.ts';

/** A folder for the time of this process; CDK copies what becomes an asset. */
export const scratchFolder = (): string => {
  const folder = FileSystem.mkdtemp('openscript-bundles-');
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

let built: string | undefined;

/**
 * Bundles every entry, once per process (docs/adr/0020). Constructs are made synchronously, bundles all at once: hence
 * the other process.
 */
const buildAll = (): string => {
  if (built !== undefined) return built;
  const folder = scratchFolder();
  execFileSync(process.execPath, [join(root, 'bin', 'bundle.ts'), folder], { cwd: root });
  built = folder;
  return folder;
};

/** The code of one Node function: its bundle, or (where a test says that bundling is off) nothing. */
export const nodeCode = (scope: Construct, entry: NodeEntry): Code =>
  Stack.of(scope).bundlingRequired
    ? Code.fromAsset(join(buildAll(), entry))
    : Code.fromAsset(import.meta.dirname, { exclude: ['*'] });
