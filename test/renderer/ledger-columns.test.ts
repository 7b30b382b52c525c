// From a ledger's definition to the columns of its grid and of the import preview.
import { describe, expect, it } from 'vitest'
import { allLedgers } from '../../src-main/shared/ledgers/index.ts'
import { choice, count, reference, tags, text } from '../../src-main/shared/ledger/column.ts'
import { defineLedger, nameColumn } from '../../src-main/shared/ledger/ledger.ts'
import type { PlacedProblem, PreviewRow, SheetSummary } from '../../src-main/shared/contract/import.ts'
import type { LedgerRow } from '../../src-main/shared/contract/ledger.ts'
import { cellShown, gridColumns } from '../../src-renderer/ledger/columns.ts'
import {
  cellAfter,
  cellBefore,
  cellProblem,
  isDoubtful,
  outcomeWord,
  previewColumns,
  previewKey,
} from '../../src-renderer/ledger/import-columns.ts'

const courses = defineLedger({
  key: 'courses',
  title: '辅导课',
  heading: '{town}辅导课',
  table: 'course',
  sheets: ['辅导课'],
  identity: [['title']],
  measure: '次',
  importNote: '',
  columns: {
    held_by: reference('党支部', 'organisations', { required: true }),
    title: text('课题', { required: true, width: 30 }),
    attended: count('到课人数'),
    form: choice('形式', ['集中', '自学']),
    themes: tags('专题', ['先进性', '党章']),
  },
})

const stored = (values: LedgerRow['values'], names: LedgerRow['names'] = {}): LedgerRow => ({
  id: '1',
  version: 1,
  values,
  names,
  extra: {},
  updatedAt: '2005-08-17T09:00:00+08:00',
  updatedBy: '田克勤',
})

describe('cellShown', () => {
  it.each([
    [
      'a name in place of an id',
      stored({ held_by: 'x1' }, { held_by: '财政所支部' }),
      'held_by',
      '财政所支部',
    ],
    ['tags joined', stored({ themes: ['先进性', '党章'] }), 'themes', '先进性、党章'],
    ['nothing for null', stored({ form: null }), 'form', ''],
    ['nothing for what is not there', stored({}), 'form', ''],
    ['zero as zero', stored({ attended: 0 }), 'attended', 0],
  ])('shows %s', (_what, row, key, shown) => {
    expect(cellShown(row, key)).toBe(shown)
  })
})

const asItIs = (name: string): string => name

describe('gridColumns', () => {
  const keys = (hidden: readonly string[] = []): string[] =>
    gridColumns(courses, new Set(hidden), asItIs).map((column) => column.key)

  it('puts the name first and leaves the rest in their order', () => {
    expect(keys()).toEqual(['title', 'held_by', 'attended', 'form', 'themes'])
  })

  it('leaves hidden columns out, but never the name', () => {
    expect(keys(['title', 'form'])).toEqual(['title', 'held_by', 'attended', 'themes'])
  })

  it('freezes only the name, and sets numbers to the right', () => {
    const columns = gridColumns(courses, new Set(), asItIs)
    expect(columns.filter((column) => column.frozen).map((column) => column.key)).toEqual(['title'])
    expect(columns.filter((column) => column.align === 'right').map((column) => column.key)).toEqual([
      'attended',
    ])
  })

  it('shortens the names of other records, and nothing else', () => {
    const columns = gridColumns(courses, new Set(), (name) => name.replace('清溪镇', ''))
    const row = stored({ held_by: 'x1', title: '清溪镇党课' }, { held_by: '清溪镇财政所支部' })
    const shown = Object.fromEntries(columns.map((column) => [column.key, column.value(row)]))
    expect(shown).toMatchObject({ held_by: '财政所支部', title: '清溪镇党课' })
  })

  it.each(allLedgers.map((ledger) => [ledger.key, ledger] as const))(
    'gives every column of %s room for its title',
    (_key, ledger) => {
      const columns = gridColumns(ledger, new Set(), asItIs)
      expect(columns).toHaveLength(Object.keys(ledger.columns).length)
      expect(columns[0]?.key).toBe(nameColumn(ledger))
      for (const column of columns) expect(column.width).toBeGreaterThan(column.title.length * 14)
    },
  )
})

