// The papers that can be printed for a unit: where each is shown, printed and saved.
import type { PlanPaper } from '#shared/contract/plans.ts'
import { api } from '../../client/api.ts'
import type { Paper } from './paper.ts'

/** 方案审批表 or 退回修改意见书 of one version. */
export function planPaper(planId: string, paper: PlanPaper): Paper {
  const input = { planId, paper }
  return {
    preview: () => api.plans.preview(input),
    print: () => api.plans.print(input),
    savePdf: () => api.plans.savePdf(input),
  }
}

/** 下点单: last visit, open findings, the checklist of the present phase to fill in by hand. */
export function visitSheet(orgId: string): Paper {
  const input = { orgId, template: null }
  return {
    preview: () => api.inspections.previewSheet(input),
    print: () => api.inspections.printSheet(input),
    savePdf: () => api.inspections.saveSheet(input),
  }
}
