// The migrations in the order they run; a new one gets the next number and a line here.
import type { Migrations } from '../migrate.ts'
import * as foundation from './0001-foundation.ts'
import * as rosters from './0002-rosters.ts'
import * as plans from './0003-plans.ts'
import * as inspections from './0004-inspections.ts'
import * as stages from './0005-stages.ts'
import * as schedule from './0006-schedule.ts'
import * as acceptance from './0007-acceptance.ts'
import * as polls from './0008-polls.ts'
import * as gates from './0009-gates.ts'
import * as analyses from './0010-analyses.ts'
import * as issues from './0011-issues.ts'
import * as notices from './0012-notices.ts'
import * as study from './0013-study.ts'
import * as learning from './0014-learning.ts'
import * as reports from './0015-reports.ts'
import * as supervision from './0016-supervision.ts'
import * as opinions from './0017-opinions.ts'
import * as appraisal from './0018-appraisal.ts'
import * as people from './0019-people.ts'
import * as branches from './0020-branches.ts'

export const migrations: Migrations = {
  '0001-foundation': foundation,
  '0002-rosters': rosters,
  '0003-plans': plans,
  '0004-inspections': inspections,
  '0005-stages': stages,
  '0006-schedule': schedule,
  '0007-acceptance': acceptance,
  '0008-polls': polls,
  '0009-gates': gates,
  '0010-analyses': analyses,
  '0011-issues': issues,
  '0012-notices': notices,
  '0013-study': study,
  '0014-learning': learning,
  '0015-reports': reports,
  '0016-supervision': supervision,
  '0017-opinions': opinions,
  '0018-appraisal': appraisal,
  '0019-people': people,
  '0020-branches': branches,
}
