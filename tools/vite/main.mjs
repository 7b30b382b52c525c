// How Vite bundles what runs on Node: Electron's main process, the command line and the spreadsheet process.
import { builtinModules } from 'node:module'
import { inRoot, root } from '../setup/place.mjs'

const entries = {
  main: 'src-main/hosts/electron/main.ts',
  dudao: 'src-main/hosts/cli/dudao.ts',
  'excel-process': 'src-main/core/excel/process.ts',
}

// The only modules that stay outside: Electron's own, and the one with a native binary.
const external = ['electron', 'sqlite3', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]

/**
 * CommonJS output, because package.json says "type": "module" and sqlite3 is reached with require.
 * Everything else is bundled, so that the package holds no node_modules but sqlite3.
 */
export function mainConfig() {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['electron', 'sqlite3'] },
    build: {
      ssr: true,
      outDir: inRoot('dist/main'),
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rollupOptions: {
        input: entries,
        external,
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
        },
      },
    },
  }
}
