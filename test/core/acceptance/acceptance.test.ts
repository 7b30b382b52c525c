// Self-check and acceptance on a real data file: every state and action, every guard, in the services and in the file itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepFrom, unitStageMachine } from '#shared/rules/machines.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { StaleRecordError } from '../../../src-main/core/db/errors.ts'
import { uuidV7 } from '../../../src-main/core/db/ids.ts'
import { decide } from '../../../src-main/core/services/acceptance/decide.ts'
import { listDifferences } from '../../../src-main/core/services/acceptance/differences.ts'
import { beginSelfCheck, fillItem, handIn } from '../../../src-main/core/services/acceptance/fill.ts'
import { showAcceptance } from '../../../src-main/core/services/acceptance/show.ts'
import { readRounds } from '../../../src-main/core/services/acceptance/store.ts'
import { acceptanceOf, acceptancesOf } from '../../../src-main/core/services/acceptance/verdict.ts'
import { reopenInspection } from '../../../src-main/core/services/inspections/finish.ts'
import { showInspection } from '../../../src-main/core/services/inspections/show.ts'
import { stageStepsOf, stageOf } from '../../../src-main/core/services/stages/stage.ts'
import { openContext, type Opened } from '../open-context.ts'
import {
  begin,
  begunUnit,
  decideOn,
  decisionOn,
  fillAll,
  inspect,
  inspected,
  PHASE,
  place,
  reasonsOf,
  roundOf,
  stateOf,
  submit,
} from './rounds.ts'

let opened: Opened
let context: Context
beforeAll(async () => {
  opened = await openContext()
  context = opened.context
})
afterAll(() => opened.close())

const stepsOf = async (orgId: string) => {
  const stage = await stageOf(context.db.read, orgId, PHASE)
  return stage === undefined ? [] : stageStepsOf(context.db.read, stage.id)
}
const handInNow = async (orgId: string): Promise<void> => {
  const { selfCheck } = await roundOf(context, orgId)
  await handIn(context, {
    orgId,
    phase: PHASE,
    rowVersion: selfCheck.row_version,
    on: '2005-08-17',
    filledBy: '陆秋菊',
  })
}

describe('every state and action', () => {
  const acts = {
    开始自查: {
      ready: async () => begunUnit(context),
      act: (orgId: string) => begin(context, orgId),
      // A unit that had come that far before its form was entered owes it: no step is taken.
      free: ['自查中', '待验收'],
    },
    提请验收: {
      ready: async () => {
        const orgId = await begunUnit(context)
        await begin(context, orgId)
        await fillAll(context, orgId)
        return orgId
      },
      act: (orgId: string) => handInNow(orgId),
      free: ['待验收'],
    },
    验收合格: {
      ready: () => inspected(context),
      act: (orgId: string) => decideOn(context, orgId),
      free: [],
    },
    责令补课: {
      ready: () => inspected(context, { 'X-07': '未达标' }),
      act: (orgId: string) => decideOn(context, orgId, { verdict: '限期补课', makeUpDue: '2005-08-25' }),
      free: [],
    },
    重新自查: {
      ready: async () => {
        const orgId = await inspected(context, { 'X-07': '未达标' })
        await decideOn(context, orgId, { verdict: '限期补课', makeUpDue: '2005-08-25' })
        return orgId
      },
      act: (orgId: string) => begin(context, orgId, '2005-08-17'),
      free: [],
    },
  } as const
  const names = Object.keys(acts) as (keyof typeof acts)[]
  const every = names.flatMap((action) => unitStageMachine.states.map((state) => [action, state] as const))

  it.each(every)('%s in %s', async (action, state) => {
    const { ready, act, free } = acts[action]
    const orgId = await ready()
    await place(context, orgId, state)
    const before = await stepsOf(orgId)
    // Opening a form is 开始自查 or 重新自查, as the state has it.
    const opens = action === '开始自查' || action === '重新自查'
    const taken = opens && state === '限期补课' ? '重新自查' : opens ? '开始自查' : action
    const step = stepFrom(unitStageMachine, state, taken)
    if (step === null && (free as readonly string[]).includes(state)) {
      await act(orgId)
      expect(await stateOf(context, orgId)).toBe(state)
      expect(await stepsOf(orgId)).toHaveLength(before.length)
      return
    }
    if (step === null) {
      const rounds = await readRounds(context.db.read, { orgId })
      expect(await reasonsOf(act(orgId))).toMatch(/。$/u)
      expect(await stateOf(context, orgId)).toBe(state)
      expect(await stepsOf(orgId)).toHaveLength(before.length)
      expect(await readRounds(context.db.read, { orgId })).toEqual(rounds)
      return
    }
    await act(orgId)
    expect(await stateOf(context, orgId)).toBe(step.to)
    expect((await stepsOf(orgId)).at(-1)).toMatchObject({
      from_state: state,
      action: taken,
      to_state: step.to,
    })
  })
})

