// A small town whose branches report: a committee, three branches, and short ways to report for them.
import { sql } from 'kysely'
import { write, type Context } from '../../../src-main/core/context.ts'
import { confirmReport, type Confirmation } from '../../../src-main/core/services/reports/submit.ts'
import { addUnit } from '../inspections/unit.ts'

export interface Town {
  readonly committee: string
  readonly branches: readonly [string, string, string]
}

export async function makeTown(context: Context): Promise<Town> {
  const committee = await addUnit(context, { name: '中共清溪镇委员会', level: '党委', unitType: '机关' })
  const branch = (name: string) => addUnit(context, { name: `中共清溪镇${name}支部委员会`, unitType: '学校' })
  return { committee, branches: [await branch('第一中学'), await branch('第二中学'), await branch('粮管所')] }
}

/** A report as somebody would confirm it: nothing typed but the words. */
export const report = (
  orgId: string,
  week: string,
  submittedOn: string,
  more: Partial<Confirmation> = {},
) => ({
  orgId,
  week,
  submittedOn,
  submittedTime: null,
  channel: '书面',
  title: '本周进展',
  text: '按计划学习。',
  reporter: '程小青',
  rowVersion: null,
  values: {},
  ...more,
})

export const send = (context: Context, ...args: Parameters<typeof report>): Promise<void> =>
  confirmReport(context, report(...args))

const WRITTEN = ['weekly_report_step', 'adoption', 'weekly_report', 'report_exception', 'unit_stage'] as const

/** Takes away what the last test wrote; the entry in the log tells those who keep what they read. */
export const clearReports = (context: Context): Promise<void> =>
  write(context, async (journal, trx) => {
    for (const table of WRITTEN) await sql`delete from ${sql.table(table)}`.execute(trx)
    await sql`delete from setting where key = 'reports'`.execute(trx)
    await journal.record({ entity: 'setting', id: 'reports', action: 'change', fields: {} })
  })

/** The context on another day. */
export const onDay = (context: Context, today: string): Context => ({ ...context, today })

/** A stage begun on a day, and perhaps ended. */
export const begin = (
  context: Context,
  orgId: string,
  phase: string,
  started: string,
  ended: string | null = null,
): Promise<string> =>
  write(context, (journal) =>
    journal.add('unit_stage', {
      org_id: orgId,
      phase,
      state: ended === null ? '进行中' : '已转段',
      planned_start: null,
      planned_end: null,
      started_on: started,
      ended_on: ended,
      note: '',
    }),
  )
