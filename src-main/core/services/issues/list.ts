// The ledger of problems: filtered, with lights and overdue days, grouped by kind, and numbers over all of them.
import { phaseOf } from '#shared/campaign/index.ts'
import type { IssueCounts, IssueLine, IssueList, IssueQuery } from '#shared/contract/issues.ts'
import { daysBeyondAtOnce, isOpenIssue, overdueDays } from '#shared/rules/issue-action.ts'
import { issueMachine } from '#shared/rules/machines.ts'
import { issueKinds } from '#shared/rules/rectification.ts'
import type { Context } from '../../context.ts'
import { phaseName } from '../inspections/store.ts'
import { readUnits, type PlanUnit } from '../plans/units.ts'
import { daysLeft, lightOf, shortNumber, type Db, type IssueRow } from './store.ts'

export interface Listed {
  readonly row: IssueRow
  readonly unit: PlanUnit
  readonly line: IssueLine
}

function toLine(context: Context, row: IssueRow, unit: PlanUnit): IssueLine {
  return {
    id: row.id,
    no: row.no,
    shortNo: shortNumber(row.no),
    orgId: row.org_id,
    unit: unit.shortName,
    unitType: unit.unitType,
    text: row.text,
    source: row.source ?? '',
    subject: row.subject ?? '',
    kind: row.kind,
    dueText: row.due_text ?? '',
    dueOn: row.due_on,
    daysLeft: daysLeft(context.today, row),
    overdueDays: overdueDays({ state: row.state, dueOn: row.due_on }, context.today),
    light: lightOf(context, row),
    state: row.state,
    owner: row.owner ?? '',
    round: row.round,
    relapses: row.relapse_count,
  }
}

/** Unsorted ones first, then the four kinds in their order. */
const rankOf = ({ state, kind }: IssueRow): number =>
  state === '待分类' || kind === null ? -1 : issueKinds.indexOf(kind)

/** By kind; inside it the open ones by urgency, then the closed ones by number. */
function byKind(a: Listed, b: Listed): number {
  const kind = rankOf(a.row) - rankOf(b.row)
  if (kind !== 0) return kind
  const closed = Number(!isOpenIssue(a.row.state)) - Number(!isOpenIssue(b.row.state))
  if (closed !== 0) return closed
  const left = (a.line.daysLeft ?? 100_000) - (b.line.daysLeft ?? 100_000)
  return left !== 0 ? left : a.row.no < b.row.no ? -1 : 1
}

/** Every problem with its unit, by kind. */
export async function listAll(context: Context, db: Db = context.db.read): Promise<Listed[]> {
  const units = new Map((await readUnits(context, db)).map((unit) => [unit.id, unit]))
  const rows = await db.selectFrom('issue').selectAll().where('deleted_at', 'is', null).execute()
  const listed = rows.flatMap((row): Listed[] => {
    const unit = units.get(row.org_id)
    return unit === undefined ? [] : [{ row, unit, line: toLine(context, row, unit) }]
  })
  return listed.sort(byKind)
}

const allows = <T>(chosen: readonly T[], value: T | null): boolean =>
  chosen.length === 0 || (value !== null && chosen.includes(value))

function isInGroup(group: IssueQuery['group'], { row }: Listed): boolean {
  if (group === '全部') return true
  if (group === '待验收') return row.state === '已完成' || row.state === '已说明'
  return group === '待分类' ? row.state === '待分类' : isOpenIssue(row.state)
}

function hasText(search: string, { row, unit }: Listed): boolean {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return true
  const texts = [row.no, row.text, row.measures, row.owner, row.leader, row.initials]
  return [...texts, unit.shortName, unit.fullName, unit.initials].some(
    (text) => text?.toLowerCase().includes(wanted) === true,
  )
}

const fits = (query: IssueQuery, listed: Listed): boolean =>
  isInGroup(query.group, listed) &&
  allows(query.kinds, listed.row.kind) &&
  allows(query.lights, listed.line.light) &&
  allows(query.states, listed.row.state) &&
  allows(query.units, listed.row.org_id) &&
  allows(query.sources, listed.row.source) &&
  hasText(query.search, listed)

