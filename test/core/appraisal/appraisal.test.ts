// Meetings and appraisal at the service: who spoke, sums that close, the cap, the order of days, small groups, papers, E-13.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BallotsDraft } from '#shared/contract/appraisal.ts'
import { StaleRecordError } from '../../../src-main/core/db/errors.ts'
import type { Refusal } from '../../../src-main/core/refusal.ts'
import {
  enterBallots,
  setFeedback,
  setNotice,
  setOpinions,
  setView,
} from '../../../src-main/core/services/appraisal/appraise.ts'
import { resultBook } from '../../../src-main/core/services/appraisal/exports.ts'
import { appraisalFigures } from '../../../src-main/core/services/appraisal/figures.ts'
import { listBranches, showBoard } from '../../../src-main/core/services/appraisal/list.ts'
import { makeUp, saveMeeting } from '../../../src-main/core/services/appraisal/meetings.ts'
import { makePaper } from '../../../src-main/core/services/appraisal/papers.ts'
import { appraisalsOf, attendanceOf, meetingsOf } from '../../../src-main/core/services/appraisal/store.ts'
import { runReview } from '../../../src-main/core/services/reviews/show.ts'
import { appraisalReviews } from '../../../src-main/core/services/reviews/appraisal.ts'
import { openContext, type Opened } from '../open-context.ts'
import { addMember, addUnit, DAYS, hold, meetingOf } from './branch.ts'

let opened: Opened
let orgId: string
let ids: string[]
let young: string
beforeEach(async () => {
  opened = await openContext()
  orgId = await addUnit(opened.context)
  ids = []
  for (const name of ['郑文华', '钱大有', '孙小梅', '李树林'])
    ids.push(await addMember(opened.context, orgId, name))
  young = await addMember(opened.context, orgId, '周新', { kind: '预备' })
})
afterEach(() => opened.close())

const everybody = (): string[] => [...ids, young]
const first = (): string => ids[0] ?? ''

const ballots = (memberId: string, more: Partial<BallotsDraft['lines'][number]> = {}) => ({
  memberId,
  version: null,
  excellent: 2,
  qualified: 8,
  basic: 0,
  unqualified: 0,
  abstained: 0,
  total: null,
  ...more,
})
const opinion = (
  memberId: string,
  grade: '优秀' | '合格' | '不合格' | null = '合格',
  version: number | null = null,
) => ({
  memberId,
  version,
  grade,
  opinion: '能按时参加学习，望多联系群众。',
})
const say = (on: string, ...lines: ReturnType<typeof opinion>[]) =>
  setOpinions(opened.context, { orgId, committee: '党员大会', on, lines })
const feedback = (on: string, ...memberIds: string[]) =>
  setFeedback(opened.context, { orgId, memberIds, on, form: '书面', isSigned: true })
const refusalOf = (promise: Promise<unknown>): Promise<Refusal> =>
  promise.then(
    () => {
      throw new Error('not refused')
    },
    (error: unknown) => error as Refusal,
  )
const rowOf = async (id: string) => (await appraisalsOf(opened.context.db.read)).get(id)

