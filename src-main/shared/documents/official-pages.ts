// Puts an official document on pages: 22 lines of 28 characters, tables that go on under their head, nothing left alone.
import {
  attachmentLines,
  setBlocks,
  type Block,
  type OfficialDocument,
  type Part,
  type TableBlock,
} from './official-document.ts'
import { breakParts, breakText } from './official-lines.ts'

/** GB/T 9704-2012, millimetres. */
export const PAGE = { width: 210, height: 297, top: 37, left: 28, text: { width: 156, height: 225 } } as const
export const LINES = 22
export const CHARACTERS = 28
export const LINE = PAGE.text.height / LINES
/** Title 二号 and head: characters a line, height of a line. */
const TITLE = { characters: 20, line: 11 } as const
const CELL = { character: 3.74, line: 5.6, padding: 2.7, side: 3.4 } as const
const HEAD = { above: 35, line: 14, number: 29, rule: 3.2, below: 27 } as const
const RECEIVED_LINE = 9
const COPIES_LINE = 9.2

export type Item =
  | { readonly kind: 'issuer'; readonly text: string; readonly height: number }
  | { readonly kind: 'number'; readonly text: string; readonly rule: boolean; readonly height: number }
  | { readonly kind: 'title'; readonly lines: readonly string[]; readonly height: number }
  | {
      readonly kind: 'line'
      readonly parts: readonly Part[]
      readonly role: 'first' | 'flat' | 'sign' | 'date' | 'attachment'
      /** Spread to the full width: every line of a paragraph but the last. */
      readonly isFull: boolean
      readonly height: number
    }
  | { readonly kind: 'space'; readonly height: number }
  | {
      readonly kind: 'row'
      readonly table: TableBlock
      readonly cells: readonly (readonly string[])[]
      readonly role: 'head' | 'again' | 'body'
      readonly height: number
    }

export interface OfficialPage {
  /** From 1, within its copy. */
  readonly no: number
  readonly items: readonly Item[]
  /** At the foot of the last page of the document proper. */
  readonly received: readonly string[]
  readonly copiesTo: string
  readonly isFirst: boolean
}

const space = (height: number): Item => ({ kind: 'space', height })
const heightOf = (items: readonly Item[]): number => items.reduce((sum, { height }) => sum + height, 0)

/** The title in lines of about the same length, the upper ones not shorter. */
function titleLines(title: string): string[] {
  const count = Math.ceil(title.length / TITLE.characters)
  const each = Math.ceil(title.length / count)
  return Array.from({ length: count }, (_, i) => title.slice(i * each, (i + 1) * each))
}

const titleItem = (title: string): Item => {
  const lines = titleLines(title)
  return { kind: 'title', lines, height: lines.length * TITLE.line }
}

function headItems({ issuer, number, title }: OfficialDocument): Item[] {
  const numbered: Item = { kind: 'number', text: number, rule: issuer !== null, height: LINE }
  if (issuer === null)
    return [space(LINE), titleItem(title), { ...numbered, height: LINE * 1.4 }, space(LINE * 0.6)]
  return [
    space(HEAD.above),
    { kind: 'issuer', text: issuer, height: HEAD.line },
    { ...numbered, height: HEAD.number + HEAD.rule },
    space(HEAD.below - TITLE.line),
    titleItem(title),
    space(LINE),
  ]
}

type LineRole = Extract<Item, { kind: 'line' }>['role']

const lineItem = (parts: readonly Part[], role: LineRole, isFull = false): Item => ({
  kind: 'line',
  parts,
  role,
  isFull,
  height: LINE,
})

const flatLine = (text: string, role: LineRole): Item => lineItem([{ text, font: 'fang' }], role)

function paragraphItems(parts: readonly Part[], indent: number): Item[] {
  const lines = breakParts(parts, CHARACTERS, indent)
  return lines.map((line, i) =>
    lineItem(line, i === 0 && indent > 0 ? 'first' : 'flat', i < lines.length - 1),
  )
}

const cellWidth = (millimetres: number): number => (millimetres - CELL.side) / CELL.character

type Row = Extract<Item, { kind: 'row' }>

function rowItem(table: TableBlock, cells: readonly string[], role: 'head' | 'body'): Row {
  const lines = table.columns.map(({ width }, i) => breakText(cells[i] ?? '', cellWidth(width)))
  const most = Math.max(...lines.map((cell) => cell.length))
  const height = Math.max(most * CELL.line + CELL.padding, role === 'body' ? table.rowHeight : 0)
  return { kind: 'row', table, cells: lines, role, height }
}

const headRow = (table: TableBlock): Row =>
  rowItem(
    table,
    table.columns.map(({ label }) => label),
    'head',
  )

const tableItems = (table: TableBlock): Item[] => [
  headRow(table),
  ...table.rows.map((row) => rowItem(table, row, 'body')),
]

/** Tables are put a little apart from the text around them. */
const blockItems = (blocks: readonly Block[]): Item[] =>
  setBlocks(blocks).flatMap((setting) =>
    setting.kind === 'paragraph'
      ? paragraphItems(setting.parts, 2)
      : [space(2), ...tableItems(setting), space(2)],
  )

function attachmentItems(attachments: readonly string[]): Item[] {
  if (attachments.length === 0) return []
  return [space(LINE), ...attachmentLines(attachments).map((text) => flatLine(text, 'attachment'))]
}

