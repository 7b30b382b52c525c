// What the intake takes and what it refuses, by the bytes of the file and never by its name.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { IntakeError } from '../../src-main/core/excel/failure.ts'
import { readWorkbook } from '../../src-main/core/excel/intake/read.ts'
import { MAX_CELLS, MAX_FILE_BYTES } from '../../src-main/core/excel/limits.ts'
import {
  compoundOf,
  entriesOf,
  makeFolder,
  put,
  readFirst,
  sheetXml,
  textRow,
  textsOf,
  xlsx,
  zip,
} from './files.ts'

const folder = makeFolder()
const roster = xlsx(sheetXml(textRow(1, '姓名')))

function compound(...streams: string[]): Buffer {
  return compoundOf(Object.fromEntries(streams.map((name) => [name, Buffer.alloc(5000, 1)])))
}

function biff(records: readonly (readonly [number, Buffer])[]): Buffer {
  const parts = records.flatMap(([code, data]) => {
    const head = Buffer.alloc(4)
    head.writeUInt16LE(code, 0)
    head.writeUInt16LE(data.length, 2)
    return [head, data]
  })
  return Buffer.concat(parts)
}

function oldWorkbookWithPassword(): Buffer {
  const stream = biff([
    [0x0809, Buffer.from('0006050000000000', 'hex')],
    [0x002f, Buffer.from('000001020304', 'hex')],
    [0x000a, Buffer.alloc(0)],
  ])
  return compoundOf({ Workbook: Buffer.concat([stream, Buffer.alloc(5000)]) })
}

async function refusalOf(file: string): Promise<IntakeError> {
  const error: unknown = await readWorkbook(file).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof IntakeError) return error
  throw new Error('not refused', { cause: error })
}

describe('a file that is refused', () => {
  it.each<[string, string | Uint8Array, string, string]>([
    ['空.xlsx', '', 'F-EMPTY', '是空的'],
    ['旧密码.xls', oldWorkbookWithPassword(), 'F-PASSWORD', '文件有打开密码，请先另存为无密码文件。'],
    ['密码.xlsx', compound('EncryptionInfo', 'EncryptedPackage'), 'F-PASSWORD', '打开密码'],
    ['文档.xls', compound('WordDocument'), 'F-FORMAT', '另存为 .xlsx'],
    ['半个.xls', compound('Workbook').subarray(0, 600), 'F-DAMAGED', '已损坏或不完整'],
    ['打印.xlsx', '%PDF-1.7\n%âãÏÓ', 'F-FORMAT', '不支持的文件格式'],
    ['写字板.csv', '{\\rtf1 姓名}', 'F-FORMAT', '不支持的文件格式'],
    ['图片.xlsx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'F-FORMAT', '不支持的文件格式'],
    ['网页.xls', '<html><body>没有表格</body></html>', 'F-FORMAT', '不支持的文件格式'],
    ['截断.xlsx', roster.subarray(0, roster.length - 40), 'F-DAMAGED', '重新获取'],
    ['压缩包.xlsx', zip([{ name: '照片.txt', content: '字' }]), 'F-FORMAT', '不支持的文件格式'],
    ['文稿.xlsx', zip(docxEntries()), 'F-FORMAT', '不支持的文件格式'],
    ['加密条目.xlsx', zip([{ name: 'xl/workbook.xml', content: 'x', flags: 1 }]), 'F-PASSWORD', '打开密码'],
    ['没有内容.xlsx', xlsx(sheetXml('<row r="1"><c r="A1" s="1"/></row>')), 'F-NO-ROWS', '没有任何内容'],
    ['只有分隔符.csv', ',,,\n,,,\n', 'F-NO-ROWS', '没有任何内容'],
  ])('%s', async (name, content, code, sentence) => {
    const refusal = await refusalOf(put(folder, name, content))
    expect(refusal.code).toBe(code)
    expect(refusal.message).toContain(sentence)
    expect(refusal.message).toMatch(/。$/)
  })

  it('is not there', async () => {
    expect(await refusalOf(join(folder, '没有.xlsx'))).toMatchObject({ code: 'F-UNREADABLE' })
  })

  it('is a folder', async () => {
    mkdirSync(join(folder, '文件夹.xlsx'))
    expect(await refusalOf(join(folder, '文件夹.xlsx'))).toMatchObject({ code: 'F-UNREADABLE' })
  })

  it('is larger than any roster', async () => {
    const file = join(folder, '大.csv')
    writeFileSync(file, Buffer.alloc(MAX_FILE_BYTES + 1, 65))
    expect(await refusalOf(file)).toMatchObject({ code: 'F-TOO-LARGE' })
  })
})

function docxEntries() {
  const entries = entriesOf('')
  return entries.map((entry) =>
    entry.name === 'xl/workbook.xml' ? { ...entry, content: '<document/>' } : entry,
  )
}

describe('an archive that is larger than it looks', () => {
  const zeros = Buffer.alloc(300 * 1024 * 1024, 48)

  it('is refused by its directory before it is inflated', async () => {
    const bomb = put(folder, '膨胀.xlsx', xlsx(zeros))
    expect(await refusalOf(bomb)).toMatchObject({ code: 'F-TOO-LARGE' })
  })

  it('is refused while inflating when its directory lies', async () => {
    const entries = entriesOf(sheetXml(textRow(1, '字')), { strings: '<sst/>' })
    const lying = entries.map((entry) =>
      entry.name === 'xl/sharedStrings.xml' ? { ...entry, content: zeros, declaredBytes: 1000 } : entry,
    )
    expect(await refusalOf(put(folder, '谎报.xlsx', zip(lying)))).toMatchObject({ code: 'F-DAMAGED' })
  })

  it('is refused when one text has no end', async () => {
    const noise = Array.from({ length: 300_000 }, (_, index) => `${index * 7919}字`).join('')
    const strings = `<sst><si><t>${noise.repeat(3)}</t></si></sst>`
    const file = put(folder, '长文.xlsx', xlsx(sheetXml(textRow(1, '字')), { strings }))
    expect(await refusalOf(file)).toMatchObject({ code: 'F-TOO-LARGE' })
  })

  it('is refused when it has too many entries', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({ name: `x${index}`, content: '' }))
    expect(await refusalOf(put(folder, '条目.xlsx', zip(many)))).toMatchObject({ code: 'F-TOO-LARGE' })
  })

  it('is refused when a part fails its checksum', async () => {
    const wrong = entriesOf(sheetXml(textRow(1, '字'))).map((entry) => ({ ...entry, checksum: 1 }))
    expect(await refusalOf(put(folder, '校验.xlsx', zip(wrong)))).toMatchObject({ code: 'F-DAMAGED' })
  })

  it('is refused when a sheet is cut off inside', async () => {
    const cut = sheetXml(textRow(1, '甲') + textRow(2, '乙')).slice(0, -60)
    expect(await refusalOf(put(folder, '缺尾.xlsx', xlsx(cut)))).toMatchObject({ code: 'F-DAMAGED' })
  })
})

