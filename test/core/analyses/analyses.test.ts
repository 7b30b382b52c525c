// Members' analyses: R-39, R-40 and R-43 at the service, the ballots of a whole branch, the rewrite, what stays covered.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StaleRecordError } from '../../../src-main/core/db/errors.ts'
import type { Refusal } from '../../../src-main/core/refusal.ts'
import type { AnalysisBallots, AnalysisInput } from '#shared/rules/analysis-action.ts'
import { ON_PAPER } from '#shared/rules/analysis-action.ts'
import { actOnAnalysis } from '../../../src-main/core/services/analyses/act.ts'
import { enterPolls, publicise, setMeeting } from '../../../src-main/core/services/analyses/branch.ts'
import { rewriteBook } from '../../../src-main/core/services/analyses/exports.ts'
import { listBranches, showBoard } from '../../../src-main/core/services/analyses/list.ts'
import { makeRegister } from '../../../src-main/core/services/analyses/papers.ts'
import { showAnalysis } from '../../../src-main/core/services/analyses/show.ts'
import { rewriteState } from '../../../src-main/core/services/analyses/state.ts'
import { ensureStage } from '../../../src-main/core/services/stages/stage.ts'
import { write } from '../../../src-main/core/context.ts'
import { openContext, type Opened } from '../open-context.ts'
import {
  act,
  addMember,
  addUnit,
  DAYS,
  FAILED,
  FULL,
  inputFor,
  PASSED,
  planHelp,
  reach,
  rowOf,
  toApproved,
} from './branch.ts'

let opened: Opened
let orgId: string
let id: string
beforeEach(async () => {
  opened = await openContext()
  orgId = await addUnit(opened.context)
  id = await addMember(opened.context, orgId, '郑文华')
})
afterEach(() => opened.close())

const refusalOf = (promise: Promise<unknown>): Promise<Refusal> =>
  promise.then(
    () => {
      throw new Error('not refused')
    },
    (error: unknown) => error as Refusal,
  )
const versionOf = async (memberId: string): Promise<number | null> =>
  (await rowOf(opened.context, memberId))?.row_version ?? null

const ballotsOf = (satisfied: number, valid: number): AnalysisBallots => ({
  valid,
  invalid: 0,
  satisfied,
  basic: 0,
  dissatisfied: valid - satisfied,
  abstained: 0,
})
const sheetOf = async (memberId: string, ballots: AnalysisBallots, note = '') => ({
  orgId,
  on: DAYS.polled,
  person: '叶素心',
  lines: [{ ...ballots, memberId, rowVersion: await versionOf(memberId), note }],
})

describe('R-43 on whole ballots', () => {
  it.each([
    [7, 10, '合格'],
    [70, 100, '合格'],
    [14, 20, '合格'],
    [21, 30, '合格'],
    [69, 100, '待重写'],
    [13, 19, '待重写'],
    [139, 200, '待重写'],
    [1399, 2000, '待重写'],
    [20, 29, '待重写'],
  ])('%i of %i leads to %s', async (satisfied, valid, state) => {
    await toApproved(opened.context, orgId, id)
    await enterPolls(opened.context, await sheetOf(id, ballotsOf(satisfied, valid)))
    expect((await rowOf(opened.context, id))?.state).toBe(state)
    const { polls } = await showAnalysis(opened.context, id)
    expect(polls).toHaveLength(1)
    expect(polls[0]?.outcome).toBe(state === '合格' ? '合格' : '重新撰写')
  })

  it('0 of 0 is not voted on: no round, a reason, and the branch is held up', async () => {
    await toApproved(opened.context, orgId, id)
    expect(
      (await refusalOf(enterPolls(opened.context, await sheetOf(id, ballotsOf(0, 0))))).message,
    ).toContain('请写明原因')
    await enterPolls(opened.context, await sheetOf(id, ballotsOf(0, 0), '住院'))
    expect(await rowOf(opened.context, id)).toMatchObject({
      state: '审阅通过',
      round: 0,
      unpolled_reason: '住院',
    })
    expect(await rewriteState(opened.context.db.read, orgId)).toMatchObject({ done: 0, unpolled: 1 })
    await expect(act(opened.context, id, '测评', { ballots: ballotsOf(0, 0) })).rejects.toThrow('视为未测评')
  })

  it('says the arithmetic with the limit it was judged by', async () => {
    await reach.待重写(opened.context, orgId, id)
    const { polls, line } = await showAnalysis(opened.context, id)
    expect(polls[0]?.arithmetic).toBe('20/29（68.97%）<70% → 重新撰写')
    expect(line).toMatchObject({ share: '20/29（68.97%）', outcome: '重新撰写', next: '定帮助人' })
  })
})

