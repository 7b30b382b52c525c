// The shapes of what the product ships with: campaign, phases, steps, limits, checklists, findings, papers, help.

/** A civil date, YYYY-MM-DD. */
export type CivilDate = string

export type SourceKey = 'S0' | 'S1' | 'S2' | 'S3' | 'S4'

/** A speech the rules come from; a user sees the title, never the file. */
export interface Source {
  readonly key: SourceKey
  readonly file: string
  readonly title: string
}

/** A passage of a speech, word for word, at most 25 characters. `note` tells of an error of the original. */
export interface SourceBasis {
  readonly source: SourceKey
  readonly line: number
  readonly quote: string
  readonly note?: string
}

/** What no speech says: the product's own choice. `withoutSource`: the speeches do not touch the matter at all. */
export interface DefaultBasis {
  readonly default: true
  readonly withoutSource?: true
  /** What the default says, where the thing itself does not. */
  readonly note?: string
  /** Public material consulted: a hint, never a ground. */
  readonly reference?: string
}

export type Basis = SourceBasis | DefaultBasis

export type UnitTypeKey =
  | 'office'
  | 'area'
  | 'station'
  | 'school'
  | 'soe'
  | 'private'
  | 'community'
  | 'social'
  | 'retired'
  | 'floating'
  | 'village'

/** A kind of unit: what its activity is about (着力点) and how its members study. */
export interface UnitType {
  readonly key: UnitTypeKey
  readonly label: string
  readonly focus: string
  readonly focusIsDefault: boolean
  readonly studyForm: string
  readonly studyFormIsDefault: boolean
  readonly inCurrentBatch: boolean
  readonly basis: Basis
}

export type Level = '党委' | '总支' | '支部' | '联合支部' | '临时支部' | '党小组'

/** A unit as far as steps and checklists ask about it. Without a unit type no list can be made. */
export interface UnitKind {
  readonly unitType: UnitTypeKey
  readonly level: Level
}

export type MemberCategoryKey =
  | 'ordinary'
  | 'leader'
  | 'floating'
  | 'retired'
  | 'frail'
  | 'low_literacy'
  | 'writing_difficulty'
  | 'dibao'
  | 'pre1949'
  | 'illness_poverty'
  | 'laid_off'
  | 'two_new'
  | 'probationary'

export interface MemberCategory {
  readonly key: MemberCategoryKey
  readonly label: string
  readonly basis: Basis
}

export type CheckResult = '未查' | '达标' | '未达标' | '补课后达标' | '不适用'

export type Method = '听' | '查' | '看' | '问' | '测'

export interface MethodKind {
  readonly key: Method
  readonly label: string
}

export type Correction = '补齐' | '规范' | '补课' | '纠正'

export interface CorrectionKind {
  readonly key: Correction
  readonly basis: Basis
}

export interface Batch {
  readonly no: number
  readonly name: string
  readonly scope: string
  readonly start: CivilDate
  readonly end: CivilDate
  readonly isCurrent: boolean
  readonly basis: Basis
}

export type PhaseKey = 'prep' | 'study' | 'review' | 'rectify' | 'consolidate'

/** A phase. Windows of neighbouring phases overlap; the default dates follow each other without a gap. */
export interface Phase {
  readonly key: PhaseKey
  readonly seq: number
  readonly name: string
  readonly windowStart: CivilDate
  readonly windowEnd: CivilDate
  readonly defaultStart: CivilDate
  readonly defaultEnd: CivilDate
  readonly note: string
  readonly basis: Basis
  readonly steps: readonly Step[]
}

export type StepKind = '规定动作' | '自选动作'

/** Whom a step concerns. `categories` narrows it, or, with `everyone`, names those the text treats apart. */
export interface MemberScope {
  readonly everyone: boolean
  readonly categories: readonly MemberCategoryKey[]
  readonly text: string
}

