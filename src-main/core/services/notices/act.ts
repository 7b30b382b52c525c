// What happens to an issued notice: handed over, signed for, answered, or made void.
import {
  noticeMachine,
  reasonsAgainstStep,
  type NoticeAction,
  type NoticeInput,
} from '#shared/rules/notice.ts'
import { stepFrom } from '#shared/rules/machines.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal, Patch } from '../../db/journal.ts'
import { refuse } from '../../refusal.ts'
import { noticeById, stepsOf, toFacts, type NoticeRow } from './store.ts'

export interface ActInput extends NoticeInput {
  readonly action: Exclude<NoticeAction, '签发'>
  readonly id: string
  readonly rowVersion: number
}

const changes: Readonly<Record<ActInput['action'], (input: ActInput) => Patch<'notice'>>> = {
  送达: ({ on }) => ({ delivered_on: on }),
  签收: ({ on, person }) => ({ signed_receipt_on: on, signed_by: person.trim() }),
  反馈: ({ on, text }) => ({ replied_on: on, reply: text.trim() }),
  作废: ({ text }) => ({ void_reason: text.trim() }),
}

async function step(
  context: Context,
  journal: Journal,
  trx: Trx,
  row: NoticeRow,
  input: ActInput,
): Promise<void> {
  const reasons = reasonsAgainstStep(toFacts(row, await stepsOf(trx, row.id)), input, context.today)
  if (reasons.length > 0) refuse(reasons)
  const to = stepFrom(noticeMachine, row.state, input.action)?.to ?? row.state
  await journal.change('notice', row.id, { ...changes[input.action](input), state: to })
  await journal.add('notice_step', {
    notice_id: row.id,
    from_state: row.state,
    action: input.action,
    to_state: to,
    on_day: input.on,
    person: input.person.trim(),
    text: input.text.trim(),
    facts: null,
  })
}

/** Signed for on the spot: handing over and signing are two steps of the same day. */
const isHandedOver = (row: NoticeRow, { action }: ActInput): boolean =>
  row.state === '已签发' && action === '签收'

/** Refuses every step that is not open in the stored state, or whose day or words are wrong. */
export function actOnNotice(context: Context, input: ActInput): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const row = await noticeById(trx, input.id)
      // Changes nothing: only refuses when somebody was faster.
      await journal.change('notice', row.id, {}, { expectedVersion: input.rowVersion })
      if (isHandedOver(row, input))
        await step(context, journal, trx, row, { ...input, action: '送达', person: context.actor.name })
      await step(context, journal, trx, await noticeById(trx, row.id), input)
    },
    { reason: input.action === '作废' ? input.text.trim().slice(0, 200) : null },
  )
}
