// `dudao demo`: the main job on the sample town, from the workbooks in to the workbooks out.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { RefusalKey } from '#shared/campaign/index.ts'
import { refusedBook } from '#shared/documents/refused-rows.ts'
import { members } from '#shared/ledgers/members.ts'
import type { Context } from '../../core/context.ts'
import { saveBookTo } from '../../core/services/exports/save-book.ts'
import { blankFinding } from '../../core/services/findings/form.ts'
import { registerFinding } from '../../core/services/findings/register.ts'
import { openImport } from '../../core/services/imports/plan-import.ts'
import { finishInspection } from '../../core/services/inspections/finish.ts'
import { recordItem } from '../../core/services/inspections/record.ts'
import { showInspection } from '../../core/services/inspections/show.ts'
import { startInspection } from '../../core/services/inspections/start.ts'
import { showCase } from '../../core/services/plans/case.ts'
import { decidePlan, judge, judgeDemand } from '../../core/services/plans/review.ts'
import { organisationDirectory } from '../../core/services/ledgers/directories.ts'
import { loadSample } from '../../core/services/sample/load-sample.ts'
import { books } from './books.ts'
import { followProgress } from './output.ts'
import { withApplication } from './session.ts'
import { needed, parseWords } from './usage.ts'

const REVIEWED = '流动党员支部'
const INSPECTED = '机关一支部'
const CHECKLIST = 'X'
const SEEN = '成立领导小组的通知没有写明办公室成员的分工。'
const GROUNDS: readonly RefusalKey[] = ['r1', 'r2', 'r3', 'r4']
const PRACTICE = '示例_城北社区_党员花名册.xls'

async function unitId(context: Context, name: string): Promise<string> {
  const id = (await organisationDirectory(context.db.read, context.campaign)).idOf(name)
  if (id === undefined) throw new Error(`the sample town has no ${name}`)
  return id
}

/** The one plan that waits: earlier demands checked, all four grounds met, approved. */
async function reviewPlan(context: Context): Promise<string> {
  const orgId = await unitId(context, REVIEWED)
  const { plan } = await showCase(context, { orgId, version: null })
  if (!plan) throw new Error(`${REVIEWED} has no plan`)
  for (const demand of plan.review.demands)
    await judgeDemand(context, { demandId: demand.id, rowVersion: demand.rowVersion, outcome: '已改' })
  let { rowVersion } = plan.review
  for (const refusal of GROUNDS) {
    const review = await judge(context, { planId: plan.id, rowVersion, refusal, answer: '符合', comment: '' })
    rowVersion = review.rowVersion
  }
  await decidePlan(context, { planId: plan.id, rowVersion, decision: '批准' })
  return `审批：${REVIEWED}第 ${plan.version} 次报送，上次意见 ${plan.review.demands.length} 条已核对，四项符合，批准。`
}

/** One unit by the checklist of the phase: everything met but the first line, which becomes a finding. */
async function inspectUnit(context: Context): Promise<string> {
  const orgId = await unitId(context, INSPECTED)
  const { id } = await startInspection(context, {
    orgId,
    template: CHECKLIST,
    date: context.today,
    methods: ['听', '查'],
    people: [context.actor.name],
    codes: null,
  })
  const { items } = await showInspection(context, id)
  for (const [i, item] of items.entries())
    await recordItem(context, {
      id: item.id,
      rowVersion: item.rowVersion,
      result: i === 0 ? '未达标' : '达标',
    })
  const [first] = items
  const { draft } = await blankFinding(context, { inspectionId: id, itemCode: first?.code ?? null, orgId })
  await registerFinding(context, { ...draft, description: SEEN })
  const { rowVersion } = await showInspection(context, id)
  await finishInspection(context, { id, rowVersion, summary: '', confirmedBy: '' })
  return `检查：${INSPECTED} ${items.length} 项，未达标 1 项，登记督导问题 1 条。`
}

/** A roster with faults: what is wrong goes out as a table to be mended. */
async function refusedRows(context: Context, out: string): Promise<string> {
  const file = path.join(context.resources, 'sample', PRACTICE)
  const { plan, workbook } = await openImport(context, 'members', file, () => undefined)
  const saved = await saveBookTo(
    context,
    path.join(out, '导入校验结果表.xlsx'),
    refusedBook(members, plan, workbook),
    {
      kind: 'E-10',
      params: { file: PRACTICE },
    },
  )
  return `核对：${PRACTICE} 读取 ${plan.counts.read} 行，错误 ${plan.counts.refused} 行，已存为 ${saved.file}。`
}

const FILES: readonly (readonly [book: string, file: string])[] = [
  ['organisations', '党组织名册.xlsx'],
  ['members', '党员花名册.xlsx'],
  ['e4', '活动方案审批情况一览表.xlsx'],
  ['e1', '督导检查问题清单.xlsx'],
]

async function exportAll(context: Context, out: string): Promise<string[]> {
  const lines: string[] = []
  for (const [name, file] of FILES) {
    const book = books[name]
    if (!book) throw new Error(`no book ${name}`)
    const saved = await saveBookTo(context, path.join(out, file), await book.make(context), {
      kind: book.kind,
      params: {},
    })
    lines.push(`导出：${saved.file}，${saved.rows} 行。`)
  }
  return lines
}

async function countRosters(context: Context): Promise<string> {
  const batches = await context.db.read
    .selectFrom('import_batch')
    .select(['file_name', 'counts'])
    .orderBy('id')
    .execute()
  const said = batches.map((b) => `${b.file_name} ${(JSON.parse(b.counts) as { add: number }).add} 行`)
  return `导入：${said.join('，')}。`
}

export async function demoCommand(rest: readonly string[]): Promise<number> {
  const words = parseWords(rest, { out: { type: 'string' } })
  const out = path.resolve(needed(words, 'out'))
  await mkdir(out, { recursive: true })
  return withApplication(async (app) => {
    await loadSample(app, followProgress(false), undefined, path.join(out, '示例镇数据'))
    const context = app.context()
    const said = [
      await countRosters(context),
      await refusedRows(context, out),
      await reviewPlan(context),
      await inspectUnit(context),
    ]
    said.push(...(await exportAll(context, out)))
    for (const line of said) console.log(line)
    console.log(`全部文件在 ${out}，数据在其中的“示例镇数据”文件夹，可以用窗口里的“打开”查看。`)
    return 0
  })
}
