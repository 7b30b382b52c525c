// Takes a problem one step on: only along its machine, only when the step's rule holds on the stored row.
import {
  actionOfKind,
  issueActionWords,
  reasonsAgainstIssueAction,
  type IssueAction,
  type IssueActionInput,
  type IssueFacts,
} from '#shared/rules/issue-action.ts'
import { issueMachine, stepFrom, type IssueState } from '#shared/rules/machines.ts'
import { issueKinds, type IssueKind } from '#shared/rules/rectification.ts'
import { formatChinese, isCivilDate } from '#shared/text/civil-date.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal, Patch } from '../../db/journal.ts'
import { refuse } from '../../refusal.ts'
import { factsOf, fileNames, issueById, stepsOf, type IssueRow } from './store.ts'

export interface ActInput extends IssueActionInput {
  readonly id: string
  readonly rowVersion: number
  /** What proves it, beside the attached files. */
  readonly evidence: string
}

type Values = Patch<'issue'>
type Step = Omit<ActInput, 'id' | 'rowVersion'>

/** What proves it in words: what was given now, else what stands there, else the names of the files. */
function evidenceText(row: IssueRow, input: Step, files: readonly string[]): string | null {
  const given = [input.evidence, row.evidence ?? '', files.join('、')].map((text) => text.trim())
  return given.find((text) => text !== '') ?? null
}

/** A new round: what was done and verified before stays in the steps, and proves nothing now. */
const anew: Values = { completion: null, done_on: null, evidence: null, verifier: null, verified_on: null }

const closing = (row: IssueRow, input: Step, files: readonly string[]): Values =>
  row.state === '已说明'
    ? {
        closed: '是',
        unsolved: 1,
        remark: [row.remark ?? '', input.text.trim()].filter((text) => text !== '').join('；'),
      }
    : {
        closed: '是',
        verifier: input.person.trim(),
        verified_on: input.on,
        evidence: evidenceText(row, input, files),
      }

const toKind = (kind: IssueKind) => (): Values => ({ kind })

/** What each step writes beside the new state. */
const changes: Readonly<
  Record<IssueAction, (row: IssueRow, input: Step, files: readonly string[]) => Values>
> = {
  定为立说立改: toKind('立说立改'),
  定为限期整改: toKind('限期整改'),
  定为综合治理: toKind('综合治理'),
  定为说明情况: toKind('说明情况'),
  改变类型: () => ({}),
  协调到位: (_row, input) => (input.text.trim() === '' ? {} : { progress: input.text.trim() }),
  移交上级: (_row, input) => ({ receipt: input.detail.trim(), progress: input.text.trim() }),
  完成: (row, input, files) => ({
    completion: input.text.trim(),
    done_on: input.on,
    evidence: evidenceText(row, input, files),
  }),
  说明: (row, input, files) => ({
    explained_on: input.on,
    explained_to: input.detail.trim(),
    explained_how: input.text.trim(),
    evidence: evidenceText(row, input, files),
  }),
  销号: closing,
  责令重新整改: (row, input) => ({
    ...anew,
    round: row.round + 1,
    supervisor_unit: input.detail.trim(),
  }),
  重开: (row) => ({
    ...anew,
    closed: '否',
    unsolved: 0,
    relapse_count: row.relapse_count + 1,
    ordered_poll_id: null,
  }),
}

function nextState(row: IssueRow, action: IssueAction): IssueState {
  const step = stepFrom(issueMachine, row.state, action)
  if (step !== null) return step.to
  return refuse(`问题${row.no}的状态是“${row.state}”，不能“${issueActionWords[action].label}”。`)
}

const wordsOf = (input: Step): string =>
  [input.text.trim(), input.detail.trim()].filter((text) => text !== '').join('；')

/** Facts with what is given at this very step. */
const withOffered = (facts: IssueFacts, input: Step): IssueFacts => ({
  ...facts,
  evidence: facts.evidence + (input.evidence.trim() === '' ? 0 : 1),
})

/** One step inside a write. Refuses what is not open in the stored state or against its rule. */
export async function takeStep(
  context: Pick<Context, 'today'>,
  journal: Journal,
  trx: Trx,
  row: IssueRow,
  input: Step,
  more: Values = {},
): Promise<void> {
  const to = nextState(row, input.action)
  const steps = await stepsOf(trx, row.id)
  const files = await fileNames(trx, row.id, steps)
  const facts = withOffered(await factsOf(trx, row, steps, files), input)
  const reasons = reasonsAgainstIssueAction(facts, input, context.today)
  if (reasons.length > 0) refuse(reasons)
  await journal.change(
    'issue',
    row.id,
    { ...changes[input.action](row, input, files), ...more, state: to },
    { expectedVersion: row.row_version },
  )
  await journal.add('issue_step', {
    issue_id: row.id,
    from_state: row.state,
    action: input.action,
    to_state: to,
    on_day: input.on,
    person: input.person.trim(),
    text: wordsOf(input),
    facts: JSON.stringify({ ...facts, round: row.round }),
  })
}

