import { createReadStream } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const source = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
/** Character maps (Chinese, Japanese, Korean) and the fonts that a PDF may name without bringing them. */
const folders = ['cmaps', 'standard_fonts'];

/** Serves what the PDF reader fetches when a document needs it, under `/pdf/`. */
export const pdfData = (): Plugin => {
  let out = 'dist';
  return {
    name: 'pdf-data',
    configResolved: (config) => {
      out = join(config.root, config.build.outDir);
    },
    configureServer: (server) => {
      server.middlewares.use('/pdf', (request, response, next) => {
        const path = /^\/(cmaps|standard_fonts)\/[\w-]+\.\w+$/.exec(request.url ?? '')?.[0];
        if (path === undefined) next();
        else createReadStream(join(source, path)).on('error', next).pipe(response);
      });
    },
    closeBundle: async () => {
      await mkdir(join(out, 'pdf'), { recursive: true });
      for (const folder of folders)
        await cp(join(source, folder), join(out, 'pdf', folder), { recursive: true });
    },
  };
};
