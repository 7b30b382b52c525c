// Polls through the services: every step, both counts, the freeze, rounds and the report upwards.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { pollMachine, stepFrom, type PollState } from '#shared/rules/machines.ts'
import type { PollAction } from '#shared/rules/poll-action.ts'
import { Refusal } from '../../../src-main/core/refusal.ts'
import { StaleRecordError } from '../../../src-main/core/db/errors.ts'
import { actOnPoll } from '../../../src-main/core/services/polls/act.ts'
import {
  correctCount,
  finishCount,
  keepCount,
  recount,
  startCount,
} from '../../../src-main/core/services/polls/count.ts'
import { pollHistory } from '../../../src-main/core/services/polls/changes.ts'
import { makePaper } from '../../../src-main/core/services/polls/papers.ts'
import { createRound, saveDetails } from '../../../src-main/core/services/polls/prepare.ts'
import { reportPolls } from '../../../src-main/core/services/polls/report.ts'
import { latestPoll, latestPolls, pollRounds } from '../../../src-main/core/services/polls/results.ts'
import { showPanel, showRound } from '../../../src-main/core/services/polls/show.ts'
import { openContext, type Opened } from '../open-context.ts'
import {
  as,
  bringTo,
  count,
  countTwice,
  DAY,
  detailsWith,
  hospital,
  newUnit,
  plain,
  step,
} from './holding.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openContext()
})
afterAll(() => opened.close())

const ctx = () => opened.context
const reasonsOf = async (work: Promise<unknown>): Promise<readonly string[]> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Refusal)
  return error instanceof Refusal ? error.reasons : []
}
const stored = (id: string) =>
  ctx().db.read.selectFrom('poll').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const stepsIn = (id: string) =>
  ctx().db.read.selectFrom('poll_step').selectAll().where('poll_id', '=', id).orderBy('id').execute()
const inSql = (id: string, set: string) =>
  ctx().db.write((trx) => sql.raw(`update poll set ${set} where id = '${id}'`).execute(trx))

const pairs = pollMachine.states.flatMap((state) =>
  pollMachine.actions.map((action) => [state, action] as const),
)

describe.each(pairs)('%s, %s', (state: PollState, action: PollAction) => {
  const legal = stepFrom(pollMachine, state, action)

  it(
    legal === null ? 'is refused and nothing is saved' : `leads to ${legal.to} and leaves a step`,
    async () => {
      const id = await bringTo(ctx(), state)
      if (state === '已收回' && legal !== null) await countTwice(ctx(), id, hospital.counted)
      const [before, way] = [await stored(id), await stepsIn(id)]
      if (legal === null) {
        expect(await reasonsOf(step(ctx(), id, action))).toEqual([
          `这次测评的状态是“${state}”，不能“${action}”。`,
        ])
        expect(await stored(id)).toEqual(before)
        expect(await stepsIn(id)).toEqual(way)
        return
      }
      await step(ctx(), id, action)
      expect((await stored(id)).state).toBe(legal.to)
      expect((await stepsIn(id)).at(-1)).toMatchObject({ from_state: state, action, to_state: legal.to })
    },
  )
})

const jumps = pollMachine.states.flatMap((from) =>
  pollMachine.states
    .filter((to) => to !== from && !pollMachine.steps.some((s) => s.from === from && s.to === to))
    .map((to) => [from, to] as const),
)
it.each(jumps)('straight in SQL %s never becomes %s', async (from, to) => {
  const id = await bringTo(ctx(), from)
  await expect(inSql(id, `state = '${to}', void_reason = '试', void_by = '试'`)).rejects.toThrow()
  expect((await stored(id)).state).toBe(from)
})

