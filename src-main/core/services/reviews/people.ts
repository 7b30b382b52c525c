// Reviews of the ledgers of people: the roster's categories, members apart, care, representatives, exemplars and leaders.
import { compareFloating, judgeCoverage, judgeLostMembers } from '../people/apart.ts'
import { judgeCareVisits, judgePostings } from '../people/care.ts'
import { judgeCategoryCounts, judgeJoinedBefore, judgeRetired } from '../people/categories.ts'
import { judgeNegatives, judgeRecommendations } from '../people/exemplars.ts'
import { judgeContacts, judgeExamples } from '../people/leaders.ts'
import { judgeMassRepresentatives } from '../people/representatives.ts'
import type { Review } from './review.ts'

const over =
  (about: Review['about']) =>
  (key: string, ledger: Review['ledger'], rule: string, title: string, judge: Review['judge']): Review => ({
    key,
    ledger,
    rule,
    title,
    about,
    judge,
  })

const members = over('党员')
const units = over('单位')
const leaders = over('领导')

export const peopleReviews: readonly Review[] = [
  members('joined-before', 'members', 'R-12', '建国前入党', judgeJoinedBefore),
  members('retired-age', 'members', 'R-12b', '离退休党员的年龄', judgeRetired),
  units('category-counts', 'members', 'R-12', '上报的各类党员人数', judgeCategoryCounts),
  members('lost-members', 'lost_members', 'R-13', '失联认定和查找', judgeLostMembers),
  units('lost-coverage', 'lost_members', 'R-13', '联系上的党员', judgeCoverage),
  members('floating-roster', 'floating_members', 'R-12', '流动党员与花名册一致', compareFloating),
  members('difficult-posting', 'difficult_members', 'R-26b', '困难党员名单公示', judgePostings),
  units('care-visits', 'care_visits', 'R-26', '三类困难党员走访一次', judgeCareVisits),
  units('representatives', 'representatives', 'R-31', '群众代表和资料提供', judgeMassRepresentatives),
  units('exemplars', 'exemplars', 'R-23', '典型推荐', judgeRecommendations),
  units('negative-exemplars', 'exemplars', 'R-23b', '反面典型不公开点名', judgeNegatives),
  leaders('contact-points', 'contact_points', 'R-04', '领导干部联系点', judgeContacts),
  leaders('leader-example', 'leader_duties', 'R-05', '领导干部带头', judgeExamples),
]
