// The content the product ships with, and the ways to look things up in it.
import type { Campaign } from './types.ts'
import { xianjin2005 } from './xianjin-2005.ts'

export * from './basis.ts'
export * from './documents.ts'
export * from './enums.ts'
export { severeHint, severityBasis } from './findings.ts'
export * from './help.ts'
export * from './lookup.ts'
export * from './placeholders.ts'
export { quotes } from './quotes.ts'
export { sources } from './sources.ts'
export type { ThresholdKey } from './thresholds.ts'
export type * from './types.ts'
export { xianjin2005 }

/** Campaigns a town can start with. */
export const campaigns: readonly Campaign[] = [xianjin2005]

/** A campaign by its key; undefined when the database names one this version does not know. */
export function campaignByKey(key: string): Campaign | undefined {
  return campaigns.find((campaign) => campaign.key === key)
}
