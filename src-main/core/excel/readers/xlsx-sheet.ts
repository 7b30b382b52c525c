// Scans the XML of one sheet: rows, cells, merged ranges.
import type { Cell } from '#shared/ledger/sheet.ts'
import { damaged } from '../failure.ts'
import { columnOf, mergeOf } from './address.ts'
import type { SheetBuilder } from './sheet-builder.ts'
import { RichText, textCell, unescapeText } from './xlsx-parts.ts'
import { isTrue, MalformedXml, type Attributes, type XmlHandler } from './xml.ts'

export interface SheetContext {
  /** Number format by style index. */
  readonly formats: readonly string[]
  readonly strings: readonly (Cell | null)[]
}

/** Feeds a builder. `isPastEnd` turns true when only formatting is left, after which rows are ignored. */
export class SheetScan implements XmlHandler {
  readonly #builder: SheetBuilder
  readonly #context: SheetContext
  readonly #inline = new RichText()

  #inRows = false
  #isPastEnd = false

  #rowNumber = 0
  #rowHidden = false
  #cells: (Cell | null)[] = []

  #inCell = false
  #column = -1
  #type = ''
  #style = 0
  #hasFormula = false
  #hasValue = false
  #inValue = false
  #value = ''

  constructor(builder: SheetBuilder, context: SheetContext) {
    this.#builder = builder
    this.#context = context
  }

  /** True while the rows go on but hold nothing any more; false again behind them. */
  get isPastEnd(): boolean {
    return this.#isPastEnd && this.#inRows
  }

  open(name: string, attributes: Attributes): void {
    if (!this.#inRows) this.#openOutside(name, attributes)
    else if (this.#inCell) this.#openInCell(name)
    else if (name === 'row') this.#openRow(attributes)
    else if (name === 'c' && !this.#isPastEnd) this.#openCell(attributes)
  }

  text(text: string): void {
    if (!this.#inCell) return
    if (this.#inValue) this.#value += text
    else this.#inline.text(text)
  }

  close(name: string): void {
    if (!this.#inRows) return
    if (name === 'c') this.#closeCell()
    else if (name === 'row') this.#closeRow()
    else if (name === 'sheetData') this.#inRows = false
    else if (this.#inCell) this.#closeInCell(name)
  }

  #openOutside(name: string, attributes: Attributes): void {
    if (name === 'sheetData') this.#inRows = true
    if (name !== 'mergeCell') return
    const merge = mergeOf(attributes.ref ?? '')
    if (merge) this.#builder.addMerge(merge)
  }

  #openRow(attributes: Attributes): void {
    const number = attributes.r === undefined ? this.#rowNumber + 1 : Number(attributes.r)
    if (!(number > this.#rowNumber)) throw new MalformedXml(`row ${attributes.r ?? ''} out of order`)
    this.#rowNumber = number
    this.#isPastEnd ||= this.#builder.isPastEnd(number)
    this.#rowHidden = isTrue(attributes.hidden) || Number(attributes.ht ?? 1) === 0
    this.#cells = []
    this.#column = -1
  }

  #closeRow(): void {
    if (!this.#isPastEnd) this.#builder.addRow(this.#rowNumber, this.#rowHidden, this.#cells)
    this.#cells = []
  }

  #openCell(attributes: Attributes): void {
    this.#inCell = true
    this.#column = attributes.r === undefined ? this.#column + 1 : columnOf(attributes.r)
    if (this.#column < 0) throw new MalformedXml(`cell ${attributes.r ?? ''}`)
    this.#type = attributes.t ?? 'n'
    this.#style = Number(attributes.s ?? 0)
    this.#hasFormula = false
    this.#hasValue = false
    this.#value = ''
    this.#inline.start()
  }

  #openInCell(name: string): void {
    if (name === 'v') this.#hasValue = this.#inValue = true
    else if (name === 'f') this.#hasFormula = true
    else this.#inline.open(name)
  }

  #closeInCell(name: string): void {
    if (name === 'v') this.#inValue = false
    else this.#inline.close(name)
  }

  #closeCell(): void {
    if (!this.#inCell) return
    this.#inCell = false
    const cell = this.#readCell()
    if (cell) this.#builder.place(this.#cells, this.#column, cell)
  }

  #readCell(): Cell | null {
    if (this.#type === 'inlineStr') return textCell(this.#inline.take())
    // A text formula that gave "" has an empty value; without any value the formula was never calculated.
    if (this.#type === 'str' && this.#hasValue) return textCell(unescapeText(this.#value))
    if (this.#value.trim() === '') return this.#hasFormula ? { kind: 'uncomputed' } : null
    return this.#readValue(this.#value.trim())
  }

  #readValue(value: string): Cell | null {
    switch (this.#type) {
      case 's':
        return this.#sharedString(value)
      case 'b':
        return { kind: 'boolean', value: isTrue(value) }
      case 'e':
        return { kind: 'error', text: value }
      case 'd':
        return { kind: 'text', text: isoDateText(value) }
      default:
        return this.#number(value)
    }
  }

  #sharedString(index: string): Cell | null {
    const cell = this.#context.strings[Number(index)]
    if (cell === undefined) throw damaged(`no shared string ${index}`)
    return cell
  }

  #number(raw: string): Cell {
    const value = Number(raw)
    if (Number.isNaN(value)) return { kind: 'text', text: raw }
    return { kind: 'number', value, raw, format: this.#context.formats[this.#style] ?? 'General' }
  }
}

/** Strict workbooks may hold dates as ISO text; midnight says nothing and is dropped. */
function isoDateText(value: string): string {
  return value.replace(/T00:00(:00(\.0+)?)?Z?$/, '').replace('T', ' ')
}
