// Study: hours in tenths, lecture kinds by a day, attendance with its denominator, notes against a norm that may be unset.
import { choice, count, date, hours, list, optional, rows, text, type Values } from './fields.ts'
import { byDefault, dayOf, limit, numberOf, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { compareShare, shareText } from './share.ts'
import { fail, notAssessed, pass, type Verdict } from './verdict.ts'

/** 学时 are added as whole tenths: 0.1 has no exact binary form. */
const tenths = (studyHours: number): number => Math.round(studyHours * 10)
const fromTenths = (amount: number): string => (amount / 10).toFixed(1)

export const hoursLimits = {
  min: limit({
    name: '集中学习时间',
    key: 'study.hours.min',
    value: 40,
    unit: '学时',
    comparator: '≥',
    source: said('S0', '集中学习时间一般不少于40学时'),
  }),
}

const studied = {
  hours: hours('集中学习认定学时'),
  makeupHours: optional(hours('补课学时')),
  selfStudyHours: optional(hours('自学学时（不计入）')),
}

/** R-16: credited concentrated hours and make-up hours reach 40.0; self-study does not count. */
export function judgeHours(input: Values<typeof studied>, limits = hoursLimits): Verdict {
  const sum = tenths(input.hours) + tenths(input.makeupHours ?? 0)
  const facts = { hours_x10: sum, hours: fromTenths(sum) }
  const min = numberOf(limits.min)
  if (min === null) return notAssessed('R-16', '未设集中学习学时标准。', facts)
  const needed = tenths(min)
  if (sum >= needed)
    return pass('R-16', `集中学习${fromTenths(sum)}学时，达到${fromTenths(needed)}学时。`, facts)
  const short = fromTenths(needed - sum)
  return fail(
    'R-16',
    `集中学习${fromTenths(sum)}学时，不足${fromTenths(needed)}学时，还差${short}学时，请安排补课。`,
    facts,
  )
}

export const dayHoursLimits = {
  max: limit({
    name: '单人单日学时上限',
    key: 'study.hours.day_max',
    value: 8,
    unit: '学时',
    comparator: '≤',
    source: byDefault,
  }),
}

const day = { hours: hours('当日学时合计') }

/** R-16b: more than a full day of study on one day is doubtful. */
export function judgeDayHours(input: Values<typeof day>, limits = dayHoursLimits): Verdict {
  const max = numberOf(limits.max)
  const facts = { hours_x10: tenths(input.hours) }
  if (max === null) return notAssessed('R-16b', '未设单日学时上限。', facts)
  if (tenths(input.hours) <= tenths(max)) return pass('R-16b', `当日${input.hours}学时。`, facts)
  return fail('R-16b', `当日登记${input.hours}学时，超过${max}学时，请核对起止时间。`, facts, {
    level: '警告',
  })
}

export const courseKinds = ['形势任务课', '执政能力课', '党纪党规课', '党员标准课', '正反典型教育课'] as const

export const courseLimits = {
  cutoff: limit({
    name: '辅导课截止日',
    key: 'study.courses.cutoff',
    value: '2005-08-05',
    unit: '日期',
    comparator: '≤',
    source: said('S0', '教育辅导课要在8月初前完成'),
    note: '“8月初”取5日，为本产品默认',
  }),
  kinds: limit({
    name: '辅导课门数',
    key: 'study.courses.kinds',
    value: 5,
    unit: '门',
    comparator: '=',
    source: said('S0', '形势任务课、执政能力课、党纪党规课、党员标准课'),
    note: '第五门为正反典型教育课',
  }),
}

const courses = {
  courses: rows('已上的辅导课', { kind: choice('课程', courseKinds), date: date('日期') }),
  today: optional(date('今天')),
}
export type Courses = Values<typeof courses>

const firstDateOf = (input: Courses, kind: string): string | undefined =>
  input.courses
    .filter((course) => course.kind === kind)
    .map((course) => course.date)
    .sort()[0]

const judgeMissingCourses = (
  missing: readonly string[],
  cutoff: string,
  today: string | undefined,
): Verdict => {
  const facts = { done: courseKinds.length - missing.length, cutoff }
  const list = missing.map((kind) => `“${kind}”`).join('、')
  if (today !== undefined && today <= cutoff) {
    return notAssessed('R-18', `截止日${cutoff}未到，还缺${list}，请抓紧安排。`, facts)
  }
  return fail('R-18', `五门辅导课缺${list}，请补课。`, facts, {
    details: missing.map((kind) => `缺“${kind}”。`),
  })
}

/** R-18: the five lecture kinds, each once by the cutoff; missing after it fails, held late is a warning. */
export function judgeCourses(input: Courses, limits = courseLimits): Verdict {
  const cutoff = dayOf(limits.cutoff) ?? '9999-12-31'
  const first = courseKinds.map((kind) => ({ kind, on: firstDateOf(input, kind) }))
  const missing = first.filter(({ on }) => on === undefined).map(({ kind }) => kind)
  if (missing.length > 0) return judgeMissingCourses(missing, cutoff, input.today)
  const late = first.filter(({ on }) => on !== undefined && on > cutoff).map(({ kind }) => kind)
  const facts = { done: courseKinds.length, late: late.length, cutoff }
  if (late.length === 0) return pass('R-18', '五门辅导课全部按时完成。', facts)
  const reason = `逾期完成：${late.map((kind) => `“${kind}”`).join('、')}在截止日${cutoff}之后。`
  return fail('R-18', reason, facts, { level: '警告' })
}

export const attendanceLimits = {
  target: limit({
    name: '参学率（含补课、送学）',
    key: 'study.attendance.target',
    value: 100,
    per: 100,
    unit: '%',
    comparator: '≥',
    source: said('S4', '特别是在参学率、学习时间、活动记录、笔记记录'),
    note: '原文无数字，本产品默认100%',
  }),
}

const attendance = { studied: count('参学人数', '人'), expected: count('应参学人数', '人') }

/** R-20: members with any recorded form of study among those who should; nobody expected shows —, never 0%. */
export function judgeAttendance(input: Values<typeof attendance>, limits = attendanceLimits): Verdict {
  const share = shareText(input.studied, input.expected)
  const facts = { ...input, share }
  const sign = compareShare(input.studied, input.expected, limits.target)
  if (sign === null) return notAssessed('R-20', '未设参学率标准。', facts)
  if (input.expected === 0)
    return notAssessed('R-20', '应参学人数为0，不计算参学率（—）。请先核对花名册。', facts)
  if (sign >= 0) return pass('R-20', `参学率${share}。`, facts)
  return fail(
    'R-20',
    `参学率${share}，${input.expected - input.studied}人没有参学记录，请安排补课或送学。`,
    facts,
  )
}

export const noteLimits = {
  chars: limit({
    name: '学习笔记字数',
    key: 'study.notes.chars',
    value: null,
    unit: '字',
    comparator: '≥',
    source: said('S4', '且达不到字数要求'),
    note: '原文无数字，缺省不设',
  }),
  essays: limit({
    name: '心得体会篇数',
    key: 'study.essays.count',
    value: null,
    unit: '篇',
    comparator: '≥',
    source: byDefault,
  }),
}

/** Members of these categories are not held to a written length: 文化水平低、书写有困难的党员. */
export const exemptFromWriting = ['年老体弱', '文化水平低', '书写困难'] as const

const notes = {
  chars: count('笔记字数', '字'),
  neatness: choice('书写', ['认真', '一般', '潦草']),
  essays: optional(count('心得体会篇数', '篇')),
  categories: optional(list('党员类别', text('类别'))),
}
export type Notes = Values<typeof notes>

const notesShort = (input: Notes, required: number, limits: typeof noteLimits): string[] => {
  const essays = numberOf(limits.essays)
  return [
    ...(input.chars < required ? [`笔记${input.chars}字，不足${required}字。`] : []),
    ...(input.neatness === '潦草' ? ['书写潦草。'] : []),
    ...(essays !== null && (input.essays ?? 0) < essays
      ? [`心得体会${input.essays ?? 0}篇，不足${essays}篇。`]
      : []),
  ]
}

/** R-21: notes long enough and legible; without a norm the answer is 未设标准, never a pass. */
export function judgeNotes(input: Notes, limits = noteLimits): Verdict {
  const facts = { chars: input.chars, neatness: input.neatness, essays: input.essays ?? null }
  const exempt = exemptFromWriting.find((category) => input.categories?.includes(category))
  if (exempt !== undefined) return notAssessed('R-21', `不适用：${exempt}党员不作字数要求。`, facts)
  const required = numberOf(limits.chars)
  if (required === null) return notAssessed('R-21', '未设标准：请先在“设置”中填写学习笔记字数。', facts)
  const details = notesShort(input, required, limits)
  if (details.length === 0)
    return pass('R-21', `笔记${input.chars}字，达到${required}字，书写${input.neatness}。`, facts)
  return fail('R-21', details.join(''), { ...facts, required }, { details })
}

export const studyRules = [
  defineRule({
    id: 'R-16',
    title: '集中学习不少于40学时',
    fields: studied,
    limits: hoursLimits,
    judge: judgeHours,
  }),
  defineRule({
    id: 'R-16b',
    title: '单日学时是否可信',
    fields: day,
    limits: dayHoursLimits,
    judge: judgeDayHours,
  }),
  defineRule({
    id: 'R-18',
    title: '五门辅导课在8月初前完成',
    fields: courses,
    limits: courseLimits,
    judge: judgeCourses,
  }),
  defineRule({
    id: 'R-20',
    title: '参学率',
    fields: attendance,
    limits: attendanceLimits,
    check: ({ studied: attended, expected }) =>
      attended > expected ? [`参学人数${attended}多于应参学人数${expected}，请核对。`] : [],
    judge: judgeAttendance,
  }),
  defineRule({
    id: 'R-21',
    title: '学习笔记达到字数、书写认真',
    fields: notes,
    limits: noteLimits,
    judge: judgeNotes,
  }),
]
