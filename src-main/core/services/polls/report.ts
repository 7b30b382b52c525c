// Enters that confirmed polls have been reported to the office: when, at what time of day, under which number.
import { reasonsAgainstReport } from '#shared/rules/poll-action.ts'
import { write, type Context } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { pollById } from './store.ts'

export interface Report {
  readonly ids: readonly string[]
  /** Civil day. */
  readonly on: string
  /** HH:MM; needed only where the unit moves on the same day. */
  readonly at: string | null
  readonly docNo: string
}

/** All or none: one poll that cannot be reported refuses them all, each named. Answers how many were entered. */
export function reportPolls(context: Context, input: Report): Promise<number> {
  return write(context, async (journal, trx) => {
    const units = await readUnits(context, trx)
    const reasons: string[] = []
    for (const id of input.ids) {
      const row = await pollById(trx, id)
      const poll = { state: row.state, date: row.date, confirmedOn: row.confirmed_on }
      const name = unitById(units, row.org_id).shortName
      const why = reasonsAgainstReport(poll, input.on, input.at, context.today)
      reasons.push(...why.map((reason) => (input.ids.length > 1 ? `${name}：${reason}` : reason)))
      if (why.length === 0)
        await journal.change('poll', id, {
          reported_on: input.on,
          reported_at: input.at,
          report_no: input.docNo.trim() === '' ? null : input.docNo.trim(),
        })
    }
    if (reasons.length > 0) refuse(reasons, 'on')
    return input.ids.length
  })
}
