// Opens a data folder for one command and closes it again, whatever happens.
import { mkdtempSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openApplication, type Application } from '../../core/application.ts'
import type { Context } from '../../core/context.ts'
import { isThere } from '../../core/db/disk.ts'
import { sweepLeftovers } from '../../core/excel/job-runner.ts'
import { createNodeRunner } from '../../core/excel/runner-node.ts'
import type { Host } from '../../core/host.ts'
import { refuse } from '../../core/refusal.ts'
import { createTown } from '../../core/services/app/create-town.ts'
import { listMembers } from '../../core/services/app/status.ts'
import { localDay } from './local-day.ts'

const noWindow = (): never => refuse('命令行没有窗口，不能这样做。')

/** The command line names files itself, so a token is a path. */
const host: Host = {
  pickFiles: noWindow,
  pickFolder: noWindow,
  pickSave: noWindow,
  pathOf: (token) => token,
  openPath: noWindow,
  showInFolder: () => undefined,
  preview: noWindow,
  print: noWindow,
  printToPdf: noWindow,
}

export const resourcesFolder = path.resolve(import.meta.dirname, '../../resources')

/** Runs work in an application whose own folder is thrown away afterwards; data folders stay. */
export async function withApplication<T>(work: (app: Application) => Promise<T>): Promise<T> {
  const userData = mkdtempSync(path.join(tmpdir(), 'dudao-cli-'))
  await sweepLeftovers()
  const app = await openApplication({
    userData,
    resources: resourcesFolder,
    version: '0.1.0',
    host,
    excel: createNodeRunner(path.join(import.meta.dirname, 'excel-process.cjs')),
    today: () => process.env['DUDAO_TODAY'] ?? localDay(new Date()),
  })
  try {
    return await work(app)
  } finally {
    await app.close()
    await rm(userData, { recursive: true, force: true })
  }
}

/** What a command may do where there is no data yet. */
export type Absent = 'create' | 'refuse'

/** Only a command that brings data in makes a folder; an empty folder counts as no data yet, not as a mistake. */
async function mayCreate(root: string, absent: Absent): Promise<boolean> {
  if (absent === 'create') return true
  const names = await readdir(root).catch(() => null)
  return names?.length === 0
}

async function openData(app: Application, root: string, absent: Absent): Promise<void> {
  if (await isThere(path.join(root, 'dudao.db'))) {
    await app.openFolder(root)
    await chooseWriter(app)
    return
  }
  if (!(await mayCreate(root, absent)))
    refuse(`“${root}”里没有督导工作台的数据。请核对 --data 后面的文件夹，或先用 dudao import 导入名册。`)
  await createTown(app, root, {
    town: '本镇',
    county: '',
    groupName: '督导组',
    groupCode: '',
    officeName: '先教办',
    superiorOfficeName: '',
    campaignKey: 'xianjin-2005-batch2',
    members: [{ name: '命令行', role: '组长' }],
  })
}

async function chooseWriter(app: Application): Promise<void> {
  const opened = app.opened
  if (!opened) return
  const members = await listMembers(opened.folder.database)
  const writer =
    members.find((m) => m.active && m.role === '组长') ?? members.find((m) => m.active && m.role !== '只读')
  if (!writer) refuse('这个数据文件夹里没有能修改记录的督导组成员。')
  else app.setActor(writer)
}

/** Runs a command on a data folder. */
export const withData = <T>(
  root: string,
  work: (context: Context, app: Application) => Promise<T>,
  absent: Absent = 'refuse',
): Promise<T> =>
  withApplication(async (app) => {
    await openData(app, path.resolve(root), absent)
    return work(app.context(), app)
  })

/** Runs a command that writes nothing: where there is no data yet, on an empty folder that is thrown away. */
export async function withDataOrNone<T>(root: string, work: (context: Context) => Promise<T>): Promise<T> {
  if (await isThere(path.join(root, 'dudao.db'))) return withData(root, work)
  const nothing = mkdtempSync(path.join(tmpdir(), 'dudao-dry-'))
  try {
    return await withData(nothing, work)
  } finally {
    await rm(nothing, { recursive: true, force: true })
  }
}
