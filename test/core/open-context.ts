// A real data folder in a temporary place, with somebody at work in it.
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Application } from '../../src-main/core/application.ts'
import type { Context } from '../../src-main/core/context.ts'
import { createNodeRunner } from '../../src-main/core/excel/runner-node.ts'
import type { Host } from '../../src-main/core/host.ts'
import { openApplication } from '../../src-main/core/application.ts'
import { createTown } from '../../src-main/core/services/app/create-town.ts'

/** Where a test's dialogs lead: set before the call that asks. */
export interface Answers {
  save: string | null
  open: string[]
  printed: string[]
}

export interface Opened {
  readonly dir: string
  readonly app: Application
  readonly context: Context
  readonly answers: Answers
  close(): Promise<void>
}

const fakeHost = (answers: Answers): Host => ({
  pickFiles: () => Promise.resolve(answers.open.map((file) => ({ token: file, name: path.basename(file) }))),
  pickFolder: () => Promise.resolve(null),
  pickSave: () =>
    Promise.resolve(
      answers.save === null ? null : { token: answers.save, name: path.basename(answers.save) },
    ),
  pathOf: (token) => token,
  openPath: () => Promise.resolve(),
  showInFolder: () => undefined,
  preview: () => 'app://dudao/document/test',
  print: (html) => {
    answers.printed.push(html)
    return Promise.resolve()
  },
  printToPdf: (html) => {
    answers.printed.push(html)
    return Promise.resolve()
  },
})

/** Opens a new town 清溪镇 (示例县) with the default campaign on 2005-08-17, 田克勤 (组长) at work. */
export async function openContext(options: { readonly today?: string } = {}): Promise<Opened> {
  const dir = mkdtempSync(path.join(tmpdir(), 'dudao-test-'))
  const answers: Answers = { save: null, open: [], printed: [] }
  const app = await openApplication({
    userData: path.join(dir, 'user'),
    resources: path.resolve('resources'),
    version: 'test',
    host: fakeHost(answers),
    excel: createNodeRunner(path.resolve('dist/main/excel-process.cjs')),
    today: () => options.today ?? '2005-08-17',
    device: '测试机',
  })
  const folder = path.join(dir, 'data')
  await createTown(app, folder, {
    town: '清溪镇',
    county: '示例县',
    groupName: '示例县委第三督导组',
    groupCode: '督三',
    officeName: '清溪镇先教办',
    superiorOfficeName: '示例县委先教办',
    campaignKey: 'xianjin-2005-batch2',
    members: [
      { name: '田克勤', role: '组长' },
      { name: '叶素心', role: '组员' },
      { name: '石文博', role: '组员' },
    ],
  })
  return {
    dir,
    app,
    context: app.context(),
    answers,
    close: async () => {
      await app.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
