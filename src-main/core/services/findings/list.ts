// The list of findings: filtered, with lights and days left, counts of all, and how many each filter would leave.
import type { FindingLine, FindingList, FindingQuery } from '#shared/contract/findings.ts'
import { shortNumber } from '#shared/rules/finding-draft.ts'
import { isOpenFinding, isOverdueFinding } from '#shared/rules/finding-action.ts'
import { findingMachine } from '#shared/rules/machines.ts'
import type { Context } from '../../context.ts'
import { listOf, phaseName } from '../inspections/store.ts'
import { readUnits, type PlanUnit } from '../plans/units.ts'
import { daysLeft, lightOf, type Db, type FindingRow } from './store.ts'

export interface Listed {
  readonly row: FindingRow
  readonly unit: PlanUnit
  readonly line: FindingLine
}

function toLine(context: Context, row: FindingRow, unit: PlanUnit): FindingLine {
  return {
    id: row.id,
    no: row.no,
    shortNo: shortNumber(row.no),
    orgId: row.org_id,
    unit: unit.shortName,
    unitType: unit.unitType,
    description: row.description,
    category: row.category,
    severity: row.severity,
    phaseName: phaseName(context.campaign.template, row.phase),
    itemCode: row.item_code,
    dueOn: row.due_on,
    daysLeft: daysLeft(context.today, row),
    light: lightOf(context, row),
    state: row.state,
    owner: row.owner,
    reopenCount: row.reopen_count,
  }
}

/** Open ones by days left, those without a due day after them; closed ones behind, the newest number first. */
function byUrgency(a: Listed, b: Listed): number {
  const closed = Number(!isOpenFinding(a.row.state)) - Number(!isOpenFinding(b.row.state))
  if (closed !== 0) return closed
  const left = (a.line.daysLeft ?? Infinity) - (b.line.daysLeft ?? Infinity)
  if (left !== 0 && !Number.isNaN(left)) return left
  const newer = a.row.no < b.row.no ? 1 : -1
  return isOpenFinding(a.row.state) ? -newer : newer
}

/** Every finding with its unit, most urgent first. */
export async function listAll(context: Context, db: Db = context.db.read): Promise<Listed[]> {
  const units = new Map((await readUnits(context, db)).map((unit) => [unit.id, unit]))
  const rows = await db.selectFrom('finding').selectAll().where('deleted_at', 'is', null).execute()
  const listed = rows.flatMap((row): Listed[] => {
    const unit = units.get(row.org_id)
    return unit === undefined ? [] : [{ row, unit, line: toLine(context, row, unit) }]
  })
  return listed.sort(byUrgency)
}

/** Units the person at work looks after. */
async function unitsOfActor(context: Context): Promise<Set<string>> {
  const rows = await context.db.read
    .selectFrom('organisation')
    .select('id')
    .where('supervisor', '=', context.actor.name)
    .where('deleted_at', 'is', null)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

const allows = (chosen: readonly string[], value: string): boolean =>
  chosen.length === 0 || chosen.includes(value)

function isInGroup(group: FindingQuery['group'], { row }: Listed): boolean {
  if (group === '全部') return true
  return group === '待复查' ? row.state === '待复查' : isOpenFinding(row.state)
}

function hasText(search: string, { row, unit }: Listed): boolean {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return true
  const texts = [
    row.no,
    row.description,
    unit.shortName,
    unit.fullName,
    unit.initials,
    row.owner,
    row.item_code ?? '',
  ]
  return texts.some((text) => text.toLowerCase().includes(wanted))
}

/** Whether a finding is what the query asks for. */
function fits(context: Context, query: FindingQuery, own: ReadonlySet<string>, listed: Listed): boolean {
  const { row, line } = listed
  return (
    isInGroup(query.group, listed) &&
    allows(query.lights, line.light) &&
    allows(query.states, row.state) &&
    allows(query.units, row.org_id) &&
    allows(query.categories, row.category) &&
    allows(query.severities, row.severity) &&
    allows(query.phases, row.phase) &&
    (!query.mine || own.has(row.org_id) || listOf(row.inspectors).includes(context.actor.name)) &&
    hasText(query.search, listed)
  )
}

function facet(
  listed: readonly Listed[],
  of: (each: Listed) => { readonly value: string; readonly label: string },
): { value: string; label: string; count: number }[] {
  const facets = new Map<string, { value: string; label: string; count: number }>()
  for (const each of listed) {
    const { value, label } = of(each)
    const known = facets.get(value)
    if (known === undefined) facets.set(value, { value, label, count: 1 })
    else known.count += 1
  }
  return [...facets.values()].sort((a, b) => b.count - a.count)
}

const same = (value: string) => ({ value, label: value })

function facetsOf(context: Context, listed: readonly Listed[]): FindingList['facets'] {
  const states = facet(listed, ({ row }) => same(row.state))
  return {
    units: facet(listed, ({ row, unit }) => ({ value: row.org_id, label: unit.shortName })),
    states: findingMachine.states.flatMap((state) => states.filter(({ value }) => value === state)),
    categories: facet(listed, ({ row }) => same(row.category)),
    severities: facet(listed, ({ row }) => same(row.severity)),
    phases: facet(listed, ({ row }) => ({
      value: row.phase,
      label: phaseName(context.campaign.template, row.phase),
    })),
  }
}

function countsOf(listed: readonly Listed[], today: string): FindingList['counts'] {
  const count = (test: (each: Listed) => boolean): number => listed.filter(test).length
  const lit = (light: string): number => count(({ line }) => line.light === light)
  const withdrawn = count(({ row }) => row.state === '撤销')
  return {
    open: count(({ row }) => isOpenFinding(row.state)),
    overdue: count(({ row }) => isOverdueFinding({ state: row.state, dueOn: row.due_on }, today)),
    recheck: count(({ row }) => row.state === '待复查'),
    all: listed.length,
    closed: count(({ row }) => row.state === '已销号'),
    valid: listed.length - withdrawn,
    lights: { 绿: lit('绿'), 黄: lit('黄'), 红: lit('红'), 无: lit('无') },
  }
}

/** The findings a query asks for, most urgent first. */
export async function findListed(
  context: Context,
  query: FindingQuery,
): Promise<{ all: Listed[]; found: Listed[] }> {
  const all = await listAll(context)
  const own = query.mine ? await unitsOfActor(context) : new Set<string>()
  return { all, found: all.filter((each) => fits(context, query, own, each)) }
}

export async function listFindings(context: Context, query: FindingQuery): Promise<FindingList> {
  const { all, found } = await findListed(context, query)
  return {
    rows: found.map(({ line }) => line),
    counts: countsOf(all, context.today),
    facets: facetsOf(
      context,
      all.filter((each) => isInGroup(query.group, each)),
    ),
  }
}
