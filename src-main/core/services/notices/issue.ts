// Issues a notice: checks it whole, gives it its number, freezes it as it stands, and sends its findings out.
import { createHash } from 'node:crypto'
import { makeNotice, numberOf, type NoticeContent } from '#shared/documents/notices.ts'
import { textsOf, type OfficialDocument } from '#shared/documents/official.ts'
import { nextNoticeNumber, reasonsAgainstTexts, type NoticeKind } from '#shared/rules/notice.ts'
import { isCivilDate } from '#shared/text/civil-date.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { refuse } from '../../refusal.ts'
import { takeFindingStep } from '../findings/act.ts'
import { gather, findingsOf, type Gathered } from './content.ts'
import { assertDraft, listedStates } from './draft.ts'
import { fieldsOf, noticeById, type Db, type NoticeRow } from './store.ts'

/** Numbers of removed and void notices stay taken. */
async function freeNumber(db: Db, { prefix, digits }: ReturnType<typeof numberOf>): Promise<string> {
  const rows = await db.selectFrom('notice').select('no').where('no', 'like', `${prefix}%`).execute()
  return nextNoticeNumber(
    prefix,
    digits,
    rows.map(({ no }) => no),
  )
}

/** The day the latest of what it tells happened. */
const latestDay = (content: NoticeContent): string => {
  switch (content.kind) {
    case '督导意见书':
      return content.checkedOn
    case '限期整改通知书':
      return content.foundOn.at(-1) ?? ''
    case '不予转段通知书':
      return content.poll?.on ?? ''
    case '重写通知':
      return content.polledOn
  }
}

const GOOD_MOST = 3

function fieldReasons(kind: NoticeKind, fields: Readonly<Record<string, string>>): string[] {
  const good = (fields['good'] ?? '').split('\n').filter((line) => line.trim() !== '').length
  return kind === '督导意见书' && good > GOOD_MOST ? [`做得好的写了${good}条，请留下不超过三条。`] : []
}

function dayReasons(row: NoticeRow, content: NoticeContent, on: string, today: string): string[] {
  if (!isCivilDate(on)) return ['请填签发日期。']
  const before = latestDay(content)
  return [
    ...(on > today ? [`签发日期${on}还没有到，请填今天或以前的日期。`] : []),
    ...(on < before ? [`签发日期${on}早于文书里写的${before}，请核对。`] : []),
    ...(row.due_on !== null && row.due_on < on
      ? [`要求反馈的日期${row.due_on}早于签发日期${on}，请改正。`]
      : []),
  ]
}

/** Why the draft cannot be issued on this day, as whole sentences; empty when it can. */
export function reasonsAgainstIssue(row: NoticeRow, gathered: Gathered, on: string, today: string): string[] {
  const fields = fieldsOf(row)
  const document = documentOf(row, gathered, on, '')
  return [
    ...reasonsAgainstTexts(row.kind, textsOf(document)),
    ...fieldReasons(row.kind, fields),
    ...dayReasons(row, gathered.content, on, today),
  ]
}

/** The document of a draft; what is not filled in keeps its braces. */
export const documentOf = (
  row: NoticeRow,
  { place, content }: Gathered,
  on: string,
  number: string,
): OfficialDocument => makeNotice({ place, facts: content, fields: fieldsOf(row), number, on })

/** Findings that were only registered go out with the notice, in the same write. */
async function sendFindings(
  context: Context,
  journal: Journal,
  trx: Trx,
  gathered: Gathered,
  step: { readonly on: string; readonly person: string; readonly no: string },
): Promise<void> {
  for (const finding of await findingsOf(trx, gathered.sources)) {
    if (!listedStates.includes(finding.state))
      refuse(`问题${finding.no}已经${finding.state}，请从这份通知书里去掉后再签发。`)
    if (finding.state !== '登记') continue
    await takeFindingStep(context, journal, trx, {
      id: finding.id,
      rowVersion: finding.row_version,
      action: '下达',
      on: step.on,
      person: step.person,
      text: `随${step.no}下达`,
      evidence: '',
      dueOn: null,
    })
  }
}

export interface IssueInput {
  readonly id: string
  readonly rowVersion: number
  readonly on: string
  /** Who signs for the issuing body. */
  readonly person: string
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Refused while something is not filled in or a word is not the group's to use. */
export function issueNotice(context: Context, input: IssueInput): Promise<void> {
  return write(context, async (journal, trx) => {
    const row = await noticeById(trx, input.id)
    assertDraft(row)
    const gathered = await gather(context, trx, row)
    const reasons = reasonsAgainstIssue(row, gathered, input.on, context.today)
    if (input.person.trim() === '') reasons.push('没有填签发人。')
    if (reasons.length > 0) refuse(reasons)
    const no = await freeNumber(trx, numberOf(gathered.place, row.kind, fieldsOf(row), input.on.slice(0, 4)))
    if (row.kind === '限期整改通知书')
      await sendFindings(context, journal, trx, gathered, { on: input.on, person: input.person, no })
    const document = documentOf(row, gathered, input.on, no)
    const body = JSON.stringify(document)
    await journal.change(
      'notice',
      row.id,
      {
        no,
        state: '已签发',
        title: document.title,
        addressee: document.addressee,
        body,
        body_sha256: sha256(body),
        issued_on: input.on,
        issued_by: input.person.trim(),
        copies: document.copies.length,
      },
      { expectedVersion: input.rowVersion },
    )
    await journal.add('notice_step', {
      notice_id: row.id,
      from_state: '草稿',
      action: '签发',
      to_state: '已签发',
      on_day: input.on,
      person: input.person.trim(),
      text: '',
      facts: row.facts,
    })
  })
}
