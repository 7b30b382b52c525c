// Reads the parts of an .xlsx beside the sheets: relations, workbook, number formats, shared strings.
import { posix } from 'node:path'
import type { Cell } from '#shared/ledger/sheet.ts'
import { inflated, unsupported } from '../failure.ts'
import { MAX_CELLS, MAX_SMALL_PART_BYTES, MAX_STRINGS_PART_BYTES } from '../limits.ts'
import type { Archive } from '../intake/archive.ts'
import { builtInFormat } from './number-formats.ts'
import type { SheetState } from './sheet-builder.ts'
import { attributeOf, isTrue, parseXml, type XmlHandler } from './xml.ts'

interface Relation {
  readonly id: string
  /** Last word of the type's address; the rest differs between the transitional and the strict edition. */
  readonly kind: string
  readonly part: string
}

export interface SheetPart {
  readonly name: string
  readonly state: SheetState
  readonly part: string
}

export interface WorkbookParts {
  readonly date1904: boolean
  readonly sheets: readonly SheetPart[]
  readonly styles: string | undefined
  readonly strings: string | undefined
}

/** @throws IntakeError F-FORMAT when the archive is not an .xlsx workbook */
export async function readWorkbookParts(archive: Archive): Promise<WorkbookParts> {
  const main = await findMainPart(archive)
  const relations = await readRelations(archive, main)
  const { date1904, sheets } = await readSheetList(archive, main, relations)
  return {
    date1904,
    sheets,
    styles: partOf(relations, 'styles'),
    strings: partOf(relations, 'sharedStrings'),
  }
}

async function findMainPart(archive: Archive): Promise<string> {
  if (!archive.has('_rels/.rels')) throw unsupported('no relations part')
  const main = partOf(await readRelations(archive, ''), 'officeDocument')
  if (!main || !/\.xml$/i.test(main)) throw unsupported(`main part ${main ?? 'missing'}`)
  return main
}

function partOf(relations: readonly Relation[], kind: string): string | undefined {
  return relations.find((relation) => relation.kind === kind)?.part
}

async function readRelations(archive: Archive, source: string): Promise<Relation[]> {
  const folder = posix.dirname(source || 'x')
  const name = posix.join(folder, '_rels', `${posix.basename(source)}.rels`)
  const found: Relation[] = []
  if (!archive.has(name)) return found
  await parseXml(archive.read(name, MAX_SMALL_PART_BYTES), {
    open(element, attributes) {
      if (element !== 'Relationship') return
      const target = (attributeOf(attributes, 'Target') ?? '').replaceAll('\\', '/')
      found.push({
        id: attributeOf(attributes, 'Id') ?? '',
        kind: (attributeOf(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
        part: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
      })
    },
  })
  return found
}

async function readSheetList(archive: Archive, main: string, relations: readonly Relation[]) {
  const worksheets = new Map(
    relations.filter((one) => one.kind === 'worksheet').map((one) => [one.id, one.part]),
  )
  const sheets: SheetPart[] = []
  const facts = { isWorkbook: false, date1904: false }
  await parseXml(archive.read(main, MAX_SMALL_PART_BYTES), {
    open(element, attributes) {
      if (element === 'workbook') facts.isWorkbook = true
      if (element === 'workbookPr') facts.date1904 = isTrue(attributeOf(attributes, 'date1904'))
      if (element !== 'sheet') return
      const part = worksheets.get(attributeOf(attributes, 'id') ?? '')
      if (part) sheets.push({ name: attributes.name ?? '', state: stateOf(attributes.state), part })
    },
  })
  if (!facts.isWorkbook) throw unsupported('main part is not a workbook')
  return { date1904: facts.date1904, sheets }
}

function stateOf(state: string | undefined): SheetState {
  return state === 'hidden' || state === 'veryHidden' ? state : 'visible'
}

/** The number format of each cell style, by the style's index. */
export async function readNumberFormats(archive: Archive, part: string | undefined): Promise<string[]> {
  const own = new Map<number, string>()
  const formats: string[] = []
  if (!part || !archive.has(part)) return formats
  let inCellStyles = false
  await parseXml(archive.read(part, MAX_SMALL_PART_BYTES), {
    open(element, attributes) {
      if (element === 'numFmt') own.set(Number(attributes.numFmtId), attributes.formatCode ?? 'General')
      if (element === 'cellXfs') inCellStyles = true
      if (element !== 'xf' || !inCellStyles) return
      const id = Number(attributes.numFmtId ?? 0)
      formats.push(own.get(id) ?? builtInFormat(id))
    },
    close(element) {
      if (element === 'cellXfs') inCellStyles = false
    },
  })
  return formats
}

/** One cell for each shared string, null for an empty one; sheets share them. */
export async function readSharedStrings(
  archive: Archive,
  part: string | undefined,
): Promise<(Cell | null)[]> {
  const strings: (Cell | null)[] = []
  if (!part || !archive.has(part)) return strings
  const collector = new RichText()
  await parseXml(archive.read(part, MAX_STRINGS_PART_BYTES), {
    open(element) {
      if (element === 'si') collector.start()
      collector.open(element)
    },
    text: (text) => collector.text(text),
    close(element) {
      collector.close(element)
      if (element !== 'si') return
      if (strings.length >= MAX_CELLS) throw inflated()
      strings.push(textCell(collector.take()))
    },
  })
  return strings
}

/** Joins the runs of a rich text and leaves out phonetic guides. */
export class RichText implements Required<Omit<XmlHandler, 'open'>> {
  #text = ''
  #inText = false
  #inPhonetic = false

  start(): void {
    this.#text = ''
    this.#inText = false
    this.#inPhonetic = false
  }

  open(element: string): void {
    if (element === 'rPh') this.#inPhonetic = true
    if (element === 't') this.#inText = !this.#inPhonetic
  }

  text(text: string): void {
    if (this.#inText) this.#text += text
  }

  close(element: string): void {
    if (element === 'rPh') this.#inPhonetic = false
    if (element === 't') this.#inText = false
  }

  take(): string {
    return unescapeText(this.#text)
  }
}

export function textCell(text: string): Cell | null {
  return text === '' ? null : { kind: 'text', text }
}

/** Characters that XML cannot hold stand as _x000D_ (ECMA-376 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
}
