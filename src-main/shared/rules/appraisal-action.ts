// What may be written down of a member's appraisal, and when: the same questions for the page and for the store.
import { formatChinese } from '../text/civil-date.ts'
import { excellentLimits, judgeAppraisal, judgeExcellent, judgeMeeting, meetingLimits } from './appraisal.ts'
import { judgeLeadersMeeting } from './leaders.ts'
import { withSettings, type LimitSettings } from './limits.ts'
import type { Verdict } from './verdict.ts'

export const meetingKinds = ['专题组织生活会', '领导班子专题民主生活会', '补开'] as const
export type MeetingKind = (typeof meetingKinds)[number]

export const appraisalGrades = ['优秀', '合格', '基本合格', '不合格'] as const
export type AppraisalGrade = (typeof appraisalGrades)[number]

export interface Objection {
  readonly field: string
  readonly reason: string
}

/** Branches with fewer members have no committee (支委会): the meeting of all members decides. */
export const COMMITTEE_FROM = 7

export const committeeFor = (fullMembers: number): '支委会' | '党员大会' =>
  fullMembers < COMMITTEE_FROM ? '党员大会' : '支委会'

/** The most who may be graded 优秀 of so many; null when no cap is set or there is nobody. */
export function mostExcellent(members: number, settings: LimitSettings): number | null {
  const { most } = judgeExcellent({ excellent: 0, members }, withSettings(excellentLimits, settings)).facts
  return typeof most === 'number' ? most : null
}

/** R-44 as it stands and as it would stand. */
export const judgeCap = (excellent: number, members: number, settings: LimitSettings): Verdict =>
  judgeExcellent({ excellent, members }, withSettings(excellentLimits, settings))

export interface MeetingFacts {
  readonly activists: number
  readonly representatives: number
  readonly noActivists: boolean
  readonly voting: number
  readonly attended: number
  readonly examined: number
}

/** R-41 with the town's limits. */
export const judgeHeldMeeting = (facts: MeetingFacts, settings: LimitSettings): Verdict =>
  judgeMeeting(facts, withSettings(meetingLimits, settings))

export interface LeadersFacts {
  readonly heldOn: string
  readonly feedbackOn: string | null
  readonly noticeOn: string | null
  readonly members: readonly {
    readonly name: string
    readonly attended: boolean
    readonly written: boolean
  }[]
}

/** */
export const judgeHeldByLeaders = ({ heldOn, feedbackOn, noticeOn, members }: LeadersFacts): Verdict =>
  judgeLeadersMeeting({
    heldOn,
    ...(feedbackOn === null ? {} : { feedbackOn }),
    ...(noticeOn === null ? {} : { noticeOn }),
    members: members.map((each) => ({ ...each })),
  })

export interface Ballots {
  readonly excellent: number
  readonly qualified: number
  readonly basic: number
  readonly unqualified: number
  readonly abstained: number
}

export const ballotSum = (ballots: Ballots): number =>
  ballots.excellent + ballots.qualified + ballots.basic + ballots.unqualified + ballots.abstained

/** Sums that do not close; `total` and `voters` are null where nobody said them. */
export function objectionsToBallots(
  ballots: Ballots,
  total: number | null,
  voters: number | null,
): Objection[] {
  const sum = ballotSum(ballots)
  const cast = total ?? sum
  return [
    ...(total !== null && total !== sum
      ? [{ field: 'total', reason: `各档票数之和${sum}与票数合计${total}不等，请核对票面。` }]
      : []),
    ...(voters !== null && cast > voters
      ? [{ field: 'total', reason: `票数合计${cast}多于应参加人数${voters}，请核对。` }]
      : []),
  ]
}

export interface AppraisalFacts {
  readonly name: string
  readonly kind: '正式' | '预备'
  /** Day of the meeting he spoke at, or of making it up; null while he has not. */
  readonly spokeOn: string | null
  /** The branch has held its meeting. */
  readonly isHeld: boolean
  /** Why nothing may be said of him yet: his own paper was not voted on or is being rewritten; '' when it may. */
  readonly held: string
  readonly committeeOn: string | null
  readonly feedbackOn: string | null
  readonly hasObjection: boolean
  readonly handling: string
}

const day = (on: string): string => formatChinese(on)

