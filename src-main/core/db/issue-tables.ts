// Tables of rectification: problems, the way each has gone, progress, plans, what was made public.
import type { IssueState } from '#shared/rules/machines.ts'
import type { IssueKind } from '#shared/rules/rectification.ts'
import type { Generated } from 'kysely'
import type { StepColumns } from './stage-tables.ts'
import type { RecordColumns } from './tables.ts'

/** A problem to be put right. Number, day, state and counters have defaults in the table. */
export interface IssueTable extends RecordColumns {
  extra: string | null
  initials: string
  no: Generated<string>
  org_id: string
  registered_on: Generated<string>
  text: string
  source: string | null
  subject: string | null
  /** Of a problem still 待分类 it is what the file proposes. */
  kind: IssueKind | null
  focus: string | null
  measures: string | null
  /** 责任领导. */
  leader: string | null
  lead_unit: string | null
  partners: string | null
  /** 责任人. */
  owner: string | null
  /** As written: 9月中旬, 立即整改. */
  due_text: string | null
  due_on: string | null
  progress: string | null
  completion: string | null
  done_on: string | null
  evidence: string | null
  closed: Generated<'是' | '否'>
  state: Generated<IssueState>
  cause: string | null
  policy_basis: string | null
  explained_on: string | null
  explained_to: string | null
  explained_how: string | null
  verifier: string | null
  verified_on: string | null
  remark: string | null
  /** Key of the phase it was registered in. */
  phase: string | null
  /** How often it was rectified anew. */
  round: Generated<number>
  relapse_count: Generated<number>
  /** 1: closed because it was explained, without being solved. */
  unsolved: Generated<0 | 1>
  finding_id: string | null
  opinion_id: string | null
  analysis_id: string | null
  /** The poll it came from. */
  poll_id: string | null
  /** 移交回执. */
  receipt: string | null
  /** Under whose eyes it is rectified anew. */
  supervisor_unit: string | null
  /** The failed poll for which it is rectified anew; only a later round ends that. */
  ordered_poll_id: string | null
}

export interface IssueStepTable extends StepColumns<IssueState> {
  issue_id: string
}

export interface IssueProgressTable extends RecordColumns {
  issue_id: string
  on_day: string
  text: string
  person: string
}

export interface RectificationPlanTable extends RecordColumns {
  org_id: string
  made_on: string
  head_by: string | null
  head_on: string | null
  approved_by: string | null
  approved_on: string | null
  note: string
}

export type PublicationKind = '整改措施' | '整改情况'

export interface PublicationTable extends RecordColumns {
  org_id: string
  what: PublicationKind
  range: string
  form: string
  from_on: string
  to_on: string | null
  feedback: string
}

declare module './tables.ts' {
  interface Tables {
    issue: IssueTable
    issue_step: IssueStepTable
    issue_progress: IssueProgressTable
    rectification_plan: RectificationPlanTable
    publication: PublicationTable
  }
}
