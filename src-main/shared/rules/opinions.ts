// Stage two among people: opinions from several kinds of channel, fed back to each person, and heart-to-heart talks.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, count, date, flag, list, optional, rows, text, type Values } from './fields.ts'
import { byDefault, limit, numberOf, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { compareShare, limitText, shareText } from './share.ts'
import { notAssessed, type Limit, type Verdict } from './verdict.ts'

export const channelFamilies = ['会议', '书面', '开放渠道'] as const

export const channelLimits = {
  families: limit({
    name: '征求意见渠道类别',
    key: 'opinion.families',
    value: 3,
    unit: '类',
    comparator: '≥',
    source: said('S3', '做到多层次、多渠道、多领域'),
    note: '会议、书面、开放渠道三类为本产品默认',
  }),
}

const channels = {
  channels: rows('征求意见渠道', {
    name: text('渠道'),
    family: choice('类别', channelFamilies),
    issued: optional(count('发出数', '份')),
    returned: optional(count('收回数', '份')),
    opinions: count('征求意见', '条次'),
  }),
  total: optional(count('征求意见合计', '条次')),
  withoutObject: optional(count('没有写明对象的意见', '条')),
}
type Channels = Values<typeof channels>

const returnConditions = (input: Channels): Condition[] =>
  input.channels.map(({ name, issued, returned }) => ({
    met: issued === undefined || returned === undefined || returned <= issued,
    otherwise: `${name}收回${returned ?? 0}份，多于发出${issued ?? 0}份`,
  }))

/** at least one channel of each family; no more forms back than went out; the channels add up; every opinion has an object. */
export function judgeChannels(input: Channels, limits = channelLimits): Verdict {
  const found = channelFamilies.filter((family) =>
    input.channels.some((channel) => channel.family === family),
  )
  const needed = numberOf(limits.families) ?? 0
  const missing = channelFamilies.filter((family) => !found.includes(family)).join('、')
  const sum = input.channels.reduce((total, channel) => total + channel.opinions, 0)
  const withoutObject = input.withoutObject ?? 0
  const conditions = [
    {
      met: found.length >= needed,
      otherwise: `征求意见渠道有${found.length}类，应不少于${needed}类，缺${missing}`,
    },
    ...returnConditions(input),
    { met: (input.total ?? sum) === sum, otherwise: `各渠道合计${sum}条次，与总数${input.total ?? sum}不符` },
    { met: withoutObject === 0, otherwise: `有${withoutObject}条意见没有写明对象` },
  ]
  return judgeAll('R-36', conditions, `征求意见${sum}条次，渠道${found.length}类。`, {
    families: found.length,
    sum,
  })
}

export const feedbackLimits = {
  coverage: limit({
    name: '意见反馈覆盖',
    key: 'opinion.feedback',
    value: 100,
    per: 100,
    unit: '%',
    comparator: '≥',
    source: said('S0', '通过适当形式向党员本人反馈'),
  }),
}

const member = {
  name: text('党员'),
  opinions: count('征求到的意见', '条'),
  fedBackOn: optional(date('反馈日期')),
  recordedNone: optional(flag('已记载“未征求到意见”')),
}

const feedback = { members: rows('党员', member), meetingOn: optional(date('组织生活会日期')) }
type Feedback = Values<typeof feedback>

/** What is missing for one member; null when nothing is. */
const feedbackMissing = (each: Feedback['members'][number], meetingOn: string | undefined): string | null => {
  if (each.opinions === 0)
    return each.recordedNone === true ? null : `${each.name}没有意见，须记载“未征求到意见”`
  if (each.fedBackOn === undefined) return `${each.name}有${each.opinions}条意见未反馈`
  if (meetingOn === undefined || each.fedBackOn <= meetingOn) return null
  return `${each.name}的意见${each.fedBackOn}反馈，晚于组织生活会${meetingOn}`
}

const coverageCondition = (rule: string, part: number, whole: number, line: Limit): Condition => ({
  met: (compareShare(part, whole, line) ?? 0) >= 0,
  otherwise: `${rule}${shareText(part, whole)}，应达到${limitText(line)}`,
})

/** whoever has opinions is told by the day of the meeting; whoever has none has that on record. */
export function judgeFeedback(input: Feedback, limits = feedbackLimits): Verdict {
  const whole = input.members.length
  if (whole === 0) return notAssessed('R-37', '没有党员名单，不能判断。')
  const missing = input.members.flatMap((each) => feedbackMissing(each, input.meetingOn) ?? [])
  const part = whole - missing.length
  const coverage = coverageCondition('意见反馈', part, whole, limits.coverage)
  const named = coverage.met ? [] : missing.map((otherwise) => ({ met: false, otherwise }))
  const facts = { done: part, members: whole, share: shareText(part, whole) }
  return judgeAll('R-37', [coverage, ...named], `意见反馈${shareText(part, whole)}。`, facts)
}

export const talkLimits = {
  secretary: limit({
    name: '书记与党员谈心覆盖',
    key: 'talk.secretary',
    value: 100,
    per: 100,
    unit: '%',
    comparator: '≥',
    source: said('S2', '（尤其是支部书记与党员之间）'),
    note: '原文无比例，本产品默认100%',
  }),
  each: limit({
    name: '每名党员参加谈心',
    key: 'talk.member.min',
    value: 1,
    unit: '次',
    comparator: '≥',
    source: said('S2', '党员相互之间'),
    note: '原文无次数，本产品默认1次',
  }),
  group: limit({
    name: '集体谈心最少人数',
    key: 'talk.group.min',
    value: 3,
    unit: '人',
    comparator: '≥',
    source: byDefault,
  }),
}

const talk = {
  kind: choice('类型', ['个别', '集体']),
  talker: text('谈话人'),
  partners: list('谈话对象', text('谈话对象')),
}
type Talk = Values<typeof talk>

const talks = { secretary: text('书记'), members: list('党员', text('党员')), talks: rows('谈心谈话', talk) }
type Talks = Values<typeof talks>

const peopleOf = (each: Talk): ReadonlySet<string> => new Set([each.talker, ...each.partners])

/** A talk of two counts the same whoever started it; a group talk is not a talk of the secretary with each. */
const hasTalked = (each: Talk, one: string, other: string): boolean => {
  const people = peopleOf(each)
  return each.kind === '个别' && people.has(one) && people.has(other)
}

const talkConditions = (input: Talks, limits: typeof talkLimits): Condition[] => {
  const smallest = numberOf(limits.group) ?? 0
  return input.talks.flatMap((each, index) => [
    {
      met: each.partners.length > 0 && !each.partners.includes(each.talker),
      otherwise: `第${index + 1}行谈话人与谈话对象应是不同的人`,
    },
    {
      met: each.kind !== '集体' || peopleOf(each).size >= smallest,
      otherwise: `第${index + 1}行集体谈心${peopleOf(each).size}人，应不少于${smallest}人`,
    },
  ])
}

const timesOf = (input: Talks, name: string): number =>
  input.talks.filter((each) => peopleOf(each).has(name)).length

/** the secretary has talked with every member, and every member has talked at least once. */
export function judgeTalks(input: Talks, limits = talkLimits): Verdict {
  const others = input.members.filter((name) => name !== input.secretary)
  if (others.length === 0) return notAssessed('R-38', '没有书记以外的党员，不能判断。')
  const reached = others.filter((name) => input.talks.some((each) => hasTalked(each, input.secretary, name)))
  const times = numberOf(limits.each) ?? 0
  const silent = others.filter((name) => timesOf(input, name) < times)
  const conditions = [
    coverageCondition('书记与党员谈心', reached.length, others.length, limits.secretary),
    { met: silent.length === 0, otherwise: `${silent.join('、')}参加谈心不足${times}次` },
    ...talkConditions(input, limits),
  ]
  const share = shareText(reached.length, others.length)
  return judgeAll('R-38', conditions, `书记与党员谈心${share}。`, { reached: reached.length, share })
}

export const opinionRules = [
  defineRule({
    id: 'R-36',
    title: '多渠道征求意见',
    fields: channels,
    limits: channelLimits,
    judge: judgeChannels,
  }),
  defineRule({
    id: 'R-37',
    title: '意见向党员本人反馈',
    fields: feedback,
    limits: feedbackLimits,
    judge: judgeFeedback,
  }),
  defineRule({ id: 'R-38', title: '谈心谈话覆盖', fields: talks, limits: talkLimits, judge: judgeTalks }),
]
