// Gathers what 下点单 says of a unit, and shows, prints or saves it.
import { documentTemplateByKey, phaseOf, stepByCode } from '#shared/campaign/index.ts'
import { wholePage, type Paper } from '#shared/documents/paper.ts'
import { visitSheet, type VisitFacts } from '#shared/documents/visit-sheet.ts'
import { countResults } from '#shared/rules/inspection.ts'
import { addDays, daysBetween, formatShort, weekdayOf } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { exportName } from '../exports/save-book.ts'
import { readUnits, unitById, type PlanUnit } from '../plans/units.ts'
import { linesFor, templateByKey, templatesOf, type Template } from './checklists.ts'
import { earlierOf, type Earlier } from './show.ts'
import { itemsOf, kindOf, listOf, type Db, type InspectionRow } from './store.ts'

export interface SheetInput {
  readonly orgId: string
  /** null takes the checklist of the present phase. */
  readonly template: string | null
}

function templateFor(context: Context, key: string | null): Template {
  const { template } = context.campaign
  if (key !== null) return templateByKey(template, key)
  const phase = phaseOf(template, context.today)?.key
  const found = templatesOf(template).find((each) => each.phase !== null && each.phase === phase)
  return found ?? refuse('现在这个阶段没有检查验收清单，请先选一张清单。', 'template')
}

const lastFinished = (db: Db, orgId: string): Promise<InspectionRow | undefined> =>
  db
    .selectFrom('inspection')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('state', '=', '已完成')
    .where('deleted_at', 'is', null)
    .orderBy('date', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()

async function lastVisit(db: Db, orgId: string): Promise<VisitFacts['last']> {
  const row = await lastFinished(db, orgId)
  if (row === undefined) return null
  const counts = countResults((await itemsOf(db, row.id)).map((item) => item.result))
  const met = counts.达标 + counts.补课后达标
  return {
    on: row.date,
    people: listOf(row.people),
    conclusion: `适用${counts.applicable}项，达标${met}项，未达标${counts.未达标}项`,
    summary: row.summary,
  }
}

async function openFindings(context: Context, db: Db, orgId: string): Promise<VisitFacts['findings']> {
  const rows = await db
    .selectFrom('finding')
    .select(['no', 'description', 'state', 'due_on'])
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .where('state', 'not in', ['已销号', '撤销'])
    .orderBy('due_on')
    .execute()
  return rows.map((row) => ({
    no: row.no,
    description: row.description,
    state: row.state,
    dueOn: row.due_on,
    overdue: row.due_on === null ? 0 : Math.max(0, daysBetween(row.due_on, context.today)),
  }))
}

const latestPlan = (db: Db, orgId: string, state?: '批准') => {
  const plans = db
    .selectFrom('plan')
    .select(['id', 'state', 'version'])
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
  return (state === undefined ? plans : plans.where('state', '=', state))
    .orderBy('version', 'desc')
    .executeTakeFirst()
}

/** Monday and Sunday of the week. */
function weekOf(day: string): readonly [string, string] {
  const monday = addDays(day, -((weekdayOf(day) + 6) % 7))
  return [monday, addDays(monday, 6)]
}

/** Activities of the approved plan that fall into this week. */
async function weekPlan(context: Context, db: Db, orgId: string): Promise<VisitFacts['week']> {
  const plan = await latestPlan(db, orgId, '批准')
  if (plan === undefined) return null
  const [monday, sunday] = weekOf(context.today)
  const rows = await db
    .selectFrom('plan_step')
    .select(['start_on', 'end_on', 'name', 'step_code', 'owner'])
    .where('plan_id', '=', plan.id)
    .where('deleted_at', 'is', null)
    .where('start_on', '<=', sunday)
    .orderBy('start_on')
    .execute()
  const year = Number(context.today.slice(0, 4))
  return rows
    .filter((row) => (row.end_on ?? row.start_on ?? '') >= monday)
    .map((row) => ({
      when: [row.start_on, row.end_on]
        .flatMap((day) => (day === null ? [] : [formatShort(day, year)]))
        .filter((day, i, days) => days.indexOf(day) === i)
        .join('—'),
      name: row.name || (stepByCode(context.campaign.template, row.step_code)?.name ?? row.step_code),
      owner: row.owner,
    }))
}

async function planGap(db: Db, orgId: string): Promise<string[]> {
  const plan = await latestPlan(db, orgId)
  if (plan === undefined) return ['活动方案还没有报送。']
  return plan.state === '批准' ? [] : [`活动方案第${plan.version}版${plan.state}，尚未批准。`]
}

/** What the group's own records show to be missing for the move to the next phase. */
async function missingFor(
  context: Context,
  db: Db,
  unit: PlanUnit,
  template: Template,
  earlier: ReadonlyMap<string, Earlier>,
): Promise<string[]> {
  const lines = linesFor(template, kindOf(unit))
  const missed = lines.filter((line) => line.isMandatory && earlier.get(line.code)?.result === '未达标')
  const findings = await openFindings(context, db, unit.id)
  const overdue = findings.filter((each) => each.overdue > 0)
  return [
    ...(await planGap(db, unit.id)),
    ...missed.map((line) => `${line.code}${line.text}上次检查未达标，还没有补课后达标。`),
    ...(findings.length === 0
      ? []
      : [
          `督导问题${findings.length}个没有销号${overdue.length === 0 ? '' : `，其中${overdue.length}个逾期`}。`,
        ]),
  ]
}

/** Members of the unit and of the branches right below it. */
async function memberCount(db: Db, orgId: string): Promise<number> {
  const below = db
    .selectFrom('organisation')
    .select('id')
    .where('parent_id', '=', orgId)
    .where('deleted_at', 'is', null)
  const { n } = await db
    .selectFrom('member')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where((eb) => eb.or([eb('org_id', '=', orgId), eb('org_id', 'in', below)]))
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('roster_state', 'is', null), eb('roster_state', '=', '在册')]))
    .executeTakeFirstOrThrow()
  return n
}

