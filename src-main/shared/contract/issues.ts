// Rectification: the ledger of problems, one problem with its way, the plan of a unit, what was made public.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { Day, Done, HistoryEntry, Id, refusals } from './common.ts'
import { FindingLight } from './findings.ts'

export const IssueState = z.enum([
  '待分类',
  '立改中',
  '整改中',
  '协调中',
  '已移交上级',
  '待说明',
  '已说明',
  '已完成',
  '已销号',
  '重新整改',
  '反弹重开',
])
export type IssueState = z.infer<typeof IssueState>
export const IssueAction = z.enum([
  '定为立说立改',
  '定为限期整改',
  '定为综合治理',
  '定为说明情况',
  '改变类型',
  '协调到位',
  '移交上级',
  '完成',
  '说明',
  '销号',
  '责令重新整改',
  '重开',
])
export type IssueAction = z.infer<typeof IssueAction>
export const IssueKind = z.enum(['立说立改', '限期整改', '综合治理', '说明情况'])
export type IssueKind = z.infer<typeof IssueKind>

const Whole = z.number().int()
const OptionalDay = Day.nullable()

export const IssueQuery = z.object({
  group: z.enum(['未销号', '待分类', '待验收', '全部']),
  kinds: z.array(IssueKind),
  lights: z.array(FindingLight),
  states: z.array(IssueState),
  units: z.array(Id),
  sources: z.array(z.string()),
  search: z.string().max(60),
})
export type IssueQuery = z.infer<typeof IssueQuery>

export const IssueLine = z.object({
  id: Id,
  no: z.string(),
  shortNo: z.string(),
  orgId: Id,
  unit: z.string(),
  unitType: z.string(),
  text: z.string(),
  source: z.string(),
  subject: z.string(),
  /** Of one still 待分类 what is proposed for it. */
  kind: IssueKind.nullable(),
  dueText: z.string(),
  dueOn: OptionalDay,
  /** Whole days until the due day, negative past it; null without one or when the unit has done its part. */
  daysLeft: Whole.nullable(),
  overdueDays: Whole,
  light: FindingLight,
  state: IssueState,
  owner: z.string(),
  round: Whole,
  relapses: Whole,
})
export type IssueLine = z.infer<typeof IssueLine>

const Facet = z.object({ value: z.string(), label: z.string(), count: Whole })

/** Numbers over all problems, whatever the filter. */
export const IssueCounts = z.object({
  all: Whole,
  open: Whole,
  unsorted: Whole,
  verify: Whole,
  /** */
  overdue: Whole,
  /** to be put right at once and not yet done within the days allowed. */
  lateAtOnce: Whole,
  kinds: z.array(z.object({ kind: IssueKind, all: Whole, closed: Whole })),
  /** 销号率 without those that are explained only. */
  closed: Whole,
  valid: Whole,
  explained: Whole,
  toExplain: Whole,
  relapsed: Whole,
  anew: Whole,
  lights: z.record(FindingLight, Whole),
  /** registered and closed in each phase. */
  phases: z.array(z.object({ name: z.string(), registered: Whole, closed: Whole })),
})
export type IssueCounts = z.infer<typeof IssueCounts>

export const IssueList = z.object({
  rows: z.array(IssueLine),
  counts: IssueCounts,
  facets: z.object({
    units: z.array(Facet),
    states: z.array(Facet),
    sources: z.array(Facet),
  }),
})
export type IssueList = z.infer<typeof IssueList>

const Text = (most: number) => z.string().trim().max(most)

/** A problem as it is written down; blank texts are ''. */
export const IssueDraft = z.object({
  orgId: Id,
  registeredOn: Day,
  text: z.string().trim().min(1, '没有填问题。').max(1000),
  source: Text(20),
  subject: Text(20),
  /** What is proposed; it is decided by a step. */
  kind: IssueKind.nullable(),
  focus: Text(600),
  measures: Text(1000),
  leader: Text(40),
  leadUnit: Text(80),
  partners: Text(200),
  owner: Text(40),
  dueText: Text(60),
  dueOn: OptionalDay,
  cause: Text(600),
  policyBasis: Text(600),
  remark: Text(600),
  findingId: Id.nullable(),
})
export type IssueDraft = z.infer<typeof IssueDraft>

/** The same as it stands on a form or in the data file. */
const DraftShown = IssueDraft.extend({ orgId: z.string(), text: z.string() })

export const IssueStep = z.object({
  action: IssueAction,
  from: IssueState,
  to: IssueState,
  on: Day,
  person: z.string(),
  text: z.string(),
})
export type IssueStep = z.infer<typeof IssueStep>

export const IssueProgress = z.object({ id: Id, on: Day, person: z.string(), text: z.string() })
export type IssueProgress = z.infer<typeof IssueProgress>