const notYet = (on: string, today: string, what: string): Objection[] =>
  on > today ? [{ field: 'on', reason: `${what}${day(on)}还没有到，请核对。` }] : []

/** who was absent and has not been heard since gets no opinion yet. */
function missedMeeting({ name, isHeld, spokeOn }: AppraisalFacts): Objection[] {
  if (!isHeld) return [{ field: 'member', reason: '还没有登记专题组织生活会，请先登记。' }]
  return spokeOn === null
    ? [{ field: 'member', reason: `${name}没有参加组织生活会，请先补开或个别听取，再提评议意见。` }]
    : []
}

/** Why the committee's opinion may not be written down; empty when it may. */
export function objectionsToOpinion(
  facts: AppraisalFacts,
  input: { readonly on: string; readonly grade: AppraisalGrade | null; readonly opinion: string },
  today: string,
): Objection[] {
  const { name, kind, spokeOn } = facts
  return [
    ...missedMeeting(facts),
    ...(facts.held === '' ? [] : [{ field: 'member', reason: `${name}${facts.held}` }]),
    ...(input.opinion.trim() === '' ? [{ field: 'opinion', reason: `没有写${name}的评议意见。` }] : []),
    ...(kind === '预备' && input.grade !== null
      ? [{ field: 'grade', reason: `预备党员${name}不评定等次，请清空等次。` }]
      : []),
    ...notYet(input.on, today, '研究日期'),
    ...(spokeOn !== null && input.on < spokeOn
      ? [
          {
            field: 'on',
            reason: `研究日期${day(input.on)}早于${name}参加组织生活会的${day(spokeOn)}，请核对。`,
          },
        ]
      : []),
    ...(facts.feedbackOn !== null && input.on > facts.feedbackOn
      ? [{ field: 'on', reason: `已于${day(facts.feedbackOn)}向${name}反馈，研究日期不能在反馈以后。` }]
      : []),
  ]
}

/** Why the member cannot have been told on that day. */
export function objectionsToFeedback(facts: AppraisalFacts, on: string, today: string): Objection[] {
  const { name, committeeOn } = facts
  if (committeeOn === null)
    return [{ field: 'member', reason: `${name}还没有评议意见，请先登记支委会（党员大会）研究的意见。` }]
  return [
    ...notYet(on, today, '反馈日期'),
    ...(on < committeeOn
      ? [{ field: 'on', reason: `向${name}反馈的日期${day(on)}早于研究日期${day(committeeOn)}，请核对。` }]
      : []),
  ]
}

/** Why it cannot have been made known on that day, as far as this member goes. */
export function objectionsToNotice(facts: AppraisalFacts, on: string, today: string): Objection[] {
  const { name, feedbackOn } = facts
  if (feedbackOn === null)
    return [{ field: 'member', reason: `还没有向${name}反馈评议意见，请先反馈本人，再通报。` }]
  return [
    ...notYet(on, today, '通报日期'),
    ...(on < feedbackOn
      ? [{ field: 'on', reason: `通报日期${day(on)}早于向${name}反馈的${day(feedbackOn)}，请核对。` }]
      : []),
    ...(facts.hasObjection && facts.handling.trim() === ''
      ? [{ field: 'member', reason: `${name}对评议意见有异议，请先登记处理情况，再通报。` }]
      : []),
  ]
}

export interface StoredAppraisal {
  readonly kind: '正式' | '预备'
  readonly grade: AppraisalGrade | null
  readonly opinion: string | null
  readonly meetingOn: string | null
  readonly committeeOn: string | null
  readonly feedbackOn: string | null
  readonly noticedOn: string | null
}

/** R-44b on what is stored; null while the member's branch has not met. */
export function judgeStored(stored: StoredAppraisal): Verdict | null {
  const { kind, grade, opinion, meetingOn, committeeOn, feedbackOn, noticedOn } = stored
  if (meetingOn === null) return null
  return judgeAppraisal({
    kind,
    meetingOn,
    ...(grade === null ? {} : { grade }),
    ...(opinion === null ? {} : { opinion }),
    ...(committeeOn === null ? {} : { committeeOn }),
    ...(feedbackOn === null ? {} : { feedbackOn }),
    ...(noticedOn === null ? {} : { noticeOn: noticedOn }),
  })
}