/** Signer and day, with room for the seal above. */
const signatureItems = ({ signature }: OfficialDocument): Item[] => [
  space(LINE * 2),
  flatLine(signature.signer + signature.mark, 'sign'),
  flatLine(signature.date, 'date'),
]

const footHeight = ({ received, copiesTo }: OfficialDocument): number => {
  const copies = copiesTo === '' ? 0 : breakText(`抄送：${copiesTo}。`, 30).length * COPIES_LINE + 2
  return received.length * RECEIVED_LINE + copies
}

/** Pages being filled. A row that is longer than what is left goes on overleaf; its table's head is repeated. */
class Filler {
  readonly pages: Item[][] = [[]]
  #left: number = PAGE.text.height

  #turn(): void {
    this.pages.push([])
    this.#left = PAGE.text.height
  }

  #put(item: Item): void {
    this.pages.at(-1)?.push(item)
    this.#left -= item.height
  }

  get #isEmpty(): boolean {
    return this.pages.at(-1)?.length === 0
  }

  /** Room at the foot that must stay free; turns the page when there is none. */
  needs(height: number): void {
    if (height > this.#left) this.#turn()
  }

  turn(): void {
    if (!this.#isEmpty) this.#turn()
  }

  add(items: readonly Item[]): void {
    for (const [i, item] of items.entries()) {
      if (item.kind === 'row') this.#addRow(item, items[i + 1])
      else if (item.kind === 'space') this.#addSpace(item)
      else this.#addWhole(item)
    }
  }

  #addWhole(item: Item): void {
    if (item.height > this.#left) this.#turn()
    this.#put(item)
  }

  #addSpace(item: Item): void {
    if (this.#isEmpty && this.pages.length > 1) return
    if (item.height <= this.#left) this.#put(item)
  }

  #addRow(row: Row, next: Item | undefined): void {
    if (row.role === 'head') {
      const first = next?.kind === 'row' ? Math.min(next.height, PAGE.text.height / 3) : 0
      if (row.height + first > this.#left) this.#turn()
      this.#put(row)
      return
    }
    let rest: Row = row
    while (rest.height > this.#left) {
      const isLong = rest.height > PAGE.text.height / 2
      const part = isLong ? splitRow(rest, this.#left) : null
      if (part) this.#put(part[0])
      rest = part?.[1] ?? rest
      this.#turn()
      this.#put({ ...headRow(row.table), role: 'again' })
    }
    this.#put(rest)
  }

  /** Keeps the items on one page; when they move, the end of what stands before goes with them. */
  addTogether(items: readonly Item[], foot: number): void {
    if (heightOf(items) + foot > this.#left && !this.#isEmpty) {
      const moves = takeEnd(this.pages.at(-1) ?? [])
      this.#turn()
      for (const item of moves) this.#put(item)
    }
    for (const item of items) this.#put(item)
  }
}

/** Takes the last two lines, or the last row under its head again, off a page that has enough left. */
function takeEnd(page: Item[]): Item[] {
  while (page.at(-1)?.kind === 'space') page.pop()
  const last = page.at(-1)
  const isText = page.length > 4 && page.slice(-2).every(({ kind }) => kind === 'line')
  if (isText) return page.splice(-2)
  if (last?.kind !== 'row' || page.at(-2)?.kind !== 'row' || page.filter(isBodyRow).length < 2) return []
  page.pop()
  return [{ ...headRow(last.table), role: 'again' }, last]
}

const isBodyRow = (item: Item): boolean => item.kind === 'row' && item.role === 'body'

/** The lines of a row that fit into the room, and those that do not; null when not even two lines do. */
function splitRow(row: Row, room: number): readonly [Row, Row] | null {
  const fit = Math.floor((room - CELL.padding) / CELL.line)
  if (fit < 2) return null
  const withLines = (cells: readonly (readonly string[])[]): Row => ({
    ...row,
    cells,
    height: Math.max(...cells.map((cell) => cell.length)) * CELL.line + CELL.padding,
  })
  return [
    withLines(row.cells.map((cell) => cell.slice(0, fit))),
    withLines(row.cells.map((cell) => cell.slice(fit))),
  ]
}

function bodyPages(document: OfficialDocument): Item[][] {
  const filler = new Filler()
  filler.add(headItems(document))
  if (document.addressee !== '') filler.add(paragraphItems([{ text: document.addressee, font: 'fang' }], 0))
  filler.add(blockItems(document.blocks))
  filler.add(attachmentItems(document.attachments))
  filler.addTogether(signatureItems(document), footHeight(document))
  return filler.pages
}

function annexPages({ title, note, blocks }: OfficialDocument['annexes'][number]): Item[][] {
  const filler = new Filler()
  filler.add([titleItem(title)])
  if (note !== '') filler.add([{ kind: 'number', text: note, rule: false, height: LINE }])
  filler.add(blockItems(blocks))
  return filler.pages
}

/** The pages of one copy. Heights are estimates on the safe side, so that no page runs over in any of the fonts. */
export function pagesOf(document: OfficialDocument): OfficialPage[] {
  const body = bodyPages(document)
  const all = [...body, ...document.annexes.flatMap(annexPages)]
  return all.map((items, i) => ({
    no: i + 1,
    items,
    received: i === body.length - 1 ? document.received : [],
    copiesTo: i === body.length - 1 ? document.copiesTo : '',
    isFirst: i === 0,
  }))
}

/** Filled height of a page, for checks. */
export const filledHeight = (page: OfficialPage): number => heightOf(page.items)