describe('each guard', () => {
  it.each([
    ['发票', '筹备', { ballots: null }, '请填写发出的票数'],
    ['发票', '筹备', { ballots: 0 }, '请填写发出的票数'],
    ['收回', '已发票', { ballots: 133 }, '收回票133多于发出票132'],
    ['收回', '已发票', { ballots: null }, '请填写收回的票数'],
    ['统计', '已收回', {}, '第一次计票还没有点完'],
    ['确认', '已统计', { person: '路人' }, '测评结果由督导组人员签字确认'],
    ['确认', '已统计', { on: '2005-08-18' }, '办理日期2005-08-18还没有到'],
    ['确认', '已统计', { on: '2005-08-09' }, '办理日期2005-08-09早于测评时间2005-08-10'],
    ['作废', '已确认', { text: '' }, '请写明作废的理由'],
  ] as const)('%s from %s with %j is refused: %s', async (action, state, more, reason) => {
    const id = await bringTo(ctx(), state)
    const before = await stored(id)
    expect((await reasonsOf(step(ctx(), id, action, more))).join('')).toContain(reason)
    expect(await stored(id)).toEqual(before)
  })

  it('only the leader declares a poll void', async () => {
    const id = await bringTo(ctx(), '已确认')
    const member = as(opened, '叶素心', '组员')
    expect((await reasonsOf(step(member, id, '作废'))).join('')).toContain('作废由组长决定')
  })

  it('nobody confirms without somebody of the group at the meeting', async () => {
    const id = await bringTo(ctx(), '已统计')
    const round = await showRound(ctx(), id)
    await saveDetails(ctx(), {
      id,
      rowVersion: round.rowVersion,
      details: detailsWith(round, { supervisedBy: [] }),
    })
    expect((await reasonsOf(step(ctx(), id, '确认'))).join('')).toContain('没有登记到场的督导人员')
  })

  it('a poll without one valid ballot is not confirmed', async () => {
    const ballots = { issued: 3, returned: 3, counted: count(0, 0, 0, 0, 3) }
    const id = await bringTo(ctx(), '已统计', { ballots })
    expect((await reasonsOf(step(ctx(), id, '确认'))).join('')).toContain('有效票为0，视为未测评')
  })

  it('a version seen before is refused as stale', async () => {
    const id = await bringTo(ctx(), '已统计')
    const { rowVersion } = await showRound(ctx(), id)
    const act = {
      id,
      rowVersion: rowVersion - 1,
      action: '确认' as const,
      on: '2005-08-17',
      person: '田克勤',
      text: '',
      ballots: null,
    }
    await expect(actOnPoll(ctx(), act)).rejects.toBeInstanceOf(StaleRecordError)
  })

  it('who may only read changes nothing', async () => {
    const id = await bringTo(ctx(), '已统计')
    expect((await reasonsOf(step(as(opened, '旁人', '只读'), id, '确认'))).join('')).toContain('只读')
  })
})

describe('the days of a poll', () => {
  it.each([
    ['2005-07-04', '测评时间2005-07-04早于本阶段开始时间2005-07-05，请核对。'],
    ['2004-08-10', '测评时间2004-08-10早于本阶段开始时间2005-07-05，请核对。'],
  ])('%s is refused', async (date, reason) => {
    const { orgId } = await newUnit(ctx())
    expect(await reasonsOf(createRound(ctx(), { ...plain, orgId, date }))).toEqual([reason])
  })
  it('a day ahead is a plan, and no ballot goes out before it', async () => {
    const id = await bringTo(ctx(), '筹备', { round: { date: '2005-08-18' } })
    expect((await reasonsOf(step(ctx(), id, '发票'))).join('')).toContain('还没有到')
  })
  it('materials on the day of the poll are too late', async () => {
    const id = await bringTo(ctx(), '筹备')
    const round = await showRound(ctx(), id)
    const details = detailsWith(round, { materialsOn: DAY })
    expect(await reasonsOf(saveDetails(ctx(), { id, rowVersion: round.rowVersion, details }))).toEqual([
      `资料于${DAY}提供，应早于测评时间${DAY}（R-31），请核对。`,
    ])
  })
})

