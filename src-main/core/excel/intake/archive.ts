// Opens a zip archive without trusting it: the directory is judged before anything is inflated, and inflating is counted.
import { crc32, createInflateRaw } from 'node:zlib'
import yauzl from 'yauzl'
import { damaged, encrypted, inflated, IntakeError } from '../failure.ts'
import { MAX_ARCHIVE_BYTES, MAX_ARCHIVE_ENTRIES, MAX_RATIO, RATIO_FLOOR_BYTES } from '../limits.ts'

/** Large steps: the default of 16 KB makes a sheet of some hundred MB three times slower. */
const STEP_BYTES = 256 * 1024

export class Archive {
  readonly #bytes: Buffer
  readonly #zip: yauzl.ZipFile
  readonly #entries: ReadonlyMap<string, yauzl.Entry>
  #inflatedBytes = 0

  constructor(bytes: Buffer, zip: yauzl.ZipFile, entries: ReadonlyMap<string, yauzl.Entry>) {
    this.#bytes = bytes
    this.#zip = zip
    this.#entries = entries
  }

  has(name: string): boolean {
    return this.#entries.has(keyOf(name))
  }

  /** Sum of the declared sizes, which inflating never exceeds. */
  get declaredBytes(): number {
    return sumOf([...this.#entries.values()])
  }

  /**
   * The inflated bytes of a part, in steps. A caller that stops early costs nothing more.
   * @throws IntakeError F-DAMAGED when the part is missing, cut, longer than declared or fails its checksum; F-TOO-LARGE
   */
  async *read(name: string, maxBytes: number): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.#entries.get(keyOf(name))
    if (!entry) throw damaged(`no part ${name}`)
    if (entry.uncompressedSize > maxBytes) throw inflated()
    let size = 0
    let checksum = 0
    for await (const step of this.#inflate(entry)) {
      size += step.length
      this.#count(step.length)
      if (size > entry.uncompressedSize) throw damaged(`${name} is longer than declared`)
      checksum = crc32(step, checksum)
      yield step
    }
    if (size !== entry.uncompressedSize) throw damaged(`${name} is shorter than declared`)
    if (checksum !== entry.crc32) throw damaged(`${name} fails its checksum`)
  }

  /** A whole small part. Same errors as `read`. */
  async readAll(name: string, maxBytes: number): Promise<Buffer> {
    const steps: Buffer[] = []
    for await (const step of this.read(name, maxBytes)) steps.push(step)
    return Buffer.concat(steps)
  }

  #count(bytes: number): void {
    this.#inflatedBytes += bytes
    if (this.#inflatedBytes > MAX_ARCHIVE_BYTES) throw inflated()
  }

  async *#inflate(entry: yauzl.Entry): AsyncGenerator<Buffer, void, undefined> {
    const packed = await this.#packedBytes(entry)
    if (entry.compressionMethod === 0) {
      yield packed
      return
    }
    if (entry.compressionMethod !== 8) throw damaged(`compression method ${entry.compressionMethod}`)
    const inflater = createInflateRaw({ chunkSize: STEP_BYTES })
    inflater.end(packed)
    try {
      for await (const step of inflater as AsyncIterable<Buffer>) yield step
    } catch (error) {
      throw error instanceof IntakeError ? error : damaged(error)
    }
  }

  async #packedBytes(entry: yauzl.Entry): Promise<Buffer> {
    try {
      const { fileDataStart } = await this.#zip.readLocalFileHeaderPromise(entry, { minimal: true })
      return this.#bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize)
    } catch (error) {
      throw damaged(error)
    }
  }
}

/** @throws IntakeError F-DAMAGED, F-PASSWORD, F-TOO-LARGE */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await openDirectory(bytes)
  const entries = await listEntries(zip)
  judge(entries)
  return new Archive(bytes, zip, new Map(entries.map((entry) => [keyOf(entry.fileName), entry])))
}

async function openDirectory(bytes: Buffer): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.fromBufferPromise(bytes, { lazyEntries: true })
  } catch (error) {
    throw damaged(error)
  }
}

async function listEntries(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  if (zip.entryCount > MAX_ARCHIVE_ENTRIES) throw inflated()
  try {
    const entries: yauzl.Entry[] = []
    for await (const entry of zip.eachEntry()) entries.push(entry)
    return entries
  } catch (error) {
    if (error instanceof Error && error.message.includes('encryption')) throw encrypted()
    throw damaged(error)
  }
}

function judge(entries: readonly yauzl.Entry[]): void {
  if (entries.some((entry) => entry.isEncrypted())) throw encrypted()
  if (sumOf(entries) > MAX_ARCHIVE_BYTES || entries.some(isBomb)) throw inflated()
}

function isBomb(entry: yauzl.Entry): boolean {
  return (
    entry.uncompressedSize > RATIO_FLOOR_BYTES && entry.uncompressedSize > entry.compressedSize * MAX_RATIO
  )
}

function sumOf(entries: readonly yauzl.Entry[]): number {
  return entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
}

/** Part names are compared without case, and some writers put a slash in front. */
function keyOf(name: string): string {
  return name.replace(/^\/+/, '').toLowerCase()
}
