// ID numbers: the synthetic values of the analysis, damage done by Excel, and masking.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../src-main/shared/ledger/sheet.ts'
import { addDays } from '../../../src-main/shared/text/civil-date.ts'
import {
  checkDigit,
  maskIdNumber,
  parseIdNumber,
  readIdCell,
} from '../../../src-main/shared/text/id-number.ts'

const number = (raw: string, value = Number(raw)): Cell => ({ kind: 'number', value, raw, format: 'General' })
const codes = (text: string): string[] => parseIdNumber(text).notes.map((n) => n.code)

describe('valid numbers', () => {
  it.each([
    ['999999195507010015', '1955-07-01', '男', ['M-318']],
    ['999999196211300026', '1962-11-30', '女', ['M-318']],
    ['99999919500301002X', '1950-03-01', '女', ['M-318']],
    ['999999194002290010', '1940-02-29', '男', ['M-318']],
    ['999999196910010052', '1969-10-01', '男', ['M-318']],
    ['11010519491231002X', '1949-12-31', '女', []],
    ['440524188001010014', '1880-01-01', '男', []],
    ['34052419800101001X', '1980-01-01', '男', []],
  ])('%s: %s %s', (id, birth, sex, notes) => {
    expect(parseIdNumber(id).value).toEqual({ idNo18: id, upgradedFrom15: null, birth, sex })
    expect(codes(id)).toEqual(notes)
    expect(checkDigit(id.slice(0, 17))).toBe(id.charAt(17))
  })

  it.each([
    '99999919500301002x',
    '99999919500301002Ｘ',
    '99999919500301002ｘ',
    '９９９９９９１９５００３０１００２Ｘ',
    ' 999999 19500301 002X ',
    "'99999919500301002X",
    '\u200b99999919500301002X\u00a0',
    '9999991950　0301002X',
  ])('%j is put right', (id) => {
    expect(parseIdNumber(id).value?.idNo18).toBe('99999919500301002X')
    expect(parseIdNumber(id).raw).toBe(id)
  })

  it('15 digits are upgraded (M-317) and kept', () => {
    expect(parseIdNumber('999999550701001')).toEqual({
      value: {
        idNo18: '999999195507010015',
        upgradedFrom15: '999999550701001',
        birth: '1955-07-01',
        sex: '男',
      },
      raw: '999999550701001',
      notes: [
        { code: 'M-317', params: { 新号: '999999195507010015' } },
        { code: 'M-318', params: { 值: '99' } },
      ],
    })
  })
})

describe('refused numbers', () => {
  it.each([
    ['999999195507010016', [{ code: 'M-312', params: { c: '5' } }]],
    ['99999919550701001X', [{ code: 'M-312', params: { c: '5' } }]],
    ['99999919500301002×', [{ code: 'M-312', params: { c: 'X' } }]],
    ['99999919500301002*', [{ code: 'M-312', params: { c: 'X' } }]],
    ['999999194102290018', [{ code: 'M-315', params: { b: '1941-02-29' } }]],
    ['999999198702300038', [{ code: 'M-315', params: { b: '1987-02-30' } }]],
    ['999999551301001', [{ code: 'M-315', params: { b: '1955-13-01' } }]],
    [
      '999999194102290019',
      [
        { code: 'M-312', params: { c: '8' } },
        { code: 'M-315', params: { b: '1941-02-29' } },
      ],
    ],
    ['99999919550701001', [{ code: 'M-310', params: { 值: '99999919550701001', n: 17 } }]],
    ['9999991955070100155', [{ code: 'M-310', params: { 值: '9999991955070100155', n: 19 } }]],
    ['9999995507010', [{ code: 'M-310', params: { 值: '9999995507010', n: 13 } }]],
    ['99999919550701OO15', [{ code: 'M-310', params: { 值: '99999919550701OO15', n: 16 } }]],
    ['99999919550701001A', [{ code: 'M-310', params: { 值: '99999919550701001A', n: 17 } }]],
    ['99999919550701001Y', [{ code: 'M-310', params: { 值: '99999919550701001Y', n: 17 } }]],
    ['军官证', [{ code: 'M-310', params: { 值: '军官证', n: 0 } }]],
    ['9.99999E+17', [{ code: 'M-311', params: {} }]],
    ['9.9999919550701E+17', [{ code: 'M-311', params: {} }]],
    ['999999195507010000', [{ code: 'M-311', params: {} }]],
    ['999999195507010000.0', [{ code: 'M-311', params: {} }]],
  ])('%s', (id, notes) => {
    expect(parseIdNumber(id)).toEqual({ value: null, raw: id, notes })
  })

  it.each(['', '  ', '无', '不详', '—', '/'])('%j is empty, not wrong', (id) => {
    expect(parseIdNumber(id)).toEqual({ value: null, raw: id, notes: [] })
  })

  it('the check character needs 17 digits', () => {
    expect(() => checkDigit('123')).toThrow(RangeError)
  })
})

