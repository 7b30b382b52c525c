// Rules over one row of the ledgers of channels, opinions and talks (domain I-4, M-411 … M-415; ).
import type { Values } from '../ledger/ledger.ts'
import { problem, type Params, type Problem } from '../ledger/messages.ts'
import type { CheckContext, LedgerModule } from '../ledger/module.ts'
import { numberOf as limitNumber } from '../rules/limits.ts'
import { talkLimits } from '../rules/opinions.ts'
import { isBefore } from '../text/civil-date.ts'
import { joinNames, splitNames } from '../text/name-list.ts'
import { familyOf, isChannelKind, opinionChannels, opinions, talks } from './opinions.ts'

const textOf = (values: Values | undefined, key: string): string => {
  const value = values?.[key]
  return typeof value === 'string' ? value.trim() : ''
}
const countOf = (values: Values, key: string): number | null => {
  const value = values[key]
  return typeof value === 'number' ? value : null
}

type Say = (code: string, column: string, params?: Params) => Problem

const saying =
  (context: CheckContext): Say =>
  (code, column, params = {}) =>
    problem(code, column, { 行: context.row, ...params })

/** A blank cell of a file leaves what is stored; a form leaves nothing out. */
function merged(values: Values, { stored, row }: CheckContext): Values {
  if (stored === undefined || row === 0) return values
  const said = Object.entries(values).filter(([, value]) => value !== null && value !== '')
  return { ...stored, ...Object.fromEntries(said) }
}

/** Only forms come back: of a meeting the first number is how often, the second how many people. */
function checkReturned(kind: string, values: Values, say: Say): Problem[] {
  const [issued, returned] = [countOf(values, 'issued'), countOf(values, 'returned')]
  if (!isChannelKind(kind) || familyOf(kind) !== '书面' || issued === null || returned === null) return []
  return returned > issued ? [say('M-411', 'returned', { a: returned, b: issued })] : []
}

function checkNotAhead(values: Values, key: string, label: string, today: string, say: Say): Problem[] {
  const day = textOf(values, key)
  return day.length === 10 && day > today ? [say('M-465', key, { 栏目: label, 值: day })] : []
}

function checkChannel(values: Values, context: CheckContext): Problem[] {
  const say = saying(context)
  const whole = merged(values, context)
  const [from, until] = [textOf(whole, 'from_on'), textOf(whole, 'until_on')]
  const [raw, less] = [countOf(whole, 'opinions'), countOf(whole, 'merged')]
  const isReversed = from !== '' && until !== '' && isBefore(until, from)
  return [
    ...checkReturned(textOf(whole, 'kind'), whole, say),
    ...(raw !== null && less !== null && less > raw ? [say('M-412', 'merged')] : []),
    ...(isReversed ? [say('M-664', 'until_on', { a: from, b: until })] : []),
    ...checkNotAhead(whole, 'from_on', opinionChannels.columns.from_on.label, context.today, say),
  ]
}

/** 1、2 and 1,2 are two numbers; 2-3 is one. */
const numbersIn = (text: string): string[] => text.split(/[、,，;；\s]+/u).filter((part) => part !== '')

function checkMerged(values: Values, say: Say): Problem[] {
  const text = textOf(values, 'merged_no')
  const n = numbersIn(text).length
  if (n <= 1) return []
  if (n > (countOf(values, 'times') ?? 1)) return [say('M-412', 'merged_no')]
  return [say('M-663', 'merged_no', { 值: text })]
}

/** Whoever an opinion is about is named where it is a member, and only then. */
function checkObject(values: Values, say: Say): Problem[] {
  const object = textOf(values, 'object')
  const isNamed = textOf(values, 'member_id') !== ''
  if (object === '党员个人') return isNamed ? [] : [say('M-660', 'member_id')]
  return isNamed && object !== '' ? [say('M-661', 'member_id', { 值: object })] : []
}

function checkOpinion(values: Values, context: CheckContext): Problem[] {
  const say = saying(context)
  const whole = merged(values, context)
  const { label } = opinions.columns.fed_back_on
  const fed = textOf(whole, 'fed_back_on')
  return [
    ...checkReturned(textOf(whole, 'channel'), whole, say),
    ...checkObject(whole, say),
    ...(countOf(whole, 'times') === 0 ? [say('M-662', 'times')] : []),
    ...checkMerged(whole, say),
    ...(fed !== '' && fed.length < 10 ? [say('M-459', 'fed_back_on', { 栏目: label, 值: fed })] : []),
    ...checkNotAhead(whole, 'fed_back_on', label, context.today, say),
  ]
}

/** A row that names a member and no object speaks of that member. */
const completeOpinion = (values: Values): Values =>
  textOf(values, 'object') === '' && textOf(values, 'member_id') !== ''
    ? { ...values, object: '党员个人' }
    : values

/** Partners as one list of names, each once, so that the same talk reads the same. */
function completeTalk(values: Values): Values {
  const partners = textOf(values, 'partners')
  return partners === '' ? values : { ...values, partners: joinNames(splitNames(partners)) }
}

function checkPeople(values: Values, say: Say): Problem[] {
  const talker = textOf(values, 'talker')
  const partners = splitNames(textOf(values, 'partners'))
  if (talker === '' || partners.length === 0) return []
  const kind = textOf(values, 'kind')
  const [m, n] = [limitNumber(talkLimits.group) ?? 0, new Set([talker, ...partners]).size]
  if (kind === '集体谈心') return n < m ? [say('M-666', 'partners', { n, m })] : []
  if (partners.includes(talker)) return [say('M-665', 'partners', { 姓名: talker })]
  return partners.length > 1 ? [say('M-667', 'partners', { n: partners.length })] : []
}

function checkTalk(values: Values, context: CheckContext): Problem[] {
  const say = saying(context)
  const whole = merged(values, context)
  const on = textOf(whole, 'talked_on')
  const isEarly = on !== '' && isBefore(on, context.campaignStart)
  return [
    ...checkPeople(whole, say),
    ...checkNotAhead(whole, 'talked_on', talks.columns.talked_on.label, context.today, say),
    ...(isEarly ? [say('M-668', 'talked_on', { a: on, b: context.campaignStart })] : []),
  ]
}

const plain = {
  derived: [],
  settle: () => undefined,
  complete: (values: Values) => values,
  checksAmongRows: [],
} as const

export const channelModule: LedgerModule<typeof opinionChannels.columns> = {
  ...plain,
  ledger: opinionChannels,
  checkRow: checkChannel,
}

export const opinionModule: LedgerModule<typeof opinions.columns> = {
  ...plain,
  ledger: opinions,
  derived: ['object'],
  complete: completeOpinion,
  checkRow: checkOpinion,
}

export const talkModule: LedgerModule<typeof talks.columns> = {
  ...plain,
  ledger: talks,
  complete: completeTalk,
  checkRow: checkTalk,
}