describe('the guards', () => {
  it('hands in no form with a blank, and counts which', async () => {
    const orgId = await begunUnit(context)
    await begin(context, orgId)
    await fillAll(context, orgId, { 'X-11': null, 'X-19': null })
    expect(await reasonsOf(handInNow(orgId))).toBe(
      '自查表还有2项空白（X-11、X-19），请单位填全后再提请验收。',
    )
    const { selfComplete, verdict } = await acceptanceOf(context.db.read, orgId, PHASE)
    expect([selfComplete.total - selfComplete.filled, selfComplete.on, verdict]).toEqual([2, null, null])
    expect((await showAcceptance(context, { orgId, phase: PHASE })).next.text).toContain(
      '还有 2 项空白（X-11、X-19）',
    )
  })

  it('takes no 不适用 without a reason', async () => {
    const orgId = await begunUnit(context)
    await begin(context, orgId)
    const item = (await roundOf(context, orgId)).items[5]
    const answer = { id: item?.id ?? '', rowVersion: 1, result: '不适用' as const }
    expect(await reasonsOf(fillItem(context, answer))).toBe('X-06填“不适用”须写理由，请写明为什么不适用。')
    await fillItem(context, { ...answer, reason: '班子健全' })
    await expect(fillItem(context, { ...answer, result: '达标' })).rejects.toThrow(StaleRecordError)
    const stored = (await roundOf(context, orgId)).items[5]
    expect([stored?.result, stored?.reason, stored?.row_version]).toEqual(['不适用', '班子健全', 2])
  })

  it('accepts nothing while a binding line is missed, and orders nothing while none is', async () => {
    const missed = await inspected(context, { 'X-07': '未达标' })
    expect(await reasonsOf(decideOn(context, missed))).toBe('还不能定为合格：X-07未达标。')
    const met = await inspected(context)
    expect(
      await reasonsOf(decideOn(context, met, { verdict: '限期补课', makeUpDue: '2005-08-25' })),
    ).toContain('没有要补课的项目')
  })

  it('names the veto', async () => {
    const orgId = await inspected(context, { 'X-22': '未达标' })
    expect(await reasonsOf(decideOn(context, orgId))).toBe('还不能定为合格：X-22未达标（一票否决）。')
  })

  it('accepts with a line missed that is not binding', async () => {
    const orgId = await inspected(context, { 'X-19': '未达标' })
    await decideOn(context, orgId)
    expect(await stateOf(context, orgId)).toBe('验收合格')
  })

  it.each([
    ['a day to come', { on: '2005-08-18' }, '还没有到'],
    ['a day before the inspection', { on: '2005-08-16' }, '早于检查完成'],
    ['nobody', { person: ' ' }, '请填作结论的督导人员'],
  ])('refuses %s', async (_what, more, said) => {
    const orgId = await inspected(context)
    expect(await reasonsOf(decideOn(context, orgId, more))).toContain(said)
    expect(await stateOf(context, orgId)).toBe('待验收')
  })

  it.each([
    ['no day', null, '须写明补课期限'],
    ['the day of the decision', '2005-08-17', '应晚于验收日期'],
  ])('orders nothing to be made up by %s', async (_what, makeUpDue, said) => {
    const orgId = await inspected(context, { 'X-07': '未达标' })
    expect(await reasonsOf(decideOn(context, orgId, { verdict: '限期补课', makeUpDue }))).toContain(said)
  })

  it('decides nothing before the inspection is finished', async () => {
    const orgId = await begunUnit(context)
    await begin(context, orgId)
    await fillAll(context, orgId)
    await submit(context, orgId)
    expect(await reasonsOf(decideOn(context, orgId))).toContain('验收检查还没有完成')
    await inspect(context, orgId, { 'X-22': '未查' })
    expect(await reasonsOf(decideOn(context, orgId))).toContain('验收检查还没有完成')
  })

  it('decides nothing on an inspection finished before the form was handed in', async () => {
    const orgId = await begunUnit(context)
    await inspect(context, orgId)
    await begin(context, orgId)
    await fillAll(context, orgId)
    await context.db.write((trx) =>
      trx.updateTable('inspection').set({ finished_on: '2005-08-08' }).where('org_id', '=', orgId).execute(),
    )
    await submit(context, orgId, '2005-08-10')
    expect((await roundOf(context, orgId)).inspection).toBeNull()
  })

  it('refuses what another program has changed meanwhile', async () => {
    const orgId = await inspected(context)
    const input = await decisionOn(context, orgId)
    await expect(decide(context, { ...input, inspectionVersion: 99 })).rejects.toThrow(StaleRecordError)
    const filling = await begunUnit(context)
    await begin(context, filling)
    await fillAll(context, filling)
    await expect(
      handIn(context, { orgId: filling, phase: PHASE, rowVersion: 1, on: '2005-08-17', filledBy: '陆秋菊' }),
    ).rejects.toThrow(StaleRecordError)
  })

  it('begins no self-check before the phase, and none of a unit that no line concerns', async () => {
    const orgId = await begunUnit(context)
    expect(await reasonsOf(begin(context, orgId, '2005-07-01'))).toContain('早于本阶段开始的2005-07-05')
    const village = await begunUnit(context, '村')
    expect(await reasonsOf(begin(context, village))).toContain('没有适用于')
    expect(await stateOf(context, village)).toBe('进行中')
    expect(await acceptanceOf(context.db.read, village, PHASE)).toMatchObject({
      verdict: null,
      decision: null,
    })
  })

  it('lets nobody who only reads decide', async () => {
    const orgId = await inspected(context)
    const reader: Context = { ...context, actor: { ...context.actor, role: '只读' } }
    expect(await reasonsOf(decideOn(reader, orgId))).toContain('只读')
  })
})