describe('the meeting', () => {
  it('counts its members and answers R-41 in a sentence', async () => {
    await hold(opened.context, orgId, everybody())
    const { meetings } = await showBoard(opened.context, orgId)
    expect(meetings[0]).toMatchObject({ expected: 5, attended: 5, examined: 5, criticisms: 10 })
    expect(meetings[0]?.verdict).toMatchObject({ rule: 'R-41', outcome: 'pass' })
  })

  it.each([
    [{ activists: 0 }, 'fail', /没有入党积极分子列席/],
    [{ activists: 0, noActivists: true }, 'pass', /符合要求/],
    [{ representatives: 0 }, 'fail', /没有党外群众代表列席/],
  ] as const)('with %j is %s', async (more, outcome, said) => {
    await saveMeeting(opened.context, meetingOf(orgId, everybody(), more))
    const verdict = (await showBoard(opened.context, orgId)).meetings[0]?.verdict
    expect(verdict?.outcome).toBe(outcome)
    expect(verdict?.reason).toMatch(said)
  })

  it('warns when no more than half of those who may vote have come', async () => {
    const members = meetingOf(orgId, everybody()).members.map((line, i) =>
      i < 2 ? { ...line, attendance: '缺席' as const, examined: false } : line,
    )
    await saveMeeting(opened.context, meetingOf(orgId, [], { members }))
    expect((await showBoard(opened.context, orgId)).meetings[0]?.verdict).toMatchObject({ level: '警告' })
  })

  it.each([
    [{ on: '2005-08-18' }, /还没有开/],
    [{ noticeOn: '2005-08-04' }, /早于开会日期/],
    [{ noActivists: true }, /注明了没有入党积极分子/],
  ] as const)('refuses %j', async (more, said) => {
    await expect(saveMeeting(opened.context, meetingOf(orgId, everybody(), more))).rejects.toThrow(said)
    expect(await meetingsOf(opened.context.db.read)).toEqual([])
  })

  it('is made up once by those who were absent, and stands when the list is saved again', async () => {
    const draft = meetingOf(orgId, everybody())
    const members = draft.members.map((line, i) =>
      i === 0 ? { ...line, attendance: '缺席' as const, examined: false, criticisms: null } : line,
    )
    const { id } = await saveMeeting(opened.context, { ...draft, members })
    const wish = { meetingId: id, memberIds: [first()], way: '补开' as const, host: '姚家和' }
    await expect(makeUp(opened.context, { ...wish, on: '2005-08-04' })).rejects.toThrow(/早于组织生活会/)
    await makeUp(opened.context, { ...wish, on: DAYS.madeUp })
    await expect(makeUp(opened.context, { ...wish, on: DAYS.madeUp })).rejects.toThrow(/已经补开/)
    expect((await meetingsOf(opened.context.db.read)).map(({ kind, attended }) => [kind, attended])).toEqual([
      ['补开', 1],
      ['专题组织生活会', 4],
    ])
    await saveMeeting(opened.context, { ...draft, id, members })
    const rows = await attendanceOf(opened.context.db.read, [id])
    expect(rows.find((row) => row.member_id === first())).toMatchObject({
      attendance: '补开',
      made_up_on: DAYS.madeUp,
      examined: 1,
    })
  })

  it('of leaders follows the feedback of opinions (R-42)', async () => {
    const leader = await addMember(opened.context, orgId, '吴书记', { categories: ['党员领导干部'] })
    const kind = '领导班子专题民主生活会' as const
    await saveMeeting(opened.context, meetingOf(orgId, [leader], { kind, feedbackOn: '2005-08-07' }))
    const held = (await showBoard(opened.context, orgId)).meetings[0]
    expect(held?.verdict?.reason).toMatch(/早于意见反馈.*会后没有通报/)
  })
})

describe('ballots', () => {
  it('close, or nothing is stored and each wrong line is named', async () => {
    const lines = [
      ballots(first()),
      ballots(ids[1] ?? '', { total: 9 }),
      ballots(ids[2] ?? '', { excellent: 9 }),
    ]
    const refused = await refusalOf(enterBallots(opened.context, { orgId, voters: 10, lines }))
    expect(refused.reasons.join()).toMatch(/钱大有：各档票数之和10与票数合计9不等/)
    expect(refused.reasons.join()).toMatch(/孙小梅：票数合计17多于应参加人数10/)
    expect(refused.field).toBe(`${ids[1] ?? ''}.total`)
    expect(await rowOf(first())).toBeUndefined()
  })

  it('of fewer than 5 voters stay covered', async () => {
    const few = { excellent: 1, qualified: 3 }
    await enterBallots(opened.context, { orgId, voters: 4, lines: [ballots(first(), few)] })
    const shown = (await showBoard(opened.context, orgId)).rows.find(({ memberId }) => memberId === first())
    expect(shown?.ballots).toEqual({
      isCovered: true,
      total: 4,
      excellent: null,
      qualified: null,
      basic: null,
      unqualified: null,
      abstained: null,
    })
    await enterBallots(opened.context, {
      orgId,
      voters: 5,
      lines: [ballots(first(), { excellent: 1, qualified: 4, version: 1 })],
    })
    const again = (await showBoard(opened.context, orgId)).rows.find(({ memberId }) => memberId === first())
    expect(again?.ballots).toMatchObject({ isCovered: false, qualified: 4 })
  })

  it('are not written over what somebody else has entered meanwhile', async () => {
    await enterBallots(opened.context, { orgId, voters: 10, lines: [ballots(first())] })
    await expect(
      enterBallots(opened.context, { orgId, voters: 10, lines: [ballots(first())] }),
    ).rejects.toThrow(/已有别人登记/)
    const stale = enterBallots(opened.context, {
      orgId,
      voters: 10,
      lines: [ballots(first(), { version: 9 })],
    })
    await expect(stale).rejects.toThrow(StaleRecordError)
  })
})

