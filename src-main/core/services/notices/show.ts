// One notice as the page shows it: its open fields, what keeps it from being issued, the way it has gone.
import type { NoticeCase } from '#shared/contract/notices.ts'
import { holdersOf, noticeFields } from '#shared/documents/notices.ts'
import { pageCount } from '#shared/documents/official.ts'
import { actionsFrom } from '#shared/rules/machines.ts'
import { noticeActions, noticeMachine, type NoticeAction } from '#shared/rules/notice.ts'
import type { Context } from '../../context.ts'
import { groupMembers, phaseName } from '../inspections/store.ts'
import { findingsOf, gather } from './content.ts'
import { dueLight } from './due.ts'
import { documentOf, reasonsAgainstIssue } from './issue.ts'
import { bodyOf, fieldsOf, noticeById, stepsOf, type Db, type NoticeStepRow } from './store.ts'

const isAction = (word: string): word is NoticeAction => noticeActions.some((action) => action === word)

const toStep = (row: NoticeStepRow): NoticeCase['steps'][number][] =>
  isAction(row.action)
    ? [
        {
          action: row.action,
          from: row.from_state,
          to: row.to_state,
          on: row.on_day,
          person: row.person,
          text: row.text,
        },
      ]
    : []

export async function showNotice(
  context: Context,
  id: string,
  db: Db = context.db.read,
): Promise<NoticeCase> {
  const row = await noticeById(db, id)
  const gathered = await gather(context, db, row)
  const { unit, place, content, sources } = gathered
  const steps = await stepsOf(db, id)
  const values = fieldsOf(row)
  const issued = bodyOf(row)
  const findings = await findingsOf(db, sources)
  return {
    id: row.id,
    rowVersion: row.row_version,
    no: row.no,
    kind: row.kind,
    title: row.title,
    orgId: row.org_id,
    unit: unit.shortName,
    fullName: unit.fullName,
    phaseName: phaseName(context.campaign.template, row.phase),
    state: row.state,
    addressee: row.addressee,
    fields: noticeFields[row.kind].map((field) => ({ ...field, value: values[field.key] ?? '' })),
    findings: findings.map((each) => ({ id: each.id, no: each.no, state: each.state })),
    inspectionId: sources.find(({ entity }) => entity === 'inspection')?.id ?? null,
    holders: issued?.copies.map(({ holder }) => holder) ?? holdersOf(place, content),
    pages: pageCount(issued ?? documentOf(row, gathered, context.today, '')),
    issuedOn: row.issued_on,
    issuedBy: row.issued_by,
    dueOn: row.due_on,
    ...dueLight(context, row),
    deliveredOn: row.delivered_on,
    receivedOn: row.signed_receipt_on,
    signedBy: row.signed_by,
    repliedOn: row.replied_on,
    reply: row.reply,
    voidReason: row.void_reason,
    lastOn: steps.at(-1)?.on_day ?? null,
    reasons: row.state === '草稿' ? reasonsAgainstIssue(row, gathered, context.today, context.today) : [],
    steps: steps.flatMap(toStep),
    actions: actionsFrom(noticeMachine, row.state),
    secretary: unit.secretary,
    groupMembers: await groupMembers(db),
  }
}
