// Every state of an analysis against every action: through the service, and straight in the data file.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analysisMachine, stepFrom, type AnalysisState } from '#shared/rules/machines.ts'
import type { AnalysisAction } from '#shared/rules/analysis-action.ts'
import { Refusal } from '../../../src-main/core/refusal.ts'
import { stepsOf } from '../../../src-main/core/services/analyses/store.ts'
import { openContext, type Opened } from '../open-context.ts'
import { act, addMember, addUnit, DAYS, FAILED, reach, rowOf, toApproved } from './branch.ts'

let opened: Opened
let orgId: string
beforeAll(async () => {
  opened = await openContext()
  orgId = await addUnit(opened.context)
})
afterAll(() => opened.close())

let count = 0
async function memberIn(state: AnalysisState, isPassed = true): Promise<string> {
  const id = await addMember(opened.context, orgId, `党员${String((count += 1))}`, {
    categories: ['书写困难'],
  })
  await reach[state](opened.context, orgId, id, isPassed)
  return id
}
const stepCount = async (id: string): Promise<number> => {
  const row = await rowOf(opened.context, id)
  return row === undefined ? 0 : (await stepsOf(opened.context.db.read, row.id)).length
}

const pairs = analysisMachine.states.flatMap((state) =>
  analysisMachine.actions.map((action): [AnalysisState, AnalysisAction] => [state, action]),
)
const illegal = pairs.filter(([state, action]) => stepFrom(analysisMachine, state, action) === null)
const legal = pairs.filter(([state, action]) => stepFrom(analysisMachine, state, action) !== null)

/** Later days for what comes after the first round. */
const later = (state: AnalysisState): { on?: string } => (state === '帮助中' ? { on: DAYS.rewritten } : {})

describe('through the service', () => {
  it.each(legal)('%s may be taken further by %s, and the step is kept', async (state, action) => {
    const isRewrite = action === '定为重写'
    const id = await memberIn(state, !isRewrite)
    const before = await stepCount(id)
    await act(opened.context, id, action, later(state))
    expect((await rowOf(opened.context, id))?.state).toBe(stepFrom(analysisMachine, state, action)?.to)
    expect(await stepCount(id)).toBe(before + 1)
  })

  it.each(analysisMachine.states)(
    'from %s nothing else is possible, and nothing is stored',
    async (state) => {
      const id = await memberIn(state)
      const [before, steps] = [await rowOf(opened.context, id), await stepCount(id)]
      for (const [, action] of illegal.filter(([from]) => from === state))
        await expect(act(opened.context, id, action)).rejects.toThrow(
          new RegExp(`“${state}”，不能“${action}”`, 'u'),
        )
      expect(await rowOf(opened.context, id)).toEqual(before)
      expect(await stepCount(id)).toBe(steps)
    },
  )

  it('decides only what the ballots led to', async () => {
    const [passed, failed] = [await memberIn('已测评', true), await memberIn('已测评', false)]
    await expect(act(opened.context, passed, '定为重写')).rejects.toThrow(Refusal)
    await expect(act(opened.context, failed, '定为合格')).rejects.toThrow('测评结果是重新撰写，不能定为合格')
  })
})

describe('straight in the data file', () => {
  const table = (state: AnalysisState): AnalysisState[] =>
    analysisMachine.states.filter(
      (to) => to !== state && !analysisMachine.steps.some((step) => step.from === state && step.to === to),
    )

  it.each(analysisMachine.states.filter((state) => state !== '未交'))(
    'from %s no state can be written that is not one step away',
    async (state) => {
      const id = await memberIn(state)
      for (const to of table(state))
        await expect(
          opened.context.db.write((trx) =>
            trx.updateTable('analysis').set({ state: to }).where('member_id', '=', id).execute(),
          ),
        ).rejects.toThrow()
      expect((await rowOf(opened.context, id))?.state).toBe(state)
    },
  )

  it('keeps no step that the machine does not have', async () => {
    const row = await rowOf(opened.context, await memberIn('已交'))
    const columns = sql.raw(
      'id, created_at, created_by, updated_at, updated_by, row_version, analysis_id, from_state, action, to_state, on_day, person',
    )
    for (const [from, action] of illegal)
      await expect(
        opened.context.db.write((trx) =>
          sql`insert into analysis_step (${columns}) values (${`${from}${action}`}, '', '', '', '', 1, ${row?.id ?? ''}, ${from}, ${action}, '归档', '2005-08-01', '')`.execute(
            trx,
          ),
        ),
      ).rejects.toThrow()
  })

  it('cannot be told 合格 against the ballots, and no round is ever changed', async () => {
    const id = await memberIn('审阅通过')
    await act(opened.context, id, '测评', { ballots: FAILED })
    const state = (to: AnalysisState) =>
      opened.context.db.write((trx) =>
        trx.updateTable('analysis').set({ state: to }).where('member_id', '=', id).execute(),
      )
    await expect(state('合格')).rejects.toThrow()
    await expect(
      opened.context.db.write((trx) => trx.updateTable('analysis_poll').set({ satisfied: 29 }).execute()),
    ).rejects.toThrow()
    await state('待重写')
  })

  it('holds the same steps as the machine', async () => {
    const found = await opened.context.db.read
      .selectFrom(
        sql<{
          sql: string
        }>`(select sql from sqlite_schema where name in ('analysis_state', 'analysis_step'))`.as('s'),
      )
      .select('s.sql')
      .execute()
    const text = found.map((each) => each.sql).join('\n')
    for (const { from, action, to } of analysisMachine.steps) {
      expect(text).toContain(`old.state = '${from}' and new.state = '${to}'`)
      expect(text).toContain(`from_state = '${from}' and action = '${action}' and to_state = '${to}'`)
    }
    expect(text.match(/from_state = /gu)?.length).toBe(analysisMachine.steps.length)
    await toApproved(opened.context, orgId, await memberIn('未交'))
  })
})
