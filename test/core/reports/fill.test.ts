// The sample town's reports as its storyline tells them: 345 due, the sixth week half in, the third circular a draft.
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countWeekOf } from '../../../src-main/core/services/reports/sources.ts'
import { weeklyCounts } from '#shared/rules/report-week.ts'
import { loadSample } from '../../../src-main/core/services/sample/load-sample.ts'
import { showCircular } from '../../../src-main/core/services/reports/circular.ts'
import { countWeek, standingOf } from '../../../src-main/core/services/reports/standing.ts'
import { showWeek } from '../../../src-main/core/services/reports/week.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openContext()
  await loadSample(opened.app, () => undefined, undefined, path.join(opened.dir, 'sample'))
}, 120_000)
afterAll(() => opened.close())

const context = () => opened.app.context()

describe('the weeks', () => {
  it('are 26, the first one before anybody is asked', async () => {
    const { weeks } = await showWeek(context(), null)
    expect(weeks).toHaveLength(26)
    expect(weeks[0]).toMatchObject({ week: '2005-07-07', no: null, expected: 0 })
    expect(weeks[1]).toMatchObject({ week: '2005-07-14', no: 1, expected: 69, due: '2005-07-13' })
  })

  it('have 345 reports due in the first five: 300 on time, 26 late, 19 missing', async () => {
    const standing = await standingOf(context(), context().db.read)
    const five = standing.weeks.slice(1, 6).map((week) => countWeek(standing, week))
    const sum = (key: 'expected' | 'onTime' | 'late' | 'missing' | 'madeUp' | 'waiting') =>
      five.reduce((all, week) => all + week[key], 0)
    expect([
      sum('expected'),
      sum('onTime'),
      sum('late'),
      sum('missing'),
      sum('madeUp'),
      sum('waiting'),
    ]).toEqual([345, 300, 26, 19, 0, 0])
  })

  it('have 39 in and 30 still to come in the sixth', async () => {
    const view = await showWeek(context(), null)
    expect(view).toMatchObject({
      week: '2005-08-18',
      expected: 69,
      received: 39,
      onTime: 39,
      townDue: '2005-08-18',
    })
    expect(view.rows.filter(({ state }) => state === '待报')).toHaveLength(30)
    expect(view.town).toMatchObject({ unit: '镇党委', state: '待报' })
  })

  it('show 五金公司 missing five times and 包装公司 late thrice, missing twice', async () => {
    const { rows } = await showWeek(context(), '2005-08-11')
    const of = (unit: string) => rows.find((row) => row.unit === unit)
    expect(of('五金公司支部')).toMatchObject({ state: '未报', lateSoFar: 0, missingSoFar: 5 })
    expect(of('包装公司支部')).toMatchObject({ state: '未报', lateSoFar: 3, missingSoFar: 2 })
  })

  it('have the town on time five times', async () => {
    const standing = await standingOf(context(), context().db.read)
    const { town } = standing
    if (town === undefined) throw new Error('no town')
    expect(standing.weeks.slice(1, 7).map((week) => standing.stateOf(town, week))).toEqual([
      '按时',
      '按时',
      '按时',
      '按时',
      '按时',
      '待报',
    ])
  })
})

describe('the third circular', () => {
  it('is the one that waits, after two that are out', async () => {
    const { periods, head } = await showCircular(context(), null)
    expect(periods).toHaveLength(12)
    expect(head).toMatchObject({ issue: 3, start: '2005-08-01', end: '2005-08-15', state: '待出刊' })
    expect(periods.slice(0, 3).map(({ state }) => state)).toEqual(['已出刊', '已出刊', '待出刊'])
    expect(periods[0]?.no).toBe('清溪镇先教办通报〔2005〕01期')
  })

  it('ranks as told: 9, 7, three with 3, 54 with 2, nine with 1, one with 0', async () => {
    const { lines, totals } = await showCircular(context(), '2005-08-01')
    const byScore = new Map<number, number>()
    for (const { score } of lines) byScore.set(score, (byScore.get(score) ?? 0) + 1)
    expect([...byScore]).toEqual([
      [9, 1],
      [7, 1],
      [3, 3],
      [2, 54],
      [1, 9],
      [0, 1],
    ])
    const top = lines
      .slice(0, 7)
      .map(({ place, unit, sent, adopted, score }) => [
        place,
        unit,
        sent,
        adopted.town,
        adopted.county,
        score,
      ])
    expect(top).toEqual([
      [1, '清溪中学支部', 5, 1, 1, 9],
      [2, '纺织公司支部', 4, 0, 1, 7],
      [3, '中心卫生院支部', 2, 1, 0, 3],
      [3, '中心小学支部', 3, 0, 0, 3],
      [3, '城东社区支部', 2, 1, 0, 3],
      [6, '机关一支部', 2, 0, 0, 2],
      [6, '机关二支部', 2, 0, 0, 2],
    ])
    expect(totals.zeroSent).toEqual(['五金公司支部'])
    expect(totals.zeroAdopted).toHaveLength(65)
    const once = lines.filter(({ sent }) => sent === 1).map(({ unit }) => unit)
    expect(once).toEqual([
      '南坪小学支部',
      '商贸城支部',
      '化工公司支部',
      '包装公司支部',
      '竹木公司支部',
      '水泥制品公司支部',
      '农机公司支部',
      '超市支部',
      '流动党员支部',
    ])
  })
})

it('reports what the ledgers hold, but for numbers corrected by hand', async () => {
  const db = context().db.read
  const counted = await countWeekOf(db, '2005-08-11')
  const rows = await db
    .selectFrom('weekly_report')
    .selectAll()
    .where('week', '=', '2005-08-11')
    .where('item_no', '=', '1')
    .execute()
  const other = rows.filter((row) => {
    const own = counted.of(row.org_id)
    const isOwn = (key: (typeof weeklyCounts)[number]) => row[key] === own[key] || own[key] === null
    return !weeklyCounts.every(isOwn)
  })
  // The town's own is of the whole town.
  expect(other.length).toBeLessThan(rows.length / 4)
  expect(rows.some((row) => (row.sessions ?? 0) > 0)).toBe(true)
})
