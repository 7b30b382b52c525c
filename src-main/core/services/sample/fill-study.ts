// The sample town's study: sessions of each branch, who attended, what was missed and made up, as the storyline counts it.
import * as z from 'zod'
import { xianjin2005 } from '#shared/campaign/index.ts'
import type { CourseKind } from '#shared/ledgers/sessions.ts'
import { isAbsent, type AttendanceState } from '#shared/rules/attendance.ts'
import { courseKinds } from '#shared/rules/study.ts'
import { minutesOf } from '#shared/text/clock-time.ts'
import { addDays, daysBetween, weekdayOf } from '#shared/text/civil-date.ts'
import { write } from '../../context.ts'
import { uuidV7 } from '../../db/ids.ts'
import { groupBy } from '../../group-by.ts'
import { initialsOf } from '../../ledger/rows.ts'
import { settleMakeups } from '../study/settle.ts'
import type { Fill, SampleMember, SampleStage, SampleTown, SampleUnit } from './fill.ts'

const StoryPart = z.object({
  demoToday: z.string(),
  organisations: z.array(
    z.object({
      shortName: z.string(),
      members: z.number().nullable(),
      studied: z.number().nullable(),
      enoughHours: z.number().nullable(),
    }),
  ),
  plans: z.array(
    z.object({ unit: z.string(), schedule: z.array(z.object({ place: z.string().nullable() })) }),
  ),
})

/** How many of a unit's members study at all, and how many have the hours. */
interface Told {
  readonly studied: number
  readonly enough: number
}

interface Story {
  readonly told: ReadonlyMap<string, Told>
  readonly places: ReadonlyMap<string, string>
  /** The day the storyline's numbers are of. */
  readonly day: string
}

function readStory(raw: unknown): Story {
  const { organisations, plans, demoToday } = StoryPart.parse(raw)
  const told = organisations.flatMap(({ shortName, members, studied, enoughHours }) =>
    members === null
      ? []
      : [[shortName, { studied: studied ?? members, enough: enoughHours ?? members }] as const],
  )
  const places = plans.flatMap(({ unit, schedule }) => {
    const place = schedule.find((each) => each.place !== null)?.place
    return place == null ? [] : [[unit, place] as const]
  })
  return { told: new Map(told), places: new Map(places), day: demoToday }
}

const required = xianjin2005.readings.filter(({ isRequired }) => isRequired).map(({ title }) => title)

/** Forty hours in sessions of two and a half. */
const SESSIONS = 16
const HOURS = 25
const NEEDED = 400

const COURSE_TEXTS: Readonly<Record<CourseKind, string>> = {
  形势任务课: '形势任务辅导：当前农村改革发展形势和本镇任务',
  执政能力课: '执政能力辅导：加强党的执政能力建设',
  党纪党规课: '党纪党规辅导：党内监督条例和纪律处分条例',
  党员标准课: '党员标准辅导：新时期保持党员先进性的要求',
  正反典型教育课: '正反典型教育：身边的先进和案例警示',
}

const DISCUSSIONS = [
  '大讨论：结合学习，谈先进性的内涵',
  '大讨论：结合单位，谈先进性的具体标准',
  '大讨论：结合自身，谈发挥先进性的途径',
]

/** What each session of the phase is about, in order. */
interface Lesson {
  readonly theme: string
  readonly form: string
  readonly course: CourseKind | null
  readonly readings: readonly string[]
}

function lessons(): Lesson[] {
  const texts = [...required, ...required]
  const reading = (title: string): Lesson => ({
    theme: `学习${title}`,
    form: '集中学习',
    course: null,
    readings: [title],
  })
  const course = (kind: CourseKind): Lesson => ({
    theme: COURSE_TEXTS[kind],
    form: '宣讲辅导',
    course: kind,
    readings: [],
  })
  const talk = (theme: string): Lesson => ({ theme, form: '组织讨论', course: null, readings: [] })
  const [first, ...rest] = texts.map(reading)
  const mixed = rest.flatMap((lesson, i) => {
    const kind = courseKinds[i]
    return kind === undefined ? [lesson] : [course(kind), lesson]
  })
  return [...(first === undefined ? [] : [first]), ...mixed, ...DISCUSSIONS.map(talk)].slice(0, SESSIONS)
}

const ALL_LESSONS = lessons()

/** Evenings where people are at work during the day; schools on holiday in the morning. */
const TIMES: Readonly<Record<string, string>> = {
  国有集体企业: '19:00',
  非公企业: '19:00',
  社区: '19:00',
  学校: '08:30',
}
const OFFICE_TIME = '14:00'
/** The shop that studied during working hours until it was told to change (督〔2005〕3-007). */
const AT_WORK = { unit: '制衣公司支部', until: '2005-07-26', time: '14:00' }

