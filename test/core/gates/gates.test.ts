// Moves from stage to stage through the services: every state with every action, each missing condition, and what stays on file.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { transitionMachine, stepFrom, type TransitionState } from '#shared/rules/machines.ts'
import type { GateAction } from '#shared/contract/gates.ts'
import { write, type Context } from '../../../src-main/core/context.ts'
import { StaleRecordError } from '../../../src-main/core/db/errors.ts'
import { readCampaign } from '../../../src-main/core/services/campaign-settings.ts'
import { actOnGate, ruleOnCounting, saveDraft } from '../../../src-main/core/services/gates/act.ts'
import { gateBoard } from '../../../src-main/core/services/gates/board.ts'
import { gateBook } from '../../../src-main/core/services/gates/export-book.ts'
import { makePaper } from '../../../src-main/core/services/gates/papers.ts'
import { showGate } from '../../../src-main/core/services/gates/show.ts'
import { openContext, type Opened } from '../open-context.ts'
import {
  act,
  addPoll,
  addSevereFinding,
  inputFor,
  lines,
  PHASE,
  readyUnit,
  reasonsOf,
  setLimit,
  TODAY,
  walk,
  withdrawPoll,
} from './arrange.ts'

let opened: Opened
let context: Context
beforeAll(async () => {
  opened = await openContext()
  context = opened.context
})
afterAll(() => opened.close())

const see = (orgId: string) => showGate(context, { orgId, phase: PHASE })
const member = (): Context => ({ ...context, actor: { id: 'm', name: '石文博', role: '组员' } })
/** The same folder with the town's limits as they are now. */
const fresh = async (): Promise<Context> => ({ ...context, campaign: await readCampaign(context.db.read) })

const TO: Readonly<Record<TransitionState, readonly GateAction[]>> = {
  草稿: [],
  已申请: ['申请'],
  督导组审核: ['申请', '受理'],
  同意: ['申请', '受理', '同意'],
  不予转段: ['申请', '受理', '不予转段'],
  已报先教办: ['申请', '受理', '同意', '报先教办'],
  已批准: ['申请', '受理', '同意', '报先教办', '批准'],
  退回: ['申请', '受理', '同意', '报先教办', '退回'],
  已转段: ['申请', '受理', '同意', '报先教办', '转段'],
}

async function unitIn(state: TransitionState): Promise<string> {
  const orgId = await readyUnit(context)
  if (state === '草稿') {
    const draft = { summary: '', plannedOn: null, plannedAt: null }
    await saveDraft(context, { orgId, phase: PHASE, id: null, rowVersion: null, ...draft })
    return orgId
  }
  // The office's approval is asked for only where the switch is on.
  if (state !== '已批准') await walk(context, orgId, TO[state])
  return orgId
}

describe.each(transitionMachine.states.filter((state) => state !== '已批准'))('in %s', (state) => {
  let orgId: string
  beforeAll(async () => {
    orgId = await unitIn(state)
  })
  const isOpen = (action: GateAction): boolean =>
    stepFrom(transitionMachine, state, action) !== null || (state === '已报先教办' && action === '转段')

  it.each(transitionMachine.actions.filter((action) => !isOpen(action)))(
    'refuses %s and saves nothing',
    async (action) => {
      const before = await lines(context)
      const [reason = ''] = await reasonsOf(act(context, orgId, action))
      expect(reason).toContain(`转段手续的状态是“${state}”，不能“${action}”`)
      expect((await see(orgId)).facts.state).toBe(state)
      expect(await lines(context)).toBe(before)
    },
  )
})

