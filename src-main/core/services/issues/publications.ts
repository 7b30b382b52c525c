// What the units made public: measures and results, where, how and for how long.
import type { Publication, PublicationDraft } from '#shared/contract/issues.ts'
import { write, type Context } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { readUnits, unitById } from '../plans/units.ts'

/** Of one unit or of all, the latest first. */
export async function listPublications(context: Context, orgId: string | null): Promise<Publication[]> {
  const db = context.db.read
  const units = new Map((await readUnits(context, db)).map((unit) => [unit.id, unit.shortName]))
  let query = db.selectFrom('publication').selectAll().where('deleted_at', 'is', null)
  if (orgId !== null) query = query.where('org_id', '=', orgId)
  const rows = await query.orderBy('from_on', 'desc').orderBy('id', 'desc').execute()
  return rows.map((row) => ({
    id: row.id,
    rowVersion: row.row_version,
    orgId: row.org_id,
    unit: units.get(row.org_id) ?? '',
    what: row.what,
    range: row.range,
    form: row.form,
    from: row.from_on,
    to: row.to_on,
    feedback: row.feedback,
  }))
}

/** Adds a publication, or changes one. */
export function savePublication(
  context: Context,
  input: { readonly id: string | null; readonly rowVersion: number | null; readonly draft: PublicationDraft },
): Promise<void> {
  const { draft } = input
  return write(context, async (journal, trx) => {
    unitById(await readUnits(context, trx), draft.orgId)
    if (draft.from > context.today) refuse(`公布日期${draft.from}还没有到，公布之后再登记。`, 'from')
    if (draft.to !== null && draft.to < draft.from)
      refuse(`公布截止${draft.to}早于公布日期${draft.from}。`, 'to')
    const values = {
      org_id: draft.orgId,
      what: draft.what,
      range: draft.range,
      form: draft.form,
      from_on: draft.from,
      to_on: draft.to,
      feedback: draft.feedback,
    }
    if (input.id === null) await journal.add('publication', values)
    else
      await journal.change(
        'publication',
        input.id,
        values,
        input.rowVersion === null ? {} : { expectedVersion: input.rowVersion },
      )
  })
}

export async function removePublication(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number; readonly reason: string },
): Promise<void> {
  await write(
    context,
    (journal) => journal.remove('publication', input.id, { expectedVersion: input.rowVersion }),
    { reason: input.reason },
  )
}
