// Two groups of tests: `unit` on plain Node, `desktop` in the real Electron.
import { defineConfig } from 'vitest/config'

const unit = {
  name: 'unit',
  include: [
    'test/{shared,core,contract,migrations,excel,hosts,renderer}/**/*.test.ts',
    'test/architecture.test.ts',
  ],
  globalSetup: ['tools/vitest/build-main.mjs'],
  testTimeout: 20_000,
  hookTimeout: 20_000,
}

const desktop = {
  name: 'desktop',
  include: ['test/desktop/**/*.test.ts'],
  globalSetup: ['tools/vitest/prepare-desktop.mjs'],
  // One window at a time: two would fight for the screen and the two processors.
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  test: { projects: [{ test: unit }, { test: desktop }] },
})
