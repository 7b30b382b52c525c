// The numbers of an analysis that is to be written again, as the notice to its author tells them.
import type { RewriteFacts } from '#shared/documents/notices.ts'
import { NotFound, refuse } from '../../refusal.ts'
import type { DraftInput } from './draft.ts'
import type { Db } from './store.ts'

const rows = (db: Db) =>
  db
    .selectFrom('analysis')
    .innerJoin('member', 'member.id', 'analysis.member_id')
    .select([
      'analysis.id',
      'analysis.org_id',
      'analysis.state',
      'analysis.round',
      'analysis.helper',
      'analysis.help_planned_on',
      'analysis.helped_on',
      'analysis.rewrite_due_on',
      'member.name',
    ])
    .where('analysis.deleted_at', 'is', null)

/** The analyses of a unit that have to be written again. */
export async function rewritesOf(db: Db, orgId: string): Promise<{ id: string; label: string }[]> {
  const found = await rows(db)
    .where('analysis.org_id', '=', orgId)
    .where('analysis.state', 'in', ['待重写', '帮助中'])
    .orderBy('analysis.id')
    .execute()
  return found.map(({ id, name, state }) => ({ id, label: `${name}（${state ?? '未交'}）` }))
}

/** Everything a draft of 重写通知 needs. Refuses an analysis that need not be written again. */
export async function rewriteDraft(db: Db, analysisId: string): Promise<DraftInput> {
  const row = await rows(db).where('analysis.id', '=', analysisId).executeTakeFirst()
  if (row === undefined) throw new NotFound('这份党性分析材料')
  if (row.state !== '待重写' && row.state !== '帮助中')
    refuse(`${row.name}的党性分析材料是“${row.state ?? '未交'}”，不用发重写通知。`)
  const poll = await db
    .selectFrom('analysis_poll')
    .selectAll()
    .where('analysis_id', '=', analysisId)
    .where('round', '=', row.round)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (poll === undefined) return refuse(`${row.name}还没有测评票数，请先到党性分析页登记测评。`)
  const facts: RewriteFacts = {
    kind: '重写通知',
    member: row.name,
    polledOn: poll.on_day,
    valid: poll.valid,
    satisfied: poll.satisfied + poll.basic,
  }
  const dueOn = row.rewrite_due_on
  return {
    kind: '重写通知',
    orgId: row.org_id,
    phase: 'review',
    sources: [{ entity: 'analysis', id: row.id }],
    facts,
    fields: {
      helper: row.helper ?? '',
      helpOn: row.helped_on ?? row.help_planned_on ?? '',
      ...(dueOn === null ? {} : { rewriteBy: dueOn }),
    },
  }
}
