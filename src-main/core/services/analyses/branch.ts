// What is done for a whole branch at once: the meeting, the display, the ballots of all members, rows that came from a file.
import { ON_PAPER, type AnalysisBallots, type AnalysisInput } from '#shared/rules/analysis-action.ts'
import { formatChinese, isCivilDate } from '#shared/text/civil-date.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { Refusal, refuse } from '../../refusal.ts'
import { actWithin, ensureAnalysis } from './act.ts'
import { phaseStartOf } from './facts.ts'
import { analysesOf, peopleOf, personById, stateOf, type AnalysisRow, type Person } from './store.ts'

const NO_SECTIONS = { gains: '', problems: '', roots: '', direction: '' }

/** A step with nothing said yet. */
export const plainInput = (action: AnalysisInput['action'], on: string): AnalysisInput => ({
  action,
  on,
  person: '',
  text: '',
  category: '',
  sections: NO_SECTIONS,
  chars: null,
  reasons: [],
  ballots: null,
})

export interface Display {
  readonly orgId: string
  /** Null: everybody of the branch whose paper has been passed. */
  readonly memberIds: readonly string[] | null
  readonly from: string
  readonly to: string
  readonly range: string
  readonly form: string
}

const SHOWABLE = new Set(['审阅通过', '已测评', '合格', '待重写', '帮助中', '会后修改稿已交'])

async function assertDisplay(trx: Trx, today: string, display: Display): Promise<void> {
  const reasons: [string, string][] = []
  if (display.range.trim() === '') reasons.push(['range', '没有填公示范围。'])
  if (display.form.trim() === '') reasons.push(['form', '没有填公示方式。'])
  if (display.to <= display.from)
    reasons.push([
      'to',
      `公示结束日期${formatChinese(display.to)}应晚于开始日期${formatChinese(display.from)}。`,
    ])
  if (display.from > today) reasons.push(['from', '公示还没有开始，请在开始的当天或以后登记。'])
  const start = await phaseStartOf(trx, display.orgId)
  if (typeof start === 'string' && display.from < start)
    reasons.push(['from', `公示开始早于本单位进入分析评议阶段的日期${formatChinese(start)}，请核对。`])
  if (reasons.length > 0)
    throw new Refusal(
      reasons.map(([, reason]) => reason),
      reasons[0]?.[0] ?? null,
    )
}

/** Puts the papers of a branch on display; answers how many. Papers not passed yet are left out. */
export function publicise(context: Context, display: Display): Promise<{ count: number }> {
  return write(context, async (journal, trx) => {
    await assertDisplay(trx, context.today, display)
    const rows = [...(await analysesOf(trx, display.orgId)).values()].filter(
      (row) =>
        SHOWABLE.has(stateOf(row)) &&
        (display.memberIds === null ? row.public_from === null : display.memberIds.includes(row.member_id)),
    )
    if (rows.length === 0)
      refuse('没有可以公示的材料：审阅通过的材料才能公示，请先审阅。已经公示的不用再登记。')
    const late = rows.filter((row) => row.polled_on !== null && row.polled_on <= display.from)
    if (late.length > 0)
      refuse(`有${late.length}人在公示开始之前已经测评，公示日期不能改到测评之后。`, 'from')
    for (const row of rows)
      await journal.change('analysis', row.id, {
        public_from: display.from,
        public_to: display.to,
        public_range: display.range.trim(),
        public_form: display.form.trim(),
      })
    return { count: rows.length }
  })
}

export interface MeetingDay {
  readonly orgId: string
  /** Null: everybody of the branch without a day. */
  readonly memberIds: readonly string[] | null
  readonly on: string
}

/** Day of the 组织生活会, for all or for those who made it up. */
export function setMeeting(
  context: Context,
  { orgId, memberIds, on }: MeetingDay,
): Promise<{ count: number }> {
  return write(context, async (journal, trx) => {
    if (on > context.today) refuse('组织生活会还没有开，不能登记。', 'on')
    const start = await phaseStartOf(trx, orgId)
    if (typeof start === 'string' && on < start)
      refuse(`组织生活会早于本单位进入分析评议阶段的日期${formatChinese(start)}，请核对。`, 'on')
    const people = await peopleOf(trx, orgId)
    let count = 0
    for (const person of people) {
      if (memberIds !== null && !memberIds.includes(person.id)) continue
      const row = await ensureAnalysis(journal, trx, person)
      if (memberIds === null && row.meeting_on !== null) continue
      if (await journal.change('analysis', row.id, { meeting_on: on })) count += 1
    }
    return { count }
  })
}

export interface PollLine extends AnalysisBallots {
  readonly memberId: string
  readonly rowVersion: number | null
  /** Why there are no ballots, where valid is 0; otherwise a remark. */
  readonly note: string
}

export interface PollSheet {
  readonly orgId: string
  readonly on: string
  readonly person: string
  readonly lines: readonly PollLine[]
}

export interface PollResult {
  readonly passed: number
  readonly rewrite: number
  readonly unpolled: number
}