/** What the rules of the steps ask about (shared/rules/issue-action.ts). */
const Facts = z.object({
  state: IssueState,
  kind: IssueKind.nullable(),
  registeredOn: Day,
  lastOn: Day,
  dueText: z.string(),
  dueOn: OptionalDay,
  owner: z.string(),
  leadUnit: z.string(),
  partners: z.string(),
  completion: z.string(),
  doneOn: OptionalDay,
  evidence: Whole,
  cause: z.string(),
  policyBasis: z.string(),
  poll: z.enum(['none', 'awaited', 'passed']),
})

export const IssueCase = z.object({
  id: Id,
  rowVersion: Whole,
  no: z.string(),
  unit: z.string(),
  fullName: z.string(),
  superior: z.string(),
  phaseName: z.string(),
  draft: DraftShown,
  facts: Facts,
  light: FindingLight,
  daysLeft: Whole.nullable(),
  progress: z.string(),
  evidence: z.string(),
  explainedOn: OptionalDay,
  explainedTo: z.string(),
  explainedHow: z.string(),
  verifier: z.string(),
  verifiedOn: OptionalDay,
  /** Closed because it was explained, without being solved. */
  isUnsolved: z.boolean(),
  receipt: z.string(),
  supervisorUnit: z.string(),
  round: Whole,
  relapses: Whole,
  findingNo: z.string().nullable(),
  steps: z.array(IssueStep),
  log: z.array(IssueProgress),
  actions: z.array(IssueAction),
  groupMembers: z.array(z.string()),
})
export type IssueCase = z.infer<typeof IssueCase>

export const IssueForm = z.object({
  draft: DraftShown,
  units: z.array(z.object({ id: Id, name: z.string(), secretary: z.string() })),
  sources: z.array(z.string()),
  subjects: z.array(z.string()),
  kinds: z.array(z.object({ kind: IssueKind, meaning: z.string(), needs: z.string() })),
  /** Day the campaign's year is taken from, for limits without one. */
  year: Whole,
})
export type IssueForm = z.infer<typeof IssueForm>

const Passage = z.object({ start: Whole, end: Whole })

/** A closed problem of the same unit that reads much the same. */
export const SimilarIssue = z.object({
  id: Id,
  rowVersion: Whole,
  no: z.string(),
  text: z.string(),
  completion: z.string(),
  closedOn: OptionalDay,
  /** Per cent. */
  likeness: Whole,
  /** What both say, in the typed text and in the other. */
  typed: z.array(Passage),
  known: z.array(Passage),
})
export type SimilarIssue = z.infer<typeof SimilarIssue>

/** for one unit. */
export const PlanView = z.object({
  orgId: Id,
  unit: z.string(),
  fullName: z.string(),
  rowVersion: Whole.nullable(),
  madeOn: OptionalDay,
  headBy: z.string(),
  headOn: OptionalDay,
  approvedBy: z.string(),
  approvedOn: OptionalDay,
  note: z.string(),
  rows: z.array(
    z.object({
      id: Id,
      no: z.string(),
      text: z.string(),
      kind: IssueKind.nullable(),
      focus: z.string(),
      measures: z.string(),
      dueText: z.string(),
      dueOn: OptionalDay,
      leader: z.string(),
      owner: z.string(),
      state: IssueState,
      /** Names of what is not filled in. */
      missing: z.array(z.string()),
    }),
  ),
  /** Findings of the unit that no row covers yet. */
  uncovered: z.array(z.object({ id: Id, no: z.string(), text: z.string() })),
  plan: z.object({ isMet: z.boolean(), reasons: z.array(z.string()) }),
  publications: z.object({ isMet: z.boolean(), reasons: z.array(z.string()) }),
})
export type PlanView = z.infer<typeof PlanView>

export const PlanUnitLine = z.object({
  orgId: Id,
  unit: z.string(),
  unitType: z.string(),
  problems: Whole,
  complete: Whole,
  closed: Whole,
  overdue: Whole,
  uncovered: Whole,
  madeOn: OptionalDay,
  approvedOn: OptionalDay,
  measuresOn: OptionalDay,
  resultsOn: OptionalDay,
})
export type PlanUnitLine = z.infer<typeof PlanUnitLine>

export const PublicationWhat = z.enum(['整改措施', '整改情况'])

const PublicationDraft = z.object({
  orgId: Id,
  what: PublicationWhat,
  range: z.string().trim().min(1, '没有填公布范围。').max(60),
  form: z.string().trim().min(1, '没有填公布形式。').max(60),
  from: Day,
  to: OptionalDay,
  feedback: Text(600),
})
export type PublicationDraft = z.infer<typeof PublicationDraft>

