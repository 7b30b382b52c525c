// Comparing two versions of a text, cutting a text at marks, counting working days.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWorkdays } from '../../../src-main/shared/rules/plan-dates.ts'
import { addedRanges, compareTexts } from '../../../src-main/shared/text/compare-text.ts'
import { paragraphsOf } from '../../../src-main/shared/text/passages.ts'

const sides = (before: string, after: string): readonly [string, string] => {
  const pieces = compareTexts(before, after)
  const without = (kind: string): string =>
    pieces
      .filter((piece) => piece.kind !== kind)
      .map((piece) => piece.text)
      .join('')
  return [without('added'), without('removed')]
}

describe('compareTexts', () => {
  it.each([
    ['甲。乙。', '甲。乙。', []],
    ['', '甲。', ['甲。']],
    ['甲。', '', []],
    [
      '集中学习在周二晚。夜班另排。',
      '集中学习在周二晚，夜班次日14时补学。夜班另排。',
      ['，夜班次日14时补学'],
    ],
    ['一是甲乙；二是丙丁；', '一是甲戊；二是丙己；', ['戊', '己']],
    ['𠮷野家定于七月。', '𠮷田家定于七月。', ['田']],
  ])('%s → %s marks %j', (before, after, added) => {
    expect(addedRanges(compareTexts(before, after)).map(({ start, end }) => after.slice(start, end))).toEqual(
      added,
    )
  })

  it('keeps both texts whole, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('甲', '乙', '丙。', '；', '\n', '𠮷', ' ', 'a'), { maxLength: 40 })
      .map((all) => all.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(sides(before, after)).toEqual([before, after])
      }),
    )
  })
})

describe('paragraphsOf', () => {
  it('cuts at the ends of marks that overlap and leaves out blank lines', () => {
    const marks = [
      { start: 1, end: 4, note: '甲' },
      { start: 3, end: 8, note: '乙' },
    ]
    const [first, second] = paragraphsOf('一二三四五\n\n六七八', marks)
    expect(
      first?.stretches.map(({ text, marks: on }) => [text, on.map(({ note }) => note).join('')]),
    ).toEqual([
      ['一', ''],
      ['二三', '甲'],
      ['四', '甲乙'],
      ['五', '乙'],
    ])
    expect(second?.stretches.map(({ text, ending }) => [text, ending.length])).toEqual([
      ['六', 1],
      ['七八', 0],
    ])
  })
})

it.each([
  ['2005-08-15', 5, '2005-08-22'],
  ['2005-07-11', 2, '2005-07-13'],
  ['2005-07-08', 1, '2005-07-11'],
  ['2005-07-09', 1, '2005-07-11'],
  ['2005-07-08', 0, '2005-07-08'],
])('%s and %i working days is %s', (from, days, day) => {
  expect(addWorkdays(from, days)).toBe(day)
})
