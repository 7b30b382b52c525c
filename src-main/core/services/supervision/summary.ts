// 阶段小结数据页: every figure of a phase as of a day, the rows behind each, and snapshots to compare with (E-17).
import * as z from 'zod'
import {
  SummaryLine,
  type Snapshot,
  type SummaryPage,
  type SummaryRows,
} from '#shared/contract/supervision.ts'
import type { PhaseKey } from '#shared/campaign/index.ts'
import { isCivilDate } from '#shared/text/civil-date.ts'
import { percentText } from '#shared/text/rate.ts'
import { write, type Context } from '../../context.ts'
import { keptWhileUnchanged } from '../../db/kept.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { unitPhases } from '../stages/stage.ts'
import { countOf, type Counted, type Indicator } from './indicator.ts'
import { careIndicators, opinionIndicators } from './indicators/people.ts'
import { gateIndicators, planIndicators, rosterIndicators } from './indicators/roster.ts'
import { studyIndicators } from './indicators/study.ts'
import {
  analysisIndicators,
  inspectionIndicators,
  issueIndicators,
  pollIndicators,
  reportIndicators,
  worstPolls,
} from './indicators/work.ts'
import { readReportStands } from './report-stands.ts'
import { readSummaryFacts, type SummaryFacts } from './summary-facts.ts'

/** In the order of the page (content 7.10). */
export const indicators: readonly Indicator[] = [
  ...rosterIndicators,
  ...planIndicators,
  ...studyIndicators,
  ...careIndicators,
  ...opinionIndicators,
  ...analysisIndicators,
  ...pollIndicators,
  ...gateIndicators,
  ...inspectionIndicators,
  ...issueIndicators,
  ...reportIndicators,
]

export interface Which {
  /** Null takes the one the calendar is in. */
  readonly phase: string | null
  /** Null takes today. */
  readonly asOf: string | null
}

/** The phase the campaign's calendar is in on a day; the first one before it begins. */
export function phaseOn(context: Pick<Context, 'campaign'>, day: string): PhaseKey {
  const { template } = context.campaign
  const keys = unitPhases(template)
  const begun = template.phases.filter(({ key, defaultStart }) => keys.includes(key) && defaultStart <= day)
  return begun.at(-1)?.key ?? keys[0] ?? 'study'
}

interface Settled {
  readonly phase: PhaseKey
  readonly asOf: string
}

/** Refuses a phase the campaign does not have and days that have not come. */
function settle(context: Context, { phase, asOf }: Which): Settled {
  const day = asOf ?? context.today
  if (!isCivilDate(day)) refuse('请填截至日期，写到哪一天。', 'asOf')
  if (day > context.today) refuse(`截至日期${day}还没有到，请填今天或以前的日期。`, 'asOf')
  const key = unitPhases(context.campaign.template).find((each) => each === phase)
  if (phase !== null && key === undefined) refuse('没有这个阶段，请重新选阶段。', 'phase')
  return { phase: key ?? phaseOn(context, day), asOf: day }
}

const kept = keptWhileUnchanged<Context['campaign'], Map<string, Promise<SummaryFacts>>>(() =>
  Promise.resolve(new Map<string, Promise<SummaryFacts>>()),
)

/** The same facts are asked for by the page, its rows, the paper and the workbook. */
async function factsFor(context: Context, { phase, asOf }: Settled): Promise<SummaryFacts> {
  const known = await kept(context.campaign, context.db.read)
  const key = `${phase}|${asOf}|${context.today}`
  const found = known.get(key) ?? readSummaryFacts(context, phase, asOf, readReportStands)
  known.set(key, found)
  found.catch(() => known.delete(key))
  return found
}

/** The facts of a phase as of a day, for those who count from them elsewhere. */
export const summaryFacts = (context: Context, which: Which): Promise<SummaryFacts> =>
  factsFor(context, settle(context, which))

const Before = z.array(z.looseObject({ key: z.string(), part: z.number(), whole: z.number().nullable() }))

type Numbers = ReadonlyMap<string, Counted>

function toLine(indicator: Indicator, facts: SummaryFacts, before: Numbers | null): SummaryLine {
  const { part, whole } = countOf(indicator, facts)
  const earlier = before?.get(indicator.key)
  return {
    key: indicator.key,
    group: indicator.group,
    title: indicator.title,
    measure: indicator.measure,
    part,
    whole,
    rate: whole === null ? '' : percentText(part, whole),
    basis: indicator.basis(facts),
    before: earlier === undefined ? null : { part: earlier.part, whole: earlier.whole },
    ledger: indicator.ledger(facts),
  }
}