const problem = (level: PlacedProblem['level'], column: string | null, message = '…'): PlacedProblem => ({
  sheet: '辅导课',
  row: 5,
  column,
  header: null,
  code: 'M-301',
  level,
  message,
})

const planned = (part: Partial<PreviewRow>): PreviewRow => ({
  sheet: '辅导课',
  row: 5,
  outcome: 'add',
  before: {},
  after: {},
  texts: {},
  problems: [],
  ...part,
})

describe('outcomeWord', () => {
  it.each([
    ['add', '新增'],
    ['change', '变更'],
    ['same', '未变'],
    ['refused', '错误'],
    ['left', '不导入'],
  ] as const)('calls %s %s', (outcome, word) => {
    expect(outcomeWord(planned({ outcome }))).toBe(word)
  })

  it('asks where a warning leaves a doubt', () => {
    expect(outcomeWord(planned({ problems: [problem('警告', 'title')] }))).toBe('待确认')
  })

  it.each([
    [planned({ outcome: 'refused', problems: [problem('警告', 'title')] })],
    [planned({ outcome: 'left', problems: [problem('警告', 'title')] })],
    [planned({ problems: [problem('提示', 'title')] })],
  ])('has no doubt left where nothing can be settled', (row) => {
    expect(isDoubtful(row)).toBe(false)
  })
})

describe('a cell of the preview', () => {
  it('shows what will stand there', () => {
    expect(cellAfter(planned({ after: { title: '党章' }, texts: { title: ' 党章 ' } }), 'title')).toBe('党章')
  })

  it('shows what stands in the file where it was not understood', () => {
    expect(cellAfter(planned({ texts: { attended: '二十人左右' } }), 'attended')).toBe('二十人左右')
  })

  it('shows what stood there before, and that it was blank', () => {
    const row = planned({ outcome: 'change', before: { title: '旧', form: null } })
    expect([cellBefore(row, 'title'), cellBefore(row, 'form'), cellBefore(row, 'themes')]).toEqual([
      '旧',
      '空',
      null,
    ])
  })

  it('shows the gravest of its problems, and no mere notice', () => {
    const problems = [
      problem('提示', 'title', '注意'),
      problem('警告', 'title', '可疑'),
      problem('错误', 'title', '不对'),
      problem('错误', 'form', '别处'),
    ]
    expect(cellProblem(planned({ problems }), 'title')?.message).toBe('不对')
    expect(cellProblem(planned({ problems: problems.slice(0, 2) }), 'title')?.message).toBe('可疑')
    expect(cellProblem(planned({ problems: problems.slice(0, 1) }), 'title')).toBeUndefined()
  })

  it('belongs to a row that no other sheet has', () => {
    expect(previewKey(planned({ sheet: '甲' }))).not.toBe(previewKey(planned({ sheet: '乙' })))
  })
})

describe('previewColumns', () => {
  const sheet = (columns: readonly (string | null)[]): SheetSummary => ({
    name: '辅导课',
    state: 'visible',
    imported: true,
    headerRow: 1,
    read: 1,
    refused: 0,
    warned: 0,
    skipped: { total: 0, blank: 0, repeatedHeader: 0, footer: 0, sample: 0 },
    problems: [],
    layout: null,
    headers: columns.map((column) => ({ header: '…', column, tag: null })),
    candidates: [],
  })
  const keys = (sheets: readonly SheetSummary[]): string[] =>
    previewColumns(courses, sheets).map((c) => c.key)

  it('begins with row and outcome, then the name, then what the sheet has', () => {
    expect(keys([sheet(['attended', 'title', null])])).toEqual([
      'row',
      'outcome',
      'title',
      'held_by',
      'attended',
    ])
  })

  it('takes the columns of several sheets together', () => {
    expect(keys([sheet(['title']), sheet(['form'])])).toEqual(['row', 'outcome', 'title', 'held_by', 'form'])
  })

  it('shows a required reference even where no column has it: it may come from the name of the sheet', () => {
    expect(keys([sheet([])])).toEqual(['row', 'outcome', 'held_by'])
  })

  it('shows the outcome in words', () => {
    const outcome = previewColumns(courses, []).find((column) => column.key === 'outcome')
    expect(outcome?.value(planned({ outcome: 'same' }))).toBe('未变')
  })
})
