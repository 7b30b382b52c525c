// The sample town's findings and inspection taken over in one call, and E-1 written and read back cell by cell.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cellText } from '#shared/ledger/sheet.ts'
import {
  FindingCase,
  FindingForm,
  FindingList as FindingListShape,
  type FindingQuery,
} from '#shared/contract/findings.ts'
import { Inspection, InspectionBoard } from '#shared/contract/inspections.ts'
import { blankFinding } from '../../../src-main/core/services/findings/form.ts'
import { isOverdueFinding } from '#shared/rules/finding-action.ts'
import { write, type Context } from '../../../src-main/core/context.ts'
import { saveBookTo } from '../../../src-main/core/services/exports/save-book.ts'
import { exportFindings, findingBook } from '../../../src-main/core/services/findings/export-list.ts'
import {
  importFindings,
  importInspection,
  type FindingHistory,
  type InspectionHistory,
} from '../../../src-main/core/services/findings/history.ts'
import { listFindings } from '../../../src-main/core/services/findings/list.ts'
import { showFinding } from '../../../src-main/core/services/findings/show.ts'
import { showBoard } from '../../../src-main/core/services/inspections/board.ts'
import { showInspection } from '../../../src-main/core/services/inspections/show.ts'
import { openContext, type Opened } from '../open-context.ts'
import { addUnit } from '../inspections/unit.ts'

type Told<T> = Omit<T, 'orgId'> & { readonly unit: string }
interface Story {
  readonly findings: readonly Told<FindingHistory>[]
  readonly inspections: readonly Told<InspectionHistory & { readonly findings: readonly string[] }>[]
}

const story = JSON.parse(readFileSync('resources/sample/storyline.json', 'utf8')) as Story

const ALL: FindingQuery = {
  group: '全部',
  lights: [],
  states: [],
  units: [],
  categories: [],
  severities: [],
  phases: [],
  mine: false,
  search: '',
}

let opened: Opened
let context: Context
let inspectionId: string
let ids: ReadonlyMap<string, string>

beforeAll(async () => {
  opened = await openContext()
  context = opened.context
  const names = new Set([...story.findings, ...story.inspections].map(({ unit }) => unit))
  const units = new Map<string, string>()
  for (const name of names) units.set(name, await addUnit(context, { name: `中共清溪镇${name}委员会` }))
  const orgOf = (name: string): string => units.get(name) ?? ''
  const { template } = context.campaign
  await write(context, async (journal) => {
    const [visit] = story.inspections
    if (!visit) throw new Error('no inspection in the story')
    inspectionId = await importInspection(journal, template, { ...visit, orgId: orgOf(visit.unit) })
    ids = await importFindings(
      journal,
      template,
      story.findings.map((row) => ({
        ...row,
        orgId: orgOf(row.unit),
        inspectionId: visit.findings.includes(row.no) ? inspectionId : null,
      })),
    )
  })
})
afterAll(() => opened.close())

describe('what was handled before', () => {
  it('stands as it is told: 30 findings, 14 closed, 5 overdue on 17 August', async () => {
    const { counts, rows, facets } = await listFindings(context, ALL)
    expect(counts).toMatchObject({ all: 30, closed: 14, open: 16, recheck: 3, overdue: 5, lights: { 红: 8 } })
    expect(
      rows
        .filter((row) => isOverdueFinding(row, context.today))
        .map(({ unit, daysLeft }) => [unit, daysLeft]),
    ).toEqual([
      ['五金公司支部', -24],
      ['运输公司支部', -14],
      ['流动党员支部', -7],
      ['包装公司支部', -5],
      ['粮管所支部', -5],
    ])
    expect(Object.fromEntries(facets.states.map(({ value, count }) => [value, count]))).toEqual({
      登记: 1,
      已下达: 2,
      整改中: 7,
      已反馈: 1,
      待复查: 3,
      已销号: 14,
      退回重改: 2,
    })
  })

  it.each(story.findings.map((row) => [row.no, row] as const))('%s keeps its way', async (no, row) => {
    const finding = await showFinding(context, ids.get(no) ?? '')
    expect(finding).toMatchObject({ state: row.state, reopenCount: row.reopened, recheckBy: row.recheckBy })
    expect([finding.draft.foundOn, ...finding.steps.map(({ on }) => on)]).toEqual(
      row.path.map(({ on }) => on),
    )
    expect(['登记', ...finding.steps.map(({ to }) => to)]).toEqual(row.path.map(({ state }) => state))
    expect(finding.draft.basis).not.toBe('')
  })

  it('has the inspection under way: 14 of 22 looked at', async () => {
    const inspection = await showInspection(context, inspectionId)
    expect(inspection.counts).toMatchObject({ total: 22, checked: 14, 未达标: 2, 不适用: 1 })
    const line = inspection.items.find(({ code }) => code === 'X-20')
    expect(line?.findings).toMatchObject([{ no: '督〔2005〕3-030' }])
    expect((await showBoard(context)).inspections[0]).toMatchObject({ openFindings: 1 })
  })

  it('is told by a way the machine does not have: refused as a whole', async () => {
    const [row] = story.findings
    if (!row) throw new Error('no finding')
    const path = [
      { state: '登记', on: '2005-07-12' },
      { state: '已销号', on: '2005-07-13' },
    ] as const
    await expect(
      write(context, (journal) =>
        importFindings(journal, context.campaign.template, [
          { ...row, no: '督〔2005〕3-999', orgId: 'x', path },
        ]),
      ),
    ).rejects.toThrow()
  })
})