const timeOf = (unit: SampleUnit, date: string): string =>
  unit.name === AT_WORK.unit && date < AT_WORK.until ? AT_WORK.time : (TIMES[unit.unitType] ?? OFFICE_TIME)

/** Latest day of an ordinary study session: the courses are to be done by early August. */
const LAST_STUDY_DAY = '2005-08-05'

const isWeekend = (day: string): boolean => [0, 6].includes(weekdayOf(day))

/** Days of the sessions: spread over the workdays of the stage, never on the day it is opened. */
function daysFor(stage: SampleStage, until: string): string[] {
  const ends = [stage.end ?? until, until, stage.start > LAST_STUDY_DAY ? until : LAST_STUDY_DAY].sort()
  const last = ends[0] ?? until
  const span = daysBetween(stage.start, last)
  const workdays = Array.from({ length: Math.max(0, span) }, (_, i) => addDays(stage.start, i + 1)).filter(
    (day) => !isWeekend(day),
  )
  if (workdays.length <= SESSIONS) return workdays
  return Array.from(
    { length: SESSIONS },
    (_, i) => workdays[Math.floor((i * workdays.length) / SESSIONS)] ?? last,
  )
}

interface Session {
  readonly id: string
  readonly date: string
  readonly lesson: Lesson
  readonly hours: number
}

/** The course the storyline says was missed, and the day it was made up. */
const LATE_COURSE = { unit: '南坪小学支部', course: '党纪党规课' as CourseKind, on: '2005-08-15' }

function sessionsOf(unit: SampleUnit, town: SampleTown, days: readonly string[]): Omit<Session, 'id'>[] {
  // Fewer days than sessions: longer ones, so that the hours can be reached.
  const hours = days.length >= SESSIONS ? HOURS : Math.min(40, 5 * Math.ceil(NEEDED / days.length / 5))
  const held = days.map((date, i) => {
    const lesson = ALL_LESSONS[i] ?? { theme: '集中学习', form: '集中学习', course: null, readings: [] }
    const isMissed = unit.name === LATE_COURSE.unit && lesson.course === LATE_COURSE.course
    const own = isMissed ? { ...lesson, theme: '学习交流', form: '集中学习', course: null } : lesson
    return { date, lesson: own, hours }
  })
  if (unit.name !== LATE_COURSE.unit || town.until < LATE_COURSE.on) return held
  const late = ALL_LESSONS.find(({ course }) => course === LATE_COURSE.course)
  return late === undefined ? held : [...held, { date: LATE_COURSE.on, lesson: late, hours: 20 }]
}

/** Members in the order in which the storyline's shortfalls take them: who is away first, the secretary last. */
function weakestFirst(unit: SampleUnit, town: SampleTown): SampleMember[] {
  const weight = (member: SampleMember): number =>
    (member.isLost ? 0 : member.isFloating ? 10 : 20) +
    (member.partyPost === null ? 0 : 10) +
    town.draw('weak', unit.name, member.name)
  return [...unit.members].sort((a, b) => weight(a) - weight(b))
}

interface Standing {
  /** Has not studied at all. */
  readonly isAbsent: boolean
  /** Sessions missed and never made up. */
  readonly short: number
}

/** Sessions that must be missed for the hours to fall short. */
function missesForShort(sessions: readonly Session[]): number {
  const counted = sessions.filter(({ lesson }) => lesson.form !== LATER_FORM)
  const total = counted.reduce((sum, { hours }) => sum + hours, 0)
  const shortest = Math.min(...counted.map(({ hours }) => hours), HOURS)
  return total < NEEDED ? 0 : Math.floor((total - NEEDED) / shortest) + 1
}

/** Who falls short: by the storyline on its day; later everybody has made up but those whom nobody could reach. */
function standingsOf(
  unit: SampleUnit,
  town: SampleTown,
  story: Story,
  sessions: readonly Session[],
): Map<string, Standing> {
  const told = story.told.get(unit.name) ?? { studied: unit.members.length, enough: unit.members.length }
  const isLater = town.until > story.day
  const order = weakestFirst(unit, town)
  const fewest = missesForShort(sessions)
  const absent = isLater ? order.filter(({ isLost }) => isLost).length : unit.members.length - told.studied
  const short = isLater ? 0 : told.studied - told.enough
  return new Map(
    order.map((member, i) => {
      const isShort = i >= absent && i < absent + short
      const more = i === absent ? Math.min(6, 2 * short) : Math.floor(2 * town.draw('short', member.name))
      return [member.id, { isAbsent: i < absent, short: isShort ? fewest + more : 0 }]
    }),
  )
}

