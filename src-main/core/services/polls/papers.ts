// The papers of one round: result sheet and blank ballots; shown, printed, saved as PDF.
import type { PollPaper } from '#shared/contract/polls.ts'
import { wholePage } from '#shared/documents/paper.ts'
import { ballotSheet, pollResult, type PollPaperFacts } from '#shared/documents/poll-papers.ts'
import { pollPhaseKey } from '#shared/ledgers/polls.ts'
import { percentText } from '#shared/text/rate.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { exportName } from '../exports/save-book.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { showPanel, showRound } from './show.ts'
import { pollById } from './store.ts'

async function paperFacts(context: Context, id: string): Promise<PollPaperFacts> {
  const row = await pollById(context.db.read, id)
  const round = await showRound(context, id)
  const { town } = context.campaign.town
  const { phaseName, grades, subject, unit } = await showPanel(context, {
    orgId: row.org_id,
    phase: pollPhaseKey(row.phase),
    kind: row.kind,
    subjectId: row.subject_id,
  })
  const counted = round.grades
  return {
    town,
    campaign: context.campaign.template.shortName,
    unit,
    kind: row.kind,
    phaseName,
    subject,
    round: round.round,
    state: round.state,
    date: round.details.date,
    scope: round.details.scope,
    expected: round.details.expected,
    attended: round.details.attended,
    issued: round.issued,
    returned: round.returned,
    valid: round.valid,
    invalid: round.invalid,
    grades: grades.map(({ key, label }) => {
      const ballots = counted === null ? null : (counted[key] ?? 0)
      const share = ballots === null || round.valid === null ? '' : percentText(ballots, round.valid)
      return { label, ballots, share }
    }),
    isCovered: round.isCovered,
    verdicts: round.verdicts.map(({ reason, basis }) => ({ reason, basis })),
    heldBy: round.details.heldBy,
    supervisedBy: round.details.supervisedBy,
    supervisors: round.details.supervisors,
    counters: round.details.counters,
    firstCounter: round.counts[0].counter ?? '',
    secondCounter: round.counts[1].counter ?? '',
    remark: round.details.remark,
  }
}

export interface PaperInput {
  readonly id: string
  readonly paper: PollPaper
}

const names: Readonly<Record<PollPaper, string>> = { poll_result: '测评结果统计表', poll_ballots: '测评票' }

/** Title and whole page. The result can be printed once it is counted. */
export async function makePaper(
  context: Context,
  { id, paper }: PaperInput,
): Promise<{ title: string; page: string }> {
  const facts = await paperFacts(context, id)
  if (paper === 'poll_ballots')
    return ballotSheet(facts, facts.issued ?? facts.attended ?? facts.expected ?? 1)
  if (facts.valid === null) refuse('票还没有点完，统计之后才能打印测评结果统计表。')
  const result = pollResult(facts)
  return { title: result.title, page: wholePage(result) }
}

/** Where the page can show the paper. */
export async function previewPaper(
  context: Context,
  input: PaperInput,
): Promise<{ title: string; address: string }> {
  const { title, page } = await makePaper(context, input)
  return { title, address: context.host.preview(page) }
}

export async function printPaper(context: Context, input: PaperInput): Promise<void> {
  await context.host.print((await makePaper(context, input)).page)
}

/** Asks where to; null when the user gave up. */
export async function savePaper(context: Context, input: PaperInput): Promise<{ file: string } | null> {
  const { page } = await makePaper(context, input)
  const { org_id: orgId } = await pollById(context.db.read, input.id)
  const unit = unitById(await readUnits(context, context.db.read), orgId).shortName
  const name = exportName(context, `${names[input.paper]}_${unit}`).replace(/\.xlsx$/u, '.pdf')
  const picked = await context.host.pickSave({ title: `保存${names[input.paper]}`, defaultName: name })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await context.host.printToPdf(page, file)
  context.host.showInFolder(file)
  return { file: picked.name }
}
