import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundling, nodeEntries } from './bundling.ts';

/** The repository's root: synthesis works from any directory. */
export const root = join(import.meta.dirname, '..', '..');

const entries = Object.entries(nodeEntries);
const isApi = (file: string): boolean => file.endsWith('/api.ts');

/** Event consumers need all they import with every event: one file each, all in one call. */
const bundleConsumers = (folder: string) =>
  build({
    ...bundling,
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      entries.filter(([, file]) => !isApi(file)).map(([name, file]) => [`${name}/index`, file]),
    ),
    outdir: folder,
  });

/**
 * An API answers most requests with a fraction of what it imports: what is reached by `import()` alone (the AWS clients
 * of few routes, the form parser) goes into files of its own, which a cold start neither reads nor compiles.
 *
 * Two steps, because esbuild splits ES modules only, and as ES modules the same code loads a third slower: `import
 * 'node:http'` evaluates every export of it, undici among them (docs/performance.md).
 */
const bundleApis = async (folder: string) => {
  const modules = await mkdtemp(join(folder, '.modules-'));
  const apis = entries.filter(([, file]) => isApi(file));
  await Promise.all(
    apis.map(([name, file]) =>
      build({
        ...bundling,
        format: 'esm',
        splitting: true,
        absWorkingDir: root,
        entryPoints: { index: file },
        outdir: join(modules, name),
        chunkNames: '[hash]',
      }),
    ),
  );
  const files = await readdir(modules, { recursive: true });
  const { minify, platform, target, charset } = bundling;
  await build({
    entryPoints: files.filter((file) => file.endsWith('.js')).map((file) => join(modules, file)),
    outbase: modules,
    outdir: folder,
    format: 'cjs',
    minify,
    platform,
    target,
    charset,
    logLevel: 'error', // what there is to warn of, the first step has said
  });
  await rm(modules, { recursive: true });
};

/** Writes the code of every function of TypeScript into `folder/<its name>/`, `index.js` and what it loads later. */
export const bundleAll = async (folder: string): Promise<void> => {
  await Promise.all([bundleConsumers(folder), bundleApis(folder)]);
};
