// Answers a line of an inspection: result, note, evidence, what the unit says of itself; saved at once.
import type { AttachedFile, InspectionItem } from '#shared/contract/inspections.ts'
import type { CheckResult } from '#shared/campaign/index.ts'
import { countResults, reasonsAgainstAnswer, type Counts } from '#shared/rules/inspection.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { SelfResult } from '../../db/inspection-tables.ts'
import { refuse } from '../../refusal.ts'
import { attachFiles, detachFile, openFile } from '../attachments/attached-files.ts'
import { parseList } from './checklists.ts'
import { itemShelf } from './evidence.ts'
import { earlierOf, resultsBefore, showItem } from './show.ts'
import {
  checklistById,
  inspectionById,
  itemById,
  itemsOf,
  type Db,
  type InspectionRow,
  type ItemRow,
} from './store.ts'

export interface RecordInput {
  /** Of the line. */
  readonly id: string
  readonly rowVersion: number
  readonly result?: CheckResult | undefined
  readonly reason?: string | undefined
  readonly note?: string | undefined
  readonly evidence?: string | undefined
  readonly self?: SelfResult | null | undefined
}

export interface Recorded {
  readonly item: InspectionItem
  readonly counts: Counts
  /** Instant of the change. */
  readonly savedAt: string
}

/** An inspection that is finished stands; it must be opened again first. */
export function assertOpen(inspection: InspectionRow): void {
  if (inspection.state === '进行中') return
  refuse(
    `这次检查已于${inspection.finished_on ?? ''}完成，不能再改。确需更正的，请先在检查页选“重新打开”并写明原因。`,
  )
}

/** Lines before this one that a list in steps wants answered first. */
async function waitingFor(trx: Trx, row: ItemRow, inspection: InspectionRow): Promise<string[]> {
  const { isSequential } = parseList((await checklistById(trx, inspection.checklist_id)).content)
  if (!isSequential) return []
  const items = await itemsOf(trx, inspection.id)
  return items
    .filter((item) => item.position < row.position && item.result === '未查')
    .map((item) => item.item_code)
}

async function assertAnswer(
  trx: Trx,
  row: ItemRow,
  inspection: InspectionRow,
  input: RecordInput,
): Promise<void> {
  const earlier = (await earlierOf(trx, inspection.org_id, inspection.id)).get(row.item_code)
  const reasons = reasonsAgainstAnswer(
    { result: input.result ?? row.result, reason: input.reason ?? row.reason ?? '' },
    {
      code: row.item_code,
      earlier: resultsBefore(row, earlier),
      waitingFor: input.result === undefined ? [] : await waitingFor(trx, row, inspection),
    },
  )
  if (reasons.length > 0) refuse(reasons, 'result')
}

/** The columns an answer changes: who judged and when belongs to the result, the reason to 不适用. */
function answerValues(row: ItemRow, input: RecordInput, by: { readonly at: string; readonly name: string }) {
  const result = input.result ?? row.result
  const isJudgedNow = input.result !== undefined && input.result !== row.result
  const judged =
    result === '未查'
      ? { judged_at: null, judged_by: null }
      : isJudgedNow
        ? { judged_at: by.at, judged_by: by.name }
        : {}
  return {
    result,
    reason: result === '不适用' ? (input.reason ?? row.reason ?? '').trim() : null,
    ...judged,
    ...(input.note === undefined ? {} : { note: input.note }),
    ...(input.evidence === undefined ? {} : { evidence: input.evidence }),
    ...(input.self === undefined ? {} : { self_result: input.self }),
  }
}

/** Saves what is given of one line. Refuses finished inspections, 不适用 without a reason, and 补课后达标 of nothing missed. */
export function recordItem(context: Context, input: RecordInput): Promise<Recorded> {
  return write(context, async (journal, trx) => {
    const row = await itemById(trx, input.id)
    const inspection = await inspectionById(trx, row.inspection_id)
    assertOpen(inspection)
    await assertAnswer(trx, row, inspection, input)
    await journal.change(
      'inspection_item',
      row.id,
      answerValues(row, input, { at: journal.at, name: context.actor.name }),
      { expectedVersion: input.rowVersion },
    )
    const items = await itemsOf(trx, inspection.id)
    return {
      item: await showItem(trx, await itemById(trx, row.id), inspection),
      counts: countResults(items.map((item) => item.result)),
      savedAt: journal.at,
    }
  })
}

async function assertItemOpen(db: Db, itemId: string): Promise<void> {
  const row = await itemById(db, itemId)
  assertOpen(await inspectionById(db, row.inspection_id))
}

export async function attachToItem(
  context: Context,
  input: { readonly itemId: string; readonly token: string | null },
): Promise<AttachedFile[]> {
  await assertItemOpen(context.db.read, input.itemId)
  return attachFiles(context, itemShelf, input.itemId, input.token)
}

export const detachFromItem = (
  context: Context,
  input: { readonly fileId: string; readonly reason: string },
): Promise<AttachedFile[]> => detachFile(context, itemShelf, input, assertItemOpen)

export const openItemFile = (context: Context, fileId: string): Promise<void> =>
  openFile(context, itemShelf, fileId)
