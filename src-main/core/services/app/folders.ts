// Data folders of this computer: the ones opened lately, and where a new one goes.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Town } from '#shared/contract/app.ts'
import type { Application } from '../../application.ts'
import { isThere } from '../../db/disk.ts'
import { Refusal } from '../../refusal.ts'
import { createTown } from './create-town.ts'
import { isoInstant } from '../../db/clock.ts'
import * as z from 'zod'

const Recent = z.array(z.object({ root: z.string(), town: z.string(), at: z.string() }))
export type Recent = z.infer<typeof Recent>

const KEPT = 6

export function recentFolders(app: Application): Recent {
  const parsed = Recent.safeParse(app.preferences.get('recent'))
  return parsed.success ? parsed.data : []
}

/** Only folders that are still there; a folder is named by its place in the list. */
export async function listRecent(app: Application): Promise<{ token: string; name: string; town: string }[]> {
  const there = await Promise.all(
    recentFolders(app).map(async (r) => ((await isThere(path.join(r.root, 'dudao.db'))) ? [r] : [])),
  )
  return there.flat().map((r) => ({ token: `recent:${r.root}`, name: path.basename(r.root), town: r.town }))
}

export async function rememberFolder(app: Application): Promise<void> {
  const opened = app.opened
  if (!opened) return
  const { root } = opened.folder.layout
  const others = recentFolders(app).filter((r) => r.root !== root)
  const entry = { root, town: opened.campaign.town.town, at: isoInstant(app.now()) }
  await app.preferences.set('recent', [entry, ...others].slice(0, KEPT))
}

/** The folder behind a token: one chosen just now, or one of the recent ones. */
export function folderOf(app: Application, token: string): string {
  if (!token.startsWith('recent:')) return app.options.host.pathOf(token)
  const root = token.slice('recent:'.length)
  if (!recentFolders(app).some((r) => r.root === root))
    throw new Refusal('没有找到这个文件夹，请用“打开”重新选择。')
  return root
}

async function freeFolder(app: Application, town: string): Promise<string> {
  const base = path.join(app.options.userData, 'data')
  await mkdir(base, { recursive: true })
  const name = town.replace(/[\\/:*?"<>|]/gu, '_')
  for (let n = 1; ; n += 1) {
    const folder = path.join(base, n === 1 ? name : `${name}${n}`)
    if (!(await isThere(folder))) return folder
  }
}

/** Creates a town in the chosen folder, or in one of the program's own when none was chosen. */
export async function createFolder(app: Application, token: string | null, town: Town): Promise<void> {
  const root = token === null ? await freeFolder(app, town.town) : folderOf(app, token)
  await createTown(app, root, town)
  await rememberFolder(app)
}

export async function openExisting(app: Application, token: string): Promise<void> {
  const root = folderOf(app, token)
  if (!(await isThere(path.join(root, 'dudao.db'))))
    throw new Refusal(
      '这个文件夹里没有督导工作台的数据（没有 dudao.db）。请选放数据的文件夹；第一次使用请选“新建”。',
    )
  await app.openFolder(root)
  await rememberFolder(app)
}
