// The rooms of the house, from the ground up: which files belong to each, and what it may import.

export interface Room {
  readonly name: string
  /** Folders (ending in /) and single files; where two rooms fit a file, the longer place decides. */
  readonly places: readonly string[]
  readonly mayImport: readonly string[]
  /** Rooms of which it may import types, and nothing that runs. */
  readonly mayImportTypes?: readonly string[]
  readonly why: string
}

const sharedRooms: readonly Room[] = [
  {
    name: 'shared/sheet',
    places: ['src-main/shared/ledger/sheet.ts'],
    mayImport: [],
    why: 'what a cell of a workbook is: everything that reads cells stands on it, so it stands on nothing',
  },
  {
    name: 'shared/text',
    places: ['src-main/shared/text/'],
    mayImport: ['shared/sheet'],
    why: 'dates, numbers and names know nothing of ledgers, rules or campaigns',
  },
  {
    name: 'shared/campaign',
    places: ['src-main/shared/campaign/'],
    mayImport: [],
    why: 'the content of a campaign is data; rules read it, it never calls them',
  },
  {
    name: 'shared/rules',
    places: ['src-main/shared/rules/'],
    mayImport: ['shared/text', 'shared/campaign'],
    why: 'a rule is a pure function of numbers and dates: it knows no table, no sheet and no page',
  },
  {
    name: 'shared/contract',
    places: ['src-main/shared/contract/'],
    mayImport: ['shared/rules'],
    why: 'what page and main process say to each other is plain data; the names of states, kinds and grades are those of the rules',
  },
  {
    name: 'shared/ledger',
    places: ['src-main/shared/ledger/'],
    mayImport: ['shared/sheet', 'shared/text'],
    why: 'the ledger language knows no ledger by name and no regulation',
  },
  {
    name: 'shared/ledgers',
    places: ['src-main/shared/ledgers/'],
    mayImport: ['shared/ledger', 'shared/text', 'shared/rules', 'shared/campaign'],
    why: 'a ledger is a definition and the checks of its rows, which call the rules and never repeat them',
  },
  {
    name: 'shared/documents',
    places: ['src-main/shared/documents/'],
    mayImport: [
      'shared/sheet',
      'shared/text',
      'shared/campaign',
      'shared/ledger',
      'shared/ledgers',
      'shared/rules',
    ],
    mayImportTypes: ['shared/contract'],
    why: 'papers and workbooks are made from values that are handed in, by pure functions',
  },
]

const allShared = sharedRooms.map((room) => room.name)

const coreRooms: readonly Room[] = [
  {
    name: 'core/base',
    places: ['src-main/core/'],
    mayImport: ['shared/contract'],
    why: 'what all of core stands on (host, log, refusal, progress) may not stand on its users',
  },
  {
    name: 'core/db',
    places: ['src-main/core/db/'],
    mayImport: ['core/base', 'shared/text', 'shared/ledger', 'shared/campaign', 'shared/rules'],
    mayImportTypes: ['shared/ledgers'],
    why: 'storage keeps records and their changes; the columns of a ledger are those of its definition, and what they mean is the business of the services',
  },
  {
    name: 'core/excel',
    places: ['src-main/core/excel/'],
    mayImport: ['core/base', 'shared/sheet', 'shared/text', 'shared/documents'],
    why: 'it runs in a process of its own, which must not load the database or a use case',
  },
  {
    name: 'core/ledger',
    places: ['src-main/core/ledger/'],
    mayImport: ['core/base', 'core/db', 'shared/contract', 'shared/text', 'shared/ledger', 'shared/ledgers'],
    why: 'the store is derived from definitions and knows no ledger by name',
  },
  {
    name: 'core/context',
    places: [
      'src-main/core/context.ts',
      'src-main/core/application.ts',
      'src-main/core/services/campaign-settings.ts',
      'src-main/core/services/imports/sessions.ts',
    ],
    mayImport: ['core/base', 'core/db', 'core/excel', 'core/ledger', ...allShared],
    why: 'what every use case is given may not depend on a use case',
  },
  {
    name: 'core/services',
    places: ['src-main/core/services/'],
    mayImport: ['core/base', 'core/db', 'core/excel', 'core/ledger', 'core/context', ...allShared],
    why: 'use cases know neither the wire nor the window, so that the command line runs the same ones',
  },
  {
    name: 'core/routes',
    places: ['src-main/core/routes/', 'src-main/core/router.ts'],
    mayImport: [
      'core/base',
      'core/db',
      'core/excel',
      'core/ledger',
      'core/context',
      'core/services',
      ...allShared,
    ],
    why: 'routes join the contract to the use cases; nobody but a host needs them',
  },
]

const allCore = coreRooms.map((room) => room.name)

const hostRooms: readonly Room[] = [
  {
    name: 'hosts/electron/preload',
    places: ['src-main/hosts/electron/preload/'],
    mayImport: [],
    why: 'it runs inside the sandbox of the page, one file without any module beside it',
  },
  {
    name: 'hosts/electron',
    places: ['src-main/hosts/electron/'],
    mayImport: [...allCore, ...allShared],
    why: 'a host starts the core and lends it a desktop; two hosts share nothing but the core',
  },
  {
    name: 'hosts/cli',
    places: ['src-main/hosts/cli/'],
    mayImport: [...allCore, ...allShared],
    why: 'a host starts the core and lends it a terminal; two hosts share nothing but the core',
  },
]

