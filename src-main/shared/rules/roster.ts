// The roster: totals that agree, members who joined before 1949-10-01, members out of touch, visits to those in difficulty.
import { addMonths, ageAt, daysBetween, spanOf } from '../text/civil-date.ts'
import { choice, count, date, flag, list, number, optional, partialDate, type Values } from './fields.ts'
import { byDefault, dayOf, limit, numberOf, said, wholeNumberOf } from './limits.ts'
import { defineRule } from './rule.ts'
import { compareShare, shareText } from './share.ts'
import { fail, notAssessed, pass, type Verdict } from './verdict.ts'

const totals = {
  reported: count('上报数', '个'),
  counted: optional(count('实有数', '个')),
  parts: optional(list('分项数', count('分项', '个'))),
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0)

/** the reported total equals the counted one (or the sum of its parts); both are shown, neither is corrected. */
export function judgeTotals(input: Values<typeof totals>): Verdict {
  const counted = input.counted ?? sumOf(input.parts ?? [])
  const difference = counted - input.reported
  const facts = { reported: input.reported, counted, difference }
  if (difference === 0) return pass('R-11', `上报数与实有数一致，都是${counted}。`, facts)
  const reason = `上报数${input.reported}，实有数${counted}，相差${Math.abs(difference)}，请核对。`
  return fail('R-11', reason, facts, { level: '警告' })
}

const totalProblems = ({ counted, parts }: Values<typeof totals>): string[] => {
  if (counted !== undefined && parts !== undefined) return ['“实有数”和“分项数”只填一种。']
  return counted === undefined && parts === undefined ? ['“实有数”或“分项数”没有填。'] : []
}

const printedRates = { rates: list('各档比率', number('比率', '%')) }

const decimalsOf = (rate: number): number => (String(rate).split('.')[1] ?? '').length

/** Ten-thousandths of a percent, so that printed decimals add up exactly. */
const scale = 10_000

/** R-11c: printed rates add up to 100%, give or take half a unit of the last printed digit of each. */
export function judgePrintedRates(input: Values<typeof printedRates>): Verdict {
  if (input.rates.length === 0) return notAssessed('R-11c', '没有填各档比率。')
  const sum = sumOf(input.rates.map((rate) => Math.round(rate * scale)))
  const slack = sumOf(input.rates.map((rate) => Math.floor(scale / 10 ** Math.min(decimalsOf(rate), 4) / 2)))
  const facts = { sum: `${sum / scale}%`, slack: `${slack / scale}%` }
  if (Math.abs(sum - 100 * scale) <= slack) return pass('R-11c', `各档比率合计${facts.sum}。`, facts)
  return fail('R-11c', `各档比率合计${facts.sum}，不是100%，请核对各档票数。`, facts, { level: '警告' })
}

export const pre1949Limits = {
  before: limit({
    name: '建国前入党',
    key: 'member.pre1949',
    value: '1949-10-01',
    unit: '日期',
    comparator: '<',
    source: said('S0', '建国前入党的农村老党员'),
    note: '1949年10月1日当天不算',
  }),
}

const joined = { joined: partialDate('入党时间'), tagged: optional(flag('标为建国前入党')) }

/** True, false, or null where the known part of the date leaves it open. */
const isBefore = (partialDay: string, limitDay: string): boolean | null => {
  const [earliest, latest] = spanOf(partialDay)
  if (latest < limitDay) return true
  return earliest >= limitDay ? false : null
}

/** 建国前入党 means joined before 1949-10-01; without `tagged` the member is taken to be marked so. */
export function judgePre1949(input: Values<typeof joined>, limits = pre1949Limits): Verdict {
  const limitDay = dayOf(limits.before) ?? '1949-10-01'
  const before = isBefore(input.joined, limitDay)
  const isTagged = input.tagged ?? true
  const facts = { joined: input.joined, before, tagged: isTagged }
  if (before === null)
    return notAssessed(
      'R-12',
      `入党时间${input.joined}不够细，不能判断是否早于${limitDay}，请补到日。`,
      facts,
    )
  if (before === isTagged)
    return pass('R-12', `入党时间${input.joined}，${before ? '属于' : '不属于'}建国前入党。`, facts)
  return before
    ? fail('R-12', `入党时间${input.joined}早于${limitDay}，应标为“建国前入党”。`, facts, { level: '提示' })
    : fail('R-12', `标为“建国前入党”，但入党时间为${input.joined}，应早于${limitDay}。`, facts, {
        level: '警告',
      })
}

export const retiredLimits = {
  age: limit({ name: '离退休年龄提示线', value: 50, unit: '岁', comparator: '<', source: byDefault }),
}

const retired = { birth: partialDate('出生日期'), today: date('今天') }

/** R-12b: a retired member under 50 is worth a second look; judged on the oldest age the known date allows. */
export function judgeRetiredAge(input: Values<typeof retired>, limits = retiredLimits): Verdict {
  const age = ageAt(spanOf(input.birth)[0], input.today)
  const facts = { age }
  if (age >= (numberOf(limits.age) ?? 0)) return pass('R-12b', `${age}岁。`, facts)
  return fail('R-12b', `标为“离退休”，年龄${age}岁，请核对。`, facts, { level: '提示' })
}

export const lostLimits = {
  months: limit({
    name: '失联认定',
    key: 'member.lost.months',
    value: 6,
    unit: '个月',
    comparator: '≥',
    source: said('S0', '积极查找长期未与党组织联系的党员'),
    note: '“长期”原文无数字，本产品默认6个月，恰6个月算',
  }),
}

const contact = { lastContact: partialDate('最后联系时间'), today: date('今天') }
export type Contact = Values<typeof contact>

