// Dates as people type them into a field.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDate } from '../../src-renderer/components/dateText.ts'

describe('readDate', () => {
  it.each([
    ['2005-07-05'],
    ['2005-7-5'],
    ['2005.7.5'],
    ['2005/7/5'],
    ['20050705'],
    ['2005年7月5日'],
    ['2005年7月5'],
    [' 2005 年 7 月 5 日 '],
    ['２００５－０７－０５'],
  ])('reads %s as 5 July 2005', (typed) => {
    expect(readDate(typed, 'day')).toBe('2005-07-05')
  })

  it.each([['1978.06'], ['1978-6'], ['197806'], ['1978年6月'], ['1978年6月5日']])(
    'reads %s as a month where a month is wanted',
    (typed) => {
      expect(readDate(typed, 'month')).toBe('1978-06')
    },
  )

  it.each([
    ['2005年7月', 'a month is not a day'],
    ['2005-02-29', '2005 was no leap year'],
    ['2005-04-31', 'April has thirty days'],
    ['2005-13-01', 'there is no thirteenth month'],
    ['2005-00-01', 'there is no month zero'],
    ['2005-07-00', 'there is no day zero'],
    ['05-7-5', 'two figures leave the century open'],
    ['7月5日', 'a day without a year'],
    ['明天', 'words'],
    ['2005-07-05 9:00', 'a time of day'],
  ])('refuses %s: %s', (typed) => {
    expect(readDate(typed, 'day')).toBeNull()
  })

  it.each([[''], ['   '], ['　']])('takes %j for nothing filled in', (typed) => {
    expect(readDate(typed, 'day')).toBe('')
  })

  it('reads the leap day of a leap year', () => {
    expect(readDate('2004.2.29', 'day')).toBe('2004-02-29')
  })

  it('reads back whatever it gives out', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (day) => {
        const text = day.toISOString().slice(0, 10)
        expect(readDate(text, 'day')).toBe(text)
        expect(readDate(text.replaceAll('-', ''), 'day')).toBe(text)
        expect(readDate(text, 'month')).toBe(text.slice(0, 7))
      }),
    )
  })
})