/** The sheet for a unit as pure content. */
export async function makeSheet(context: Context, input: SheetInput): Promise<Paper & { unit: string }> {
  const db = context.db.read
  const unit = unitById(await readUnits(context, db), input.orgId)
  const template = templateFor(context, input.template)
  const earlier = await earlierOf(db, unit.id, '')
  const { groupCode, groupName } = context.campaign.town
  const facts: VisitFacts = {
    code: groupCode,
    group: groupName,
    on: context.today,
    unit: unit.shortName,
    fullName: unit.fullName,
    unitType: unit.unitType,
    members: await memberCount(db, unit.id),
    secretary: unit.secretary,
    informant: unit.informant,
    last: await lastVisit(db, unit.id),
    missing: await missingFor(context, db, unit, template, earlier),
    findings: await openFindings(context, db, unit.id),
    week: await weekPlan(context, db, unit.id),
    listName: template.name,
    lines: linesFor(template, kindOf(unit)).map((line) => ({
      code: line.code,
      text: line.text,
      standard: line.standard,
      isVeto: line.isVeto && template.kind === '检查验收清单',
      earlier: earlier.get(line.code)?.result ?? '',
    })),
  }
  return { ...visitSheet(documentTemplateByKey('visit_sheet'), facts), unit: unit.shortName }
}

/** Where the page can show it. */
export async function previewSheet(
  context: Context,
  input: SheetInput,
): Promise<{ title: string; address: string }> {
  const paper = await makeSheet(context, input)
  return { title: paper.title, address: context.host.preview(wholePage(paper)) }
}

export async function printSheet(context: Context, input: SheetInput): Promise<void> {
  await context.host.print(wholePage(await makeSheet(context, input)))
}

/** Asks where to; null when the user gave up. */
export async function saveSheet(context: Context, input: SheetInput): Promise<{ file: string } | null> {
  const paper = await makeSheet(context, input)
  const defaultName = exportName(context, `下点单_${paper.unit}`).replace(/\.xlsx$/u, '.pdf')
  const picked = await context.host.pickSave({ title: '保存下点单', defaultName })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await context.host.printToPdf(wholePage(paper), file)
  context.host.showInFolder(file)
  return { file: picked.name }
}
