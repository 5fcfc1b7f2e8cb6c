import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { compressed } from './compressed-assets.ts';
import { pdfData } from './pdf-data.ts';

/** Where `npm run dev:web` finds the API and the stored files; the gateway of `npm start` unless said otherwise. */
const platform = process.env.OPENSCRIPT_URL ?? 'http://127.0.0.1:8000';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue(), pdfData(), compressed()],
  define: {
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // The strict content security policy allows no data: scripts and no inline module preload polyfill.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true, // the gateway knows it: pages from here may use presigned URLs
    // The gateway answers to its own names only.
    proxy: { '/api': { target: platform, changeOrigin: true } },
  },
});
