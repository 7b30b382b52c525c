// The marks people put into an attendance sheet, and what the line below the table says they mean.
import { attendanceStates, type AttendanceState } from '#shared/rules/attendance.ts'
import { tidyTight } from '#shared/text/plain-text.ts'

/** What a mark means; '' passes it over. */
export type Meaning = AttendanceState | ''

/** Words of legends and cells; leave of no kind is private leave until somebody says otherwise. */
const WORDS: readonly (readonly [word: string, state: AttendanceState])[] = [
  ...attendanceStates.map((state) => [state, state] as const),
  ['出勤', '出席'],
  ['到会', '出席'],
  ['到课', '出席'],
  ['参加', '出席'],
  ['参学', '出席'],
  ['实到', '出席'],
  ['公差', '公假'],
  ['公出', '公假'],
  ['因公请假', '公假'],
  ['因公', '公假'],
  ['出差', '公假'],
  ['因病请假', '病假'],
  ['因病', '病假'],
  ['因事请假', '事假'],
  ['因事', '事假'],
  ['请假', '事假'],
  ['缺席', '缺勤'],
  ['缺课', '缺勤'],
  ['旷课', '缺勤'],
  ['旷会', '缺勤'],
  ['无故不到', '缺勤'],
  ['未到', '缺勤'],
  ['未参加', '缺勤'],
  ['免学', '不要求'],
  ['不作要求', '不要求'],
  ['可不参加', '不要求'],
]

const SINGLE: Readonly<Record<string, AttendanceState>> = {
  '√': '出席',
  到: '出席',
  '×': '缺勤',
  缺: '缺勤',
  旷: '缺勤',
  '△': '事假',
  假: '事假',
  事: '事假',
  病: '病假',
  公: '公假',
  '○': '迟到',
  迟: '迟到',
  早: '早退',
  退: '早退',
  免: '不要求',
}

const ALIKE: Readonly<Record<string, string>> = {
  '✓': '√',
  '✔': '√',
  '☑': '√',
  v: '√',
  V: '√',
  '✗': '×',
  '✘': '×',
  '╳': '×',
  x: '×',
  X: '×',
  '∆': '△',
  '◯': '○',
  〇: '○',
  O: '○',
  o: '○',
}

/** One writing for the marks that look alike. */
export function tidyMark(text: string): string {
  const tight = tidyTight(text)
  return ALIKE[tight] ?? tight
}

const byLength = [...WORDS].sort(([a], [b]) => b.length - a.length)

/** What a mark means to everybody; undefined when that is not settled. */
export const usualMeaning = (mark: string): AttendanceState | undefined =>
  SINGLE[mark] ?? WORDS.find(([word]) => word === mark)?.[1]

const LINKS = /^[:：=＝“”"'‘’]+|[:：=＝“”"'‘’]+$|表示|代表|为|是/gu
const LONGEST_MARK = 2

interface Pair {
  readonly mark: string
  readonly state: AttendanceState
}

/** √出席 or 出席√ in one piece. */
function pairIn(token: string): Pair | null {
  const bare = token.replace(LINKS, '')
  for (const [word, state] of byLength) {
    const rest = bare.startsWith(word)
      ? bare.slice(word.length)
      : bare.endsWith(word)
        ? bare.slice(0, -word.length)
        : null
    const mark = rest === null ? '' : tidyMark(rest.replace(LINKS, ''))
    if (mark !== '' && mark.length <= LONGEST_MARK) return { mark, state }
  }
  return null
}

const wordOf = (token: string): AttendanceState | undefined =>
  WORDS.find(([word]) => word === token.replace(LINKS, ''))?.[1]

const isMark = (token: string): boolean => {
  const bare = token.replace(LINKS, '')
  return bare !== '' && Array.from(bare).length <= LONGEST_MARK && wordOf(token) === undefined
}

const HEADING = /^.*?(?:注|图例|说明|备注|记号|符号)(?:说明)?\d?[:：]/u

/** Marks and words that stand apart: √ 出席 × 缺勤, or the other way round. */
function pairsApart(tokens: readonly string[]): Pair[] {
  const pairs: Pair[] = []
  for (let i = 0; i + 1 < tokens.length; i += 1) {
    const [first = '', second = ''] = [tokens[i], tokens[i + 1]]
    const state = wordOf(second) ?? wordOf(first)
    const mark = wordOf(second) === undefined ? second : first
    if (state === undefined || !isMark(mark)) continue
    pairs.push({ mark: tidyMark(mark.replace(LINKS, '')), state })
    i += 1
  }
  return pairs
}

/** What a line such as 注：√出席 ×缺勤 △请假 ○迟到 says; empty for a line that is no legend. */
export function readLegend(line: string): ReadonlyMap<string, AttendanceState> {
  const tokens = line
    .replace(HEADING, '')
    .split(/[\s　，,；;、。|｜/（）()]+/u)
    .filter((token) => token !== '')
  const joined = tokens.flatMap((token) => pairIn(token) ?? [])
  const pairs = joined.length > 0 ? joined : pairsApart(tokens)
  return new Map(pairs.map(({ mark, state }) => [mark, state]))
}

/** The marks a blank sheet and an export use, with the line that explains them. */
export const PRINTED_MARKS: Readonly<Record<AttendanceState, string>> = {
  出席: '√',
  迟到: '○',
  早退: '早',
  公假: '公',
  病假: '病',
  事假: '△',
  缺勤: '×',
  不要求: '免',
}

export const LEGEND = `注：${attendanceStates.map((state) => `${PRINTED_MARKS[state]}${state === '不要求' ? '不要求集中参加' : state}`).join(' ')}`
