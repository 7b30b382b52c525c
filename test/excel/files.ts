// Makes workbooks by hand for the tests of reading: zip archives, parts of an .xlsx, temporary folders.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { CFB } from '@e965/xlsx'
import { afterAll } from 'vitest'
import type { RawSheet, RawWorkbook } from '#shared/ledger/sheet.ts'
import { readWorkbook } from '../../src-main/core/excel/intake/read.ts'

/** A folder that goes with the test file. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'excel-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function put(folder: string, name: string, content: string | Uint8Array): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

export interface ZipEntry {
  readonly name: string
  readonly content: string | Uint8Array
  /** Bit 0: encrypted. */
  readonly flags?: number
  /** What the directory says, when it lies. */
  readonly declaredBytes?: number
  readonly checksum?: number
}

const packedBefore = new WeakMap<Uint8Array, Buffer>()

/** Large contents are packed once, though several archives hold them. */
function pack(content: Uint8Array): Buffer {
  const packed = packedBefore.get(content) ?? deflateRawSync(content, { level: content.length > 1e8 ? 1 : 6 })
  packedBefore.set(content, packed)
  return packed
}

/** A zip archive with deflated entries. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const content = typeof entry.content === 'string' ? Buffer.from(entry.content) : entry.content
    const packed = pack(content)
    const name = Buffer.from(entry.name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x800 | (entry.flags ?? 0), 2)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(entry.checksum ?? crc32(content), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(entry.declaredBytes ?? content.length, 18)
    facts.writeUInt16LE(name.length, 22)
    bodies.push(Buffer.from('504b0304', 'hex'), facts, name, packed)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.from('504b01021400', 'hex'), facts, place, name)
    at += 30 + name.length + packed.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(listing.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...bodies, listing, Buffer.from('504b0506', 'hex'), end])
}

const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const CONTENT_TYPES = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${MAIN}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${MAIN}.worksheet+xml"/></Types>`

export const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

export interface Parts {
  readonly workbook?: string
  readonly workbookRels?: string
  readonly strings?: string
  readonly styles?: string
  readonly extra?: readonly ZipEntry[]
}

/** The least an .xlsx with one sheet consists of. */
export function entriesOf(sheet: string | Uint8Array, parts: Parts = {}): ZipEntry[] {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${TYPE}/${kind}" Target="${target}"/>`
  return [
    { name: '[Content_Types].xml', content: CONTENT_TYPES },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content:
        parts.workbook ??
        `<workbook xmlns="${NAMESPACE}" xmlns:r="${TYPE}"><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content:
        parts.workbookRels ??
        `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'sharedStrings', 'sharedStrings.xml')}${relation('rId3', 'styles', '/xl/styles.xml')}</Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: sheet },
    ...(parts.strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: parts.strings }]),
    ...(parts.styles === undefined ? [] : [{ name: 'xl/styles.xml', content: parts.styles }]),
    ...(parts.extra ?? []),
  ]
}

export function xlsx(sheet: string | Uint8Array, parts: Parts = {}): Buffer {
  return zip(entriesOf(sheet, parts))
}

/** A sheet with these rows, written as XML. */
export function sheetXml(rows: string, after = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${NAMESPACE}"><sheetData>${rows}</sheetData>${after}</worksheet>`
}

export const textRow = (number: number, text: string) =>
  `<row r="${number}"><c r="A${number}" t="inlineStr"><is><t>${text}</t></is></c></row>`

export async function readFirst(file: string): Promise<RawSheet> {
  return firstOf(await readWorkbook(file))
}

export function firstOf(book: RawWorkbook): RawSheet {
  const [sheet] = book.sheets
  if (!sheet) throw new Error('no sheet')
  return sheet
}

/** What is used of the library's container maker; its own type is `any`. */
interface ContainerMaker {
  readonly utils: { cfb_new(): object; cfb_add(container: object, name: string, content: Uint8Array): void }
  write(container: object, options: { type: 'buffer' }): Buffer
}

/** An OLE2 compound file with these streams. */
export function compoundOf(streams: Readonly<Record<string, Uint8Array>>): Buffer {
  const maker = CFB as ContainerMaker
  const container = maker.utils.cfb_new()
  for (const [name, content] of Object.entries(streams)) maker.utils.cfb_add(container, `/${name}`, content)
  return maker.write(container, { type: 'buffer' })
}

/** The texts of the first column, or of all columns joined. */
export function textsOf(sheet: RawSheet): string[][] {
  return sheet.rows.map((row) => row.cells.map((cell) => (cell?.kind === 'text' ? cell.text : '')))
}
