// Counts what was learned, member by member and unit by unit, in one pass over the records.
import { isAbsent, isPresent } from '#shared/rules/attendance.ts'
import { courseKinds } from '#shared/rules/study.ts'
import { discussionThemes } from '#shared/rules/study-content.ts'
import { groupBy } from '../../group-by.ts'
import type {
  AlternativeFact,
  LearnerFact,
  LearningFacts,
  MakeupFact,
  NoteFact,
  ProductFact,
  TaskFact,
} from './facts.ts'
import type { SessionFigure } from '../study/figures.ts'

export type CourseKind = (typeof courseKinds)[number]

/** What the counting needs of the campaign's limits. */
export interface LearningNorms {
  /** Hours asked for, in tenths; null where none are set. */
  readonly minX10: number | null
  /** Titles every member studies. */
  readonly required: readonly string[]
  /** Last day of the five courses; null where none is set. */
  readonly cutoff: string | null
}

export type MakeupStand = '待补课' | '部分补课' | '已补齐' | '免补'

/** One absence and how far making it good has come. */
export interface MakeupLine {
  readonly session: SessionFigure
  readonly missed: number
  readonly madeUp: number
  readonly stand: MakeupStand
  readonly responsible: string
  readonly dueOn: string | null
  readonly madeOn: readonly string[]
}

export interface MemberLearning {
  readonly member: LearnerFact
  /** Tenths: attended, made up, and credited for study brought to the member. */
  readonly attended: number
  readonly madeUp: number
  readonly credited: number
  readonly hours: number
  /** Approved not to come together: every session says so of the member. */
  readonly isExcused: boolean
  /** Any recorded form of study. */
  readonly hasStudied: boolean
  readonly isExpected: boolean
  readonly isMet: boolean
  /** Required texts and courses the member has not had. */
  readonly readings: readonly string[]
  readonly courses: readonly CourseKind[]
  readonly makeups: readonly MakeupLine[]
  readonly alternatives: readonly AlternativeFact[]
  /** The last check of the member's notes; null where there was none. */
  readonly note: NoteFact | null
}

/** Hours and texts are asked of everybody who is expected but for the excused. */
export const isAsked = ({ isExpected, isExcused }: MemberLearning): boolean => isExpected && !isExcused

export interface DayOf<T> {
  readonly what: T
  /** Day of the first session; null where there was none. */
  readonly on: string | null
}

export interface UnitLearning {
  readonly orgId: string
  /** Of its own roster, in the order of the roster. */
  readonly members: readonly MemberLearning[]
  /** Concentrated ones. */
  readonly sessions: number
  /** Any at all, self-study too. */
  readonly hasSession: boolean
  /** Day of the last session held together. */
  readonly lastOn: string | null
  readonly courses: readonly DayOf<CourseKind>[]
  readonly readings: readonly DayOf<string>[]
  readonly themes: readonly DayOf<(typeof discussionThemes)[number]>[]
  readonly products: readonly ProductFact[]
}

/** Titles and courses as bits, so that a session adds what it covers in one step. */
interface Covered {
  readonly readings: number
  readonly courses: number
}

const NOTHING: Covered = { readings: 0, courses: 0 }

const bitsOf = <T>(all: readonly T[], had: readonly T[]): number =>
  all.reduce((bits, each, i) => (had.includes(each) ? bits | (1 << i) : bits), 0)

const missingOf = <T>(all: readonly T[], bits: number): T[] => all.filter((_, i) => (bits & (1 << i)) === 0)

/** Only what was studied together covers a text or a course. */
const coveredBy = (session: SessionFigure, required: readonly string[]): Covered =>
  session.isConcentrated
    ? {
        readings: bitsOf(required, session.readings),
        courses: courseKinds.reduce((bits, kind, i) => (session.courseType === kind ? 1 << i : bits), 0),
      }
    : NOTHING

/** What has been counted for one member so far. */
class Counting {
  readonly missed: SessionFigure[] = []
  attended = 0
  madeUp = 0
  rows = 0
  excused = 0
  hasStudied = false
  readings = 0
  courses = 0
  readonly makeups: MakeupLine[] = []

  cover({ readings, courses }: Covered): void {
    this.readings |= readings
    this.courses |= courses
  }
}

/** The sessions up to a day, with what each covers. */
interface Held {
  readonly session: SessionFigure
  readonly covered: Covered
}

type Sessions = ReadonlyMap<string, Held>
type Counts = ReadonlyMap<string, Counting>

