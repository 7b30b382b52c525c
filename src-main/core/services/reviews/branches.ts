// Reviews of the branches' ledgers: groups, weak branches, activities, records, preparations and papers of the batch.
import { pollPhases } from '#shared/ledgers/polls.ts'
import {
  judgeDifficultiesOf,
  judgePublicityIn,
  judgePublicPartIn,
  judgeRulesMade,
  judgeThemes,
} from '../branches/activities.ts'
import { judgeGroups, judgeResponsible } from '../branches/groups.ts'
import { judgeMendingOf, judgeRecordsOf } from '../branches/records.ts'
import { judgeBatch, judgeFormsOf, judgePreparations, judgeSecondments } from '../branches/town.ts'
import { compareClasses, judgeClasses, judgeSizes } from '../branches/weak-branches.ts'
import type { Review } from './review.ts'

const publicityReviews = pollPhases.map(([phase, name]): Review => ({
  key: `publicity-${phase}`,
  ledger: 'publicity',
  rule: 'R-27',
  title: `宣传（${name}）`,
  about: '单位',
  judge: judgePublicityIn(phase),
}))

const participationReviews = pollPhases.map(([phase, name]): Review => ({
  key: `participation-${phase}`,
  ledger: 'participation',
  rule: 'R-56',
  title: `四个全程（${name}）`,
  about: '单位',
  judge: judgePublicPartIn(phase),
}))

const ofUnits = (
  key: string,
  ledger: Review['ledger'],
  rule: string,
  title: string,
  judge: Review['judge'],
): Review => ({ key, ledger, rule, title, about: '单位', judge })

const ofTown = (
  key: string,
  ledger: Review['ledger'],
  rule: string,
  title: string,
  judge: Review['judge'],
): Review => ({ key, ledger, rule, title, about: '全镇', judge })

export const branchReviews: readonly Review[] = [
  ofUnits('leading-groups', 'leading_groups', 'R-01', '领导机构和工作机构', judgeGroups),
  ofUnits('first-responsible', 'leading_groups', 'R-02', '责任人', judgeResponsible),
  ofUnits('reorganisations', 'reorganisations', 'R-10', '组织设置和整顿', judgeSizes),
  ofUnits('branch-classes', 'branch_classes', 'R-24', '支部分类定级', judgeClasses),
  ofUnits('branch-classes-roster', 'branch_classes', 'R-24', '定级与名册一致', compareClasses),
  ofUnits('difficulties', 'difficulties', 'R-64', '困难事项有人承诺', judgeDifficultiesOf),
  ofUnits('theme-activities', 'theme_activities', 'R-25', '主题实践活动', judgeThemes),
  ...publicityReviews,
  ...participationReviews,
  ofUnits('mechanisms', 'mechanisms', 'R-53', '三类制度', judgeRulesMade),
  ofUnits('action-records', 'sessions', 'R-22', '活动记录要素', judgeRecordsOf),
  ofTown('mending', 'issues', 'R-55', '边学边改', judgeMendingOf),
  ofTown('preparations', 'preparations', 'R-61', '六项筹备工作', judgePreparations),
  ofTown('forms', 'preparations', 'R-35', '表格样张定稿', judgeFormsOf),
  ofTown('avoidance', 'secondments', 'R-62', '督导人员回避', judgeSecondments),
  ofTown('batch-reports', 'batch_reports', 'R-54', '批次上报三件材料', judgeBatch),
]