describe('both answers stand', () => {
  it('tells the inspection what the unit said, and never lets it overwrite the form', async () => {
    const orgId = await inspected(context, { 'X-07': '未达标' }, { 'X-06': '不适用' })
    const round = await roundOf(context, orgId)
    const visit = await showInspection(context, round.inspection?.id ?? '')
    expect(visit.items.find(({ code }) => code === 'X-06')?.self).toBe('不适用')
    expect(visit.items.find(({ code }) => code === 'X-07')?.self).toBe('达标')
    const item = (await showAcceptance(context, { orgId, phase: PHASE })).items.find(
      ({ code }) => code === 'X-07',
    )
    expect([item?.self, item?.supervised, item?.isUntrue]).toEqual(['达标', '未达标', true])
    const all = await listDifferences(context, { orgId })
    expect(all.map(({ code, round: n, filledBy, isOpen }) => [code, n, filledBy, isOpen])).toEqual([
      ['X-07', 1, '陆秋菊', true],
    ])
  })

  it('tells an inspection begun before the form came in', async () => {
    const orgId = await begunUnit(context)
    await begin(context, orgId)
    const id = await inspect(context, orgId, { 'X-22': '未查' })
    await fillAll(context, orgId, { 'X-11': '未达标' })
    await submit(context, orgId)
    const visit = await showInspection(context, id)
    expect(visit.items.find(({ code }) => code === 'X-11')?.self).toBe('未达标')
  })

  it('keeps the claim of the first round for ever', async () => {
    const orgId = await inspected(context, { 'X-07': '未达标' })
    await decideOn(context, orgId, { verdict: '限期补课', makeUpDue: '2005-08-25' })
    await begin(context, orgId, '2005-08-17')
    await fillAll(context, orgId)
    await submit(context, orgId, '2005-08-17')
    await inspect(context, orgId, { 'X-07': '补课后达标' }, ['X-07'])
    await decideOn(context, orgId)
    const differences = await listDifferences(context, { orgId })
    expect(differences.map(({ code, round, isOpen }) => [code, round, isOpen])).toEqual([['X-07', 1, false]])
    expect(
      (await listDifferences(context, { orgId: null })).filter((each) => each.orgId === orgId),
    ).toHaveLength(1)
  })
})

