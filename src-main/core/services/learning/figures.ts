// The figures of learning of every unit: members, attendance, hours, make-ups, notes, courses, texts.
import { requiredReadings } from '#shared/campaign/index.ts'
import { courseLimits } from '#shared/rules/study.ts'
import { dayOf } from '#shared/rules/limits.ts'
import type { Context } from '../../context.ts'
import { keptWhileUnchanged } from '../../db/kept.ts'
import {
  countLearning,
  isAsked,
  type LearningNorms,
  type MemberLearning,
  type UnitLearning,
} from './count.ts'
import { readFacts } from './facts.ts'

/** Whole numbers only; rates are worked out where they are shown. Hours are tenths. */
export interface StudyFigures {
  /** On the roster. */
  readonly members: number
  /** Who ought to take part: those on the roster but for the excused without any record of study. */
  readonly expected: number
  readonly studied: number
  readonly hoursMet: number
  /** Expected, not excused, and short of the hours asked for. */
  readonly hoursShort: number
  /** Held together; self-study is none. */
  readonly sessions: number
  /** Sum over those expected. */
  readonly hoursX10: number
  /** Half up; 0 where nobody is expected. */
  readonly meanHoursX10: number
  readonly openMakeups: number
  readonly closedMakeups: number
  /** Members whose last check was 达标, was judged at all, found no norm, was made. */
  readonly notesMet: number
  readonly notesJudged: number
  readonly notesUnset: number
  readonly notesChecked: number
  /** Members whose last check found the notes 潦草, copied or perfunctory. */
  readonly notesDoubtful: number
  readonly essays: number
  /** Of the five. */
  readonly coursesDone: number
  /** Required texts that the branch, or some member who is not excused, has not studied. */
  readonly readingsMissing: number
  readonly floating: number
  readonly floatingStudied: number
  readonly retired: number
  /** Retired members to whom study was brought. */
  readonly retiredServed: number
}

/** Half up, in whole numbers. */
const meanOf = (sum: number, people: number): number =>
  people === 0 ? 0 : Math.floor((sum * 2 + people) / (people * 2))

function missingReadings({ readings, members }: UnitLearning): number {
  const asked = members.filter(isAsked)
  return readings.filter(({ what, on }) => on === null || asked.some((each) => each.readings.includes(what)))
    .length
}

type Is = (member: MemberLearning) => boolean

/** The whole numbers of one unit. */
export function figuresOf(unit: UnitLearning): StudyFigures {
  const { members } = unit
  const count = (is: Is): number => members.filter(is).length
  const expected = members.filter(({ isExpected }) => isExpected)
  const hoursX10 = expected.reduce((sum, { hours }) => sum + hours, 0)
  const makeups = members.flatMap((each) => each.makeups)
  const notes = members.flatMap(({ note }) => note ?? [])
  const notesMet = notes.filter(({ result }) => result === '达标').length
  return {
    members: members.length,
    expected: expected.length,
    studied: count(({ hasStudied }) => hasStudied),
    hoursMet: count(({ isMet, isExpected }) => isMet && isExpected),
    hoursShort: count((each) => isAsked(each) && !each.isMet),
    sessions: unit.sessions,
    hoursX10,
    meanHoursX10: meanOf(hoursX10, expected.length),
    openMakeups: makeups.filter(({ stand }) => stand === '待补课' || stand === '部分补课').length,
    closedMakeups: makeups.filter(({ stand }) => stand === '已补齐').length,
    notesMet,
    notesJudged: notesMet + notes.filter(({ result }) => result === '未达标').length,
    notesUnset: notes.filter(({ result }) => result === '未设标准').length,
    notesChecked: notes.length,
    notesDoubtful: notes.filter(isDoubtful).length,
    essays: notes.reduce((sum, { essays }) => sum + essays, 0),
    coursesDone: unit.courses.filter(({ on }) => on !== null).length,
    readingsMissing: missingReadings(unit),
    floating: count(({ member }) => member.isFloating),
    floatingStudied: count(({ member, hasStudied }) => member.isFloating && hasStudied),
    retired: count(({ member }) => member.categories.includes('离退休')),
    retiredServed: count(
      ({ member, alternatives }) => member.categories.includes('离退休') && alternatives.length > 0,
    ),
  }
}

/** 字迹潦草, or not the member's own work. */
export const isDoubtful = ({
  neatness,
  copied,
}: Pick<NonNullable<MemberLearning['note']>, 'neatness' | 'copied'>): boolean =>
  neatness === '潦草' || copied === '代抄' || copied === '应付'

/** The limits in force. */
export function normsOf({ campaign }: Pick<Context, 'campaign'>): LearningNorms {
  const min = campaign.limit('study.hours.min')
  return {
    minX10: min === null ? null : Math.round(min * 10),
    required: requiredReadings(campaign.template).map(({ title }) => title),
    cutoff: cutoffOf(campaign),
  }
}

function cutoffOf(campaign: Context['campaign']): string | null {
  const { value } = campaign.threshold('study.courses.cutoff')
  return value.kind === 'date' ? value.date : dayOf(courseLimits.cutoff)
}

const keptFacts = keptWhileUnchanged<Context['campaign'], Awaited<ReturnType<typeof readFacts>>>((_, db) =>
  readFacts(db),
)

const keptLearning = keptWhileUnchanged<Context['campaign'], Map<string, UnitLearning>>(
  async (campaign, db) => countLearning(await keptFacts(campaign, db), normsOf({ campaign })),
)

type Reader = Pick<Context, 'db' | 'campaign'>

/** Every unit with members, sessions or texts, member by member; read once until a record changes. */
export const readLearning = ({ db, campaign }: Reader): Promise<Map<string, UnitLearning>> =>
  keptLearning(campaign, db.read)

/** The same as things stood at the end of a day. */
export async function learningUntil(
  { db, campaign }: Reader,
  until: string,
): Promise<Map<string, UnitLearning>> {
  return countLearning(await keptFacts(campaign, db.read), normsOf({ campaign }), until)
}

/**
 * Figures by unit id for every unit that has members, sessions or texts; with `until`, as at the end of that day.
 * One pass over the town, kept while nothing changes.
 */
export async function studyFigures(
  context: Reader,
  options: { readonly until?: string } = {},
): Promise<Map<string, StudyFigures>> {
  const units =
    options.until === undefined ? await readLearning(context) : await learningUntil(context, options.until)
  return new Map([...units].map(([id, unit]) => [id, figuresOf(unit)]))
}