describe('the way of a move', () => {
  it('leaves a line for every step and takes the stage along', async () => {
    const orgId = await readyUnit(context)
    await walk(context, orgId, TO.已转段)
    const gate = await see(orgId)
    expect(gate.request?.steps.map(({ action }) => action)).toEqual([
      '申请',
      '受理',
      '同意',
      '报先教办',
      '批准',
      '转段',
    ])
    expect(gate.request?.steps[4]?.text).toBe('无须先教办批准')
    expect(gate.stageState).toBe('已转段')
    expect(gate.gates.map(({ state }) => state)).toEqual(['已转段', '进行中', '未开始'])
    expect(gate.headline.word).toBe('已转段')
  })

  it('stores what was shown: the decision and the move read the same a year later', async () => {
    const orgId = await readyUnit(context)
    await walk(context, orgId, ['申请', '受理'])
    const before = await see(orgId)
    await walk(context, orgId, ['同意', '报先教办'])
    const agreed = await see(orgId)
    await walk(context, orgId, ['转段'])
    const { request, rows, asOf } = await see(orgId)
    const [decision, move] = request?.snapshots ?? []
    expect(decision?.rows).toEqual(before.rows)
    expect(decision?.arithmetic).toEqual(before.arithmetic)
    expect(move?.rows).toEqual(rows)
    expect(asOf).toBe(TODAY)
    expect(move?.rows.map(({ fact }) => fact)).toEqual(agreed.rows.map(({ fact }) => fact))
    expect(decision?.poll).toMatchObject({ round: 1, valid: 31, dissatisfied: 2 })
  })

  it('judges a filed move by the limits of its day and says that they have changed', async () => {
    const other = await openContext()
    try {
      const orgId = await readyUnit(other.context)
      await walk(other.context, orgId, TO.已转段)
      await setLimit(other.context, 'poll.dissatisfied.bar', 5)
      const now = { ...other.context, campaign: await readCampaign(other.context.db.read) }
      const gate = await showGate(now, { orgId, phase: PHASE })
      expect(gate.headline.word).toBe('已转段')
      expect(gate.rows.find(({ key }) => key === 'poll')?.status).toBe('met')
      expect(gate.request?.differs).toEqual(['“不满意率（转段）”当时是10%，现在是5%；决定按当时的标准作出。'])
    } finally {
      await other.close()
    }
  })
})

const consentInput = async (orgId: string): Promise<readonly string[]> =>
  reasonsOf(act(context, orgId, '同意'))

describe('a missing condition', () => {
  it.each([
    ['plan', '活动方案还没有报送。'],
    ['actions', '规定动作未全部完成'],
    ['poll', '没有经督导组确认的测评，不得转段。'],
  ] as const)('%s keeps the group from agreeing', async (without, sentence) => {
    const orgId = await readyUnit(context, { without })
    await walk(context, orgId, ['申请', '受理'])
    expect((await consentInput(orgId)).join('')).toContain(sentence)
    expect((await see(orgId)).facts.state).toBe('督导组审核')
  })

  it('severe findings keep the group from agreeing until they are closed', async () => {
    const orgId = await readyUnit(context)
    await walk(context, orgId, ['申请', '受理'])
    await addSevereFinding(context, orgId)
    expect((await consentInput(orgId)).join('')).toContain('严重督导问题1件没有销号')
  })

  it('a unit that is not accepted cannot even apply', async () => {
    const { begunUnit } = await import('../acceptance/rounds.ts')
    const orgId = await begunUnit(context)
    expect((await reasonsOf(act(context, orgId, '申请'))).join('')).toContain('不能“申请转段”')
    expect((await see(orgId)).cannotApply).toContain('验收合格后才能申请转段')
  })

  it.each([
    ['阶段小结', { text: ' ' }, '阶段小结未交'],
    ['申请人', { person: '' }, '没有填申请人'],
    ['拟转段', { plannedOn: null }, '没有填拟转段日期'],
    ['日期', { on: '2005-08-18' }, '还没有到'],
  ])('%s is asked for when applying', async (_what, more, sentence) => {
    const orgId = await readyUnit(context)
    expect((await reasonsOf(act(context, orgId, '申请', more))).join('')).toContain(sentence)
    expect((await see(orgId)).request).toBeNull()
  })

  it('only the leader of the group decides', async () => {
    const orgId = await readyUnit(context)
    await walk(context, orgId, ['申请', '受理'])
    for (const action of ['同意', '不予转段'] as const)
      expect((await reasonsOf(act(member(), orgId, action))).join('')).toContain('由组长决定')
  })

  it('without a report nothing moves', async () => {
    const orgId = await readyUnit(context)
    await walk(context, orgId, ['申请', '受理', '同意'])
    const gate = await see(orgId)
    expect(gate.rows.find(({ key }) => key === 'report')).toMatchObject({ status: 'pending' })
    expect((await reasonsOf(act(context, orgId, '转段'))).join('')).toContain('不能“转段”')
  })
})

