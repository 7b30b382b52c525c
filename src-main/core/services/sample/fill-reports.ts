// The sample town's weekly reports, what was adopted and the circulars: the storyline's numbers, and plausible ones after it.
import * as z from 'zod'
import { weeklyCounts, type WeeklyCount } from '#shared/rules/report-week.ts'
import { reportWeekOf } from '#shared/rules/reporting.ts'
import { addDays } from '#shared/text/civil-date.ts'
import { write, type Context } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { uuidV7 } from '../../db/ids.ts'
import { initialsOf } from '../../ledger/rows.ts'
import { periodsOf, saveException, weeksOf } from '../reports/calendar.ts'
import { issueCircular } from '../reports/issue.ts'
import { countWeekOf, type Counted } from '../reports/sources.ts'
import type { ReportFacts } from '../reports/store.ts'
import { draftText, draftTitle } from '../reports/words.ts'
import type { Fill, SampleTown, SampleUnit } from './fill.ts'

const State = z.enum(['按时', '迟报', '未报'])
type State = z.infer<typeof State>

const Story = z.object({
  weeklyReports: z.object({
    dueDays: z.array(z.string()),
    rows: z.array(z.object({ unit: z.string(), states: z.array(State) })),
    sixthWeekArrived: z.array(z.string()),
  }),
  circular: z.object({
    from: z.string(),
    to: z.string(),
    extraSubmitted: z.array(z.object({ unit: z.string(), count: z.number().int() })),
    adopted: z.array(z.object({ unit: z.string(), town: z.number().int(), county: z.number().int() })),
  }),
})
type Story = z.infer<typeof Story>

/** Two of the units the storyline tells of never manage. */
const NEVER: readonly string[] = ['包装公司支部', '五金公司支部']
const TITLES = [
  '党员带头学理论、解难题',
  '“党员先进性具体要求”大讨论见闻',
  '边学边改，群众看到新变化',
  '上门送学，老党员一个不落',
  '结合生产办实事，两不误两促进',
] as const
const PUBLICATIONS = { 镇: '清溪镇活动简报', 县: '示例县活动简报', 市: '市活动专报' } as const
const HOLIDAY = { week: '2005-10-06', branch: '2005-10-10', town: '2005-10-11', setOn: '2005-09-28' }

interface Sent {
  readonly id: string
  readonly unit: SampleUnit
  readonly week: string
  readonly on: string
  readonly time: string
  readonly state: '按时' | '迟报'
  readonly itemNo: number
  readonly title: string
}

type Draw = SampleTown['draw']

