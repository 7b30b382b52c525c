// 通报 of a half-month: counted from the records while it is open, as it went out once it is issued.
import type { Kysely, Selectable } from 'kysely'
import * as z from 'zod'
import type { CircularHead, CircularView } from '#shared/contract/reports.ts'
import { circularTitle, type CircularContent, type CircularPlace } from '#shared/documents/circular-paper.ts'
import { basisText, thresholdByKey } from '#shared/campaign/index.ts'
import {
  circularLines,
  circularTotals,
  levelNames,
  type Adopted,
  type CircularLine,
  type CircularUnit,
  type LevelKey,
} from '#shared/rules/circular.ts'
import { addDays } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import type { CircularTable } from '../../db/report-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { groupBy } from '../../group-by.ts'
import { NotFound } from '../../refusal.ts'
import { periodsOf } from './calendar.ts'
import { isActiveIn, type ReportingUnit } from './reporters.ts'
import { scoreRuleOf } from './settings.ts'
import { standingOf, type Standing } from './standing.ts'

type Db = Kysely<Tables>
type Period = { readonly start: string; readonly end: string }
export type CircularRow = Selectable<CircularTable>

/** Days from the issue in which what is missing is to be sent in. */
const MAKE_UP_DAYS = 3

/** What an issued circular keeps besides its lines. */
export const IssuedFacts = z.object({
  score: z.object({
    sent: z.number(),
    town: z.number(),
    county: z.number(),
    city: z.number(),
    province: z.number(),
  }),
  quota: z.number().nullable(),
  showsBands: z.boolean(),
  makeUpBy: z.string(),
  basis: z.string(),
  weeks: z.array(
    z.object({
      due: z.string(),
      onTime: z.number(),
      late: z.number(),
      missing: z.number(),
      waiting: z.number(),
    }),
  ),
})
export type IssuedFacts = z.infer<typeof IssuedFacts>

export const placeOf = ({ campaign }: Pick<Context, 'campaign'>, code: string): CircularPlace => ({
  town: campaign.town.town,
  campaign: campaign.template.shortName,
  office: campaign.town.officeName,
  superiorOffice: campaign.town.superiorOfficeName,
  code,
})

export const issuedIn = (db: Db): Promise<CircularRow[]> =>
  db.selectFrom('circular').selectAll().where('deleted_at', 'is', null).orderBy('period_start').execute()

interface AdoptionMark {
  readonly org_id: string
  readonly level: string
  /** The day it counts on. */
  readonly date: string
}

/** The day an adoption counts on: its own, or where the circular of that day was out before it was entered, the first after it. */
export function countedDay(
  { id, date }: { readonly id: string; readonly date: string },
  issued: readonly CircularRow[],
): string {
  const missed = issued.find((row) => row.period_start <= date && date <= row.period_end && row.id < id)
  return missed === undefined ? date : countedDay({ id, date: addDays(missed.period_end, 1) }, issued)
}

async function adoptionsUntil(db: Db, end: string): Promise<AdoptionMark[]> {
  const issued = await issuedIn(db)
  const rows = await db
    .selectFrom('adoption')
    .select(['id', 'org_id', 'level', 'date'])
    .where('date', '<=', end)
    .where('deleted_at', 'is', null)
    .execute()
  return rows.map(({ id, org_id, level, date }) => ({
    org_id,
    level,
    date: countedDay({ id, date }, issued),
  }))
}

function countLevels(own: readonly AdoptionMark[]): Adopted {
  const count = (key: LevelKey): number => own.filter(({ level }) => level === levelNames[key]).length
  return { town: count('town'), county: count('county'), city: count('city'), province: count('province') }
}

/** Weeks whose reports are due in the period. */
export const weeksIn = ({ weeks, due }: Standing, { start, end }: Period): string[] =>
  weeks.filter((week) => start <= due(week, '支部') && due(week, '支部') <= end)

/** Units asked in the period, and any other that has sent something or had it printed. */
function unitsIn(
  standing: Standing,
  period: Period,
  adopted: ReadonlyMap<string, readonly AdoptionMark[]>,
): ReportingUnit[] {
  const weeks = weeksIn(standing, period)
  const active = new Set(
    standing.items.filter((item) => isIn(item.submitted_on, period)).map(({ org_id }) => org_id),
  )
  return standing.units.filter(
    (unit) =>
      unit !== standing.town &&
      ((unit.isAsked && weeks.some((week) => isActiveIn(unit, week))) ||
        active.has(unit.id) ||
        (adopted.get(unit.id) ?? []).some(({ date }) => isIn(date, period))),
  )
}