type Refused = readonly [
  what: string,
  action: AnalysisInput['action'],
  Partial<AnalysisInput>,
  string,
  string,
]
const before: readonly Refused[] = [
  ['no category on the roster', '批准免写', {}, '没有年老体弱、文化水平低、书写困难的标记', 'category'],
  ['approved by himself', '批准口述', { person: '郑文华' }, '批准人不能是郑文华本人', 'person'],
  [
    'nothing written',
    '交稿',
    { sections: { gains: '', problems: ' ', roots: '', direction: '' } },
    '四个部分都是空的',
    'problems',
  ],
  ['a day to come', '交稿', { on: '2005-08-18' }, '晚于今天', 'on'],
]
const handedIn: readonly Refused[] = [
  ['returned without a reason', '退回', { reasons: [] }, '退回修改要写明理由', 'reasons'],
  [
    'returned for a reason nobody knows',
    '退回',
    { reasons: ['字不好'] },
    '“字不好”不是退回的理由',
    'reasons',
  ],
  ['read by himself', '通过', { person: '郑文华' }, '审阅人不能是郑文华本人', 'person'],
  ['read before it was written', '通过', { on: '2005-08-01' }, '早于交稿日期', 'on'],
]
const approved: readonly Refused[] = [
  ['counts that do not close', '测评', { ballots: { ...PASSED, satisfied: 29 } }, '与有效票30不等', 'valid'],
  ['on the day the display began', '测评', { on: DAYS.from }, '应在公示开始', 'on'],
  ['no ballots', '测评', { ballots: null }, '没有填票数', 'valid'],
]