async function snapshotsOf(context: Context, phase: string): Promise<(Snapshot & { lines: string })[]> {
  const rows = await context.db.read
    .selectFrom('phase_snapshot')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where('phase', '=', phase)
    .orderBy('no', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    no: row.no,
    phase: row.phase,
    asOf: row.as_of,
    takenOn: row.taken_on,
    takenBy: row.taken_by,
    lines: row.lines,
  }))
}

const bare = ({ id, no, phase, asOf, takenOn, takenBy }: Snapshot): Snapshot => ({
  id,
  no,
  phase,
  asOf,
  takenOn,
  takenBy,
})

const numbersOf = (lines: string): Numbers =>
  new Map(Before.parse(JSON.parse(lines)).map((line) => [line.key, { part: line.part, whole: line.whole }]))

const phasesOf = (context: Context): SummaryPage['phases'] => {
  const keys = unitPhases(context.campaign.template)
  return context.campaign.template.phases
    .filter(({ key }) => keys.includes(key))
    .map(({ key, name, defaultStart, defaultEnd }) => ({ key, name, start: defaultStart, end: defaultEnd }))
}

/** The page as counted now, beside the last snapshot of an earlier day. */
export async function showSummary(context: Context, which: Which): Promise<SummaryPage> {
  const settled = settle(context, which)
  const [facts, snapshots] = await Promise.all([
    factsFor(context, settled),
    snapshotsOf(context, settled.phase),
  ])
  const before = snapshots
    .filter(({ asOf }) => asOf < settled.asOf)
    .toSorted((a, b) => (a.asOf === b.asOf ? b.no - a.no : a.asOf < b.asOf ? 1 : -1))[0]
  const earlier = before === undefined ? null : numbersOf(before.lines)
  return {
    phase: settled.phase,
    phaseName: facts.phaseName,
    asOf: settled.asOf,
    phases: phasesOf(context),
    lines: indicators.map((indicator) => toLine(indicator, facts, earlier)),
    snapshots: snapshots.map(bare),
    comparedWith: before === undefined ? null : bare(before),
    worst: worstPolls(facts),
  }
}

/** What one figure is made of. */
export async function showSummaryRows(
  context: Context,
  which: Which & { readonly key: string },
): Promise<SummaryRows> {
  const indicator = indicators.find(({ key }) => key === which.key)
  if (indicator === undefined) throw new NotFound('这个指标')
  const facts = await factsFor(context, settle(context, which))
  const { part, whole, rows } = countOf(indicator, facts)
  return {
    title: indicator.title,
    basis: indicator.basis(facts),
    part,
    whole,
    rows: rows.map(({ name, unit, detail, count = 1, isPart, to }) => ({
      name,
      unit,
      detail,
      count,
      isPart,
      to,
    })),
  }
}

/** Keeps the figures as they are counted now, for good; answers with its id. */
export async function takeSnapshot(context: Context, which: Which): Promise<string> {
  const { phase, asOf, lines } = await showSummary(context, which)
  return write(context, async (journal, trx) => {
    const last = await trx
      .selectFrom('phase_snapshot')
      .select((eb) => eb.fn.max<number | null>('no').as('no'))
      .executeTakeFirst()
    return journal.add('phase_snapshot', {
      no: (last?.no ?? 0) + 1,
      phase,
      as_of: asOf,
      lines: JSON.stringify(lines),
      taken_on: context.today,
      taken_by: context.actor.name,
    })
  })
}

/** A snapshot as the page it was taken from, beside the one before it. Throws NotFound. */
export async function showSnapshot(context: Context, id: string): Promise<SummaryPage> {
  const row = await context.db.read
    .selectFrom('phase_snapshot')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这个快照')
  const snapshots = await snapshotsOf(context, row.phase)
  const before = snapshots.find(({ no }) => no < row.no)
  const earlier = before === undefined ? null : numbersOf(before.lines)
  const lines = z.array(SummaryLine).parse(JSON.parse(row.lines))
  return {
    phase: row.phase,
    phaseName: phasesOf(context).find(({ key }) => key === row.phase)?.name ?? row.phase,
    asOf: row.as_of,
    phases: phasesOf(context),
    lines: lines.map((line) => ({ ...line, before: earlier?.get(line.key) ?? null })),
    snapshots: snapshots.map(bare),
    comparedWith: before === undefined ? null : bare(before),
    worst: [],
  }
}
