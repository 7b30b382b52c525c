// Backup files: their names, their list, and which of the automatic ones may go.
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { fileStamp } from './clock.ts'

/** 自动: made by the program and thinned out; 手工: made by a person; 恢复前: the data a restore put aside. */
export type BackupKind = '自动' | '手工' | '恢复前'

export interface BackupFile {
  readonly name: string
  readonly file: string
  readonly kind: BackupKind
  /** Local time to the minute, `2005-08-17 09:00`. */
  readonly at: string
  readonly reason: string
  /** Bytes. */
  readonly size: number
}

export const AUTOMATIC_BACKUPS_KEPT = 30

const PREFIXES: Readonly<Record<BackupKind, string>> = {
  自动: '备份',
  手工: '手工备份',
  恢复前: '恢复前',
}

const NAME = /^(备份|手工备份|恢复前)_(\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(?:_(.+?))?\.db$/
const NOT_IN_FILE_NAMES = /[\\/:*?"<>|\s\p{Cc}]+/gu

/** A path in `dir` for a new backup that is not taken yet: `备份_20050817_0900_导入前.db`. */
export async function newBackupFile(dir: string, now: Date, kind: BackupKind, reason = ''): Promise<string> {
  await mkdir(dir, { recursive: true })
  const taken = new Set(await readdir(dir))
  const words = reason.replace(NOT_IN_FILE_NAMES, '').slice(0, 40)
  const stem = [PREFIXES[kind], fileStamp(now), words].filter((part) => part !== '').join('_')
  let name = `${stem}.db`
  for (let n = 2; taken.has(name); n += 1) name = `${stem}_${n}.db`
  return path.join(dir, name)
}

/** All backups in `dir`, newest first. Other files are left out. */
export async function listBackups(dir: string): Promise<BackupFile[]> {
  const names = await readdir(dir)
  const found = await Promise.all(names.map((name) => describe(dir, name)))
  return found.filter((backup) => backup !== undefined).sort(newestFirst)
}

async function describe(dir: string, name: string): Promise<BackupFile | undefined> {
  const match = NAME.exec(name)
  if (match === null) return undefined
  const [, prefix, year, month, day, hour, minute, reason = ''] = match
  const file = path.join(dir, name)
  const at = `${year ?? ''}-${month ?? ''}-${day ?? ''} ${hour ?? ''}:${minute ?? ''}`
  const { size } = await stat(file)
  return { name, file, kind: kindOf(prefix), at, reason, size }
}

function kindOf(prefix: string | undefined): BackupKind {
  if (prefix === PREFIXES.手工) return '手工'
  return prefix === PREFIXES.恢复前 ? '恢复前' : '自动'
}

function newestFirst(a: BackupFile, b: BackupFile): number {
  return b.at.localeCompare(a.at) || b.name.localeCompare(a.name, 'zh', { numeric: true })
}

/** Deletes the oldest automatic backups beyond `keep`; never one made by hand or put aside by a restore. */
export async function pruneBackups(dir: string, keep = AUTOMATIC_BACKUPS_KEPT): Promise<string[]> {
  const automatic = (await listBackups(dir)).filter((backup) => backup.kind === '自动')
  const surplus = automatic.slice(keep)
  for (const backup of surplus) await rm(backup.file)
  return surplus.map((backup) => backup.name)
}
