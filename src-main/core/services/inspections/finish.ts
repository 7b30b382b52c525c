// The head of an inspection, and its end: finished only when every line has an answer.
import { whyNotFinish } from '#shared/rules/inspection.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { assertOpen } from './record.ts'
import { inspectionById, itemsOf } from './store.ts'

interface Versioned {
  readonly id: string
  readonly rowVersion: number
}

export interface HeadInput extends Versioned {
  readonly date: string
  readonly methods: readonly string[]
  readonly people: readonly string[]
  readonly summary: string
  readonly confirmedBy: string
}

export async function saveHead(context: Context, input: HeadInput): Promise<void> {
  if (input.date > context.today) refuse(`检查日期${input.date}还没有到，请填今天或以前的日期。`, 'date')
  return write(context, async (journal, trx) => {
    assertOpen(await inspectionById(trx, input.id))
    await journal.change(
      'inspection',
      input.id,
      {
        date: input.date,
        methods: JSON.stringify(input.methods),
        people: JSON.stringify(input.people),
        summary: input.summary,
        confirmed_by: input.confirmedBy,
      },
      { expectedVersion: input.rowVersion },
    )
  })
}

/** Refuses while lines are 未查, and says how many and which. */
export function finishInspection(
  context: Context,
  input: Versioned & { readonly summary: string; readonly confirmedBy: string },
): Promise<void> {
  return write(context, async (journal, trx) => {
    const inspection = await inspectionById(trx, input.id)
    assertOpen(inspection)
    const items = await itemsOf(trx, input.id)
    const why = whyNotFinish(items.filter((item) => item.result === '未查').map((item) => item.item_code))
    if (why !== null) refuse(why)
    await journal.change(
      'inspection',
      input.id,
      {
        state: '已完成',
        finished_on: context.today < inspection.date ? inspection.date : context.today,
        summary: input.summary,
        confirmed_by: input.confirmedBy,
      },
      { expectedVersion: input.rowVersion },
    )
  })
}

/** What an acceptance rests on stays as it was decided on. */
async function assertNotDecidedOn(trx: Trx, inspectionId: string): Promise<void> {
  const decided = await trx
    .selectFrom('acceptance')
    .select(['decided_on', 'verdict'])
    .where('inspection_id', '=', inspectionId)
    .executeTakeFirst()
  if (decided !== undefined)
    refuse(
      `${decided.decided_on}已据这次检查作出“${decided.verdict}”的验收结论，不能重新打开。情况有变的，请另开一次检查。`,
    )
}

/** Opens a finished inspection again, for corrections; refused after an acceptance, and when a newer one of the same kind is open. */
export function reopenInspection(
  context: Context,
  input: Versioned & { readonly reason: string },
): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const inspection = await inspectionById(trx, input.id)
      if (inspection.state === '进行中') refuse('这次检查还没有完成，不用重新打开。')
      await assertNotDecidedOn(trx, inspection.id)
      const other = await trx
        .selectFrom('inspection')
        .select('date')
        .where('org_id', '=', inspection.org_id)
        .where('template_key', '=', inspection.template_key)
        .where('state', '=', '进行中')
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
      if (other !== undefined)
        refuse(`这个单位${other.date}的检查还在进行，请先完成那一次，再重新打开这一次。`)
      await journal.change(
        'inspection',
        input.id,
        { state: '进行中', finished_on: null },
        { expectedVersion: input.rowVersion },
      )
    },
    { reason: input.reason },
  )
}

/** Takes away an inspection in which nothing has been answered or found. */
export function discardInspection(context: Context, input: Versioned): Promise<void> {
  return write(context, async (journal, trx) => {
    const inspection = await inspectionById(trx, input.id)
    assertOpen(inspection)
    const items = await itemsOf(trx, input.id)
    const answered = items.filter((item) => item.result !== '未查').length
    if (answered > 0) refuse(`这次检查已经查了${answered}项，不能取消。请继续查完。`)
    const finding = await trx
      .selectFrom('finding')
      .select('no')
      .where('inspection_id', '=', input.id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst()
    if (finding !== undefined) refuse(`这次检查已经登记了问题${finding.no}，不能取消。`)
    // Lines go with their inspection, and their codes become free: they are kept under it.
    await journal.remove('inspection', input.id, { expectedVersion: input.rowVersion })
  })
}
