// The sample town's moves as its story tells them: who has moved on, who waits for what, who was refused.
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GateBoard } from '#shared/contract/gates.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { gateBoard } from '../../../src-main/core/services/gates/board.ts'
import { showGate } from '../../../src-main/core/services/gates/show.ts'
import { loadSample } from '../../../src-main/core/services/sample/load-sample.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
let context: Context
let board: GateBoard
beforeAll(async () => {
  opened = await openContext()
  await loadSample(opened.app, () => undefined, undefined, path.join(opened.dir, 'sample'))
  context = opened.app.context()
  board = await gateBoard(context, { phase: null })
}, 120_000)
afterAll(() => opened.close())

const line = (unit: string) => board.lines.find((each) => each.unit === unit)
const gate = (unit: string) => showGate(context, { orgId: line(unit)?.orgId ?? '', phase: 'study' })

describe('the sample town', () => {
  it('counts as its story counts', () => {
    expect(board.counts).toMatchObject({
      all: 77,
      已转段: 46,
      待转段: 7,
      被挡: 3,
      未到: 21,
      rulings: 1,
      unreported: 1,
    })
  })

  it('moved nobody on whose sheet was not complete', () => {
    const moved = board.lines.filter(({ group }) => group === '已转段')
    expect(moved.filter(({ settled, marks }) => settled !== marks.length)).toEqual([])
    expect(moved.filter(({ poll }) => poll?.isBarred === true)).toEqual([])
  })

  it.each([
    ['中心卫生院支部', '第2轮测评尚未报先教办'],
    ['供销社支部', '口径待先教办确定'],
    ['机关离退休支部', '待复查问题1条'],
    ['文化计生联合支部', '待复查问题1条'],
    ['酿造公司支部', '转段审批表待组长签署'],
    ['北湾小学支部', '阶段小结未交'],
    ['电器公司支部', '待转段会'],
    ['水利站支部', '1/10（10.00%）'],
    ['机械公司支部', '3/30（10.00%）'],
    ['商贸城支部', '6/56（10.71%）'],
  ])('%s waits: %s', (unit, words) => {
    expect(line(unit)?.stuck).toContain(words)
  })

  it('keeps the first attempt of 中心卫生院 beside the second', async () => {
    const { request, earlier } = await gate('中心卫生院支部')
    expect(request).toMatchObject({ attempt: 2, state: '同意' })
    expect(earlier[0]).toMatchObject({ attempt: 1, state: '不予转段' })
    expect(earlier[0]?.snapshots[0]?.arithmetic?.line).toBe('不满意 13/128 = 10.16% ≥ 10%')
  })

  it('put the meeting of 电器公司 off to the 18th', async () => {
    const { request } = await gate('电器公司支部')
    expect(request).toMatchObject({ reportedOn: '2005-08-16', reportedAt: '16:00', plannedOn: '2005-08-18' })
  })
})
