/** Four builds: the hosts and the inference process (Node), the preload (sandboxed, so one CommonJS file), the page. */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node22',
      sourcemap: true,
      rollupOptions: {
        input: { web: at('electron/web/main.ts'), desktop: at('electron/desktop/main.ts'), inference: at('electron/generation/child.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: at('electron/desktop/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      rollupOptions: { input: at('renderer/index.html') },
      minify: true,
      // Fonts and small pictures stay files: the page's policy allows no fonts from data addresses.
      assetsInlineLimit: 0,
    },
  },
});