describe('cells', () => {
  it.each([
    // What Excel writes: 15 significant digits, plain or with an exponent.
    ['999999195507010000', 'M-311'],
    ['9.9999919550701E+17', 'M-311'],
    // What programs print after reading into a double.
    [String(Number('330683195507010017')), 'M-311'],
    [String(Number('110105194912310021')), 'M-311'],
    ['1e15', 'M-311'],
    ['9999991955070100', 'M-311'],
    ['99999919550701', 'M-310'],
    ['13800000000', 'M-310'],
    ['-999999550701001', 'M-310'],
    ['999999550701.5', 'M-310'],
    // Complete in the file, but wrong.
    ['999999195507010016', 'M-311'],
  ])('the number %s is refused with %s', (raw, code) => {
    const reading = readIdCell(number(raw))
    expect(reading.value).toBeNull()
    expect(reading.notes.map((n) => n.code)).toEqual([code])
  })

  it('digits that merely print a double are refused even when the check fits by luck', () => {
    const doubles = fc.integer({ min: 0, max: 2 ** 20 }).map((n) => 110105194912310000 + n * 128)
    fc.assert(
      fc.property(doubles, (value) => {
        for (const raw of [String(value), BigInt(value).toString()]) {
          expect(readIdCell(number(raw)).notes.map((n) => n.code)).toEqual(['M-311'])
        }
      }),
    )
  })

  it.each(['999999195507010015', '999999196211300026', '999999196910010052', '440524188001010014'])(
    '%s written digit by digit is rescued with a warning',
    (raw) => {
      const reading = readIdCell(number(raw))
      expect(reading.value?.idNo18).toBe(raw)
      expect(reading.notes.map((n) => n.code)).toContain('M-319')
    },
  )

  it('complete but impossible birth: not rescued silently', () => {
    expect(readIdCell(number('999999194102290018')).value).toBeNull()
    expect(readIdCell(number('999999194102290018')).notes.map((n) => n.code)).toContain('M-315')
  })

  it('15 digits are exact as a number', () => {
    expect(readIdCell(number('999999550701001')).value?.idNo18).toBe('999999195507010015')
    expect(readIdCell(number('9.99999550701001E+14')).notes.map((n) => n.code)).toEqual(['M-317', 'M-318'])
  })

  it.each([
    [null, [], ''],
    [{ kind: 'text', text: '999999195507010015' }, ['M-318'], '999999195507010015'],
    [{ kind: 'boolean', value: true }, ['M-310'], '是'],
    [{ kind: 'error', text: '#REF!' }, ['M-120'], '#REF!'],
    [{ kind: 'uncomputed' }, ['M-121'], ''],
  ] as const)('%j', (cell, notes, raw) => {
    const reading = readIdCell(cell)
    expect(reading.notes.map((n) => n.code)).toEqual(notes)
    expect(reading.raw).toBe(raw)
  })
})

describe('any number made from a real day', () => {
  const person = fc.record({
    area: fc.constantFrom('999999', '110105', '330683', '830000'),
    birth: fc.integer({ min: 0, max: 70000 }).map((n) => addDays('1900-01-01', n)),
    order: fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0')),
  })

  it('is read back with birth and sex', () => {
    fc.assert(
      fc.property(person, ({ area, birth, order }) => {
        const digits17 = area + birth.replaceAll('-', '') + order
        const id = digits17 + checkDigit(digits17)
        const { value } = parseIdNumber(id)
        expect(value).toEqual({
          idNo18: id,
          upgradedFrom15: null,
          birth,
          sex: Number(order) % 2 === 1 ? '男' : '女',
        })
      }),
    )
  })

  it('any one wrong digit is noticed', () => {
    fc.assert(
      fc.property(person, fc.nat(16), fc.integer({ min: 1, max: 9 }), ({ area, birth, order }, at, shift) => {
        const digits17 = area + birth.replaceAll('-', '') + order
        const wrong = (Number(digits17.charAt(at)) + shift) % 10
        expect(checkDigit(digits17.slice(0, at) + String(wrong) + digits17.slice(at + 1))).not.toBe(
          checkDigit(digits17),
        )
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseIdNumber(text)))
    fc.assert(fc.property(fc.double(), (v) => void readIdCell(number(String(v), v))))
  })
})

describe('masking', () => {
  it.each([
    ['999999195507010015', '999999********0015'],
    ['99999919500301002X', '999999********002X'],
    ['999999550701001', '999999*****1001'],
    ['99999919550701001', '999999*******1001'],
    ['1234567890', '**********'],
    ['', ''],
  ])('%s shows %s', (id, masked) => {
    expect(maskIdNumber(id)).toBe(masked)
  })
})
