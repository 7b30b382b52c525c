// Care: every member in one of the three kinds of difficulty is visited once, and lists are made public (R-26).
import { caredFor } from '#shared/ledgers/care-visits.ts'
import { withSettings } from '#shared/rules/limits.ts'
import { careLimits, judgeCare, postingLimits, judgePosting } from '#shared/rules/roster.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { limitSettings } from '../polls/store.ts'
import type { ReviewLine } from '../reviews/review.ts'
import { campaignStart, rosterOf, type Roster, type RosterMember } from './roster.ts'

/** The kinds of the register that belong to the three; 其他 is not among them. */
const REGISTERED: readonly string[] = ['低保', '建国前入党', '因病致贫']

/** Members in difficulty: as the roster marks them, and as the register lists them. */
async function inDifficulty({ db }: Context, roster: Roster): Promise<RosterMember[]> {
  const rows = await db.read
    .selectFrom('difficult_member')
    .select(['member_id', 'kind'])
    .where('deleted_at', 'is', null)
    .execute()
  const listed = new Set(rows.filter(({ kind }) => REGISTERED.includes(kind)).map((row) => row.member_id))
  return roster.members.filter(
    ({ id, tags }) => listed.has(id) || caredFor.some((kind) => tags.includes(kind)),
  )
}

/** Members somebody has visited since the campaign began. */
async function visitedMembers(context: Context, roster: Roster): Promise<ReadonlySet<string>> {
  const rows = await context.db.read
    .selectFrom('care_visit')
    .select(['org_id', 'name'])
    .where('deleted_at', 'is', null)
    .where('visited_on', '>=', campaignStart(context))
    .execute()
  return new Set(rows.flatMap(({ name, org_id }) => roster.find(name, org_id)?.id ?? []))
}

type Judge = (members: readonly RosterMember[]) => Verdict

function judgeVisits(context: Context, visited: ReadonlySet<string>): Judge {
  const limits = withSettings(careLimits, limitSettings(context.campaign))
  return (members) => {
    const waiting = members.filter(({ id }) => !visited.has(id))
    const verdict = judgeCare({ visited: members.length - waiting.length, total: members.length }, limits)
    if (verdict.outcome !== 'fail') return verdict
    const details = waiting.map(({ name, tags }) => {
      const kinds = caredFor.filter((kind) => tags.includes(kind)).join('、')
      return `${name}${kinds === '' ? '' : `（${kinds}）`}还没有走访。`
    })
    return { ...verdict, details }
  }
}

/** R-26: the town, and each branch that has members in difficulty, with the names of those not visited. */
export async function judgeCareVisits(context: Context): Promise<ReviewLine[]> {
  const roster = await rosterOf(context)
  const [members, visited] = await Promise.all([
    inDifficulty(context, roster),
    visitedMembers(context, roster),
  ])
  const judge = judgeVisits(context, visited)
  const byUnit = groupBy(members, ({ orgId }) => orgId)
  const lines = roster.units.flatMap(({ id, name }): ReviewLine[] => {
    const own = byUnit.get(id)
    return own === undefined ? [] : [{ name, orgId: id, verdict: judge(own) }]
  })
  return [{ name: context.campaign.town.town, orgId: null, verdict: judge(members) }, ...lines]
}

/** How long the names of members in difficulty were made public. */
export async function judgePostings(context: Context): Promise<ReviewLine[]> {
  const limits = withSettings(postingLimits, limitSettings(context.campaign))
  const [{ byId }, rows] = await Promise.all([
    rosterOf(context),
    context.db.read
      .selectFrom('difficult_member')
      .select(['id', 'member_id', 'org_id', 'public_from', 'public_to'])
      .where('deleted_at', 'is', null)
      .orderBy('id')
      .execute(),
  ])
  return rows.map((row) => ({
    name: byId.get(row.member_id)?.name ?? '（已不在花名册）',
    orgId: row.org_id,
    to: `/ledgers/difficult_members?open=${row.id}`,
    verdict: judgePosting(
      {
        ...(row.public_from === null ? {} : { from: row.public_from }),
        ...(row.public_to === null ? {} : { to: row.public_to }),
      },
      limits,
    ),
  }))
}
