// Registers a finding under the next number, and corrects one that has not gone out yet.
import type { FindingDraft } from '#shared/contract/findings.ts'
import { nextNumber, numberPrefix } from '#shared/rules/finding-draft.ts'
import { unfilledReasons } from '#shared/rules/finding-action.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { findingById } from './store.ts'
import { itemsOfCampaign } from './form.ts'

/** Numbers of removed findings stay taken. */
async function freeNumber(context: Context, trx: Trx, foundOn: string): Promise<string> {
  const prefix = numberPrefix(context.campaign.town.groupCode, foundOn)
  const rows = await trx.selectFrom('finding').select('no').where('no', 'like', `${prefix}%`).execute()
  return nextNumber(
    prefix,
    rows.map(({ no }) => no),
  )
}

/** What keeps a finding from being registered, as whole sentences. */
export function reasonsAgainstDraft(context: Context, draft: FindingDraft): string[] {
  const category = context.campaign.template.findingCategories.find(({ label }) => label === draft.category)
  const least = category?.noteMinChars ?? 1
  const reasons: string[] = []
  if (category === undefined) reasons.push('没有这个问题类别，请重新选择。')
  if (draft.description.trim().length < least)
    reasons.push(
      `选“${draft.category}”须写${least}字以上的说明，现在是${draft.description.trim().length}字。`,
    )
  if (draft.foundOn > context.today) reasons.push(`发现日期${draft.foundOn}还没有到。`)
  if (draft.dueOn !== null && draft.dueOn < draft.foundOn)
    reasons.push(`整改时限${draft.dueOn}早于发现日期${draft.foundOn}。`)
  return [...reasons, ...unfilledReasons({ 存在问题: draft.description })]
}

const itemText = (context: Context, code: string | null): string =>
  itemsOfCampaign(context.campaign.template).find((item) => item.code === code)?.text ?? ''

function draftValues(context: Context, draft: FindingDraft) {
  return {
    inspection_id: draft.inspectionId,
    org_id: draft.orgId,
    phase: draft.phase,
    step: draft.step,
    item_code: draft.itemCode,
    item_text: itemText(context, draft.itemCode),
    description: draft.description.trim(),
    category: draft.category,
    severity: draft.severity,
    correction: draft.correction,
    basis: draft.basis.trim(),
    demand: draft.demand.trim(),
    found_on: draft.foundOn,
    due_on: draft.dueOn,
    owner: draft.owner.trim(),
    inspectors: JSON.stringify(draft.inspectors),
    remark: draft.remark.trim(),
  }
}

async function assertDraft(context: Context, trx: Trx, draft: FindingDraft): Promise<void> {
  unitById(await readUnits(context, trx), draft.orgId)
  const reasons = reasonsAgainstDraft(context, draft)
  if (reasons.length > 0) refuse(reasons)
}

/** Stores a new finding (登记) and answers with its id. */
export function registerFinding(context: Context, draft: FindingDraft): Promise<string> {
  return write(context, async (journal, trx) => {
    await assertDraft(context, trx, draft)
    return journal.add('finding', {
      no: await freeNumber(context, trx, draft.foundOn),
      ...draftValues(context, draft),
      state: '登记',
      feedback: null,
      evidence: null,
      done_on: null,
      recheck_on: null,
      recheck_by: null,
      recheck_result: null,
      recheck_note: null,
      reopen_count: 0,
      cancel_reason: null,
    })
  })
}

/** Refused once it has gone out: both sides then have the same words in hand. */
export function correctFinding(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number; readonly draft: FindingDraft },
): Promise<void> {
  return write(context, async (journal, trx) => {
    const row = await findingById(trx, input.id)
    if (row.state !== '登记')
      refuse(`问题${row.no}已经${row.state}，内容不能再改。需要改时限的，请用“延期”；写错的，请另行登记。`)
    await assertDraft(context, trx, input.draft)
    await journal.change('finding', row.id, draftValues(context, input.draft), {
      expectedVersion: input.rowVersion,
    })
  })
}