function countAttendance(rows: LearningFacts['attendance'], sessions: Sessions, counts: Counts): void {
  for (const { sessionId, memberId, state, creditedX10 } of rows) {
    const [held, count] = [sessions.get(sessionId), counts.get(memberId)]
    if (held === undefined || count === undefined) continue
    count.rows += 1
    if (state === '不要求') count.excused += 1
    if (held.session.isConcentrated) count.attended += creditedX10
    if (isAbsent(state)) count.missed.push(held.session)
    if (!isPresent(state)) continue
    count.hasStudied = true
    count.cover(held.covered)
  }
}

const standOf = (missed: number, madeUp: number, isExempt: boolean): MakeupStand => {
  if (isExempt) return '免补'
  if (madeUp >= missed) return '已补齐'
  return madeUp > 0 ? '部分补课' : '待补课'
}

/** The records of making up, found by member and by the day or session missed. */
interface Making {
  readonly made: ReadonlyMap<string, readonly MakeupFact[]>
  readonly tasks: ReadonlyMap<string, TaskFact>
  readonly until: string
}

const keyOf = (memberId: string, other: string): string => `${memberId}|${other}`

function makingOf(facts: LearningFacts, until: string): Making {
  const made = facts.makeups.filter(({ madeOn }) => madeOn <= until)
  return {
    made: groupBy(made, ({ memberId, missedOn }) => keyOf(memberId, missedOn)),
    tasks: new Map(facts.tasks.map((task) => [keyOf(task.memberId, task.sessionId), task])),
    until,
  }
}

/** Hours made up for a day go to the sessions missed on it, the earliest first. */
function allot(memberId: string, missed: readonly SessionFigure[], making: Making): MakeupLine[] {
  const made = making.made.get(keyOf(memberId, missed[0]?.date ?? '')) ?? []
  let pool = sumOf(made)
  return missed.map((session) => {
    const task = making.tasks.get(keyOf(memberId, session.id))
    const madeUp = Math.min(pool, session.hoursX10)
    pool -= madeUp
    const isExempt = task?.exemptOn != null && task.exemptOn <= making.until
    return {
      session,
      missed: session.hoursX10,
      madeUp,
      stand: standOf(session.hoursX10, madeUp, isExempt),
      responsible: (made.at(-1)?.responsible ?? '') || (task?.responsible ?? ''),
      dueOn: task?.dueOn ?? null,
      madeOn: madeUp > 0 ? made.map(({ madeOn }) => madeOn) : [],
    }
  })
}

function countMakeup(count: Counting, line: MakeupLine, sessions: Sessions): void {
  count.makeups.push(line)
  if (line.madeUp > 0) count.hasStudied = true
  if (line.stand === '已补齐') count.cover(sessions.get(line.session.id)?.covered ?? NOTHING)
}

const byTime = (a: SessionFigure, b: SessionFigure): number =>
  (a.from ?? '') === (b.from ?? '') ? 0 : (a.from ?? '') < (b.from ?? '') ? -1 : 1

/** Hours made up for a day nothing is known to have been missed on are taken at their word. */
function countLoose(making: Making, counts: Counts, known: ReadonlySet<string>): void {
  for (const [key, made] of making.made) {
    const count = counts.get(made[0]?.memberId ?? '')
    if (count === undefined || known.has(key)) continue
    count.hasStudied = true
    count.madeUp += sumOf(made)
  }
}

/** Of the hours made up for a day, those that count are never more than was missed together. */
function madeUpFor(made: readonly MakeupFact[], missed: readonly SessionFigure[]): number {
  const together = missed.filter(({ isConcentrated }) => isConcentrated)
  const most = together.reduce((sum, { hoursX10 }) => sum + hoursX10, 0)
  return Math.min(most, sumOf(made))
}

const sumOf = (made: readonly MakeupFact[]): number => made.reduce((sum, { hours }) => sum + hours, 0)

function countMakeups(facts: LearningFacts, sessions: Sessions, counts: Counts, until: string): void {
  const making = makingOf(facts, until)
  const known = new Set<string>()
  for (const [memberId, count] of counts) {
    for (const [day, missed] of groupBy(count.missed, ({ date }) => date)) {
      const key = keyOf(memberId, day)
      known.add(key)
      count.madeUp += madeUpFor(making.made.get(key) ?? [], missed)
      for (const line of allot(memberId, missed.toSorted(byTime), making)) countMakeup(count, line, sessions)
    }
  }
  countLoose(making, counts, known)
}

