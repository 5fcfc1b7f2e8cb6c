import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** Below this the headers cost more than the compression saves. */
const SMALLEST_BYTES = 1024;

/** Writes `.br` and `.gz` beside each text asset, so that the server sends them without work of its own. */
export const compressed = (): Plugin => ({
  name: 'compressed-assets',
  apply: 'build',
  writeBundle: {
    order: 'post',
    handler: async ({ dir = 'dist' }) => {
      for (const name of await readdir(dir, { recursive: true })) {
        if (!/\.(js|mjs|css|svg|html|json)$/.test(name)) continue;
        const path = join(dir, name);
        const content = await readFile(path);
        if (content.length < SMALLEST_BYTES) continue;
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
        await writeFile(`${path}.br`, await brotli(content, quality));
        await writeFile(`${path}.gz`, await zip(content, { level: 9 }));
      }
    },
  },
});