describe('R-32', () => {
  it('bars exactly 10%, and lets a new round pass', async () => {
    const orgId = await readyUnit(context, { votes: { satisfied: 27, dissatisfied: 3 } })
    await walk(context, orgId, ['申请', '受理'])
    expect(await consentInput(orgId)).toEqual([
      '不满意3/30（10.00%），达到或超过10%，一律不准转入下一阶段；请补课整改后重新测评。',
    ])
    await walk(context, orgId, ['不予转段'])
    expect((await see(orgId)).request).toMatchObject({
      state: '不予转段',
      refused: [expect.stringContaining('3/30')],
    })
    expect((await reasonsOf(act(context, orgId, '重新申请'))).join('')).toContain('须补课整改后重新测评')
    await addPoll(context, orgId, { satisfied: 28, dissatisfied: 2, round: 2, on: '2005-08-12' })
    await walk(context, orgId, ['重新申请', '申请', '受理', '同意', '报先教办', '转段'])
    const gate = await see(orgId)
    expect(gate.request).toMatchObject({ attempt: 2, state: '已转段' })
    expect(gate.earlier).toHaveLength(1)
    expect(gate.earlier[0]?.snapshots[0]?.poll).toMatchObject({ round: 1, valid: 30, dissatisfied: 3 })
  })

  it.each([
    [3, 28, '同意'],
    [1, 9, '督导组审核'],
    [13, 115, '督导组审核'],
    [16, 151, '同意'],
  ])('%i against and %i for: %s', async (dissatisfied, satisfied, state) => {
    const orgId = await readyUnit(context, { votes: { satisfied, dissatisfied } })
    await walk(context, orgId, ['申请', '受理'])
    await reasonsOf(act(context, orgId, '同意'))
    expect((await see(orgId)).facts.state).toBe(state)
  })

  it('asks the office where the counting of abstentions decides, and judges as it ruled', async () => {
    const votes = { satisfied: 26, dissatisfied: 3, abstained: 2 }
    const ruling = { text: '先教办电话答复', on: TODAY }
    const kept = await readyUnit(context, { votes })
    await walk(context, kept, ['申请', '受理'])
    expect((await consentInput(kept)).join('')).toContain('口径不同结论不同')
    const seen = async (orgId: string) => {
      const { request } = await see(orgId)
      return { orgId, phase: PHASE, id: request?.id ?? null, rowVersion: request?.rowVersion ?? null }
    }
    await ruleOnCounting(context, { ...(await seen(kept)), ...ruling, counting: '弃权计入有效票' })
    await walk(context, kept, ['同意'])
    const turned = await readyUnit(context, { votes })
    await walk(context, turned, ['申请', '受理'])
    await ruleOnCounting(context, { ...(await seen(turned)), ...ruling, counting: '弃权不计入有效票' })
    expect((await consentInput(turned)).join('')).toContain('3/29（10.34%）')
  })

  it('refuses a ruling where every counting says the same', async () => {
    const orgId = await readyUnit(context, { votes: { satisfied: 27, dissatisfied: 3 } })
    const input = { orgId, phase: PHASE, id: null, rowVersion: null, counting: '弃权不计入有效票' as const }
    const reasons = await reasonsOf(ruleOnCounting(context, { ...input, text: '答复', on: TODAY }))
    expect(reasons.join('')).toContain('各种口径结论相同')
  })

  it('takes the move back to the table when the poll it rests on is withdrawn', async () => {
    const orgId = await readyUnit(context)
    await walk(context, orgId, ['申请', '受理', '同意', '报先教办'])
    const { pollId } = await see(orgId)
    await withdrawPoll(context, pollId ?? '', '票箱封条破损，票数不能作准')
    expect((await reasonsOf(act(context, orgId, '转段'))).length).toBeGreaterThan(0)
    await walk(context, orgId, ['退回', '重新申请'])
    expect((await see(orgId)).request).toMatchObject({ attempt: 2, state: '草稿' })
  })
})

