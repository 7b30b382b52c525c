// Takes a poll one step on: only along its machine, only when the step's conditions hold on the stored row.
import { pollPhaseKey } from '#shared/ledgers/polls.ts'
import { pollMachine, stepFrom, type PollState } from '#shared/rules/machines.ts'
import { reasonsAgainst, sumOf, type PollAction } from '#shared/rules/poll-action.ts'
import type { PhaseKey } from '#shared/campaign/index.ts'
import { write, type Context } from '../../context.ts'
import type { Patch } from '../../db/journal.ts'
import { refuse } from '../../refusal.ts'
import { reopenIfFailed } from '../issues/reopen.ts'
import { countIn, pollById, pollFacts, type PollRow } from './store.ts'
import { factsOf } from './verdicts.ts'

export interface PollAct {
  readonly id: string
  readonly rowVersion: number
  readonly action: PollAction
  /** Civil day. */
  readonly on: string
  readonly person: string
  readonly text: string
  /** Ballots handed out (发票) or come back (收回). */
  readonly ballots: number | null
}

type Values = Patch<'poll'>

/** The agreed count becomes the numbers of the poll. */
function counted(row: PollRow): Values {
  const count = countIn(row.first_count)
  if (count === null) throw new Error('a poll summed up without a count')
  const { grades, invalid } = count
  return {
    valid: sumOf(grades),
    invalid,
    satisfied: grades.satisfied ?? null,
    fairly: grades.fairly ?? null,
    basic: grades.basic ?? null,
    less: grades.less ?? null,
    dissatisfied: grades.dissatisfied ?? null,
    abstained: grades.abstained ?? null,
  }
}

/** What each step writes beside the new state. */
const changes: Readonly<Record<PollAction, (row: PollRow, input: PollAct, context: Context) => Values>> = {
  发票: (_row, { ballots }) => ({ issued: ballots }),
  收回: (_row, { ballots }) => ({ returned: ballots }),
  统计: counted,
  确认: (row, { on, person }, { campaign }) => ({
    confirmed_on: on,
    confirmed_by: person.trim(),
    facts: factsOf(row, campaign),
  }),
  作废: (_row, { text }, { actor }) => ({ void_reason: text.trim(), void_by: actor.name }),
}

function nextState({ state }: PollRow, action: PollAction): PollState {
  const step = stepFrom(pollMachine, state, action)
  return step === null ? refuse(`这次测评的状态是“${state}”，不能“${action}”。`) : step.to
}

const FIELDS: Partial<Record<PollAction, string>> = {
  发票: 'ballots',
  收回: 'ballots',
  确认: 'person',
  作废: 'text',
}

/** A step is taken on the day it is entered, or before it; never on a day of the future or before the poll. */
function dayReasons(row: PollRow, { on, action }: PollAct, today: string): string[] {
  if (on > today) return [`办理日期${on}还没有到，请核对。`]
  const needsPoll = action === '统计' || action === '确认'
  return needsPoll && row.date !== null && on < row.date
    ? [`办理日期${on}早于测评时间${row.date}，请核对。`]
    : []
}

/** Refuses every step that is not open in the stored state or whose conditions do not hold, naming each reason. */
export function actOnPoll(context: Context, input: PollAct): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const row = await pollById(trx, input.id)
      const facts = await pollFacts(context, trx, row, pollPhaseKey(row.phase) as PhaseKey)
      const person = input.action === '作废' ? context.actor.name : input.person.trim()
      const asked = { ...input, person, isLeader: context.actor.role === '组长' }
      const reasons = [
        ...reasonsAgainst(facts, asked, context.today),
        ...dayReasons(row, input, context.today),
      ]
      if (reasons.length > 0) refuse(reasons, FIELDS[input.action] ?? null)
      const state = nextState(row, input.action)
      await journal.change(
        'poll',
        row.id,
        { ...changes[input.action](row, input, context), state },
        { expectedVersion: input.rowVersion },
      )
      await journal.add('poll_step', {
        poll_id: row.id,
        from_state: row.state,
        action: input.action,
        to_state: state,
        on_day: input.on,
        person,
        text: input.text.trim(),
        facts: input.action === '确认' ? factsOf(row, context.campaign) : null,
      })
      if (state === '已确认') await reopenIfFailed(journal, trx, row.id)
      if (state === '作废') await trx.deleteFrom('poll_tally').where('poll_id', '=', row.id).execute()
    },
    { reason: input.text.trim() === '' ? null : input.text.trim() },
  )
}
