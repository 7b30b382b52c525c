// Takes a finding one step on: only along its machine, only when the step's rule holds on the stored row.
import type { AttachedFile } from '#shared/contract/inspections.ts'
import {
  reasonsAgainst,
  reasonsAgainstExtension,
  type ActionInput,
  type FindingAction,
} from '#shared/rules/finding-action.ts'
import { findingMachine, stepFrom, type FindingState } from '#shared/rules/machines.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal, Patch } from '../../db/journal.ts'
import { refuse } from '../../refusal.ts'
import { attachFiles, detachFile, openFile } from '../attachments/attached-files.ts'
import { fileNames, findingById, findingShelf, stepsOf, toFacts, type Db, type FindingRow } from './store.ts'

export interface ActInput extends ActionInput {
  readonly id: string
  readonly rowVersion: number
  /** What proves it, beside the attached files. */
  readonly evidence: string
}

type Values = Patch<'finding'>

/** What proves it in words: what was given now, else what stands there, else the names of the files. */
function evidenceText(row: FindingRow, input: ActInput, files: readonly string[]): string | null {
  const given = [input.evidence, row.evidence ?? '', files.join('、')].map((text) => text.trim())
  return given.find((text) => text !== '') ?? null
}

/** What each step writes beside the new state. */
const changes: Readonly<
  Record<FindingAction, (row: FindingRow, input: ActInput, files: readonly string[]) => Values>
> = {
  下达: () => ({}),
  开始整改: () => ({}),
  反馈: (row, input, files) => ({
    feedback: input.text.trim(),
    done_on: input.on,
    evidence: evidenceText(row, input, files),
    recheck_on: null,
    recheck_by: null,
    recheck_result: null,
    recheck_note: null,
  }),
  提请复查: (row, input, files) => ({ evidence: evidenceText(row, input, files) }),
  销号: (row, input, files) => ({
    evidence: evidenceText(row, input, files),
    recheck_on: input.on,
    recheck_by: input.person,
    recheck_result: '同意销号',
    recheck_note: input.text.trim(),
  }),
  退回: (row, input) => ({
    recheck_on: input.on,
    recheck_by: input.person,
    recheck_result: '退回重改',
    recheck_note: input.text.trim(),
    reopen_count: row.reopen_count + 1,
    ...(input.dueOn === null ? {} : { due_on: input.dueOn }),
  }),
  // A new round: what proved the last one does not prove this one.
  重新整改: () => ({ evidence: null }),
  撤销: (_row, input) => ({ cancel_reason: input.text.trim() }),
}

function nextState(row: FindingRow, action: FindingAction): FindingState {
  const step = stepFrom(findingMachine, row.state, action)
  if (step === null) return refuse(`问题${row.no}的状态是“${row.state}”，不能“${action}”。`)
  return step.to
}

/**
 * One step inside a write that is under way, such as the issuing of a notice. Refuses every step that is not open in the
 * stored state or whose rule does not hold, naming each reason.
 */
export async function takeFindingStep(
  context: Pick<Context, 'today'>,
  journal: Journal,
  trx: Trx,
  input: ActInput,
): Promise<void> {
  const row = await findingById(trx, input.id)
  const steps = await stepsOf(trx, row.id)
  const files = await fileNames(trx, row.id, steps)
  const to = nextState(row, input.action)
  const facts = toFacts(row, steps, files.length)
  const offered = input.evidence.trim() === '' ? 0 : 1
  const reasons = reasonsAgainst({ ...facts, evidence: facts.evidence + offered }, input, context.today)
  if (reasons.length > 0) refuse(reasons)
  const values = { ...changes[input.action](row, input, files), state: to }
  await journal.change('finding', row.id, values, { expectedVersion: input.rowVersion })
  await journal.add('finding_step', {
    finding_id: row.id,
    from_state: row.state,
    action: input.action,
    to_state: to,
    on_day: input.on,
    person: input.person.trim(),
    text: input.text.trim(),
    evidence: input.evidence.trim(),
  })
}

/** The same as a use case of its own. */
export function actOnFinding(context: Context, input: ActInput): Promise<void> {
  return write(context, (journal, trx) => takeFindingStep(context, journal, trx, input), {
    reason: input.text.trim() === '' ? null : input.text.trim().slice(0, 200),
  })
}

/** Gives more (or less) time, with a reason. */
export function extendFinding(
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
      const row = await findingById(trx, input.id)
      const facts = { state: row.state, foundOn: row.found_on, dueOn: row.due_on }
      const reasons = reasonsAgainstExtension(facts, input.dueOn, input.reason)
      if (reasons.length > 0) refuse(reasons, 'dueOn')
      await journal.change('finding', row.id, { due_on: input.dueOn }, { expectedVersion: input.rowVersion })
    },
    { reason: input.reason },
  )
}

/** What closed a finding stays with it. */
async function assertNotClosed(db: Db, id: string): Promise<void> {
  const { no, state } = await findingById(db, id)
  if (state === '已销号' || state === '撤销') refuse(`问题${no}${state}，附件不能再改。`)
}

export async function attachToFinding(
  context: Context,
  input: { readonly id: string; readonly token: string | null },
): Promise<AttachedFile[]> {
  await assertNotClosed(context.db.read, input.id)
  return attachFiles(context, findingShelf, input.id, input.token)
}

export const detachFromFinding = (
  context: Context,
  input: { readonly fileId: string; readonly reason: string },
): Promise<AttachedFile[]> => detachFile(context, findingShelf, input, assertNotClosed)

export const openFindingFile = (context: Context, fileId: string): Promise<void> =>
  openFile(context, findingShelf, fileId)
