// Stages and their dates: order, length, mobilisation on the same day, and the months of consolidation.
import { judgeAll, type Condition } from './conditions.ts'
import { addDays, daysBetween } from '../text/civil-date.ts'
import { choice, count, date, flag, optional, rows, text, type Values } from './fields.ts'
import { dayOf, limit, numberOf, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { fail, notAssessed, pass, type Verdict } from './verdict.ts'

export const batchLimits = {
  start: limit({
    name: '本批开始日期',
    key: 'campaign.batch.start',
    value: '2005-07-01',
    unit: '日期',
    comparator: '=',
    source: said('S0', '从20xx年7月开始，到12月基本结束'),
  }),
  end: limit({
    name: '本批结束日期',
    key: 'campaign.batch.end',
    value: '2005-12-31',
    unit: '日期',
    comparator: '=',
    source: said('S1', '从7月开始到12月底结束'),
  }),
}

const stage = { name: text('阶段'), start: date('开始日期'), end: date('结束日期') }
export type Stage = Values<typeof stage>

const batch = {
  phases: rows('各阶段', stage),
  batchStart: optional(date('本批开始日期')),
  batchEnd: optional(date('本批结束日期')),
}

const insideBatch = (each: Stage, start: string, end: string): Condition => ({
  met: each.start >= start && each.end <= end,
  otherwise: `${each.name}${each.start}至${each.end}，不在本批${start}至${end}之内`,
})

const inOrder = (each: Stage, before: Stage | undefined): Condition[] => [
  { met: each.start <= each.end, otherwise: `${each.name}的结束日期${each.end}早于开始日期${each.start}` },
  {
    met: before === undefined || each.start >= before.end,
    otherwise: `${each.name}${each.start}开始，早于${before?.name ?? ''}的结束日期${before?.end ?? ''}`,
  },
]

/** stages in their order, each inside the batch; the next may start on the day the last one ends. */
export function judgeStageOrder(input: Values<typeof batch>, limits = batchLimits): Verdict {
  if (input.phases.length === 0) return notAssessed('R-06', '还没有填各阶段的起止日期。')
  const start = input.batchStart ?? dayOf(limits.start) ?? ''
  const end = input.batchEnd ?? dayOf(limits.end) ?? '9999-12-31'
  const conditions = input.phases.flatMap((each, index) => [
    ...inOrder(each, input.phases[index - 1]),
    insideBatch(each, start, end),
  ])
  return judgeAll('R-06', conditions, '各阶段先后有序，都在本批时间之内。', {
    batchStart: start,
    batchEnd: end,
  })
}

export const concentratedLimits = {
  min: limit({
    name: '单位集中教育总天数下限',
    key: 'unit.concentrated.min',
    value: 75,
    unit: '天',
    comparator: '≥',
    source: said('S0', '教育活动的安排为3个月左右'),
    note: '原文无天数，本产品默认75天',
  }),
  max: limit({
    name: '单位集中教育总天数上限',
    key: 'unit.concentrated.max',
    value: 105,
    unit: '天',
    comparator: '≤',
    source: said('S0', '教育活动的安排为3个月左右'),
    note: '原文无天数，本产品默认105天',
  }),
}

const concentrated = {
  start: optional(date('开始日期')),
  end: optional(date('结束日期')),
  phases: optional(rows('各阶段', { start: date('开始日期'), end: date('结束日期') })),
}
export type Concentrated = Values<typeof concentrated>

interface Span {
  readonly start: string
  readonly end: string
}

const spansOf = ({ start, end, phases }: Concentrated): readonly Span[] => {
  if (phases !== undefined) return phases
  return start === undefined || end === undefined ? [] : [{ start, end }]
}

const spanProblems = (input: Concentrated): string[] => {
  const spans = spansOf(input)
  const isTwice = input.phases !== undefined && (input.start !== undefined || input.end !== undefined)
  if (isTwice) return ['“开始日期、结束日期”和“各阶段”只填一种。']
  if (spans.length === 0) return ['“开始日期”“结束日期”没有填全，或“各阶段”没有填。']
  return spans
    .filter(({ start, end }) => end < start)
    .map(({ start, end }) => `结束日期${end}早于开始日期${start}，请核对。`)
}

/** Calendar days covered by the spans, first and last day included; a day two stages share counts once. */
export function daysCovered(spans: readonly Span[]): number {
  const sorted = [...spans].sort((a, b) => (a.start < b.start ? -1 : 1))
  const walk = sorted.reduce(
    (sum, { start, end }) => {
      const from = start > sum.next ? start : sum.next
      return end < from ? sum : { days: sum.days + daysBetween(from, end) + 1, next: addDays(end, 1) }
    },
    { days: 0, next: '' },
  )
  return walk.days
}

/** about three months of concentrated study, 75 to 105 days inclusive; outside is a warning, not a bar. */
export function judgeConcentratedDays(input: Concentrated, limits = concentratedLimits): Verdict {
  const days = daysCovered(spansOf(input))
  const min = numberOf(limits.min) ?? 0
  const max = numberOf(limits.max) ?? Infinity
  const facts = { days, min, max }
  if (days >= min && days <= max) return pass('R-07', `集中教育共${days}天，在${min}至${max}天之间。`, facts)
  const reason = `集中教育共${days}天，应为3个月左右（${min}至${max}天）。请调整日程，或确认这样安排的理由。`
  return fail('R-07', reason, facts, { level: '警告' })
}

const nextStage = {
  previousEnd: date('上一阶段结束日期'),
  start: date('下一阶段开始日期'),
  approvedOn: optional(date('转段批准日期')),
}

/** R-07b: the next stage starts after an approved move, on the day the last one ends at the earliest. */
export function judgeNextStage(input: Values<typeof nextStage>): Verdict {
  const { previousEnd, start, approvedOn } = input
  const conditions = [
    { met: approvedOn !== undefined, otherwise: '上一阶段的转段尚未批准，不能进入下一阶段' },
    {
      met: approvedOn === undefined || approvedOn <= start,
      otherwise: `转段${approvedOn ?? ''}批准，下一阶段${start}已经开始`,
    },
    { met: start >= previousEnd, otherwise: `下一阶段${start}开始，早于上一阶段的结束日期${previousEnd}` },
  ]
  return judgeAll('R-07b', conditions, '上一阶段已批准转段，可以进入下一阶段。', { previousEnd, start })
}

export const mobilisationLimits = {
  dayDifference: limit({
    name: '支部动员会与全镇动员会相差',
    key: 'mobilise.day_diff',
    value: 0,
    unit: '天',
    comparator: '=',
    source: said('S0', '今天下午或晚上进行'),
  }),
}

const mobilisation = { townOn: date('全镇动员会日期'), branchOn: date('支部动员会日期') }

/** the branch mobilises on the calendar day of the town's meeting. */
export function judgeMobilisation(input: Values<typeof mobilisation>, limits = mobilisationLimits): Verdict {
  const days = daysBetween(input.townOn, input.branchOn)
  const facts = { ...input, days }
  if (Math.abs(days) <= (numberOf(limits.dayDifference) ?? 0)) return pass('R-15', '按时动员。', facts)
  const reason = `未按时动员：支部动员会${input.branchOn}，全镇动员会${input.townOn}，不在同一天。`
  return fail('R-15', reason, facts)
}

export const mobilisationPointLimits = {
  points: limit({
    name: '“三讲清”',
    key: 'mobilise.points',
    value: 3,
    unit: '项',
    comparator: '=',
    source: said('S0', '讲清教育活动的目的意义、任务要求和方法步骤'),
  }),
}

const mobiliser = {
  speaker: choice('动员人', ['书记', '副书记', '其他']),
  excuse: optional(choice('书记未动员的原因', ['书记空缺', '书记外出'])),
  spirit: flag('讲清上级精神'),
  purpose: flag('讲清目的意义、任务要求和方法步骤'),
  problems: flag('讲清突出问题和解决措施'),
}

/** R-15b: the secretary speaks (a deputy only when there is none or he is away) and makes the three things clear. */
export function judgeMobiliser(input: Values<typeof mobiliser>): Verdict {
  const mayDeputise = input.speaker === '副书记' && input.excuse !== undefined
  const conditions = [
    {
      met: input.speaker === '书记' || mayDeputise,
      otherwise: '应由支部书记亲自动员；书记空缺或外出的，由副书记动员并注明',
    },
    { met: input.spirit, otherwise: '没有讲清上级精神' },
    { met: input.purpose, otherwise: '没有讲清目的意义、任务要求和方法步骤' },
    { met: input.problems, otherwise: '没有讲清突出问题和解决措施' },
  ]
  return judgeAll('R-15b', conditions, '动员人和“三讲清”符合要求。', { speaker: input.speaker })
}

export const consolidationLimits = {
  min: limit({
    name: '巩固扩大成果时间下限',
    key: 'consolidate.min',
    value: 60,
    unit: '天',
    comparator: '≥',
    source: said('S0', '要用两到三个月的时间'),
    note: '折算天数为本产品默认',
  }),
  max: limit({
    name: '巩固扩大成果时间上限',
    key: 'consolidate.max',
    value: 92,
    unit: '天',
    comparator: '≤',
    source: said('S0', '要用两到三个月的时间'),
    note: '折算天数为本产品默认',
  }),
}

const consolidation = {
  concentratedEnd: date('集中教育结束日期'),
  consolidatedEnd: date('巩固扩大成果结束日期'),
  openIssues: optional(count('尚未解决的问题', '个')),
}

/** two to three months after the concentrated study, 60 to 92 days; what is open at the upper end is a warning. */
export function judgeConsolidation(
  input: Values<typeof consolidation>,
  limits = consolidationLimits,
): Verdict {
  const days = daysBetween(input.concentratedEnd, input.consolidatedEnd)
  const min = numberOf(limits.min) ?? 0
  const max = numberOf(limits.max) ?? Infinity
  const open = input.openIssues ?? 0
  const conditions: Condition[] = [
    { met: days >= min, otherwise: `巩固扩大成果${days}天，不足${min}天`, level: '提示' },
    { met: days <= max, otherwise: `巩固扩大成果${days}天，超过${max}天`, level: '提示' },
    { met: days < max || open === 0, otherwise: `时间已到，还有${open}个问题没有解决`, level: '警告' },
  ]
  return judgeAll('R-52', conditions, `巩固扩大成果${days}天，在${min}至${max}天之间。`, {
    days,
    min,
    max,
    open,
  })
}

export const scheduleRules = [
  defineRule({
    id: 'R-06',
    title: '阶段先后有序、在本批时间之内',
    fields: batch,
    limits: batchLimits,
    judge: judgeStageOrder,
  }),
  defineRule({
    id: 'R-07',
    title: '集中教育3个月左右',
    fields: concentrated,
    limits: concentratedLimits,
    check: spanProblems,
    judge: judgeConcentratedDays,
  }),
  defineRule({
    id: 'R-07b',
    title: '上一阶段批准转段后才能进入下一阶段',
    fields: nextStage,
    limits: {},
    judge: (input) => judgeNextStage(input),
  }),
  defineRule({
    id: 'R-15',
    title: '支部动员会与全镇动员会同一天',
    fields: mobilisation,
    limits: mobilisationLimits,
    judge: judgeMobilisation,
  }),
  defineRule({
    id: 'R-15b',
    title: '书记亲自动员、“三讲清”',
    fields: mobiliser,
    limits: mobilisationPointLimits,
    judge: (input) => judgeMobiliser(input),
  }),
  defineRule({
    id: 'R-52',
    title: '巩固扩大成果两到三个月',
    fields: consolidation,
    limits: consolidationLimits,
    check: ({ concentratedEnd, consolidatedEnd }) =>
      consolidatedEnd < concentratedEnd
        ? [`巩固扩大成果结束日期${consolidatedEnd}早于集中教育结束日期${concentratedEnd}，请核对。`]
        : [],
    judge: judgeConsolidation,
  }),
]
