// Delimited text: encodings, delimiters, quotes.
import { describe, expect, it } from 'vitest'
import { IntakeError } from '../../src-main/core/excel/failure.ts'
import { readWorkbook } from '../../src-main/core/excel/intake/read.ts'
import { splitRecords } from '../../src-main/core/excel/readers/csv.ts'
import { makeFolder, put, readFirst, textsOf } from './files.ts'

const folder = makeFolder()
const lines = [
  ['姓名', '公民身份号码', '党支部'],
  ['㐂三', '999999198203045678', '第一支部'],
]

/** "姓名,党支部\n欧阳建华,第一支部\n" in GB18030; the last two bytes of 㐂 are a four-byte code. */
const gbk = Buffer.from('d0d5c3fb2cb5b3d6a7b2bf0ac5b7d1f4bda8bbaa2cb5dad2bbd6a7b2bf0a', 'hex')
const gb18030 = Buffer.concat([gbk, Buffer.from('8139ef31', 'hex'), Buffer.from(',1\n')])

function utf16(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
}

describe('encodings', () => {
  const text = lines.map((line) => line.join(',')).join('\r\n')
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE with a mark', utf16(text)],
    ['UTF-16BE with a mark', utf16(text).swap16()],
    ['UTF-16LE with tabs, as Excel writes it', utf16(text.replaceAll(',', '\t'))],
  ])('%s', async (name, bytes) => {
    const sheet = await readFirst(put(folder, `${name}.csv`, bytes))
    expect(sheet.name).toBe(name)
    expect(textsOf(sheet)).toEqual(lines)
  })

  it('GB18030, with a character of four bytes', async () => {
    const sheet = await readFirst(put(folder, '旧.csv', gb18030))
    expect(textsOf(sheet)).toEqual([
      ['姓名', '党支部'],
      ['欧阳建华', '第一支部'],
      [new TextDecoder('gb18030').decode(Buffer.from('8139ef31', 'hex')), '1'],
    ])
  })
})

describe('delimiters', () => {
  it.each([
    ['comma', '姓名,备注\n甲,a;b\n乙,c'],
    ['tab', '姓名\t备注\n甲\ta;b\n乙\tc'],
    ['tab among commas', '姓名\t备注\n甲\ta;b\n乙\tc\n丙\t1,2,3,4'],
    ['semicolon', '姓名;备注\n甲;"a;b"\n乙;c'],
    ['the hint of Excel', 'sep=;\n姓名;备注\n甲;"a;b"\n乙;c'],
    ['a title line before', '花名册\n姓名,备注\n甲,a;b\n乙,c'],
  ])('%s', async (name, text) => {
    const rows = textsOf(await readFirst(put(folder, `${name}.csv`, text)))
    expect(rows).toContainEqual(['姓名', '备注'])
    expect(rows).toContainEqual(['甲', 'a;b'])
  })
})

describe('records', () => {
  it.each<[string, string, string[][]]>([
    ['line break in quotes', '"甲\n乙",丙', [['甲\n乙', '丙']]],
    ['doubled quotes', '"他说""好""",1', [['他说"好"', '1']]],
    ['a quote in the middle', '5"管,1', [['5"管', '1']]],
    ['text after a quoted part', '"甲"乙,1', [['甲乙', '1']]],
    ['an empty last field', '甲,\n乙,', [['甲', ''], ['乙', '']]], // prettier-ignore
    ['an empty line', '甲\n\n乙\n', [['甲'], [''], ['乙']]],
    ['old Mac line ends', '甲\r乙\r', [['甲'], ['乙']]],
  ])('with %s', (_what, text, expected) => {
    expect([...splitRecords(text, ',')]).toEqual(expected)
  })

  it('keep row numbers as Excel counts them, empty lines included', async () => {
    const sheet = await readFirst(put(folder, '空行.csv', '甲,1\n\n\n乙,2\n'))
    expect(sheet.rows.map((row) => row.number)).toEqual([1, 4])
  })

  it('with a quote that is never closed are refused with the line', async () => {
    const file = put(folder, '引号.csv', '姓名,备注\n甲,"未完\n乙,好\n')
    const refused = readWorkbook(file)
    await expect(refused).rejects.toThrow(IntakeError)
    await expect(refused).rejects.toThrow('第2行有一个英文双引号没有配对')
  })

  it('stay text: numbers, dates and formulas are not guessed', async () => {
    const sheet = await readFirst(put(folder, '文本.csv', '007,2005.10,=1+1,1E5\n'))
    expect(textsOf(sheet)).toEqual([['007', '2005.10', '=1+1', '1E5']])
  })
})
