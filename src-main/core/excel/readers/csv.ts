// Reads delimited text (comma, tab or semicolon): every cell is text, nothing is guessed.
import { IntakeError } from '../failure.ts'
import { SheetBuilder, type Intake, type SheetSet } from './sheet-builder.ts'
import type { Cell } from '#shared/ledger/sheet.ts'

/** @throws IntakeError F-DAMAGED when a quote is never closed, F-TOO-LARGE */
export function readDelimited(text: string, sheetName: string, intake: Intake): SheetSet {
  const { body, delimiter } = chooseDelimiter(text)
  const builder = new SheetBuilder(sheetName, 'visible', intake)
  let number = 0
  for (const fields of splitRecords(body, delimiter)) {
    number += 1
    if (builder.isPastEnd(number)) break
    builder.addRow(number, false, cellsOf(fields, builder))
  }
  return { format: 'csv', date1904: false, sheets: [builder.finish()] }
}

function cellsOf(fields: readonly string[], builder: SheetBuilder): (Cell | null)[] {
  const cells: (Cell | null)[] = []
  for (const [column, text] of fields.entries()) {
    if (text !== '') builder.place(cells, column, { kind: 'text', text })
  }
  return cells
}

const DELIMITERS = [',', '\t', ';'] as const
const LINES_LOOKED_AT = 50

/** Excel's own hint in the first line ("sep=;") wins and is not data. */
function chooseDelimiter(text: string): { body: string; delimiter: string } {
  const hint = /^sep=([,;\t])\r?\n/i.exec(text)
  if (hint?.[1]) return { body: text.slice(hint[0].length), delimiter: hint[1] }
  return { body: text, delimiter: detectDelimiter(text) }
}

/** The one that cuts most lines into the same number of fields; a tie goes to the larger number. */
function detectDelimiter(text: string): string {
  const lines = withoutQuoted(text.slice(0, 100_000))
    .split(/\r\n|\n|\r/)
    .slice(0, LINES_LOOKED_AT)
  let best: string = DELIMITERS[0]
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    const score = scoreOf(lines, delimiter)
    if (score > bestScore) [best, bestScore] = [delimiter, score]
  }
  return best
}

function scoreOf(lines: readonly string[], delimiter: string): number {
  const counts = new Map<number, number>()
  for (const line of lines) {
    const fields = line.split(delimiter).length - 1
    if (fields > 0) counts.set(fields, (counts.get(fields) ?? 0) + 1)
  }
  return Math.max(0, ...[...counts].map(([fields, times]) => times * 1000 + Math.min(fields, 999)))
}

function withoutQuoted(text: string): string {
  return text.replace(/"[^"]*"/g, '')
}

/** Records by RFC 4180; a quote inside an unquoted field stands for itself. */
export function* splitRecords(text: string, delimiter: string): Generator<string[], void, undefined> {
  let fields: string[] = []
  let at = 0
  while (at < text.length) {
    const field = readField(text, at, delimiter)
    fields.push(field.text)
    at = field.end
    if (text[at] === delimiter) {
      at += 1
      if (at === text.length) fields.push('')
      else continue
    }
    yield fields
    fields = []
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
}

interface Field {
  readonly text: string
  /** Where the delimiter, the line break or the end stands. */
  readonly end: number
}

function readField(text: string, start: number, delimiter: string): Field {
  if (text[start] !== '"') {
    const end = endOfPlain(text, start, delimiter)
    return { text: text.slice(start, end), end }
  }
  const quoted = readQuoted(text, start)
  const end = endOfPlain(text, quoted.end, delimiter)
  return { text: quoted.text + text.slice(quoted.end, end), end }
}

function readQuoted(text: string, start: number): Field {
  let from = start + 1
  let content = ''
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) throw unclosedQuote(text, start)
    content += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { text: content, end: quote + 1 }
    content += '"'
    from = quote + 2
  }
}

function endOfPlain(text: string, start: number, delimiter: string): number {
  let at = start
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1
  return at
}

function unclosedQuote(text: string, start: number): IntakeError {
  const line = text.slice(0, start).split('\n').length
  return new IntakeError(
    'F-DAMAGED',
    `第${line}行有一个英文双引号没有配对，后面的内容无法分清。请用 Excel 或 WPS 打开后另存为 .xlsx 文件再导入。`,
  )
}
