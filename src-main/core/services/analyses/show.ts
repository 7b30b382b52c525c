// One member's analysis as the page shows it: every version, every round with its arithmetic, the help, the way.
import type { HistoryEntry } from '#shared/contract/common.ts'
import type { AnalysisCase } from '#shared/contract/analyses.ts'
import { isSmallPoll, judgeDisplay, judgePaper, type AnalysisAction } from '#shared/rules/analysis-action.ts'
import { actionsFrom, analysisMachine } from '#shared/rules/machines.ts'
import { levelOf, type Verdict } from '#shared/rules/verdict.ts'
import { limitText } from '#shared/rules/share.ts'
import { rewriteLimits } from '#shared/rules/vote.ts'
import { formatRate } from '#shared/text/rate.ts'
import type { Context } from '../../context.ts'
import { listOf } from '../inspections/store.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { ledgerHistory } from '../ledgers/record-history.ts'
import { findAlike } from './alike.ts'
import { factsOf, gather, phaseStartOf } from './facts.ts'
import { toLine } from './list.ts'
import {
  analysisOf,
  leastShown,
  personById,
  settingsOf,
  stateOf,
  stepsOf,
  type AnalysisRow,
  type PollRow,
  type StepRow,
  type VersionRow,
} from './store.ts'

const isAction = (word: string): word is AnalysisAction =>
  analysisMachine.actions.some((action) => action === word)

const toStep = (row: StepRow): AnalysisCase['steps'] =>
  isAction(row.action)
    ? [
        {
          action: row.action,
          from: row.from_state,
          to: row.to_state,
          on: row.on_day,
          person: row.person,
          text: row.text,
        },
      ]
    : []

const toVersion = (row: VersionRow): AnalysisCase['versions'][number] => ({
  version: row.version,
  kind: row.kind,
  submittedOn: row.submitted_on,
  chars: row.chars,
  sections: { gains: row.gains, problems: row.problems, roots: row.roots, direction: row.direction },
  reviewer: row.reviewer,
  reviewedOn: row.reviewed_on,
  result: row.result,
  reasons: listOf(row.reasons),
  comment: row.comment,
})

/** The limit the round was judged by, as it was then. */
function limitOf(row: PollRow): string {
  const { limits } = JSON.parse(row.facts) as Pick<Verdict, 'limits'>
  return limitText(limits?.[0] ?? rewriteLimits.satisfaction)
}

function toPoll(row: PollRow, least: number | null): AnalysisCase['polls'][number] {
  const isCovered = isSmallPoll(row.valid, least)
  const shown = isCovered ? null : row
  const sign = row.outcome === '合格' ? '≥' : '<'
  const share = formatRate(row.satisfied + row.basic, row.valid)
  return {
    round: row.round,
    version: row.version,
    on: row.on_day,
    isCovered,
    valid: shown?.valid ?? null,
    invalid: shown?.invalid ?? null,
    satisfied: shown?.satisfied ?? null,
    basic: shown?.basic ?? null,
    dissatisfied: shown?.dissatisfied ?? null,
    abstained: shown?.abstained ?? null,
    outcome: row.outcome,
    arithmetic: isCovered
      ? `票数很少，不显示票数 → ${row.outcome}`
      : `${share}${sign}${limitOf(row)} → ${row.outcome}`,
    note: row.note,
  }
}

const toVerdict = (verdict: Verdict): AnalysisCase['verdicts'][number] => ({
  rule: verdict.rule,
  outcome: verdict.outcome,
  level: levelOf(verdict),
  reason: verdict.reason,
})

const exemptionOf = (row: AnalysisRow | undefined): AnalysisCase['exemption'] =>
  row?.approved_by == null || row.approved_on === null
    ? null
    : {
        category: row.exempt_category ?? '',
        reason: row.exempt_reason ?? '',
        approvedBy: row.approved_by,
        approvedOn: row.approved_on,
      }

const helpOf = (row: AnalysisRow | undefined): AnalysisCase['help'] => ({
  helper: row?.helper ?? '',
  plannedOn: row?.help_planned_on ?? null,
  helpedOn: row?.helped_on ?? null,
  note: row?.help_note ?? '',
  rewriteBy: row?.rewrite_due_on ?? null,
  doneOn: row?.rewrite_done_on ?? null,
})

const displayOf = (row: AnalysisRow | undefined): AnalysisCase['display'] =>
  row?.public_from == null || row.public_to === null
    ? null
    : {
        from: row.public_from,
        to: row.public_to,
        range: row.public_range ?? '',
        form: row.public_form ?? '',
      }

/** A number of characters that nobody has set is told, not taken for reached. */
function charsVerdict(context: Context, chars: number | null): AnalysisCase['verdicts'] {
  const limit = context.campaign.limit('analysis.chars')
  if (limit !== null || chars === null) return []
  const reason = `${String(chars)}字。没有设字数标准，不作判定。`
  return [{ rule: 'R-39', outcome: 'not-assessed', level: null, reason }]
}

/** The last days of the meeting and the revision, for the warning of R-39. */
function revisionVerdict(
  row: AnalysisRow | undefined,
  versions: readonly VersionRow[],
): AnalysisCase['verdicts'] {
  const state = stateOf(row)
  const isDue = row?.meeting_on != null && (row.round > 0 || state === '合格')
  if (!isDue || versions.some(({ kind }) => kind === '会后修改稿')) return []
  return [{ rule: 'R-39', outcome: 'fail', level: '警告', reason: '没有会后修改稿。' }]
}

export async function showAnalysis(context: Context, memberId: string): Promise<AnalysisCase> {
  const db = context.db.read
  const person = await personById(db, memberId)
  const row = await analysisOf(db, memberId)
  const gathered = await gather(db, row)
  const { versions, polls } = gathered
  const facts = factsOf(person, gathered, await phaseStartOf(db, person.orgId))
  const settings = settingsOf(context.campaign)
  const least = leastShown(context.campaign)
  const unit = unitById(await readUnits(context, db), person.orgId)
  const display = judgeDisplay(facts, facts.polledOn, settings)
  const paper = facts.latest === null && facts.form === '免写' ? null : judgePaper(facts, settings)
  return {
    line: toLine(person, row, polls.at(-1), least),
    analysisId: row?.id ?? null,
    orgId: person.orgId,
    unit: unit.shortName,
    reviewer: unit.secretary,
    exemption: exemptionOf(row),
    meetingOn: row?.meeting_on ?? null,
    display: displayOf(row),
    polledOn: row?.polled_on ?? null,
    help: helpOf(row),
    versions: versions.map(toVersion),
    polls: polls.map((poll) => toPoll(poll, least)),
    steps: row === undefined ? [] : (await stepsOf(db, row.id)).flatMap(toStep),
    actions: actionsFrom(analysisMachine, stateOf(row)),
    verdicts: [
      ...(paper === null ? [] : [toVerdict(paper)]),
      ...charsVerdict(context, facts.form === '书面' ? (facts.latest?.chars ?? null) : null),
      ...(display === null ? [] : [toVerdict(display)]),
      ...revisionVerdict(row, versions),
    ],
    alike: await findAlike(context, person.orgId, memberId, versions.at(-1)),
  }
}

/** What was written down about it, newest first. Ballots of covered polls are not in the sheet's own columns. */
export async function analysisHistory(context: Context, memberId: string): Promise<HistoryEntry[]> {
  const row = await analysisOf(context.db.read, memberId)
  return row === undefined ? [] : ledgerHistory(context, 'analyses', row.id)
}
