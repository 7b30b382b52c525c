// Hours of study are multiples of a half, however they are written.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromTenths, readHours, readHoursCell, toTenths } from '#shared/text/hours.ts'

describe('hours as written', () => {
  it.each([
    ['2.5', 2.5],
    ['2.5学时', 2.5],
    ['２．５', 2.5],
    [' 40 学时 ', 40],
    ['3小时', 3],
    ['半天', 4],
    ['全天', 8],
    ['一天半', 12],
    ['0', 0],
  ])('%s is %d', (text, value) => {
    expect(readHours(text)).toEqual({ value, notes: [] })
  })

  it.each(['2.3', '39.75', '-1', '两个上午', '1e3', '10000'])('%s is refused', (text) => {
    const { value, notes } = readHours(text)
    expect([value, notes.map((n) => n.code)]).toEqual([null, ['M-407']])
  })

  it.each(['', '—', '无'])('%j says nothing', (text) => {
    expect(readHours(text)).toEqual({ value: null, notes: [] })
  })

  it('read from a number cell', () => {
    expect(readHoursCell({ kind: 'number', value: 2.5, raw: '2.5', format: 'General' }).value).toBe(2.5)
    expect(readHoursCell({ kind: 'number', value: 0.1, raw: '0.1', format: 'General' }).value).toBeNull()
  })

  it('stored in tenths come back the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), (halves) => {
        const hours = halves / 2
        expect(Number.isInteger(toTenths(hours))).toBe(true)
        expect(fromTenths(toTenths(hours))).toBe(hours)
      }),
    )
  })
})