/** One step of a phase (环节). `levels` and `unitTypes` say which units take it. */
export interface Step {
  readonly code: string
  readonly phase: PhaseKey
  readonly name: string
  readonly kind: StepKind
  readonly defaultStart: CivilDate
  readonly defaultEnd: CivilDate
  readonly levels: readonly Level[]
  readonly unitTypes: readonly UnitTypeKey[]
  readonly members: MemberScope
  readonly doneStandard: string
  /** Shown beside the step where it is worked on. */
  readonly hint?: string
  readonly requiredEvidence: readonly string[]
  readonly rules: readonly string[]
  readonly basis: Basis
  readonly reference?: string
}

/** A stretch of days of a month; `to` null means the last day of the month. */
export interface DayRange {
  readonly label: string
  readonly from: number
  readonly to: number | null
}

export type ThresholdValue =
  /** No standard is set: results show 未设标准 and never count as passed. */
  | { readonly kind: 'unset' }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'fraction'; readonly numerator: number; readonly denominator: number }
  | { readonly kind: 'date'; readonly date: CivilDate }
  | { readonly kind: 'switch'; readonly on: boolean }
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'days'; readonly ranges: readonly DayRange[] }
  /** Until 24:00 of this weekday, Monday is 1. */
  | { readonly kind: 'weekly'; readonly weekday: number }
  | {
      readonly kind: 'scores'
      readonly scores: readonly { readonly label: string; readonly score: number }[]
    }
  /** A relation that has no number; the text says it. */
  | { readonly kind: 'words' }

export type Comparator = 'gte' | 'lte' | 'gt' | 'lt' | 'eq' | 'ne' | 'within' | 'oneOf' | 'toggle'

/** A limit: “actual comparator value”. `target` wants that to hold; `trigger` has consequences when it holds. */
export interface Threshold {
  readonly key: string
  readonly label: string
  readonly value: ThresholdValue
  readonly valueText: string
  readonly unit: string
  readonly comparator: Comparator
  readonly comparatorText: string
  readonly meaning: 'target' | 'trigger'
  readonly scope: string
  /** How hard a miss weighs, in the words of the settings page; empty where nothing is judged. */
  readonly level: string
  readonly rule: string
  readonly basis: Basis
  /** True where the speech gives the duty but the number is the product's. */
  readonly valueIsDefault: boolean
  readonly why: string
  /** Further passages the reason quotes. */
  readonly seeAlso?: readonly Basis[]
  readonly reference?: string
}

export interface Reading {
  readonly no: number
  readonly title: string
  readonly isRequired: boolean
  readonly isKey: boolean
  readonly note: string
  /** True where required or optional is the product's choice. */
  readonly isDefault: boolean
  readonly basis: Basis
}

export type RefusalKey = 'r1' | 'r2' | 'r3' | 'r4'

/** A question behind a ground of refusal. A machine may give a hint; only the reviewer decides. */
export interface RefusalCheck {
  readonly code: string
  readonly question: string
  readonly planAnswer: string
  readonly precheck: { readonly by: 'machine' | 'reviewer'; readonly hint: string }
}

/** One of the four grounds (四个坚决不批); its full wording is the quote of its basis. */
export interface Refusal {
  readonly key: RefusalKey
  readonly label: string
  readonly rule: string
  readonly basis: SourceBasis
  readonly checks: readonly RefusalCheck[]
  readonly returnPhrases: readonly string[]
}

export type FindingCategoryKey =
  | 'attention'
  | 'blocked_info'
  | 'fit'
  | 'hours'
  | 'readings'
  | 'attendance'
  | 'records'
  | 'notes'
  | 'leaders'
  | 'discussion'
  | 'plan'
  | 'opinions'
  | 'talks'
  | 'analysis'
  | 'orglife'
  | 'appraisal'
  | 'rectify'
  | 'reporting'
  | 'other'

