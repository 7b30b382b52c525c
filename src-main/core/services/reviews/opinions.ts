// Reviews of what was sought, told and talked about in the review phase: for each unit.
import type { LimitSettings } from '#shared/rules/limits.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import {
  hasBegun,
  hasRecords,
  judgeUnitChannels,
  judgeUnitFeedback,
  judgeUnitTalks,
  readOpinions,
  settingsOf,
  type UnitOpinions,
} from '../opinions/facts.ts'
import type { Review, ReviewLine } from './review.ts'

type Judge = (facts: UnitOpinions, settings: LimitSettings) => Verdict

/** Units that have come to it or have recorded something; only branches, which have members, tell and talk. */
const reviewUnits =
  (judge: Judge, tab: string, isAsked: (facts: UnitOpinions) => boolean = () => true) =>
  async (context: Context): Promise<readonly ReviewLine[]> => {
    const settings = settingsOf(context.campaign)
    const all = await readOpinions(context, context.db.read)
    return all
      .filter((facts) => (hasBegun(facts) || hasRecords(facts)) && isAsked(facts))
      .map((facts) => ({
        name: facts.unit.shortName,
        orgId: facts.unit.id,
        to: `/opinions/${facts.unit.id}?tab=${tab}`,
        verdict: judge(facts, settings),
      }))
  }

const hasMembers = ({ people }: UnitOpinions): boolean => people.length > 0

export const opinionReviews: readonly Review[] = [
  {
    key: 'opinion-channels',
    ledger: 'opinion_channels',
    rule: 'R-36',
    title: '征求意见渠道',
    about: '单位',
    // A committee has its branches; its own channels are looked at where it has recorded any.
    judge: reviewUnits(judgeUnitChannels, 'channels', (facts) => hasMembers(facts) || hasRecords(facts)),
  },
  {
    key: 'opinion-feedback',
    ledger: 'opinions',
    rule: 'R-37',
    title: '意见反馈本人',
    about: '单位',
    judge: reviewUnits(judgeUnitFeedback, 'feedback', hasMembers),
  },
  {
    key: 'talk-coverage',
    ledger: 'talks',
    rule: 'R-38',
    title: '谈心谈话覆盖',
    about: '单位',
    judge: reviewUnits(judgeUnitTalks, 'talks', hasMembers),
  },
]
