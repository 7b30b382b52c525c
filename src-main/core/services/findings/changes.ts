// Every change of a finding in words people know, newest first.
import type { HistoryEntry } from '#shared/contract/common.ts'
import type { Context } from '../../context.ts'
import type { SqlValue } from '../../db/journal.ts'
import { historyInWords, inWords } from '../history-in-words.ts'
import { listOf, phaseName } from '../inspections/store.ts'
import { readUnits } from '../plans/units.ts'

const labels: Readonly<Record<string, string>> = {
  no: '问题编号',
  org_id: '单位',
  phase: '阶段',
  step: '环节',
  item_code: '检查项编号',
  item_text: '检查项目',
  description: '存在问题',
  category: '问题类别',
  severity: '程度',
  correction: '整改要求',
  basis: '依据',
  demand: '整改意见',
  found_on: '发现日期',
  due_on: '整改时限',
  owner: '责任人',
  inspectors: '督导人员',
  state: '状态',
  feedback: '整改情况',
  evidence: '佐证',
  done_on: '完成时间',
  recheck_on: '复查时间',
  recheck_by: '复查人',
  recheck_result: '复查结果',
  recheck_note: '复查情况',
  reopen_count: '退回次数',
  cancel_reason: '撤销原因',
  remark: '备注',
}

/** Columns people do not think of as content. */
const UNSEEN = new Set(['inspection_id'])

export async function findingHistory(context: Context, id: string): Promise<HistoryEntry[]> {
  const names = new Map((await readUnits(context, context.db.read)).map((unit) => [unit.id, unit.shortName]))
  const shown = (column: string, value: SqlValue): string | null => {
    if (value === null || value === '') return null
    if (column === 'org_id') return names.get(String(value)) ?? String(value)
    if (column === 'phase') return phaseName(context.campaign.template, String(value))
    return column === 'inspectors' ? listOf(String(value)).join('、') : String(value)
  }
  return historyInWords(
    context,
    'finding',
    id,
    inWords((column) => (UNSEEN.has(column) ? null : (labels[column] ?? column)), shown),
  )
}
