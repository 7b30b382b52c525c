// Registers a problem and corrects one that is still open.
import type { IssueDraft } from '#shared/contract/issues.ts'
import { phaseOf } from '#shared/campaign/index.ts'
import { issueSources, issueSubjects } from '#shared/ledgers/issues.ts'
import { reasonsAgainstKind } from '#shared/rules/issue-action.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import { parseDeadlineText } from '#shared/text/deadline.ts'
import { tidyProse } from '#shared/text/plain-text.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { initialsOf } from '../../ledger/rows.ts'
import { refuse } from '../../refusal.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { campaignYear, factsOf, issueById, type IssueRow } from './store.ts'

/** As a sheet would read it, so that an export read back changes nothing. */
const given = (text: string): string | null => tidyProse(text) || null

/** The due day as words and as a date: what the words say goes before. */
function dueOf(context: Context, { dueText, dueOn }: IssueDraft): { text: string | null; on: string | null } {
  const text = given(dueText)
  if (text === null) return { text: dueOn === null ? null : formatChinese(dueOn), on: dueOn }
  const deadline = parseDeadlineText(text, campaignYear(context.campaign.template))
  return { text, on: deadline.kind === 'by' ? deadline.date : dueOn }
}

function draftValues(context: Context, draft: IssueDraft) {
  const due = dueOf(context, draft)
  return {
    org_id: draft.orgId,
    registered_on: draft.registeredOn,
    text: tidyProse(draft.text),
    initials: initialsOf(tidyProse(draft.text)),
    source: given(draft.source),
    subject: given(draft.subject),
    focus: given(draft.focus),
    measures: given(draft.measures),
    leader: given(draft.leader),
    lead_unit: given(draft.leadUnit),
    partners: given(draft.partners),
    owner: given(draft.owner),
    due_text: due.text,
    due_on: due.on,
    cause: given(draft.cause),
    policy_basis: given(draft.policyBasis),
    remark: given(draft.remark),
  }
}
type DraftValues = ReturnType<typeof draftValues>

const isListed = (list: readonly string[], value: string | null): boolean =>
  value === null || list.includes(value)

/** What keeps a problem from being written down, as whole sentences. */
function reasonsAgainstDraft(context: Context, values: DraftValues): string[] {
  const reasons: string[] = []
  if (values.registered_on > context.today) reasons.push(`登记日期${values.registered_on}还没有到。`)
  if (values.due_on !== null && values.due_on < values.registered_on)
    reasons.push(`整改时限${values.due_on}早于登记日期${values.registered_on}。`)
  if (!isListed(issueSources, values.source)) reasons.push('没有这个问题来源，请重新选择。')
  if (!isListed(issueSubjects, values.subject)) reasons.push('没有这个对象，请重新选择。')
  return reasons
}

async function assertDraft(context: Context, trx: Trx, values: DraftValues): Promise<void> {
  unitById(await readUnits(context, trx), values.org_id)
  const reasons = reasonsAgainstDraft(context, values)
  if (reasons.length > 0) refuse(reasons)
}

/** A finding is taken into the ledger once. */
async function assertFree(trx: Trx, findingId: string | null): Promise<void> {
  if (findingId === null) return
  const taken = await trx
    .selectFrom('issue')
    .select('no')
    .where('finding_id', '=', findingId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (taken !== undefined) refuse(`这个督导问题已经列入整改台账（${taken.no}），不必再登记。`)
}

async function assertNew(trx: Trx, values: DraftValues): Promise<void> {
  const same = await trx
    .selectFrom('issue')
    .select(['no', 'state'])
    .where('org_id', '=', values.org_id)
    .where('text', '=', values.text)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (same === undefined) return
  if (same.state === '已销号') refuse(`这个问题已销号（${same.no}），又出现的请点“反弹重开”。`, 'text')
  refuse(`这个单位已经登记了同一问题（${same.no}，${same.state}），不必再登记。`, 'text')
}

/** Stores a new problem (待分类) under the next number and answers with its id. */
export function registerIssue(context: Context, draft: IssueDraft): Promise<string> {
  return write(context, async (journal, trx) => {
    const values = draftValues(context, draft)
    await assertDraft(context, trx, values)
    await assertFree(trx, draft.findingId)
    await assertNew(trx, values)
    return journal.add('issue', {
      ...values,
      kind: draft.kind,
      extra: null,
      progress: null,
      completion: null,
      done_on: null,
      evidence: null,
      explained_on: null,
      explained_to: null,
      explained_how: null,
      verifier: null,
      verified_on: null,
      phase: phaseOf(context.campaign.template, draft.registeredOn)?.key ?? null,
      finding_id: draft.findingId,
      opinion_id: null,
      analysis_id: null,
      poll_id: null,
      receipt: null,
      supervisor_unit: null,
      ordered_poll_id: null,
    })
  })
}

/** A sorted problem keeps its kind, its due day and all that its kind asks for. */
async function reasonsAgainstCorrection(trx: Trx, row: IssueRow, values: DraftValues): Promise<string[]> {
  if (row.state === '已销号') return [`问题${row.no}已销号，内容不能再改。如又反弹，请重开。`]
  if (row.state === '待分类' || row.kind === null) return []
  const facts = await factsOf(trx, { ...row, ...values }, [], [])
  return [
    ...(values.due_on !== row.due_on ? ['问题已经分类，改时限请用“改时限”并写明原因。'] : []),
    ...reasonsAgainstKind(facts, row.kind),
    ...(values.owner !== null && values.owner === row.verifier
      ? [`${values.owner}是这个问题的验收人，不能又作责任人。`]
      : []),
  ]
}

/** Refused once it is closed. */
export function correctIssue(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number; readonly draft: IssueDraft },
): Promise<void> {
  return write(context, async (journal, trx) => {
    const row = await issueById(trx, input.id)
    const values = draftValues(context, input.draft)
    await assertDraft(context, trx, values)
    const reasons = await reasonsAgainstCorrection(trx, row, values)
    if (reasons.length > 0) refuse(reasons)
    const kind = row.state === '待分类' ? { kind: input.draft.kind } : {}
    await journal.change('issue', row.id, { ...values, ...kind }, { expectedVersion: input.rowVersion })
  })
}