describe('counting twice', () => {
  it('keeps every stroke so far and hides the first count until both are finished', async () => {
    const id = await bringTo(ctx(), '已收回')
    await startCount(ctx(), { id, which: 1, counter: '周文' })
    await keepCount(ctx(), { id, which: 1, numbers: count(5, 0, 1, 0) })
    expect((await showRound(ctx(), id)).counts[0]).toMatchObject({
      state: '点票中',
      numbers: { grades: { satisfied: 5, dissatisfied: 1 }, invalid: 0 },
    })
    await finishCount(ctx(), { id, which: 1, numbers: hospital.counted })
    await startCount(ctx(), { id, which: 2, counter: '沈芳' })
    const between = await showRound(ctx(), id)
    expect(between.counts[0]).toEqual({ which: 1, counter: '周文', state: '已点完', numbers: null })
    expect(JSON.stringify(await pollHistory(ctx(), id))).not.toContain('满意61')
    await finishCount(ctx(), { id, which: 2, numbers: hospital.counted })
    expect((await showRound(ctx(), id)).counts[0].numbers).toEqual(hospital.counted)
    expect((await showRound(ctx(), id)).differences).toEqual([])
  })

  it('goes on with the strokes after the program was closed', async () => {
    const id = await bringTo(ctx(), '已收回')
    await startCount(ctx(), { id, which: 1, counter: '周文' })
    await keepCount(ctx(), { id, which: 1, numbers: count(7, 2, 0, 0, 1) })
    await startCount(ctx(), { id, which: 1, counter: '周文' })
    expect((await showRound(ctx(), id)).counts[0].numbers).toEqual(count(7, 2, 0, 0, 1))
  })

  it('leaves nothing of the order of the ballots', async () => {
    const id = await bringTo(ctx(), '已统计')
    const left = await ctx().db.read.selectFrom('poll_tally').selectAll().where('poll_id', '=', id).execute()
    expect(left).toEqual([])
    const log = await ctx()
      .db.read.selectFrom('change_log')
      .selectAll()
      .where('entity', '=', 'poll_tally')
      .execute()
    expect(log).toEqual([])
  })

  it('asks for another person the second time, and for the first count first', async () => {
    const id = await bringTo(ctx(), '已收回')
    expect((await reasonsOf(startCount(ctx(), { id, which: 2, counter: '沈芳' }))).join('')).toContain(
      '第一次计票还没有点完',
    )
    await startCount(ctx(), { id, which: 1, counter: '周文' })
    await finishCount(ctx(), { id, which: 1, numbers: hospital.counted })
    expect(await reasonsOf(startCount(ctx(), { id, which: 2, counter: '周文' }))).toEqual([
      '周文已经点第一次，第二次须由另一人点。',
    ])
  })

  it('finds a count that does not close with the ballots returned', async () => {
    const id = await bringTo(ctx(), '已收回')
    await startCount(ctx(), { id, which: 1, counter: '周文' })
    expect(
      (await reasonsOf(finishCount(ctx(), { id, which: 1, numbers: count(60, 51, 13, 3, 2) }))).join(''),
    ).toContain('还差1票')
    expect(
      (await reasonsOf(keepCount(ctx(), { id, which: 1, numbers: count(62, 51, 13, 3, 2) }))).join(''),
    ).toContain('多于收回的130票')
  })

  it('names the differences and lets one be counted again or put right, with a trail', async () => {
    const id = await bringTo(ctx(), '已收回')
    await countTwice(ctx(), id, hospital.counted, count(62, 51, 12, 3, 2))
    expect((await reasonsOf(step(ctx(), id, '统计'))).join('')).toContain(
      '“满意”第一次61、第二次62，“不满意”第一次13、第二次12',
    )
    const { rowVersion } = await showRound(ctx(), id)
    await correctCount(ctx(), { id, rowVersion, which: 2, numbers: hospital.counted, reason: '一票看错档次' })
    await step(ctx(), id, '统计')
    expect(await stored(id)).toMatchObject({ valid: 128, invalid: 2, dissatisfied: 13 })
    const trail = await pollHistory(ctx(), id)
    expect(trail.some(({ reason }) => reason === '更正第二次计票：一票看错档次')).toBe(true)
  })

  it('counts again from nothing, by whoever is free', async () => {
    const id = await bringTo(ctx(), '已收回')
    await countTwice(ctx(), id, hospital.counted, count(62, 51, 12, 3, 2))
    const { rowVersion } = await showRound(ctx(), id)
    await recount(ctx(), { id, rowVersion, which: 2, reason: '重新点一遍' })
    expect((await showRound(ctx(), id)).counts[1]).toMatchObject({ state: '未点', numbers: null })
    await startCount(ctx(), { id, which: 2, counter: '李明' })
    await finishCount(ctx(), { id, which: 2, numbers: hospital.counted })
    await step(ctx(), id, '统计')
  })

  it('knows only the grades of the campaign', async () => {
    const id = await bringTo(ctx(), '已收回')
    await startCount(ctx(), { id, which: 1, counter: '周文' })
    const numbers = { grades: { fairly: 1 }, invalid: 0 }
    expect((await reasonsOf(keepCount(ctx(), { id, which: 1, numbers }))).join('')).toContain(
      '“比较满意”不在本次活动档次中',
    )
  })
})