describe('what is refused, with the field', () => {
  it.each(before)('%s', async (_, action, more, reason, field) => {
    const refusal = await refusalOf(act(opened.context, id, action, more))
    expect([refusal.message, refusal.field]).toEqual([expect.stringContaining(reason), field])
    expect(await rowOf(opened.context, id)).toBeUndefined()
  })
  it.each(handedIn)('%s', async (_, action, more, reason, field) => {
    await act(opened.context, id, '交稿')
    const refusal = await refusalOf(act(opened.context, id, action, more))
    expect([refusal.message, refusal.field]).toEqual([expect.stringContaining(reason), field])
  })
  it.each(approved)('%s', async (_, action, more, reason, field) => {
    await toApproved(opened.context, orgId, id)
    const refusal = await refusalOf(act(opened.context, id, action, more))
    expect([refusal.message, refusal.field]).toEqual([expect.stringContaining(reason), field])
    expect((await rowOf(opened.context, id))?.round).toBe(0)
  })

  it('a paper without roots cannot be passed, but can be sent back and handed in again', async () => {
    await act(opened.context, id, '交稿', { sections: { ...FULL, roots: '' } })
    await expect(act(opened.context, id, '通过')).rejects.toThrow('没有剖析思想根源')
    await act(opened.context, id, '退回')
    await act(opened.context, id, '交稿', { on: DAYS.read })
    await act(opened.context, id, '通过')
    expect(await rowOf(opened.context, id)).toMatchObject({ version: 2, returned: 1, state: '审阅通过' })
    const { versions } = await showAnalysis(opened.context, id)
    expect(versions.map(({ kind, result, reasons }) => [kind, result, reasons])).toEqual([
      ['初稿', '退回', ['没有根源']],
      ['退回后重交', '通过', []],
    ])
  })

  it('a poll without a display, and one before the branch came to the phase', async () => {
    await act(opened.context, id, '交稿')
    await act(opened.context, id, '通过')
    await expect(act(opened.context, id, '测评')).rejects.toThrow('材料还没有公示')
    await write(opened.context, (journal, trx) => ensureStage(journal, trx, orgId, 'review'))
    const { from, to } = DAYS
    await publicise(opened.context, { orgId, memberIds: null, from, to, range: '支部', form: '公开栏' })
    await expect(act(opened.context, id, '测评')).rejects.toThrow('还没有进入分析评议阶段')
  })

  it('a draft handed in after the meeting', async () => {
    await act(opened.context, id, '交稿')
    await setMeeting(opened.context, { orgId, memberIds: null, on: '2005-08-01' })
    await expect(act(opened.context, id, '通过')).rejects.toThrow('之前提交')
  })

  it('a display that ends before it begins, or begins after the vote', async () => {
    await act(opened.context, id, '交稿')
    await act(opened.context, id, '通过')
    const display = { orgId, memberIds: null, from: DAYS.from, to: DAYS.from, range: '', form: '公开栏' }
    const refusal = await refusalOf(publicise(opened.context, display))
    expect(refusal.reasons).toHaveLength(2)
    expect(refusal.field).toBe('range')
  })

  it('a record somebody else has changed meanwhile', async () => {
    await act(opened.context, id, '交稿')
    const input = { ...inputFor('通过'), memberId: id }
    await expect(actOnAnalysis(opened.context, { ...input, rowVersion: 1 })).rejects.toThrow(StaleRecordError)
    await expect(actOnAnalysis(opened.context, { ...input, rowVersion: null })).rejects.toThrow(
      '已有别人登记',
    )
  })

  it('one wrong line and no ballots at all are stored', async () => {
    const other = await addMember(opened.context, orgId, '范启明')
    for (const each of [id, other]) await toApproved(opened.context, orgId, each)
    const [first, second] = [await sheetOf(id, PASSED), await sheetOf(other, { ...FAILED, valid: 28 })]
    const refusal = await refusalOf(
      enterPolls(opened.context, { ...first, lines: [...first.lines, ...second.lines] }),
    )
    expect(refusal.reasons).toEqual(['范启明：各档票数之和29与有效票28不等，请核对。'])
    expect(refusal.field).toBe(`${other}.valid`)
    expect((await rowOf(opened.context, id))?.round).toBe(0)
  })
})

describe('writing again', () => {
  it('goes from the help through a new version to a second round, and the first one stays', async () => {
    await reach.待重写(opened.context, orgId, id)
    const plan = { memberId: id, plannedOn: '2005-08-18', rewriteBy: '2005-08-25' }
    await expect(
      planHelp(opened.context, { ...plan, rowVersion: (await versionOf(id)) ?? 0, helper: '郑文华' }),
    ).rejects.toThrow('不能是郑文华本人')
    await planHelp(opened.context, { ...plan, rowVersion: (await versionOf(id)) ?? 0, helper: '姚家和' })
    expect((await showAnalysis(opened.context, id)).line.next).toBe('登记帮助')
    await expect(act(opened.context, id, '开始帮助', { text: ' ' })).rejects.toThrow('请写明帮助谈话的情况')
    await act(opened.context, id, '开始帮助')
    await expect(act(opened.context, id, '交稿', { on: DAYS.polled })).rejects.toThrow('早于帮助谈话的日期')
    await act(opened.context, id, '交稿', { on: DAYS.rewritten })
    expect(await rewriteState(opened.context.db.read, orgId)).toMatchObject({
      awaitingRewrite: 1,
      unpolled: 0,
    })
    await act(opened.context, id, '通过', { on: DAYS.rewritten })
    await enterPolls(opened.context, { ...(await sheetOf(id, PASSED)), on: '2005-08-11' })
    const { polls, versions, help } = await showAnalysis(opened.context, id)
    expect(polls.map(({ round, outcome, version }) => [round, outcome, version])).toEqual([
      [1, '重新撰写', 1],
      [2, '合格', 2],
    ])
    expect(versions.map(({ kind }) => kind)).toEqual(['初稿', '重写稿'])
    expect(help.doneOn).toBe(DAYS.rewritten)
    expect(await rewriteState(opened.context.db.read, orgId)).toEqual({
      members: 1,
      done: 1,
      awaitingRewrite: 0,
      unpolled: 0,
      names: { awaitingRewrite: [], unpolled: [] },
    })
  })

  it('the list of those who write again names them with helper and days, marked as internal', async () => {
    await reach.帮助中(opened.context, orgId, id)
    const [sheet] = (await rewriteBook(opened.context, null)).sheets
    expect(sheet?.rows).toEqual([
      [
        1,
        '中共清溪中学支部',
        '郑文华',
        '党员',
        1,
        DAYS.polled,
        '20/29（68.97%）',
        '姚家和',
        DAYS.helped,
        null,
        null,
        '帮助中',
      ],
    ])
    expect(sheet?.title).toContain('内部')
    expect((await listBranches(opened.context))[0]).toMatchObject({
      due: 1,
      handedIn: 1,
      polled: 1,
      rewrite: 1,
    })
  })
})

