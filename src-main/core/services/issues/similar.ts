// Closed problems of the same unit that read much like one being typed: perhaps an old one has come back.
import type { SimilarIssue } from '#shared/contract/issues.ts'
import { alikePassages, type Range } from '#shared/text/similarity.ts'
import { shortLikeness } from '#shared/text/short-likeness.ts'
import type { Context } from '../../context.ts'

/** From here on a person should look; tuned on problems as branches write them. */
export const HINT_FROM = 0.6

/** Two characters on end are a word. */
const SHORTEST_PASSAGE = 2
const MOST_HINTS = 3

const passages = (a: string, b: string): { start: number; end: number }[] =>
  alikePassages(a, b, SHORTEST_PASSAGE).map(({ start, end }: Range) => ({ start, end }))

/** The most alike first; `except` is the problem being corrected. */
export async function findSimilar(
  context: Context,
  input: { readonly orgId: string; readonly text: string; readonly except: string | null },
): Promise<SimilarIssue[]> {
  const rows = await context.db.read
    .selectFrom('issue')
    .selectAll()
    .where('org_id', '=', input.orgId)
    .where('state', '=', '已销号')
    .where('deleted_at', 'is', null)
    .execute()
  return rows
    .filter(({ id }) => id !== input.except)
    .map((row) => ({ row, likeness: shortLikeness(input.text, row.text) }))
    .filter(({ likeness }) => likeness >= HINT_FROM)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_HINTS)
    .map(({ row, likeness }) => ({
      id: row.id,
      rowVersion: row.row_version,
      no: row.no,
      text: row.text,
      completion: row.completion ?? row.explained_how ?? '',
      closedOn: row.verified_on ?? row.explained_on,
      likeness: Math.round(likeness * 100),
      typed: passages(input.text, row.text),
      known: passages(row.text, input.text),
    }))
}