describe('the cap on 优秀', () => {
  it('is shown before anyone decides; one too many is a warning, never a refusal', async () => {
    await hold(opened.context, orgId, everybody())
    expect((await showBoard(opened.context, orgId)).cap).toMatchObject({ members: 4, excellent: 0, most: 1 })
    await say(DAYS.committee, opinion(first(), '优秀'), opinion(ids[1] ?? '', '优秀'))
    const { cap } = await showBoard(opened.context, orgId)
    expect(cap.verdict).toMatchObject({ outcome: 'fail', level: '警告' })
  })
})

describe('the order of days', () => {
  it('lets nothing be said of who has not spoken, and says why', async () => {
    expect((await refusalOf(say(DAYS.committee, opinion(first())))).reasons).toEqual([
      '还没有登记专题组织生活会，请先登记。',
    ])
    const draft = meetingOf(orgId, everybody())
    const members = draft.members.map((line, i) =>
      i === 0 ? { ...line, attendance: '缺席' as const, examined: false } : line,
    )
    const { id } = await saveMeeting(opened.context, { ...draft, members })
    await expect(say(DAYS.committee, opinion(first()))).rejects.toThrow(/郑文华没有参加组织生活会/)
    await makeUp(opened.context, {
      meetingId: id,
      memberIds: [first()],
      way: '个别听取',
      on: '2005-08-09',
      host: '',
    })
    await expect(say(DAYS.committee, opinion(first()))).rejects.toThrow(/早于郑文华参加组织生活会/)
    await say('2005-08-09', opinion(first()))
    expect((await rowOf(first()))?.committee_on).toBe('2005-08-09')
  })

  it('is meeting, committee, feedback, notice', async () => {
    await hold(opened.context, orgId, everybody())
    await expect(say('2005-08-04', opinion(first()))).rejects.toThrow(/早于/)
    await expect(say('2005-08-18', opinion(first()))).rejects.toThrow(/还没有到/)
    await expect(feedback(DAYS.feedback, first())).rejects.toThrow(/还没有评议意见/)
    await say(DAYS.committee, ...everybody().map((id) => opinion(id, id === young ? null : '合格')))
    await expect(feedback('2005-08-07', first())).rejects.toThrow(/早于研究日期/)
    await feedback(DAYS.feedback, ...ids)
    const notice = (on: string) => setNotice(opened.context, { orgId, on, form: '公开栏' })
    await expect(notice(DAYS.notice)).rejects.toThrow(/还没有向周新反馈/)
    await feedback('2005-08-11', young)
    await expect(notice('2005-08-10')).rejects.toThrow(/早于向周新反馈/)
    await notice(DAYS.notice)
    const { rows, branch } = await showBoard(opened.context, orgId)
    expect(rows.map(({ verdict }) => verdict?.outcome)).toEqual(['pass', 'pass', 'pass', 'pass', 'pass'])
    expect(branch).toMatchObject({ appraised: 5, fedBack: 5, noticedOn: DAYS.notice })
  })

  it('gives 预备党员 an opinion and no grade', async () => {
    await hold(opened.context, orgId, everybody())
    await expect(say(DAYS.committee, opinion(young, '合格'))).rejects.toThrow(/预备党员周新不评定等次/)
    await say(DAYS.committee, opinion(young, null))
    expect((await rowOf(young))?.grade).toBeNull()
  })

  it('holds the notice back while an objection has not been dealt with', async () => {
    await hold(opened.context, orgId, everybody())
    await say(DAYS.committee, opinion(first()))
    await feedback(DAYS.feedback, first())
    const view = {
      orgId,
      memberId: first(),
      version: (await rowOf(first()))?.row_version ?? 0,
      isSigned: true,
    }
    const objected = { ...view, ownView: '考勤有误。', hasObjection: true, handling: '' }
    await expect(setView(opened.context, { ...objected, ownView: '' })).rejects.toThrow(/有什么异议/)
    await setView(opened.context, objected)
    const notice = setNotice(opened.context, { orgId, on: DAYS.notice, form: '公开栏' })
    await expect(notice).rejects.toThrow(/有异议，请先登记处理情况/)
    const version = (await rowOf(first()))?.row_version ?? 0
    await setView(opened.context, { ...objected, version, handling: '核对考勤，已改正。' })
    await setNotice(opened.context, { orgId, on: DAYS.notice, form: '公开栏' })
    expect((await rowOf(first()))?.noticed_on).toBe(DAYS.notice)
  })
})

