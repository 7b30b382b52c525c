// The half-monthly circular: points as published elsewhere, shared places, zeros named, and frozen once it is out.
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { circularLines, circularTotals, type CircularUnit } from '#shared/rules/circular.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { writeWorkbook } from '../../../src-main/core/excel/writer.ts'
import { adopt, listAdoptions, removeAdoption } from '../../../src-main/core/services/reports/adoptions.ts'
import { showCircular } from '../../../src-main/core/services/reports/circular.ts'
import {
  circularBookOf,
  issueCircular,
  printCircular,
  saveCircularWord,
} from '../../../src-main/core/services/reports/issue.ts'
import { saveReportSettings } from '../../../src-main/core/services/reports/settings.ts'
import { runReview } from '../../../src-main/core/services/reviews/show.ts'
import { reportReviews } from '../../../src-main/core/services/reviews/reports.ts'
import { openContext, type Opened } from '../open-context.ts'
import { makeTown, onDay, send, type Town } from './town.ts'

let opened: Opened
let context: Context
let town: Town
/** A circular that is out cannot be taken away, so every test has a town of its own. */
const open = async (): Promise<void> => {
  opened = await openContext({ today: '2005-08-20' })
  context = opened.context
  town = await makeTown(context)
}
const ownTown = (): void => {
  beforeEach(open)
  afterEach(() => opened.close())
}

const START = '2005-08-01'
const unit = (name: string, sent: number, county = 0): CircularUnit => {
  const adopted = { town: 0, county, city: 0, province: 0 }
  return {
    orgId: name,
    unit: name,
    sent,
    sentTotal: sent,
    adopted,
    adoptedAll: adopted,
    onTime: 2,
    late: 0,
    missing: 0,
  }
}

describe('points', () => {
  it.each([
    [{ sent: 1, town: 1, county: 3, city: 5, province: 5 }, 4, 4, 16],
    [{ sent: 1, town: 1, county: 3, city: 5, province: 5 }, 2, 2, 8],
    [{ sent: 1, town: 5, county: 5, city: 5, province: 5 }, 1, 1, 6],
    [{ sent: 1, town: 1, county: 3, city: 5, province: 5 }, 0, 0, 0],
  ])('by %j: %i sent and %i printed are %i', (score, sent, county, points) => {
    expect(circularLines([unit('甲', sent, county)], { score, quota: null })[0]?.score).toBe(points)
  })
  it('share a place, name the zeros, and stand in bands without ranks', () => {
    const score = { sent: 1, town: 1, county: 3, city: 5, province: 5 }
    const lines = circularLines([unit('丁', 0), unit('甲', 2, 1), unit('乙', 5), unit('丙', 1)], {
      score,
      quota: 4,
    })
    expect(lines.map(({ unit: name, place, band, remark }) => [name, place, band, remark])).toEqual([
      ['甲', 1, '好', '定额4条，差2条'],
      ['乙', 1, '较好', '零采用'],
      ['丙', 3, '一般', '零采用、定额4条，差3条'],
      ['丁', 4, '差', '零报送、零采用'],
    ])
    expect(circularTotals(lines)).toMatchObject({
      zeroSent: ['丁'],
      zeroAdopted: ['乙', '丙', '丁'],
      units: 4,
    })
  })
})

async function reportsIn(): Promise<string[]> {
  const [a, b] = town.branches
  await send(context, a, '2005-08-04', '2005-08-02', { title: '早的' })
  await send(context, a, '2005-08-11', '2005-08-10')
  await send(context, b, '2005-07-28', '2005-07-27', { title: '上期的' })
  await send(context, b, '2005-08-11', '2005-08-12')
  return (await listAdoptions(context)).items.map(({ id }) => id)
}
const adoption = async (orgId: string, title: string, date: string) => {
  const item = (await listAdoptions(context)).items.find(
    (each) => each.orgId === orgId && each.title === title,
  )
  return {
    orgId,
    reportId: item?.id ?? null,
    title,
    level: '县' as const,
    publication: '县简报',
    issueNo: '',
    date,
  }
}
const issue = { start: START, on: '2005-08-17', person: '赵国安', makeUpBy: '2005-08-20' }
const line = async (orgId: string, start = START) =>
  (await showCircular(context, start)).lines.find((each) => each.orgId === orgId)

