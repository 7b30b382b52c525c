// The second reader: old binary workbooks and tables of web pages.
import * as XLSX from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { readWorkbook } from '../../src-main/core/excel/intake/read.ts'
import { compoundOf, firstOf, makeFolder, put, readFirst, textsOf } from './files.ts'

const folder = makeFolder()

function makeOld(bookType: XLSX.BookType): Buffer {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['花名册'],
    ['姓名', '出生', '党龄', '在册'],
    ['㐂三', 30014, 2005.1, true],
  ])
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 3 } }]
  sheet['!rows'] = [{}, {}, { hidden: true }]
  Object.assign(sheet, { E3: { t: 'e', v: 0x2a }, B3: { t: 'n', v: 30014, z: 'yyyy/m/d' }, '!ref': 'A1:E3' })
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, sheet, '名册')
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['代码']]), '选项')
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 2 }], WBProps: { date1904: true } }
  return XLSX.write(book, { type: 'buffer', bookType }) as Buffer
}

describe('an old binary workbook', () => {
  it.each(['名册.xls', '名册.et', '名册.xlsx'])('%s reads cell by cell', async (name) => {
    const book = await readWorkbook(put(folder, name, makeOld('biff8')))
    expect(book).toMatchObject({ format: 'xls', date1904: true })
    expect(book.sheets.map((sheet) => [sheet.name, sheet.state])).toEqual([
      ['名册', 'visible'],
      ['选项', 'veryHidden'],
    ])
    const sheet = firstOf(book)
    expect(sheet.merges).toEqual([{ top: 1, left: 0, bottom: 1, right: 3 }])
    expect(sheet.rows[2]?.cells).toEqual([
      { kind: 'text', text: '㐂三' },
      { kind: 'number', value: 30014, raw: '30014', format: 'yyyy/m/d' },
      { kind: 'number', value: 2005.1, raw: '2005.1', format: 'General' },
      { kind: 'boolean', value: true },
      { kind: 'error', text: '#N/A' },
    ])
  })

  it('of the nineties gives Chinese from its GBK bytes', async () => {
    const sheet = await readFirst(put(folder, '九十年代.xls', makeBiff5('欧阳建华')))
    expect(textsOf(sheet)).toEqual([['欧阳建华']])
  })
})

/** A bare BIFF5 stream with code page 936 and one label. */
function makeBiff5(text: string): Buffer {
  const gbk: Readonly<Record<string, string>> = { 欧: 'c5b7', 阳: 'd1f4', 建: 'bda8', 华: 'bbaa' }
  const bytes = Buffer.from(Array.from(text, (letter) => gbk[letter]).join(''), 'hex')
  const record = (code: number, data: Buffer) => {
    const head = Buffer.alloc(4)
    head.writeUInt16LE(code, 0)
    head.writeUInt16LE(data.length, 2)
    return Buffer.concat([head, data])
  }
  const u16 = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer)
  const globals = (offset: number) =>
    Buffer.concat([
      record(0x0809, u16(0x0500, 0x0005, 0x096c, 0x07c9)),
      record(0x0042, u16(936)),
      record(
        0x0085,
        Buffer.concat([Buffer.from(Uint32Array.of(offset).buffer), u16(0), Buffer.from('\u0006Sheet1')]),
      ),
      record(0x000a, Buffer.alloc(0)),
    ])
  const label = record(0x0204, Buffer.concat([u16(0, 0, 0, bytes.length), bytes]))
  const sheet = [record(0x0809, u16(0x0500, 0x0010, 0x096c, 0x07c9)), label, record(0x000a, Buffer.alloc(0))]
  const stream = Buffer.concat([globals(globals(0).length), ...sheet, Buffer.alloc(5000)])
  return compoundOf({ Book: stream })
}

describe('a table of a web page named .xls', () => {
  const page = (charset: string, name: string) =>
    `<html><head><meta charset="${charset}"></head><body><table border=1><tr><td colspan=2>花名册</td></tr><tr><td>${name}</td><td>999999198203045678</td><td>2005.10</td><td>007</td></tr></table></body></html>`

  it('keeps long numbers and zeros as text', async () => {
    const book = await readWorkbook(put(folder, '网页.xls', page('utf-8', '㐂三&nbsp;<b>书记</b>')))
    expect(book.format).toBe('html')
    expect(textsOf(firstOf(book))).toEqual([
      ['花名册'],
      ['㐂三\u00a0书记'.replace('\u00a0', ' '), '999999198203045678', '2005.10', '007'],
    ])
    expect(firstOf(book).merges).toEqual([{ top: 1, left: 0, bottom: 1, right: 1 }])
  })

  it('reads GBK bytes', async () => {
    const [before = '', after = ''] = page('gbk', '#').split('#')
    const gbk = Buffer.from('c5b7d1f4bda8bbaa', 'hex')
    const ascii = (html: string) => Buffer.from(html.replace('花名册', 'A'), 'latin1')
    const sheet = await readFirst(put(folder, '网页2.xls', Buffer.concat([ascii(before), gbk, ascii(after)])))
    expect(textsOf(sheet)[1]?.[0]).toBe('欧阳建华')
  })
})
