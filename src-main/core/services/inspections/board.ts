// All inspections, and which units have not been inspected in the present phase.
import { methods, type CheckResult } from '#shared/campaign/index.ts'
import type { BoardInspection, InspectionBoard, InspectionUnit } from '#shared/contract/inspections.ts'
import { inspectionLimits, judgeInspections } from '#shared/rules/finding.ts'
import { countResults } from '#shared/rules/inspection.ts'
import type { Context } from '../../context.ts'
import { inspectedPhase, isToBeInspected } from '../overview/phase.ts'
import type { InspectionFact } from '../overview/town.ts'
import { readUnits, type PlanUnit } from '../plans/units.ts'
import { templatesOf } from './checklists.ts'
import { groupMembers, listOf, phaseName, type Db, type InspectionRow } from './store.ts'
import { groupBy } from '../../group-by.ts'

interface Stored {
  readonly row: InspectionRow & { readonly list_name: string }
  readonly results: readonly CheckResult[]
  readonly openFindings: number
}

async function resultsByInspection(db: Db): Promise<Map<string, CheckResult[]>> {
  const rows = await db
    .selectFrom('inspection_item')
    .select(['inspection_id', 'result', (eb) => eb.fn.countAll<number>().as('n')])
    .where('deleted_at', 'is', null)
    .groupBy(['inspection_id', 'result'])
    .execute()
  const byId = groupBy(rows, (row) => row.inspection_id)
  return new Map(
    [...byId].map(([id, own]) => [id, own.flatMap(({ result, n }) => Array<CheckResult>(n).fill(result))]),
  )
}

async function openByInspection(db: Db): Promise<Map<string | null, number>> {
  const rows = await db
    .selectFrom('finding')
    .select(['inspection_id', (eb) => eb.fn.countAll<number>().as('n')])
    .where('deleted_at', 'is', null)
    .where('state', 'not in', ['已销号', '撤销'])
    .groupBy('inspection_id')
    .execute()
  return new Map(rows.map((row) => [row.inspection_id, row.n]))
}

async function readAll(db: Db): Promise<Stored[]> {
  const rows = await db
    .selectFrom('inspection')
    .innerJoin('checklist', 'checklist.id', 'inspection.checklist_id')
    .selectAll('inspection')
    .select('checklist.name as list_name')
    .where('inspection.deleted_at', 'is', null)
    .orderBy('inspection.date', 'desc')
    .orderBy('inspection.id', 'desc')
    .execute()
  const results = await resultsByInspection(db)
  const open = await openByInspection(db)
  return rows.map((row) => ({
    row,
    results: results.get(row.id) ?? [],
    openFindings: open.get(row.id) ?? 0,
  }))
}

function toInspection(
  context: Context,
  { row, results, openFindings }: Stored,
  unit: PlanUnit,
): BoardInspection {
  return {
    id: row.id,
    orgId: row.org_id,
    unit: unit.shortName,
    unitType: unit.unitType,
    phase: row.phase,
    phaseName: phaseName(context.campaign.template, row.phase),
    listName: row.list_name,
    date: row.date,
    people: listOf(row.people),
    state: row.state,
    finishedOn: row.finished_on,
    counts: countResults(results),
    openFindings,
  }
}

/** What the question of the present phase needs of an inspection. */
const toFact = ({ row, results }: Stored): InspectionFact => ({
  id: row.id,
  orgId: row.org_id,
  phase: row.phase,
  templateKey: row.template_key,
  date: row.date,
  state: row.state,
  total: results.length,
  checked: results.filter((result) => result !== '未查').length,
})

/** An inspection counts once something has been looked at, by the checklist of a phase. */
const countsFor = (phase: string | undefined, checklists: ReadonlySet<string>) => (stored: Stored) =>
  stored.row.phase === phase &&
  checklists.has(stored.row.template_key) &&
  (stored.row.state === '已完成' || stored.results.some((result) => result !== '未查'))

function toUnit(
  context: Context,
  unit: PlanUnit,
  own: readonly Stored[],
  counts: (s: Stored) => boolean,
): InspectionUnit {
  const inPhase = own.filter(counts).length
  const limit = { ...inspectionLimits.perStage, value: context.campaign.limit('inspect.per_phase') }
  return {
    orgId: unit.id,
    name: unit.shortName,
    fullName: unit.fullName,
    unitType: unit.unitType,
    initials: unit.initials,
    inPhase,
    lastOn: own[0]?.row.date ?? null,
    isMissing:
      isToBeInspected(unit) &&
      judgeInspections({ inspections: inPhase }, { perStage: limit }).outcome === 'fail',
  }
}

export async function showBoard(context: Context): Promise<InspectionBoard> {
  const db = context.db.read
  const { template } = context.campaign
  const units = await readUnits(context, db)
  const stored = await readAll(db)
  const byUnit = groupBy(stored, ({ row }) => row.org_id)
  const inspected = inspectedPhase(context, stored.map(toFact))
  const { phase } = inspected
  const counts = countsFor(phase?.key, inspected.checklists)
  const unitOf = new Map(units.map((unit) => [unit.id, unit]))
  return {
    phase: phase === null ? null : { key: phase.key, name: phase.name },
    inspections: stored.flatMap((each) => {
      const unit = unitOf.get(each.row.org_id)
      return unit === undefined ? [] : [toInspection(context, each, unit)]
    }),
    units: units.map((unit) => toUnit(context, unit, byUnit.get(unit.id) ?? [], counts)),
    templates: templatesOf(template).map((each) => ({
      key: each.key,
      name: each.name,
      kind: each.kind,
      phase: each.phase,
      phaseName: each.phase === null ? '' : phaseName(template, each.phase),
      note: each.note,
      lines: each.lines.map(({ code, text }) => ({ code, text })),
    })),
    methods: methods.map(({ key, label }) => ({ key, label })),
    people: await groupMembers(db),
  }
}
