// Takes over notices that were issued before: each with its document as it went out and the way it has gone.
import {
  addresseeOf,
  dueFields,
  makeNotice,
  numberOf,
  type FieldValues,
  type NoticeContent,
  type NoticePlace,
} from '#shared/documents/notices.ts'
import { nextNoticeNumber, noticeMachine, type NoticeAction } from '#shared/rules/notice.ts'
import { stepFrom } from '#shared/rules/machines.ts'
import { uuidV7 } from '../../db/ids.ts'
import type { Journal } from '../../db/journal.ts'
import { sha256 } from './issue.ts'
import type { NoticeSource } from './store.ts'

export interface NoticeHistory {
  readonly orgId: string
  readonly phase: string
  readonly place: NoticePlace
  readonly content: NoticeContent
  readonly fields: FieldValues
  readonly sources: readonly NoticeSource[]
  /** From 签发 on, in order. */
  readonly steps: readonly {
    readonly action: NoticeAction
    readonly on: string
    readonly person: string
    readonly text?: string
  }[]
}

type Steps = NoticeHistory['steps']

const stepOf = (steps: Steps, action: NoticeAction): Steps[number] | undefined =>
  steps.find((step) => step.action === action)

function wayOf(steps: Steps) {
  return steps.reduce<{ from: string; to: string; step: Steps[number] }[]>((way, step) => {
    const from = noticeMachine.states.find((state) => state === way.at(-1)?.to) ?? noticeMachine.initial
    const legal = stepFrom(noticeMachine, from, step.action)
    if (legal === null) throw new RangeError(`no step ${step.action} from ${from}`)
    return [...way, { from, to: legal.to, step }]
  }, [])
}

function numbered(row: NoticeHistory, taken: readonly string[]): string {
  const issued = stepOf(row.steps, '签发')
  const { prefix, digits } = numberOf(row.place, row.content.kind, row.fields, issued?.on.slice(0, 4) ?? '')
  return nextNoticeNumber(prefix, digits, taken)
}

/** Stores notices in the order of their numbers. Throws RangeError for a way the machine does not have. */
export async function importNotices(journal: Journal, rows: readonly NoticeHistory[]): Promise<void> {
  const taken: string[] = []
  for (const row of rows) {
    const way = wayOf(row.steps)
    const issued = stepOf(row.steps, '签发')
    if (issued === undefined) throw new RangeError('a notice that was never issued')
    const no = numbered(row, taken)
    taken.push(no)
    const { kind } = row.content
    const document = makeNotice({
      place: row.place,
      facts: row.content,
      fields: row.fields,
      number: no,
      on: issued.on,
    })
    const body = JSON.stringify(document)
    const received = stepOf(row.steps, '签收')
    const replied = stepOf(row.steps, '反馈')
    const id = uuidV7(journal.context.now())
    await journal.add('notice', {
      id,
      no,
      kind,
      org_id: row.orgId,
      phase: row.phase,
      title: document.title,
      addressee: addresseeOf(row.place, row.content),
      fields: JSON.stringify(row.fields),
      facts: 'findings' in row.content ? null : JSON.stringify(row.content),
      body,
      body_sha256: sha256(body),
      issued_on: issued.on,
      issued_by: issued.person,
      due_on: row.fields[dueFields[kind]] ?? null,
      copies: document.copies.length,
      state: noticeMachine.states.find((state) => state === way.at(-1)?.to) ?? '已签发',
      delivered_on: stepOf(row.steps, '送达')?.on ?? null,
      signed_receipt_on: received?.on ?? null,
      signed_by: received?.person ?? null,
      replied_on: replied?.on ?? null,
      reply: replied?.text ?? '',
      void_reason: stepOf(row.steps, '作废')?.text ?? null,
    })
    await journal.addMany(
      'notice_step',
      way.map(({ from, to, step }) => ({
        notice_id: id,
        from_state: noticeMachine.states.find((state) => state === from) ?? noticeMachine.initial,
        action: step.action,
        to_state: noticeMachine.states.find((state) => state === to) ?? noticeMachine.initial,
        on_day: step.on,
        person: step.person,
        text: step.text ?? '',
        facts: null,
      })),
    )
    await journal.addMany(
      'notice_source',
      row.sources.map((source, position) => ({
        notice_id: id,
        entity: source.entity,
        source_id: source.id,
        position,
      })),
    )
  }
}
