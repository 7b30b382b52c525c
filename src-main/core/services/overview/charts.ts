// Numbers for the small charts of the home page: findings registered and closed, plans, members by kind.
import type { Home } from '#shared/contract/overview.ts'
import { addDays } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { countMembers, type MemberGroup } from './members.ts'
import { dissatisfiedBar, pollDots } from './poll-dots.ts'
import type { FindingFact, TownFacts } from './town.ts'

const WEEKS = 6

/** How far things had come on the last weekdays like today. */
function closure(findings: readonly FindingFact[], today: string): Home['charts']['findings'] {
  return Array.from({ length: WEEKS }, (_, i) => {
    const day = addDays(today, -7 * (WEEKS - 1 - i))
    return {
      day,
      registered: findings.filter((each) => each.foundOn <= day).length,
      closed: findings.filter((each) => each.closedOn !== null && each.closedOn <= day).length,
    }
  })
}

function plansOf({ units }: TownFacts): Home['charts']['plans'] {
  const count = (is: (plan: NonNullable<(typeof units)[number]['plan']>) => boolean): number =>
    units.filter(({ plan }) => plan !== null && is(plan)).length
  return [
    { label: '一次批准', count: count((plan) => plan.group === '已批' && plan.returns === 0) },
    { label: '再报批准', count: count((plan) => plan.group === '已批' && plan.returns > 0) },
    { label: '待审', count: count((plan) => plan.group === '待审') },
    { label: '退回', count: count((plan) => plan.group === '退回') },
    { label: '未报', count: count((plan) => plan.group === '未报') },
  ]
}

const has =
  (category: string) =>
  (group: MemberGroup): boolean =>
    group.categories.includes(category)

const kinds: readonly (readonly [label: string, is: (group: MemberGroup) => boolean])[] = [
  ['预备党员', (group) => group.isProbationary],
  ['流动党员', (group) => group.isFloating],
  ['离退休', has('离退休')],
  ['年老体弱', has('年老体弱')],
  ['失去联系', (group) => group.isLost],
]

export function chartsOf(context: Pick<Context, 'campaign'>, town: TownFacts): Home['charts'] {
  const valid = town.units.flatMap(({ findings }) => findings).filter((each) => each.state !== '撤销')
  return {
    findings: closure(valid, town.today),
    closed: valid.filter((each) => each.closedOn !== null).length,
    valid: valid.length,
    plans: plansOf(town),
    polls: { bar: dissatisfiedBar(context), ...pollDots(town) },
    members: kinds.map(([label, is]) => ({ label, count: countMembers(town.members, is) })),
  }
}