/** A kind of finding. `noteMinChars`: choosing it needs an explanation of that length. */
export interface FindingCategory {
  readonly key: FindingCategoryKey
  readonly label: string
  readonly definition: string
  readonly defaultCorrection: Correction
  readonly linkedItems: readonly string[]
  readonly readyPhrases: readonly string[]
  readonly noteMinChars?: number
  readonly basis: Basis
}

export type SeverityKey = 'minor' | 'major' | 'severe'

/** Limits that hold the days a unit has to put a finding right. */
export type FindingDueKey =
  'finding.due.minor' | 'finding.due.major' | 'finding.due.severe' | 'finding.due.makeup'

/** How grave a finding is; the days allowed are the limits named here. */
export interface Severity {
  readonly key: SeverityKey
  readonly label: string
  readonly definition: string
  readonly examples: readonly string[]
  readonly dueThreshold: FindingDueKey
  /** The limit for findings whose correction is 补课, where it differs. */
  readonly makeupDueThreshold: FindingDueKey | null
  readonly effect: string
}

export interface CorrectionPhrases {
  readonly correction: Correction
  readonly usedFor: string
  readonly phrases: readonly string[]
}

export interface RecheckPhrase {
  readonly outcome: string
  readonly text: string
}

/** One line of a checklist. Mandatory lines must all be met; a veto line not met fails the whole unit. */
export interface ChecklistItem {
  readonly code: string
  readonly category: FindingCategoryKey
  readonly text: string
  readonly standard: string
  readonly methods: readonly Method[]
  readonly evidence: readonly string[]
  readonly levels: readonly Level[]
  readonly unitTypes: readonly UnitTypeKey[]
  readonly isMandatory: boolean
  readonly isVeto: boolean
  readonly rule: string
  /** The ledger where the facts stand. */
  readonly ledger: string
  /** Ready to become the description of a finding. */
  readonly findingWordings: readonly string[]
  readonly correction: Correction
  readonly basis: Basis
  readonly reference?: string
}

export interface Checklist {
  readonly key: string
  readonly phase: PhaseKey
  readonly name: string
  readonly note: string
  /** Codes that may be checked at the end of any phase. */
  readonly usableInAnyPhase: readonly string[]
  readonly items: readonly ChecklistItem[]
}

export type WorkListKey = 'visit' | 'mobilise' | 'orglife' | 'demolife' | 'pollmeeting' | 'poll'

export interface WorkListItem {
  readonly code: string
  readonly stage: string
  readonly text: string
  /** What remains on record; empty where nothing does. */
  readonly record: string
  readonly rule?: string
  readonly basis: Basis
}

/** A list the supervisors tick for themselves. `isSequential`: a step waits for the one before it. */
export interface WorkList {
  readonly key: WorkListKey
  readonly name: string
  readonly note: string
  readonly isSequential: boolean
  readonly blockingItems: readonly string[]
  readonly items: readonly WorkListItem[]
}

export interface ListWithBasis {
  readonly values: readonly string[]
  readonly basis: Basis
}

export interface Grade {
  readonly label: string
  readonly countsAs: '满意' | '不满意' | '弃权'
}

export interface Duty {
  readonly key: 'know' | 'spread' | 'solve' | 'report'
  readonly label: string
  readonly basis: Basis
}

/** A class of problems to be rectified, and the fields it cannot do without. */
export interface IssueKind {
  readonly key: 1 | 2 | 3 | 4
  readonly label: string
  readonly required: readonly string[]
  /** The class in the older division into three. */
  readonly threeKind: string
  readonly basis: Basis
}

