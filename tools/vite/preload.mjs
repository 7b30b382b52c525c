// How Vite bundles the preload script: one CommonJS file, the only form a sandboxed window can load.
import { inRoot, root } from '../setup/place.mjs'

export function preloadConfig() {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: inRoot('dist/preload'),
      emptyOutDir: true,
      target: 'chrome130',
      minify: false,
      rollupOptions: {
        input: inRoot('src-main/hosts/electron/preload/preload.ts'),
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  }
}
