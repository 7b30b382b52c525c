// What it takes to make good: hours missed, a poll that barred the move, an analysis that has to be written again.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, count, date, flag, hours, optional, rows, text, type Values } from './fields.ts'
import { limit, said } from './limits.ts'
import type { MakeupState } from './machines.ts'
import { defineRule } from './rule.ts'
import { notAssessed, pass, type Verdict } from './verdict.ts'
import { barLimits, judgeDissatisfaction } from './vote.ts'

export const makeupLimits = {
  open: limit({
    name: '未补的学时',
    value: 0,
    unit: '学时',
    comparator: '=',
    source: said('S4', '该补课的抓紧补课'),
    note: '补课学时不少于缺课学时',
  }),
}

const makeup = {
  missed: hours('缺课学时'),
  madeUp: hours('补课学时'),
  responsible: optional(text('补课责任人')),
  exempted: optional(flag('经批准免补')),
}
type Makeup = Values<typeof makeup>

export type MakeupStanding = Exclude<MakeupState, '缺课' | '已更正'>

/** How far a make-up has come. Hours go in steps of 0.5, which binary numbers hold exactly. */
export function makeupStanding({ missed, madeUp, exempted }: Makeup): MakeupStanding {
  if (exempted === true) return '免补'
  if (madeUp >= missed) return '已补齐'
  return madeUp > 0 ? '部分补课' : '待补课'
}

/** R-20b: every hour missed is made up, unless excused with approval; until then somebody is named for it. */
export function judgeMakeup(input: Makeup): Verdict {
  const state = makeupStanding(input)
  const facts = { state, missed: input.missed, madeUp: input.madeUp }
  if (state === '免补') return pass('R-20b', '经批准免补。', facts)
  const conditions: Condition[] = [
    {
      met: state === '已补齐',
      otherwise: `缺课${input.missed}学时，已补${input.madeUp}学时，还差${input.missed - input.madeUp}学时`,
    },
    {
      met: state === '已补齐' || (input.responsible ?? '') !== '',
      otherwise: '没有确定补课责任人',
    },
  ]
  return judgeAll('R-20b', conditions, `缺课${input.missed}学时，已补齐。`, facts)
}

export const renewalLimits = {
  ...barLimits,
  exceptions: limit({
    name: '特批转段',
    value: 0,
    unit: '次',
    comparator: '=',
    source: said('S4', '凡不满意率达到或超过10的一律不准转入第二阶段'),
    note: '“一律”没有例外，只能补课整改后再测',
  }),
}

const round = {
  round: count('轮次', '轮'),
  valid: count('有效票', '票'),
  dissatisfied: count('不满意票', '票'),
}
type Round = Values<typeof round>

const renewal = {
  to: optional(choice('转入阶段', ['分析评议', '整改提高'])),
  rounds: rows('历轮测评', round),
  madeGood: flag('已补课整改'),
  exception: optional(flag('要求特批')),
}
type Renewal = Values<typeof renewal>

const inOrder = (rounds: readonly Round[]): Round[] => [...rounds].sort((a, b) => a.round - b.round)

/** Nobody voted is as good as not polled: the way stays closed. */
const isBarred = (poll: Round, to: Renewal['to'], limits: typeof renewalLimits): boolean =>
  poll.valid === 0 || judgeDissatisfaction({ ...poll, to }, limits).outcome === 'fail'

const renewalConditions = (input: Renewal, last: Round, limits: typeof renewalLimits): Condition[] => {
  const wasBarred = input.rounds.some((poll) => isBarred(poll, input.to, limits))
  return [
    { met: input.exception !== true, otherwise: '测评未过一律不准转段，不能特批' },
    {
      met: input.rounds.length === last.round,
      otherwise: `第${last.round}轮之前的测评记录不全，原来各轮都要保留`,
    },
    { met: !wasBarred || input.madeGood, otherwise: '没有补课整改记录' },
    { met: !isBarred(last, input.to, limits), otherwise: `第${last.round}轮测评未过，须补课整改后再测一轮` },
  ]
}

/** R-32c: no override; a unit once barred moves on only after making good and a new round, and old rounds stay. */
export function judgeRenewal(input: Renewal, limits = renewalLimits): Verdict {
  const last = inOrder(input.rounds).at(-1)
  if (last === undefined) return notAssessed('R-32c', '还没有测评。')
  const facts = { rounds: input.rounds.length, lastRound: last.round }
  const reason = `第${last.round}轮测评没有被挡住。`
  return judgeAll('R-32c', renewalConditions(input, last, limits), reason, facts)
}

const rewrite = {
  name: text('姓名'),
  polledOn: date('未通过的测评日期'),
  helpedOn: optional(date('帮助日期')),
  rewrittenOn: optional(date('新材料日期')),
  polledAgainOn: optional(date('再次测评日期')),
}
type Rewrite = Values<typeof rewrite>

const rewrites = { members: rows('须重新撰写的党员', rewrite) }

export const rewritingLimits = {
  open: limit({
    name: '待重写的党员',
    value: 0,
    unit: '人',
    comparator: '=',
    source: said('S2', '重新撰写党性分析材料'),
    note: '有待重写的党员时，支部不能结束分析评议阶段',
  }),
}

const comesAfter = (later: string | undefined, earlier: string | undefined): boolean =>
  later !== undefined && earlier !== undefined && later >= earlier

const rewriteConditions = (input: Rewrite): Condition[] => {
  const { name, polledOn, helpedOn, rewrittenOn, polledAgainOn } = input
  return [
    { met: comesAfter(helpedOn, polledOn), otherwise: `${name}测评后没有帮助记录` },
    { met: comesAfter(rewrittenOn, polledOn), otherwise: `${name}测评后没有新材料` },
    { met: comesAfter(polledAgainOn, rewrittenOn), otherwise: `${name}的新材料没有再次测评` },
  ]
}

/** R-43b: to be written again until there are help, a new version and a new poll; no stage ends with anyone left. */
export function judgeRewriting({ members }: Values<typeof rewrites>): Verdict {
  const facts = { members: members.length }
  if (members.length === 0) return notAssessed('R-43b', '没有须重新撰写的党员。', facts)
  const reason = `须重新撰写的${members.length}人都已重写并再次测评。`
  return judgeAll('R-43b', members.flatMap(rewriteConditions), reason, facts)
}

const roundProblems = (rounds: readonly Round[]): string[] => [
  ...rounds
    .filter(({ valid, dissatisfied }) => dissatisfied > valid)
    .map((poll) => `第${poll.round}轮不满意票${poll.dissatisfied}多于有效票${poll.valid}，请核对。`),
  ...(new Set(rounds.map((poll) => poll.round)).size < rounds.length ? ['轮次有重复，请核对。'] : []),
  ...(rounds.some((poll) => poll.round === 0) ? ['轮次从1起编，请核对。'] : []),
]

export const makeupRules = [
  defineRule({
    id: 'R-20b',
    title: '缺课补齐',
    fields: makeup,
    limits: makeupLimits,
    judge: (input) => judgeMakeup(input),
  }),
  defineRule({
    id: 'R-32c',
    title: '测评未过没有例外，只能再测',
    fields: renewal,
    limits: renewalLimits,
    check: ({ rounds }) => roundProblems(rounds),
    judge: judgeRenewal,
  }),
  defineRule({
    id: 'R-43b',
    title: '重写的条件和了结',
    fields: rewrites,
    limits: rewritingLimits,
    judge: (input) => judgeRewriting(input),
  }),
]
