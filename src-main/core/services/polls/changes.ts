// Every change of a poll in words people know, newest first; ballots of counts are summed up, never who voted what.
import type { HistoryEntry } from '#shared/contract/common.ts'
import { polls } from '#shared/ledgers/polls.ts'
import { gradeKeys, gradeLabels } from '#shared/rules/poll-action.ts'
import type { Context } from '../../context.ts'
import type { SqlValue } from '../../db/journal.ts'
import { historyInWords, inWords } from '../history-in-words.ts'
import { countIn, namesIn, pollById, witnessesIn } from './store.ts'
import { isCovered } from './verdicts.ts'

const labels: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(polls.columns).map(([key, { label }]) => [key, label])),
  held_by: '主持人',
  supervised_by: '到场督导人员',
  witnesses: '监票人、计票人',
  materials_on: '提供资料时间',
  categories: '群众代表类别',
  checks: '测评程序',
  makeup_note: '补课情况',
  makeup_on: '补课时间',
  first_count: '第一次计票',
  first_counter: '第一次计票人',
  second_count: '第二次计票',
  second_counter: '第二次计票人',
  confirmed_on: '确认时间',
  confirmed_by: '确认人',
  void_reason: '作废理由',
  void_by: '作废人',
  reported_on: '报先教办时间',
  reported_at: '报送钟点',
  report_no: '报送文号',
}

/** Columns people do not think of as content. */
const UNSEEN = new Set(['org_id', 'subject_id', 'facts', 'extra', 'initials'])
const COUNTS = new Set<string>(['first_count', 'second_count'])
const BALLOTS = new Set<string>(gradeKeys)

function countWords(json: string): string {
  const count = countIn(json)
  if (count === null) return ''
  const grades = gradeKeys.flatMap((key) => {
    const n = count.grades[key]
    return n === undefined ? [] : [`${gradeLabels[key]}${n}`]
  })
  return [...grades, `无效${count.invalid}`].join('，')
}

function shown(column: string, value: SqlValue): string | null {
  if (value === null || value === '') return null
  if (COUNTS.has(column)) return countWords(String(value))
  if (column === 'witnesses') {
    const { supervisors, counters } = witnessesIn(String(value))
    return [...supervisors, ...counters].join('、')
  }
  const isList = column === 'supervised_by' || column === 'categories' || column === 'checks'
  return isList ? namesIn(String(value)).join('、') : String(value)
}

/** Counts stay out of sight while the second one is not finished, and where so few voted. */
export async function pollHistory(context: Context, id: string): Promise<HistoryEntry[]> {
  const row = await pollById(context.db.read, id)
  const isBlind = isCovered(row, context.campaign)
  const isCounting = row.state === '已收回' && (row.first_count === null || row.second_count === null)
  const isSeen = (column: string): boolean =>
    !UNSEEN.has(column) &&
    !((isBlind || isCounting) && COUNTS.has(column)) &&
    !(isBlind && BALLOTS.has(column))
  const labelOf = (column: string): string | null => (isSeen(column) ? (labels[column] ?? column) : null)
  return historyInWords(context, 'poll', id, inWords(labelOf, shown))
}
