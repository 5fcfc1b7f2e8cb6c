import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileSystem, Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import { bundling, type NodeEntry, nodeEntries } from './bundling.ts';

/** The repository's root: synthesis works from any directory. */
export const root = join(import.meta.dirname, '..', '..');

/** A folder for the time of this process; CDK copies what becomes an asset. */
export const scratchFolder = (): string => {
  const folder = FileSystem.mkdtemp('openscript-bundles-');
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

let built: string | undefined;

/**
 * Bundles every entry in one call of esbuild, once per process: the files they share are parsed once, and no process
 * is started for each function: a fifth of the time (docs/adr/0020).
 */
const buildAll = (): string => {
  if (built !== undefined) return built;
  const folder = scratchFolder();
  buildSync({
    ...bundling,
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      Object.entries(nodeEntries).map(([name, file]) => [`${name}/index`, file]),
    ),
    outdir: folder,
  });
  // Node asks the nearest package.json what a .js file is; on one machine that would be this repository's own.
  for (const name of Object.keys(nodeEntries))
    writeFileSync(join(folder, name, 'package.json'), '{"type":"commonjs"}\n');
  built = folder;
  return folder;
};

/** The code of one Node function: its bundle, or (where a test says that bundling is off) nothing. */
export const nodeCode = (scope: Construct, entry: NodeEntry): Code =>
  Stack.of(scope).bundlingRequired
    ? Code.fromAsset(join(buildAll(), entry))
    : Code.fromAsset(import.meta.dirname, { exclude: ['*'] });