const LEAVES: readonly AttendanceState[] = ['事假', '事假', '病假', '公假', '缺勤']

interface Marked {
  readonly session: Session
  readonly member: SampleMember
  readonly state: AttendanceState
  /** Day it was made up; null when it was not. */
  readonly madeOn: string | null
}

/** What draws hang on: nothing that differs from one making of the town to the next. */
const keysOf = (session: Session, member: SampleMember): [string, string] => [session.date, member.name]

/** One in so many is away now and then; who is late still studies the whole of it. */
function usualState(town: SampleTown, session: Session, member: SampleMember): AttendanceState {
  const drawn = town.draw('mark', ...keysOf(session, member))
  if (drawn < 0.07) return town.pick(LEAVES, 'leave', ...keysOf(session, member))
  if (drawn < 0.085) return '迟到'
  return drawn < 0.09 ? '早退' : '出席'
}

/** The sessions a member who falls short has missed for good: spread over the phase. */
const isMissedForGood = (i: number, count: number, short: number): boolean =>
  short > 0 && Math.floor((i * short) / count) !== Math.floor(((i + 1) * short) / count)

const PHASES = ['study', 'review', 'rectify', 'consolidate'] as const

/** A branch moves on with its make-ups done: they end with the phase. */
const lastDayFor =
  (unit: SampleUnit, town: SampleTown) =>
  ({ date }: Session): string => {
    const end = PHASES.map((phase) => unit.stage(phase)?.end).find((day) => day != null && day >= date)
    return end != null && end < town.until ? end : town.until
  }

function marksOf(
  town: SampleTown,
  sessions: readonly Session[],
  member: SampleMember,
  { isAbsent: isAway, short }: Standing,
  lastDay: (session: Session) => string,
): Marked[] {
  const study = sessions.filter(({ lesson }) => lesson.form !== LATER_FORM).length
  return sessions.map((session, i) => {
    if (isAway) return { session, member, state: '缺勤', madeOn: null }
    if (i < study && isMissedForGood(i, study, short)) return { session, member, state: '事假', madeOn: null }
    const state = usualState(town, session, member)
    const days = 2 + Math.floor(8 * town.draw('made', ...keysOf(session, member)))
    const madeOn = addDays(session.date, days)
    return { session, member, state, madeOn: madeOn > lastDay(session) ? lastDay(session) : madeOn }
  })
}

/** After the study phase the branches go on, mostly before the screen: a record, no hours to count. */
const LATER_FORM = '电化教育'
const LATER = [
  ['review', '观看先进事迹录像，谈体会', 6],
  ['rectify', '观看勤政为民录像，对照整改', 5],
  ['consolidate', '观看总结大会录像', 4],
] as const

function laterSessions(unit: SampleUnit, town: SampleTown): Omit<Session, 'id'>[] {
  return LATER.flatMap(([phase, theme, after]) => {
    const stage = unit.stage(phase)
    if (stage === null) return []
    const date = addDays(stage.start, after)
    if (date > town.until || (stage.end !== null && date > stage.end)) return []
    return [{ date, hours: 20, lesson: { theme, form: LATER_FORM, course: null, readings: [] } }]
  })
}

const lecturerOf = (unit: SampleUnit, { course }: Lesson, i: number): string | null =>
  course === null
    ? i % 3 === 0
      ? unit.secretary
      : null
    : course === '党员标准课'
      ? unit.secretary
      : '镇党校教师'

/** Held for the whole town: the same session in every branch that has begun. */
const JOINT = {
  name: '全镇党员形势任务辅导',
  on: '2005-07-07',
  from: '19:00',
  lecturer: '县委党校教师',
  place: '镇影剧院',
}

const sessionRow = (unit: SampleUnit, story: Story, session: Session, i: number, counts: Counts) => {
  const { date, lesson, hours } = session
  const isJoint = lesson.course === '形势任务课' && date === JOINT.on
  const from = isJoint ? JOINT.from : timeOf(unit, date)
  const expected = counts.present + counts.leave + counts.absent
  return {
    id: session.id,
    extra: null,
    initials: initialsOf(lesson.theme),
    org_id: unit.id,
    date,
    from_time: from,
    to_time: laterBy(from, hours),
    theme: lesson.theme,
    form: lesson.form,
    course_type: lesson.course,
    readings: lesson.readings.length === 0 ? null : JSON.stringify(lesson.readings),
    hours,
    host: unit.secretary,
    lecturer: isJoint ? JOINT.lecturer : lecturerOf(unit, lesson, i),
    place: isJoint ? JOINT.place : (story.places.get(unit.name) ?? '支部活动室'),
    joint: isJoint ? JOINT.name : null,
    reported_expected: expected,
    reported_present: counts.present,
    reported_leave: counts.leave,
    reported_absent: counts.absent,
    reported_rate: null,
    recorder: unit.informant,
    remark: null,
  }
}

