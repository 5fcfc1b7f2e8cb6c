/** Fails when the console's first load is more than it may be: `npm run check:web-size` after a build. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Compressed JavaScript of the first screen: 300 KB, over a slow office line about two seconds. */
const MOST_BYTES = 300 * 1024;
const dist = fileURLToPath(new URL('dist/', import.meta.url));

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

const manifest = JSON.parse(await readFile(join(dist, '.vite/manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>;

/** A chunk and all that it imports before it can run. */
const closure = (key: string, seen = new Set<string>()): Set<string> => {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`the build has no ${key}: run npm run build:web`);
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const inner of chunk.imports ?? []) closure(inner, seen);
  return seen;
};

const bytesOf = async (keys: Iterable<string>): Promise<number> => {
  const files = new Set(
    [...keys].map((key) => manifest[key]?.file ?? '').filter((file) => file.endsWith('.js')),
  );
  const sizes = await Promise.all(
    [...files].map(async (file) => gzipSync(await readFile(join(dist, file)), { level: 9 }).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
};

/** The first screens: what each loads before it shows, in Chinese (the larger language). */
const screens = {
  'sign-in': ['src/pages/sign-in/sign-in-page.vue'],
  run: ['src/pages/start/start-page.vue'],
  'a run': ['src/pages/run/run-page.vue'],
  files: ['src/pages/files/files-page.vue'],
  scripts: ['src/pages/scripts/scripts-page.vue'],
};
let failed = false;
for (const [name, pages] of Object.entries(screens)) {
  const keys = new Set(
    ['index.html', 'src/locales/zh-CN/index.ts', ...pages].flatMap((key) => [...closure(key)]),
  );
  const bytes = await bytesOf(keys);
  const fits = bytes <= MOST_BYTES;
  if (!fits) failed = true;
  console.log(
    `${fits ? 'ok    ' : 'FAILED'} first load of ${name}: ${(bytes / 1024).toFixed(1)} KB gzip of ${MOST_BYTES / 1024} KB`,
  );
}
process.exit(failed ? 1 : 0);