/** No ballots is no round: the reason is kept, and the next poll is still the same round. */
async function noteUnpolled(journal: Journal, trx: Trx, person: Person, line: PollLine): Promise<void> {
  const row = await ensureAnalysis(journal, trx, person)
  if (line.note.trim() === '') refuse('有效票为0的视为未测评，请写明原因。', 'note')
  if (row.round > 0 && stateOf(row) !== '审阅通过') refuse('已经有测评结果，不能改为未测评。', 'valid')
  await journal.change('analysis', row.id, {
    unpolled_reason: line.note.trim(),
    ...(row.round === 0 ? { valid: 0, satisfied: 0, basic: 0, dissatisfied: 0, abstained: 0 } : {}),
  })
}

async function pollOne(
  context: Context,
  journal: Journal,
  trx: Trx,
  sheet: PollSheet,
  line: PollLine,
): Promise<keyof PollResult> {
  const person = await personById(trx, line.memberId)
  if (person.orgId !== sheet.orgId) refuse(`${person.name}不是这个支部的党员。`)
  if (
    line.valid === 0 &&
    line.invalid === 0 &&
    line.satisfied + line.basic + line.dissatisfied + line.abstained === 0
  ) {
    await noteUnpolled(journal, trx, person, line)
    return 'unpolled'
  }
  const { valid, invalid, satisfied, basic, dissatisfied, abstained } = line
  const ballots = { valid, invalid, satisfied, basic, dissatisfied, abstained }
  const polled = await actWithin(
    context,
    journal,
    trx,
    person,
    { ...plainInput('测评', sheet.on), person: sheet.person, text: line.note, ballots },
    line.rowVersion,
  )
  return decideOne(context, journal, trx, person, polled, sheet)
}

/** What the ballots led to becomes the state. */
async function decideOne(
  context: Context,
  journal: Journal,
  trx: Trx,
  person: Person,
  row: AnalysisRow,
  sheet: Pick<PollSheet, 'on' | 'person'>,
): Promise<'passed' | 'rewrite'> {
  const last = await trx
    .selectFrom('analysis_poll')
    .select('outcome')
    .where('analysis_id', '=', row.id)
    .where('round', '=', row.round)
    .executeTakeFirstOrThrow()
  const isPassed = last.outcome === '合格'
  const action = isPassed ? '定为合格' : '定为重写'
  await actWithin(context, journal, trx, person, { ...plainInput(action, sheet.on), person: sheet.person })
  return isPassed ? 'passed' : 'rewrite'
}

/** The ballots of many members in one go, each decided at once; one wrong line and nothing is stored, each named. */
export function enterPolls(context: Context, sheet: PollSheet): Promise<PollResult> {
  return write(context, async (journal, trx) => {
    if (sheet.lines.length === 0) refuse('没有填票数。')
    if (!isCivilDate(sheet.on)) refuse('请填写测评日期。', 'on')
    const result = { passed: 0, rewrite: 0, unpolled: 0 }
    const reasons: string[] = []
    let field: string | null = null
    for (const line of sheet.lines)
      try {
        result[await pollOne(context, journal, trx, sheet, line)] += 1
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const { name } = await personById(trx, line.memberId)
        field ??= `${line.memberId}.${error.field ?? 'valid'}`
        reasons.push(...error.reasons.map((reason) => `${name}：${reason}`))
      }
    if (reasons.length > 0) throw new Refusal(reasons, field)
    return result
  })
}

/** Words that say in a sheet that a paper was sent back. */
const isSentBack = (row: AnalysisRow): boolean => /退回|不通过|重交/u.test(row.review_opinion ?? '')

const PAPER = { gains: ON_PAPER, problems: ON_PAPER, roots: ON_PAPER, direction: ON_PAPER }

/** Rows from a file that nobody has worked on yet. */
export const isFromFile = (row: Pick<AnalysisRow, 'state' | 'submitted_on'>): boolean =>
  stateOf(row) === '未交' && row.submitted_on !== null

async function takeInOne(
  context: Context,
  journal: Journal,
  trx: Trx,
  person: Person,
  row: AnalysisRow,
): Promise<void> {
  const { submitted_on: on, reviewer } = row
  if (on === null || !isCivilDate(on))
    refuse(`${person.name}的提交时间“${on ?? ''}”不到日，请先在台账中补全。`)
  const handed = { ...plainInput('交稿', on ?? ''), person: person.name, sections: PAPER, chars: row.chars }
  const text = '按台账登记'
  const taken = await actWithin(context, journal, trx, person, { ...handed, text })
  if (reviewer === null || isSentBack(row)) return
  const approved = { ...plainInput('通过', on ?? ''), person: reviewer, text: row.review_opinion ?? text }
  await actWithin(context, journal, trx, person, approved)
  // The sheet's own words stay as they were handed over.
  await journal.change('analysis', taken.id, { review_opinion: row.review_opinion })
}

/** Takes rows that came from a file as far as they prove: handed in, and passed where a reviewer signed. */
export function takeIn(context: Context, orgId: string): Promise<{ count: number }> {
  return write(
    context,
    async (journal, trx) => {
      const rows = await analysesOf(trx, orgId)
      let count = 0
      for (const person of await peopleOf(trx, orgId)) {
        const row = rows.get(person.id)
        if (row === undefined || !isFromFile(row)) continue
        await takeInOne(context, journal, trx, person, row)
        count += 1
      }
      if (count === 0) refuse('台账里没有等待办理的交稿记录。')
      return { count }
    },
    { reason: '按台账登记办理' },
  )
}