function facet(
  listed: readonly Listed[],
  of: (each: Listed) => { readonly value: string; readonly label: string } | null,
): { value: string; label: string; count: number }[] {
  const facets = new Map<string, { value: string; label: string; count: number }>()
  for (const each of listed) {
    const entry = of(each)
    if (entry === null) continue
    const known = facets.get(entry.value)
    if (known === undefined) facets.set(entry.value, { ...entry, count: 1 })
    else known.count += 1
  }
  return [...facets.values()].sort((a, b) => b.count - a.count)
}

const same = (value: string | null) => (value === null ? null : { value, label: value })

function facetsOf(listed: readonly Listed[]): IssueList['facets'] {
  const states = facet(listed, ({ row }) => same(row.state))
  return {
    units: facet(listed, ({ row, unit }) => ({ value: row.org_id, label: unit.shortName })),
    states: issueMachine.states.flatMap((state) => states.filter(({ value }) => value === state)),
    sources: facet(listed, ({ row }) => same(row.source)),
  }
}

/** the phase a problem was registered in, by its day where nothing was noted. */
const phaseKeyOf = ({ campaign }: Context, row: IssueRow): string =>
  row.phase ?? phaseOf(campaign.template, row.registered_on)?.key ?? 'prep'

function countPhases(context: Context, listed: readonly Listed[]): IssueCounts['phases'] {
  return context.campaign.template.phases.flatMap(({ key }) => {
    const own = listed.filter(({ row }) => phaseKeyOf(context, row) === key)
    if (own.length === 0) return []
    const closed = own.filter(({ row }) => !isOpenIssue(row.state)).length
    return [{ name: phaseName(context.campaign.template, key), registered: own.length, closed }]
  })
}

/** Numbers over problems; those explained only are counted by themselves. */
export function countIssues(context: Context, listed: readonly Listed[]): IssueCounts {
  const count = (test: (each: Listed) => boolean): number => listed.filter(test).length
  const isClosed = ({ row }: Listed): boolean => !isOpenIssue(row.state)
  const isExplaining = ({ row }: Listed): boolean => row.kind === '说明情况' && row.state !== '待分类'
  const allowed = context.campaign.limit('issue.kind1.days')
  const lit = (light: string): number => count(({ line }) => line.light === light)
  return {
    all: listed.length,
    open: count((each) => !isClosed(each)),
    unsorted: count(({ row }) => row.state === '待分类'),
    verify: count(({ row }) => row.state === '已完成' || row.state === '已说明'),
    overdue: count(({ line }) => line.overdueDays > 0),
    lateAtOnce: count(
      ({ row }) =>
        daysBeyondAtOnce(
          { state: row.state, kind: row.kind, registeredOn: row.registered_on },
          context.today,
          allowed,
        ) !== null,
    ),
    kinds: issueKinds.map((kind) => ({
      kind,
      all: count(({ row }) => row.kind === kind && row.state !== '待分类'),
      closed: count((each) => each.row.kind === kind && isClosed(each)),
    })),
    closed: count((each) => isClosed(each) && !isExplaining(each)),
    valid: count((each) => !isExplaining(each)),
    explained: count((each) => isExplaining(each) && (isClosed(each) || each.row.state === '已说明')),
    toExplain: count(isExplaining),
    relapsed: count(({ row }) => row.relapse_count > 0),
    anew: count(({ row }) => row.round > 0),
    lights: { 绿: lit('绿'), 黄: lit('黄'), 红: lit('红'), 无: lit('无') },
    phases: countPhases(context, listed),
  }
}

/** The problems a query asks for, by kind. */
export async function findListed(
  context: Context,
  query: IssueQuery,
): Promise<{ all: Listed[]; found: Listed[] }> {
  const all = await listAll(context)
  return { all, found: all.filter((each) => fits(query, each)) }
}

export async function listIssues(context: Context, query: IssueQuery): Promise<IssueList> {
  const { all, found } = await findListed(context, query)
  return {
    rows: found.map(({ line }) => line),
    counts: countIssues(context, all),
    facets: facetsOf(all.filter((each) => isInGroup(query.group, each))),
  }
}
