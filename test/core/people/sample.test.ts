// The sample town's registers of people: filled as its story tells, with something for every review to name.
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../../../src-main/core/context.ts'
import { categoryBook } from '../../../src-main/core/services/people/category-book.ts'
import { showLeaders } from '../../../src-main/core/services/people/show-leaders.ts'
import { peopleReviews } from '../../../src-main/core/services/reviews/people.ts'
import { runReview } from '../../../src-main/core/services/reviews/show.ts'
import { ledgerBook } from '../../../src-main/core/services/ledgers/export-ledger.ts'
import { loadSample } from '../../../src-main/core/services/sample/load-sample.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
let context: Context
beforeAll(async () => {
  opened = await openContext()
  await loadSample(opened.app, () => undefined, undefined, path.join(opened.dir, '示例镇'))
  context = opened.app.context()
}, 180_000)
afterAll(() => opened.close())

const reviewed = async (key: string) => {
  const review = peopleReviews.find((each) => each.key === key)
  if (review === undefined) throw new Error(key)
  return runReview(context, review)
}

/** Tables with the column of each that says when something was done. */
const DAYS = [
  ['lost_member', 'enrolled_on'],
  ['difficult_member', 'public_to'],
  ['care_visit', 'visited_on'],
  ['representative', 'materials_on'],
  ['exemplar', 'recommended_on'],
  ['contact_visit', 'visited_on'],
  ['leader_duty', 'done_on'],
] as const

describe('the sample town', () => {
  it.each(DAYS)('holds nothing in %s that is later than its day', async (table, column) => {
    const rows = (await context.db.read
      .selectFrom(table as 'care_visit')
      .selectAll()
      .execute()) as unknown as readonly Record<string, string | null>[]
    const days = rows.flatMap((row) => row[column] ?? [])
    expect(days.length).toBeGreaterThan(0)
    expect(days.filter((day) => day > context.today)).toEqual([])
  })

  it('has three representatives or more in every branch', async () => {
    const counts = await context.db.read
      .selectFrom('representative')
      .select(['org_id', (eb) => eb.fn.countAll<number>().as('n')])
      .groupBy('org_id')
      .execute()
    expect(counts).toHaveLength(69)
    expect(counts.filter(({ n }) => n < 3)).toEqual([])
  })

  it.each([
    ['joined-before', { 达标: 4 }],
    ['lost-members', { 达标: 3, 警告: 5, 提示: 1 }],
    ['care-visits', { 警告: expect.any(Number) as number }],
    ['exemplars', { 达标: 68, 提示: 1 }],
    ['negative-exemplars', { 达标: 1, 未达标: 0 }],
    ['representatives', { 未达标: 1 }],
    ['floating-roster', { 警告: 3 }],
    ['contact-points', { 达标: 8, 警告: 1 }],
    ['difficult-posting', { 警告: 3 }],
  ] as const)('%s counts %j', async (key, counts) => {
    expect((await reviewed(key)).counts).toMatchObject(counts)
  })

  it('visits most members in difficulty, not all, and names the others', async () => {
    const { lines } = await reviewed('care-visits')
    const [town] = lines
    expect(town?.name).toBe('清溪镇')
    expect(town?.details.length).toBeGreaterThan(0)
    expect(town?.details.length).toBeLessThan(8)
  })

  it('warns of the leader who has not come', async () => {
    const { lines } = await reviewed('contact-points')
    expect(lines.find(({ name }) => name === '沈立本')).toMatchObject({
      mark: '警告',
      reason: expect.stringContaining('讲党课或作专题报告0次') as string,
    })
  })

  it('shows the leaders with visits as told, and their six items so far', async () => {
    const { items, leaders } = await showLeaders(context)
    expect(items).toHaveLength(6)
    expect(leaders.map(({ name }) => name).slice(0, 2)).toEqual(['周明远', '沈立本'])
    const visits = leaders.filter(({ contact }) => contact !== null).map((leader) => leader.visits.length)
    expect(visits).toEqual([3, 0, 2, 2, 3, 2, 1, 1, 2])
    expect(leaders[0]?.items[0]).toHaveLength(1)
  })

  it('exports the roster by category', async () => {
    const { sheets } = await categoryBook(context)
    const sizes = Object.fromEntries(sheets.map(({ name, rows }) => [name, rows.length]))
    expect(sizes).toMatchObject({
      离退休党员: 168,
      建国前入党党员: 4,
      党员领导干部: 14,
      预备党员: 36,
      失联党员: 6,
    })
    expect(JSON.stringify(sheets)).not.toMatch(/999999\d{8}/u)
  })

  it('names no negative case in a table that leaves the house', async () => {
    const wish = { query: { ledger: 'exemplars' as const }, reason: null, sheetPerOrganisation: true }
    const negative = await context.db.read
      .selectFrom('exemplar')
      .select(['name', 'org_id'])
      .where('side', '=', '反面典型')
      .executeTakeFirstOrThrow()
    const open = JSON.stringify(await ledgerBook(context, { ...wish, fullNumbers: false }))
    expect(open).not.toContain(negative.name)
    expect(open).toContain('某同志')
    const inner = JSON.stringify(await ledgerBook(context, { ...wish, fullNumbers: true }))
    expect(inner).toContain(negative.name)
  })
})
