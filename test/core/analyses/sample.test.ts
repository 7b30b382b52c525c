// The model school of the sample town: what the storyline tells of its members' analyses.
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnalysisBoard } from '#shared/contract/analyses.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { analysisBook } from '../../../src-main/core/services/analyses/exports.ts'
import { listBranches, showBoard } from '../../../src-main/core/services/analyses/list.ts'
import { showAnalysis } from '../../../src-main/core/services/analyses/show.ts'
import { rewriteState } from '../../../src-main/core/services/analyses/state.ts'
import { readUnits } from '../../../src-main/core/services/plans/units.ts'
import { loadSample } from '../../../src-main/core/services/sample/load-sample.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
let context: Context
let board: AnalysisBoard
beforeAll(async () => {
  opened = await openContext()
  await loadSample(opened.app, () => undefined, undefined, path.join(opened.dir, '示例镇'))
  context = opened.app.context()
  const school = (await readUnits(context, context.db.read)).find(
    ({ shortName }) => shortName === '清溪中学支部',
  )
  board = await showBoard(context, school?.id ?? '')
}, 180_000)
afterAll(() => opened.close())

describe('the model school', () => {
  it('has 38 papers, 2 of them spoken, 4 sent back once', () => {
    expect(board.branch).toMatchObject({
      due: 38,
      handedIn: 38,
      passed: 38,
      polled: 37,
      rewrite: 2,
      unpolled: 1,
    })
    expect(board.rows.filter(({ form }) => form === '口述')).toHaveLength(2)
    expect(board.rows.filter(({ returned }) => returned === 1)).toHaveLength(4)
  })

  it('has the six of the storyline', () => {
    const shares = board.rows.map(({ share, outcome }) => [share, outcome])
    expect(board.rows.find(({ name }) => name === '姚家和')).toMatchObject({
      share: '28/30（93.33%）',
      outcome: '合格',
    })
    expect(shares).toContainEqual(['21/30（70.00%）', '合格'])
    expect(shares).toContainEqual(['20/29（68.97%）', '重新撰写'])
    expect(shares).toContainEqual(['13/19（68.42%）', '重新撰写'])
    expect(board.rows.find(({ kind }) => kind === '预备')).toMatchObject({ share: '29/30（96.67%）' })
    expect(board.rows.filter(({ unpolledReason }) => unpolledReason !== null)).toHaveLength(1)
  })

  it('waits for one helper, and for one talk on 18 August', async () => {
    const rewriting = board.rows.filter(({ outcome }) => outcome === '重新撰写')
    const cases = await Promise.all(rewriting.map(({ memberId }) => showAnalysis(context, memberId)))
    expect(cases.map(({ help }) => help.plannedOn).sort()).toEqual(['2005-08-18', null])
    expect(cases.map(({ line }) => line.next).sort()).toEqual(['定帮助人', '登记帮助'].sort())
    expect(await rewriteState(context.db.read, board.branch.orgId)).toMatchObject({
      members: 38,
      done: 35,
      awaitingRewrite: 2,
      unpolled: 1,
    })
  })

  it('is the only branch that has begun, and its sheet has a row for each member', async () => {
    const begun = (await listBranches(context)).filter(({ handedIn }) => handedIn > 0)
    expect(begun.map(({ unit }) => unit)).toEqual(['清溪中学支部'])
    expect((await analysisBook(context, board.branch.orgId)).sheets[0]?.rows).toHaveLength(38)
  })
})
