// R-10 and R-24: the form of each organisation against its members, weak branches, and the classes branches were put into.
import { weakStates } from '#shared/ledgers/reorganisations.ts'
import { branchClasses, judgeBranchClass } from '#shared/rules/exemplars.ts'
import { judgeSize, sizeLimits } from '#shared/rules/organisation.ts'
import { withSettings } from '#shared/rules/limits.ts'
import { fail, notAssessed, pass, type Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { limitSettings } from '../polls/store.ts'
import type { ReviewLine } from '../reviews/review.ts'
import { judgeUnits } from './units.ts'

const HEALTH = ['健全', '不健全', '软弱涣散', '瘫痪', '空壳'] as const
const LEVELS = ['党委', '总支', '支部', '联合支部', '临时支部'] as const

const oneOf = <T extends string>(choices: readonly T[], text: string | null): T | undefined =>
  choices.find((each) => each === text)

interface OrgRow {
  readonly id: string
  readonly parent_id: string | null
  readonly health: string | null
  readonly class: string | null
}

const orgsOf = async ({ db }: Context): Promise<OrgRow[]> =>
  db.read
    .selectFrom('organisation')
    .select(['id', 'parent_id', 'health', 'class'])
    .where('deleted_at', 'is', null)
    .execute()

/** Full members of each organisation, those of the organisations below it counted in. */
async function fullMembers({ db }: Context, orgs: readonly OrgRow[]): Promise<(id: string) => number> {
  const rows = await db.read
    .selectFrom('member')
    .select(['org_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('roster_state', 'is', null), eb('roster_state', '=', '在册')]))
    .where((eb) => eb.or([eb('member_kind', 'is', null), eb('member_kind', '<>', '预备')]))
    .groupBy('org_id')
    .execute()
  const own = new Map(rows.map(({ org_id, count }) => [org_id, count]))
  const below = groupBy(orgs, ({ parent_id }) => parent_id)
  const sum = (id: string, above: readonly string[]): number =>
    (below.get(id) ?? [])
      .filter((org) => !above.includes(org.id))
      .reduce((total, org) => total + sum(org.id, [...above, id]), own.get(id) ?? 0)
  return (id) => sum(id, [id])
}

/** Units whose leadership or class is dealt with: a row that names what is put right. */
async function reorganised({ db }: Context): Promise<ReadonlySet<string>> {
  const rows = await db.read
    .selectFrom('reorganisation')
    .select('org_id')
    .where('deleted_at', 'is', null)
    .where('state', 'in', weakStates)
    .execute()
  return new Set(rows.map(({ org_id }) => org_id))
}

export async function judgeSizes(context: Context): Promise<ReviewLine[]> {
  const [orgs, rectified] = await Promise.all([orgsOf(context), reorganised(context)])
  const members = await fullMembers(context, orgs)
  const byId = new Map(orgs.map((org) => [org.id, org]))
  const limits = withSettings(sizeLimits, limitSettings(context.campaign))
  return judgeUnits(context, '所有单位', ({ unit }) => {
    const count = members(unit.id)
    if (count === 0) return notAssessed('R-10', '花名册里还没有正式党员，尚不核对。')
    const input = {
      members: count,
      level: oneOf(LEVELS, unit.level),
      health: oneOf(HEALTH, byId.get(unit.id)?.health ?? null),
      rectified: rectified.has(unit.id),
    }
    return judgeSize(input, limits)
  })
}

const classRows = ({ db }: Context) =>
  db.read
    .selectFrom('branch_class')
    .select(['org_id', 'on_day', 'class', 'reason'])
    .where('deleted_at', 'is', null)
    .orderBy('on_day')
    .orderBy('id')
    .execute()

type ClassRow = Awaited<ReturnType<typeof classRows>>[number]

async function judgeBranches(
  context: Context,
  judge: (rows: readonly ClassRow[], org: OrgRow | undefined, id: string) => Verdict,
): Promise<ReviewLine[]> {
  const [orgs, rows] = await Promise.all([orgsOf(context), classRows(context)])
  const byUnit = groupBy(rows, ({ org_id }) => org_id)
  const byId = new Map(orgs.map((org) => [org.id, org]))
  return judgeUnits(context, '支部', ({ unit }) =>
    judge(byUnit.get(unit.id) ?? [], byId.get(unit.id), unit.id),
  )
}

export async function judgeClasses(context: Context): Promise<ReviewLine[]> {
  const rectified = await reorganised(context)
  return judgeBranches(context, (rows, _org, id) => {
    const [last, before] = [rows.at(-1), rows.at(-2)]
    return judgeBranchClass({
      class: oneOf(branchClasses, last?.class ?? null),
      previous: oneOf(branchClasses, before?.class ?? null),
      changedOn: last?.on_day,
      reason: last?.reason ?? undefined,
      rectified: rectified.has(id),
    })
  })
}

function compareWithRoster(last: ClassRow | undefined, org: OrgRow | undefined): Verdict {
  const onRoster = org?.class ?? null
  const facts = { roster: onRoster, latest: last?.class ?? null }
  if (last === undefined)
    return onRoster === null
      ? notAssessed('R-24', '支部尚未分类定级。', facts)
      : fail('R-24', `名册写${onRoster}，定级表没有记录，请补登记。`, facts, { level: '提示' })
  if (last.class === onRoster) return pass('R-24', `名册与定级表都是${last.class}。`, facts)
  const reason = `定级表${last.on_day}定为${last.class}，名册${onRoster === null ? '没有填' : `写${onRoster}`}，请把名册的支部类别改为${last.class}。`
  return fail('R-24', reason, facts, { level: '警告' })
}

/** The roster bears the class last given; each difference leads to the roster, where it is put right. */
export async function compareClasses(context: Context): Promise<ReviewLine[]> {
  const lines = await judgeBranches(context, (rows, org) => compareWithRoster(rows.at(-1), org))
  return lines.map((line) =>
    line.verdict.outcome === 'fail' && line.orgId !== null
      ? { ...line, to: `/ledgers/organisations?open=${line.orgId}` }
      : line,
  )
}