describe('the next round', () => {
  const ordered = async (): Promise<string> => {
    const orgId = await inspected(context, { 'X-07': '未达标', 'X-06': '不适用' })
    await decideOn(context, orgId, { verdict: '限期补课', makeUpDue: '2005-08-25' })
    await begin(context, orgId, '2005-08-17')
    return orgId
  }

  it("carries over the group's answers only, and asks for what was missed", async () => {
    const orgId = await ordered()
    const shown = await showAcceptance(context, { orgId, phase: PHASE })
    expect(shown.round).toBe(2)
    expect(shown.items.every(({ self }) => self === null)).toBe(true)
    expect(shown.items.filter(({ isCarried }) => !isCarried).map(({ code }) => code)).toEqual(['X-07'])
    expect(shown.toCheck).toEqual(['X-07'])
    expect(shown.items.find(({ code }) => code === 'X-06')).toMatchObject({
      supervised: '不适用',
      reason: '没有整顿任务',
    })
  })

  it('takes no plain 达标 of what was missed, from either side', async () => {
    const orgId = await ordered()
    expect(await reasonsOf(fillAll(context, orgId, { 'X-07': '达标' }))).toContain('请填“补课后达标”')
    await fillAll(context, orgId)
    await submit(context, orgId, '2005-08-17')
    await inspect(context, orgId, { 'X-07': '达标' }, ['X-07'])
    expect(await reasonsOf(decideOn(context, orgId))).toContain('督导结论应为“补课后达标”')
  })

  it('is accepted once made up, with the first decision still there', async () => {
    const orgId = await ordered()
    await fillAll(context, orgId)
    await submit(context, orgId, '2005-08-17')
    await inspect(context, orgId, { 'X-07': '补课后达标' }, ['X-07'])
    await decideOn(context, orgId)
    const shown = await showAcceptance(context, { orgId, phase: PHASE })
    expect(shown.decisions.map(({ round, verdict, missed }) => [round, verdict, missed])).toEqual([
      [1, '限期补课', ['X-07']],
      [2, '合格', []],
    ])
    const state = await acceptanceOf(context.db.read, orgId, PHASE)
    expect(state).toMatchObject({ round: 2, decision: '合格', missedCodes: [], decidedOn: '2005-08-17' })
    expect(state.verdict?.outcome).toBe('pass')
    expect([state.metCount, state.applicable]).toEqual([shown.sums.met, shown.sums.applicable])
    expect((await acceptancesOf(context.db.read, PHASE)).get(orgId)).toEqual(state)
  })

  it('begins not before the order', async () => {
    const orgId = await inspected(context, { 'X-07': '未达标' })
    await decideOn(context, orgId, { verdict: '限期补课', makeUpDue: '2005-08-25' })
    expect(await reasonsOf(begin(context, orgId, '2005-08-16'))).toContain('早于责令补课的2005-08-17')
  })
})

