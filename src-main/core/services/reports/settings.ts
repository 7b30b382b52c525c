// How reports are asked for and counted in this town: due weekdays, points, quota, ranks or bands.
import type { Kysely } from 'kysely'
import * as z from 'zod'
import { levelKeys, type ScoreRule } from '#shared/rules/circular.ts'
import { ReportSettings } from '#shared/contract/reports.ts'
import { scoreLimits, weeklyLimits } from '#shared/rules/reporting.ts'
import type { DueWeekdays } from '#shared/rules/report-week.ts'
import { numberOf } from '#shared/rules/limits.ts'
import { write, type Context } from '../../context.ts'
import { readSetting, writeSetting } from '../../db/settings.ts'
import type { Tables } from '../../db/tables.ts'
import { refuse } from '../../refusal.ts'
import type { CampaignSettings } from '../campaign-settings.ts'

const KEY = 'reports'
const Stored = ReportSettings.omit({ sentPoints: true })
type Stored = z.infer<typeof Stored>

/** What holds where the town has set nothing else. */
const USUAL: Stored = {
  branchDue: numberOf(weeklyLimits.branch) ?? 3,
  townDue: numberOf(weeklyLimits.town) ?? 4,
  points: {
    town: numberOf(scoreLimits.town) ?? 1,
    county: numberOf(scoreLimits.county) ?? 3,
    city: numberOf(scoreLimits.city) ?? 5,
    province: numberOf(scoreLimits.province) ?? 5,
  },
  quotaPerWeek: null,
  showsBands: false,
  officeCode: '',
  basis: '本产品默认',
}

/** The settings in force. The points of a piece sent are a limit of the settings page. */
export async function reportSettings(
  campaign: CampaignSettings,
  db: Kysely<Tables>,
): Promise<ReportSettings> {
  const stored = (await readSetting(db, KEY, Stored)) ?? USUAL
  const { officeName } = campaign.town
  return {
    ...stored,
    officeCode: stored.officeCode === '' ? officeName : stored.officeCode,
    sentPoints: Math.round(campaign.limit('report.score.submit') ?? 1),
  }
}

export const weekdaysOf = ({ branchDue, townDue }: ReportSettings): DueWeekdays => ({
  branch: branchDue,
  town: townDue,
})

export const scoreRuleOf = ({ points, sentPoints }: ReportSettings): ScoreRule => ({
  sent: sentPoints,
  ...points,
})

function assertSound(settings: Stored): void {
  if (settings.basis.trim() === '') refuse('请写明这样规定的依据，如文件名称和原话。', 'basis')
  const [first, ...others] = levelKeys.map((key) => settings.points[key])
  const falls = others.some((points, i) => points < ([first, ...others][i] ?? 0))
  if (falls) refuse('上一级采用的得分不应低于下一级，请核对镇、县、市、省的得分。', 'points')
}

/** Counts from now on: circulars that are out keep the rule they were made by. */
export async function saveReportSettings(context: Context, input: Stored): Promise<ReportSettings> {
  assertSound(input)
  await write(
    context,
    async (journal, trx) => {
      const before = (await readSetting(trx, KEY, Stored)) ?? USUAL
      await writeSetting(trx, KEY, input, { actor: context.actor.name, now: context.now() })
      await journal.record({
        entity: 'setting',
        id: KEY,
        action: 'change',
        fields: { value: [JSON.stringify(before), JSON.stringify(input)] },
      })
    },
    { reason: input.basis.trim().slice(0, 200) },
  )
  return reportSettings(context.campaign, context.db.read)
}
