// The two texts a unit's discussion comes to: entered, corrected, taken out.
import type { LearningDetail } from '#shared/contract/learning.ts'
import { formatChinese, isCivilDate } from '#shared/text/civil-date.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { DiscussionProduct } from '../../db/learning-tables.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { showLearning } from './show.ts'

export interface ProductInput {
  readonly orgId: string
  readonly product: DiscussionProduct
  readonly on: string
  readonly text: string
  readonly rowVersion: number | null
}

const findRow = (trx: Trx, { orgId, product }: Pick<ProductInput, 'orgId' | 'product'>) =>
  trx
    .selectFrom('discussion_product')
    .select(['id', 'deleted_at'])
    .where('org_id', '=', orgId)
    .where('product', '=', product)
    .executeTakeFirst()

function check(context: Context, { product, on, text }: ProductInput): void {
  if (text.trim() === '') refuse(`“${product}”还没有正文，请粘贴或录入正文后再保存。`, 'text')
  if (!isCivilDate(on)) refuse(`请填写“${product}”形成的日期，写到日。`, 'on')
  if (on > context.today) refuse(`形成日期${formatChinese(on)}还没有到，请核对。`, 'on')
}

/** Enters or corrects one text. Throws Refusal, NotFound, StaleRecordError. */
export async function saveProduct(context: Context, input: ProductInput): Promise<LearningDetail> {
  check(context, input)
  unitById(await readUnits(context, context.db.read), input.orgId)
  const values = { on_day: input.on, text: input.text.trim() }
  await write(context, async (journal, trx) => {
    const row = await findRow(trx, input)
    if (row === undefined) {
      await journal.add('discussion_product', { org_id: input.orgId, product: input.product, ...values })
      return
    }
    const isBack = row.deleted_at !== null
    if (isBack) await journal.restore('discussion_product', row.id)
    // Somebody else's text is never written over unseen.
    const options = isBack ? {} : { expectedVersion: input.rowVersion ?? 0 }
    await journal.change('discussion_product', row.id, values, options)
  })
  return showLearning(context, input.orgId)
}

/** Takes a text out. Throws NotFound, StaleRecordError. */
export async function removeProduct(
  context: Context,
  input: Pick<ProductInput, 'orgId' | 'product'> & { readonly rowVersion: number; readonly reason: string },
): Promise<void> {
  await write(
    context,
    async (journal, trx) => {
      const row = await findRow(trx, input)
      if (row === undefined || row.deleted_at !== null) throw new NotFound('这份文本')
      await journal.remove('discussion_product', row.id, { expectedVersion: input.rowVersion })
    },
    { reason: input.reason },
  )
}