async function rowAsSeen(trx: Trx, id: string, rowVersion: number): Promise<IssueRow> {
  const row = await issueById(trx, id)
  return { ...row, row_version: rowVersion }
}

/** Refuses every step that is not open in the stored state or whose rule does not hold, naming each reason. */
export function actOnIssue(context: Context, input: ActInput): Promise<void> {
  return write(
    context,
    async (journal, trx) =>
      takeStep(context, journal, trx, await rowAsSeen(trx, input.id, input.rowVersion), input),
    { reason: input.text.trim() === '' ? null : input.text.trim().slice(0, 200) },
  )
}

/** Another kind, with a reason: unsorted and sorted again in one write. */
export function changeKind(
  context: Context,
  input: {
    readonly id: string
    readonly rowVersion: number
    readonly kind: IssueKind
    readonly on: string
    readonly person: string
    readonly reason: string
  },
): Promise<void> {
  const { on, person, kind, reason } = input
  return write(
    context,
    async (journal, trx) => {
      const row = await rowAsSeen(trx, input.id, input.rowVersion)
      if (row.kind === kind) refuse(`这个问题已经是“${kind}”。`, 'kind')
      const step = { on, person, detail: '', evidence: '' }
      await takeStep(context, journal, trx, row, { ...step, action: '改变类型', text: reason })
      const unsorted = await issueById(trx, row.id)
      await takeStep(context, journal, trx, unsorted, { ...step, action: actionOfKind(kind), text: '' })
    },
    { reason },
  )
}

const isKind = (kind: IssueRow['kind']): kind is IssueKind => issueKinds.some((each) => each === kind)

/** Decides on every unsorted problem as its file proposes; one that cannot be is named and stays unsorted. */
export function sortProposed(
  context: Context,
): Promise<{ sorted: number; left: { no: string; reason: string }[] }> {
  return write(context, async (journal, trx) => {
    const rows = await trx
      .selectFrom('issue')
      .selectAll()
      .where('state', '=', '待分类')
      .where('deleted_at', 'is', null)
      .orderBy('no')
      .execute()
    const left: { no: string; reason: string }[] = []
    let sorted = 0
    for (const row of rows) {
      const reason = await sortOne(context, journal, trx, row)
      if (reason === null) sorted += 1
      else left.push({ no: row.no, reason })
    }
    return { sorted, left }
  })
}

async function sortOne(context: Context, journal: Journal, trx: Trx, row: IssueRow): Promise<string | null> {
  if (!isKind(row.kind)) return '没有填问题类别。'
  const input = {
    action: actionOfKind(row.kind),
    on: context.today,
    person: context.actor.name,
    text: '',
    detail: '',
    evidence: '',
  }
  const reasons = reasonsAgainstIssueAction(await factsOf(trx, row, [], []), input, context.today)
  if (reasons.length > 0) return reasons.join('')
  await takeStep(context, journal, trx, row, input)
  return null
}

/** More (or less) time, with a reason that stays in the history. */
export function extendIssue(
  context: Context,
  input: {
    readonly id: string
    readonly rowVersion: number
    readonly dueOn: string
    readonly reason: string
  },
): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const row = await issueById(trx, input.id)
      const reasons = [
        ...(row.state === '已销号' ? [`问题${row.no}已销号，不能再改时限。`] : []),
        ...(isCivilDate(input.dueOn) ? [] : ['没有填新的时限。']),
        ...(input.dueOn < row.registered_on ? [`时限${input.dueOn}早于登记日期${row.registered_on}。`] : []),
        ...(input.dueOn === row.due_on ? ['新的时限与原来的一样。'] : []),
      ]
      if (reasons.length > 0) refuse(reasons, 'dueOn')
      const values = { due_on: input.dueOn, due_text: formatChinese(input.dueOn) }
      await journal.change('issue', row.id, values, { expectedVersion: input.rowVersion })
    },
    { reason: input.reason },
  )
}

/** A dated line of the log; the latest stands in the ledger as 进展情况. */
export function addProgress(
  context: Context,
  input: {
    readonly id: string
    readonly rowVersion: number
    readonly on: string
    readonly person: string
    readonly text: string
  },
): Promise<void> {
  return write(context, async (journal, trx) => {
    const row = await issueById(trx, input.id)
    if (row.state === '已销号') refuse(`问题${row.no}已销号，不再记进展。`)
    if (input.on > context.today) refuse(`日期${input.on}还没有到，请填今天或以前的日期。`, 'on')
    if (input.on < row.registered_on) refuse(`日期${input.on}早于登记日期${row.registered_on}。`, 'on')
    await journal.change('issue', row.id, { progress: input.text }, { expectedVersion: input.rowVersion })
    await journal.add('issue_progress', {
      issue_id: row.id,
      on_day: input.on,
      text: input.text,
      person: input.person,
    })
  })
}
