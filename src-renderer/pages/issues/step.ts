// A step of a problem as the form gives it.
import type { IssueAction } from '#shared/contract/issues.ts'

export interface IssueStepInput {
  action: IssueAction
  on: string
  person: string
  text: string
  detail: string
  evidence: string
}