describe('what the data file itself refuses', () => {
  it.each([
    ['grades that do not close', '已统计', 'satisfied = 60'],
    ['more returned than issued', '已统计', 'issued = 100'],
    ['a vote of a confirmed poll', '已确认', 'satisfied = 62, dissatisfied = 12'],
    ['the day of a confirmed poll', '已确认', "date = '2005-08-11'"],
    ['the people of a confirmed poll', '已确认', `supervised_by = '["叶素心"]'`],
    ['the verdict of a confirmed poll', '已确认', "facts = '{}'"],
    ['the removal of a confirmed poll', '已确认', "deleted_at = '2005-08-17'"],
    [
      'votes while it becomes void',
      '已确认',
      "state = '作废', void_reason = '试', void_by = '试', satisfied = 62, dissatisfied = 12",
    ],
    ['void without a reason', '已确认', "state = '作废'"],
    ['a report before the poll', '已确认', "reported_on = '2005-08-09'"],
    ['a report of what is not confirmed', '已统计', "reported_on = '2005-08-16'"],
    ['a time that is none', '已确认', "reported_on = '2005-08-16', reported_at = '下午'"],
    ['one person counting twice', '已统计', "second_counter = '周文'"],
    ['an analysis without a member', '筹备', "kind = '党性分析材料'"],
    ['a rate that is typed', '筹备', "satisfied_rate = '99%'"],
  ] as const)('%s', async (_, state, set) => {
    const id = await bringTo(ctx(), state)
    await expect(inSql(id, set)).rejects.toThrow()
  })
  it('the same round twice', async () => {
    const { orgId } = await newUnit(ctx())
    const id = await bringTo(ctx(), '筹备', { orgId })
    const columns = 'org_id, kind, phase, round, state'
    const again = `insert into poll (id, created_at, created_by, updated_at, updated_by, row_version, ${columns})
      select 'x', created_at, created_by, updated_at, updated_by, 1, ${columns} from poll where id = '${id}'`
    await expect(ctx().db.write((trx) => sql.raw(again).execute(trx))).rejects.toThrow('重复')
  })
})