describe('M-442, reviews, papers and E-13', () => {
  beforeEach(async () => {
    await hold(opened.context, orgId, everybody())
    await enterBallots(opened.context, { orgId, voters: 10, lines: ids.map((id) => ballots(id)) })
    await say(
      DAYS.committee,
      opinion(first(), '不合格', 1),
      opinion(ids[1] ?? '', '优秀', 1),
      opinion(young, null),
    )
  })

  it('asks for a case where somebody is graded 不合格', async () => {
    const line = (await showBoard(opened.context, orgId)).rows.find(({ memberId }) => memberId === first())
    expect(line).toMatchObject({ needsCase: true, warnings: ['郑文华评定为不合格，未建立教育转化台账。'] })
  })

  it('prints slips with the opinion, and a notice that names nobody and no 不合格', async () => {
    const slips = await makePaper(opened.context, orgId, '反馈单', [first()])
    expect(slips.body.text).toContain('郑文华')
    expect(slips.body.text).toContain('望多联系群众')
    expect(slips.body.text).not.toContain('钱大有')
    const notice = await makePaper(opened.context, orgId, '通报', null)
    expect(notice.body.text).toContain('评定为优秀的1名')
    expect(notice.body.text).not.toMatch(/不合格|郑文华/)
  })

  it('sums up with the printed headers', async () => {
    const sheet = (await resultBook(opened.context)).sheets[0]
    expect(sheet?.columns.map(({ header }) => header)).toEqual([
      '支部',
      '党员数',
      '应参评',
      '实参评',
      '优秀',
      '合格',
      '基本合格',
      '不合格',
      '未评',
      '反馈数',
      '通报时间',
    ])
    expect(sheet?.rows[0]?.slice(1)).toEqual([5, 4, 4, 1, 0, 0, 1, 2, 0, null])
    expect(sheet?.totals?.[0]?.slice(0, 4)).toEqual(['合计', 5, 4, 4])
  })

  it('judges every line of the reviews', async () => {
    const all = await Promise.all(appraisalReviews.map((review) => runReview(opened.context, review)))
    const byKey = new Map(all.map((each) => [each.key, each.counts]))
    expect(byKey.get('org-meetings')).toMatchObject({ 达标: 1 })
    expect(byKey.get('excellent-share')).toMatchObject({ 达标: 1 })
    expect(byKey.get('appraisal-order')).toMatchObject({ 未达标: 3, 未核: 2 })
    expect(all.find(({ key }) => key === 'unqualified-cases')?.lines).toEqual([])
  })

  it('keeps its figures until a record changes', async () => {
    const before = await appraisalFigures(opened.context)
    expect(await appraisalFigures(opened.context)).toBe(before)
    expect(before.get(orgId)).toMatchObject({ members: 5, graded: 4, voted: 4, appraised: 3, fedBack: 0 })
    await feedback(DAYS.feedback, first())
    expect((await appraisalFigures(opened.context)).get(orgId)?.fedBack).toBe(1)
    expect((await listBranches(opened.context))[0]).toMatchObject({ fedBack: 1 })
  })
})
