// The sample town: the model school as its story tells, nothing later than the day, and the whole course when it is over.
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../../../src-main/core/context.ts'
import { listCases } from '../../../src-main/core/services/appraisal/cases.ts'
import { appraisalFigures } from '../../../src-main/core/services/appraisal/figures.ts'
import { showBoard } from '../../../src-main/core/services/appraisal/list.ts'
import { runReview } from '../../../src-main/core/services/reviews/show.ts'
import { appraisalReviews } from '../../../src-main/core/services/reviews/appraisal.ts'
import { fillAppraisal } from '../../../src-main/core/services/sample/fill-appraisal.ts'
import { sampleTown } from '../../../src-main/core/services/sample/fill.ts'
import { loadSample } from '../../../src-main/core/services/sample/load-sample.ts'
import { readRawStory } from '../../../src-main/core/services/sample/story.ts'
import { organisationDirectory } from '../../../src-main/core/services/ledgers/directories.ts'
import { openContext, type Opened } from '../open-context.ts'
import { openCases } from './branch.ts'

const SCHOOL = '清溪中学支部'

let opened: Opened
let context: Context
let idOf: (name: string) => string
beforeAll(async () => {
  opened = await openContext()
  await loadSample(opened.app, () => undefined, undefined, path.join(opened.dir, '示例镇'))
  context = opened.app.context()
  const directory = await organisationDirectory(context.db.read, context.campaign)
  idOf = (name) => directory.idOf(name) ?? ''
}, 180_000)
afterAll(() => opened.close())

describe('on 17 August', () => {
  it('has met with 36 of 38, 3 and 4 guests, and 2 who made it up the next day', async () => {
    const { meetings, rows, branch } = await showBoard(context, idOf(SCHOOL))
    expect(meetings.map(({ kind, on }) => [kind, on])).toEqual([
      ['补开', '2005-08-15'],
      ['专题组织生活会', '2005-08-14'],
    ])
    expect(meetings[1]).toMatchObject({ expected: 38, attended: 36, activists: 3, representatives: 4 })
    expect(meetings[1]?.verdict?.outcome).toBe('pass')
    expect(branch).toMatchObject({ missing: 0, appraised: 0, voted: 0 })
    expect(rows.filter(({ blocked }) => /重写|还没有测评/.test(blocked))).toHaveLength(3)
  })

  it('has nothing dated later than the day', async () => {
    const days = await context.db.read.selectFrom('org_meeting').select(['date', 'notice_on']).execute()
    expect(days.every(({ date, notice_on: on }) => date <= '2005-08-17' && (on ?? '') <= '2005-08-17')).toBe(
      true,
    )
    expect(await context.db.read.selectFrom('appraisal').select('id').execute()).toEqual([])
  })
})

describe('when every unit is through', () => {
  beforeAll(async () => {
    const today = '2005-12-31'
    context = { ...context, today }
    const town = await sampleTown(context, await readRawStory(context.resources), idOf)
    const through = <T extends { readonly name: string }>(units: readonly T[]): T[] =>
      units
        .filter(({ name }) => name !== SCHOOL)
        .map((unit) => ({ ...unit, stage: () => ({ start: '2005-08-20', end: '2005-10-08' }) }))
    await fillAppraisal(context, {
      ...town,
      until: today,
      units: through(town.units),
      committees: through(town.committees),
    })
  }, 60_000)

  it('everybody who could be found is appraised, told, and the branch has made it known', async () => {
    const figures = [...(await appraisalFigures(context)).values()].filter(
      ({ orgId, members }) => members > 0 && orgId !== idOf(SCHOOL),
    )
    expect(figures.every(({ noticedOn }) => noticedOn !== null)).toBe(true)
    const lost = figures.reduce((sum, { missing }) => sum + missing, 0)
    const left = figures.reduce((sum, { members, appraised }) => sum + members - appraised, 0)
    expect(left).toBe(lost)
    expect(figures.every(({ appraised, fedBack }) => appraised === fedBack)).toBe(true)
  })

  it('has one branch over the cap, one leaders’ meeting not made known, two cases and one still to open', async () => {
    await openCases(context)
    const all = await Promise.all(appraisalReviews.map((review) => runReview(context, review)))
    const counts = new Map(all.map((each) => [each.key, each.counts]))
    expect(counts.get('excellent-share')).toMatchObject({ 警告: 1, 未达标: 0 })
    expect(counts.get('leaders-meetings')?.未达标).toBe(1)
    expect(counts.get('leaders-meetings')?.达标).toBeGreaterThan(3)
    expect(counts.get('org-meetings')?.达标).toBeGreaterThan(60)
    expect(counts.get('appraisal-order')?.达标).toBeGreaterThan(900)
    expect(counts.get('unqualified-cases')).toMatchObject({ 达标: 2, 未达标: 1 })
    expect((await listCases(context, null)).map(({ state }) => state).sort()).toEqual(['审查', '已转化'])
  })
})