describe('a barred unit', () => {
  it('keeps its first round and polls again only after what was made up is on record', async () => {
    const { orgId } = await newUnit(ctx())
    const first = await bringTo(ctx(), '已确认', { orgId })
    expect(await reasonsOf(createRound(ctx(), { ...plain, orgId }))).toEqual([
      '上一轮没有通过，补课有记录后才能再测：请写明补了什么课。',
      '请填写补课时间。',
    ])
    const round = { makeupNote: '夜间急诊值班已落实', makeupOn: '2005-08-13', date: '2005-08-15' }
    const ballots = { issued: 128, returned: 127, counted: count(92, 25, 7, 2, 1) }
    const second = await bringTo(ctx(), '已确认', { orgId, round, ballots })
    const latest = await latestPoll(ctx().db.read, orgId, 'study')
    expect(latest).toMatchObject({
      id: second,
      round: 2,
      isPending: false,
      valid: 126,
      dissatisfied: 7,
      verdict: { outcome: 'pass' },
    })
    const rounds = await pollRounds(ctx().db.read, orgId, 'study')
    expect(rounds.map(({ id, round: n, verdict }) => [id, n, verdict?.outcome])).toEqual([
      [first, 1, 'fail'],
      [second, 2, 'pass'],
    ])
    expect((await latestPolls(ctx().db.read, 'study', ctx().campaign)).get(orgId)?.id).toBe(second)
  })
  it('stays barred when the second round is declared void', async () => {
    const { orgId } = await newUnit(ctx())
    const first = await bringTo(ctx(), '已确认', { orgId })
    const round = { makeupNote: '已经补课整改', makeupOn: '2005-08-13', date: '2005-08-15' }
    await bringTo(ctx(), '作废', { orgId, round })
    expect((await latestPoll(ctx().db.read, orgId, 'study'))?.id).toBe(first)
    expect((await reasonsOf(createRound(ctx(), { ...plain, orgId }))).join('')).toContain(
      '补课有记录后才能再测',
    )
  })
  it('one round at a time', async () => {
    const { orgId } = await newUnit(ctx())
    await bringTo(ctx(), '已收回', { orgId })
    expect((await reasonsOf(createRound(ctx(), { ...plain, orgId }))).join('')).toContain('还没有办完')
    expect(await latestPoll(ctx().db.read, orgId, 'study')).toMatchObject({ isPending: true, verdict: null })
  })
})

describe('what a confirmation keeps', () => {
  it('the verdict with the limit of the day, whatever the limit is later', async () => {
    const id = await bringTo(ctx(), '已确认')
    const facts = JSON.parse((await stored(id)).facts ?? '{}') as {
      verdicts: { rule: string; outcome: string; limits: { value: number }[] }[]
    }
    expect(facts.verdicts[0]).toMatchObject({ rule: 'R-32', outcome: 'fail' })
    expect(facts.verdicts[0]?.limits[0]?.value).toBe(10)
    const [verdict] = (await showRound(ctx(), id)).verdicts
    expect(verdict?.reason).toContain('13/128（10.16%）')
    expect(verdict?.limit).toBe('≥10%')
  })
  it('warns with both numbers when abstentions turn the verdict (M-428)', async () => {
    const ballots = { issued: 32, returned: 31, counted: count(18, 8, 3, 2) }
    const id = await bringTo(ctx(), '已确认', { ballots })
    const verdict = (await showRound(ctx(), id)).verdicts.find(({ rule }) => rule === 'R-32b')
    expect(verdict).toMatchObject({ outcome: 'fail', level: '警告' })
    expect(verdict?.reason).toContain('3/31 = 9.68%')
    expect(verdict?.reason).toContain('3/29 = 10.34%')
  })
})

describe('few ballots', () => {
  it('show the verdict and cover the grades on screen, on paper and in the history', async () => {
    const ballots = { issued: 4, returned: 4, counted: count(2, 1, 1, 0) }
    const id = await bringTo(ctx(), '已确认', { ballots })
    const round = await showRound(ctx(), id)
    expect(round).toMatchObject({ isCovered: true, grades: null, valid: 4, differences: null })
    expect(round.counts.map(({ numbers }) => numbers)).toEqual([null, null])
    expect(round.verdicts[0]).toMatchObject({
      outcome: 'fail',
      reason: '没有通过。票数很少，不显示各档票数。',
    })
    const { page } = await makePaper(ctx(), { id, paper: 'poll_result' })
    expect(page).toContain('不列各档票数')
    expect(page).not.toContain('1/4')
    expect(JSON.stringify(await pollHistory(ctx(), id))).not.toContain('满意2')
  })
  it('five are enough to be shown', async () => {
    const id = await bringTo(ctx(), '已确认', {
      ballots: { issued: 5, returned: 5, counted: count(4, 1, 0, 0) },
    })
    expect(await showRound(ctx(), id)).toMatchObject({ isCovered: false, grades: { satisfied: 4 } })
  })
})