const isIn = (day: string | null, { start, end }: Period): boolean =>
  day !== null && start <= day && day <= end

function unitOf(
  standing: Standing,
  unit: ReportingUnit,
  period: Period,
  items: readonly (string | null)[],
  adopted: readonly AdoptionMark[],
): CircularUnit {
  const states = weeksIn(standing, period).map((week) => standing.stateOf(unit, week))
  const count = (...wanted: readonly string[]): number =>
    states.filter((state) => wanted.includes(state)).length
  return {
    orgId: unit.id,
    unit: unit.unit,
    sent: items.filter((day) => isIn(day, period)).length,
    sentTotal: items.filter((day) => day !== null && day <= period.end).length,
    adopted: countLevels(adopted.filter(({ date }) => isIn(date, period))),
    adoptedAll: countLevels(adopted),
    onTime: count('按时'),
    late: count('迟报'),
    missing: count('未报', '补报'),
  }
}

export interface OpenCircular {
  readonly content: Omit<CircularContent, 'makeUpBy'>
  readonly quota: number | null
  readonly weeks: IssuedFacts['weeks']
}

function weekNumbers(standing: Standing, week: string): IssuedFacts['weeks'][number] {
  const states = standing.asked.map((unit) => standing.stateOf(unit, week))
  const count = (...wanted: readonly string[]): number =>
    states.filter((state) => wanted.includes(state)).length
  return {
    due: standing.due(week, '支部'),
    onTime: count('按时'),
    late: count('迟报'),
    missing: count('未报', '补报'),
    waiting: count('待报'),
  }
}

/** The period as the records give it now: pieces by the day they came, adoptions by the day they were printed. */
export async function openCircular(
  db: Db,
  standing: Standing,
  period: Period,
  issue: number,
): Promise<OpenCircular> {
  const adoptions = groupBy(await adoptionsUntil(db, period.end), ({ org_id }) => org_id)
  const items = groupBy(standing.items, ({ org_id }) => org_id)
  const weeks = weeksIn(standing, period)
  const { quotaPerWeek, showsBands } = standing.settings
  const quota = quotaPerWeek === null ? null : quotaPerWeek * weeks.length
  const score = scoreRuleOf(standing.settings)
  const units = unitsIn(standing, period, adoptions).map((unit) =>
    unitOf(
      standing,
      unit,
      period,
      (items.get(unit.id) ?? []).map(({ submitted_on }) => submitted_on),
      adoptions.get(unit.id) ?? [],
    ),
  )
  const lines = circularLines(units, { score, quota })
  return {
    content: { ...period, issue, lines, totals: circularTotals(lines), score, showsBands },
    quota,
    weeks: weeks.map((week) => weekNumbers(standing, week)),
  }
}

/** The lines of an issued circular as they were. */
export async function issuedLines(db: Db, row: CircularRow): Promise<CircularLine[]> {
  const rows = await db
    .selectFrom('circular_row')
    .selectAll()
    .where('circular_id', '=', row.id)
    .orderBy('position')
    .execute()
  return rows.map((line) => ({
    orgId: line.org_id,
    unit: line.unit,
    place: line.place,
    band: line.band,
    sent: line.sent,
    sentTotal: line.sent_total,
    adopted: { town: line.town, county: line.county, city: line.city, province: line.province },
    // By level it is kept for the period only; the sum since the beginning stands beside it.
    adoptedAll: { town: line.adopted_total, county: 0, city: 0, province: 0 },
    adoptedTotal: line.adopted_total,
    sentScore: line.sent_score,
    adoptedScore: line.adopted_score,
    score: line.score,
    scoreTotal: line.score_total,
    onTime: line.on_time,
    late: line.late,
    missing: line.missing,
    remark: line.remark,
  }))
}

export const issuedFacts = ({ facts }: Pick<CircularRow, 'facts'>): IssuedFacts =>
  IssuedFacts.parse(JSON.parse(facts))

function headsOf(periods: readonly Period[], issued: readonly CircularRow[], today: string): CircularHead[] {
  return periods.map(({ start, end }, i) => {
    const row = issued.find(({ period_start }) => period_start === start)
    return {
      start,
      end,
      issue: i + 1,
      state: row ? '已出刊' : end < today ? '待出刊' : '未到期',
      no: row?.no ?? null,
      issuedOn: row?.issued_on ?? null,
    }
  })
}

