// Attached files, stored once each under the hash of their content.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isThere } from './disk.ts'
import { DatabaseError, toDatabaseError } from './errors.ts'
import { uuidV7 } from './ids.ts'

export interface StoredFile {
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  /** The given name without any folder. */
  readonly name: string
  readonly mediaType: string
}

export interface AttachmentCheck {
  readonly checked: number
  /** Stored files whose content no longer has the hash they are named by. */
  readonly damaged: readonly string[]
  /** Expected files that are not there. */
  readonly missing: readonly string[]
}

const SHA256 = /^[0-9a-f]{64}$/
const UNFINISHED = '.part'

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.wps': 'application/vnd.ms-works',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.txt': 'text/plain',
  '.zip': 'application/zip',
}

/** The folder of attached files: `ab/<sha256>`, where ab are the first two digits. Nothing in it is ever rewritten. */
export class AttachmentStore {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /**
   * Stores a file (by path) or its bytes; the same content is stored only once. Whole or not at all: written under
   * another name, flushed, then renamed. Throws DatabaseError 'disk_full', 'read_only', 'missing', 'disk_error'.
   */
  async store(source: string | Buffer, name: string): Promise<StoredFile> {
    await assertSource(source)
    const unfinished = path.join(this.folder, `${uuidV7(new Date())}${UNFINISHED}`)
    try {
      await mkdir(this.folder, { recursive: true })
      const { sha256, size } = await copyAndHash(source, unfinished)
      await this.#keepOnce(unfinished, sha256)
      return { sha256, size, name: baseName(name), mediaType: mediaTypeOf(name) }
    } catch (error) {
      throw toDatabaseError(error, this.folder)
    } finally {
      await rm(unfinished, { force: true })
    }
  }

  /** Where a stored file lies. Throws TypeError when the text is not a SHA-256. */
  pathOf(sha256: string): string {
    if (!SHA256.test(sha256)) throw new TypeError('not a SHA-256')
    return path.join(this.folder, sha256.slice(0, 2), sha256)
  }

  /** Reads every stored file again and compares it with its name; `expected` also tells which are missing. */
  async verify(expected: Iterable<string> = []): Promise<AttachmentCheck> {
    const stored = await this.#storedHashes()
    const damaged: string[] = []
    for (const sha256 of stored) if ((await hashOf(this.pathOf(sha256))) !== sha256) damaged.push(sha256)
    const present = new Set(stored)
    return {
      checked: stored.length,
      damaged,
      missing: [...new Set(expected)].filter((sha256) => !present.has(sha256)),
    }
  }

  /** Removes what an interrupted `store` left behind. Call it when no other store is going on. */
  async sweep(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      if (name.endsWith(UNFINISHED)) await rm(path.join(this.folder, name), { force: true })
    }
  }

  async #keepOnce(unfinished: string, sha256: string): Promise<void> {
    const target = this.pathOf(sha256)
    if (await isThere(target)) return
    await mkdir(path.dirname(target), { recursive: true })
    await rename(unfinished, target)
  }

  async #storedHashes(): Promise<string[]> {
    const entries = await readdir(this.folder, { recursive: true })
    return entries.map((entry) => path.basename(entry)).filter((name) => SHA256.test(name))
  }
}

async function assertSource(source: string | Buffer): Promise<void> {
  if (typeof source !== 'string' || (await isThere(source))) return
  throw new DatabaseError('missing', { file: source, message: NO_SOURCE })
}

const NO_SOURCE = '找不到要添加的附件，没有保存。请确认文件仍在原来的位置，再重新选择。'

async function copyAndHash(
  source: string | Buffer,
  target: string,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  const input = typeof source === 'string' ? createReadStream(source) : Readable.from([source])
  const observe = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  await pipeline(input, observe, createWriteStream(target, { flags: 'wx', flush: true }))
  return { sha256: hash.digest('hex'), size }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

// Names from Windows reach Linux too, so both separators end a folder.
const baseName = (name: string): string => name.split(/[\\/]/).at(-1) ?? name

function mediaTypeOf(name: string): string {
  return MEDIA_TYPES[path.extname(name).toLowerCase()] ?? 'application/octet-stream'
}
