// Takes a member's analysis one step on: only along its machine, only when the step's rule holds on the stored rows.
import {
  awaitsRewrite,
  isSmallPoll,
  judgeBallots,
  objectionsTo,
  type AnalysisAction,
  type AnalysisBallots,
  type AnalysisInput,
} from '#shared/rules/analysis-action.ts'
import { analysisMachine, stepFrom, type AnalysisState } from '#shared/rules/machines.ts'
import { isVerdict } from '#shared/rules/rule.ts'
import { ruleById } from '#shared/rules/registry.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { AnalysisVersionKind } from '../../db/analysis-tables.ts'
import type { Journal, Patch } from '../../db/journal.ts'
import { initialsOf } from '../../ledger/rows.ts'
import { Refusal, refuse } from '../../refusal.ts'
import { factsOf, gather, phaseStartOf, type Gathered } from './facts.ts'
import {
  analysisOf,
  leastShown,
  personById,
  settingsOf,
  stateOf,
  type AnalysisRow,
  type Person,
} from './store.ts'

export interface AnalysisAct extends AnalysisInput {
  readonly memberId: string
  /** Null when nothing had been stored yet. */
  readonly rowVersion: number | null
}

/** The stored row of a member; made as 未交 when there is none yet. */
export async function ensureAnalysis(journal: Journal, trx: Trx, person: Person): Promise<AnalysisRow> {
  const found = await analysisOf(trx, person.id)
  if (found) return found
  const id = await journal.add('analysis', {
    ...EMPTY,
    initials: initialsOf(person.name),
    org_id: person.orgId,
    member_id: person.id,
    post: person.post === '' ? null : person.post,
    level: person.level,
    state: '未交',
    version: 0,
    round: 0,
  })
  return trx.selectFrom('analysis').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

const EMPTY = {
  extra: null,
  form: null,
  chars: null,
  submitted_on: null,
  reviewer: null,
  review_opinion: null,
  returned: null,
  valid: null,
  satisfied: null,
  basic: null,
  dissatisfied: null,
  abstained: null,
  rewrite_done_on: null,
  exempt_category: null,
  exempt_reason: null,
  approved_by: null,
  approved_on: null,
  meeting_on: null,
  public_from: null,
  public_to: null,
  public_range: null,
  public_form: null,
  polled_on: null,
  unpolled_reason: null,
  helper: null,
  help_planned_on: null,
  helped_on: null,
  help_note: null,
  rewrite_due_on: null,
} as const

/** Refuses a member removed, moved or rewritten meanwhile by somebody else. */
function assertFresh(row: AnalysisRow, rowVersion: number | null): { expectedVersion?: number } {
  // What was made a moment ago, in this very write, cannot be stale.
  if (rowVersion === null) {
    if (row.row_version > 1) refuse('这名党员的材料刚才已有别人登记，没有保存。请刷新后核对再办。')
    return {}
  }
  return { expectedVersion: rowVersion }
}

function nextState(person: Person, state: AnalysisState, action: AnalysisAction): AnalysisState {
  const step = stepFrom(analysisMachine, state, action)
  return step === null ? refuse(`${person.name}的材料是“${state}”，不能“${action}”。`) : step.to
}

/** R-43 with the limits it was reached with, as it is stored. */
export function verdictOf(
  context: Context,
  ballots: Pick<AnalysisBallots, 'valid' | 'satisfied' | 'basic'>,
): Verdict {
  const settings = settingsOf(context.campaign)
  const input = { satisfied: ballots.satisfied + ballots.basic, valid: ballots.valid }
  const found = ruleById('R-43')?.evaluate(input, settings)
  return found !== undefined && isVerdict(found) ? found : judgeBallots(ballots, settings)
}

const kindOf = (state: AnalysisState): AnalysisVersionKind =>
  state === '帮助中' ? '重写稿' : state === '退回修改' ? '退回后重交' : '初稿'

interface Working {
  readonly context: Context
  readonly journal: Journal
  readonly person: Person
  readonly row: AnalysisRow
  readonly gathered: Gathered
  readonly input: AnalysisInput
}

/** What a step stores beside the new state: columns of the analysis, and facts of the step. */
interface Effect {
  readonly values: Patch<'analysis'>
  readonly facts?: unknown
}

const words = (text: string): string | null => (text.trim() === '' ? null : text.trim())

function excuse({ input }: Working, form: '口述' | '免写'): Effect {
  return {
    values: {
      form,
      exempt_category: input.category,
      exempt_reason: input.text.trim(),
      approved_by: input.person.trim(),
      approved_on: input.on,
    },
  }
}

async function addVersion(work: Working, kind: AnalysisVersionKind): Promise<number> {
  const { journal, row, input } = work
  const version = row.version + 1
  await journal.add('analysis_version', {
    analysis_id: row.id,
    version,
    kind,
    submitted_on: input.on,
    chars: input.chars,
    gains: input.sections.gains.trim(),
    problems: input.sections.problems.trim(),
    roots: input.sections.roots.trim(),
    direction: input.sections.direction.trim(),
    reviewer: null,
    reviewed_on: null,
    result: null,
    reasons: '[]',
    comment: '',
  })
  return version
}

async function handIn(work: Working): Promise<Effect> {
  const { row, input } = work
  const kind = kindOf(stateOf(row))
  const version = await addVersion(work, kind)
  return {
    values: {
      version,
      form: row.form ?? '书面',
      ...(input.chars === null ? {} : { chars: input.chars }),
      submitted_on: input.on,
      ...(kind === '重写稿' || row.round > 0 ? { rewrite_done_on: input.on } : {}),
    },
  }
}

async function review(work: Working, result: '通过' | '退回'): Promise<Effect> {
  const { journal, row, gathered, input } = work
  const latest = gathered.versions.findLast(({ kind }) => kind !== '会后修改稿')
  if (latest === undefined) return refuse(`${work.person.name}还没有交稿，不能审阅。`)
  await journal.change('analysis_version', latest.id, {
    reviewer: input.person.trim(),
    reviewed_on: input.on,
    result,
    reasons: JSON.stringify(result === '退回' ? input.reasons : []),
    comment: input.text.trim(),
  })
  const opinion = [...(result === '退回' ? input.reasons : []), input.text.trim()].filter((t) => t !== '')
  return {
    values: {
      reviewer: input.person.trim(),
      review_opinion: [result === '退回' ? '退回修改' : '通过', ...opinion].join('；'),
      ...(result === '退回' ? { returned: (row.returned ?? 0) + 1 } : {}),
    },
  }
}

async function poll(work: Working): Promise<Effect> {
  const { context, journal, row, input } = work
  const { ballots } = input
  if (ballots === null) return refuse('没有填票数。', 'valid')
  const verdict = verdictOf(context, ballots)
  const round = row.round + 1
  await journal.add('analysis_poll', {
    analysis_id: row.id,
    round,
    version: row.version,
    on_day: input.on,
    ...ballots,
    outcome: verdict.outcome === 'pass' ? '合格' : '重新撰写',
    facts: JSON.stringify(verdict),
    note: input.text.trim(),
  })
  // Few ballots stay with the poll alone: the sheet is seen by many.
  const isCovered = isSmallPoll(ballots.valid, leastShown(context.campaign))
  const shown = isCovered ? null : ballots
  return {
    values: {
      round,
      polled_on: input.on,
      unpolled_reason: null,
      valid: shown?.valid ?? null,
      satisfied: shown?.satisfied ?? null,
      basic: shown?.basic ?? null,
      dissatisfied: shown?.dissatisfied ?? null,
      abstained: shown?.abstained ?? null,
    },
    facts: { round, ...verdict },
  }
}

/** Puts on record the verdict the state rests on; nobody has decided anything else. */
function decide({ context, gathered }: Working): Effect {
  const last = gathered.polls.at(-1)
  return { values: {}, ...(last === undefined ? {} : { facts: verdictOf(context, last) }) }
}

async function revise(work: Working): Promise<Effect> {
  return { values: { version: await addVersion(work, '会后修改稿') } }
}

const startHelp = ({ input }: Working): Effect => ({
  values: { helper: input.person.trim(), helped_on: input.on, help_note: words(input.text) },
})

const effects: Readonly<Record<AnalysisAction, (work: Working) => Effect | Promise<Effect>>> = {
  批准口述: (work) => excuse(work, '口述'),
  批准免写: (work) => excuse(work, '免写'),
  交稿: handIn,
  退回: (work) => review(work, '退回'),
  通过: (work) => review(work, '通过'),
  测评: poll,
  定为合格: decide,
  定为重写: decide,
  开始帮助: startHelp,
  交修改稿: revise,
  归档: () => ({ values: {} }),
}

/**
 * One step inside a write that is already open. Refuses in whole sentences, naming the field.
 * @returns the row as it stands afterwards.
 */
export async function actWithin(
  context: Context,
  journal: Journal,
  trx: Trx,
  person: Person,
  input: AnalysisInput,
  rowVersion?: number | null,
): Promise<AnalysisRow> {
  const row = await ensureAnalysis(journal, trx, person)
  const options = rowVersion === undefined ? {} : assertFresh(row, rowVersion)
  const from = stateOf(row)
  const to = nextState(person, from, input.action)
  const gathered = await gather(trx, row)
  const facts = factsOf(person, gathered, await phaseStartOf(trx, person.orgId))
  const objections = objectionsTo(facts, input, context.today, settingsOf(context.campaign))
  if (objections.length > 0)
    throw new Refusal(
      objections.map(({ reason }) => reason),
      objections[0]?.field ?? null,
    )
  const effect = await effects[input.action]({ context, journal, person, row, gathered, input })
  await journal.change('analysis', row.id, { ...effect.values, state: to }, options)
  await journal.add('analysis_step', {
    analysis_id: row.id,
    from_state: from,
    action: input.action,
    to_state: to,
    on_day: input.on,
    person: input.person.trim(),
    text: [...input.reasons, input.text.trim()].filter((each) => each !== '').join('；'),
    facts: effect.facts === undefined ? null : JSON.stringify(effect.facts),
  })
  return trx.selectFrom('analysis').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
}

/** Takes one step. Throws Refusal, NotFound, StaleRecordError; nothing is stored then. */
export function actOnAnalysis(context: Context, input: AnalysisAct): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const person = await personById(trx, input.memberId)
      await actWithin(context, journal, trx, person, input, input.rowVersion)
    },
    { reason: words(input.text)?.slice(0, 200) ?? null },
  )
}

