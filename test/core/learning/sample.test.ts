// The sample town's learning on its day: the storyline's own numbers, and something for every review to show.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadSample } from '../../../src-main/core/services/sample/load-sample.ts'
import { summaryBook } from '../../../src-main/core/services/learning/books.ts'
import { studyFigures } from '../../../src-main/core/services/learning/figures.ts'
import { showTown } from '../../../src-main/core/services/learning/show.ts'
import { makePaper } from '../../../src-main/core/services/gates/papers.ts'
import { learningReviews } from '../../../src-main/core/services/reviews/learning.ts'
import { runReview } from '../../../src-main/core/services/reviews/show.ts'
import type { LearningTown } from '#shared/contract/learning.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
let context: Context
let town: LearningTown
beforeAll(async () => {
  opened = await openContext()
  await loadSample(opened.app, () => undefined)
  context = opened.app.context()
  town = await showTown(context)
}, 300_000)
afterAll(() => opened.close())

const unit = (name: string) => {
  const found = town.units.find((each) => each.unit === name)
  if (found === undefined) throw new Error(name)
  return found
}

it('has studied and reached the hours as many as the storyline tells', async () => {
  const [sheet] = (await summaryBook(context)).sheets
  const [sums] = sheet?.totals ?? []
  expect(sums?.slice(1, 5)).toEqual(['合计', 1025, 1025, 1010])
  expect(sums?.[8]).toBe(965)
  expect(unit('包装公司支部').figures).toMatchObject({ studied: 7, hoursMet: 5 })
})

it('has the late course, the careless notes, the copied text and the untrained secretary', () => {
  expect(unit('南坪小学支部').courses.filter(({ isLate }) => isLate)).toMatchObject([
    { kind: '党纪党规课', on: '2005-08-15' },
  ])
  expect(unit('包装公司支部').figures.notesDoubtful).toBe(1)
  // Looked at again and found in order.
  expect(unit('清溪二中支部').figures.notesDoubtful).toBe(0)
  expect(unit('西岭小学支部').products[0]?.alike).toMatchObject({ unit: '东岸小学支部', percent: 100 })
  expect(town.training.untrained.length).toBeGreaterThan(0)
})

it('has lines for every review, and none dated after the day', async () => {
  for (const review of learningReviews) expect((await runReview(context, review)).lines).not.toEqual([])
  for (const table of ['note_check', 'alternative', 'training'] as const) {
    const rows = await context.db.read
      .selectFrom(table)
      .select('date')
      .where('date', '>', context.today)
      .execute()
    expect(rows).toEqual([])
  }
})

it('fills in the form of approval from the ledgers, as at the day of the move', async () => {
  const { orgId } = unit('清溪中学支部')
  const paper = await makePaper(context, { orgId, phase: 'study', paper: '审批表', attempt: null })
  const then = (await studyFigures(context, { until: '2005-08-01' })).get(orgId)
  const hours = `集中学习达40学时${String(then?.hoursMet)}/38人`
  expect(paper.body.text.match(/参学率[^。]*/u)?.[0]).toBe(`参学率38/38，${hours}`)
})