const clock = (draw: Draw, from: number, hours: number, ...keys: (string | number)[]): string => {
  const minutes = from * 60 + Math.floor(draw('clock', ...keys) * hours * 60)
  const twoDigits = (n: number): string => String(n).padStart(2, '0')
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

const dueIn = (week: string): string => (week === HOLIDAY.week ? HOLIDAY.branch : addDays(week, -1))

/** After the storyline most are on time, a few never. */
function laterState(town: SampleTown, unit: SampleUnit, week: string): State {
  const luck = town.draw('report', unit.name, week)
  if (NEVER.includes(unit.name)) return luck < 0.5 ? '未报' : '迟报'
  return luck < 0.9 ? '按时' : luck < 0.965 ? '迟报' : '未报'
}

function stateIn(town: SampleTown, story: Story, unit: SampleUnit, week: string): State | null {
  const { dueDays, rows, sixthWeekArrived } = story.weeklyReports
  const told = dueDays.indexOf(addDays(week, -1))
  const states = rows.find((row) => row.unit === unit.name)?.states ?? []
  if (told >= 0 && told < states.length) return states[told] ?? null
  if (told === states.length) {
    // On the due day in the morning many are still to come; all but two of them come by its end.
    if (sixthWeekArrived.includes(unit.name)) return '按时'
    return town.until === dueDays[told] || NEVER.includes(unit.name) ? null : '按时'
  }
  return laterState(town, unit, week)
}

/** A day on which a report of that state can have come; null where it cannot have by the day the sample stands at. */
function sentOn(
  town: SampleTown,
  unit: SampleUnit,
  week: string,
  state: '按时' | '迟报',
): Pick<Sent, 'on' | 'time'> | null {
  const { draw, until } = town
  const due = dueIn(week)
  const isEarly = draw('early', unit.name, week) < 0.4
  const on = state === '按时' ? addDays(due, isEarly ? -1 : 0) : addDays(due, isEarly ? 1 : 2)
  if (on > until) return null
  // The sample stands at nine in the morning.
  const time = on === until ? clock(draw, 7, 1.9, unit.name, week) : clock(draw, 8, 9.5, unit.name, week)
  return { on, time }
}

const isActive = (unit: SampleUnit, week: string): boolean => {
  const [first, last] = [unit.stage('study'), unit.stage('consolidate')]
  const { start } = reportWeekOf(week)
  return first !== null && first.start <= start && (last?.end == null || last.end >= start)
}

function reportsIn(town: SampleTown, story: Story, week: string, no: number, at: () => string): Sent[] {
  return town.units.flatMap((unit) => {
    const state = isActive(unit, week) ? stateIn(town, story, unit, week) : null
    if (state === null || state === '未报') return []
    const sent = sentOn(town, unit, week, state)
    return sent === null
      ? []
      : [{ id: at(), unit, week, ...sent, state, itemNo: 1, title: draftTitle(week, no) }]
  })
}

/** Further pieces: those the storyline tells of, later some of the eager units. */
function extraPieces(town: SampleTown, story: Story, main: readonly Sent[], at: () => string): Sent[] {
  const told = new Map(story.circular.extraSubmitted.map(({ unit, count }) => [unit, count]))
  const piece = (first: Sent, n: number): Sent => ({
    ...first,
    id: at(),
    on: dueIn(first.week),
    time: `${String(17 + (n % 6))}:${n % 2 === 0 ? '40' : '10'}`,
    state: '按时',
    itemNo: n + 2,
    title: town.pick(TITLES, 'title', first.unit.name, first.week, n),
  })
  return main.flatMap((first) => {
    if (first.state !== '按时' || dueIn(first.week) >= town.until) return []
    const isTold = story.circular.from <= dueIn(first.week) && dueIn(first.week) <= story.circular.to
    const count = isTold ? (told.get(first.unit.name) ?? 0) : 0
    if (isTold) {
      // Half of them with each of the two weeks, the odd one with the first.
      const isFirst = dueIn(first.week) < addDays(story.circular.from, 7)
      const share = isFirst ? Math.ceil(count / 2) : Math.floor(count / 2)
      return Array.from({ length: share }, (_, n) => piece(first, n))
    }
    if (first.week <= story.circular.to) return []
    return town.draw('extra', first.unit.name, first.week) < 0.08 ? [piece(first, 0)] : []
  })
}

interface Counts {
  readonly values: Counted
  readonly typed: readonly WeeklyCount[]
}

/** What the unit confirmed: as counted, now and then with a number it knew better. */
function countsOf(town: SampleTown, sent: Sent, counted: Counted): Counts {
  const missing = weeklyCounts.filter((key) => counted[key] === null)
  const isCorrected = town.draw('typed', sent.unit.name, sent.week) < 0.12 && (counted.attendees ?? 0) > 0
  const filled = Object.fromEntries(weeklyCounts.map((key) => [key, counted[key] ?? 0])) as Record<
    WeeklyCount,
    number
  >
  if (!isCorrected) return { values: filled, typed: missing }
  return { values: { ...filled, attendees: filled.attendees + 1 }, typed: [...missing, 'attendees'] }
}

const NONE = Object.fromEntries(weeklyCounts.map((key) => [key, null])) as Record<WeeklyCount, null>

function rowOf(town: SampleTown, sent: Sent, counted: Counted) {
  const isMain = sent.itemNo === 1
  const { values, typed } = countsOf(town, sent, counted)
  const facts: ReportFacts = { counted: { ...counted }, typed: [...typed] }
  return {
    id: sent.id,
    extra: null,
    initials: '',
    org_id: sent.unit.id,
    week: sent.week,
    item_no: String(sent.itemNo),
    submitted_on: sent.on,
    submitted_time: sent.time,
    channel: town.pick(['书面', '书面', '电话', '传真'], 'channel', sent.unit.name, sent.week),
    title: sent.title,
    text: isMain ? draftText(values) : `${sent.unit.name}：${sent.title}。`,
    ...(isMain ? values : NONE),
    total_sessions: null,
    total_hours: null,
    total_opinions: null,
    total_talks: null,
    total_solved: null,
    reporter: sent.unit.informant ?? sent.unit.secretary ?? '办公室',
    phone: null,
    remark: null,
    state: sent.state,
    timeliness: sent.state,
    facts: isMain ? JSON.stringify(facts) : null,
  }
}

const stepOf = ({ id, state, on, unit }: Sent) => ({
  weekly_report_id: id,
  from_state: '待报' as const,
  action: state === '按时' ? '按时报送' : '迟报',
  to_state: state,
  on_day: on,
  person: unit.informant ?? unit.secretary ?? '办公室',
  text: '',
  facts: null,
})

/** The town sends its own report up on the Thursday, on time. */
function townReport(
  town: SampleTown,
  committee: SampleUnit,
  week: string,
  no: number,
  id: string,
): Sent | null {
  const on = week === HOLIDAY.week ? HOLIDAY.town : week
  if (on > town.until || no < 1) return null
  return {
    id,
    unit: committee,
    week,
    on,
    time: clock(town.draw, 14, 3, 'town', week),
    state: '按时',
    itemNo: 1,
    title: draftTitle(week, no),
  }
}

async function putReports(journal: Journal, town: SampleTown, sent: readonly Sent[]): Promise<void> {
  const weeks = [...new Set(sent.map(({ week }) => week))]
  const rows = []
  for (const week of weeks) {
    const counted = await countWeekOf(journal.trx, week)
    rows.push(
      ...sent
        .filter((each) => each.week === week)
        .map((each) =>
          rowOf(town, each, each.unit.level === '党委' ? counted.all : counted.of(each.unit.id)),
        ),
    )
  }
  await journal.addMany('weekly_report', rows)
  await journal.addMany('weekly_report_step', sent.map(stepOf))
}

interface Printed {
  readonly unit: SampleUnit
  readonly level: '镇' | '县' | '市'
  readonly on: string
  readonly report: Sent
}

/** Days from the arrival of a piece to its being printed. */
const PRINTED_AFTER = 2

/** What the storyline tells of its period; a few of the eager units' pieces in the others. */
function printedIn(town: SampleTown, story: Story, sent: readonly Sent[]): Printed[] {
  const pieces = sent.filter(
    ({ unit, on }) => unit.level !== '党委' && addDays(on, PRINTED_AFTER) <= town.until,
  )
  const { from, to, adopted } = story.circular
  const told = adopted.flatMap(({ unit, town: atTown, county }) => {
    const own = pieces.filter(
      (each) => each.unit.name === unit && from <= each.on && addDays(each.on, PRINTED_AFTER) <= to,
    )
    const levels = [
      ...Array.from({ length: atTown }, () => '镇' as const),
      ...Array.from({ length: county }, () => '县' as const),
    ]
    return levels.flatMap((level, i) => {
      const report = own[i] ?? own.at(-1)
      return report === undefined
        ? []
        : [{ unit: report.unit, level, on: addDays(report.on, PRINTED_AFTER), report }]
    })
  })
  const others = pieces.flatMap((report): Printed[] => {
    const on = addDays(report.on, PRINTED_AFTER)
    if (from <= on && on <= to) return []
    // Nothing of the days the storyline counts is printed in another period.
    if (from <= report.on && report.on <= to) return []
    const luck = town.draw('printed', report.unit.name, report.week, report.itemNo)
    if (luck >= 0.035) return []
    return [{ unit: report.unit, level: luck < 0.004 ? '市' : luck < 0.014 ? '县' : '镇', on, report }]
  })
  return [...told, ...others].toSorted((a, b) => (a.on < b.on ? -1 : 1))
}

async function putAdoptions(journal: Journal, printed: readonly Printed[]): Promise<void> {
  await journal.addMany(
    'adoption',
    printed.map(({ unit, level, on, report }, i) => ({
      extra: null,
      initials: initialsOf(report.title),
      org_id: unit.id,
      date: on,
      title: report.title,
      level,
      publication: PUBLICATIONS[level],
      issue_no: `第${String(i + 1)}期`,
      remark: null,
      report_id: report.id,
    })),
  )
  const seen = new Set<string>()
  for (const { report, level, on } of printed) {
    const from = seen.has(report.id) ? ('被采用' as const) : report.state
    seen.add(report.id)
    await journal.change('weekly_report', report.id, { state: '被采用' })
    await journal.add('weekly_report_step', {
      ...stepOf(report),
      from_state: from,
      action: '采用',
      to_state: '被采用',
      on_day: on,
      person: '先教办',
      text: `${level}${PUBLICATIONS[level]}`,
    })
  }
}

/** Half-months that are over go out two days later; the storyline's own stays a draft on its day. */
async function issueCirculars(context: Context, town: SampleTown, story: Story): Promise<void> {
  const isDraft = (start: string): boolean =>
    start === story.circular.from && town.until <= addDays(story.circular.to, 2)
  for (const { start, end } of periodsOf(context.campaign)) {
    const on = addDays(end, 2)
    if (on > town.until || isDraft(start)) continue
    await issueCircular(context, { start, on, person: '赵国安', makeUpBy: addDays(on, 3) })
  }
}

export const fillReports: Fill = async (context, town) => {
  const story = Story.parse(town.story)
  const weeks = weeksOf(context.campaign)
  const first = weeks.findIndex((week) => town.units.some((unit) => isActive(unit, week)))
  const at = (): string => uuidV7(context.now())
  if (town.until >= HOLIDAY.setOn)
    for (const [reporter, dueOn] of [
      ['支部', HOLIDAY.branch],
      ['镇', HOLIDAY.town],
    ] as const)
      await saveException(context, { week: HOLIDAY.week, reporter, dueOn, reason: '国庆放假' })
  const committee = town.committees.find(({ level }) => level === '党委')
  const sent = weeks.flatMap((week, i): Sent[] => {
    const no = i - first + 1
    if (no < 1 || reportWeekOf(week).start > town.until) return []
    const main = reportsIn(town, story, week, no, at)
    const own = committee === undefined ? null : townReport(town, committee, week, no, at())
    return [...main, ...extraPieces(town, story, main, at), ...(own === null ? [] : [own])]
  })
  await write(
    context,
    async (journal) => {
      await putReports(journal, town, sent)
      await putAdoptions(journal, printedIn(town, story, sent))
    },
    { reason: '示例数据' },
  )
  await issueCirculars(context, town, story)
}
