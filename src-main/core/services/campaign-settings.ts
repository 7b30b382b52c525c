// The campaign as this town runs it: the shipped template, the town's profile, and the limits it changed.
import type { Kysely } from 'kysely'
import * as z from 'zod'
import { Town } from '#shared/contract/app.ts'
import {
  campaignByKey,
  findThreshold,
  thresholdByKey,
  type Campaign,
  type Threshold,
  type ThresholdKey,
} from '#shared/campaign/index.ts'
import type { Tables } from '../db/tables.ts'
import { readSetting } from '../db/settings.ts'
import { Refusal } from '../refusal.ts'

/** A limit the town changed: the value replaces the template's, basis and reason are its own. */
export interface ThresholdChange {
  readonly key: string
  readonly value: number | null
  readonly basis: string
  readonly reason: string
  readonly at: string
  readonly by: string
}

/** Facts of a folder that are not the town's own words. */
export const FolderFacts = z.object({
  isSample: z.boolean(),
  /** Fixed day of work of the sample town; null means the computer's own date. */
  today: z.string().nullable(),
  /** Day of the town's mobilisation meeting, when known. */
  townMobilisation: z.string().nullable(),
})
export type FolderFacts = z.infer<typeof FolderFacts>

export class CampaignSettings {
  readonly template: Campaign
  readonly town: Town
  readonly facts: FolderFacts
  readonly changes: ReadonlyMap<string, ThresholdChange>

  constructor(
    template: Campaign,
    town: Town,
    facts: FolderFacts,
    changes: ReadonlyMap<string, ThresholdChange>,
  ) {
    this.template = template
    this.town = town
    this.facts = facts
    this.changes = changes
  }

  threshold(key: ThresholdKey): Threshold {
    return thresholdByKey(this.template, key)
  }

  /** The number in force, in the limit's own unit; null where none is set. */
  limit(key: ThresholdKey): number | null {
    return this.limitCalled(key)
  }

  /** The same for a key met as text; null also for one the campaign does not have. */
  limitCalled(key: string): number | null {
    const changed = this.changes.get(key)
    if (changed) return changed.value
    const value = findThreshold(this.template, key)?.value
    return value?.kind === 'number' ? value.number : null
  }
}

const isThresholdKnown = (template: Campaign, key: string): boolean =>
  findThreshold(template, key) !== undefined

async function readChanges(db: Kysely<Tables>, template: Campaign): Promise<Map<string, ThresholdChange>> {
  const rows = await db.selectFrom('threshold').selectAll().where('deleted_at', 'is', null).execute()
  const known = rows.filter((r) => isThresholdKnown(template, r.key))
  return new Map(
    known.map((r) => [
      r.key,
      { key: r.key, value: r.value, basis: r.basis, reason: r.reason, at: r.updated_at, by: r.updated_by },
    ]),
  )
}

/** Reads the campaign of an open folder. Refuses a folder whose template this version does not know. */
export async function readCampaign(db: Kysely<Tables>): Promise<CampaignSettings> {
  const town = await readSetting(db, 'profile', Town)
  if (!town) throw new Refusal('这个数据文件夹里没有本镇的基本设置，可能不是督导工作台建立的。')
  const template = campaignByKey(town.campaignKey)
  if (!template) throw new Refusal('这个数据文件夹用的活动模板比本程序新，请先升级督导工作台。')
  const facts = await readSetting(db, 'facts', FolderFacts)
  return new CampaignSettings(
    template,
    town,
    facts ?? { isSample: false, today: null, townMobilisation: null },
    await readChanges(db, template),
  )
}