/** A campaign: everything a town needs to run it, as data. */
export interface Campaign {
  readonly key: string
  readonly name: string
  readonly shortName: string
  readonly officeName: string
  readonly officeNameChoices: readonly string[]
  readonly groupName: string
  /** What the secretary of a unit is called as the person answerable. */
  readonly leaderLabel: string
  readonly leaderLabelChoices: readonly { readonly label: string; readonly basis: Basis }[]
  readonly batches: readonly Batch[]
  readonly yearNote: string
  readonly grades: readonly Grade[]
  readonly duties: readonly Duty[]
  readonly issueKinds: readonly IssueKind[]
  readonly careKinds: ListWithBasis
  readonly courses: ListWithBasis
  readonly discussionThemes: ListWithBasis
  readonly leaderDuties: ListWithBasis
  readonly modelKinds: ListWithBasis
  readonly mechanismKinds: ListWithBasis
  readonly fourFull: ListWithBasis
  readonly goals: ListWithBasis
  readonly stepPrinciples: readonly { readonly text: string; readonly basis: Basis }[]
  readonly phases: readonly Phase[]
  readonly thresholds: readonly Threshold[]
  readonly readings: readonly Reading[]
  readonly refusals: readonly Refusal[]
  readonly checklists: readonly Checklist[]
  readonly workLists: readonly WorkList[]
  readonly findingCategories: readonly FindingCategory[]
  readonly severities: readonly Severity[]
  readonly correctionPhrases: readonly CorrectionPhrases[]
  readonly recheckPhrases: readonly RecheckPhrase[]
}

export type DocumentKey =
  | 'plan_approval'
  | 'plan_return'
  | 'opinion'
  | 'rectify_notice'
  | 'no_transition'
  | 'transition'
  | 'rewrite'
  | 'info_circular'
  | 'weekly'
  | 'phase_data'
  | 'visit_sheet'
  | 'sample_sheet'

/** When a piece of a paper is printed; without it, always. */
export type DocumentCondition = 'approved' | 'refused' | 'resubmitted' | 'pollFailed' | 'officeApproval'

/** A piece of text with {placeholders}. `each`: printed once for every entry of that list. */
export interface DocumentText {
  readonly text: string
  readonly when?: DocumentCondition
  readonly each?: 'refusedGrounds' | 'failedConditions'
}

/** A labelled place; `hint` says what belongs in it. */
export interface DocumentField {
  readonly label: string
  readonly hint?: string
}

/** A line of the transition form. `fromPhase`: only for units that leave this phase. */
export interface TransitionCondition {
  readonly no: number
  readonly text: string
  readonly rule: string | null
  readonly fromPhase: PhaseKey | null
  readonly isDefault: boolean
}

/** A paper or form. Parts it does not have are empty lists; a paper without number has a footer instead. */
export interface DocumentTemplate {
  readonly key: DocumentKey
  readonly name: string
  readonly numberFormat: string | null
  readonly numberExample?: string
  readonly footer: string
  readonly title: string
  readonly copies: string
  readonly addressee: string | null
  readonly paragraphs: readonly DocumentText[]
  readonly fields: readonly DocumentField[]
  /** Columns of its table. */
  readonly columns: readonly DocumentField[]
  readonly conditions: readonly TransitionCondition[]
  readonly sections: readonly { readonly title: string; readonly content: string }[]
  readonly fixedTexts: readonly DocumentText[]
  readonly signatures: readonly DocumentText[]
  /** Slips below the signatures. */
  readonly tails: readonly { readonly title: string; readonly columns: readonly string[] }[]
  /** What must never be printed on it. */
  readonly guard: string
  readonly note: string
  readonly rules: readonly string[]
  readonly placeholders: readonly string[]
}

export interface TypeSetting {
  readonly size: string
  readonly font: string
  /** Used where the font is not installed; empty where none is named. */
  readonly fallback: string
}

export interface DocumentConventions {
  readonly paper: 'A4'
  readonly title: TypeSetting
  readonly body: TypeSetting
  readonly table: TypeSetting
  /** Printed where a placeholder is not filled. */
  readonly blank: string
  readonly dateExample: string
  readonly rateExample: string
  readonly serials: readonly { readonly placeholder: string; readonly digits: number }[]
  readonly serialRule: string
  readonly voice: string
  readonly voiceBasis: Basis
}

export interface PageHelp {
  readonly page: string
  readonly text: string
}

export interface HelpQuestion {
  readonly no: number
  readonly question: string
  readonly answer: string
}