const rendererRooms: readonly Room[] = [
  {
    name: 'renderer/styles',
    places: ['src-renderer/styles/'],
    mayImport: [],
    why: 'style sheets only',
  },
  {
    name: 'renderer/client',
    places: ['src-renderer/client/'],
    mayImport: ['shared/contract'],
    why: 'the way to the main process is the contract, and nothing on this side of it knows a page',
  },
  {
    name: 'renderer/components',
    places: ['src-renderer/components/'],
    mayImport: ['shared/contract', 'shared/text'],
    mayImportTypes: ['renderer/client'],
    why: 'a component takes props and sends events: no api and no store, so that every page can use it',
  },
  {
    name: 'renderer/stores',
    places: ['src-renderer/stores/'],
    mayImport: ['renderer/client', 'renderer/components', 'shared/contract'],
    why: 'a store is a thin cache of what the core holds: no rules, no pages',
  },
  {
    name: 'renderer/frame',
    places: ['src-renderer/frame/'],
    mayImport: ['renderer/client', 'renderer/components', 'renderer/stores', ...allShared],
    why: 'the frame stands around every page and knows none of them',
  },
  {
    name: 'renderer/ledger',
    places: ['src-renderer/ledger/'],
    mayImport: ['renderer/client', 'renderer/components', 'renderer/stores', ...allShared],
    why: 'it reads a definition and knows no page of any one ledger',
  },
  {
    name: 'renderer/pages',
    places: ['src-renderer/pages/'],
    mayImport: [
      'renderer/client',
      'renderer/components',
      'renderer/stores',
      'renderer/frame',
      'renderer/ledger',
      ...allShared,
    ],
    why: 'pages see the main process through the contract and regulations through shared',
  },
  {
    name: 'renderer/start',
    places: ['src-renderer/'],
    mayImport: [
      'renderer/styles',
      'renderer/client',
      'renderer/components',
      'renderer/stores',
      'renderer/frame',
      'renderer/ledger',
      'renderer/pages',
      ...allShared,
    ],
    why: 'the start of the page: what stands directly in src-renderer joins the rooms and is imported by none',
  },
]

const sourceRooms = [...sharedRooms, ...coreRooms, ...hostRooms, ...rendererRooms]

export const rooms: readonly Room[] = [
  ...sourceRooms,
  {
    name: 'test',
    places: ['test/'],
    mayImport: sourceRooms.map((room) => room.name),
    why: 'tests look at everything and nothing looks at tests',
  },
]

/** Folders whose files directly inside are a room, while each folder below needs a room of its own. */
export const withoutSubfolders: readonly string[] = ['src-main/core/', 'src-renderer/']

export interface PackageRule {
  readonly rooms: readonly string[]
  /** Where only some files of a room may. */
  readonly files?: readonly string[]
  readonly why: string
}

const pageRooms = rendererRooms.map((room) => room.name).filter((name) => name !== 'renderer/styles')

/** Who may import which package; tests may import all of them. A package that is not here is not used. */
export const packages: Readonly<Record<string, PackageRule>> = {
  node: {
    rooms: [...allCore, 'hosts/electron', 'hosts/cli'],
    why: 'shared runs in the page too, and the page has no Node',
  },
  electron: {
    rooms: ['hosts/electron', 'hosts/electron/preload'],
    why: 'the core runs without a window; only its host knows Electron',
  },
  sqlite3: {
    rooms: [],
    files: ['src-main/core/db/sqlite-dialect.ts'],
    why: 'the driver is asynchronous on one connection and no longer maintained: one file stands between it and us',
  },
  kysely: { rooms: allCore, why: 'queries are written in core, and nowhere else' },
  exceljs: {
    rooms: ['core/excel'],
    why: 'its traps (UTF-8, dates, styles, memory) are handled in one folder',
  },
  '@e965/xlsx': { rooms: ['core/excel'], why: 'old .xls files are read in the guarded process only' },
  saxes: { rooms: ['core/excel'], why: 'workbooks are parsed in the guarded process only' },
  yauzl: { rooms: ['core/excel'], why: 'archives are opened behind the limits of the intake only' },
  docx: { rooms: ['core/services'], why: 'Word documents are written where a notice goes out' },
  mammoth: { rooms: ['core/services'], why: 'Word documents are read where a plan is handed in' },
  'pinyin-pro': { rooms: ['core/ledger', 'core/services'], why: 'initials are stored with the record' },
  zod: {
    rooms: [
      ...allCore,
      'shared/contract',
      'shared/documents',
      'renderer/client',
      'renderer/ledger',
      'renderer/pages',
    ],
    why: 'data from outside, or out of a stored document, is checked where it comes in; rules and ledgers check theirs in Chinese themselves',
  },
  '@orpc/contract': { rooms: ['shared/contract', 'renderer/client'], why: 'procedures are named once' },
  '@orpc/server': {
    rooms: ['core/routes', 'hosts/electron'],
    why: 'use cases are plain functions: only routes and host know the wire',
  },
  '@orpc/client': {
    rooms: ['renderer/client', 'renderer/ledger'],
    why: 'pages call `api` and read problems; only the client knows the wire',
  },
  vue: { rooms: pageRooms, why: 'the page is in src-renderer' },
  'vue-router': {
    rooms: ['renderer/start', 'renderer/frame', 'renderer/ledger', 'renderer/pages'],
    why: 'components and stores do not know where they are shown',
  },
  pinia: { rooms: ['renderer/stores', 'renderer/start'], why: 'state that pages share is in stores/' },
  'element-plus': {
    rooms: ['renderer/start', 'renderer/components', 'renderer/ledger', 'renderer/pages'],
    why: 'the page is in src-renderer',
  },
  '@tanstack/vue-virtual': {
    rooms: ['renderer/components', 'renderer/pages'],
    why: 'what is long enough to need it is on the screen',
  },
  echarts: {
    rooms: ['renderer/components', 'renderer/pages'],
    why: 'charts are drawn where they are shown; stores and client hold numbers',
  },
}
