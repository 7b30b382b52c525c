// Telephone numbers, and personal numbers inside other text.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskPersonal } from '../../../src-main/shared/text/masking.ts'
import { maskPhone, readPhone, readPhoneCell } from '../../../src-main/shared/text/phone.ts'

describe('reading', () => {
  it.each([
    ['13900000000', ['13900000000']],
    ['139 0000 0000', ['13900000000']],
    ['139-0000-0000', ['13900000000']],
    ['１３９００００００００', ['13900000000']],
    ['13900000000.0', ['13900000000']],
    ['+8613900000000', ['13900000000']],
    ['+86 139 0000 0000', ['13900000000']],
    ['8613900000000', ['13900000000']],
    ['013900000000', ['13900000000']],
    ['0000-8100013', ['0000-8100013']],
    ['00008100013', ['0000-8100013']],
    ['0000 8100013', ['0000-8100013']],
    ['0000—8100013', ['0000-8100013']],
    ['(0000)8100013', ['0000-8100013']],
    ['（0000）8100013', ['0000-8100013']],
    ['010-85120000', ['010-85120000']],
    ['02185120000', ['021-85120000']],
    ['0575-85120000', ['0575-85120000']],
    ['+86-575-85120000', ['0575-85120000']],
    ['0000-8100013-801', ['0000-8100013-801']],
    ['0000-8100013转801', ['0000-8100013-801']],
    ['8100013', ['8100013']],
    ['85120000', ['85120000']],
    ['8512-0000', ['85120000']],
    ['13900000000/0000-8100013', ['13900000000', '0000-8100013']],
    ['13900000000、0000-8100013', ['13900000000', '0000-8100013']],
    ['13900000000；13900000001', ['13900000000', '13900000001']],
    ['13900000000;13900000001', ['13900000000', '13900000001']],
    ['13900000000，13900000001', ['13900000000', '13900000001']],
    ['13900000000 13900000001', ['13900000000', '13900000001']],
    ['13900000000\n8100013', ['13900000000', '8100013']],
    ['13900000000/13900000000', ['13900000000']],
    ['13900000000/', ['13900000000']],
    ['', []],
    ['无', []],
    ['—', []],
  ])('%j is %j', (text, phones) => {
    expect(readPhone(text)).toEqual({ phones, notes: [] })
  })

  it.each([
    ['575-85120000', '0575-85120000'],
    ['57585120000', '0575-85120000'],
    ['5758512000', '0575-8512000'],
    ['1085120000', '010-85120000'],
    ['2185120000', '021-85120000'],
  ])('%s lost its zero', (text, phone) => {
    expect(readPhone(text)).toEqual({
      phones: [phone],
      notes: [{ code: 'M-308', params: { 值: text, 结果: phone } }],
    })
  })

  it.each([
    '1390000000',
    '139000000000',
    '12900000000',
    '668888',
    '电话',
    '1.39E+10',
    '0575',
    '13900000000(妻)',
  ])('%s is no telephone number', (text) => {
    expect(readPhone(text)).toEqual({
      phones: [],
      notes: [{ code: 'M-340', params: { 值: text } }],
    })
  })

  it('keeps the good one of two', () => {
    expect(readPhone('13900000000、12345')).toEqual({
      phones: ['13900000000'],
      notes: [{ code: 'M-340', params: { 值: '12345' } }],
    })
  })

  it.each([
    [{ kind: 'number', value: 13900000000, raw: '1.39E10', format: 'General' }, ['13900000000']],
    [{ kind: 'number', value: 57585120000, raw: '57585120000', format: 'General' }, ['0575-85120000']],
    [{ kind: 'text', text: '13900000000' }, ['13900000000']],
    [null, []],
  ] as const)('cell %j', (cell, phones) => {
    expect(readPhoneCell(cell).phones).toEqual(phones)
  })

  it('reads its own normal form', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('0123456789- /、(')), maxLength: 24 }),
        (text) => {
          for (const phone of readPhone(text).phones)
            expect(readPhone(phone)).toEqual({ phones: [phone], notes: [] })
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('masking one number', () => {
  it.each([
    ['13900000000', '139****0000'],
    ['0000-8100013', '0000-***0013'],
    ['0575-85120000', '0575-****0000'],
    ['0000-8100013-801', '0000-***0013-801'],
    ['8100013', '***0013'],
    ['12345', '*****'],
    ['', ''],
  ])('%s shows %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked)
  })
})

describe('masking in free text', () => {
  it.each([
    ['张三，999999195507010015，联系13900000000', '张三，999999********0015，联系139****0000'],
    ['身份证号“99999919550701001”位数为 17 位', '身份证号“999999*******1001”位数为 17 位'],
    ['已换算为 99999919500301002X。', '已换算为 999999********002X。'],
    ['999999550701001', '999999*****1001'],
    ['999999 19550701 0015', '999999 ******** 0015'],
    ['９９９９９９１９５５０７０１００１５', '９９９９９９********００１５'],
    ['电话0000-8100013转801', '电话0000-***0013转801'],
    ['139 0000 0000', '139******0000'],
    ['2005-07-05 学时 40，13/128（10.16%）', '2005-07-05 学时 40，13/128（10.16%）'],
    ['20050705', '20050705'],
    ['第1026行', '第1026行'],
    ['018f2d3c-7b1a-7c3d-9e4f-123456789012', '018f2d3c-7b1a-7c3d-9e4f-123456789012'],
    [
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    ],
    ['', ''],
  ])('%j becomes %j', (text, masked) => {
    expect(maskPersonal(text)).toBe(masked)
  })

  it('lets no whole number through, and masking twice is masking once', () => {
    const words = fc.string({ unit: fc.constantFrom(...Array.from('张三，。 （）：')) })
    const id = fc.integer({ min: 10000, max: 99999 }).map((n) => `9999991955${n}015`)
    const mobile = fc.integer({ min: 13000000000, max: 19999999999 }).map(String)
    fc.assert(
      fc.property(words, id, words, mobile, (a, i, b, m) => {
        const masked = maskPersonal(`${a}${i}，${b}${m}`)
        expect(masked).not.toContain(i)
        expect(masked).not.toContain(m)
        expect(maskPersonal(masked)).toBe(masked)
      }),
    )
  })
})