const HEADER =
  '序号 问题编号 检查日期 被检查单位 单位类型 阶段 环节 检查项目 检查标准(依据) 存在问题 问题类别 程度 整改要求(补齐/规范/补课/纠正) 整改时限 责任人 督导人员 整改情况 完成时间 复查时间 复查结果 状态 备注'.split(
    ' ',
  )

describe('E-1', () => {
  const file = (): string => path.join(opened.dir, '问题清单.xlsx')
  const textsOf = async (sheet: number): Promise<string[][]> => {
    const book = await context.excel.read(file())
    return (book.sheets[sheet]?.rows ?? []).map((row) => row.cells.map((cell) => cellText(cell ?? null)))
  }

  beforeAll(async () => {
    await saveBookTo(context, file(), await findingBook(context, ALL), { kind: 'E-1', params: ALL })
  })

  it('has the header of the form, who fills in and when', async () => {
    const rows = await textsOf(0)
    expect(rows[0]?.[0]).toBe('清溪镇督导检查问题清单')
    const info = rows[1]?.filter((text) => text !== '')
    expect(info).toEqual(['填报单位：示例县委第三督导组', '填报时间：2005年8月17日'])
    expect(rows[2]?.slice(0, HEADER.length)).toEqual(HEADER)
  })

  it('has every finding, by number, with numbers and days as text', async () => {
    const rows = (await textsOf(0)).slice(3, 3 + story.findings.length)
    story.findings.forEach((row, i) => {
      const cells = rows[i] ?? []
      expect(cells.slice(0, 4)).toEqual([String(i + 1), row.no, row.foundOn, `中共清溪镇${row.unit}委员会`])
      expect(cells[7]).toContain(row.item)
      expect(cells[8]).not.toBe('')
      const given = [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21].map((at) => cells[at] ?? '')
      expect(given).toEqual([
        row.description,
        row.category,
        row.severity,
        row.correction,
        row.dueOn,
        row.owner,
        row.foundBy,
        row.feedback,
        row.feedbackOn ?? '',
        row.recheckOn ?? '',
        row.recheckResult ?? '',
        row.state,
        row.progress,
      ])
    })
  })

  it('keeps the numbers as text cells', async () => {
    const book = await context.excel.read(file())
    const first = book.sheets[0]?.rows[3]
    expect(first?.cells[1]).toMatchObject({ kind: 'text' })
    expect(first?.cells[13]).toMatchObject({ kind: 'text' })
  })

  it('sums by unit, and the sums agree with the list', async () => {
    const rows = await textsOf(1)
    expect(rows[2]?.slice(0, 8)).toEqual([
      '序号',
      '单位',
      '问题数',
      '已销号',
      '整改中',
      '逾期',
      '退回次数',
      '备注',
    ])
    const total = rows.find((cells) => cells[1] === '合计')
    expect(total?.slice(2, 7)).toEqual(['30', '14', '16', '5', '2'])
    const packaging = rows.find((cells) => cells[1] === '中共清溪镇包装公司支部委员会')
    expect(packaging?.slice(2, 7)).toEqual(['2', '0', '2', '1', '2'])
    const sums = rows.slice(3).filter((cells) => /^\d+$/u.test(cells[0] ?? ''))
    expect(sums.reduce((sum, cells) => sum + Number(cells[2]), 0)).toBe(30)
  })

  it('asks where to, leaves a record of what went out, and nothing when one gives up', async () => {
    opened.answers.save = path.join(opened.dir, '另存.xlsx')
    expect(await exportFindings(context, ALL)).toMatchObject({ file: '另存.xlsx' })
    const records = await context.db.read.selectFrom('export_record').select(['kind', 'file_name']).execute()
    expect(records).toContainEqual({ kind: 'E-1', file_name: '另存.xlsx' })
    opened.answers.save = null
    expect(await exportFindings(context, ALL)).toBeNull()
  })

  const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((each) => existsSync(each))
  it.skipIf(office === undefined)(
    'opens in an office program: list and sums, nothing lost',
    () => {
      const profile = `-env:UserInstallation=file://${path.join(opened.dir, 'office')}`
      const args = [profile, '--headless', '--convert-to', 'pdf', '--outdir', opened.dir, file()]
      execFileSync(office ?? '', args, { stdio: 'ignore', timeout: 120_000 })
      expect(readFileSync(path.join(opened.dir, '问题清单.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    },
    130_000,
  )
})

describe('what the page is told', () => {
  it('is what the contract says', async () => {
    const [first] = ids.values()
    expect(FindingListShape.safeParse(await listFindings(context, ALL)).error).toBeUndefined()
    expect(FindingCase.safeParse(await showFinding(context, first ?? '')).error).toBeUndefined()
    expect(InspectionBoard.safeParse(await showBoard(context)).error).toBeUndefined()
    expect(Inspection.safeParse(await showInspection(context, inspectionId)).error).toBeUndefined()
    const blank = await blankFinding(context, { orgId: null, itemCode: null, inspectionId: null })
    expect(FindingForm.safeParse(blank).error).toBeUndefined()
    const line = await blankFinding(context, { orgId: null, itemCode: 'X-07', inspectionId })
    expect(FindingForm.safeParse(line).error).toBeUndefined()
  })
})
