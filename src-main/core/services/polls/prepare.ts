// Begins a round of a poll and keeps what is known of it beside the ballots.
import type { PollDetails } from '#shared/contract/polls.ts'
import { dayProblems, reasonsAgainstRound } from '#shared/rules/poll-action.ts'
import { pollPhaseKey } from '#shared/ledgers/polls.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { kindAsked, type PanelInput } from './show.ts'
import { groupPeople, phaseLabel, pollById, roundsOf, stageStart, type PollRow } from './store.ts'
import { isFailed } from './verdicts.ts'

export interface NewRound extends PanelInput {
  readonly date: string | null
  readonly scope: string
  /** What was made up since the last round, and when; asked for after a round that was not passed. */
  readonly makeupNote: string
  readonly makeupOn: string | null
}

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** The round before, as far as it decides whether there may be another; a void one leaves the failure before it standing. */
function lastOf(context: Context, rows: readonly PollRow[]) {
  const last = rows.at(-1)
  if (last === undefined) return null
  const counted = rows.findLast(({ state }) => state !== '作废')
  return {
    round: Number(last.round),
    state: last.state,
    date: counted?.date ?? last.date,
    isFailed: counted !== undefined && isFailed(counted, context.campaign),
  }
}

async function assertSubject(trx: Trx, { orgId, subjectId }: NewRound): Promise<void> {
  if (subjectId === null) return
  const member = await trx
    .selectFrom('member')
    .select('id')
    .where('id', '=', subjectId)
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (member === undefined) refuse('花名册里没有这名党员，不能登记他的测评。', 'subjectId')
}

/** The next round of a unit's poll; refuses while one is open, and after a failed one without what was made up (T-15). */
export async function createRound(context: Context, input: NewRound): Promise<string> {
  const kind = kindAsked(input)
  if ((kind === '党性分析材料') !== (input.subjectId !== null))
    refuse('党性分析材料的测评要选定党员，其他测评不选。', 'subjectId')
  const phase = phaseLabel(input.phase)
  return write(context, async (journal, trx) => {
    unitById(await readUnits(context, trx), input.orgId)
    await assertSubject(trx, input)
    const rows = await roundsOf(trx, { ...input, kind })
    const last = lastOf(context, rows)
    const makeup = { note: input.makeupNote, on: input.makeupOn }
    const reasons = reasonsAgainstRound(last, makeup, context.today)
    const start = await stageStart(trx, context.campaign, input.orgId, input.phase)
    const day = { date: input.date, stageStart: start, materialsOn: null }
    reasons.push(...dayProblems(day, context.today, true))
    if (input.date !== null && input.makeupOn !== null && input.date < input.makeupOn)
      reasons.push(`测评时间${input.date}早于补课时间${input.makeupOn}，补课之后才能再测。`)
    if (reasons.length > 0) refuse(reasons)
    return journal.add('poll', {
      initials: '',
      org_id: input.orgId,
      kind,
      phase,
      subject_id: input.subjectId,
      round: String((last?.round ?? 0) + 1),
      date: input.date,
      scope: textOrNull(input.scope),
      makeup_note: textOrNull(input.makeupNote),
      makeup_on: input.makeupOn,
      state: '筹备',
    })
  })
}

const jsonOrNull = (list: readonly string[]): string | null =>
  list.length === 0 ? null : JSON.stringify(list)

/** What stands in the way of keeping the details, by field. */
async function assertDetails(context: Context, row: PollRow, details: PollDetails, trx: Trx): Promise<void> {
  if (row.state === '已确认' || row.state === '作废')
    refuse(`第${row.round}轮测评${row.state}，登记的内容不能再改。`)
  const phase = pollPhaseKey(row.phase)
  const start = await stageStart(trx, context.campaign, row.org_id, phase)
  const isPlan = row.state === '筹备'
  const reasons = dayProblems({ ...details, stageStart: start }, context.today, isPlan)
  if (reasons.length > 0) refuse(reasons, 'date')
  const people = await groupPeople(trx)
  const strangers = details.supervisedBy.filter((name) => !people.includes(name))
  if (strangers.length > 0)
    refuse(`${strangers.join('、')}不是本督导组人员，请重新选择到场督导人员。`, 'supervisedBy')
  const both = details.supervisors.filter((name) => details.counters.includes(name))
  if (both.length > 0) refuse(`${both.join('、')}不能既当监票人又当计票人，请另行推选。`, 'counters')
  if (row.makeup_note !== null && (details.makeupNote.trim().length < 4 || details.makeupOn === null))
    refuse('上一轮没有通过，这一轮的补课记录不能去掉。', 'makeupNote')
  const { expected, attended } = details
  if (expected !== null && attended !== null && attended > expected)
    refuse(`实参加${attended}人多于应参加${expected}人，请核对。`, 'attended')
}

/** Saves everything but the ballots. */
export function saveDetails(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number; readonly details: PollDetails },
): Promise<void> {
  const { details } = input
  return write(context, async (journal, trx) => {
    const row = await pollById(trx, input.id)
    await assertDetails(context, row, details, trx)
    const { supervisors, counters } = details
    const hasWitnesses = supervisors.length + counters.length > 0
    await journal.change(
      'poll',
      row.id,
      {
        date: details.date,
        scope: textOrNull(details.scope),
        expected: details.expected,
        attended: details.attended,
        held_by: textOrNull(details.heldBy),
        supervised_by: jsonOrNull(details.supervisedBy),
        witnesses: hasWitnesses ? JSON.stringify({ supervisors, counters }) : null,
        materials_on: details.materialsOn,
        categories: jsonOrNull(details.categories),
        checks: jsonOrNull(details.checks),
        makeup_note: textOrNull(details.makeupNote),
        makeup_on: details.makeupOn,
        remark: textOrNull(details.remark),
      },
      { expectedVersion: input.rowVersion },
    )
  })
}
