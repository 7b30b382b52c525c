// The milestones of study read off the ledgers, for units that have recorded any session: hours, courses, discussion, notes.
import { isAsked, type UnitLearning } from '../learning/count.ts'
import { figuresOf } from '../learning/figures.ts'
import { discussionProducts } from '#shared/rules/study-content.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import { cell, ticked, type BoardCell } from './cell.ts'

export interface StudyProgress {
  readonly learning: UnitLearning
  /** Hours asked for, in tenths; null where none are set. */
  readonly minX10: number | null
  /** Last day of the five courses. */
  readonly cutoff: string | null
  readonly today: string
}

/** What the cell is judged by besides the ledgers. */
export interface StudyPlace {
  readonly unitId: string
  /** The unit's stage is over, or past its last day. */
  readonly isPast: boolean
}

type StudyCell = (study: StudyProgress, place: StudyPlace) => BoardCell | null

const day = (on: string): string => formatChinese(on).slice(5)
const latest = (days: readonly (string | null)[]): string | null =>
  days
    .flatMap((on) => on ?? [])
    .toSorted()
    .at(-1) ?? null
const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join('、')

/** Overdue, or under way: how many are missing stands beside the mark. */
function openCell(isLate: boolean, tip: string, to: string, missing: number, short: string): BoardCell {
  const words = isLate ? `到期没有完成：${tip}` : tip
  return cell(isLate ? 'bad' : 'doing', words, to, missing, short)
}

/** 38人中36人达40学时，差2人. */
const hoursCell: StudyCell = ({ learning, minX10 }, { unitId, isPast }) => {
  const { hoursMet, hoursShort, openMakeups } = figuresOf(learning)
  const due = hoursMet + hoursShort
  if (minX10 === null || due === 0) return null
  const to = `/attendance/${unitId}`
  const said = `${due}人中${hoursMet}人达${minX10 / 10}学时`
  const makeups = openMakeups === 0 ? '' : `；待补课${openMakeups}人次`
  if (hoursShort > 0)
    return openCell(isPast, `${said}，差${hoursShort}人${makeups}`, to, hoursShort, `差${hoursShort}人`)
  return cell('ok', `${said}${makeups}`, to, null, ticked(learning.lastOn))
}

/** held after the cutoff is done, and said to be late. */
const coursesCell: StudyCell = ({ learning, cutoff, today }, { unitId }) => {
  const to = `/study?tab=courses&unit=${unitId}`
  const missing = learning.courses.filter(({ on }) => on === null).map(({ what }) => what)
  const isLate = cutoff !== null && today > cutoff
  const done = `五课已上${learning.courses.length - missing.length}/${learning.courses.length}`
  if (missing.length > 0)
    return openCell(isLate, `${done}，缺${quoted(missing)}`, to, missing.length, `差${missing.length}课`)
  const last = latest(learning.courses.map(({ on }) => on))
  const late = learning.courses.filter(({ on }) => on !== null && cutoff !== null && on > cutoff)
  const words = late.map(({ what, on }) => `“${what}”${day(on ?? '')}逾期完成`).join('，')
  return cell('ok', words === '' ? done : `${done}，${words}`, to, null, ticked(last))
}

/** */
const discussionCell: StudyCell = ({ learning }, { unitId, isPast }) => {
  const to = `/study?tab=discussion&unit=${unitId}`
  const themes = learning.themes.filter(({ on }) => on === null).map(({ what }) => what)
  const texts = discussionProducts.filter(
    (each) => !learning.products.some(({ product }) => product === each),
  )
  const missing = themes.length + texts.length
  if (missing > 0)
    return openCell(isPast, `大讨论还差${quoted([...themes, ...texts])}`, to, missing, `差${missing}项`)
  const on = latest([...learning.themes.map((each) => each.on), ...learning.products.map((each) => each.on)])
  return cell('ok', '三个主题都有讨论记录，两份成果文本齐全', to, null, ticked(on))
}

/** without a norm the notes are neither good nor bad, but careless ones are seen all the same. */
const notesCell: StudyCell = ({ learning }, { unitId, isPast }) => {
  const { notesChecked, notesJudged, notesMet, notesUnset, notesDoubtful } = figuresOf(learning)
  if (notesChecked === 0) return null
  const to = `/study?tab=notes&unit=${unitId}`
  const doubt = notesDoubtful === 0 ? '' : `，${notesDoubtful}人书写潦草或者代抄应付`
  if (notesJudged > notesMet) {
    const short = notesJudged - notesMet
    return openCell(isPast, `抽查${notesChecked}人，${short}人未达标${doubt}`, to, short, `差${short}人`)
  }
  if (notesDoubtful > 0)
    return cell('warn', `抽查${notesChecked}人${doubt}`, to, notesDoubtful, `${notesDoubtful}人潦草应付`)
  if (notesUnset > 0)
    return cell('na', `抽查${notesChecked}人，没有设字数标准，不作判定`, to, null, '未设标准')
  const on = latest(learning.members.map(({ note }) => note?.date ?? null))
  return cell('ok', `抽查${notesChecked}人，达标${notesMet}人`, to, null, ticked(on))
}

const cells: Readonly<Record<string, StudyCell>> = {
  hours: hoursCell,
  lectures: coursesCell,
  discussed: discussionCell,
  notes: notesCell,
}

/** The cell of a milestone as the ledgers have it; null where they say nothing and the prescribed action decides. */
export function studyCell(
  key: string,
  study: StudyProgress | undefined,
  place: StudyPlace,
): BoardCell | null {
  if (study?.learning.hasSession !== true || !study.learning.members.some(isAsked)) return null
  return cells[key]?.(study, place) ?? null
}
