// The rules of learning applied to one unit or member, and the form of study of those hard to assemble.
import type { ThresholdKey } from '#shared/campaign/index.ts'
import { hardToAssemble, judgeAlternateForm } from '#shared/rules/alternate-form.ts'
import { withSettings, type Limits, type LimitSettings } from '#shared/rules/limits.ts'
import {
  attendanceLimits,
  courseLimits,
  judgeAttendance,
  judgeCourses,
  judgeNotes,
  noteLimits,
} from '#shared/rules/study.ts'
import {
  discussionLimits,
  judgeDiscussion,
  judgeReadings,
  readingLimits,
} from '#shared/rules/study-content.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import type { AlikeTexts } from './alike.ts'
import { isAsked, type MemberLearning, type UnitLearning } from './count.ts'
import { figuresOf } from './figures.ts'

type Campaign = Pick<Context, 'campaign'>

const KEYS = [
  'study.attendance.target',
  'study.readings.required',
  'study.notes.chars',
  'study.essays.count',
  'discussion.themes',
  'discussion.products',
] as const satisfies readonly ThresholdKey[]

/** The rule's limits as this town has them. */
function limitsIn<L extends Limits>({ campaign }: Campaign, limits: L): L {
  const settings: LimitSettings = Object.fromEntries(
    KEYS.map((key) => {
      const basis = campaign.changes.get(key)?.basis
      const source = basis === undefined ? {} : { source: { title: basis } }
      return [key, { value: campaign.limit(key), ...source }]
    }),
  )
  return withSettings(limits, settings)
}

/** R-17 on one branch and its members; the excused are not asked. */
export const readingsVerdict = (context: Campaign, unit: UnitLearning): Verdict => {
  const titles = unit.readings.map(({ what }) => what)
  return judgeReadings(
    {
      required: titles,
      branchStudied: unit.readings.flatMap(({ what, on }) => (on === null ? [] : [what])),
      members: unit.members.filter(isAsked).map(({ member, readings }) => ({
        name: member.name,
        studied: titles.filter((title) => !readings.includes(title)),
      })),
    },
    limitsIn(context, readingLimits),
  )
}

/** R-18 on one branch. */
export const coursesVerdict = (context: Pick<Context, 'today'>, unit: UnitLearning): Verdict =>
  judgeCourses(
    {
      courses: unit.courses.flatMap(({ what, on }) => (on === null ? [] : [{ kind: what, date: on }])),
      today: context.today,
    },
    courseLimits,
  )

/** R-19 on one unit. */
export function discussionVerdict(context: Campaign, unit: UnitLearning, texts: AlikeTexts): Verdict {
  const { orgId, themes, products } = unit
  const alike = Math.max(0, ...products.map(({ product }) => texts.of(orgId, product)?.percent ?? 0))
  return judgeDiscussion(
    {
      themes: themes.flatMap(({ what, on }) => (on === null ? [] : [what])),
      products: products.map(({ product }) => product),
      inOneText: texts.isOneText(orgId),
      alike,
    },
    limitsIn(context, discussionLimits),
  )
}

/** R-20 on one unit. */
export function attendanceVerdict(context: Campaign, unit: UnitLearning): Verdict {
  const { studied, expected } = figuresOf(unit)
  return judgeAttendance({ studied, expected }, limitsIn(context, attendanceLimits))
}

/** R-21 on the last check of one member's notes; null where there was none. */
export const notesVerdict = (context: Campaign, { note, member }: MemberLearning): Verdict | null =>
  note === null
    ? null
    : judgeNotes(
        {
          chars: note.chars,
          neatness: note.neatness,
          essays: note.essays,
          categories: [...member.categories],
        },
        limitsIn(context, noteLimits),
      )

/** Why somebody is hard to bring together; undefined where nothing says so. */
export function whyHard({ member, isExcused }: MemberLearning): (typeof hardToAssemble)[number] | undefined {
  if (isExcused) return '批准不集中参加'
  if (member.isFloating) return '流动党员'
  return member.categories.includes('年老体弱') ? '年老体弱' : undefined
}

/** R-12's form of study of one's own. */
export function alternateVerdict(each: MemberLearning): Verdict {
  const why = whyHard(each)
  return judgeAlternateForm({
    brought: each.alternatives.length,
    attended: each.attended + each.madeUp > 0,
    ...(why === undefined ? {} : { why }),
  })
}
