// Tidying of text and headers, and text that must not become a formula.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  inert,
  isInert,
  meansNothing,
  normaliseHeader,
  tidy,
  tidyTight,
  toHalfWidth,
} from '../../../src-main/shared/text/plain-text.ts'

describe('tidy (P-16)', () => {
  it.each([
    ['ＡＢＣ１２３', 'ABC123'],
    ['（Ａ）：１，２', '(A):1,2'],
    ['　清溪镇　', '清溪镇'],
    ['\u00a0清溪镇\u00a0', '清溪镇'],
    ['清\u200b溪\u200d镇\ufeff', '清溪镇'],
    ['\u202a清溪镇\u202c', '清溪镇'],
    ["'0123", '0123'],
    ['＇0123', '0123'],
    ['清　溪', '清 溪'],
    ['第一行\n第二行', '第一行\n第二行'],
    ['①㎡', '①㎡'],
    ['\uF9D1', '\uF9D1'],
    ['～', '~'],
    ['', ''],
  ])('%j is %j', (text, tidied) => {
    expect(tidy(text)).toBe(tidied)
  })

  it('tidying twice changes nothing more, apostrophes apart', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = tidy(text)
        if (!once.startsWith("'")) expect(tidy(once)).toBe(once)
      }),
    )
  })

  it('leaves no space in tight text', () => {
    expect(tidyTight(' 汉　\n族 ')).toBe('汉族')
    expect(toHalfWidth('！～')).toBe('!~')
  })
})

describe('headers (P-06)', () => {
  it.each([
    ['姓　　名', '姓名'],
    ['入党\n时间', '入党时间'],
    ['入党\r\n时间', '入党时间'],
    ['身份证号码（必填）', '身份证号码'],
    ['身份证号码(必填)', '身份证号码'],
    ['*姓名', '姓名'],
    ['＊姓名', '姓名'],
    ['性 别', '性别'],
    ['联系电话(手机)', '联系电话'],
    ['联系电话【手机】', '联系电话'],
    ['联系电话〔手机〕', '联系电话'],
    ['联系电话［手机］', '联系电话'],
    ['联系电话（手机（本人））', '联系电话'],
    ['联系电话（手机', '联系电话'],
    ['（必填）姓名', '姓名'],
    ['（备注）', '备注'],
    ['其中：正式', '其中正式'],
    ['姓名：', '姓名'],
    ['姓\u200b名', '姓名'],
    ['Ｎｏ．', 'No.'],
    ['党员(名)', '党员'],
    ['⽤户', '用户'],
    ['', ''],
    ['　', ''],
  ])('%j is %j', (header, normal) => {
    expect(normaliseHeader(header)).toBe(normal)
  })

  it('comes to rest', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('姓名（）()【】[]*：: \n必')) }),
        (header) => {
          const once = normaliseHeader(header)
          expect(once).not.toMatch(/[\s*＊：:]/)
        },
      ),
    )
  })
})

describe('inert text', () => {
  it.each([
    '=1+1',
    '=HYPERLINK("x")',
    '+86',
    '-5',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠a',
  ])('%j is made inert', (text) => {
    expect(isInert(text)).toBe(false)
    expect(inert(text)).toBe(`'${text}`)
    expect(isInert(inert(text))).toBe(true)
  })

  it.each(['', '清溪镇', '1-2', 'a=b', '2005-07-05', '—', '0000-8100013', '（一）'])('%j stays', (text) => {
    expect(isInert(text)).toBe(true)
    expect(inert(text)).toBe(text)
  })

  it('is what tidy takes off again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('=', '+', '-', '@'),
        fc.string({ unit: 'grapheme-ascii' }),
        (sign, rest) => {
          expect(tidy(inert(sign + rest))).toBe(tidy(sign + rest))
        },
      ),
    )
  })
})

describe('nothing known', () => {
  it.each(['不详', '无', '—', '/', '-', '——', '不 详', '－', '未知'])('%s', (text) => {
    expect(meansNothing(text)).toBe(true)
  })
  it.each(['', '无锡', '不详细', '0', '—1'])('%j is something', (text) => {
    expect(meansNothing(text)).toBe(false)
  })
})
