import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
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
 * is started for each function (eleven of them took 9 s, this takes under one).
 */
const buildAll = (): string => {
  if (built !== undefined) return built;
  const folder = scratchFolder();
  const entries = Object.entries(nodeEntries).filter(([, file]) => existsSync(join(root, file)));
  const build = (some: typeof entries) =>
    buildSync({
      ...bundling,
      absWorkingDir: root,
      entryPoints: Object.fromEntries(some.map(([name, file]) => [`${name}/index`, file])),
      outdir: folder,
    });
  // INTERIM, while the functions are being written: one that does not build yet is left out.
  for (const entry of entries)
    try {
      build([entry]);
    } catch {
      console.error(`${entry[0]} does not build yet`);
    }
  built = folder;
  return folder;
};

/** The code of one Node function: its bundle, or (where a test says that bundling is off) a folder in its place. */
export const nodeCode = (scope: Construct, entry: NodeEntry): Code => {
  if (!Stack.of(scope).bundlingRequired)
    return Code.fromAsset(join(root, 'infra', 'constructs'), { exclude: ['*'] });
  const folder = join(buildAll(), entry);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'index.mjs')))
    // INTERIM
    writeFileSync(
      join(folder, 'index.mjs'),
      'export const handler=async()=>({statusCode:503,body:"not written yet"});',
    );
  return Code.fromAsset(folder);
};
