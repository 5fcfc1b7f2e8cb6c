import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundling, nodeEntries } from './bundling.ts';
import { packedJson } from './packed-json.ts';

/** The repository's root: synthesis works from any directory. */
export const root = join(import.meta.dirname, '..', '..');

const entries = Object.entries(nodeEntries);
/**
 * The files that an entry may load. esbuild writes one for each `import()` of every module it has read, also where nothing
 * calls the function that it stands in.
 */
const reachable = ({ outputs }: Metafile, entry: string): readonly string[] => {
  const byPath = new Map(Object.entries(outputs).map(([path, output]) => [resolve(root, path), output]));
  const found = new Set<string>();
  const left = [entry];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const imports = byPath.get(path)?.imports ?? [];
    left.push(...imports.filter(({ external }) => external !== true).map((each) => resolve(root, each.path)));
  }
  return [...found];
};

/**
 * A function answers most requests and events with a fraction of what it imports: what is reached by `import()` alone (the
 * AWS clients of few routes, the form parser, Cedar) goes into files of its own, which a cold start neither reads nor
 * compiles.
 *
 * Two steps, because esbuild splits ES modules only, and as ES modules the same code loads a third slower: `import
 * 'node:http'` evaluates every export of it, undici among them (docs/performance.md).
 */
const bundleEntries = async (folder: string): Promise<void> => {
  const modules = await mkdtemp(join(folder, '.modules-'));
  const needed = await Promise.all(
    entries.map(async ([name, file]) => {
      const { metafile } = await build({
        ...bundling,
        format: 'esm',
        splitting: true,
        absWorkingDir: root,
        entryPoints: { index: file },
        outdir: join(modules, name),
        chunkNames: '[hash]',
        metafile: true,
        plugins: [packedJson],
      });
      return reachable(metafile, join(modules, name, 'index.js'));
    }),
  );
  const { minify, platform, target, charset } = bundling;
  await build({
    entryPoints: needed.flat(),
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

/** Cedar's WebAssembly, which its JavaScript reads from its own folder with its first use. */
const WASM = 'cedar_wasm_bg.wasm';
const wasmPath = join(root, 'node_modules/@cedar-policy/cedar-wasm/nodejs', WASM);

/** Puts it beside the code of every function that may ask Cedar. */
const copyWasm = async (folder: string): Promise<void> => {
  for (const [name] of entries) {
    const files = (await readdir(join(folder, name))).filter((file) => file.endsWith('.js'));
    const sources = await Promise.all(files.map((file) => readFile(join(folder, name, file), 'utf8')));
    if (sources.some((source) => source.includes(WASM))) await copyFile(wasmPath, join(folder, name, WASM));
  }
};

/** Writes the code of every function of TypeScript into `folder/<its name>/`, `index.js` and what it loads later. */
export const bundleAll = async (folder: string): Promise<void> => {
  await bundleEntries(folder);
  await copyWasm(folder);
};
