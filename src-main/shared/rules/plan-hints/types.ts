// What the machine looks at in an activity plan, and what it says: hints only, the reviewer decides.
import type { Campaign, RefusalKey, UnitKind } from '../../campaign/types.ts'
import type { CivilDate } from '../../text/civil-date.ts'
import type { Range } from '../../text/similarity.ts'

/** One line of the schedule. `code` is a step's (P1-09), a phase's key (study) for the whole phase, or '' for own activities. */
export interface PlanStep {
  readonly code: string
  readonly name: string
  /** A missing date is data: the unit did not write one. */
  readonly start: CivilDate | null
  readonly end: CivilDate | null
  readonly owner: string
  readonly form: string
  /** 学时 in tenths; null where none were planned. */
  readonly hoursX10: number | null
}

export interface PlanContent {
  readonly theme: string
  readonly text: string
  readonly guarantees: readonly string[]
  readonly submittedOn: CivilDate
  readonly consultedOn: CivilDate | null
  readonly consultedWhom: string
  readonly steps: readonly PlanStep[]
}

/** The unit as the rosters know it. */
export interface HintUnit extends UnitKind {
  readonly fullName: string
  readonly shortName: string
  readonly secretary: string
  readonly informant: string
  readonly informantPhone: string
  /** Members on the roster; 0 when it has not been entered. */
  readonly members: number
  readonly floating: number
  readonly retired: number
  readonly frail: number
}

/** Limits in force, in their own units. */
export interface HintLimits {
  readonly batchStart: CivilDate
  readonly batchEnd: CivilDate
  readonly daysMin: number
  readonly daysMax: number
  /** 学时. */
  readonly hours: number
  /** Per cent. */
  readonly similarity: number
  readonly ownProblems: number
  readonly coursesBy: CivilDate
}

export interface OtherUnit {
  readonly shortName: string
  readonly theme: string
}

export interface HintSetting {
  readonly campaign: Campaign
  readonly unit: HintUnit
  readonly limits: HintLimits
  readonly others: readonly OtherUnit[]
  /** The plan most alike, whatever the degree; null when there is no other plan. */
  readonly alike: { readonly unit: string; readonly percent: number } | null
}

export type HintKind = 'ok' | 'warn' | 'bad'

export interface PlanHint {
  readonly refusal: RefusalKey
  /** The question it answers, such as r2-4. */
  readonly check: string
  readonly kind: HintKind
  readonly text: string
}

/** A passage of the text a reviewer should look at. */
export interface Doubt extends Range {
  readonly refusal: RefusalKey
  readonly note: string
}

export const hint = (check: string, kind: HintKind, text: string): PlanHint => ({
  refusal: refusalOf(check),
  check,
  kind,
  text,
})

function refusalOf(check: string): RefusalKey {
  const key = check.slice(0, 2)
  return key === 'r2' || key === 'r3' || key === 'r4' ? key : 'r1'
}

/** 集中学习、五门辅导课、动员会等. */
export function nameSome(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join('、')
  return names.length > most ? `${shown}等` : shown
}