describe('in the data file', () => {
  const stamp = (id = uuidV7(new Date())) => ({
    id,
    created_at: '2005-08-17T00:00:00Z',
    created_by: '田克勤',
    updated_at: '2005-08-17T00:00:00Z',
    updated_by: '田克勤',
    row_version: 1,
    deleted_at: null,
  })
  const row = async (orgId: string) => {
    const { selfCheck, inspection } = await roundOf(context, orgId)
    return {
      ...stamp(),
      org_id: orgId,
      phase: PHASE as 'study' | 'review',
      round: 1,
      self_check_id: selfCheck.id,
      inspection_id: inspection?.id ?? '',
      verdict: '合格' as '合格' | '限期补课',
      decided_on: '2005-08-17',
      decided_by: '石文博',
      opinion: '',
      make_up_due: null as string | null,
      applicable: 22,
      met: 22,
      missed: 0,
      blank: 0,
      open: 0,
      contradicted: 0,
      facts: '{}',
    }
  }
  type Row = Awaited<ReturnType<typeof row>>
  const insert = (values: Row) =>
    context.db.write((trx) => trx.insertInto('acceptance').values(values).execute())

  it.each<[string, Partial<Row>]>([
    ['合格 with a line missed', { missed: 1, met: 21 }],
    ['合格 with a blank', { blank: 1 }],
    ['合格 with a line open', { open: 1, met: 21 }],
    ['合格 of nothing', { applicable: 0, met: 0 }],
    ['合格 with a day for making up', { make_up_due: '2005-08-25' }],
    ['an order without a day', { verdict: '限期补课', missed: 1, met: 21 }],
    ['an order for a day past', { verdict: '限期补课', missed: 1, met: 21, make_up_due: '2005-08-01' }],
    ['an order with nothing missed', { verdict: '限期补课', make_up_due: '2005-08-25' }],
    ['more met than there is', { met: 23 }],
    ['a decision by nobody', { decided_by: ' ' }],
    ['a decision before the form', { decided_on: '2005-08-01' }],
    ['another round', { round: 2 }],
    ['another phase', { phase: 'review' }],
    ['no facts', { facts: '' }],
  ])('refuses %s', async (_what, more) => {
    const orgId = await inspected(context)
    const values = await row(orgId)
    await expect(insert({ ...values, ...more })).rejects.toThrow()
    await insert(values)
  })

  it("refuses another unit's inspection, and an open one", async () => {
    const orgId = await inspected(context)
    const other = await inspected(context)
    const values = await row(orgId)
    await expect(insert({ ...values, inspection_id: (await row(other)).inspection_id })).rejects.toThrow()
    await context.db.write((trx) =>
      trx
        .updateTable('inspection')
        .set({ state: '进行中', finished_on: null })
        .where('id', '=', values.inspection_id)
        .execute(),
    )
    await expect(insert(values)).rejects.toThrow()
  })

  it('refuses a decision on a form not handed in', async () => {
    const orgId = await begunUnit(context)
    await begin(context, orgId)
    await fillAll(context, orgId)
    const id = await inspect(context, orgId)
    await expect(insert({ ...(await row(orgId)), inspection_id: id })).rejects.toThrow()
  })

  it('never changes a decision, nor what it rests on', async () => {
    const orgId = await inspected(context)
    await decideOn(context, orgId)
    const { acceptance, inspection, selfCheck, items } = await roundOf(context, orgId)
    const attempts = [
      context.db.write((t) =>
        t
          .updateTable('acceptance')
          .set({ opinion: '改' })
          .where('id', '=', acceptance?.id ?? '')
          .execute(),
      ),
      context.db.write((t) =>
        t
          .deleteFrom('acceptance')
          .where('id', '=', acceptance?.id ?? '')
          .execute(),
      ),
      context.db.write((t) =>
        t.updateTable('self_check').set({ filled_by: '改' }).where('id', '=', selfCheck.id).execute(),
      ),
      context.db.write((t) => t.deleteFrom('self_check').where('id', '=', selfCheck.id).execute()),
      context.db.write((t) =>
        t
          .updateTable('self_check_item')
          .set({ result: '未达标' })
          .where('id', '=', items[0]?.id ?? '')
          .execute(),
      ),
      context.db.write((t) =>
        t
          .deleteFrom('self_check_item')
          .where('id', '=', items[0]?.id ?? '')
          .execute(),
      ),
      context.db.write((t) =>
        t
          .updateTable('inspection')
          .set({ state: '进行中', finished_on: null })
          .where('id', '=', inspection?.id ?? '')
          .execute(),
      ),
    ]
    for (const attempt of attempts) await expect(attempt).rejects.toThrow()
    const again = reopenInspection(context, {
      id: inspection?.id ?? '',
      rowVersion: inspection?.row_version ?? 0,
      reason: '更正',
    })
    expect(await reasonsOf(again)).toContain('已据这次检查作出“合格”的验收结论')
  })

  it('hands in no blank form, and none is born handed in', async () => {
    const orgId = await begunUnit(context)
    await begin(context, orgId)
    await fillAll(context, orgId, { 'X-11': null })
    const { selfCheck } = await roundOf(context, orgId)
    const handedIn = { state: '已提交', submitted_on: '2005-08-06', filled_by: '陆秋菊' } as const
    await expect(
      context.db.write((t) =>
        t.updateTable('self_check').set(handedIn).where('id', '=', selfCheck.id).execute(),
      ),
    ).rejects.toThrow()
    await expect(
      context.db.write((t) =>
        t
          .insertInto('self_check')
          .values({ ...selfCheck, ...stamp(), ...handedIn, round: 2 })
          .execute(),
      ),
    ).rejects.toThrow()
  })

  it('keeps two programs from opening the same round', async () => {
    const orgId = await begunUnit(context)
    const both = await Promise.allSettled(
      [1, 2].map(() => beginSelfCheck(context, { orgId, phase: PHASE, on: '2005-08-05' })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await readRounds(context.db.read, { orgId })).toHaveLength(1)
  })
})
