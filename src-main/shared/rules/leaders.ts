// What is asked of leading cadres: contact points, setting an example in their own branch, the leaders' own meeting.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, count, date, flag, list, optional, rows, text, type Values } from './fields.ts'
import { limit, numberOf, reaches, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { compareShare, shareText } from './share.ts'
import { tally } from './tally.ts'
import { notAssessed, type Verdict } from './verdict.ts'

export const contactLimits = {
  points: limit({
    name: '每名班子成员联系点',
    key: 'leader.contact.min',
    value: 1,
    unit: '个',
    comparator: '≥',
    source: said('S0', '建立党政领导先进性教育联系点'),
    note: '原文无个数，本产品默认1个',
  }),
  visits: limit({
    name: '到联系点次数',
    key: 'leader.contact.visits',
    value: null,
    unit: '次/阶段',
    comparator: '≥',
    source: said('S1', '镇党委成员要定期到各联系点上'),
    note: '“定期”无数字，缺省不设',
  }),
  lectures: limit({
    name: '讲党课或作专题报告',
    key: 'leader.lecture.min',
    value: 1,
    unit: '次',
    comparator: '≥',
    source: said('S0', '带头学习，带头讲党课或作专题报告'),
    note: '原文无次数，本产品默认1次',
  }),
}

const visit = {
  point: text('联系点'),
  date: date('到点日期'),
  matter: choice('事项', ['调研', '督促检查', '指导', '上党课', '解决问题']),
}

const contact = {
  points: list('联系点', text('单位')),
  visits: rows('到点记录', visit),
  otherLectures: optional(count('在别处讲党课或作专题报告', '次')),
}
type Contact = Values<typeof contact>

const lecturesOf = ({ visits, otherLectures = 0 }: Contact): number =>
  visits.filter((each) => each.matter === '上党课').length + otherLectures

const strangePoints = ({ points, visits }: Contact): string[] => {
  const strange = visits.map((each) => each.point).filter((point) => !points.includes(point))
  return [...new Set(strange)]
}

const pointConditions = (input: Contact, limits: typeof contactLimits): Condition[] => [
  {
    met: reaches(input.points.length, limits.points),
    otherwise: `联系点${input.points.length}个，应不少于${numberOf(limits.points) ?? 0}个`,
    level: '警告',
  },
  ...strangePoints(input).map((point) => ({
    met: false,
    otherwise: `到点记录中的“${point}”不是登记的联系点`,
  })),
]

const frequencyConditions = (input: Contact, limits: typeof contactLimits): Condition[] => {
  const [visits, lectures] = [input.visits.length, lecturesOf(input)]
  return [
    {
      met: reaches(lectures, limits.lectures),
      otherwise: `讲党课或作专题报告${lectures}次，应不少于${numberOf(limits.lectures) ?? 0}次`,
      level: '警告',
    },
    {
      met: reaches(visits, limits.visits),
      otherwise: `到联系点${visits}次，应不少于${numberOf(limits.visits) ?? 0}次`,
      level: '提示',
    },
  ]
}

/** every leader has a contact point, visits none but his own, and lectures at least once. */
export function judgeContact(input: Contact, limits = contactLimits): Verdict {
  const facts = { points: input.points.length, visits: input.visits.length, lectures: lecturesOf(input) }
  const reason = `联系点${facts.points}个，到点${facts.visits}次，讲党课${facts.lectures}次。`
  const conditions = [...pointConditions(input, limits), ...frequencyConditions(input, limits)]
  return judgeAll('R-04', conditions, reason, facts)
}

/** The six 带头; another speech names 撰写体会文章 in place of 帮助基层. */
export const leaderDuties = [
  '带头学习',
  '带头讲党课或作专题报告',
  '带头查找问题',
  '带头开展批评与自我批评',
  '带头制定和落实整改措施',
  '带头帮助基层解决实际困难和问题',
] as const
const knownDuties = [...leaderDuties, '带头撰写体会文章'] as const

export const exampleLimits = {
  attendance: limit({
    name: '领导干部在所在支部出勤',
    key: 'leader.attendance',
    value: null,
    per: 100,
    unit: '%',
    comparator: '≥',
    source: said('S4', '参加所在支部集中活动不够经常'),
    note: '不另设数字时与本支部平均出勤比较',
  }),
  duties: limit({
    name: '“六个带头”佐证',
    key: 'leader.duties',
    value: 6,
    unit: '项',
    comparator: '=',
    source: said('S0', '带头帮助基层解决实际困难和问题'),
    note: '每项不少于1条，整改提高阶段末核对',
  }),
}

const example = {
  sessions: count('所在支部集中活动', '次'),
  attended: count('本人参加', '次'),
  branchExpected: count('支部应到', '人次'),
  branchAttended: count('支部实到', '人次'),
  evidence: list('有佐证的带头项目', choice('带头项目', knownDuties)),
  expectedDuties: optional(list('应有的带头项目', choice('带头项目', knownDuties))),
  rectified: flag('整改提高阶段已结束'),
}
type Example = Values<typeof example>

/** Below 0: less than the number set, or, none being set, less than the branch's average. */
const compareAttendance = (input: Example, limits: typeof exampleLimits): number =>
  compareShare(input.attended, input.sessions, limits.attendance) ??
  input.attended * input.branchExpected - input.branchAttended * input.sessions

const attendanceConditions = (input: Example, limits: typeof exampleLimits): Condition[] => {
  const own = shareText(input.attended, input.sessions)
  const branch = shareText(input.branchAttended, input.branchExpected)
  const isBelow = compareAttendance(input, limits) < 0
  return [
    {
      met: input.sessions === 0 || input.attended > 0,
      otherwise: `所在支部集中活动${input.sessions}次，一次也没有参加`,
      level: '警告',
    },
    {
      met: input.attended === 0 || !isBelow,
      otherwise: `在所在支部出勤${own}，低于${standardText(branch, limits)}`,
      level: '提示',
    },
  ]
}

const standardText = (branch: string, { attendance }: typeof exampleLimits): string => {
  const set = numberOf(attendance)
  return set === null ? `支部平均${branch}` : `${set}%`
}

const dutyCondition = (input: Example, limits: typeof exampleLimits): Condition => {
  const duties = tally(input.expectedDuties ?? leaderDuties, input.evidence)
  const missing = [...duties].filter(([, records]) => records === 0).map(([duty]) => `“${duty}”`)
  return {
    met: !input.rectified || missing.length === 0 || reaches(duties.size - missing.length, limits.duties),
    otherwise: `${missing.join('、')}没有佐证`,
    level: '警告',
  }
}

/** a leader's attendance in his own branch is no worse than the branch's; all 带头 shown by the end of stage 3. */
export function judgeExample(input: Example, limits = exampleLimits): Verdict {
  const facts = { share: shareText(input.attended, input.sessions), evidenced: new Set(input.evidence).size }
  if (input.sessions === 0 && !input.rectified)
    return notAssessed('R-05', '所在支部还没有集中活动，暂不判断。', facts)
  const conditions = [...attendanceConditions(input, limits), dutyCondition(input, limits)]
  return judgeAll('R-05', conditions, `在所在支部出勤${facts.share}，带头项目符合要求。`, facts)
}

const leader = { name: text('姓名'), attended: flag('到会'), written: optional(flag('有书面发言')) }

const leadersMeeting = {
  heldOn: date('民主生活会日期'),
  feedbackOn: optional(date('意见反馈日期')),
  noticeOn: optional(date('通报日期')),
  members: rows('班子成员', leader),
}
type LeadersMeeting = Values<typeof leadersMeeting>

export const leadersMeetingLimits = {
  absent: limit({
    name: '未到会也无书面发言的班子成员',
    value: 0,
    unit: '人',
    comparator: '=',
    source: said('S2', '领导班子还要召开党员领导干部专题民主生活会'),
  }),
}

const sequenceConditions = ({ heldOn, feedbackOn, noticeOn }: LeadersMeeting): Condition[] => [
  { met: feedbackOn !== undefined, otherwise: '没有意见反馈日期，应先反馈意见再开会' },
  {
    met: feedbackOn === undefined || feedbackOn <= heldOn,
    otherwise: `民主生活会${heldOn}早于意见反馈${feedbackOn ?? ''}`,
  },
  { met: noticeOn !== undefined, otherwise: '会后没有通报' },
  {
    met: noticeOn === undefined || noticeOn >= heldOn,
    otherwise: `通报${noticeOn ?? ''}早于民主生活会${heldOn}`,
  },
]

/** held when opinions have been fed back, everyone there or heard in writing, made known afterwards. */
export function judgeLeadersMeeting(input: LeadersMeeting): Verdict {
  const absent = input.members.filter((member) => !member.attended && member.written !== true)
  const facts = { members: input.members.length, absent: absent.length }
  if (input.members.length === 0) return notAssessed('R-42', '没有登记班子成员，不能判断。', facts)
  const conditions = [
    ...sequenceConditions(input),
    ...absent.map(({ name }) => ({ met: false, otherwise: `${name}未到会，也没有书面发言` })),
  ]
  return judgeAll('R-42', conditions, '专题民主生活会符合要求。', facts)
}

const attendanceProblems = ({ sessions, attended, branchExpected, branchAttended }: Example): string[] => [
  ...(attended > sessions ? [`本人参加${attended}次多于集中活动${sessions}次，请核对。`] : []),
  ...(branchAttended > branchExpected
    ? [`支部实到${branchAttended}人次多于应到${branchExpected}人次，请核对。`]
    : []),
]

export const leaderRules = [
  defineRule({
    id: 'R-04',
    title: '领导干部联系点',
    fields: contact,
    limits: contactLimits,
    judge: judgeContact,
  }),
  defineRule({
    id: 'R-05',
    title: '领导干部带头',
    fields: example,
    limits: exampleLimits,
    check: attendanceProblems,
    judge: judgeExample,
  }),
  defineRule({
    id: 'R-42',
    title: '领导班子专题民主生活会',
    fields: leadersMeeting,
    limits: leadersMeetingLimits,
    judge: (input) => judgeLeadersMeeting(input),
  }),
]
