// The sample town's schedule after loading: states, moves, actions and the week agree with its storyline.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSample } from '../../../src-main/core/services/sample/load-sample.ts'
import { actionVerdicts } from '../../../src-main/core/services/schedule/actions.ts'
import { showBoard } from '../../../src-main/core/services/schedule/board.ts'
import { weekAhead } from '../../../src-main/core/services/schedule/diary.ts'
import { listMobilisations } from '../../../src-main/core/services/schedule/mobilisation.ts'
import { showMatrix } from '../../../src-main/core/services/schedule/show-actions.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openContext()
  await loadSample(opened.app, () => undefined)
}, 120_000)
afterAll(() => opened.close())

describe('the schedule of the sample town', () => {
  it('has every unit in the state the storyline gives it', async () => {
    const { rows } = await showBoard(opened.app.context())
    const counts = new Map<string, number>()
    for (const { phases } of rows) {
      const state = phases[0]?.state ?? ''
      counts.set(state, (counts.get(state) ?? 0) + 1)
    }
    // Three of those that make up were barred by their vote.
    expect(Object.fromEntries(counts)).toEqual({
      已转段: 46,
      待验收: 7,
      待转段: 7,
      自查中: 6,
      限期补课: 7,
      进行中: 4,
    })
    const moved = rows.filter(({ current }) => current === 'review')
    expect(moved).toHaveLength(46)
    expect(moved.every(({ phases }) => phases[1]?.startedOn === phases[0]?.endedOn)).toBe(true)
  })

  it('lets exactly those pass R-08 that lack nothing but the move', async () => {
    const context = opened.app.context()
    const verdicts = await actionVerdicts(context.db.read, context, 'study')
    const passed = [...verdicts.values()].filter(({ outcome }) => outcome === 'pass')
    expect(passed).toHaveLength(46 + 7)
    const { rows } = await showMatrix(context, 'study')
    const model = rows.find(({ unit }) => unit === '清溪中学支部')
    expect(model).toMatchObject({ required: 23, finished: 23 })
  })

  it('mobilised everywhere on the day of the town', async () => {
    const { rows, townDay } = await listMobilisations(opened.app.context())
    expect(townDay).toBe('2005-07-05')
    expect(rows).toHaveLength(69)
    expect(rows.every(({ judgements }) => judgements.every(({ outcome }) => outcome === 'pass'))).toBe(true)
  })

  it('shows that one person is wanted in two places on Friday', async () => {
    const days = await weekAhead(opened.app.context())
    expect(days.map(({ entries }) => entries.filter(({ kind }) => kind === '到会').length)).toEqual([
      1, 2, 2, 0, 0, 0, 0,
    ])
    expect(days[2]?.clashes.join()).toContain('叶素心要同时到两处')
  })
})