describe('a circular', () => {
  ownTown()
  it('counts pieces by their day and adoptions by the day they were printed', async () => {
    await reportsIn()
    const [a, b, c] = town.branches
    await adopt(context, await adoption(b, '上期的', '2005-08-03'))
    expect(await line(a)).toMatchObject({ sent: 2, score: 2, onTime: 2, late: 0, missing: 0 })
    expect(await line(b)).toMatchObject({
      sent: 1,
      sentTotal: 2,
      adopted: { county: 1 },
      score: 4,
      late: 1,
      missing: 1,
      place: 1,
    })
    expect(await line(c)).toMatchObject({ sent: 0, score: 0, place: 3, remark: '零报送、零采用', missing: 2 })
    expect(
      (await showCircular(context, '2005-07-16')).lines.find(({ orgId }) => orgId === b)?.adopted.county,
    ).toBe(0)
    const { notes, totals } = await showCircular(context, START)
    expect(notes.map(({ text }) => text).join()).toContain('以前报送、本期采用1条')
    expect([totals.onTimeUnits, totals.lateUnits, totals.missingUnits]).toEqual([1, 0, 2])
  })

  it('is frozen when it is out: in service, in SQL, and whatever is adopted later', async () => {
    await reportsIn()
    const [a] = town.branches
    await issueCircular(context, issue)
    const before = await showCircular(context, START)
    expect(before.head).toMatchObject({ state: '已出刊', no: '清溪镇先教办通报〔2005〕03期', issue: 3 })
    await adopt(context, await adoption(a, '早的', '2005-08-05'))
    await saveReportSettings(context, {
      branchDue: 3,
      townDue: 4,
      points: { town: 9, county: 9, city: 9, province: 9 },
      quotaPerWeek: 3,
      showsBands: true,
      officeCode: '',
      basis: '另行规定',
    })
    expect(await showCircular(context, START)).toEqual(before)
    expect(await line(a, '2005-08-16')).toMatchObject({ adopted: { county: 1 } })
    expect((await listAdoptions(context)).rows.map((row) => row.issue)).toEqual([4])
    await expect(issueCircular(context, issue)).rejects.toThrow(/不能再出/u)
    const run = (text: string) => context.db.write((trx) => sql.raw(text).execute(trx))
    for (const text of [
      `update circular set title = '改'`,
      `update circular set deleted_at = 'x'`,
      'delete from circular',
      'update circular_row set score = 99',
      'delete from circular_row',
      `insert into circular_row select 'new', created_at, created_by, updated_at, updated_by, row_version, deleted_at, circular_id, position, '${town.committee}', unit, band, remark, place, sent, sent_total, town, county, city, province, adopted_total, sent_score, adopted_score, score, score_total, on_time, late, missing from circular_row limit 1`,
    ])
      await expect(run(text)).rejects.toThrow()
  })

  it.each([
    [{ on: '2005-08-15' }, /出刊日期要在这一天以后/u],
    [{ on: '2005-08-21' }, /还没有到/u],
    [{ person: ' ' }, /签发人/u],
    [{ makeUpBy: '2005-08-17' }, /补报期限/u],
  ])('does not go out with %j', async (wrong, said) => {
    await expect(issueCircular(context, { ...issue, ...wrong })).rejects.toThrow(said)
  })

  it('is printed and written with the words of the paper, a draft as one', async () => {
    await reportsIn()
    await printCircular(context, START)
    expect(opened.answers.printed[0]).toContain('送签稿')
    await issueCircular(context, issue)
    await printCircular(context, START)
    const paper = opened.answers.printed[1] ?? ''
    const flat = paper
      .replace(/<style>.*<\/style>/su, '')
      .replace(/<[^>]+>/gu, '')
      .replace(/\s/gu, '')
    expect(flat).toContain('清溪镇先教办通报〔2005〕03期')
    expect(flat).toContain('本期零报送单位：')
    expect(flat).toContain('请未报单位于2005年8月20日前补报')
    expect(flat).not.toMatch(/[{}]/u)
    expect(paper).not.toContain('送签稿')
    opened.answers.save = path.join(opened.dir, '通报.docx')
    expect(await saveCircularWord(context, START)).toEqual({ file: '通报.docx' })
    const book = await circularBookOf(context, null)
    expect(book.sheets[0]?.rows).toHaveLength(3)
    const file = path.join(opened.dir, 'e8.xlsx')
    await writeWorkbook(file, `${file}.part`, await circularBookOf(context, START))
  })
})

