// Reviews of the reports: timeliness of every unit, its informant, the circulars, and how many tables branches are asked for.
import { judgeCircular } from '#shared/rules/reporting.ts'
import { judgeInformants } from '#shared/rules/organisation.ts'
import { judgeTables } from '#shared/rules/burden.ts'
import { fail, notAssessed, pass, type Verdict } from '#shared/rules/verdict.ts'
import type { UnitWeekState } from '#shared/rules/report-week.ts'
import { formatShort } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { periodsOf } from '../reports/calendar.ts'
import { issuedIn, issuedLines } from '../reports/circular.ts'
import { isActiveIn, type ReportingUnit } from '../reports/reporters.ts'
import { countTables } from '../reports/tables-asked.ts'
import { standingOf, type Standing } from '../reports/standing.ts'
import type { Review, ReviewLine } from './review.ts'

const page = (orgId: string): string => `/reports-up?unit=${orgId}`

/** X-19 of the self-check: no week without a report, and late once at most. */
const MOST_LATE = 1

function judgeUnit(standing: Standing, unit: ReportingUnit): Verdict {
  const states = standing.weeks.map((week) => [week, standing.stateOf(unit, week)] as const)
  const count = (...wanted: readonly UnitWeekState[]): number =>
    states.filter(([, state]) => wanted.includes(state)).length
  const [late, missing] = [count('迟报'), count('未报', '补报')]
  const due = count('按时') + late + missing
  const facts = { due, late, missing }
  if (due === 0) return notAssessed('R-28', '还没有到期的周报。', facts)
  const gone = states.filter(([, state]) => state === '未报' || state === '补报').map(([week]) => week)
  const days = gone.map((week) => formatShort(week, Number(week.slice(0, 4)))).join('、')
  if (missing > 0)
    return fail('R-28', `应报${due}次，未报${missing}次（${days}），迟报${late}次。`, facts, {
      level: '警告',
    })
  if (late > MOST_LATE) return fail('R-28', `应报${due}次，迟报${late}次。`, facts, { level: '警告' })
  return pass('R-28', `应报${due}次，按时${due - late}次${late > 0 ? `，迟报${late}次` : ''}。`, facts)
}

async function judgeTimeliness(context: Context): Promise<ReviewLine[]> {
  const standing = await standingOf(context, context.db.read)
  return [...(standing.town ? [standing.town] : []), ...standing.asked].map((unit) => ({
    name: unit.unit,
    orgId: unit.id,
    to: page(unit.id),
    verdict: judgeUnit(standing, unit),
  }))
}

async function judgeInformantOf(context: Context): Promise<ReviewLine[]> {
  const db = context.db.read
  const { asked } = await standingOf(context, db)
  const rows = await db
    .selectFrom('informant')
    .select('org_id')
    .where('until_on', 'is', null)
    .where('deleted_at', 'is', null)
    .execute()
  const active = groupBy(rows, ({ org_id }) => org_id)
  return asked.map((unit) => ({
    name: unit.unit,
    orgId: unit.id,
    to: '/reports-up?tab=informants',
    verdict: judgeInformants({ informants: (active.get(unit.id) ?? []).length }),
  }))
}

async function judgeCirculars(context: Context): Promise<ReviewLine[]> {
  const db = context.db.read
  const [standing, issued] = await Promise.all([standingOf(context, db), issuedIn(db)])
  const over = periodsOf(context.campaign).filter(({ end }) => end < context.today)
  return Promise.all(
    over.map(async ({ start, end }, i) => {
      const row = issued.find(({ period_start }) => period_start === start)
      const name = `第${String(i + 1)}期（${start}—${end.slice(8)}）`
      const to = `/reports-up?tab=circulars&period=${start}`
      if (row === undefined) {
        const verdict = fail('R-29', '这一期已经结束，通报还没有出刊。', { start, end }, { level: '提示' })
        return { name, orgId: null, to, verdict }
      }
      const weeks = standing.weeks.filter((week) => {
        const due = standing.due(week, '支部')
        return start <= due && due <= end
      })
      const units = standing.asked
        .filter((unit) => weeks.some((week) => isActiveIn(unit, week)))
        .map(({ unit }) => unit)
      const lines = await issuedLines(db, row)
      const rows = lines.map(({ unit, sent, adopted }) => ({ unit, submitted: sent, ...adopted }))
      return { name, orgId: null, to, verdict: judgeCircular({ date: start, units, rows }) }
    }),
  )
}

async function judgeBurden(context: Context): Promise<ReviewLine[]> {
  const { asked } = await standingOf(context, context.db.read)
  const requested = await countTables(context)
  return asked.map((unit) => ({
    name: unit.unit,
    orgId: unit.id,
    verdict: judgeTables({ requested: requested.get(unit.id) ?? 0 }),
  }))
}

export const reportReviews: readonly Review[] = [
  {
    key: 'weekly-reports',
    ledger: 'weekly_reports',
    rule: 'R-28',
    title: '周报按时报送',
    about: '单位',
    judge: judgeTimeliness,
  },
  {
    key: 'informants',
    ledger: 'weekly_reports',
    rule: 'R-28b',
    title: '信息员恰一名',
    about: '单位',
    judge: judgeInformantOf,
  },
  {
    key: 'reporting-load',
    ledger: 'weekly_reports',
    rule: 'R-58b',
    title: '本周要支部报的表',
    about: '单位',
    judge: judgeBurden,
  },
  {
    key: 'circulars',
    ledger: 'adoptions',
    rule: 'R-29',
    title: '半月通报',
    about: '全镇',
    judge: judgeCirculars,
  },
]
