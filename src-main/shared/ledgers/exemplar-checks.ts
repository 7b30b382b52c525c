// Rules over one recommendation: nobody recommended needs a reason, and nobody is made an example of in public (R-23, R-23b).
import { judgePublishing } from '../rules/exemplars.ts'
import { levelOf } from '../rules/verdict.ts'
import type { Values } from '../ledger/ledger.ts'
import type { Problem } from '../ledger/messages.ts'
import type { CheckContext, LedgerModule, Veil } from '../ledger/module.ts'
import { stateOf } from '../ledger/way.ts'
import { exemplars, exemplarWay, NOBODY } from './exemplars.ts'
import { checkPast, findSame, plain, sayAt, textOf, type Say } from './row-checks.ts'

const WAYS_OF_NOBODY = new Set(['无推荐', '没有推荐', '未推荐', '无推荐对象', '无推荐典型'])

/** A branch that recommends nobody says so in the place of the name. */
function complete(values: Values): Values {
  return WAYS_OF_NOBODY.has(textOf(values, 'name').replace(/\s/gu, '')) ? { ...values, name: NOBODY } : values
}

export const isNobody = (values: Values): boolean => textOf(values, 'name') === NOBODY

/** Blank counts as positive. */
export const sideOf = (values: Values): '正面典型' | '反面典型' =>
  textOf(values, 'side') === '反面典型' ? '反面典型' : '正面典型'

function checkContents(values: Values, context: CheckContext, say: Say): Problem[] {
  const lacks = (key: string): boolean => context.present.has(key) && textOf(values, key) === ''
  if (isNobody(values)) return lacks('why_none') ? [say('M-714', 'why_none')] : []
  return lacks('deeds') ? [say('M-715', 'deeds', { 名称: textOf(values, 'name') })] : []
}

/** What the guards of the machine ask for; whether the step is open at all is seen where it is taken. */
function checkStep(values: Values, { stored }: CheckContext, say: Say): Problem[] {
  const state = textOf(values, 'state')
  const hasMoved = state !== '' && state !== stateOf(exemplarWay, stored)
  if (state === '宣传') return checkShown(values, say)
  if (state === '未采纳' && textOf(values, 'why_refused') === '') return [say('M-716', 'why_refused')]
  return hasMoved && isNobody(values) ? [say('M-719', 'state', { b: state })] : []
}

/** R-23b holds for what is shown already as well: it cannot be turned into a negative case afterwards. */
function checkShown(values: Values, say: Say): Problem[] {
  const verdict = judgePublishing({ kind: sideOf(values), isPublic: true, isNamed: true })
  return levelOf(verdict) === null ? [] : [say('M-717', 'side', { 说明: verdict.reason })]
}

function checkRow(values: Values, context: CheckContext): Problem[] {
  const say = sayAt(context)
  return [
    ...checkPast(exemplars, values, context, say),
    ...checkContents(values, context, say),
    ...checkStep(values, context, say),
  ]
}

const HIDDEN: Readonly<Record<string, string>> = { 组织: '某单位', 事迹: '某事例' }

/** A table in other people's hands names no negative case, neither the person nor the branch. */
function veil(values: Values): Veil | null {
  if (sideOf(values) === '正面典型' || isNobody(values)) return null
  return { name: HIDDEN[textOf(values, 'subject')] ?? '某同志', org_id: '某单位' }
}

export const exemplarModule: LedgerModule<typeof exemplars.columns> = {
  ...plain,
  ledger: exemplars,
  complete,
  checkRow,
  veil,
  checksAmongRows: [findSame(['name', 'org_id'], '同一支部推荐的同一典型')],
}