export interface HelpPlan {
  readonly memberId: string
  readonly rowVersion: number
  readonly helper: string
  readonly plannedOn: string | null
  readonly rewriteBy: string | null
}

/** Names who will help before the talk has been held; the state stays 待重写. */
export function planHelp(context: Context, plan: HelpPlan): Promise<void> {
  return write(context, async (journal, trx) => {
    const person = await personById(trx, plan.memberId)
    const row = await analysisOf(trx, person.id)
    if (row === undefined || !awaitsRewrite({ state: stateOf(row), round: row.round }))
      return refuse(`${person.name}不在重写名单上，不用确定帮助人。`)
    const helper = plan.helper.trim()
    if (helper === '') refuse('没有填帮助人。', 'helper')
    if (helper === person.name) refuse(`帮助人不能是${person.name}本人，请换一人。`, 'helper')
    for (const [field, day, what] of [
      ['plannedOn', plan.plannedOn, '谈话日期'],
      ['rewriteBy', plan.rewriteBy, '重写期限'],
    ] as const)
      if (day !== null && row.polled_on !== null && day < row.polled_on)
        refuse(`${what}早于测评日期，请核对。`, field)
    await journal.change(
      'analysis',
      row.id,
      { helper, help_planned_on: plan.plannedOn, rewrite_due_on: plan.rewriteBy },
      { expectedVersion: plan.rowVersion },
    )
  })
}
