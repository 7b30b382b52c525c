// Exemplars: each branch recommends somebody or says why not, and nobody is shamed in public (R-23, R-23b).
import type { Selectable } from 'kysely'
import { NOBODY } from '#shared/ledgers/exemplars.ts'
import { exemplarLimits, judgePublishing, judgeRecommendation } from '#shared/rules/exemplars.ts'
import { withSettings } from '#shared/rules/limits.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import type { ExemplarTable } from '../../db/people-tables.ts'
import { groupBy } from '../../group-by.ts'
import { limitSettings } from '../polls/store.ts'
import type { ReviewLine } from '../reviews/review.ts'
import { rosterOf } from './roster.ts'

type ExemplarRow = Selectable<ExemplarTable>

const rowsOf = ({ db }: Context): Promise<ExemplarRow[]> =>
  db.read.selectFrom('exemplar').selectAll().where('deleted_at', 'is', null).orderBy('id').execute()

const isNegative = ({ side }: ExemplarRow): boolean => side === '反面典型'

/** Negative cases are lessons, not recommendations. */
function judgeBranch(rows: readonly ExemplarRow[], limits: typeof exemplarLimits): Verdict {
  const whyNone = rows.find(({ name, why_none }) => name === NOBODY && (why_none ?? '') !== '')?.why_none
  const recommended = rows
    .filter((row) => row.name !== NOBODY && !isNegative(row))
    .map(({ name, deeds }) => ({ name, ...(deeds === null ? {} : { deeds }) }))
  return judgeRecommendation({ recommended, ...(typeof whyNone === 'string' ? { whyNone } : {}) }, limits)
}

/** R-23 over every branch, that is every unit with members. */
export async function judgeRecommendations(context: Context): Promise<ReviewLine[]> {
  const [roster, rows] = await Promise.all([rosterOf(context), rowsOf(context)])
  const limits = withSettings(exemplarLimits, limitSettings(context.campaign))
  const branches = new Set(roster.members.map(({ orgId }) => orgId))
  const byUnit = groupBy(rows, ({ org_id }) => org_id)
  return roster.units
    .filter(({ id }) => branches.has(id))
    .map(({ id, name }) => ({ name, orgId: id, verdict: judgeBranch(byUnit.get(id) ?? [], limits) }))
}

/** R-23b over the negative cases: none is among those made known. Named as in public, by the branch's records only. */
export async function judgeNegatives(context: Context): Promise<ReviewLine[]> {
  const rows = await rowsOf(context)
  return rows.filter(isNegative).map((row, i) => ({
    name: `反面典型${i + 1}`,
    orgId: null,
    to: `/ledgers/exemplars?open=${row.id}`,
    verdict: judgePublishing({ kind: '反面典型', isPublic: row.state === '宣传', isNamed: true }),
  }))
}
