// Supervision itself: every unit inspected in each stage, every finding complete before it goes out.
import { judgeAll } from './conditions.ts'
import { count, date, optional, text, type Values } from './fields.ts'
import { limit, numberOf, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { fail, pass, type Verdict } from './verdict.ts'

export const inspectionLimits = {
  perStage: limit({
    name: '每单位每阶段督导检查',
    key: 'inspect.per_phase',
    value: 1,
    unit: '次',
    comparator: '≥',
    source: said('S3', '定期督查与分段考核相结合'),
    note: '原文无次数，本产品默认1次',
  }),
}

const inspections = { inspections: count('本阶段督导检查', '次') }

/** every unit is inspected at least once in each stage. */
export function judgeInspections(input: Values<typeof inspections>, limits = inspectionLimits): Verdict {
  const needed = numberOf(limits.perStage) ?? 0
  if (input.inspections >= needed) return pass('R-34', `本阶段已检查${input.inspections}次。`, input)
  return fail('R-34', `本阶段检查${input.inspections}次，应不少于${needed}次，请安排。`, input, {
    level: '提示',
  })
}

const finding = {
  description: optional(text('问题描述')),
  basis: optional(text('依据')),
  demand: optional(text('整改意见')),
  foundOn: date('发现日期'),
  due: optional(date('整改时限')),
  owner: optional(text('责任人')),
}
export type FindingContent = Values<typeof finding>

const has = (value: string | undefined, name: string) => ({
  met: (value ?? '') !== '',
  otherwise: `没有填${name}`,
})

/** what is wrong, by which rule, what is demanded, by when (not before it was found) and who answers for it. */
export function judgeFinding(input: FindingContent): Verdict {
  const conditions = [
    has(input.description, '问题描述'),
    has(input.basis, '依据'),
    has(input.demand, '整改意见'),
    has(input.due, '整改时限'),
    {
      met: input.due === undefined || input.due >= input.foundOn,
      otherwise: `整改时限${input.due ?? ''}早于发现日期${input.foundOn}`,
    },
    has(input.owner, '责任人'),
  ]
  return judgeAll('R-57', conditions, '问题要素齐全，可以下达。', {
    foundOn: input.foundOn,
    due: input.due ?? null,
  })
}

export const findingRules = [
  defineRule({
    id: 'R-34',
    title: '每阶段督导检查不少于一次',
    fields: inspections,
    limits: inspectionLimits,
    judge: judgeInspections,
  }),
  defineRule({
    id: 'R-57',
    title: '督导问题要素齐全',
    fields: finding,
    limits: {},
    judge: (input) => judgeFinding(input),
  }),
]
