// Analysis, meeting, appraisal: what each member writes, how the meeting is held, how grades are given and told.
import { daysBetween } from '../text/civil-date.ts'
import { judgeAll, type Condition } from './conditions.ts'
import { choice, count, date, flag, list, optional, text, type Values } from './fields.ts'
import { byDefault, limit, numberOf, reaches, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { compareShare, limitText, shareText } from './share.ts'
import { exemptFromWriting } from './study.ts'
import { fail, notAssessed, pass, type Verdict } from './verdict.ts'

export const analysisLimits = {
  chars: limit({
    name: '党性分析材料字数',
    key: 'analysis.chars',
    value: null,
    unit: '字',
    comparator: '≥',
    source: said('S1', '不要强求一律'),
    note: '原文无数字，缺省不设',
  }),
}

const analysis = {
  form: choice('形式', ['未交', '书面', '口述代笔', '免写']),
  approved: optional(flag('免写或口述已经批准')),
  categories: optional(list('党员类别', text('类别'))),
  problems: optional(text('存在问题')),
  roots: optional(text('思想根源')),
  direction: optional(text('努力方向')),
  chars: optional(count('字数', '字')),
  submittedOn: optional(date('提交日期')),
  meetingOn: optional(date('组织生活会日期')),
  revisedOn: optional(date('会后修改稿日期')),
}
type Analysis = Values<typeof analysis>

const isFilled = (words: string | undefined): boolean => (words ?? '') !== ''

const sectionConditions = (input: Analysis): Condition[] => [
  { met: isFilled(input.problems), otherwise: '没有写存在的问题' },
  { met: isFilled(input.roots), otherwise: '没有剖析思想根源' },
  { met: isFilled(input.direction), otherwise: '没有写努力方向' },
]

const excuseConditions = ({ form, approved, categories = [] }: Analysis): Condition[] => {
  if (form === '书面') return []
  const isExempt = exemptFromWriting.some((category) => categories.includes(category))
  return [
    { met: approved === true, otherwise: `“${form}”须经批准` },
    { met: isExempt, otherwise: `“${form}”只限${exemptFromWriting.join('、')}的党员` },
  ]
}

/** The draft is there by the day of the meeting; the revised one is not older than the meeting. */
const timeConditions = ({ submittedOn, meetingOn, revisedOn }: Analysis): Condition[] => {
  if (meetingOn === undefined) return []
  return [
    {
      met: submittedOn !== undefined && submittedOn <= meetingOn,
      otherwise: `材料应在组织生活会${meetingOn}之前提交`,
    },
    { met: revisedOn !== undefined, otherwise: '没有会后修改稿', level: '警告' },
    {
      met: revisedOn === undefined || revisedOn >= meetingOn,
      otherwise: `修改稿${revisedOn ?? ''}早于组织生活会${meetingOn}`,
      level: '警告',
    },
  ]
}

const charsCondition = (input: Analysis, limits: typeof analysisLimits): Condition => {
  const needed = numberOf(limits.chars)
  const isHeld = input.form === '书面' && needed !== null
  return {
    met: !isHeld || (input.chars ?? 0) >= needed,
    otherwise: `${input.chars ?? 0}字，不足${needed ?? 0}字`,
  }
}

/** every member has an analysis with its three sections, or an approved exemption; revised after the meeting. */
export function judgeAnalysis(input: Analysis, limits = analysisLimits): Verdict {
  const facts = { form: input.form, chars: input.chars ?? null }
  if (input.form === '未交') return fail('R-39', '没有党性分析材料，也没有批准免写。', facts)
  if (input.form === '免写') return judgeAll('R-39', excuseConditions(input), '已经批准免写。', facts)
  const conditions = [
    ...excuseConditions(input),
    ...sectionConditions(input),
    charsCondition(input, limits),
    ...timeConditions(input),
  ]
  return judgeAll('R-39', conditions, '党性分析材料符合要求。', facts)
}

const publication = {
  from: date('公示开始日期'),
  to: date('公示结束日期'),
  pollOn: optional(date('测评日期')),
}

export const publicationLimits = {
  days: limit({
    name: '材料公示天数',
    key: 'analysis.public.days',
    value: 3,
    unit: '天',
    comparator: '≥',
    source: said('S2', '要在一定范围内公示'),
    note: '原文无天数，本产品默认3天',
  }),
}

/** materials are on display for some days, and the poll comes after the display has begun. */
export function judgePublication(input: Values<typeof publication>, limits = publicationLimits): Verdict {
  const days = daysBetween(input.from, input.to) + 1
  const needed = numberOf(limits.days) ?? 0
  const conditions: Condition[] = [
    { met: input.to > input.from, otherwise: `公示结束日期${input.to}应晚于开始日期${input.from}` },
    { met: days >= needed, otherwise: `公示${days}天，应不少于${needed}天`, level: '警告' },
    {
      met: input.pollOn === undefined || input.pollOn > input.from,
      otherwise: `测评${input.pollOn ?? ''}应在公示开始${input.from}之后`,
    },
  ]
  return judgeAll('R-40', conditions, `公示${days}天。`, { days })
}

export const meetingLimits = {
  guests: limit({
    name: '列席：积极分子、群众代表（各）',
    key: 'orglife.guests',
    value: 1,
    unit: '人',
    comparator: '≥',
    source: said('S0', '要邀请入党积极分子、党外群众代表列席'),
    note: '原文无人数，本产品默认各1人',
  }),
  quorum: limit({
    name: '组织生活会到会',
    key: 'orglife.quorum',
    value: 50,
    per: 100,
    unit: '%',
    comparator: '>',
    source: byDefault,
  }),
}

const meeting = {
  activists: count('列席的入党积极分子', '人'),
  representatives: count('列席的党外群众代表', '人'),
  noActivists: optional(flag('本支部没有入党积极分子')),
  voting: count('有表决权党员', '人'),
  attended: count('实到有表决权党员', '人'),
  examined: count('作自我剖析的党员', '人'),
}
type Meeting = Values<typeof meeting>

const guestConditions = (input: Meeting, limits: typeof meetingLimits): Condition[] => [
  {
    met: reaches(input.activists, limits.guests) || input.noActivists === true,
    otherwise: '没有入党积极分子列席；本支部没有积极分子的，请注明',
  },
  { met: reaches(input.representatives, limits.guests), otherwise: '没有党外群众代表列席' },
]

/** activists and non-member representatives sit in, everyone present examines himself, more than half have come. */
export function judgeMeeting(input: Meeting, limits = meetingLimits): Verdict {
  const share = shareText(input.attended, input.voting)
  if (input.voting === 0) return notAssessed('R-41', '没有登记应到党员，不能判断。')
  const isQuorate = (compareShare(input.attended, input.voting, limits.quorum) ?? 1) > 0
  const conditions: Condition[] = [
    ...guestConditions(input, limits),
    {
      met: input.examined >= input.attended,
      otherwise: `到会${input.attended}人，作自我剖析的${input.examined}人`,
    },
    { met: isQuorate, otherwise: `到会${share}，应超过${limitText(limits.quorum)}`, level: '警告' },
  ]
  return judgeAll('R-41', conditions, `组织生活会符合要求，到会${share}。`, { share })
}

export const excellentLimits = {
  cap: limit({
    name: '优秀比例上限',
    key: 'appraisal.excellent',
    value: 1,
    per: 3,
    unit: '',
    comparator: '≤',
    source: byDefault,
  }),
}

const grades = { excellent: count('评为优秀', '人'), members: count('参评党员', '人') }

/** The most members who may be graded 优秀: the cap, rounded down. */
const mostOf = (members: number, limits: typeof excellentLimits): number =>
  Math.floor((members * (numberOf(limits.cap) ?? 0)) / (limits.cap.per ?? 100))

/** no more than a third graded 优秀, rounded down: of 10 members at most 3. */
export function judgeExcellent(input: Values<typeof grades>, limits = excellentLimits): Verdict {
  const sign = compareShare(input.excellent, input.members, limits.cap)
  const share = shareText(input.excellent, input.members)
  if (sign === null) return notAssessed('R-44', '未设优秀比例上限。', { share })
  if (input.members === 0) return notAssessed('R-44', '没有参评党员（—）。', { share })
  const most = mostOf(input.members, limits)
  const facts = { ...input, most, share }
  if (sign <= 0) return pass('R-44', `${input.members}人评优秀${input.excellent}人，最多${most}人。`, facts)
  const reason = `${input.members}人评优秀${input.excellent}人，超过${limitText(limits.cap)}，最多${most}人，请重新确定。`
  return fail('R-44', reason, facts, { level: '警告' })
}

const opinion = {
  kind: choice('人员类别', ['正式', '预备']),
  grade: optional(choice('等次', ['优秀', '合格', '基本合格', '不合格'])),
  opinion: optional(text('评议意见')),
  meetingOn: date('组织生活会日期'),
  committeeOn: optional(date('支委会（党员大会）日期')),
  feedbackOn: optional(date('向本人反馈日期')),
  noticeOn: optional(date('通报日期')),
}
type Opinion = Values<typeof opinion>

const follows = (
  name: string,
  later: string | undefined,
  before: string,
  earlier: string | undefined,
): Condition[] => [
  { met: later !== undefined, otherwise: `没有${name}日期` },
  {
    met: later === undefined || earlier === undefined || later >= earlier,
    otherwise: `${name}${later ?? ''}早于${before}${earlier ?? ''}`,
  },
]

/** R-44b: meeting, then committee, then told to the person in question, then made known; 预备党员 get no grade. */
export function judgeAppraisal(input: Opinion): Verdict {
  const conditions: Condition[] = [
    { met: isFilled(input.opinion), otherwise: '没有评议意见' },
    {
      met: input.kind === '正式' || input.grade === undefined,
      otherwise: '预备党员不评定等次',
      level: '警告',
    },
    ...follows('支委会', input.committeeOn, '组织生活会', input.meetingOn),
    ...follows('反馈', input.feedbackOn, '支委会', input.committeeOn),
    ...follows('通报', input.noticeOn, '反馈', input.feedbackOn),
  ]
  return judgeAll('R-44b', conditions, '评议意见已经研究、反馈、通报。', { grade: input.grade ?? null })
}

export const appraisalRules = [
  defineRule({
    id: 'R-39',
    title: '党性分析材料',
    fields: analysis,
    limits: analysisLimits,
    judge: judgeAnalysis,
  }),
  defineRule({
    id: 'R-40',
    title: '材料公示',
    fields: publication,
    limits: publicationLimits,
    judge: judgePublication,
  }),
  defineRule({
    id: 'R-41',
    title: '专题组织生活会',
    fields: meeting,
    limits: meetingLimits,
    check: ({ attended, voting }) =>
      attended > voting ? [`实到${attended}人多于应到${voting}人，请核对。`] : [],
    judge: judgeMeeting,
  }),
  defineRule({
    id: 'R-44',
    title: '优秀不超过三分之一',
    fields: grades,
    limits: excellentLimits,
    check: ({ excellent, members }) =>
      excellent > members ? [`评为优秀${excellent}人多于参评党员${members}人，请核对。`] : [],
    judge: judgeExcellent,
  }),
  defineRule({
    id: 'R-44b',
    title: '评议意见的研究、反馈、通报',
    fields: opinion,
    limits: {},
    judge: (input) => judgeAppraisal(input),
  }),
]