describe('R-33', () => {
  const agreed = async (): Promise<string> => {
    const orgId = await readyUnit(context)
    await walk(context, orgId, ['申请', '受理', '同意'])
    return orgId
  }

  it.each([
    ['after the planned day', { on: TODAY, plannedOn: '2005-08-16' }, '不早于转段'],
    ['on the day without times', { on: TODAY, plannedOn: TODAY }, '须记录钟点'],
    ['at 16:00 for 14:00', { on: TODAY, plannedOn: TODAY, at: '16:00', plannedAt: '14:00' }, '不早于转段'],
    ['at the same minute', { on: TODAY, plannedOn: TODAY, at: '14:00', plannedAt: '14:00' }, '不早于转段'],
    ['before the vote', { on: '2005-08-09' }, '早于测评日期'],
    ['on a day to come', { on: '2005-08-18', plannedOn: '2005-08-19' }, '还没有到'],
  ])('refuses a report %s', async (_what, more, sentence) => {
    const orgId = await agreed()
    expect((await reasonsOf(act(context, orgId, '报先教办', more))).join('')).toContain(sentence)
    expect((await see(orgId)).request?.reportedOn).toBeNull()
  })

  it('lets a report in the morning stand before a meeting in the afternoon', async () => {
    const orgId = await agreed()
    await act(context, orgId, '报先教办', { on: TODAY, at: '09:00', plannedOn: TODAY, plannedAt: '14:00' })
    expect((await reasonsOf(act(context, orgId, '转段', { at: '08:30' }))).join('')).toContain('不早于转段')
    expect((await reasonsOf(act(context, orgId, '转段', { at: null }))).join('')).toContain('须记录钟点')
    expect((await act(context, orgId, '转段', { at: '14:00' })).facts.state).toBe('已转段')
  })

  it('writes the report on the poll, and refuses another time than the poll says', async () => {
    const orgId = await agreed()
    await act(context, orgId, '报先教办', { on: '2005-08-12', at: '16:00', plannedOn: TODAY })
    expect((await see(orgId)).reportKnown).toMatchObject({ on: '2005-08-12', at: '16:00' })
    const other = await agreed()
    const { pollId } = await see(other)
    await write(context, (journal) =>
      journal.change('poll', pollId ?? '', { reported_on: '2005-08-11', reported_at: null }),
    )
    expect((await reasonsOf(act(context, other, '报先教办'))).join('')).toContain('2005-08-11，与此不一致')
  })

  it('asks for the office only with the switch on', async () => {
    const other = await openContext()
    try {
      await setLimit(other.context, 'transition.office_approval', 1)
      const on = { ...other.context, campaign: await readCampaign(other.context.db.read) }
      const orgId = await readyUnit(on)
      await walk(on, orgId, ['申请', '受理', '同意', '报先教办'])
      expect((await reasonsOf(act(on, orgId, '转段'))).join('')).toContain('先教办尚未批准')
      await walk(on, orgId, ['批准'])
      for (const action of transitionMachine.actions.filter((each) => each !== '转段'))
        expect((await reasonsOf(act(on, orgId, action))).join('')).toContain('的状态是“已批准”')
      expect((await act(on, orgId, '转段')).rows.at(-1)).toMatchObject({ key: 'office', status: 'met' })
    } finally {
      await other.close()
    }
    const orgId = await agreed()
    await walk(context, orgId, ['报先教办'])
    expect((await reasonsOf(act(context, orgId, '批准'))).join('')).toContain('没有规定转段须先教办批准')
  })
})

describe('two at once', () => {
  it('refuses who saw an older attempt', async () => {
    const orgId = await readyUnit(context)
    await walk(context, orgId, ['申请'])
    const stale = await inputFor(context, orgId, '受理')
    await walk(context, orgId, ['受理'])
    await expect(actOnGate(context, stale)).rejects.toBeInstanceOf(StaleRecordError)
    await expect(actOnGate(context, { ...stale, id: null, rowVersion: null })).rejects.toBeInstanceOf(
      StaleRecordError,
    )
  })
})

describe('the board and the papers', () => {
  it('counts every unit once and says what holds it up', async () => {
    const orgId = await readyUnit(context, { votes: { satisfied: 9, dissatisfied: 1 } })
    const board = await gateBoard(await fresh(), { phase: null })
    expect(board.phase).toBe('study')
    const { counts } = board
    expect(counts.待转段 + counts.被挡 + counts.已转段 + counts.未到).toBe(counts.all)
    const line = board.lines.find((each) => each.orgId === orgId)
    expect(line).toMatchObject({ group: '被挡', headline: { kind: 'barred' } })
    expect(line?.stuck).toContain('1/10（10.00%）')
  })

  it('prints the sheet and the form with the arithmetic and the snapshot', async () => {
    const orgId = await readyUnit(context)
    await walk(context, orgId, ['申请', '受理', '同意'])
    const sheet = await makePaper(context, { orgId, phase: PHASE, paper: '核对单', attempt: null })
    expect(sheet.body.text).toContain('不满意 2/31 = 6.45% ＜ 10%')
    const form = await makePaper(context, { orgId, phase: PHASE, paper: '审批表', attempt: null })
    expect(form.title).toContain('转段审批表（学习动员→分析评议）')
    expect(form.body.text).toContain('决定依据快照')
    expect(form.body.text).not.toMatch(/\{[^}]+\}/u)
  })

  it('writes E-5 with the columns of the form', async () => {
    const { sheets } = await gateBook(context, PHASE)
    expect(sheets[0]?.columns.map(({ header }) => header)).toEqual(
      '序号 单位 测评时间 应参加 发出 收回 有效 满意 基本满意 不满意 弃权 不满意率 自查 验收 督导组意见 拟转段时间 备注(不准转段原因)'.split(
        ' ',
      ),
    )
  })
})
