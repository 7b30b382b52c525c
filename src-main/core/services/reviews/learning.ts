// Reviews of learning: texts, courses, discussion, attendance, notes, study brought to members, training.
import { judgeTraining, trainingLimits } from '#shared/rules/organisation.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import { readAlike } from '../learning/alike.ts'
import type { MemberLearning } from '../learning/count.ts'
import { learnedUnits, type LearnedUnit } from '../learning/show.ts'
import { readTraining } from '../learning/training.ts'
import {
  alternateVerdict,
  attendanceVerdict,
  coursesVerdict,
  discussionVerdict,
  notesVerdict,
  readingsVerdict,
  whyHard,
} from '../learning/verdicts.ts'
import type { Review, ReviewLine } from './review.ts'

type UnitJudge = (context: Context, unit: LearnedUnit) => Verdict

/** Branches that have recorded any session; the others have not begun. */
const recorded = async (context: Context): Promise<LearnedUnit[]> =>
  (await learnedUnits(context)).filter(({ learning }) => learning.hasSession)

const byUnit =
  (judge: UnitJudge, to: (orgId: string) => string) =>
  async (context: Context): Promise<readonly ReviewLine[]> =>
    (await recorded(context)).map((each) => ({
      name: each.unit.shortName,
      orgId: each.unit.id,
      to: to(each.unit.id),
      verdict: judge(context, each),
    }))

type MemberJudge = (context: Context, each: MemberLearning) => Verdict | null

const byMember =
  (judge: MemberJudge, to: (orgId: string) => string, units = recorded) =>
  async (context: Context): Promise<readonly ReviewLine[]> =>
    (await units(context)).flatMap(({ unit, learning }) =>
      learning.members.flatMap((each): ReviewLine[] => {
        const verdict = judge(context, each)
        const name = `${unit.shortName}　${each.member.name}`
        return verdict === null ? [] : [{ name, orgId: unit.id, to: to(unit.id), verdict }]
      }),
    )

const tab =
  (name: string) =>
  (orgId: string): string =>
    `/study?tab=${name}&unit=${orgId}`

const attendance = (orgId: string): string => `/attendance/${orgId}`

async function judgeDiscussions(context: Context): Promise<readonly ReviewLine[]> {
  const [units, texts] = await Promise.all([recorded(context), readAlike(context)])
  return units.map(({ unit, learning }) => ({
    name: unit.shortName,
    orgId: unit.id,
    to: tab('discussion')(unit.id),
    verdict: discussionVerdict(context, learning, texts),
  }))
}

/** R-60 on one secretary. */
async function judgeSecretaries(context: Context): Promise<readonly ReviewLine[]> {
  const coverage = { ...trainingLimits.coverage, value: context.campaign.limit('training.secretary') }
  return (await readTraining(context)).map(({ unit, secretary, isTrained }) => {
    const verdict = judgeTraining({ trained: isTrained ? 1 : 0, secretaries: 1 }, { coverage })
    const reason =
      verdict.outcome === 'fail'
        ? `书记${secretary}没有动员前参加培训的记录，请补训并补填签到表。`
        : verdict.outcome === 'pass'
          ? `书记${secretary}动员前参加了培训。`
          : verdict.reason
    return { name: unit.shortName, orgId: unit.id, verdict: { ...verdict, reason } }
  })
}

export const learningReviews: readonly Review[] = [
  {
    key: 'study-readings',
    ledger: 'sessions',
    rule: 'R-17',
    title: '必学篇目',
    about: '单位',
    judge: byUnit((context, { learning }) => readingsVerdict(context, learning), tab('readings')),
  },
  {
    key: 'study-courses',
    ledger: 'sessions',
    rule: 'R-18',
    title: '五门辅导课',
    about: '单位',
    judge: byUnit((context, { learning }) => coursesVerdict(context, learning), tab('courses')),
  },
  {
    key: 'study-discussion',
    ledger: 'sessions',
    rule: 'R-19',
    title: '先进性大讨论和两份成果',
    about: '单位',
    judge: judgeDiscussions,
  },
  {
    key: 'study-attendance',
    ledger: 'sessions',
    rule: 'R-20',
    title: '参学率',
    about: '单位',
    judge: byUnit((context, { learning }) => attendanceVerdict(context, learning), attendance),
  },
  {
    key: 'study-notes',
    ledger: 'note_checks',
    rule: 'R-21',
    title: '学习笔记',
    about: '党员',
    judge: byMember(notesVerdict, (orgId) => `/ledgers/note_checks?unit=${orgId}`, learnedUnits),
  },
  {
    key: 'study-alternate',
    ledger: 'alternatives',
    rule: 'R-12',
    title: '难集中党员的学习形式',
    about: '党员',
    judge: byMember(
      (_, each) => (whyHard(each) === undefined ? null : alternateVerdict(each)),
      (orgId) => `/ledgers/alternatives?unit=${orgId}`,
    ),
  },
  {
    key: 'secretary-training',
    ledger: 'trainings',
    rule: 'R-60',
    title: '支部书记动员前培训',
    about: '单位',
    judge: judgeSecretaries,
  },
]