describe('what stays covered', () => {
  it('fewer than five ballots show only the outcome, on the page, in the list and in the sheet', async () => {
    await toApproved(opened.context, orgId, id)
    await enterPolls(opened.context, await sheetOf(id, ballotsOf(2, 4)))
    const found = await showAnalysis(opened.context, id)
    expect(found.polls[0]).toMatchObject({
      isCovered: true,
      valid: null,
      satisfied: null,
      outcome: '重新撰写',
    })
    expect(JSON.stringify(found)).not.toContain('2/4')
    expect(await rowOf(opened.context, id)).toMatchObject({ valid: null, satisfied: null, rate: null })
    const [sheet] = (await rewriteBook(opened.context, orgId)).sheets
    expect(sheet?.rows[0]?.[6]).toBe('票数少，不显示')
  })

  it('five are shown', async () => {
    await toApproved(opened.context, orgId, id)
    await enterPolls(opened.context, await sheetOf(id, ballotsOf(4, 5)))
    expect((await showAnalysis(opened.context, id)).polls[0]).toMatchObject({ isCovered: false, valid: 5 })
  })
})

describe('what is shown beside', () => {
  it('two papers much alike are shown side by side; papers kept by the branch are like nothing', async () => {
    const text = {
      gains: '参加了全部集中学习，提高了思想认识，增强了党员意识。',
      problems: '理论学习不够系统，联系实际不够紧密，满足于完成任务。',
      roots: '世界观改造抓得不紧，对自己要求不够严格。',
      direction: '今后加强学习，改进作风，认真履行党员义务。',
    }
    const [other, third] = [
      await addMember(opened.context, orgId, '范启明'),
      await addMember(opened.context, orgId, '蒋晓燕'),
    ]
    await act(opened.context, id, '交稿', { sections: text })
    await act(opened.context, other, '交稿', {
      sections: { ...text, problems: '理论学习不够系统，联系实际不够紧密，满足于完成工作。' },
    })
    const paper = { gains: ON_PAPER, problems: ON_PAPER, roots: ON_PAPER, direction: ON_PAPER }
    await act(opened.context, third, '交稿', { sections: paper })
    const { alike } = await showAnalysis(opened.context, id)
    expect(alike).toMatchObject({ name: '范启明', own: Object.values(text).join('\n') })
    expect(alike?.percent).toBeGreaterThanOrEqual(80)
    expect((await showAnalysis(opened.context, third)).alike).toBeNull()
  })

  it('a number of characters nobody has set is told, not taken for reached', async () => {
    await act(opened.context, id, '交稿')
    const { verdicts } = await showAnalysis(opened.context, id)
    expect(verdicts.find(({ outcome }) => outcome === 'not-assessed')?.reason).toContain('没有设字数标准')
  })

  it('the register lists everybody, the board its progress and the reminder', async () => {
    await act(opened.context, id, '交稿')
    await addMember(opened.context, orgId, '范启明')
    const { body } = await makeRegister(opened.context, orgId)
    expect(body.text).toContain('应交2份，已交1份')
    expect(body.text).toContain('内部资料')
    const board = await showBoard(opened.context, orgId)
    expect(board.branch).toMatchObject({ due: 2, handedIn: 1, passed: 0 })
    expect(board.rule.reminder).toContain('不单独搞一个组织处理阶段')
  })
})
