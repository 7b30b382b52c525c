// 标准数字: the limits in force, with their basis; a change needs a basis and a reason and counts from now on.
import type { ThresholdSetting } from '#shared/contract/app.ts'
import { basisText, findThreshold, isDefaultBasis, type Threshold } from '#shared/campaign/index.ts'
import type { Application } from '../../application.ts'
import { write, type Context } from '../../context.ts'
import { NotFound, Refusal } from '../../refusal.ts'
import type { CampaignSettings } from '../campaign-settings.ts'

const isNumber = (t: Threshold): boolean => t.value.kind === 'number' || t.value.kind === 'unset'

function toSetting(campaign: CampaignSettings, threshold: Threshold): ThresholdSetting {
  const change = campaign.changes.get(threshold.key)
  const own = threshold.value.kind === 'number' ? threshold.value.number : null
  return {
    key: threshold.key,
    label: threshold.label,
    value: change ? change.value : own,
    unit: threshold.unit,
    comparator: threshold.comparatorText,
    basis: change?.basis ?? basisText(threshold.basis),
    isDefault: change === undefined && (threshold.valueIsDefault || isDefaultBasis(threshold.basis)),
    changedReason: change?.reason ?? null,
    changedAt: change?.at ?? null,
    changedBy: change?.by ?? null,
  }
}

/** The limits that are numbers, or would be if one were set. */
export const listThresholds = (context: Context): ThresholdSetting[] =>
  context.campaign.template.thresholds.filter(isNumber).map((t) => toSetting(context.campaign, t))

export interface ThresholdInput {
  readonly key: string
  readonly value: number | null
  readonly basis: string
  readonly reason: string
}

export async function saveThreshold(app: Application, input: ThresholdInput): Promise<ThresholdSetting[]> {
  const context = app.context()
  const threshold = findThreshold(context.campaign.template, input.key)
  if (!threshold || !isNumber(threshold)) throw new NotFound('这项标准')
  if (input.value !== null && input.value < 0) throw new Refusal('标准数字不能是负数。', 'value')
  if (input.value === null && threshold.value.kind === 'number')
    throw new Refusal('这项标准不能空着，请填一个数。', 'value')
  const values = { value: input.value, basis: input.basis, reason: input.reason }
  await write(
    context,
    async (journal, trx) => {
      const row = await trx
        .selectFrom('threshold')
        .select('id')
        .where('key', '=', input.key)
        .executeTakeFirst()
      if (row) await journal.change('threshold', row.id, values)
      else await journal.add('threshold', { key: input.key, ...values })
    },
    { reason: input.reason },
  )
  await app.reloadCampaign()
  return listThresholds(app.context())
}
