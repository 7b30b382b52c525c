// Representatives of the masses: some from outside the unit, with the materials in hand before they vote.
import { representatives } from '#shared/ledgers/representatives.ts'
import { withSettings } from '#shared/rules/limits.ts'
import { notAssessed, type Verdict } from '#shared/rules/verdict.ts'
import { judgeRepresentatives, representativeLimits } from '#shared/rules/vote.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { limitSettings } from '../polls/store.ts'
import type { ReviewLine } from '../reviews/review.ts'
import { listOf, rosterOf } from './roster.ts'

interface Registered {
  readonly org_id: string
  readonly category: string
  readonly materials_on: string | null
}
interface Polled {
  readonly org_id: string
  readonly date: string | null
  readonly materials_on: string | null
  readonly categories: string | null
}

const registeredRows = ({ db }: Context): Promise<Registered[]> =>
  db.read
    .selectFrom('representative')
    .select(['org_id', 'category', 'materials_on'])
    .where('deleted_at', 'is', null)
    .execute()

/** The polls on a phase's work that count, the first of each unit first. */
const pollRows = ({ db }: Context): Promise<Polled[]> =>
  db.read
    .selectFrom('poll')
    .select(['org_id', 'date', 'materials_on', 'categories'])
    .where('deleted_at', 'is', null)
    .where('kind', '=', '阶段满意度')
    .where('state', '<>', '作废')
    .where('date', 'is not', null)
    .orderBy('date')
    .execute()

type Category = Parameters<typeof judgeRepresentatives>[0]['categories'][number]
const CATEGORIES = representatives.columns.category.choices.map(({ value }) => value)
const isCategory = (text: string): text is Category => CATEGORIES.includes(text)

const latest = (days: readonly (string | null)[]): string | undefined =>
  days
    .filter((day) => day !== null)
    .toSorted()
    .at(-1)

/** By the register, and by what the poll itself says of who took part. */
function judgeUnit(
  registered: readonly Registered[],
  poll: Polled | undefined,
  limits: typeof representativeLimits,
): Verdict {
  if (poll?.date == null)
    return notAssessed('R-31', `还没有测评，已登记群众代表${registered.length}人。`, {
      registered: registered.length,
    })
  const categories = [...registered.map(({ category }) => category), ...listOf(poll.categories)]
  const materialsOn = latest(registered.map(({ materials_on }) => materials_on)) ?? poll.materials_on
  return judgeRepresentatives(
    {
      categories: categories.filter(isCategory),
      pollOn: poll.date,
      ...(materialsOn === null ? {} : { materialsOn }),
    },
    limits,
  )
}

/** R-31 over every unit that has representatives or a poll; judged by its first poll. */
export async function judgeMassRepresentatives(context: Context): Promise<ReviewLine[]> {
  const [roster, registered, polls] = await Promise.all([
    rosterOf(context),
    registeredRows(context),
    pollRows(context),
  ])
  const limits = withSettings(representativeLimits, limitSettings(context.campaign))
  const byUnit = groupBy(registered, ({ org_id }) => org_id)
  const pollsOf = groupBy(polls, ({ org_id }) => org_id)
  return roster.units.flatMap(({ id, name }): ReviewLine[] => {
    const [own = [], [poll]] = [byUnit.get(id), pollsOf.get(id) ?? []]
    return own.length === 0 && poll === undefined
      ? []
      : [{ name, orgId: id, verdict: judgeUnit(own, poll, limits) }]
  })
}
