// Takes one copy of the chosen file into memory, so that what is checked, hashed and read are the same bytes.
import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { IntakeError } from '../failure.ts'
import { MAX_FILE_BYTES } from '../limits.ts'

export interface Snapshot {
  readonly fileName: string
  readonly bytes: Buffer
  readonly sha256: string
}

/** @throws IntakeError F-UNREADABLE, F-EMPTY, F-TOO-LARGE */
export async function takeSnapshot(file: string): Promise<Snapshot> {
  const fileName = basename(file)
  const bytes = await readWhole(file, fileName)
  return { fileName, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function readWhole(file: string, fileName: string): Promise<Buffer> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file, 'r')
    await checkSize(handle, fileName)
    return await handle.readFile()
  } catch (error) {
    throw error instanceof IntakeError ? error : unreadable(error, fileName)
  } finally {
    await handle?.close()
  }
}

async function checkSize(handle: FileHandle, fileName: string): Promise<void> {
  const facts = await handle.stat()
  if (!facts.isFile()) {
    throw new IntakeError('F-UNREADABLE', `“${fileName}”不是文件。请选择一个 Excel 或 CSV 文件。`)
  }
  if (facts.size === 0) {
    throw new IntakeError('F-EMPTY', `文件“${fileName}”是空的（0 字节）。请确认文件已保存完整后重新选择。`)
  }
  if (facts.size > MAX_FILE_BYTES) {
    const megabytes = MAX_FILE_BYTES / 1024 / 1024
    throw new IntakeError(
      'F-TOO-LARGE',
      `文件“${fileName}”超过 ${megabytes} MB。请删去图片和无关的工作表，或分成几个文件后再导入。`,
    )
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '找不到，可能已被移动或删除。请重新选择。',
  EACCES: '没有读取权限。请把文件复制到本机文件夹后再导入。',
  EPERM: '没有读取权限。请把文件复制到本机文件夹后再导入。',
  EBUSY: '正被其他程序打开。请关闭后再导入。',
  EISDIR: '不是文件。请选择一个 Excel 或 CSV 文件。',
  ENOTDIR: '找不到，可能已被移动或删除。请重新选择。',
}

function unreadable(error: unknown, fileName: string): IntakeError {
  const code = errnoOf(error)
  const reason = REASONS[code] ?? '无法读取。请把文件复制到本机文件夹后再导入。'
  return new IntakeError('F-UNREADABLE', `文件“${fileName}”${reason}`, error)
}

/** The system's error code such as ENOENT, or an empty text. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
