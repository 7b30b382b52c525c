// The rectification plan of a unit as a whole: what is missing in it, what it does not cover, what was made public.
import type { PlanUnitLine, PlanView } from '#shared/contract/issues.ts'
import { judgePlanRows, judgePublications } from '#shared/rules/rectification.ts'
import { isOpenIssue } from '#shared/rules/issue-action.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import { write, type Context } from '../../context.ts'
import type { RectificationPlanTable } from '../../db/issue-tables.ts'
import { refuse } from '../../refusal.ts'
import { groupBy } from '../../group-by.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { listAll, type Listed } from './list.ts'
import { finalPollDay } from './polls.ts'
import type { Db, IssueRow } from './store.ts'

type PlanRow = Omit<RectificationPlanTable, 'deleted_at'>

const elements: readonly (readonly [keyof IssueRow, string])[] = [
  ['focus', '整改目标'],
  ['measures', '整改措施'],
  ['due_text', '整改时限'],
  ['leader', '责任领导'],
  ['owner', '责任人'],
]

const isBlank = (value: unknown): boolean => value === null || value === ''

/** Names of what a row of the plan lacks. */
const missingIn = (row: IssueRow): string[] => [
  ...(row.kind === null || row.state === '待分类' ? ['问题类别'] : []),
  ...elements.flatMap(([key, name]) => (isBlank(row[key]) ? [name] : [])),
]

const planOf = (db: Db, orgId: string): Promise<PlanRow | undefined> =>
  db
    .selectFrom('rectification_plan')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()

const publicationsOf = (db: Db, orgId: string) =>
  db
    .selectFrom('publication')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .orderBy('from_on')
    .execute()

/** Findings of the unit that are out, open, and in no row of the ledger. */
const uncoveredOf = (db: Db, orgId: string) =>
  db
    .selectFrom('finding')
    .select(['id', 'no', 'description'])
    .where('org_id', '=', orgId)
    .where('state', 'not in', ['登记', '撤销', '已销号'])
    .where('deleted_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('issue')
            .select('issue.id')
            .whereRef('issue.finding_id', '=', 'finding.id')
            .where('issue.deleted_at', 'is', null),
        ),
      ),
    )
    .orderBy('no')
    .execute()

const reasonsOf = (verdict: Verdict): { isMet: boolean; reasons: string[] } =>
  verdict.outcome === 'pass'
    ? { isMet: true, reasons: [] }
    : {
        isMet: false,
        reasons: [...((verdict.outcome === 'fail' ? verdict.details : undefined) ?? [verdict.reason])],
      }

/** What had been put right before the plan was made needs no row in it (边学边改). */
const isOfPlan = (row: IssueRow, madeOn: string): boolean => row.done_on === null || row.done_on >= madeOn

function judgePlan(
  rows: readonly IssueRow[],
  plan: PlanRow | undefined,
): { isMet: boolean; reasons: string[] } {
  if (plan === undefined) return { isMet: false, reasons: ['还没有登记整改方案的制定日期。'] }
  const own = rows.filter((row) => isOfPlan(row, plan.made_on))
  const found = reasonsOf(
    judgePlanRows({
      madeOn: plan.made_on,
      rows: own.map((row) => ({
        problem: row.text,
        focus: row.focus ?? '',
        measures: row.measures ?? '',
        due: row.due_on ?? row.due_text ?? '',
        leader: row.leader ?? '',
        owner: row.owner ?? '',
        ...(row.kind === null ? {} : { kind: row.kind }),
      })),
    }),
  )
  const unsigned = [
    ...(plan.head_on === null ? ['党组织负责人还没有审查。'] : []),
    ...(plan.approved_on === null ? ['督导组还没有审查。'] : []),
  ]
  const reasons = [...found.reasons, ...unsigned]
  return { isMet: reasons.length === 0, reasons }
}

async function judgePublished(db: Db, orgId: string, plan: PlanRow | undefined) {
  const all = await publicationsOf(db, orgId)
  const of = (what: string) => all.find((each) => each.what === what)
  const [measures, results] = [of('整改措施'), of('整改情况')]
  const pollOn = await finalPollDay(db, orgId)
  const approvedOn = plan?.approved_on ?? null
  return reasonsOf(
    judgePublications({
      ...(approvedOn === null ? {} : { approvedOn }),
      ...(measures === undefined ? {} : { measuresOn: measures.from_on, measuresRange: measures.range }),
      ...(results === undefined ? {} : { resultsOn: results.from_on, resultsRange: results.range }),
      ...(pollOn === null ? {} : { pollOn }),
    }),
  )
}

const toRow = ({ row }: Listed): PlanView['rows'][number] => ({
  id: row.id,
  no: row.no,
  text: row.text,
  kind: row.kind,
  focus: row.focus ?? '',
  measures: row.measures ?? '',
  dueText: row.due_text ?? '',
  dueOn: row.due_on,
  leader: row.leader ?? '',
  owner: row.owner ?? '',
  state: row.state,
  missing: missingIn(row),
})

