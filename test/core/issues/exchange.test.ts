// The rectification ledger from and to Excel: I-8 cell by cell, E-12 out and in again without a change.
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BookSpec } from '#shared/documents/book.ts'
import { issueKinds } from '#shared/rules/rectification.ts'
import { addDays } from '#shared/text/civil-date.ts'
import { writeWorkbook } from '../../../src-main/core/excel/writer.ts'
import { ALL_ISSUES, issueBook } from '../../../src-main/core/services/issues/papers.ts'
import { listAll } from '../../../src-main/core/services/issues/list.ts'
import { openContext, type Opened } from '../open-context.ts'
import { bring, codesOfRow, makeBook, planOf, rowAt, type Line } from '../imports/workbooks.ts'
import { act, addUnit, issueAt, issueDraft } from './unit.ts'

let opened: Opened
let unit: string
beforeEach(async () => {
  opened = await openContext()
  unit = await addUnit(opened.context)
})
afterEach(() => opened.close())

let saved = 0
async function save(book: BookSpec): Promise<string> {
  const file = path.join(opened.dir, `出${(saved += 1)}.xlsx`)
  await writeWorkbook(file, `${file}.part`, book)
  return file
}
const exported = async (): Promise<string> => save(await issueBook(opened.context, ALL_ISSUES))

const HEADER = [
  '序号',
  '单位',
  '问题',
  '问题来源',
  '问题类别（四类）',
  '整改目标',
  '整改措施',
  '责任领导',
  '责任单位',
  '责任人',
  '整改时限',
  '进展情况',
  '完成情况',
  '完成时间',
  '是否销号',
  '说明时间',
  '说明对象',
  '备注',
]
type Cells = Partial<Record<(typeof HEADER)[number], string>>

const lineOf = (n: number, cells: Cells): Line =>
  HEADER.map((name) => {
    const usual: Cells = { 序号: String(n), 单位: '清溪中学支部', 问题: `问题${String(n)}`, 责任人: '孙志强' }
    return cells[name] ?? usual[name] ?? null
  })
const file = (...rows: readonly Cells[]): Promise<string> =>
  makeBook(opened, {
    name: '整改台账',
    rows: [['清溪镇整改台账'], HEADER, ...rows.map((cells, i) => lineOf(i + 1, cells))],
  })

describe('I-8', () => {
  it.each<[string, Cells, string[], string | null]>([
    [
      'a month with its year',
      { '问题类别（四类）': '限期整改', 整改时限: '2005年9月底前' },
      [],
      '2005-09-30',
    ],
    ['a part of a month', { '问题类别（四类）': '限期整改', 整改时限: '9月中旬' }, [], '2005-09-20'],
    ['at once', { 整改时限: '立即整改' }, ['M-458'], null],
    ['at once, of that kind', { '问题类别（四类）': '立说立改', 整改时限: '立说立行' }, [], null],
    ['no limit', { '问题类别（四类）': '限期整改' }, ['M-451'], null],
    ['nobody answerable', { '问题类别（四类）': '立说立改', 责任人: '' }, ['M-452'], null],
    [
      'for ever, of a kind that may not',
      { '问题类别（四类）': '立说立改', 整改时限: '长期坚持' },
      ['M-463'],
      null,
    ],
    [
      'for ever without a day to look again',
      { '问题类别（四类）': '综合治理', 整改时限: '长期坚持' },
      ['M-464'],
      null,
    ],
    ['closed by the file', { '问题类别（四类）': '立说立改', 是否销号: '是' }, ['M-454'], null],
    ['not closed by the file', { '问题类别（四类）': '立说立改', 是否销号: '否' }, [], null],
    ['unexplained', { '问题类别（四类）': '暂不能解决' }, ['M-455'], null],
    [
      'explained',
      { '问题类别（四类）': '说明情况', 说明时间: '2005-08-12', 说明对象: '教职工61人' },
      [],
      null,
    ],
    ['a kind nobody knows', { '问题类别（四类）': '以后再说' }, ['M-393'], null],
    ['done in the future', { 完成时间: '2005-12-01' }, ['M-465'], null],
    ['done in a month', { 完成时间: '2005.07' }, ['M-459'], null],
    ['a limit nobody can read', { 整改时限: '看情况' }, ['M-460'], null],
  ])('%s', async (_, cells, expected, due) => {
    const plan = await planOf(opened.context, 'issues', await file(cells))
    const [row] = plan.rows
    expect(codesOfRow(row)).toEqual(expected)
    expect(row?.values['due_on'] ?? null).toBe(due)
  })

  it('names the row and keeps the rest', async () => {
    const plan = await planOf(
      opened.context,
      'issues',
      await file({ '问题类别（四类）': '限期整改' }, { '问题类别（四类）': '立说立改' }),
    )
    expect(plan.counts).toMatchObject({ add: 1, refused: 1 })
    expect(plan.rows[0]?.problems[0]?.message).toMatch(/^第\d+行问题属于“限期整改”，未填整改时限。$/)
  })

  it('comes in unsorted, numbered, dated and open, whatever the file says', async () => {
    await bring(
      opened.context,
      'issues',
      await file(
        { '问题类别（四类）': '马上改', 完成情况: '已上墙', 完成时间: '2005-08-08', 是否销号: '是' },
        { '问题类别（四类）': '限期改', 整改时限: '9月底' },
      ),
    )
    const rows = (await listAll(opened.context)).map(({ row }) => row)
    expect(rows.map(({ state, closed, kind }) => [state, closed, kind]).sort()).toEqual([
      ['待分类', '否', '立说立改'],
      ['待分类', '否', '限期整改'],
    ])
    for (const { no } of rows) expect(no).toMatch(/^整〔\d{4}〕00\d$/)
    expect(rows.find(({ kind }) => kind === '立说立改')?.registered_on).toBe('2005-08-08')
  })

  it('takes the same problem of a unit in one row', async () => {
    const plan = await planOf(opened.context, 'issues', await file({ 问题: '同一个' }, { 问题: '同一个' }))
    expect(codesOfRow(plan.rows[1])).toEqual(['M-457'])
  })
})