describe('an adoption', () => {
  ownTown()
  it('brings its piece to 被采用, again and again, and keeps it from being removed', async () => {
    await reportsIn()
    const [a] = town.branches
    await adopt(context, await adoption(a, '早的', '2005-08-05'))
    await expect(adopt(context, await adoption(a, '早的', '2005-08-05'))).rejects.toThrow(/已经登记过/u)
    await adopt(context, { ...(await adoption(a, '早的', '2005-08-05')), level: '市', publication: '市专报' })
    const steps = await context.db.read
      .selectFrom('weekly_report_step')
      .select('action')
      .where('action', '=', '采用')
      .execute()
    expect(steps).toHaveLength(2)
    await expect(
      context.db.write((trx) =>
        sql`update weekly_report set deleted_at = 'x' where title = '早的'`.execute(trx),
      ),
    ).rejects.toThrow()
    const { rows } = await listAdoptions(context)
    for (const { id, rowVersion } of rows)
      await removeAdoption(context, { id, rowVersion, reason: '登记错了' })
    expect((await listAdoptions(context)).rows).toEqual([])
  })

  it('is refused before its piece came, for another unit, and for one made up for', async () => {
    const [a, b] = town.branches
    await send(context, a, '2005-07-21', '2005-08-03', { title: '补的' })
    await send(context, b, '2005-08-11', '2005-08-10', { title: '按时的' })
    const { items } = await listAdoptions(context)
    expect(items.map(({ title }) => title)).toEqual(['按时的'])
    const late = await context.db.read
      .selectFrom('weekly_report')
      .select('id')
      .where('title', '=', '补的')
      .executeTakeFirst()
    const base = await adoption(b, '按时的', '2005-08-11')
    await expect(adopt(context, { ...base, orgId: a, reportId: late?.id ?? '' })).rejects.toThrow(/补报/u)
    await expect(adopt(context, { ...base, date: '2005-08-09' })).rejects.toThrow(/早于报送日期/u)
    await expect(adopt(context, { ...base, orgId: a })).rejects.toThrow(/不是这个单位/u)
    await expect(adopt(context, { ...base, date: '2005-08-21' })).rejects.toThrow(/还没有到/u)
    await expect(
      context.db.write((trx) =>
        sql`insert into adoption (id, created_at, created_by, updated_at, updated_by, row_version, org_id, date, title, level, report_id)
          values ('a', '', '', '', '', 1, ${a}, '2005-08-10', '补的', '镇', ${late?.id ?? ''})`.execute(trx),
      ),
    ).rejects.toThrow()
  })
})

describe('the reviews', () => {
  ownTown()
  const marks = async (key: string, at: Context = context) => {
    const review = reportReviews.find((each) => each.key === key)
    if (!review) throw new Error(key)
    return (await runReview(at, review)).lines.map(({ mark }) => mark)
  }
  it('say who reports in time, who has no informant, which circulars are owed, and how many tables are asked', async () => {
    const early = onDay(context, '2005-07-09')
    await send(context, town.branches[0], '2005-07-07', '2005-07-06')
    // The town, then the three branches: one on time, two missing.
    expect(await marks('weekly-reports', early)).toEqual(['警告', '达标', '警告', '警告'])
    expect(await marks('informants')).toEqual(['警告', '警告', '警告'])
    expect(await marks('circulars')).toEqual(['提示', '提示', '提示'])
    await issueCircular(context, issue)
    expect((await marks('circulars'))[2]).toBe('达标')
    expect(await marks('reporting-load')).toEqual(['未核', '未核', '未核'])
  })
})
