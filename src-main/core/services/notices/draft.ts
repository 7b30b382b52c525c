// Draws up a notice: chooses what it rests on, fills in what is known, keeps what is written by hand.
import {
  addresseeOf,
  adviceLine,
  dueFields,
  holdersOf,
  noticeFields,
  noticeTitle,
  type NoticeContent,
  type NoticePlace,
  type NoTransitionFacts,
  type RewriteFacts,
} from '#shared/documents/notices.ts'
import type { FindingState } from '#shared/rules/machines.ts'
import type { NoticeKind } from '#shared/rules/notice.ts'
import { addDays, formatChinese, isCivilDate } from '#shared/text/civil-date.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { refuse } from '../../refusal.ts'
import { findingById } from '../findings/store.ts'
import { inspectionById } from '../inspections/store.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { contentOf, placeOf } from './content.ts'
import { fieldsOf, noticeById, type Db, type NoticeRow, type NoticeSource } from './store.ts'

/** States in which the unit still has to be told, or told again. */
export const listedStates: readonly FindingState[] = ['登记', '已下达', '整改中', '退回重改']

/** Days for the answer where no finding has a due day. */
const USUAL_DAYS = 10

export interface DraftInput {
  readonly kind: NoticeKind
  readonly orgId: string
  /** Key of the phase; null takes that of the records it rests on. */
  readonly phase: string | null
  readonly sources: readonly NoticeSource[]
  /** Numbers of a vote, for the two kinds that answer one. */
  readonly facts?: NoTransitionFacts | RewriteFacts
  readonly fields?: Readonly<Record<string, string>>
}

async function assertFindings(db: Db, input: DraftInput): Promise<string | null> {
  const ids = input.sources.filter(({ entity }) => entity === 'finding').map(({ id }) => id)
  if (input.kind === '限期整改通知书' && ids.length === 0)
    refuse('请至少选一件督导问题，再起草限期整改通知书。')
  let phase: string | null = null
  for (const id of ids) {
    const row = await findingById(db, id)
    if (row.org_id !== input.orgId)
      refuse(`问题${row.no}不是这个单位的。一份文书只写一个单位的问题，请分开起草。`)
    if (input.kind === '限期整改通知书' && !listedStates.includes(row.state))
      refuse(`问题${row.no}${row.state}，不再列入限期整改通知书。请去掉这一件。`)
    phase ??= row.phase
  }
  return phase
}

async function phaseOfSources(db: Db, input: DraftInput): Promise<string> {
  const phase = await assertFindings(db, input)
  const inspection = input.sources.find(({ entity }) => entity === 'inspection')
  if (input.kind === '督导意见书' && inspection === undefined)
    refuse('请先选一次督导检查，再起草督导意见书。')
  if (inspection !== undefined) {
    const row = await inspectionById(db, inspection.id)
    if (row.org_id !== input.orgId) refuse('选的检查记录不是这个单位的，请重新选。')
    return row.phase
  }
  return input.phase ?? phase ?? refuse('没有说明是哪个阶段，请重新生成。')
}

const earliestDue = (content: NoticeContent): string | null =>
  'findings' in content
    ? (content.findings
        .flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn]))
        .toSorted()
        .at(-1) ?? null)
    : null

/** The unit answers by the last of the due days; a day that is past gives the usual time from today. */
function replyDay(context: Context, content: NoticeContent): string {
  const due = earliestDue(content)
  return due !== null && due >= context.today ? due : addDays(context.today, USUAL_DAYS)
}

/** What is known of the open fields. */
function knownFields(context: Context, content: NoticeContent, place: NoticePlace): Record<string, string> {
  const replyBy = replyDay(context, content)
  switch (content.kind) {
    case '督导意见书':
      return {
        people: content.people.join('、'),
        methods: content.methods.join('、'),
        advice: content.findings.map(adviceLine).join('\n'),
        replyBy,
      }
    case '限期整改通知书':
      return { checkedOn: content.foundOn.map(formatChinese).join('、'), replyBy }
    case '不予转段通知书':
      return { makeupBy: replyBy }
    case '重写通知':
      return { code: place.shortUnit.replace(/支部$/u, '支'), rewriteBy: replyBy }
  }
}

const onlyOwn = (kind: NoticeKind, fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(noticeFields[kind].map(({ key }) => [key, (fields[key] ?? '').trim()]))

const dueOf = (kind: NoticeKind, fields: Readonly<Record<string, string>>): string | null => {
  const due = fields[dueFields[kind]] ?? ''
  return isCivilDate(due) ? due : null
}

/** Stores the draft inside a write that is under way; answers with its id. */
export async function addDraft(
  context: Context,
  journal: Journal,
  trx: Trx,
  input: DraftInput,
): Promise<string> {
  const unit = unitById(await readUnits(context, trx), input.orgId)
  const phase = await phaseOfSources(trx, input)
  const facts = input.facts === undefined ? null : JSON.stringify(input.facts)
  const content = await contentOf(trx, input.kind, input.sources, facts)
  const place = placeOf(context, unit, phase)
  const fields = onlyOwn(input.kind, { ...knownFields(context, content, place), ...input.fields })
  const id = await journal.add('notice', {
    no: null,
    kind: input.kind,
    org_id: unit.id,
    phase,
    title: noticeTitle(input.kind),
    addressee: addresseeOf(place, content),
    fields: JSON.stringify(fields),
    facts,
    body: null,
    body_sha256: null,
    issued_on: null,
    issued_by: null,
    due_on: dueOf(input.kind, fields),
    copies: holdersOf(place, content).length,
    state: '草稿',
    delivered_on: null,
    signed_receipt_on: null,
    signed_by: null,
    replied_on: null,
    reply: '',
    void_reason: null,
  })
  await journal.addMany(
    'notice_source',
    input.sources.map((source, position) => ({
      notice_id: id,
      entity: source.entity,
      source_id: source.id,
      position,
    })),
  )
  return id
}

/** Draws up a notice; answers with its id. Refuses records of another unit and findings that are settled. */
export const draftNotice = (context: Context, input: DraftInput): Promise<string> =>
  write(context, (journal, trx) => addDraft(context, journal, trx, input))

export function assertDraft(row: NoticeRow): void {
  if (row.state !== '草稿')
    refuse(`${row.no ?? '这份文书'}已经签发，内容不能再改。写错的，请作废后另行起草。`)
}

/** What was written by hand; only while it is a draft. */
export function saveNotice(
  context: Context,
  input: {
    readonly id: string
    readonly rowVersion: number
    readonly fields: Readonly<Record<string, string>>
  },
): Promise<void> {
  return write(context, async (journal, trx) => {
    const row = await noticeById(trx, input.id)
    assertDraft(row)
    const fields = onlyOwn(row.kind, { ...fieldsOf(row), ...input.fields })
    await journal.change(
      'notice',
      row.id,
      { fields: JSON.stringify(fields), due_on: dueOf(row.kind, fields) },
      { expectedVersion: input.rowVersion },
    )
  })
}

/** Takes a draft away; what has been issued can only be made void. */
export function discardNotice(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number },
): Promise<void> {
  return write(context, async (journal, trx) => {
    const row = await noticeById(trx, input.id)
    assertDraft(row)
    await journal.remove('notice', row.id, { expectedVersion: input.rowVersion })
  })
}
