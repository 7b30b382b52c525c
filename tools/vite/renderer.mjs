// How Vite bundles the page: relative addresses and no inline script, as the content policy demands.
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { inRoot } from '../setup/place.mjs'

export function rendererConfig() {
  return {
    configFile: false,
    root: inRoot('src-renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [vue(), elementPlusOnDemand()],
    build: {
      outDir: inRoot('dist/renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      rollupOptions: { checks: { pluginTimings: false } },
    },
  }
}

/** Imports each used component with its styles; the type list it writes is committed for vue-tsc. */
export function elementPlusOnDemand() {
  return components({
    dirs: [],
    dts: inRoot('src-renderer/components.d.ts'),
    resolvers: [ElementPlusResolver({ importStyle: 'css' })],
  })
}
