// Names: what is tidied, what is taken out, and what must stay byte for byte.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isValidName,
  nameLength,
  normaliseName,
  readName,
} from '../../../src-main/shared/text/person-name.ts'

describe('tidying', () => {
  it.each([
    ['张三', '张三', null, null],
    ['张　三', '张三', null, null],
    [' 张 三 ', '张三', null, null],
    ['张\n三', '张三', null, null],
    ['张\u200b三\ufeff', '张三', null, null],
    ['张\u00a0三', '张三', null, null],
    ["'张三", '张三', null, null],
    ['张三（预备）', '张三', '预备', null],
    ['张三(预备)', '张三', '预备', null],
    ['张三（ 预备党员 ）', '张三', '预备', null],
    ['张三（正式）', '张三', '正式', null],
    ['李四(女)', '李四', null, '女'],
    ['李四（女）（预备）', '李四', '预备', '女'],
    ['李四（预备）(女)', '李四', '预备', '女'],
    ['李四【男】', '李四', null, '男'],
    ['买买提•艾山', '买买提·艾山', null, null],
    ['买买提．艾山', '买买提·艾山', null, null],
    ['买买提‧艾山', '买买提·艾山', null, null],
    ['买买提・艾山', '买买提·艾山', null, null],
    ['买买提.艾山', '买买提·艾山', null, null],
    ['买买提 · 艾山', '买买提·艾山', null, null],
    ['⽂⽅', '文方', null, null],
    ['张三（曾用名）', '张三（曾用名）', null, null],
  ])('%j is %s %s %s', (text, name, kind, sex) => {
    expect(normaliseName(text)).toEqual({ name, kind, sex })
  })
})

describe('rare characters stay as they are', () => {
  it.each([
    '张\uF9D1', // compatibility ideograph that NFKC would replace by U+516D
    '\uFA0C金', // U+FA0C
    '赵\u{2F800}', // compatibility supplement
    '王\u{20BB7}', // extension B
    '李\u{2A6D6}',
    '王\u{2A700}', // C
    '王\u{2B740}', // D
    '王\u{2B820}', // E
    '王\u{2CEB0}', // F
    '王\u{30000}', // G
    '王\u{31350}', // H
    '㛃㐀', // A
    '刘〇',
    '葛\u{E0100}飾',
  ])('%j', (name) => {
    expect(normaliseName(name).name).toBe(name)
    expect(isValidName(name)).toBe(true)
  })

  it('no ideograph is ever changed', () => {
    const ideograph = fc
      .oneof(
        fc.integer({ min: 0x4e00, max: 0x9fff }),
        fc.integer({ min: 0x3400, max: 0x4dbf }),
        fc.integer({ min: 0xf900, max: 0xfaff }),
        fc.integer({ min: 0x20000, max: 0x2fa1f }),
        fc.integer({ min: 0x30000, max: 0x323af }),
      )
      .map((c) => String.fromCodePoint(c))
    fc.assert(
      fc.property(fc.array(ideograph, { minLength: 2, maxLength: 15 }), (chars) => {
        const name = chars.join('')
        expect(normaliseName(chars.join('　')).name).toBe(name)
        expect(isValidName(name)).toBe(true)
        expect(nameLength(name)).toBe(chars.length)
      }),
    )
  })
})

describe('validity', () => {
  it.each([
    ['张三', true],
    ['欧阳修远', true],
    ['阿不都热合曼·买买提', true],
    ['一二三四五六七八九十一二三四五', true],
    ['一二三四五六七八九十一二三四五六', false],
    ['\u{20000}'.repeat(15), true],
    ['\u{20000}'.repeat(16), false],
    ['张', false],
    ['', false],
    ['张3', false],
    ['张A', false],
    ['Ａ张', false],
    ['·张三', false],
    ['张三·', false],
    ['张··三', false],
    ['张三、李四', false],
    ['张三（曾用名）', false],
    ['张-三', false],
    ['張三', true],
  ])('%s: %s', (name, valid) => {
    expect(isValidName(name)).toBe(valid)
  })

  it.each([
    ['', 'M-301'],
    ['　', 'M-301'],
    ['（女）', 'M-301'],
    ['张3', 'M-302'],
    ['Zhang', 'M-302'],
    ['张', 'M-302'],
  ])('%j is refused with %s', (text, code) => {
    const { value, notes } = readName(text)
    expect(value).toBeNull()
    expect(notes.map((n) => n.code)).toEqual([code])
  })

  it('gives the name with its remarks', () => {
    expect(readName('张　三（预备）')).toEqual({
      value: { name: '张三', kind: '预备', sex: null },
      notes: [],
    })
  })
})