describe('limits on the content', () => {
  it('refuse too many cells with a sentence', async () => {
    const file = put(folder, '单元格.csv', `${'甲,'.repeat(249)}甲\n`.repeat(MAX_CELLS / 250 + 1))
    expect((await refusalOf(file)).message).toContain('150 万个单元格')
  })

  it('refuse too many columns with the name of the sheet', async () => {
    const file = put(folder, '列.xlsx', xlsx(sheetXml('<row r="1"><c r="IW1"><v>1</v></c></row>')))
    expect((await refusalOf(file)).message).toBe('工作表“名册”的内容超过 256 列。请删去多余的列后再导入。')
  })

  it('let formatting beyond the last column pass', async () => {
    const rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'
    expect((await readFirst(put(folder, '空列.xlsx', xlsx(sheetXml(rows))))).rows[0]?.cells).toHaveLength(1)
  })
})

describe('a file under a wrong name', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['名册.xls', roster, 'xlsx'],
    ['名册.csv', roster, 'xlsx'],
    ['名册.txt', '姓名\t性别\n', 'csv'],
    ['名册2.xls', '姓名,性别\n', 'csv'],
    ['导出.xls', '<html><table><tr><td>姓名</td></tr></table></html>', 'html'],
  ])('%s reads as what it is', async (name, content, format) => {
    const book = await readWorkbook(put(folder, name, content))
    expect(book.format).toBe(format)
    expect(book.fileName).toBe(name)
    expect(book.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(textsOf(book.sheets[0] ?? { name: '', state: 'visible', rows: [], merges: [] })[0]?.[0]).toBe(
      '姓名',
    )
  })
})

describe('a sloppy workbook', () => {
  it('with a bare ampersand goes to the second reader', async () => {
    const rows = '<row r="1"><c r="A1" t="str"><v>王 & 李</v></c><c r="B1"><v>2005.7</v></c></row>'
    const sheet = await readFirst(put(folder, '不规范.xlsx', xlsx(sheetXml(rows))))
    expect(sheet.rows[0]?.cells).toEqual([
      { kind: 'text', text: '王 & 李' },
      { kind: 'number', value: 2005.7, raw: '2005.7', format: 'General' },
    ])
  })

  it('that is also cut off is refused, not read in part', async () => {
    const rows =
      '<row r="1"><c r="A1" t="str"><v>王 & 李</v></c></row><row r="2"><c r="A2" t="str"><v>赵</v></c></row>'
    const file = put(folder, '不规范缺尾.xlsx', xlsx(sheetXml(rows).slice(0, -50)))
    expect(await refusalOf(file)).toMatchObject({ code: 'F-DAMAGED' })
  })
})

describe('a used range of 1,048,576 rows', () => {
  it('gives the rows with content and the merged ranges behind them', async () => {
    const blanks = Array.from(
      { length: 1_048_575 },
      (_, at) => `<row r="${at + 2}"><c r="A${at + 2}" s="1"/></row>`,
    )
    const merges = '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'
    const file = put(folder, '百万行.xlsx', xlsx(sheetXml(textRow(1, '花名册') + blanks.join(''), merges)))
    const sheet = await readFirst(file)
    expect(sheet.rows).toHaveLength(1)
    expect(sheet.merges).toEqual([{ top: 1, left: 0, bottom: 1, right: 2 }])
  })

  it.each([
    [201, 2],
    [202, 1],
  ])('a lone row %i after the first gives %i rows', async (number, count) => {
    const file = put(folder, `隔行${number}.xlsx`, xlsx(sheetXml(textRow(1, '甲') + textRow(number, '乙'))))
    expect((await readFirst(file)).rows).toHaveLength(count)
  })
})
