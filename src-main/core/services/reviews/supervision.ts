// Reviews of the group's own work: its log over the four duties, summaries before the next stage, and what the activity came to.
import { nextPhase, type PhaseKey } from '#shared/campaign/index.ts'
import { judgeLog } from '#shared/rules/supervision.ts'
import { judgeStageSummary } from '#shared/rules/summary.ts'
import { levelOf, type Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { phaseName } from '../inspections/store.ts'
import { readUnits } from '../plans/units.ts'
import { stagesOf, unitPhases } from '../stages/stage.ts'
import { showScores } from '../supervision/scorecard.ts'
import { phaseOn } from '../supervision/summary.ts'
import type { Review, ReviewLine } from './review.ts'

/** One line for each phase the calendar has reached. */
async function judgeDuties(context: Context): Promise<ReviewLine[]> {
  const { template } = context.campaign
  const rows = await context.db.read
    .selectFrom('supervision_log')
    .select(['on_day', 'duty'])
    .where('deleted_at', 'is', null)
    .execute()
  const byPhase = groupBy(rows, ({ on_day: day }) => phaseOn(context, day))
  const keys = unitPhases(template)
  const reached = keys.slice(0, keys.indexOf(phaseOn(context, context.today)) + 1)
  return reached.map((phase) => ({
    name: phaseName(template, phase),
    orgId: null,
    to: '/ledgers/logs',
    verdict: judgeLog({ entries: (byPhase.get(phase) ?? []).map(({ duty }) => duty) }),
  }))
}

interface Departure {
  readonly phase: PhaseKey
  readonly verdict: Verdict
}

async function readSummaries(context: Context): Promise<Map<string, string>> {
  const rows = await context.db.read
    .selectFrom('transition_request')
    .select(['org_id', 'from_phase', 'summary', 'applied_on'])
    .where('deleted_at', 'is', null)
    .where('applied_on', 'is not', null)
    .orderBy('attempt')
    .execute()
  const first = new Map<string, string>()
  for (const row of rows) {
    const key = `${row.org_id}|${row.from_phase}`
    if (row.summary.trim() !== '' && row.applied_on !== null && !first.has(key))
      first.set(key, row.applied_on)
  }
  return first
}

/** The departure that is at fault, else the latest; undefined before the first. */
const telling = (all: readonly Departure[]): Departure | undefined =>
  all.find(({ verdict }) => levelOf(verdict) !== null) ?? all.at(-1)

/** A unit's own summary comes with its request to move on; the next stage begins on its first day there. */
async function judgeSummaries(context: Context): Promise<ReviewLine[]> {
  const db = context.db.read
  const { template } = context.campaign
  const [units, stages, summaries] = await Promise.all([
    readUnits(context, db),
    stagesOf(db),
    readSummaries(context),
  ])
  const begun = new Map(stages.map((stage) => [`${stage.org_id}|${stage.phase}`, stage.started_on]))
  return units.map(({ id, shortName }) => {
    const departures = unitPhases(template).flatMap((phase): Departure[] => {
      const next = nextPhase(template, phase)
      if (next === null) return []
      const summaryOn = summaries.get(`${id}|${phase}`)
      const nextMobilisedOn = begun.get(`${id}|${next.key}`) ?? undefined
      if (summaryOn === undefined && nextMobilisedOn === undefined) return []
      return [{ phase, verdict: judgeStageSummary({ summaryOn, nextMobilisedOn }) }]
    })
    const found = telling(departures)
    const verdict = found?.verdict ?? judgeStageSummary({ summaryOn: undefined, nextMobilisedOn: undefined })
    const stage = found === undefined ? '' : `（${phaseName(template, found.phase)}）`
    return { name: `${shortName}${stage}`, orgId: id, to: `/gates/${id}`, verdict }
  })
}

async function judgeOutcome(context: Context): Promise<ReviewLine[]> {
  const scores = await showScores(context)
  return scores.map(({ unit, orgId, isCovered, verdict }) => ({
    name: unit,
    orgId,
    to: `/gates/${orgId}`,
    verdict:
      isCovered && verdict.outcome === 'pass' ? { ...verdict, reason: '票数很少，不列票数。' } : verdict,
  }))
}

export const supervisionReviews: readonly Review[] = [
  {
    key: 'log-duties',
    ledger: 'logs',
    rule: 'R-03b',
    title: '督导日志是否覆盖四项职责',
    about: '全镇',
    judge: judgeDuties,
  },
  {
    key: 'stage-summaries',
    ledger: 'logs',
    rule: 'R-63',
    title: '阶段小结是否在下一阶段动员之前',
    about: '单位',
    judge: judgeSummaries,
  },
  {
    key: 'scorecard',
    ledger: 'polls',
    rule: 'R-59',
    title: '活动成效一览：突出问题解决和群众满意',
    about: '单位',
    judge: judgeOutcome,
  },
]