/** HH:MM so many tenths of an hour later. */
function laterBy(from: string, tenths: number): string {
  const minutes = minutesOf(from) + tenths * 6
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

interface Counts {
  readonly present: number
  readonly leave: number
  readonly absent: number
}

const countsOf = (marks: readonly Marked[]): Counts => {
  const absent = marks.filter(({ state }) => state === '缺勤').length
  const leave = marks.filter(({ state }) => isAbsent(state)).length - absent
  return { present: marks.length - absent - leave, leave, absent }
}

const MODES = ['个别补课', '集中补课', '送学上门', '观看录像'] as const
/** Its register lacks contents and names (督〔2005〕3-021). */
const CARELESS = '包装公司支部'

const makeupRow = (unit: SampleUnit, town: SampleTown, { session, member }: Marked, madeOn: string) => {
  const isCareless = unit.name === CARELESS
  return {
    extra: null,
    initials: initialsOf(member.name),
    org_id: unit.id,
    member_id: member.id,
    missed_on: session.date,
    made_on: madeOn,
    hours: session.hours,
    mode: town.pick(MODES, 'mode', ...keysOf(session, member)),
    content: isCareless ? null : session.lesson.theme,
    responsible: isCareless ? null : (unit.secretary ?? unit.informant),
    remark: null,
  }
}

interface Filled {
  readonly sessions: ReturnType<typeof sessionRow>[]
  readonly marks: readonly Marked[]
  readonly makeups: ReturnType<typeof makeupRow>[]
}

/** A unit that is far behind has held but half of its sessions by the storyline's day. */
function daysHeld(unit: SampleUnit, town: SampleTown, story: Story, stage: SampleStage): string[] {
  const days = daysFor(stage, town.until)
  const isBehind = town.until <= story.day && story.told.get(unit.name)?.enough === 0
  return isBehind ? days.slice(0, SESSIONS / 2) : days
}

function fillUnit(unit: SampleUnit, town: SampleTown, story: Story, newId: () => string): Filled | null {
  const stage = unit.stage('study')
  if (stage === null) return null
  const planned = [
    ...sessionsOf(unit, town, daysHeld(unit, town, story, stage)),
    ...laterSessions(unit, town),
  ]
  const sessions = planned
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .filter(({ date }, i, all) => all[i - 1]?.date !== date)
    .map((session): Session => ({ ...session, id: newId() }))
  const standings = standingsOf(unit, town, story, sessions)
  const marks = unit.members.flatMap((member) =>
    marksOf(
      town,
      sessions,
      member,
      standings.get(member.id) ?? { isAbsent: false, short: 0 },
      lastDayFor(unit, town),
    ),
  )
  const bySession = groupBy(marks, ({ session }) => session.id)
  return {
    sessions: sessions.map((session, i) =>
      sessionRow(unit, story, session, i, countsOf(bySession.get(session.id) ?? [])),
    ),
    marks,
    makeups: marks.flatMap((mark) =>
      isAbsent(mark.state) && mark.madeOn !== null ? [makeupRow(unit, town, mark, mark.madeOn)] : [],
    ),
  }
}

/** Sessions, attendance and make-ups of every branch. */
export const fillStudy: Fill = async (context, town) => {
  const story = readStory(town.story)
  const newId = (): string => uuidV7(context.now())
  const filled = town.units.flatMap((unit) => fillUnit(unit, town, story, newId) ?? [])
  await write(
    context,
    async (journal, trx) => {
      await journal.addMany(
        'study_session',
        filled.flatMap(({ sessions }) => sessions),
      )
      await journal.addMany(
        'attendance',
        filled.flatMap(({ marks }) =>
          marks.map(({ session, member, state }) => ({
            session_id: session.id,
            member_id: member.id,
            state,
            credited: isAbsent(state) ? 0 : session.hours,
            note: '',
          })),
        ),
      )
      await journal.addMany(
        'makeup',
        filled.flatMap(({ makeups }) => makeups),
      )
      await settleMakeups(context, journal, trx, null)
    },
    { reason: '示例数据' },
  )
}
