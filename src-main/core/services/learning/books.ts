// E-6 党员学习情况统计表, E-7 未达标及补课名单, the tables of courses and of required texts, as workbooks.
import type { BookSpec } from '#shared/documents/book.ts'
import {
  courseTable,
  readingTable,
  shortTable,
  studyTable,
  type ShortTableRow,
  type StudyTablePlace,
  type StudyTableRow,
} from '#shared/documents/learning-tables.ts'
import { courseKinds } from '#shared/rules/study.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { isAsked, type DayOf, type MemberLearning } from './count.ts'
import { figuresOf, isDoubtful, normsOf } from './figures.ts'
import { learnedUnits, openMakeupsOf, shortOf, type LearnedUnit } from './show.ts'

function placeOf(context: Context): StudyTablePlace {
  const { town, groupName } = context.campaign.town
  const { minX10 } = normsOf(context)
  return {
    town,
    unit: groupName,
    date: formatChinese(context.today),
    minHours: minX10 === null ? null : minX10 / 10,
  }
}

const missing = <T extends string>(days: readonly DayOf<T>[]): T[] =>
  days.flatMap(({ what, on }) => (on === null ? [what] : []))

/** What the numbers of the line do not say. */
function remarkOf({ learning }: LearnedUnit): string {
  if (!learning.hasSession) return '还没有学习活动记录'
  const excused = learning.members.filter(({ isExcused }) => isExcused).length
  const [courses, readings] = [missing(learning.courses), missing(learning.readings)]
  return [
    courses.length === 0 ? '' : `未上${courses.join('、')}`,
    readings.length === 0 ? '' : `未学${readings.join('、')}`,
    excused === 0 ? '' : `批准不集中学习${excused}人`,
  ]
    .filter((part) => part !== '')
    .join('；')
}

function summaryRow(each: LearnedUnit): StudyTableRow {
  const figures = figuresOf(each.learning)
  return { ...figures, unit: each.unit.fullName, remark: remarkOf(each) }
}

/** E-6. */
export async function summaryBook(context: Context): Promise<BookSpec> {
  return studyTable((await learnedUnits(context)).map(summaryRow), placeOf(context))
}

/** 未达标, 潦草 and 代抄 in words; '' where nothing is wrong with the notes. */
export function noteWords({ note }: MemberLearning): string {
  if (note === null) return ''
  const faults = [
    note.result === '未达标' ? '未达标' : '',
    note.neatness === '潦草' ? '书写潦草' : '',
    note.copied === '代抄' || note.copied === '应付' ? note.copied : '',
  ].filter((part) => part !== '')
  return faults.length === 0 ? '' : `${faults.join('、')}（${note.chars}字）`
}

const day = (on: string): string => formatChinese(on).slice(5)

function doneWords(each: MemberLearning): string {
  const { makeups } = each
  if (makeups.length === 0) return ''
  const closed = makeups.filter(({ stand }) => stand === '已补齐').length
  const exempt = makeups.filter(({ stand }) => stand === '免补').length
  const open = openMakeupsOf(each)
  return [
    closed > 0 ? `已补${closed}次` : '',
    exempt > 0 ? `免补${exempt}次` : '',
    open > 0 ? `待补${open}次` : '',
  ]
    .filter((part) => part !== '')
    .join('，')
}

/** Whether there is anything to make good. */
const fallsShort = (each: MemberLearning, minX10: number | null): boolean =>
  openMakeupsOf(each) > 0 ||
  (isAsked(each) && (shortOf(each, minX10) > 0 || each.readings.length > 0 || each.courses.length > 0)) ||
  (each.note !== null && (each.note.result === '未达标' || isDoubtful(each.note)))

function shortRow({ unit }: LearnedUnit, each: MemberLearning, minX10: number | null): ShortTableRow {
  const days = [...new Set(each.makeups.flatMap(({ madeOn }) => madeOn))].toSorted()
  const open = each.makeups.filter(({ stand }) => stand === '待补课' || stand === '部分补课')
  const due = open.flatMap(({ dueOn }) => dueOn ?? []).toSorted()[0]
  const people = [...new Set(each.makeups.map(({ responsible }) => responsible))].filter((who) => who !== '')
  return {
    unit: unit.fullName,
    name: each.member.name,
    hoursX10: each.hours,
    shortX10: shortOf(each, minX10),
    readings: isAsked(each) ? each.readings : [],
    courses: isAsked(each) ? each.courses : [],
    notes: noteWords(each),
    madeUpOn: [...days.map(day), ...(due === undefined ? [] : [`限${day(due)}前`])],
    responsible: people.join('、') || unit.secretary,
    done: doneWords(each),
  }
}

/** E-7, of the town or of one unit. */
export async function shortBook(context: Context, orgId: string | null = null): Promise<BookSpec> {
  const { minX10 } = normsOf(context)
  const units = (await learnedUnits(context)).filter(({ unit }) => orgId === null || unit.id === orgId)
  const rows = units
    .filter(({ learning }) => learning.hasSession)
    .flatMap((unit) =>
      unit.learning.members
        .filter((each) => fallsShort(each, minX10))
        .map((each) => shortRow(unit, each, minX10)),
    )
  const silent = units.filter(({ learning }) => !learning.hasSession).map(({ unit }) => unit.shortName)
  return shortTable(rows, placeOf(context), silent)
}

/** 辅导课完成情况表. */
export async function courseBook(context: Context): Promise<BookSpec> {
  const { cutoff } = normsOf(context)
  const rows = (await learnedUnits(context)).map(({ unit, learning }) => ({
    unit: unit.fullName,
    cells: learning.courses.map(({ on }) => {
      if (on === null) return null
      return cutoff !== null && on > cutoff ? `${on}逾期完成` : on
    }),
    done: learning.courses.filter(({ on }) => on !== null).length,
    missing: missing(learning.courses),
  }))
  return courseTable(rows, courseKinds, placeOf(context))
}

/** 学习篇目完成情况表, with who has not studied what; the excused are not asked. */
export async function readingBook(context: Context): Promise<BookSpec> {
  const units = await learnedUnits(context)
  const { required } = normsOf(context)
  const rows = units.map(({ unit, learning }) => {
    const asked = learning.members.filter(isAsked)
    return {
      unit: unit.fullName,
      cells: learning.readings.map(({ on }) => on),
      lacking: asked.filter(({ readings }) => readings.length > 0).length,
      expected: asked.length,
    }
  })
  const lacking = units
    .filter(({ learning }) => learning.hasSession)
    .flatMap(({ unit, learning }) =>
      learning.members
        .filter((each) => isAsked(each) && each.readings.length > 0)
        .map((each) => ({ unit: unit.fullName, name: each.member.name, readings: each.readings })),
    )
  return readingTable(rows, lacking, required, placeOf(context))
}

/** Each asks where to; null when the user gave up. */
export const exportSummary = (context: Context): Promise<Saved | null> =>
  saveBook(context, '党员学习情况统计表', () => summaryBook(context), { kind: 'E-6', params: {} })

export const exportShort = (context: Context, orgId: string | null): Promise<Saved | null> =>
  saveBook(context, '未达标及补课名单', () => shortBook(context, orgId), { kind: 'E-7', params: { orgId } })

export const exportCourses = (context: Context): Promise<Saved | null> =>
  saveBook(context, '辅导课完成情况表', () => courseBook(context), { kind: 'R-18', params: {} })

export const exportReadings = (context: Context): Promise<Saved | null> =>
  saveBook(context, '学习篇目完成情况表', () => readingBook(context), { kind: 'R-17', params: {} })
