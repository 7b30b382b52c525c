// A unit's phase goes along its machine and no other way, through the service and in the data file.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepFrom, unitStageMachine, type UnitStageState } from '#shared/rules/machines.ts'
import { write } from '../../../src-main/core/context.ts'
import { Refusal } from '../../../src-main/core/refusal.ts'
import {
  actOnStage,
  currentPhase,
  ensureStage,
  stageOf,
  stageStepsOf,
  stagesOf,
  type StageAction,
} from '../../../src-main/core/services/stages/stage.ts'
import { importStages } from '../../../src-main/core/services/stages/history.ts'
import { openContext, type Opened } from '../open-context.ts'
import { bringTown } from '../imports/workbooks.ts'

let opened: Opened
let units: string[]

beforeAll(async () => {
  opened = await openContext()
  await bringTown(opened)
  const rows = await opened.context.db.read.selectFrom('organisation').select('id').orderBy('id').execute()
  units = rows.map(({ id }) => id)
})
afterAll(() => opened.close())

const unit = (n: number): string => units[n] ?? ''

/** Puts a stage where a test wants it, as records of earlier years may be. */
const place = async (orgId: string, phase: 'study' | 'review', state: UnitStageState): Promise<string> => {
  const id = await write(
    opened.context,
    async (journal, trx) => (await ensureStage(journal, trx, orgId, phase)).id,
  )
  await opened.context.db.write(async (trx) => {
    await sql`drop trigger unit_stage_state`.execute(trx)
    await trx
      .updateTable('unit_stage')
      .set({ state, started_on: '2005-07-05', ended_on: state === '已转段' ? '2005-08-08' : null })
      .where('id', '=', id)
      .execute()
    await sql.raw(trigger).execute(trx)
  })
  return id
}
let trigger = ''
beforeAll(async () => {
  const { rows } = await sql<{
    sql: string
  }>`select sql from sqlite_master where name = 'unit_stage_state'`.execute(opened.context.db.read)
  trigger = rows[0]?.sql ?? ''
})

const act = (
  orgId: string,
  phase: 'study' | 'review',
  action: StageAction,
  text = '按县委通知',
): Promise<void> =>
  write(opened.context, (journal, trx) =>
    actOnStage(journal, trx, opened.context.campaign.template, {
      orgId,
      phase,
      action,
      on: '2005-08-10',
      person: '田克勤',
      text,
    }),
  )

const everyWay = unitStageMachine.states.flatMap((state) =>
  unitStageMachine.actions.map((action) => [state, action] as const),
)

describe('every state and action', () => {
  it.each(everyWay)('%s: %s', async (state, action) => {
    const id = await place(unit(1), 'study', state)
    const before = (await stageStepsOf(opened.context.db.read, id)).length
    const step = stepFrom(unitStageMachine, state, action)
    if (step === null) {
      await expect(act(unit(1), 'study', action)).rejects.toThrow(Refusal)
      expect((await stageOf(opened.context.db.read, unit(1), 'study'))?.state).toBe(state)
      expect(await stageStepsOf(opened.context.db.read, id)).toHaveLength(before)
      return
    }
    await act(unit(1), 'study', action)
    expect((await stageOf(opened.context.db.read, unit(1), 'study'))?.state).toBe(step.to)
    const steps = await stageStepsOf(opened.context.db.read, id)
    expect(steps.at(-1)).toMatchObject({ from_state: state, action, to_state: step.to, person: '田克勤' })
  })
})

describe('in the data file', () => {
  const pairs = unitStageMachine.states.flatMap((from) =>
    unitStageMachine.states.map((to) => [from, to] as const),
  )
  it.each(pairs.filter(([from, to]) => from !== to))('%s → %s', async (from, to) => {
    const id = await place(unit(2), 'study', from)
    const isLegal = unitStageMachine.steps.some((step) => step.from === from && step.to === to)
    const change = opened.context.db.write((trx) =>
      trx
        .updateTable('unit_stage')
        .set({ state: to, ended_on: to === '已转段' ? '2005-08-12' : null })
        .where('id', '=', id)
        .execute(),
    )
    if (isLegal) await change
    else await expect(change).rejects.toThrow()
  })
})

it('keeps in the migration the steps of the machine', async () => {
  const { rows } = await sql<{
    sql: string
  }>`select sql from sqlite_master where name = 'unit_stage_step'`.execute(opened.context.db.read)
  const kept = [
    ...(rows[0]?.sql ?? '').matchAll(/from_state = '(.+?)' and action = '(.+?)' and to_state = '(.+?)'/gu),
  ]
  expect(kept.map((m) => m.slice(1).join('|')).sort()).toEqual(
    unitStageMachine.steps.map((s) => [s.from, s.action, s.to].join('|')).sort(),
  )
})

describe('the next phase', () => {
  it('does not begin before the move out of the last one', async () => {
    await place(unit(3), 'study', '待转段')
    await expect(act(unit(3), 'review', '开始')).rejects.toThrow('上一阶段的转段还没有办完')
    expect(await stageOf(opened.context.db.read, unit(3), 'review')).toBeUndefined()
  })

  it('begins on the day of the move', async () => {
    await place(unit(4), 'study', '待转段')
    await act(unit(4), 'study', '转段')
    await act(unit(4), 'review', '开始')
    const study = await stageOf(opened.context.db.read, unit(4), 'study')
    const review = await stageOf(opened.context.db.read, unit(4), 'review')
    expect([study?.ended_on, review?.started_on]).toEqual(['2005-08-10', '2005-08-10'])
    const all = (await stagesOf(opened.context.db.read)).filter((s) => s.org_id === unit(4))
    expect(currentPhase(opened.context.campaign.template, all)).toBe('review')
  })

  it('is not put off without a reason', async () => {
    await place(unit(5), 'study', '进行中')
    await expect(act(unit(5), 'study', '延期', ' ')).rejects.toThrow('请写明延期的理由')
  })
})

it('takes over a stage with the way it has gone, and refuses a way the machine does not have', async () => {
  const row = {
    orgId: unit(6),
    phase: 'study',
    plannedStart: '2005-07-05',
    plannedEnd: '2005-08-05',
    steps: [
      { action: '开始' as const, on: '2005-07-05', person: '孟小青' },
      { action: '开始自查' as const, on: '2005-08-01', person: '孟小青' },
    ],
  }
  await write(opened.context, (journal) => importStages(journal, [row]))
  expect((await stageOf(opened.context.db.read, unit(6), 'study'))?.state).toBe('自查中')
  const wrong = {
    ...row,
    phase: 'review',
    steps: [{ action: '转段' as const, on: '2005-08-01', person: '孟小青' }],
  }
  await expect(write(opened.context, (journal) => importStages(journal, [wrong]))).rejects.toThrow(RangeError)
})
