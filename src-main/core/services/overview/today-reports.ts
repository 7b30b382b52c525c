// What waits of the reports: the branches' due this week or past it, the town's own upward, and the circular that is to go out.
import { daysBetween } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { periodsOf, weekOn } from '../reports/calendar.ts'
import { issuedIn } from '../reports/circular.ts'
import { countWeek, standingOf, type Standing } from '../reports/standing.ts'
import { bandOf, dueWord, shortDay, toneOf, type Placed } from './day-line.ts'

const page = (query: string): string => `/reports-up${query}`

/** The branches whose report of the week has not come, in one line. */
function branchesLine(standing: Standing, week: string, today: string): Placed[] {
  const { waiting } = countWeek(standing, week)
  const due = standing.due(week, '支部')
  const left = daysBetween(today, due)
  const band = bandOf(left)
  if (waiting === 0 || band === null) return []
  return [
    {
      band,
      order: left + 0.6,
      line: {
        verb: '催报',
        subject: 'unit',
        unit: `${String(waiting)} 家`,
        what: `${shortDay(week, today)}这一周的周报还没有报`,
        when: left === 0 ? '今天 24:00' : dueWord(left, due, today),
        tone: toneOf(left),
        to: page(`?tab=week&week=${week}`),
      },
    },
  ]
}

function townLine(standing: Standing, week: string, today: string): Placed[] {
  const { town } = standing
  if (town === undefined || standing.stateOf(town, week) !== '待报') return []
  const due = standing.due(week, '镇')
  const left = daysBetween(today, due)
  const band = bandOf(left)
  if (band === null) return []
  return [
    {
      band,
      order: left + 0.7,
      line: {
        verb: '上报',
        subject: 'unit',
        unit: town.unit,
        what: '本镇周报报上级办公室',
        when: left === 0 ? '今天 24:00' : dueWord(left, due, today),
        tone: toneOf(left),
        to: page(`?tab=week&week=${week}&unit=${town.id}`),
      },
    },
  ]
}

/** The week of today, and the one before while its exception still runs. */
function weeksToShow({ weeks }: Standing, today: string): string[] {
  const now = weekOn(weeks, today)
  const before = weeks[weeks.indexOf(now) - 1]
  return before === undefined ? [now] : [before, now]
}

async function circularLines(context: Context): Promise<Placed[]> {
  const issued = new Set((await issuedIn(context.db.read)).map(({ period_start }) => period_start))
  const { today } = context
  const waiting = periodsOf(context.campaign).flatMap(({ start, end }, i) =>
    end < today && !issued.has(start) ? [{ start, end, issue: i + 1 }] : [],
  )
  return waiting.slice(0, 1).map(({ start, end, issue }) => ({
    band: 'today' as const,
    order: 8,
    line: {
      verb: '出刊',
      subject: 'notice' as const,
      unit: `第${String(issue)}期通报`,
      what: waiting.length > 1 ? `共${String(waiting.length)}期待发` : '信息报送及采用情况通报待发',
      when: `${shortDay(end, today)}止`,
      tone: 'warn' as const,
      to: page(`?tab=circulars&period=${start}`),
    },
  }))
}

/** The lines of the reports; nothing while nobody is asked for one. */
export async function reportLines(context: Context): Promise<Placed[]> {
  const standing = await standingOf(context, context.db.read)
  if (standing.asked.length === 0) return []
  const isBegun = standing.numberOf(weekOn(standing.weeks, context.today)) !== null
  const lines = weeksToShow(standing, context.today).flatMap((week) => [
    ...branchesLine(standing, week, context.today),
    ...(isBegun ? townLine(standing, week, context.today) : []),
  ])
  return [...lines, ...(isBegun ? await circularLines(context) : [])]
}

/** How many branches have not yet reported in the week of today. */
export async function countReportsMissing(
  context: Pick<Context, 'campaign' | 'today' | 'db'>,
): Promise<number> {
  const standing = await standingOf(context, context.db.read)
  const { waiting, missing } = countWeek(standing, weekOn(standing.weeks, context.today))
  return waiting + missing
}