export const Publication = PublicationDraft.extend({ id: Id, rowVersion: Whole, unit: z.string() })
export type Publication = z.infer<typeof Publication>

const Versioned = { id: Id, rowVersion: Whole }
const Reason = z.string().trim().min(2, '请写明原因。').max(200)
const Paper = z.object({ title: z.string(), address: z.string() })
/** The whole ledger as the query shows it, or the plan of one unit. */
const PaperWish = z.discriminatedUnion('what', [
  z.object({ what: z.literal('ledger'), query: IssueQuery }),
  z.object({ what: z.literal('plan'), orgId: Id }),
])
export type IssuePaperWish = z.infer<typeof PaperWish>

export const issuesContract = {
  list: oc.input(IssueQuery).output(IssueList).errors(refusals),
  get: oc
    .input(z.object({ id: Id }))
    .output(IssueCase)
    .errors(refusals),
  /** A form with all that is known filled in: from a finding, for a unit, or blank. */
  blank: oc
    .input(z.object({ orgId: Id.nullable(), findingId: Id.nullable() }))
    .output(IssueForm)
    .errors(refusals),
  /** Closed problems of the same unit that read much the same; a hint, never a verdict. */
  similar: oc
    .input(z.object({ orgId: Id, text: z.string().max(1000), except: Id.nullable() }))
    .output(z.array(SimilarIssue)),
  add: oc
    .input(z.object({ draft: IssueDraft }))
    .output(IssueCase)
    .errors(refusals),
  correct: oc
    .input(z.object({ ...Versioned, draft: IssueDraft }))
    .output(IssueCase)
    .errors(refusals),
  act: oc
    .input(
      z.object({
        ...Versioned,
        action: IssueAction,
        on: Day,
        person: z.string().trim().max(20),
        text: z.string().max(1000),
        /** 移交回执, 说明对象 or 监督单位, as the step asks for it. */
        detail: z.string().trim().max(200),
        /** What proves it, beside the attached files. */
        evidence: z.string().max(300),
      }),
    )
    .output(IssueCase)
    .errors(refusals),
  /** Another kind, with a reason: two steps at once, so that it never stays without one. */
  reclassify: oc
    .input(
      z.object({ ...Versioned, kind: IssueKind, on: Day, person: z.string().trim().max(20), reason: Reason }),
    )
    .output(IssueCase)
    .errors(refusals),
  /** Decides on every unsorted problem as its file proposes; what cannot be is named. */
  sortProposed: oc
    .input(z.object({}))
    .output(z.object({ sorted: Whole, left: z.array(z.object({ no: z.string(), reason: z.string() })) }))
    .errors(refusals),
  extend: oc
    .input(z.object({ ...Versioned, dueOn: Day, reason: Reason }))
    .output(IssueCase)
    .errors(refusals),
  addProgress: oc
    .input(
      z.object({
        ...Versioned,
        on: Day,
        person: z.string().trim().max(20),
        text: z.string().trim().min(1, '没有填进展。').max(600),
      }),
    )
    .output(IssueCase)
    .errors(refusals),
  history: oc.input(z.object({ id: Id })).output(z.array(HistoryEntry)),
  units: oc.input(z.object({})).output(z.array(PlanUnitLine)),
  plan: oc
    .input(z.object({ orgId: Id }))
    .output(PlanView)
    .errors(refusals),
  savePlan: oc
    .input(
      z.object({
        orgId: Id,
        rowVersion: Whole.nullable(),
        madeOn: Day,
        headBy: Text(20),
        headOn: OptionalDay,
        approvedBy: Text(20),
        approvedOn: OptionalDay,
        note: Text(600),
      }),
    )
    .output(PlanView)
    .errors(refusals),
  publications: oc.input(z.object({ orgId: Id.nullable() })).output(z.array(Publication)),
  publish: oc
    .input(z.object({ id: Id.nullable(), rowVersion: Whole.nullable(), draft: PublicationDraft }))
    .output(z.array(Publication))
    .errors(refusals),
  withdrawPublication: oc
    .input(z.object({ ...Versioned, reason: Reason }))
    .output(z.array(Publication))
    .errors(refusals),
  preview: oc.input(PaperWish).output(Paper).errors(refusals),
  print: oc.input(PaperWish).output(Done).errors(refusals),
  /** Null when the user gave up. */
  savePdf: oc
    .input(PaperWish)
    .output(z.object({ file: z.string() }).nullable())
    .errors(refusals),
  /** E-12 of what the query shows; null when the user gave up. */
  export: oc
    .input(z.object({ query: IssueQuery }))
    .output(z.object({ file: z.string(), rows: Whole }).nullable())
    .errors(refusals),
}
