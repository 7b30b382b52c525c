// Rules over one row of the ledgers of leaders: their contact points, their visits, and the example they set.
import type { Values } from '../ledger/ledger.ts'
import type { Problem } from '../ledger/messages.ts'
import type { CheckContext, LedgerModule } from '../ledger/module.ts'
import { contactPoints } from './contact-points.ts'
import { contactVisits } from './contact-visits.ts'
import { leaderDuties } from './leader-duties.ts'
import { checkPast, checkWhole, checkWithin, findSame, plain, sayAt, tagsOf, textOf } from './row-checks.ts'

function checkPoint(values: Values, context: CheckContext): Problem[] {
  return checkPast(contactPoints, values, context, sayAt(context))
}

function checkVisit(values: Values, context: CheckContext): Problem[] {
  const say = sayAt(context)
  const isAsked = context.present.has('matters') && tagsOf(values, 'matters').length === 0
  return [
    ...checkWhole(contactVisits, 'visited_on', values, say),
    ...checkPast(contactVisits, values, context, say),
    ...checkWithin(contactVisits, 'visited_on', values, context, say),
    ...(isAsked ? [say('M-720', 'matters')] : []),
  ]
}

function checkDuty(values: Values, context: CheckContext): Problem[] {
  const say = sayAt(context)
  const isAsked = context.present.has('record') && textOf(values, 'record') === ''
  return [
    ...checkWhole(leaderDuties, 'done_on', values, say),
    ...checkPast(leaderDuties, values, context, say),
    ...checkWithin(leaderDuties, 'done_on', values, context, say),
    ...(isAsked ? [say('M-722', 'record')] : []),
  ]
}

export const contactPointModule: LedgerModule<typeof contactPoints.columns> = {
  ...plain,
  ledger: contactPoints,
  checkRow: checkPoint,
  checksAmongRows: [findSame(['leader', 'org_id'], '同一名领导的同一个联系点')],
}

export const contactVisitModule: LedgerModule<typeof contactVisits.columns> = {
  ...plain,
  ledger: contactVisits,
  checkRow: checkVisit,
  checksAmongRows: [findSame(['leader', 'org_id', 'visited_on'], '同一名领导同一天到同一个联系点')],
}

export const leaderDutyModule: LedgerModule<typeof leaderDuties.columns> = {
  ...plain,
  ledger: leaderDuties,
  checkRow: checkDuty,
  checksAmongRows: [findSame(['member_id', 'duty', 'done_on'], '同一名领导同一天的同一项带头')],
}