/** Months are compared as months where only the month is known: 2005-02 is six months before any day of 2005-08. */
const isLostSince = (last: string, today: string, months: number): boolean =>
  last.length === 7
    ? addMonths(`${last}-01`, months).slice(0, 7) <= today.slice(0, 7)
    : addMonths(last, months) <= today

const isLost = ({ lastContact, today }: Contact, months: number): boolean | null => {
  if (lastContact.length > 4) return isLostSince(lastContact, today, months)
  const [earliest, latest] = spanOf(lastContact)
  if (isLostSince(latest, today, months)) return true
  return isLostSince(earliest, today, months) ? null : false
}

/** out of touch for six months or more, counted from the last meeting attended or dues paid. */
export function judgeLost(input: Contact, limits = lostLimits): Verdict {
  const months = wholeNumberOf(limits.months, 1200)
  const facts = { ...input, months }
  if (months === null) return notAssessed('R-13', '未设失联认定的月数。', facts)
  const lost = isLost(input, months)
  if (lost === null) return notAssessed('R-13', `最后联系时间只有年份${input.lastContact}，请补到月。`, facts)
  if (!lost) return pass('R-13', `最后联系${input.lastContact}，未满${months}个月。`, facts)
  const reason = `最后联系${input.lastContact}，已满${months}个月，应认定为失联，请开展查找并登记。`
  return fail('R-13', reason, facts, { level: '警告' })
}

export const careKinds = ['助业', '助居', '助医', '助学', '助行', '助困', '助安'] as const

export const careLimits = {
  coverage: limit({
    name: '三类困难党员走访覆盖',
    key: 'care.coverage',
    value: 100,
    per: 100,
    unit: '%',
    comparator: '≥',
    source: said('S0', '普遍走访慰问一次'),
    note: '原文用“争取”，不设错误',
  }),
}

const care = {
  visited: count('已走访的困难党员', '人'),
  total: count('困难党员', '人'),
  kinds: optional(list('“七助”', choice('种类', careKinds))),
}

/** every member in the three kinds of difficulty is visited at least once; a strive-for, so a warning. */
export function judgeCare(input: Values<typeof care>, limits = careLimits): Verdict {
  const share = shareText(input.visited, input.total)
  const facts = { visited: input.visited, total: input.total, share }
  const sign = compareShare(input.visited, input.total, limits.coverage)
  if (sign === null) return notAssessed('R-26', '未设走访覆盖标准。', facts)
  if (input.total === 0) return notAssessed('R-26', '没有登记三类困难党员（—）。', facts)
  if (sign >= 0) return pass('R-26', `走访${share}。`, facts)
  return fail('R-26', `走访${share}，还有${input.total - input.visited}人未走访。`, facts, { level: '警告' })
}

export const postingLimits = {
  days: limit({
    name: '困难党员名单公示',
    key: 'care.publicity.days',
    value: 5,
    unit: '天',
    comparator: '≥',
    source: byDefault,
    note: '首尾两天都算',
  }),
}

const posting = { from: optional(date('公示开始')), to: optional(date('公示结束')) }

/** R-26b: the names of members in difficulty are posted for some days, both ends counted. */
export function judgePosting({ from, to }: Values<typeof posting>, limits = postingLimits): Verdict {
  const needed = numberOf(limits.days)
  const facts = { from: from ?? null, to: to ?? null }
  if (needed === null) return notAssessed('R-26b', '未设名单公示天数。', facts)
  if (from === undefined || to === undefined)
    return fail('R-26b', '名单还没有公示，或没有填公示起止日期。', facts, { level: '警告' })
  const days = daysBetween(from, to) + 1
  if (days >= needed) return pass('R-26b', `公示${days}天。`, { ...facts, days })
  return fail('R-26b', `公示${days}天，应不少于${needed}天。`, { ...facts, days }, { level: '警告' })
}

export const rosterRules = [
  defineRule({
    id: 'R-11',
    title: '上报数与实有数一致',
    fields: totals,
    limits: {},
    check: totalProblems,
    judge: (input) => judgeTotals(input),
  }),
  defineRule({
    id: 'R-11c',
    title: '各档比率合计100%',
    fields: printedRates,
    limits: {},
    judge: (input) => judgePrintedRates(input),
  }),
  defineRule({ id: 'R-12', title: '建国前入党', fields: joined, limits: pre1949Limits, judge: judgePre1949 }),
  defineRule({
    id: 'R-12b',
    title: '离退休党员的年龄',
    fields: retired,
    limits: retiredLimits,
    check: ({ birth, today }) =>
      spanOf(birth)[0] > today ? [`出生日期${birth}晚于今天${today}，请核对。`] : [],
    judge: judgeRetiredAge,
  }),
  defineRule({
    id: 'R-13',
    title: '失联党员认定',
    fields: contact,
    limits: lostLimits,
    check: ({ lastContact, today }) =>
      spanOf(lastContact)[0] > today ? [`最后联系时间${lastContact}晚于今天${today}，请核对。`] : [],
    judge: judgeLost,
  }),
  defineRule({
    id: 'R-26',
    title: '三类困难党员走访一次',
    fields: care,
    limits: careLimits,
    check: ({ visited, total }) =>
      visited > total ? [`已走访${visited}人多于困难党员${total}人，请核对。`] : [],
    judge: judgeCare,
  }),
  defineRule({
    id: 'R-26b',
    title: '困难党员名单公示',
    fields: posting,
    limits: postingLimits,
    check: ({ from, to }) =>
      from !== undefined && to !== undefined && to < from
        ? [`公示结束${to}早于公示开始${from}，请核对。`]
        : [],
    judge: judgePosting,
  }),
]
