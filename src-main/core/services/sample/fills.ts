// Who fills the ledgers of the sample town, in the order they need each other.
import { fillAppraisal } from './fill-appraisal.ts'
import { fillOpinions } from './fill-opinions.ts'
import { fillLeaders } from './fill-leaders.ts'
import { fillPeople } from './fill-people.ts'
import { fillReports } from './fill-reports.ts'
import { fillBranches } from './fill-branches.ts'
import { fillSupervision } from './fill-supervision.ts'
import { fillLearning } from './fill-learning.ts'
import { fillStudy } from './fill-study.ts'
import type { Fill } from './fill.ts'

export const fills: readonly (readonly [what: string, fill: Fill])[] = [
  ['学习和考勤', fillStudy],
  ['笔记、送学和培训', fillLearning],
  ['征求意见和谈心', fillOpinions],
  ['组织生活会和民主评议', fillAppraisal],
  ['党员名册和关爱', fillPeople],
  ['领导联系点和带头', fillLeaders],
  ['机构、活动和制度', fillBranches],
  ['督导日志、周报和抽样', fillSupervision],
  // Counts what the others have put in.
  ['周报、采用和通报', fillReports],
]
