// Members found unqualified: first helped, then, if that fails, registered and dealt with; never the other way round.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, date, flag, optional, type Values } from './fields.ts'
import { limit, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { pass, type Verdict } from './verdict.ts'

export const unqualifiedLimits = {
  uneducated: limit({
    name: '未经批评教育即作处置',
    value: 0,
    unit: '人',
    comparator: '=',
    source: said('S0', '进行严肃的批评教育，告诫提醒'),
  }),
  unlisted: limit({
    name: '评为不合格、未建教育转化台账',
    value: 0,
    unit: '人',
    comparator: '=',
    source: said('S2', '对不合格党员进行教育转化和登记处置工作'),
  }),
}

const steps = {
  foundOn: '发现',
  educatedOn: '批评教育',
  convertedOn: '转化合格',
  appliedOn: '登记申请',
  reviewedOn: '审查',
  disposedOn: '处置',
} as const
type StepName = keyof typeof steps

const unqualified = {
  kind: choice('人员类别', ['正式', '预备']),
  grade: optional(choice('评议等次', ['优秀', '合格', '基本合格', '不合格'])),
  hasCase: flag('已列入教育转化台账'),
  foundOn: optional(date('发现日期')),
  educatedOn: optional(date('批评教育日期')),
  convertedOn: optional(date('转化合格日期')),
  appliedOn: optional(date('登记申请日期')),
  reviewedOn: optional(date('审查日期')),
  disposedOn: optional(date('处置日期')),
}
type Unqualified = Values<typeof unqualified>

/** What has to come before each step. */
const order: readonly (readonly [step: StepName, before: StepName])[] = [
  ['educatedOn', 'foundOn'],
  ['convertedOn', 'educatedOn'],
  ['appliedOn', 'educatedOn'],
  ['reviewedOn', 'appliedOn'],
  ['disposedOn', 'reviewedOn'],
  ['disposedOn', 'educatedOn'],
]

const orderConditions = (input: Unqualified, step: StepName, before: StepName): Condition[] => {
  const [on, earlier] = [input[step], input[before]]
  if (on === undefined) return []
  return [
    { met: earlier !== undefined, otherwise: `没有“${steps[before]}”日期，不能“${steps[step]}”` },
    {
      met: earlier === undefined || earlier <= on,
      otherwise: `“${steps[step]}”${on}早于“${steps[before]}”${earlier ?? ''}`,
    },
  ]
}

const caseConditions = (input: Unqualified): Condition[] => [
  { met: input.kind === '正式', otherwise: '预备党员按转正程序办理，不列入教育转化台账' },
  { met: input.foundOn !== undefined, otherwise: '没有发现日期' },
  ...order.flatMap(([step, before]) => orderConditions(input, step, before)),
  {
    met: input.convertedOn === undefined || input.disposedOn === undefined,
    otherwise: '已经转化合格的，不再处置；情况反复的，请另立台账',
  },
]

/** 发现 → 批评教育 → 转化合格, or 登记申请 → 审查 → 处置; 预备党员 go through 转正 instead; grade 不合格 needs a case. */
export function judgeUnqualified(input: Unqualified): Verdict {
  const facts = { grade: input.grade ?? null, hasCase: input.hasCase }
  if (!input.hasCase && input.grade !== '不合格') return pass('R-45', '没有不合格情形。', facts)
  const conditions = input.hasCase
    ? caseConditions(input)
    : [{ met: false, otherwise: '评为不合格，没有列入教育转化台账' }]
  return judgeAll('R-45', conditions, '教育转化和处置的先后符合程序。', facts)
}

export const unqualifiedRules = [
  defineRule({
    id: 'R-45',
    title: '不合格党员先教育、后处置',
    fields: unqualified,
    limits: unqualifiedLimits,
    judge: (input) => judgeUnqualified(input),
  }),
]
