// All rules in one list, by which they are shown, looked up and run.
import { acceptanceRules } from './acceptance.ts'
import { appraisalRules } from './appraisal.ts'
import { burdenRules } from './burden.ts'
import { exemplarRules } from './exemplars.ts'
import { findingRules } from './finding.ts'
import { leaderRules } from './leaders.ts'
import { makeupRules } from './makeup.ts'
import { opinionRules } from './opinions.ts'
import { organisationRules } from './organisation.ts'
import { planRules } from './plan.ts'
import { preparationRules } from './preparation.ts'
import { recordRules } from './records.ts'
import { rectificationRules } from './rectification.ts'
import { reminderRules } from './reminders.ts'
import { reportingRules } from './reporting.ts'
import { responsibilityRules } from './responsibility.ts'
import { rosterRules } from './roster.ts'
import type { Rule, RuleInput } from './rule.ts'
import { scheduleRules } from './schedule.ts'
import { studyContentRules } from './study-content.ts'
import { studyRules } from './study.ts'
import { summaryRules } from './summary.ts'
import { supervisionRules } from './supervision.ts'
import { transitionRules } from './transition.ts'
import { unqualifiedRules } from './unqualified.ts'
import type { Limit } from './verdict.ts'
import { voteRules } from './vote.ts'

const byId = (a: Rule, b: Rule): number => (a.id < b.id ? -1 : 1)

/** Every rule, in the order of the numbers. */
export const rules: readonly Rule[] = [
  ...organisationRules,
  ...scheduleRules,
  ...acceptanceRules,
  ...rosterRules,
  ...planRules,
  ...studyRules,
  ...voteRules,
  ...transitionRules,
  ...findingRules,
  ...opinionRules,
  ...appraisalRules,
  ...rectificationRules,
  ...reportingRules,
  ...responsibilityRules,
  ...supervisionRules,
  ...leaderRules,
  ...preparationRules,
  ...studyContentRules,
  ...makeupRules,
  ...recordRules,
  ...exemplarRules,
  ...unqualifiedRules,
  ...burdenRules,
  ...summaryRules,
  ...reminderRules,
].sort(byId)

const index: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]))

/** The rule of a number such as R-32; null when there is none. */
export const ruleById = (id: string): Rule | null => index.get(id) ?? null

export interface RuleListing {
  readonly id: string
  readonly title: string
  /** Each with its value, unit, comparator and source. */
  readonly limits: readonly Limit[]
  readonly thresholdKeys: readonly string[]
  readonly inputs: readonly RuleInput[]
}

/** What each rule says and asks for, without the function: to be shown or sent as data. */
export const listRules = (): RuleListing[] =>
  rules.map(({ id, title, limits, thresholdKeys, inputs }) => ({ id, title, limits, thresholdKeys, inputs }))