/** The plan of one unit. Throws NotFound. */
export async function showPlan(context: Context, orgId: string): Promise<PlanView> {
  const db = context.db.read
  const unit = unitById(await readUnits(context, db), orgId)
  const listed = (await listAll(context, db)).filter(({ row }) => row.org_id === orgId)
  const plan = await planOf(db, orgId)
  return {
    orgId,
    unit: unit.shortName,
    fullName: unit.fullName,
    rowVersion: plan?.row_version ?? null,
    madeOn: plan?.made_on ?? null,
    headBy: plan?.head_by ?? '',
    headOn: plan?.head_on ?? null,
    approvedBy: plan?.approved_by ?? '',
    approvedOn: plan?.approved_on ?? null,
    note: plan?.note ?? '',
    rows: listed.map(toRow),
    uncovered: (await uncoveredOf(db, orgId)).map(({ id, no, description }) => ({
      id,
      no,
      text: description,
    })),
    plan: judgePlan(
      listed.map(({ row }) => row),
      plan,
    ),
    publications: await judgePublished(db, orgId, plan),
  }
}

export interface PlanInput {
  readonly orgId: string
  readonly rowVersion: number | null
  readonly madeOn: string
  readonly headBy: string
  readonly headOn: string | null
  readonly approvedBy: string
  readonly approvedOn: string | null
  readonly note: string
}

function reasonsAgainstPlan(input: PlanInput, today: string): string[] {
  const signed = (by: string, on: string | null, who: string): string[] => {
    if ((by === '') !== (on === null)) return [`${who}审查的姓名和日期要一起填。`]
    if (on === null) return []
    if (on < input.madeOn) return [`${who}审查日期${on}早于制定日期${input.madeOn}。`]
    return on > today ? [`${who}审查日期${on}还没有到。`] : []
  }
  return [
    ...(input.madeOn > today ? [`制定日期${input.madeOn}还没有到。`] : []),
    ...signed(input.headBy, input.headOn, '党组织负责人'),
    ...signed(input.approvedBy, input.approvedOn, '督导组'),
  ]
}

/** Notes when the plan was made and who looked it through. */
export function savePlan(context: Context, input: PlanInput): Promise<void> {
  return write(context, async (journal, trx) => {
    unitById(await readUnits(context, trx), input.orgId)
    const reasons = reasonsAgainstPlan(input, context.today)
    if (reasons.length > 0) refuse(reasons)
    const values = {
      made_on: input.madeOn,
      head_by: input.headBy === '' ? null : input.headBy,
      head_on: input.headOn,
      approved_by: input.approvedBy === '' ? null : input.approvedBy,
      approved_on: input.approvedOn,
      note: input.note,
    }
    const stored = await planOf(trx, input.orgId)
    if (stored === undefined) await journal.add('rectification_plan', { org_id: input.orgId, ...values })
    else
      await journal.change(
        'rectification_plan',
        stored.id,
        values,
        input.rowVersion === null ? {} : { expectedVersion: input.rowVersion },
      )
  })
}

/** Every unit with problems, a plan or a publication. */
export async function listPlanUnits(context: Context): Promise<PlanUnitLine[]> {
  const db = context.db.read
  const units = await readUnits(context, db)
  const listed = groupBy(await listAll(context, db), ({ row }) => row.org_id)
  const plans = new Map(
    (await db.selectFrom('rectification_plan').selectAll().where('deleted_at', 'is', null).execute()).map(
      (plan) => [plan.org_id, plan],
    ),
  )
  const published = groupBy(
    await db
      .selectFrom('publication')
      .selectAll()
      .where('deleted_at', 'is', null)
      .orderBy('from_on')
      .execute(),
    (each) => each.org_id,
  )
  const lines: PlanUnitLine[] = []
  for (const unit of units) {
    const own = listed.get(unit.id) ?? []
    const plan = plans.get(unit.id)
    const out = published.get(unit.id) ?? []
    if (own.length === 0 && plan === undefined && out.length === 0) continue
    lines.push({
      orgId: unit.id,
      unit: unit.shortName,
      unitType: unit.unitType,
      problems: own.length,
      complete: own.filter(({ row }) => missingIn(row).length === 0).length,
      closed: own.filter(({ row }) => !isOpenIssue(row.state)).length,
      overdue: own.filter(({ line }) => line.overdueDays > 0).length,
      uncovered: (await uncoveredOf(db, unit.id)).length,
      madeOn: plan?.made_on ?? null,
      approvedOn: plan?.approved_on ?? null,
      measuresOn: out.find(({ what }) => what === '整改措施')?.from_on ?? null,
      resultsOn: out.find(({ what }) => what === '整改情况')?.from_on ?? null,
    })
  }
  return lines
}
