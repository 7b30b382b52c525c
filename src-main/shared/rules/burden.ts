// Study and work side by side: sessions that cut into working hours, and how many tables a branch is asked for.
import { choice, count, date, time, type Values } from './fields.ts'
import { byDefault, limit, numberOf, said } from './limits.ts'
import { isWorkday } from './plan-hints/lessons.ts'
import { defineRule } from './rule.ts'
import { unitTypes } from './acceptance.ts'
import { fail, notAssessed, pass, type Verdict } from './verdict.ts'

export const workHourLimits = {
  from: limit({ name: '上班时间（起）', value: 8, unit: '时', comparator: '≥', source: byDefault }),
  to: limit({ name: '上班时间（止）', value: 17, unit: '时', comparator: '<', source: byDefault }),
  sessions: limit({
    name: '企业支部占用上班时间的集中活动',
    value: 0,
    unit: '次',
    comparator: '=',
    source: said('S0', '采取业余、小型、分散等多种形式'),
  }),
}

const session = {
  unitType: choice('单位类型', unitTypes),
  date: date('日期'),
  from: time('开始时间'),
  to: time('结束时间'),
}
type Session = Values<typeof session>

const enterprises: readonly string[] = ['国有集体企业', '非公企业']

/** Minutes since midnight of `HH:MM:SS`. */
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

const isAtWork = (input: Session, limits: typeof workHourLimits): boolean => {
  const [start, end] = [numberOf(limits.from) ?? 0, numberOf(limits.to) ?? 24].map((hour) => hour * 60)
  return isWorkday(input.date) && minutesOf(input.from) < (end ?? 0) && minutesOf(input.to) > (start ?? 0)
}

/** an enterprise's branch studies outside working hours; public holidays are not known here. */
export function judgeWorkHours(input: Session, limits = workHourLimits): Verdict {
  const facts = { unitType: input.unitType, date: input.date }
  if (!enterprises.includes(input.unitType)) return notAssessed('R-58', '不是企业支部，不作此项提示。', facts)
  if (!isAtWork(input, limits)) return pass('R-58', '没有占用上班时间。', facts)
  const reason = '集中活动占用上班时间，企业支部宜采取业余、小型、分散的形式。'
  return fail('R-58', reason, facts, { level: '提示' })
}

export const tableLimits = {
  perWeek: limit({
    name: '每周要求支部报送的表格',
    value: null,
    unit: '份',
    comparator: '≤',
    source: said('S0', '防止加重基层党员和群众的负担'),
    note: '原文无数字，缺省不设，只列出份数',
  }),
}

const tables = { requested: count('本周要求支部报送的表格', '份') }

/** R-58b: how many tables a branch is asked for in a week; an indicator, judged only where a number is set. */
export function judgeTables({ requested }: Values<typeof tables>, limits = tableLimits): Verdict {
  const most = numberOf(limits.perWeek)
  const text = `本周要求支部报送表格${requested}份`
  if (most === null) return notAssessed('R-58b', `${text}；未设标准，不作判断。`, { requested })
  if (requested <= most) return pass('R-58b', `${text}。`, { requested })
  return fail('R-58b', `${text}，超过${most}份，请合并或精简。`, { requested }, { level: '提示' })
}

export const burdenRules = [
  defineRule({
    id: 'R-58',
    title: '企业支部不占上班时间',
    fields: session,
    limits: workHourLimits,
    check: ({ from, to }) => (to <= from ? ['结束时间应晚于开始时间，请核对。'] : []),
    judge: judgeWorkHours,
  }),
  defineRule({
    id: 'R-58b',
    title: '支部报表负担',
    fields: tables,
    limits: tableLimits,
    judge: judgeTables,
  }),
]
