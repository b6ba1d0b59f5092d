import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The screens, built into the folder that the server serves. Nothing is fetched from another origin. */
export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic' } },
  resolve: { alias: { '@web': fileURLToPath(new URL('src', import.meta.url)) } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsDir: 'assets',
    // The content security policy lets no data: URL in.
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every screen needs, in one file: small files apart compress worse.
            {
              name: 'frame',
              test: /node_modules\/(react|react-dom|scheduler|wouter|regexparam|use-sync-external-store|@tanstack|i18next|react-i18next)\/|web\/src\/(api|app|format|i18n|live|terms|theme|url|ui)\/(?!Dialog)[\w/-]+\.tsx?$/,
            },
          ],
        },
      },
      // Packages mark parts for servers that render; nothing is rendered there.
      onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
    },
  },
  server: { proxy: { '/v1': process.env.API_URL ?? 'http://127.0.0.1:3000' } },
});
