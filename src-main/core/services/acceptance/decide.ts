// The group's decision on a round: accepted, or to be made up by a day; kept with every line and never changed.
import {
  isMissedLine,
  judgeLines,
  reasonsAgainstDecision,
  sumLines,
  type DecisionInput,
} from '#shared/rules/self-check.ts'
import { write, type Context } from '../../context.ts'
import { StaleRecordError } from '../../db/errors.ts'
import type { Journal } from '../../db/journal.ts'
import { refuse } from '../../refusal.ts'
import { listOf } from '../inspections/store.ts'
import { actOnStage, stageOf } from '../stages/stage.ts'
import { assertDay, type PhaseInput } from './fill.ts'
import { lastRound, type AcceptanceFacts, type Round } from './store.ts'

export interface DecideInput extends PhaseInput, DecisionInput {
  /** The inspection the page showed, and its version: another one, or a changed one, is refused. */
  readonly inspectionId: string | null
  readonly inspectionVersion: number | null
}

const finishedOn = ({ inspection }: Round): string | null =>
  inspection?.state === '已完成' ? inspection.finished_on : null

function assertSeen(round: Round, input: DecideInput): void {
  const { inspection } = round
  if (inspection === null) return
  if (inspection.id !== input.inspectionId || inspection.row_version !== input.inspectionVersion)
    throw new StaleRecordError('inspection', inspection.id, inspection.updated_by)
}

/** What is kept of the round: the verdict with its limits, each line as it stands, who said so and when. */
export const factsOf = (round: Round): AcceptanceFacts => ({
  verdict: judgeLines(round.lines),
  lines: round.lines,
  handedInOn: round.selfCheck.submitted_on ?? '',
  filledBy: round.selfCheck.filled_by,
  inspectedOn: round.inspection?.date ?? '',
  people: listOf(round.inspection?.people ?? '[]'),
})

/** Stores the decision; the data file itself refuses 合格 with a line missed, open or blank. */
export async function storeDecision(
  journal: Journal,
  round: Round,
  inspectionId: string,
  input: DecisionInput,
): Promise<string> {
  const sums = sumLines(round.lines)
  return journal.add('acceptance', {
    org_id: round.selfCheck.org_id,
    phase: round.selfCheck.phase,
    round: round.selfCheck.round,
    self_check_id: round.selfCheck.id,
    inspection_id: inspectionId,
    verdict: input.verdict,
    decided_on: input.on,
    decided_by: input.person.trim(),
    opinion: input.opinion.trim(),
    make_up_due: input.verdict === '合格' ? null : input.makeUpDue,
    applicable: sums.applicable,
    met: sums.met,
    missed: sums.missed,
    blank: sums.blank,
    open: sums.open,
    contradicted: sums.untrue,
    facts: JSON.stringify(factsOf(round)),
  })
}

/** What the step says: the words of the group, else what is to be made up. */
function wordsOf(round: Round, input: DecisionInput): string {
  const opinion = input.opinion.trim()
  if (opinion !== '' || input.verdict === '合格') return opinion
  const codes = round.lines.filter(isMissedLine).map(({ code }) => code)
  return `${codes.join('、')}未达标，限${input.makeUpDue ?? ''}前补课。`
}

/** Decides on the latest round. Refuses what R-30 does not bear out, both ways, and every state but 待验收. */
export function decide(context: Context, input: DecideInput): Promise<string> {
  return write(context, async (journal, trx) => {
    const round = await lastRound(trx, input.orgId, input.phase)
    const stage = await stageOf(trx, input.orgId, input.phase)
    const facts = {
      lines: round.lines,
      handedInOn: round.selfCheck.submitted_on,
      finishedOn: finishedOn(round),
      today: context.today,
    }
    if (stage?.state === '待验收') {
      const { reasons, field } = reasonsAgainstDecision(facts, input)
      if (reasons.length > 0) refuse(reasons, field)
      assertSeen(round, input)
    }
    assertDay(context, stage, input.on, '验收')
    await actOnStage(journal, trx, context.campaign.template, {
      orgId: input.orgId,
      phase: input.phase,
      action: input.verdict === '合格' ? '验收合格' : '责令补课',
      on: input.on,
      person: input.person,
      text: wordsOf(round, input),
      facts: judgeLines(round.lines),
    })
    return storeDecision(journal, round, round.inspection?.id ?? '', input)
  })
}