const byDate = (a: MakeupLine, b: MakeupLine): number => (a.session.date < b.session.date ? -1 : 1)

function toMember(
  member: LearnerFact,
  count: Counting,
  alternatives: readonly AlternativeFact[],
  note: NoteFact | null,
  norms: LearningNorms,
): MemberLearning {
  const credited = alternatives.reduce((sum, { hours }) => sum + hours, 0)
  const brought = alternatives.reduce((bits, each) => bits | bitsOf(norms.required, each.readings), 0)
  const hours = count.attended + count.madeUp + credited
  const hasStudied = count.hasStudied || alternatives.length > 0
  const isExcused = count.rows > 0 && count.excused === count.rows
  return {
    member,
    attended: count.attended,
    madeUp: count.madeUp,
    credited,
    hours,
    isExcused,
    hasStudied,
    isExpected: hasStudied || !isExcused,
    isMet: norms.minX10 !== null && hours >= norms.minX10,
    readings: missingOf(norms.required, count.readings | brought),
    courses: missingOf(courseKinds, count.courses),
    makeups: count.makeups.toSorted(byDate),
    alternatives,
    note,
  }
}

function countMembers(
  facts: LearningFacts,
  sessions: Sessions,
  norms: LearningNorms,
  until: string,
): MemberLearning[] {
  const counts = new Map(facts.learners.map(({ id }) => [id, new Counting()]))
  countAttendance(facts.attendance, sessions, counts)
  countMakeups(facts, sessions, counts, until)
  const brought = groupBy(
    facts.alternatives.filter(({ date }) => date <= until),
    ({ memberId }) => memberId,
  )
  const notes = new Map(facts.notes.flatMap((each) => (each.date <= until ? [[each.memberId, each]] : [])))
  return facts.learners.map((member) =>
    toMember(
      member,
      counts.get(member.id) ?? new Counting(),
      brought.get(member.id) ?? [],
      notes.get(member.id) ?? null,
      norms,
    ),
  )
}

/** What tells a theme of the great discussion in the record of a session. */
const THEME_WORDS: readonly string[] = ['内涵', '具体标准', '途径']

const isDiscussion = ({ form, theme }: SessionFigure): boolean =>
  [form, theme].some((text) => text?.includes('讨论') === true)

/** The sessions of a unit come in the order of their days. */
function toUnit(
  orgId: string,
  members: readonly MemberLearning[],
  sessions: readonly SessionFigure[],
  products: readonly ProductFact[],
  norms: LearningNorms,
): UnitLearning {
  const together = sessions.filter(({ isConcentrated }) => isConcentrated)
  const firstDay = (is: (session: SessionFigure) => boolean): string | null => together.find(is)?.date ?? null
  return {
    orgId,
    members,
    sessions: together.length,
    hasSession: sessions.length > 0,
    lastOn: together.at(-1)?.date ?? null,
    courses: courseKinds.map((what) => ({ what, on: firstDay(({ courseType }) => courseType === what) })),
    readings: norms.required.map((what) => ({ what, on: firstDay((each) => each.readings.includes(what)) })),
    themes: discussionThemes.map((what, i) => ({
      what,
      on: firstDay((each) => isDiscussion(each) && each.theme?.includes(THEME_WORDS[i] ?? what) === true),
    })),
    products,
  }
}

const LATEST = '9999-12-31'

/**
 * Every unit that has members, sessions or texts, as things stood at the end of the day `until`.
 * Hours are added as whole tenths; only forms of study marked 集中 count.
 */
export function countLearning(
  facts: LearningFacts,
  norms: LearningNorms,
  until: string = LATEST,
): Map<string, UnitLearning> {
  const held = facts.sessions.filter(({ date }) => date <= until)
  const sessions = new Map(
    held.map((session) => [session.id, { session, covered: coveredBy(session, norms.required) }]),
  )
  const membersBy = groupBy(countMembers(facts, sessions, norms, until), ({ member }) => member.orgId)
  const sessionsBy = groupBy(held, ({ orgId }) => orgId)
  const productsBy = groupBy(
    facts.products.filter(({ on }) => on <= until),
    ({ orgId }) => orgId,
  )
  const ids = new Set([...membersBy.keys(), ...sessionsBy.keys(), ...productsBy.keys()])
  return new Map(
    [...ids].map((id) => [
      id,
      toUnit(id, membersBy.get(id) ?? [], sessionsBy.get(id) ?? [], productsBy.get(id) ?? [], norms),
    ]),
  )
}