/** The first that waits to go out, else the one of today, else the last. */
function chosenHead(heads: readonly CircularHead[], start: string | null, today: string): CircularHead {
  const asked = heads.find((head) => head.start === start)
  if (start !== null && asked === undefined) throw new NotFound('这一期通报')
  const found =
    asked ??
    heads.find(({ state }) => state === '待出刊') ??
    heads.find((head) => head.start <= today && today <= head.end) ??
    heads.at(-1)
  if (found === undefined) throw new NotFound('这一期通报')
  return found
}

type Note = CircularView['notes'][number]

/** What a reader would ask about before it goes out. */
async function notesOn(db: Db, standing: Standing, open: OpenCircular): Promise<Note[]> {
  const { start, end, totals } = open.content
  const notes: Note[] = []
  const note = (kind: Note['kind'], text: string, to = ''): void => void notes.push({ kind, text, to })
  const none = totals.zeroSent
  if (none.length > 0) note('bad', `零报送的将列名：${none.join('、')}。`)
  const late = weeksIn(standing, { start, end }).flatMap((week) =>
    standing.asked.filter((unit) => standing.stateOf(unit, week) === '迟报'),
  )
  if (late.length > 0) note('warn', `截止以后收到${late.length}份，按“迟报”计。`, '/reports-up?tab=week')
  const waiting = open.weeks.reduce((sum, week) => sum + week.waiting, 0)
  if (waiting > 0) note('warn', `还有${waiting}份没有到截止时间，出刊以后报来的计入下一期。`)
  const earlier = await db
    .selectFrom('adoption')
    .innerJoin('weekly_report', 'weekly_report.id', 'adoption.report_id')
    .select('adoption.id')
    .where('adoption.date', '>=', start)
    .where('adoption.date', '<=', end)
    .where('weekly_report.submitted_on', '<', start)
    .where('adoption.deleted_at', 'is', null)
    .execute()
  if (earlier.length > 0)
    note('warn', `以前报送、本期采用${earlier.length}条，计入本期采用。`, '/reports-up?tab=adoptions')
  note('ok', `${totals.units}个单位全部在列，得分相同的名次并列。`)
  return notes
}

function reasonsAgainst(head: CircularHead, open: OpenCircular): string[] {
  if (head.state === '未到期') return [`这一期到${head.end}为止，过了这一天才能出刊。`]
  return open.content.lines.length === 0 ? ['这一期没有应报的单位，不用出刊。'] : []
}

const viewLine = (line: CircularLine): CircularView['lines'][number] => ({ ...line })

const viewTotals = (totals: CircularContent['totals']): CircularView['totals'] => ({
  ...totals,
  zeroSent: [...totals.zeroSent],
  zeroAdopted: [...totals.zeroAdopted],
  missingNames: [...totals.missingNames],
})

/** Everything the page shows of one period, issued or not. */
export async function showCircular(context: Context, start: string | null): Promise<CircularView> {
  const db = context.db.read
  const [standing, issued] = await Promise.all([standingOf(context, db), issuedIn(db)])
  const periods = headsOf(periodsOf(context.campaign), issued, context.today)
  const head = chosenHead(periods, start, context.today)
  const row = issued.find(({ period_start }) => period_start === head.start)
  const place = placeOf(context, standing.settings.officeCode)
  const basis = basisText(thresholdByKey(context.campaign.template, 'report.score.adopt').basis)
  if (row !== undefined) {
    const [lines, facts] = [await issuedLines(db, row), issuedFacts(row)]
    return {
      periods,
      head,
      title: row.title,
      lines: lines.map(viewLine),
      totals: viewTotals(circularTotals(lines)),
      rule: { score: facts.score, quota: facts.quota, showsBands: facts.showsBands },
      basis: facts.basis,
      weeks: facts.weeks,
      notes: [],
      reasons: ['这一期已经出刊，内容不再改变。'],
      makeUpBy: facts.makeUpBy,
    }
  }
  const open = await openCircular(db, standing, head, head.issue)
  const { lines, totals, score, showsBands } = open.content
  return {
    periods,
    head,
    title: circularTitle(place, open.content),
    lines: lines.map(viewLine),
    totals: viewTotals(totals),
    rule: { score: { ...score }, quota: open.quota, showsBands },
    basis,
    weeks: open.weeks,
    notes: await notesOn(db, standing, open),
    reasons: reasonsAgainst(head, open),
    makeUpBy: addDays(context.today, MAKE_UP_DAYS),
  }
}