describe('papers', () => {
  it('prints the result with the arithmetic', async () => {
    const id = await bringTo(ctx(), '已确认')
    const { title, page } = await makePaper(ctx(), { id, paper: 'poll_result' })
    expect(title).toContain('满意度测评结果统计表')
    for (const text of [
      '发出132票',
      '收回130票',
      '无效2票',
      '有效128票',
      '13/128（10.16%）',
      '监票人（签字）',
    ])
      expect(page).toContain(text)
  })
  it('prints ballots that cannot be told from each other', async () => {
    const id = await bringTo(ctx(), '已发票')
    const { page } = await makePaper(ctx(), { id, paper: 'poll_ballots' })
    const ballots = page.match(/<section class="ballot">.*?<\/section>/gsu) ?? []
    expect(ballots).toHaveLength(132)
    expect(new Set(ballots).size).toBe(1)
  })
  it('has no result before the ballots are counted', async () => {
    const id = await bringTo(ctx(), '已收回')
    expect((await reasonsOf(makePaper(ctx(), { id, paper: 'poll_result' }))).join('')).toContain(
      '票还没有点完',
    )
  })
})

describe('the report to the office', () => {
  it('is entered for several at once, or for none', async () => {
    const [a, b] = [await bringTo(ctx(), '已确认'), await bringTo(ctx(), '已统计')]
    const report = { on: '2005-08-16', at: '16:00', docNo: '督三〔2005〕5号' }
    expect((await reasonsOf(reportPolls(ctx(), { ids: [a, b], ...report }))).join('')).toContain(
      '测评结果确认后才能上报',
    )
    expect((await stored(a)).reported_on).toBeNull()
    await step(ctx(), b, '确认')
    expect(await reportPolls(ctx(), { ids: [a, b], ...report })).toBe(2)
    expect(await stored(b)).toMatchObject({
      reported_on: '2005-08-16',
      reported_at: '16:00',
      state: '已确认',
    })
  })
  it.each([
    ['2005-08-09', null, '早于测评时间'],
    ['2005-08-18', null, '还没有到'],
    ['2005-08-16', '25:00', '报送钟点'],
  ])('%s %s is refused', async (on, at, reason) => {
    const id = await bringTo(ctx(), '已确认')
    expect((await reasonsOf(reportPolls(ctx(), { ids: [id], on, at, docNo: '' }))).join('')).toContain(reason)
  })
})

describe('the analysis of a member', () => {
  it('is polled by itself and judged by R-43', async () => {
    const { orgId, memberId } = await newUnit(ctx())
    const round = { subjectId: memberId, phase: 'review' }
    const ballots = { issued: 19, returned: 19, counted: count(10, 3, 6, 0) }
    await bringTo(ctx(), '已确认', { orgId, round, ballots })
    const panel = await showPanel(ctx(), { orgId, phase: 'review', kind: null, subjectId: memberId })
    expect(panel).toMatchObject({ kind: '党性分析材料', subject: '张三' })
    expect(panel.rounds[0]?.verdicts[0]?.reason).toContain('13/19（68.42%）')
    expect(await latestPoll(ctx().db.read, orgId, 'review')).toBeNull()
  })
  it('needs a member of the unit', async () => {
    const [{ orgId }, other] = [await newUnit(ctx()), await newUnit(ctx())]
    expect(
      (await reasonsOf(createRound(ctx(), { ...plain, orgId, subjectId: other.memberId }))).join(''),
    ).toContain('花名册里没有')
    expect(
      (await reasonsOf(createRound(ctx(), { ...plain, orgId, kind: '党性分析材料' }))).join(''),
    ).toContain('要选定党员')
  })
})
