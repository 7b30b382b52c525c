// Every change of an attempt to move on in words people know, newest first.
import type { HistoryEntry } from '#shared/contract/common.ts'
import type { Context } from '../../context.ts'
import { historyOf, type SqlValue } from '../../db/journal.ts'

const labels: Readonly<Record<string, string>> = {
  attempt: '第几次申请',
  state: '状态',
  summary: '阶段小结',
  planned_on: '拟转段日期',
  planned_at: '转段会钟点',
  applied_on: '申请日期',
  applied_by: '申请人',
  poll_round: '依据的测评轮次',
  poll_valid: '有效票',
  poll_dissatisfied: '不满意票',
  ruling_counting: '先教办确定的口径',
  ruling_text: '先教办答复',
  ruling_on: '答复日期',
  group_opinion: '督导组意见',
  decided_on: '督导组决定日期',
  decided_by: '决定人',
  office_doc_no: '报送文号',
  reported_on: '报先教办日期',
  reported_at: '报送钟点',
  office_opinion: '先教办意见',
  office_decided_on: '先教办意见日期',
  moved_on: '转段日期',
  moved_at: '转段会钟点',
}

const shown = (value: SqlValue): string | null => (value === null || value === '' ? null : String(value))

export async function gateHistory(context: Context, id: string): Promise<HistoryEntry[]> {
  const entries = await historyOf(context.db.read, 'transition_request', id)
  return entries.map(({ id: entryId, at, actor, action, reason, batchId, fields }) => ({
    id: entryId,
    at,
    actor,
    action,
    reason,
    batchId,
    fields: Object.entries(fields)
      .flatMap(([column, [before, after]]) => {
        const label = labels[column]
        return label === undefined ? [] : [{ label, before: shown(before), after: shown(after) }]
      })
      .filter(({ before, after }) => before !== after),
  }))
}
