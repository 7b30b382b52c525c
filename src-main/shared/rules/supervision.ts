// How a supervision group works: it advises through the town's committee, and its log covers its four duties.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, flag, list, optional, type Values } from './fields.ts'
import { limit, numberOf, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { kindsShort, tally } from './tally.ts'
import { notAssessed, type Verdict } from './verdict.ts'

export const adviceLimits = {
  addressees: limit({
    name: '督导意见的主送单位',
    value: 1,
    unit: '个',
    comparator: '=',
    source: said('S3', '向镇区党委提出意见和建议'),
  }),
  decisions: limit({
    name: '代单位作出的决定',
    value: 0,
    unit: '项',
    comparator: '=',
    source: said('S3', '紧紧依靠所在镇区党委开展工作'),
  }),
}

const advice = {
  addressee: optional(choice('主送', ['镇党委', '总支或支部'])),
  throughCommittee: optional(flag('经镇党委转送')),
  decides: optional(flag('代单位作出决定')),
}

/** advice goes to the town's committee, or through it to a unit; the group proposes and decides nothing. */
export function judgeAdvice({ addressee, throughCommittee, decides }: Values<typeof advice>): Verdict {
  const conditions: Condition[] = [
    { met: addressee !== undefined, otherwise: '督导意见没有写明主送单位' },
    {
      met: addressee !== '总支或支部' || throughCommittee === true,
      otherwise: '给总支或支部的督导意见，应经镇党委转送',
    },
    { met: decides !== true, otherwise: '督导组只提意见建议，不替单位作决定' },
  ]
  return judgeAll('R-03', conditions, '督导意见送达对象符合要求。', { addressee: addressee ?? null })
}

export const groupDuties = ['掌握进展', '总结经验', '发现问题、督促解决', '反映情况、当好参谋'] as const

export const logLimits = {
  perDuty: limit({
    name: '督导日志四项职责',
    key: 'log.duties',
    value: 1,
    unit: '条/项',
    comparator: '≥',
    source: said('S3', '督导组的主要职责和任务有四项'),
    note: '原文无条数，本产品默认每阶段每项1条',
  }),
}

const log = { entries: list('本阶段督导日志的职责', choice('职责', groupDuties)) }

/** R-03b: over a stage the log has entries under each of the four duties. */
export function judgeLog({ entries }: Values<typeof log>, limits = logLimits): Verdict {
  const facts = Object.fromEntries(tally(groupDuties, entries))
  if (numberOf(limits.perDuty) === null) return notAssessed('R-03b', '未设督导日志条数标准。', facts)
  const conditions = kindsShort(groupDuties, entries, limits.perDuty).map((duty): Condition => ({
    met: false,
    otherwise: `本阶段督导日志“${duty}”不足`,
    level: '提示',
  }))
  return judgeAll('R-03b', conditions, '四项职责都有督导日志。', facts)
}

export const supervisionRules = [
  defineRule({
    id: 'R-03',
    title: '督导意见送镇党委，只提建议',
    fields: advice,
    limits: adviceLimits,
    judge: (input) => judgeAdvice(input),
  }),
  defineRule({
    id: 'R-03b',
    title: '督导日志覆盖四项职责',
    fields: log,
    limits: logLimits,
    judge: judgeLog,
  }),
]
