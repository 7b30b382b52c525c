// Which other member's paper in the branch is most like this one: a hint with both texts, never a verdict.
import { ON_PAPER } from '#shared/rules/analysis-action.ts'
import { alikePassages, mostAlike } from '#shared/text/similarity.ts'
import type { AnalysisCase } from '#shared/contract/analyses.ts'
import type { Context } from '../../context.ts'
import type { Db, VersionRow } from './store.ts'

/** Shorter passages than this are the language of every paper. */
const LEAST_PASSAGE = 12

/** The words of a paper; '' where only the branch has them. */
export const textOf = (version: Pick<VersionRow, 'gains' | 'problems' | 'roots' | 'direction'>): string =>
  [version.gains, version.problems, version.roots, version.direction]
    .filter((section) => section !== ON_PAPER && section !== '')
    .join('\n')

async function othersOf(db: Db, orgId: string, memberId: string): Promise<{ name: string; text: string }[]> {
  const rows = await db
    .selectFrom('analysis_version')
    .innerJoin('analysis', 'analysis.id', 'analysis_version.analysis_id')
    .innerJoin('member', 'member.id', 'analysis.member_id')
    .select([
      'member.id as memberId',
      'member.name',
      'analysis_version.gains',
      'analysis_version.problems',
      'analysis_version.roots',
      'analysis_version.direction',
    ])
    .where('member.org_id', '=', orgId)
    .where('analysis.member_id', '<>', memberId)
    .where('analysis.deleted_at', 'is', null)
    .where('analysis_version.deleted_at', 'is', null)
    .orderBy('analysis_version.version', 'desc')
    .execute()
  const latest = new Map<string, (typeof rows)[number]>()
  for (const row of rows) if (!latest.has(row.memberId)) latest.set(row.memberId, row)
  return [...latest.values()].flatMap((row) => {
    const text = textOf(row)
    return text === '' ? [] : [{ name: row.name, text }]
  })
}

/** Null below the town's line, and where no words are on record. */
export async function findAlike(
  context: Context,
  orgId: string,
  memberId: string,
  latest: VersionRow | undefined,
): Promise<AnalysisCase['alike']> {
  const own = latest === undefined ? '' : textOf(latest)
  const line = context.campaign.limit('analysis.similarity.hint')
  if (own === '' || line === null) return null
  const found = mostAlike(own, await othersOf(context.db.read, orgId, memberId))
  const percent = Math.round((found?.similarity ?? 0) * 100)
  if (found === null || percent < line) return null
  return {
    name: found.other.name,
    percent,
    own,
    other: found.other.text,
    passages: alikePassages(own, found.other.text, LEAST_PASSAGE).map(({ start, end }) => [start, end]),
  }
}
