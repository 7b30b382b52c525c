// Organisations and the people in charge: leading group, size and form, weak branches, training, avoidance.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, count, date, flag, optional, text, type Values } from './fields.ts'
import { byDefault, limit, numberOf, reaches, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { compareShare, shareText } from './share.ts'
import { fail, notAssessed, pass, type Verdict } from './verdict.ts'

const leadingGroup = {
  leader: optional(text('领导小组组长')),
  head: optional(text('书记或主要负责人')),
  actingHead: optional(text('书记空缺时主持工作的负责人')),
  office: flag('有工作机构'),
  formedOn: optional(date('成立日期')),
  mobilisedOn: optional(date('动员会日期')),
}
type LeadingGroup = Values<typeof leadingGroup>

const nameOf = (name: string | undefined): string => (name ?? '').replace(/\s/gu, '')

const leaderConditions = (input: LeadingGroup): Condition[] => {
  const [leader, head, acting] = [nameOf(input.leader), nameOf(input.head), nameOf(input.actingHead)]
  const expected = head === '' ? acting : head
  return [
    { met: leader !== '', otherwise: '没有确定领导小组组长' },
    { met: head !== '', otherwise: '书记空缺，由主持工作负责人代', level: '警告' },
    { met: expected !== '', otherwise: '书记空缺，没有写明由谁主持工作' },
    {
      met: leader === '' || expected === '' || leader === expected,
      otherwise: `组长应由${expected}担任，现为${leader}`,
    },
  ]
}

const formationConditions = ({ office, formedOn, mobilisedOn }: LeadingGroup): Condition[] => [
  { met: office, otherwise: '没有设立工作机构' },
  { met: formedOn !== undefined, otherwise: '没有成立日期' },
  {
    met: formedOn === undefined || mobilisedOn === undefined || formedOn <= mobilisedOn,
    otherwise: `领导小组${formedOn ?? ''}成立，晚于动员会${mobilisedOn ?? ''}`,
  },
]

/** led by the unit's own head, with an office, formed by the day of the mobilisation; a vacancy is a warning. */
export function judgeLeadingGroup(input: LeadingGroup): Verdict {
  const conditions = [...leaderConditions(input), ...formationConditions(input)]
  return judgeAll('R-01', conditions, '领导小组和工作机构符合要求。', { leader: input.leader ?? null })
}

export const sizeLimits = {
  branch: limit({
    name: '成立支部的正式党员数',
    key: 'org.size.branch',
    value: 3,
    unit: '人',
    comparator: '≥',
    source: byDefault,
  }),
  committee: limit({
    name: '设支委会的党员数',
    key: 'org.size.committee',
    value: 7,
    unit: '人',
    comparator: '≥',
    source: byDefault,
  }),
  general: limit({
    name: '设总支的党员数',
    key: 'org.size.general',
    value: 50,
    unit: '人',
    comparator: '>',
    source: byDefault,
  }),
  partyCommittee: limit({
    name: '设党委的党员数',
    key: 'org.size.committee_party',
    value: 100,
    unit: '人',
    comparator: '>',
    source: byDefault,
  }),
}

const weakStates = ['不健全', '软弱涣散', '瘫痪', '空壳'] as const

const size = {
  members: count('正式党员', '人'),
  level: optional(choice('组织类别', ['党委', '总支', '支部', '联合支部', '临时支部'])),
  hasCommittee: optional(flag('设有支委会')),
  health: optional(choice('班子状态', ['健全', ...weakStates])),
  rectified: optional(flag('有整顿记录')),
}
type Size = Values<typeof size>

const isAbove = (members: number, max: number | null): boolean => max !== null && members > max

/** The form an organisation of this size should have: 3, 7, more than 50, more than 100 members. */
export function formFor(members: number, limits = sizeLimits): string {
  if (isAbove(members, numberOf(limits.partyCommittee))) return '党委'
  if (isAbove(members, numberOf(limits.general))) return '总支'
  if (!reaches(members, limits.branch)) return '联合支部'
  return reaches(members, limits.committee) ? '支部，设支委会' : '支部'
}

const ranks: Readonly<Record<string, number>> = { 临时支部: 0, 联合支部: 0, 支部: 0, 总支: 1, 党委: 2 }

const sizeConditions = (input: Size, limits: typeof sizeLimits): Condition[] => {
  const form = formFor(input.members, limits)
  const rank = ranks[input.level ?? form] ?? 0
  const isPlainBranch = (input.level ?? '支部') === '支部'
  const needsCommittee = rank === 0 && reaches(input.members, limits.committee)
  return [
    {
      met: form !== '联合支部' || !isPlainBranch,
      otherwise: `正式党员${input.members}名，不足${numberOf(limits.branch) ?? 0}名，应与邻近单位联合建立支部`,
      level: '提示',
    },
    {
      met: !needsCommittee || input.hasCommittee !== false,
      otherwise: `党员${input.members}名，应设支委会`,
      level: '提示',
    },
    { met: rank >= (ranks[form] ?? 0), otherwise: `党员${input.members}名，应设${form}`, level: '提示' },
  ]
}

const healthCondition = ({ health, rectified }: Size): Condition => ({
  met: !weakStates.some((state) => state === health) || rectified === true,
  otherwise: `班子${health ?? ''}，没有整顿记录，要抓紧整顿`,
  level: '警告',
})

/** the form fits the number of members, and a weak branch has a rectification record. */
export function judgeSize(input: Size, limits = sizeLimits): Verdict {
  const form = formFor(input.members, limits)
  const conditions = [...sizeConditions(input, limits), healthCondition(input)]
  return judgeAll('R-10', conditions, `${input.members}名党员，宜为${form}。`, {
    members: input.members,
    form,
  })
}

export const trainingLimits = {
  coverage: limit({
    name: '书记训前覆盖',
    key: 'training.secretary',
    value: 100,
    per: 100,
    unit: '%',
    comparator: '≥',
    source: said('S0', '要抓好党支部书记和工作骨干的培训'),
    note: '原文无比例，本产品默认100%',
  }),
}

const training = { trained: count('动员前参加培训的书记', '人'), secretaries: count('支部书记', '人') }

/** every branch secretary is trained before the mobilisation. */
export function judgeTraining(input: Values<typeof training>, limits = trainingLimits): Verdict {
  const share = shareText(input.trained, input.secretaries)
  const sign = compareShare(input.trained, input.secretaries, limits.coverage)
  if (sign === null) return notAssessed('R-60', '未设书记培训标准。', { share })
  if (input.secretaries === 0) return notAssessed('R-60', '没有登记支部书记（—）。', { share })
  if (sign >= 0) return pass('R-60', `书记训前参训${share}。`, { share })
  const absent = input.secretaries - input.trained
  return fail('R-60', `书记训前参训${share}，${absent}名书记未参加培训。`, { share }, { level: '提示' })
}

const avoidance = { supervisorUnit: text('督导人员所在单位'), unit: text('被督导单位') }

/** nobody supervises the unit he comes from. */
export function judgeAvoidance(input: Values<typeof avoidance>): Verdict {
  if (nameOf(input.supervisorUnit) !== nameOf(input.unit))
    return pass('R-62', '督导人员与被督导单位不同，无须回避。', input)
  return fail('R-62', `督导人员来自${input.unit}，应当回避，请改派他人。`, input)
}

export const informantLimits = {
  informants: limit({
    name: '信息员',
    key: 'report.informant',
    value: 1,
    unit: '名',
    comparator: '=',
    source: said('S3', '要求各镇区确定一名信息员'),
  }),
}

const informants = { informants: count('在任信息员', '名') }

/** R-28b: exactly one informant in office; none is a warning, several an error. */
export function judgeInformants(input: Values<typeof informants>, limits = informantLimits): Verdict {
  const expected = numberOf(limits.informants) ?? 1
  if (input.informants === expected) return pass('R-28b', `信息员${expected}名。`, input)
  const level = input.informants < expected ? '警告' : '错误'
  return fail('R-28b', `在任信息员${input.informants}名，应为${expected}名。`, input, { level })
}

export const organisationRules = [
  defineRule({
    id: 'R-01',
    title: '领导小组及工作机构',
    fields: leadingGroup,
    limits: {},
    judge: (input) => judgeLeadingGroup(input),
  }),
  defineRule({ id: 'R-10', title: '组织设置和整顿', fields: size, limits: sizeLimits, judge: judgeSize }),
  defineRule({
    id: 'R-28b',
    title: '信息员恰一名',
    fields: informants,
    limits: informantLimits,
    judge: judgeInformants,
  }),
  defineRule({
    id: 'R-60',
    title: '支部书记训前覆盖',
    fields: training,
    limits: trainingLimits,
    check: ({ trained, secretaries }) =>
      trained > secretaries ? [`参加培训的书记${trained}人多于支部书记${secretaries}人，请核对。`] : [],
    judge: judgeTraining,
  }),
  defineRule({
    id: 'R-62',
    title: '督导回避',
    fields: avoidance,
    limits: {},
    judge: (input) => judgeAvoidance(input),
  }),
]
