// Puts a new file in place of an old one in one step: a full disk or a stopped job leaves the old one as it was.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { IntakeError } from './failure.ts'
import { errnoOf } from './intake/snapshot.ts'

export interface WrittenFile {
  readonly sha256: string
  readonly bytes: number
}

/** A name beside the target that no other job uses; whoever ends a job early removes it. */
export function partNameFor(file: string): string {
  return join(dirname(file), `.${basename(file)}.${randomUUID()}.part`)
}

/**
 * Lets `write` fill `part`, then moves it over `file`. Whatever fails, `part` is gone afterwards.
 * @throws IntakeError F-WRITE-DENIED, F-DISK-FULL, F-BUSY, F-WRITE; whatever else `write` throws
 */
export async function writeInPlace(
  file: string,
  part: string,
  write: (part: string) => Promise<void>,
): Promise<WrittenFile> {
  try {
    await write(part)
    await flush(part)
    const written = await digest(part)
    await moveOver(part, file)
    return written
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw error instanceof IntakeError || errnoOf(error) === '' ? error : describe(error, file)
  }
}

/** Without it a power cut after the move could leave an empty file under the final name. */
async function flush(part: string): Promise<void> {
  const handle = await open(part, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function digest(part: string): Promise<WrittenFile> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const step of createReadStream(part) as AsyncIterable<Buffer>) {
    hash.update(step)
    bytes += step.length
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** The folder has just taken a file, so a refusal now means that the old file is held open (Windows). */
async function moveOver(part: string, file: string): Promise<void> {
  try {
    await rename(part, file)
  } catch (error) {
    const isHeld = ['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(error))
    throw isHeld ? busy(file, error) : error
  }
}

function describe(error: unknown, file: string): IntakeError {
  const name = basename(file)
  switch (errnoOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new IntakeError(
        'F-DISK-FULL',
        `磁盘空间不足，“${name}”没有保存。请清理磁盘或换一个位置后再保存。`,
        error,
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new IntakeError(
        'F-WRITE-DENIED',
        `没有写入权限，“${name}”没有保存。请换一个文件夹后再保存。`,
        error,
      )
    case 'EBUSY':
    case 'ETXTBSY':
      return busy(file, error)
    case 'ENOENT':
    case 'ENOTDIR':
      return new IntakeError(
        'F-WRITE',
        `保存的文件夹不存在，“${name}”没有保存。请换一个文件夹后再保存。`,
        error,
      )
    case 'EISDIR':
    case 'ENOTEMPTY':
    case 'EEXIST':
      return new IntakeError('F-WRITE', `已有同名的文件夹“${name}”。请换一个文件名后再保存。`, error)
    default:
      return new IntakeError('F-WRITE', `“${name}”没有保存成功。请换一个文件夹后再保存。`, error)
  }
}

function busy(file: string, error: unknown): IntakeError {
  return new IntakeError(
    'F-BUSY',
    `文件“${basename(file)}”正被其他程序打开，没有保存。请关闭后再保存，或换一个文件名。`,
    error,
  )
}
