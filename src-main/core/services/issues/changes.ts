// Every change of a problem in words people know, newest first.
import type { HistoryEntry } from '#shared/contract/common.ts'
import { issues } from '#shared/ledgers/issues.ts'
import type { Context } from '../../context.ts'
import type { SqlValue } from '../../db/journal.ts'
import { historyInWords, inWords } from '../history-in-words.ts'
import { phaseName } from '../inspections/store.ts'
import { readUnits } from '../plans/units.ts'

const labels: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(issues.columns).map(([key, column]) => [key, column.label])),
  phase: '阶段',
  round: '重新整改次数',
  relapse_count: '反弹次数',
  receipt: '移交回执',
  supervisor_unit: '监督单位',
}

/** Columns people do not think of as content. */
const UNSEEN = new Set([
  'initials',
  'extra',
  'unsolved',
  'finding_id',
  'opinion_id',
  'analysis_id',
  'poll_id',
  'ordered_poll_id',
])

export async function issueHistory(context: Context, id: string): Promise<HistoryEntry[]> {
  const names = new Map((await readUnits(context, context.db.read)).map((unit) => [unit.id, unit.shortName]))
  const shown = (column: string, value: SqlValue): string | null => {
    if (value === null || value === '') return null
    if (column === 'org_id') return names.get(String(value)) ?? String(value)
    return column === 'phase' ? phaseName(context.campaign.template, String(value)) : String(value)
  }
  return historyInWords(
    context,
    'issue',
    id,
    inWords((column) => (UNSEEN.has(column) ? null : (labels[column] ?? column)), shown),
  )
}
