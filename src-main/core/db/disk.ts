// Questions about files on the disk that several parts of storage ask.
import { open, stat } from 'node:fs/promises'
import { DatabaseError, toDatabaseError } from './errors.ts'

/** Bytes of a file, undefined when there is none. Throws DatabaseError when the disk does not answer. */
export async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size
  } catch (error) {
    const known = toDatabaseError(error, file)
    if (known instanceof DatabaseError && (known.code === 'missing' || isBelowFile(error))) return undefined
    throw known
  }
}

/** What would be a folder above is a file, so nothing can be there. */
const isBelowFile = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOTDIR'

/** True when there is a file or folder of that name. */
export async function isThere(file: string): Promise<boolean> {
  return (await sizeOf(file)) !== undefined
}

/** Waits until the contents of a file are on the disk itself. */
export async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
