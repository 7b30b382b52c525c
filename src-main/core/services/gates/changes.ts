// Every change of an attempt to move on in words people know, newest first.
import type { HistoryEntry } from '#shared/contract/common.ts'
import type { Context } from '../../context.ts'
import type { SqlValue } from '../../db/journal.ts'
import { historyInWords, inWords } from '../history-in-words.ts'

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

const shown = (_column: string, value: SqlValue): string | null =>
  value === null || value === '' ? null : String(value)

export const gateHistory = (context: Context, id: string): Promise<HistoryEntry[]> =>
  historyInWords(
    context,
    'transition_request',
    id,
    inWords((column) => labels[column] ?? null, shown),
  )
