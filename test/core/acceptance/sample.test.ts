// The sample town's self-checks and acceptances agree with its inspections and with R-30.
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../../../src-main/core/context.ts'
import { listDifferences } from '../../../src-main/core/services/acceptance/differences.ts'
import { acceptanceBookNow } from '../../../src-main/core/services/acceptance/sheet.ts'
import { showAcceptance } from '../../../src-main/core/services/acceptance/show.ts'
import { acceptancesOf } from '../../../src-main/core/services/acceptance/verdict.ts'
import { loadSample } from '../../../src-main/core/services/sample/load-sample.ts'
import { stagesOf } from '../../../src-main/core/services/stages/stage.ts'
import { readUnits } from '../../../src-main/core/services/plans/units.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
let context: Context
beforeAll(async () => {
  opened = await openContext()
  await loadSample(opened.app, () => undefined, undefined, path.join(opened.dir, '示例镇'))
  context = opened.app.context()
}, 120_000)
afterAll(() => opened.close())

const named = async (name: string): Promise<string> =>
  (await readUnits(context, context.db.read)).find(({ shortName }) => shortName === name)?.id ?? ''

describe('the sample town', () => {
  it('has accepted every unit that moved on or waits to, where a line concerns it', async () => {
    const states = await acceptancesOf(context.db.read, 'study')
    const units = new Map(
      (await readUnits(context, context.db.read)).map((unit) => [unit.id, unit.shortName]),
    )
    const stages = (await stagesOf(context.db.read)).filter(({ phase }) => phase === 'study')
    const wrong = stages.flatMap(({ org_id, state }) => {
      const decision = states.get(org_id)?.decision ?? null
      const expected = ['验收合格', '待转段', '已转段'].includes(state)
        ? '合格'
        : state === '限期补课'
          ? '限期补课'
          : null
      return decision === expected ? [] : [`${units.get(org_id) ?? ''} ${state} ${decision ?? '—'}`]
    })
    expect(wrong).toEqual(['镇党委 已转段 —'])
  })

  it('has one unit whose form came with two blanks and claims that are not so', async () => {
    const orgId = await named('建筑公司支部')
    const shown = await showAcceptance(context, { orgId, phase: 'study' })
    expect(shown.selfCheck?.blank).toEqual(['X-11', 'X-19'])
    expect(shown.next.text).toContain('自查表还有 2 项空白（X-11、X-19）')
    expect(shown.mayDecide).toContain('空白')
    const all = await listDifferences(context, { orgId: null })
    expect(all.map(({ unit, code }) => `${unit} ${code}`)).toEqual(['建筑公司支部 X-07', '建筑公司支部 X-20'])
    expect(all.map(({ findingNo }) => findingNo)).toContain('督〔2005〕3-030')
  })

  it('fills E-11', async () => {
    const { sheets } = await acceptanceBookNow(context)
    expect(sheets.length).toBeGreaterThan(60)
  })
})
