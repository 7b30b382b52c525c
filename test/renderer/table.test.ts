// Sorting and grouping of a grid's rows.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  groupRows,
  isRowHeight,
  nextSort,
  sortRows,
  type Column,
  type Sort,
} from '../../src-renderer/components/table.ts'

interface Line {
  readonly name: string
  readonly count: number | null
}

const columns: readonly Column<Line>[] = [
  { key: 'name', title: '名称', width: 100, value: (line) => line.name },
  { key: 'count', title: '人数', width: 60, value: (line) => line.count },
  {
    key: 'rate',
    title: '参学率',
    width: 60,
    value: (line) => (line.count === null ? null : `${line.count}%`),
    sortValue: (line) => line.count,
  },
]

const line = (name: string, count: number | null = null): Line => ({ name, count })
const names = (rows: readonly Line[]): string[] => rows.map((row) => row.name)
const by = (key: string, direction: Sort['direction'] = 'up'): Sort => ({ key, direction })

describe('sortRows', () => {
  it.each([
    [
      'figures inside names by their size',
      ['第10支部', '第2支部', '第1支部'],
      ['第1支部', '第2支部', '第10支部'],
    ],
    ['Chinese by its sound', ['中心小学', '财政所', '敬老院'], ['财政所', '敬老院', '中心小学']],
  ])('sorts %s', (_what, given, wanted) => {
    expect(
      names(
        sortRows(
          given.map((name) => line(name)),
          columns,
          by('name'),
        ),
      ),
    ).toEqual(wanted)
  })

  it('sorts numbers as numbers', () => {
    const rows = [line('乙', 9), line('丙', 10), line('甲', 1)]
    expect(names(sortRows(rows, columns, by('count')))).toEqual(['甲', '乙', '丙'])
  })

  it('sorts by the value meant for it where one is given', () => {
    const rows = [line('乙', 100), line('甲', 9)]
    expect(names(sortRows(rows, columns, by('rate')))).toEqual(['甲', '乙'])
  })

  it.each(['up', 'down'] as const)('leaves blanks at the end, %s', (direction) => {
    const rows = [line('空'), line('多', 2), line('少', 1)]
    expect(names(sortRows(rows, columns, by('count', direction))).at(-1)).toBe('空')
  })

  it.each([
    ['without an order', null],
    ['by a column that is not there', by('gone')],
  ])('leaves the rows as they are %s', (_what, sort) => {
    const rows = [line('乙'), line('甲')]
    expect(sortRows(rows, columns, sort)).toBe(rows)
  })

  it('loses no row, adds none, and keeps equal rows in their order', () => {
    const lines = fc.array(fc.record({ name: fc.string(), count: fc.option(fc.integer({ max: 3, min: 0 })) }))
    fc.assert(
      fc.property(lines, fc.constantFrom('up', 'down'), (rows, direction) => {
        const sorted = sortRows(rows, columns, by('count', direction))
        expect(new Set(sorted)).toEqual(new Set(rows))
        expect(sorted).toHaveLength(rows.length)
        for (const count of [null, 0, 1, 2, 3]) {
          const same = (all: readonly Line[]): Line[] => all.filter((row) => row.count === count)
          expect(same(sorted)).toEqual(same(rows))
        }
      }),
    )
  })
})

describe('nextSort', () => {
  it.each([
    [null, by('name')],
    [undefined, by('name')],
    [by('count', 'down'), by('name')],
    [by('name'), by('name', 'down')],
    [by('name', 'down'), null],
  ])('after %j comes %j', (before, after) => {
    expect(nextSort(before, 'name')).toEqual(after)
  })
})

describe('groupRows', () => {
  it('keeps groups in the order of their first row, and rows in theirs', () => {
    const rows = [line('乙一', 2), line('甲一', 1), line('乙二', 2)]
    const groups = groupRows(rows, (row) => String(row.count))
    expect([...groups].map(([name, of]) => [name, names(of)])).toEqual([
      ['2', ['乙一', '乙二']],
      ['1', ['甲一']],
    ])
  })
})

describe('isRowHeight', () => {
  it.each([24, 30, 36])('knows %d', (height) => {
    expect(isRowHeight(height)).toBe(true)
  })
  it.each([[25], ['24'], [null], [undefined]])('refuses %j', (value) => {
    expect(isRowHeight(value)).toBe(false)
  })
})
