// Reading .xlsx: what stands in the file arrives as it stands, and as exceljs's whole-file reader sees it.
import { spawnSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import type { Cell, RawSheet } from '#shared/ledger/sheet.ts'
import { readWorkbook } from '../../src-main/core/excel/intake/read.ts'
import { firstOf, makeFolder, NAMESPACE, put, readFirst, sheetXml, textRow, textsOf, xlsx } from './files.ts'

const folder = makeFolder()

async function cellsOf(name: string, rows: string, parts: Parameters<typeof xlsx>[1] = {}) {
  const sheet = await readFirst(put(folder, `${name}.xlsx`, xlsx(sheetXml(rows), parts)))
  return sheet.rows[0]?.cells
}

const text = (value: string): Cell => ({ kind: 'text', text: value })

describe('one cell', () => {
  const strings = `<sst><si><t>共享</t></si><si><r><rPr><b/></rPr><t>富</t></r><r><t xml:space="preserve"> 文本</t></r></si><si><t>重庆</t><rPh sb="0" eb="1"><t>chóng</t></rPh></si><si><t>一_x000D_
二_x005F_x000D_</t></si><si><t/></si><si/></sst>`

  it.each<[string, string, Cell | null | undefined]>([
    ['number as written', '<c r="A1"><v>2005.10</v></c>', number(2005.1, '2005.10', 'General')],
    ['exponent as written', '<c r="A1"><v>4.4E+17</v></c>', number(4.4e17, '4.4E+17', 'General')],
    ['own number format', '<c r="A1" s="1"><v>2005.1</v></c>', number(2005.1, '2005.1', '0.00_ ')],
    ['built-in Chinese date', '<c r="A1" s="2"><v>38534</v></c>', number(38534, '38534', 'yyyy"年"m"月"')],
    ['ISO date of a strict file', '<c r="A1" t="d"><v>2005-07-01T00:00:00</v></c>', text('2005-07-01')],
    ['shared string', '<c r="A1" t="s"><v>0</v></c>', text('共享')],
    ['rich text', '<c r="A1" t="s"><v>1</v></c>', text('富 文本')],
    ['phonetic guide', '<c r="A1" t="s"><v>2</v></c>', text('重庆')],
    ['escapes', '<c r="A1" t="s"><v>3</v></c>', text('一\r\n二_x000D_')],
    ['inline string', '<c r="A1" t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c>', text('内联')],
    ['entities', '<c r="A1" t="str"><v>&lt;甲&gt; &amp; &#x20BB7;</v></c>', text('<甲> & 𠮷')],
    ['boolean', '<c r="A1" t="b"><v>1</v></c>', { kind: 'boolean', value: true }],
    ['error', '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', { kind: 'error', text: '#DIV/0!' }],
    ['formula with its value', '<c r="A1"><f>1+1</f><v>2</v></c>', number(2, '2', 'General')],
    ['formula with text', '<c r="A1" t="str"><f>"a"</f><v>a</v></c>', text('a')],
    ['formula without a value', '<c r="A1"><f>1+1</f></c>', { kind: 'uncomputed' }],
    ['formula with an empty value', '<c r="A1"><f>1+1</f><v></v></c>', { kind: 'uncomputed' }],
    ['self-closed formula', '<c r="A1"><f t="shared" si="0"/></c>', { kind: 'uncomputed' }],
    ['formula that gave no text', '<c r="A1" t="str"><f>""</f><v></v></c>', undefined],
    ['empty shared string', '<c r="A1" t="s"><v>4</v></c>', undefined],
    ['shared string without text', '<c r="A1" t="s"><v>5</v></c>', undefined],
    ['style only', '<c r="A1" s="1"/>', undefined],
  ])('%s', async (name, cell, expected) => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="0.00_ "/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="176"/><xf numFmtId="57"/></cellXfs></styleSheet>`
    const rows = `<row r="1">${cell}<c r="B1"><v>1</v></c></row>`
    const cells = await cellsOf(name, rows, { strings, styles })
    expect(cells?.[0] ?? undefined).toEqual(expected)
    expect(cells?.[1]).toMatchObject({ raw: '1' })
  })

  it('that points at no shared string makes the file damaged', async () => {
    await expect(cellsOf('越界', '<row r="1"><c r="A1" t="s"><v>9</v></c></row>')).rejects.toMatchObject({
      code: 'F-DAMAGED',
    })
  })
})

function number(value: number, raw: string, format: string): Cell {
  return { kind: 'number', value, raw, format }
}

describe('rows and sheets', () => {
  it('count rows and cells that do not say where they are', async () => {
    const rows =
      '<row><c><v>1</v></c><c r="D1"><v>4</v></c><c><v>5</v></c></row><row r="3"><c><v>3</v></c></row>'
    const sheet = await readFirst(put(folder, '无坐标.xlsx', xlsx(sheetXml(rows))))
    expect(sheet.rows.map((row) => row.number)).toEqual([1, 3])
    expect(sheet.rows[0]?.cells.map((cell) => (cell?.kind === 'number' ? cell.raw : cell))).toEqual(['1', null, null, '4', '5']) // prettier-ignore
  })

  it('mark hidden rows, also those of no height', async () => {
    const row = (number: number, more: string) => textRow(number, '甲').replace('<row ', `<row ${more} `)
    const rows =
      row(1, '') + row(2, 'hidden="1"') + row(3, 'ht="0" customHeight="1"') + row(4, 'hidden="true"')
    const sheet = await readFirst(put(folder, '隐藏行.xlsx', xlsx(sheetXml(rows))))
    expect(sheet.rows.map((one) => one.hidden)).toEqual([false, true, true, true])
  })

  it('keep merged ranges', async () => {
    const merges =
      '<mergeCells><mergeCell ref="A1:AA1"/><mergeCell ref="$B$2:$B$14"/><mergeCell ref="C3"/></mergeCells>'
    const sheet = await readFirst(put(folder, '合并.xlsx', xlsx(sheetXml(textRow(1, '甲'), merges))))
    expect(sheet.merges).toEqual([
      { top: 1, left: 0, bottom: 1, right: 26 },
      { top: 2, left: 1, bottom: 14, right: 1 },
    ])
  })

  it('read prefixed and strict parts, and the 1904 flag', async () => {
    const x = 'xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"'
    const sheet = `<x:worksheet ${x}><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>`
    const workbook = `<x:workbook ${x} xmlns:d3p1="urn:r"><x:workbookPr date1904="true"/><x:sheets><x:sheet name="严格" sheetId="1" d3p1:id="rId1"/></x:sheets></x:workbook>`
    const book = await readWorkbook(
      put(
        folder,
        '严格.xlsx',
        xlsx(sheet, { workbook, strings: `<x:sst ${x}><x:si><x:t>㐂</x:t></x:si></x:sst>` }),
      ),
    )
    expect(book.date1904).toBe(true)
    expect(firstOf(book)).toEqual({
      name: '严格',
      state: 'visible',
      rows: [{ number: 1, hidden: false, cells: [text('㐂')] }],
      merges: [{ top: 1, left: 0, bottom: 1, right: 1 }],
    })
  })

  it('follow the order, names and states of the workbook, not of the archive', async () => {
    const link = (id: string, target: string, kind = 'worksheet') =>
      `<Relationship Id="${id}" Type="http://x/relationships/${kind}" Target="${target}"/>`
    const book = await readWorkbook(
      put(
        folder,
        '次序.xlsx',
        xlsx(sheetXml(textRow(1, '乙')), {
          workbook: `<workbook xmlns="${NAMESPACE}"><sheets><sheet name="甲" r:id="a"/><sheet name="乙" state="hidden" r:id="b"/><sheet name="图" r:id="c"/><sheet name="丙" state="veryHidden" r:id="d"/></sheets></workbook>`,
          workbookRels: `<Relationships>${link('b', 'worksheets/sheet1.xml')}${link('a', '/xl/Sheets/甲表.xml')}${link('c', 'charts/c.xml', 'chartsheet')}${link('d', 'worksheets\\sheet3.xml')}</Relationships>`,
          extra: [
            { name: 'xl/sheets/甲表.xml', content: sheetXml(textRow(1, '甲')) },
            { name: 'xl/worksheets/sheet3.xml', content: sheetXml(textRow(1, '丙')) },
          ],
        }),
      ),
    )
    expect(book.sheets.map((sheet) => [sheet.name, sheet.state, textsOf(sheet)[0]?.[0]])).toEqual([
      ['甲', 'visible', '甲'],
      ['乙', 'hidden', '乙'],
      ['丙', 'veryHidden', '丙'],
    ])
  })
})

describe('against the whole-file reader of exceljs', () => {
  it.each<[string, (file: string) => Promise<unknown>]>([
    ['with every kind of value', (file) => makeVariedWorkbook().xlsx.writeFile(file)],
    ['of many sheets with merged cells', (file) => makeManySheets().xlsx.writeFile(file)],
    [
      'written as a stream',
      (file) => writeLarge(file, 500, (row) => [`党员${row}`, `㐂${row % 9}`, `a\n${row}`]),
    ],
    ['with strings in the cells', (file) => writeLarge(file, 50, (row) => [`<${row}>`, ' 甲 '], false)],
  ])('a workbook %s is the same cell by cell', async (name, make) => {
    const file = join(folder, `${name}.xlsx`)
    await make(file)
    const reference = new ExcelJS.Workbook()
    await reference.xlsx.readFile(file)
    const book = await readWorkbook(file)
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(reference.worksheets.map((sheet) => sheet.name))
    book.sheets.forEach((sheet, index) => {
      const other = reference.worksheets[index]
      if (!other) throw new Error('sheet missing')
      expect(shapeOf(sheet)).toEqual(shapeOfReference(other))
      expect(sheet.state).toBe(other.state)
      expect(sheet.rows.filter((row) => row.hidden).map((row) => row.number)).toEqual(hiddenRows(other))
      expect(sheet.merges).toHaveLength(other.model.merges.length)
    })
  })
})

function makeManySheets(): ExcelJS.Workbook {
  const workbook = new ExcelJS.Workbook()
  for (let branch = 1; branch <= 30; branch++) {
    const sheet = workbook.addWorksheet(`第${branch}党支部`)
    sheet.addRow([`第${branch}党支部党员花名册`])
    sheet.mergeCells('A1:D1')
    for (let row = 2; row <= 40; row++) sheet.addRow([row - 1, `党员${row}`, null, 2005 + row / 100])
    for (let row = 2; row <= 28; row += 13) sheet.mergeCells(row, 3, row + 12, 3)
    sheet.getCell('C2').value = '合并的支部'
    sheet.getColumn(4).numFmt = '0.00'
  }
  return workbook
}

function makeVariedWorkbook(): ExcelJS.Workbook {
  const workbook = new ExcelJS.Workbook()
  const first = workbook.addWorksheet('名册')
  first.addRow(['姓名', '出生', '数', '式', '是否', '错误'])
  first.addRow([
    '㐂 𠮷',
    new Date(Date.UTC(1982, 2, 4)),
    12.5,
    { formula: 'C2*2', result: 25 },
    true,
    { error: '#N/A' },
  ])
  first.addRow([
    { richText: [{ text: '富' }, { font: { bold: true }, text: '文' }] },
    null,
    0.1 + 0.2,
    { formula: 'A1' },
  ])
  first.addRow([' 前后空格 ', '多\n行', 1e21, { formula: 'T("")', result: '文本' }, false, '<&>"\''])
  first.getRow(3).hidden = true
  first.mergeCells('A6:C7')
  first.getCell('A6').value = '合并'
  first.getCell('C2').numFmt = '0.00'
  const second = workbook.addWorksheet('隐藏', { state: 'veryHidden' })
  for (let row = 1; row <= 300; row++) second.addRow([`党员${row}`, null, row, `党员${row % 7}`])
  return workbook
}

type Shape = Record<string, string>

function shapeOf(sheet: RawSheet): Shape {
  const shape: Shape = {}
  for (const row of sheet.rows) {
    row.cells.forEach((cell, column) => {
      if (cell) shape[`${row.number},${column}`] = cell.kind === 'number' ? `number ${cell.value} ${cell.format}` : describeCell(cell) // prettier-ignore
    })
  }
  return shape
}

function describeCell(cell: Exclude<Cell, { kind: 'number' }>): string {
  if (cell.kind === 'uncomputed') return 'uncomputed'
  return `${cell.kind} ${cell.kind === 'boolean' ? String(cell.value) : cell.text}`
}

function shapeOfReference(sheet: ExcelJS.Worksheet): Shape {
  const shape: Shape = {}
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      if (cell.isMerged && cell.master !== cell) return
      const value = cell.type === ExcelJS.ValueType.Formula ? cell.result : cell.value
      shape[`${row.number},${Number(cell.col) - 1}`] = describeReference(value, cell)
    })
  })
  return shape
}

const DAY_MS = 86_400_000
const SERIAL_OF_1970 = 25_569

function describeReference(value: ExcelJS.CellValue, cell: ExcelJS.Cell): string {
  const format =
    cell.numFmt && cell.numFmt !== 'mm-dd-yy' ? cell.numFmt : cell.numFmt ? 'yyyy/m/d' : 'General'
  if (value === null || value === undefined) return 'uncomputed'
  if (value instanceof Date) return `number ${value.getTime() / DAY_MS + SERIAL_OF_1970} ${format}`
  if (typeof value === 'number') return `number ${value} ${format}`
  if (typeof value === 'boolean') return `boolean ${String(value)}`
  if (typeof value === 'string') return `text ${value}`
  if ('error' in value) return `error ${value.error}`
  if ('richText' in value) return `text ${value.richText.map((run) => run.text).join('')}`
  throw new Error('unexpected value')
}

function hiddenRows(sheet: ExcelJS.Worksheet): number[] {
  const numbers: number[] = []
  sheet.eachRow((row) => {
    if (row.hidden) numbers.push(row.number)
  })
  return numbers
}

describe('Chinese text', () => {
  const ROWS = 25_000
  const rowOf = (row: number) => [
    `欧阳建华${row}`,
    `㐂𠮷䶮${row}`,
    `第${row % 90}党支部`,
    `“引”、—${'字'.repeat(row % 40)}`,
  ]

  it('arrives character for character in 25,000 rows', { timeout: 120_000 }, async () => {
    const file = join(folder, '大名册.xlsx')
    await writeLarge(file, ROWS, rowOf)
    const sheet = await readFirst(file)
    expect(sheet.rows).toHaveLength(ROWS)
    const wrong = textsOf(sheet).filter((texts, at) => texts.join('|') !== rowOf(at + 1).join('|'))
    expect(wrong).toEqual([])
    expect(JSON.stringify(sheet).includes('\ufffd')).toBe(false)
  })

  it('that is no valid UTF-8 is refused, not replaced', async () => {
    const sheet = Buffer.from(sheetXml(textRow(1, '党员')))
    sheet[sheet.indexOf('党') + 1] = 0x20
    await expect(readFirst(put(folder, '坏字.xlsx', xlsx(sheet)))).rejects.toMatchObject({
      code: 'F-DAMAGED',
    })
  })
})

async function writeLarge(
  file: string,
  rows: number,
  rowOf: (row: number) => string[],
  useSharedStrings = true,
): Promise<void> {
  const stream = createWriteStream(file)
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings })
  const sheet = workbook.addWorksheet('大名册')
  for (let row = 1; row <= rows; row++) sheet.addRow(rowOf(row)).commit()
  sheet.commit()
  await workbook.commit()
  if (!stream.closed) await finished(stream)
}

describe('dates', () => {
  it('are the same serials in three time zones', async () => {
    const file = join(folder, '日期.xlsx')
    await makeVariedWorkbook().xlsx.writeFile(file)
    const program = join(import.meta.dirname, '../../dist/main/excel-process.cjs')
    const results = ['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'].map((zone) =>
      readInZone(program, file, zone),
    )
    expect(results[0]).toContain('"raw":"30014"')
    expect(new Set(results).size).toBe(1)
  })
})

/** The bundled process, forked by a short program that prints the answer. */
function readInZone(program: string, file: string, zone: string): string {
  const script = `
    const child = require('node:child_process').fork(process.argv[1], { serialization: 'advanced' })
    child.on('message', (m) => { if (m.kind === 'done' || m.kind === 'failed') { console.log(JSON.stringify(m)); child.kill() } })
    child.send({ kind: 'job', tempDir: '', job: { kind: 'read', file: process.argv[2] } })`
  const { stdout } = spawnSync(process.execPath, ['-e', script, program, file], {
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
  })
  return stdout
}