describe('E-12', () => {
  it('comes back without a change, from every state', async () => {
    const ways = [
      [],
      ['定为立说立改'],
      ['定为限期整改'],
      ['定为综合治理', '移交上级'],
      ['定为说明情况', '说明'],
      ['定为说明情况'],
      ['定为立说立改', '完成'],
      ['定为立说立改', '完成', '销号'],
      ['定为立说立改', '完成', '销号', '重开'],
      ['定为立说立改', '责令重新整改'],
    ] as const
    for (const [i, way] of ways.entries())
      await issueAt(
        opened.context,
        issueDraft(unit, { text: `问题，第${String(i)}个（校门口）`, dueText: '8月10日' }),
        way.map((action) => ({ action, text: '办理情况，见附件；＝1+1' })),
      )
    const plan = await planOf(opened.context, 'issues', await exported())
    expect(plan.counts).toMatchObject({ read: 10, same: 10, change: 0, add: 0, refused: 0 })
    expect(plan.rows.flatMap((row) => row.problems.map(({ message }) => message))).toEqual([])
  })

  it('comes back without a change, whatever the words and days (property)', async () => {
    const words = fc
      .array(fc.constantFrom('食堂', '，', '公布', '（', '2盏', '）', ' ', 'A', '；', '“', '”', '=1', '0'), {
        minLength: 1,
        maxLength: 6,
      })
      .map((parts) => `问题${parts.join('')}`)
    const problem = fc.record({
      text: words,
      measures: fc.option(words, { nil: '' }),
      owner: fc.constantFrom('孙志强', '孙志强、李大川', ''),
      partners: fc.constantFrom('供电所、社区', ''),
      dueText: fc.constantFrom('', '9月中旬', '立即整改', '长期坚持', '2005年9月底前', '看情况'),
      late: fc.integer({ min: 0, max: 40 }),
      kind: fc.option(fc.constantFrom(...issueKinds), { nil: null }),
    })
    const unique = {
      selector: (p: { text: string }) => p.text.replace(/\s+/gu, ''),
      minLength: 1,
      maxLength: 5,
    }
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(problem, unique), async (problems) => {
        const own = await addUnit(opened.context, `中共清溪第${String((saved += 1))}支部`)
        for (const { late, dueText, ...more } of problems)
          await issueAt(
            opened.context,
            issueDraft(own, {
              ...more,
              dueText,
              dueOn: dueText === '' ? addDays('2005-08-06', late) : null,
              cause: '',
              policyBasis: '',
            }),
          )
        const plan = await planOf(opened.context, 'issues', await exported())
        expect(
          plan.rows
            .filter(({ outcome }) => outcome !== 'same')
            .map((r) => [r.outcome, r.changes, r.problems.map((p) => p.message)]),
        ).toEqual([])
      }),
      { numRuns: 8 },
    )
  })

  it('says what was changed in columns the program writes, and ignores it', async () => {
    const id = await issueAt(opened.context, issueDraft(unit), [{ action: '定为立说立改' }])
    const book = await issueBook(opened.context, ALL_ISSUES)
    const [sheet] = book.sheets
    if (sheet === undefined) throw new Error('no sheet')
    const at = (header: string): number => sheet.columns.findIndex((column) => column.header === header)
    const [row] = sheet.rows
    const edited = (row ?? []).map((value, i) => {
      if (i === at('是否销号')) return '是'
      if (i === at('验收人')) return '孙志强'
      return i === at('进展情况') ? '已经上墙' : value
    })
    const plan = await planOf(
      opened.context,
      'issues',
      await save({ sheets: [{ ...sheet, rows: [edited] }] }),
    )
    expect(plan.counts).toMatchObject({ change: 1 })
    expect(plan.rows[0]?.changes.map(({ column }) => column)).toEqual(['progress'])
    expect(codesOfRow(plan.rows[0]).sort()).toEqual(['M-454', 'M-472'])
    await act(opened.context, id, { action: '完成' })
    await act(opened.context, id, { action: '销号' })
    const late = await planOf(
      opened.context,
      'issues',
      await save({ sheets: [{ ...sheet, rows: [edited] }] }),
    )
    expect(codesOfRow(late.rows[0])).toContain('M-474')
    expect(late.counts).toMatchObject({ refused: 1 })
  })

  it('never changes the kind of a problem that has been sorted', async () => {
    await issueAt(opened.context, issueDraft(unit), [{ action: '定为立说立改' }])
    const plan = await planOf(
      opened.context,
      'issues',
      await file({ 问题: '食堂饭菜价格不公布', '问题类别（四类）': '限期整改', 整改时限: '9月底' }),
    )
    expect(codesOfRow(rowAt(plan, plan.rows[0]?.row ?? 0))).toEqual(['M-456'])
  })
})
