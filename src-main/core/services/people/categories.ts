// The categories of the roster: who joined before 1949-10-01, how old the retired are, and counts stated by units.
import { withSettings } from '#shared/rules/limits.ts'
import { judgeAll, type Condition } from '#shared/rules/conditions.ts'
import { judgePre1949, judgeRetiredAge, pre1949Limits } from '#shared/rules/roster.ts'
import { levelOf, notAssessed, type Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { limitSettings } from '../polls/store.ts'
import type { ReviewLine } from '../reviews/review.ts'
import { rosterOf, type RosterMember, type RosterUnit } from './roster.ts'

const lineOf = ({ id, name, orgId }: RosterMember, verdict: Verdict): ReviewLine => ({
  name,
  orgId,
  to: `/ledgers/members?open=${id}`,
  verdict,
})

/** those marked, and those whose day of joining says that they should be or leaves it open. */
export async function judgeJoinedBefore(context: Context): Promise<ReviewLine[]> {
  const limits = withSettings(pre1949Limits, limitSettings(context.campaign))
  const { members } = await rosterOf(context)
  return members.flatMap((member) => {
    const tagged = member.tags.includes('建国前入党')
    const verdict = judgePre1949({ joined: member.joined, tagged }, limits)
    return tagged || verdict.outcome !== 'pass' ? [lineOf(member, verdict)] : []
  })
}

/** R-12b: everybody marked as retired. */
export async function judgeRetired(context: Context): Promise<ReviewLine[]> {
  const { members } = await rosterOf(context)
  return members
    .filter(({ tags }) => tags.includes('离退休'))
    .map((member) => lineOf(member, judgeRetiredAge({ birth: member.birth, today: context.today })))
}

interface Category {
  readonly key: keyof RosterUnit['reported']
  readonly label: string
  readonly has: (member: RosterMember) => boolean
}

const CATEGORIES: readonly Category[] = [
  { key: 'floating', label: '流动党员', has: (member) => member.isFloating },
  { key: 'retired', label: '离退休党员', has: ({ tags }) => tags.includes('离退休') },
  {
    key: 'difficult',
    label: '困难党员',
    has: ({ tags }) => tags.includes('低保困难') || tags.includes('因病致贫'),
  },
]

function countConditions(unit: RosterUnit, members: readonly RosterMember[]): Condition[] {
  return CATEGORIES.flatMap(({ key, label, has }): Condition[] => {
    const stated = unit.reported[key]
    if (stated === null) return []
    const counted = members.filter(has).length
    return [
      {
        met: stated <= members.length,
        otherwise: `上报${label}${stated}人，多于花名册党员${members.length}人`,
        level: '警告',
      },
      {
        met: stated === counted,
        otherwise: `上报${label}${stated}人，花名册标有${counted}人`,
        level: '提示',
      },
    ]
  })
}

function judgeCounts(unit: RosterUnit, members: readonly RosterMember[]): Verdict {
  const conditions = countConditions(unit, members)
  const facts = { members: members.length }
  if (conditions.length === 0) return notAssessed('R-12', '没有上报各类党员人数。', facts)
  return judgeAll('R-12', conditions, '上报的各类党员人数与花名册相符。', facts)
}

/** Numbers a unit states of its categories against its members; branches only. */
export async function judgeCategoryCounts(context: Context): Promise<ReviewLine[]> {
  const { units, members } = await rosterOf(context)
  const byUnit = groupBy(members, ({ orgId }) => orgId)
  return units.flatMap((unit): ReviewLine[] => {
    const own = byUnit.get(unit.id)
    if (own === undefined) return []
    const verdict = judgeCounts(unit, own)
    const to = levelOf(verdict) === null ? {} : { to: `/ledgers/organisations?open=${unit.id}` }
    return [{ name: unit.name, orgId: unit.id, ...to, verdict }]
  })
}
