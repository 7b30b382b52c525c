// Rules over one row of the ledgers of members apart, of care and of representatives, and over the rows of a file.
import { addMonths, isAfter } from '../text/civil-date.ts'
import { judgePre1949 } from '../rules/roster.ts'
import { levelOf } from '../rules/verdict.ts'
import type { Values } from '../ledger/ledger.ts'
import type { Problem } from '../ledger/messages.ts'
import type { CheckContext, LedgerModule } from '../ledger/module.ts'
import { careVisits } from './care-visits.ts'
import { difficultMembers } from './difficult-members.ts'
import { floatingMembers } from './floating-members.ts'
import { lostMembers } from './lost-members.ts'
import { representatives } from './representatives.ts'
import {
  checkOrder,
  checkPast,
  checkWhole,
  checkWithin,
  findSame,
  labelOf,
  numberOf,
  plain,
  sayAt,
  tagsOf,
  textOf,
  type Say,
} from './row-checks.ts'

/** Months away from home from which on the membership is to be moved. */
const CARD_MONTHS = 6
const AGES = { min: 18, max: 110 }

/** who was found is enrolled somewhere, and nobody else is. */
function checkEnrolled(values: Values, say: Say): Problem[] {
  const isFound = textOf(values, 'result') === '取得联系'
  const isEnrolled = textOf(values, 'enrolled_id') !== ''
  if (isFound && !isEnrolled) return [say('M-700', 'enrolled_id')]
  return isEnrolled && !isFound ? [say('M-701', 'result')] : []
}

function checkLost(values: Values, context: CheckContext): Problem[] {
  const say = sayAt(context)
  return [
    ...checkPast(lostMembers, values, context, say),
    ...(textOf(values, 'last_contact').length === 4 ? [say('M-702', 'last_contact')] : []),
    ...checkEnrolled(values, say),
    ...checkOrder(lostMembers, ['last_contact', 'found_on'], values, say),
    ...checkOrder(lostMembers, ['found_on', 'enrolled_on'], values, say),
  ]
}

/** Away for more than six months on the day; where only the month is known, by whole months. */
function isAwayLong(since: string, today: string): boolean {
  if (since.length === 4) return isAfter(today, since)
  if (since.length === 7) return addMonths(`${since}-01`, CARD_MONTHS).slice(0, 7) < today.slice(0, 7)
  return addMonths(since, CARD_MONTHS) < today
}

/** The card is for those away six months at most, or whose membership cannot be moved. */
function checkCard(values: Values, context: CheckContext, say: Say): Problem[] {
  if (textOf(values, 'card_no') === '') return []
  const since = textOf(values, 'since')
  if (since === '') return [say('M-706', 'since')]
  const until = textOf(values, 'returned_on') || context.today
  const mayMove = textOf(values, 'transfer') !== '不便转移'
  return mayMove && isAwayLong(since, until) ? [say('M-705', 'card_no')] : []
}

function checkFloating(values: Values, context: CheckContext): Problem[] {
  const say = sayAt(context)
  return [
    ...checkPast(floatingMembers, values, context, say),
    ...checkOrder(floatingMembers, ['since', 'returned_on'], values, say),
    ...(textOf(values, 'place') === '' && context.present.has('place') ? [say('M-341', 'place')] : []),
    ...checkCard(values, context, say),
  ]
}

/** A posting has both ends, in their order; how long it was is judged with the town's own limit. */
function checkPosting(values: Values, say: Say): Problem[] {
  const ends = ['public_from', 'public_to'] as const
  const [from, to] = ends
  const missing = ends.filter((key) => textOf(values, key) === '')
  const [lacking] = missing
  const given = lacking === from ? to : from
  return [
    ...ends.flatMap((key) => checkWhole(difficultMembers, key, values, say)),
    ...(missing.length === 1 && lacking !== undefined
      ? [
          say('M-708', lacking, {
            栏目: labelOf(difficultMembers, given),
            另一栏: labelOf(difficultMembers, lacking),
          }),
        ]
      : []),
    ...checkOrder(difficultMembers, ends, values, say),
  ]
}

function checkDifficult(values: Values, context: CheckContext): Problem[] {
  const say = sayAt(context)
  const age = numberOf(values, 'age')
  const joined = textOf(values, 'join_date')
  const isPre1949 = textOf(values, 'kind') === '建国前入党' && joined !== ''
  return [
    ...(age !== null && (age < AGES.min || age > AGES.max) ? [say('M-710', 'age', { n: age })] : []),
    ...(isPre1949 && levelOf(judgePre1949({ joined })) !== null ? [say('M-709', 'kind', { a: joined })] : []),
    ...(joined !== '' && isAfter(joined, context.today)
      ? [say('M-465', 'join_date', { 栏目: labelOf(difficultMembers, 'join_date'), 值: joined })]
      : []),
    ...checkPosting(values, say),
  ]
}

function checkCare(values: Values, context: CheckContext): Problem[] {
  const say = sayAt(context)
  const isAsked = context.present.has('kinds') && tagsOf(values, 'kinds').length === 0
  return [
    ...checkWhole(careVisits, 'visited_on', values, say),
    ...checkPast(careVisits, values, context, say),
    ...checkWithin(careVisits, 'visited_on', values, context, say),
    ...(isAsked ? [say('M-712', 'kinds')] : []),
  ]
}

function checkRepresentative(values: Values, context: CheckContext): Problem[] {
  const say = sayAt(context)
  return [
    ...checkWhole(representatives, 'materials_on', values, say),
    ...checkPast(representatives, values, context, say),
  ]
}

export const lostMemberModule: LedgerModule<typeof lostMembers.columns> = {
  ...plain,
  ledger: lostMembers,
  checkRow: checkLost,
  checksAmongRows: [findSame(['name', 'org_id'], '同一支部的同一姓名')],
}

export const floatingMemberModule: LedgerModule<typeof floatingMembers.columns> = {
  ...plain,
  ledger: floatingMembers,
  checkRow: checkFloating,
  checksAmongRows: [findSame(['member_id'], '同一名党员')],
}

export const difficultMemberModule: LedgerModule<typeof difficultMembers.columns> = {
  ...plain,
  ledger: difficultMembers,
  checkRow: checkDifficult,
  checksAmongRows: [findSame(['member_id'], '同一名党员')],
}

export const careVisitModule: LedgerModule<typeof careVisits.columns> = {
  ...plain,
  ledger: careVisits,
  checkRow: checkCare,
  checksAmongRows: [findSame(['name', 'org_id', 'visited_on'], '同一天对同一对象的走访')],
}

export const representativeModule: LedgerModule<typeof representatives.columns> = {
  ...plain,
  ledger: representatives,
  checkRow: checkRepresentative,
  checksAmongRows: [findSame(['name', 'org_id'], '同一单位的同一名代表')],
}
