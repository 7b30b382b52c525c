// Lint rules. The import rules keep the rooms apart; each message says why.
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import prettier from 'eslint-config-prettier'
import { defineConfig, globalIgnores } from 'eslint/config'

const forbid = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
})

export default defineConfig(
  globalIgnores(['dist/', 'release/', 'src-renderer/components.d.ts', 'tools/', '**/*.js', '**/*.mjs']),
  tseslint.configs.strictTypeChecked,
  vue.configs['flat/recommended'],
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        extraFileExtensions: ['.vue'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/no-static-inline-styles': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
    },
  },
  forbid(
    ['src-main/shared/**'],
    [
      {
        regex: '^(node:|electron|vue|pinia|sqlite3|kysely|exceljs)|core/|hosts/|src-renderer',
        message:
          'shared 要在主进程、界面、命令行里都能运行：不得引用 node、electron、vue 或别的房间（docs/adr/0001）。',
      },
    ],
  ),
  forbid(
    ['src-main/core/**'],
    [
      {
        regex: '^(electron|vue|pinia)(/|$)|hosts/|src-renderer',
        message: 'core 是没有窗口的应用：不得引用 electron、界面或宿主（docs/adr/0001）。',
      },
    ],
  ),
  forbid(
    ['src-renderer/**'],
    [
      {
        regex: '^(node:|electron|sqlite3|kysely|exceljs)|src-main|/core/|/hosts/',
        message: '界面只通过 #shared/* 和 client/ 与主进程说话（docs/adr/0001）。',
      },
    ],
  ),
  prettier,
)
