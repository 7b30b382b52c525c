// Looks into an OLE2 compound file: an old workbook, a workbook with a password, or something else.
import { CFB } from '@e965/xlsx'
import { damaged, encrypted, unsupported } from '../failure.ts'

/** What is used of a CFB container; its own types are `any`. */
interface Container {
  readonly FileIndex: readonly { readonly name: string; readonly content?: Uint8Array | readonly number[] }[]
}

interface ContainerReader {
  read(bytes: Buffer, options: { type: 'buffer' }): Container
}

/** BIFF record that announces an encrypted stream. */
const FILE_PASS = 0x002f
/** The record stands right behind the first BOF. */
const RECORDS_LOOKED_AT = 8

/** @throws IntakeError F-PASSWORD, F-FORMAT, F-DAMAGED */
export function checkCompound(bytes: Buffer): void {
  const container = openContainer(bytes)
  if (streamOf(container, 'EncryptedPackage') ?? streamOf(container, 'EncryptionInfo')) throw encrypted()
  const workbook = streamOf(container, 'Workbook') ?? streamOf(container, 'Book')
  if (!workbook) throw unsupported('no Workbook stream')
  checkBiff(workbook)
}

/** @throws IntakeError F-PASSWORD for a BIFF stream that starts with an encryption record */
export function checkBiff(stream: Buffer): void {
  let at = 0
  for (let count = 0; count < RECORDS_LOOKED_AT && at + 4 <= stream.length; count++) {
    if (stream.readUInt16LE(at) === FILE_PASS) throw encrypted()
    at += 4 + stream.readUInt16LE(at + 2)
  }
}

function openContainer(bytes: Buffer): Container {
  try {
    return (CFB as ContainerReader).read(bytes, { type: 'buffer' })
  } catch (error) {
    throw damaged(error)
  }
}

function streamOf(container: Container, name: string): Buffer | undefined {
  const found = container.FileIndex.find((entry) => entry.name.toLowerCase() === name.toLowerCase())
  return found?.content ? Buffer.from(found.content) : undefined
}
