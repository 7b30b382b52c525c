// Drafts from the ledgers: every number is the one a plain count gives, typed ones stand beside it, nothing of another week is counted.
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { weeklyCounts } from '#shared/rules/report-week.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { write } from '../../../src-main/core/context.ts'
import { countWeekOf } from '../../../src-main/core/services/reports/sources.ts'
import { draftWeek } from '../../../src-main/core/services/reports/submit.ts'
import { showUnitReport } from '../../../src-main/core/services/reports/unit-report.ts'
import { replaceInformant, listInformants } from '../../../src-main/core/services/reports/informants.ts'
import { registerFinding } from '../../../src-main/core/services/findings/register.ts'
import { draftOf } from '../findings/draft.ts'
import { openContext, type Opened } from '../open-context.ts'
import { makeTown, onDay, send, type Town } from './town.ts'

let opened: Opened
let context: Context
let town: Town
beforeEach(async () => {
  opened = await openContext({ today: '2005-08-17' })
  context = opened.context
  town = await makeTown(context)
})
afterEach(() => opened.close())

const WEEK = '2005-08-18'
/** Friday before, first and last day of the week, Friday after. */
const DAYS = ['2005-08-11', '2005-08-12', '2005-08-17', '2005-08-19'] as const

async function fillLedgers(): Promise<void> {
  const [branch, other] = town.branches
  await write(context, async (journal) => {
    for (const org of [branch, other])
      for (const [i, day] of DAYS.entries()) {
        await journal.add('study_session', {
          extra: null,
          initials: '',
          org_id: org,
          date: day,
          hours: 25,
          reported_present: 10 + i,
          theme: '学习',
        })
        await journal.add('talk', {
          extra: null,
          initials: '',
          org_id: org,
          talker: '陆秋菊',
          partners: i % 2 === 0 ? '王明、李红' : '王明',
          kind: i % 2 === 0 ? '集体谈心' : '书记与党员',
          talked_on: day,
        })
        await journal.add('care_visit', {
          extra: null,
          initials: '',
          org_id: org,
          name: '王明',
          visited_on: day,
        })
        await journal.add('opinion_channel', {
          extra: null,
          initials: '',
          org_id: org,
          kind: '意见箱',
          from_on: '2005-07-10',
          until_on: day,
          opinions: i + 1,
        })
      }
  })
  await registerFinding(context, draftOf(branch, { foundOn: '2005-08-16', dueOn: '2005-08-25' }))
}

it('counts what an oracle counts, of that week and that unit only', async () => {
  await fillLedgers()
  const counted = (await countWeekOf(context.db.read, WEEK)).of(town.branches[0])
  expect(counted).toEqual({
    sessions: 2,
    hours: 50,
    attendees: 23,
    makeups: 0,
    opinions: 5,
    talks: 3,
    found: 1,
    solved: 0,
    visits: 2,
  })
  const { all } = await countWeekOf(context.db.read, WEEK)
  expect(all).toMatchObject({
    sessions: 4,
    hours: 100,
    attendees: 46,
    opinions: 10,
    talks: 6,
    found: 1,
    visits: 4,
  })
  for (const [key, table, day] of [
    ['sessions', 'study_session', 'date'],
    ['visits', 'care_visit', 'visited_on'],
  ] as const) {
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from ${sql.table(table)} where org_id = ${town.branches[0]} and ${sql.ref(day)} >= '2005-08-12' and ${sql.ref(day)} <= '2005-08-18'`.execute(
      context.db.read,
    )
    expect(counted[key]).toBe(rows[0]?.n)
  }
})

it('writes a draft for everybody who has not reported, the town included, and refreshes it', async () => {
  await send(context, town.branches[1], WEEK, '2005-08-16')
  expect(await draftWeek(context, null)).toEqual({ week: WEEK, written: 3 })
  await fillLedgers()
  expect((await draftWeek(context, WEEK)).written).toBe(2)
  expect((await draftWeek(context, WEEK)).written).toBe(0)
  const shown = await showUnitReport(context, town.branches[0], WEEK)
  expect(shown).toMatchObject({ state: '待报', isConfirmed: false, drafted: 9 })
  expect(shown.text).toContain('集中学习2次，5学时')
  expect(shown.fields.find(({ key }) => key === 'hours')).toMatchObject({ counted: 5, reported: 5 })
})

it('keeps what was typed beside what is counted, and says how many were not typed', async () => {
  await fillLedgers()
  const [branch] = town.branches
  const shown = await showUnitReport(context, branch, WEEK)
  const values = Object.fromEntries(shown.fields.map(({ key, counted }) => [key, counted]))
  await send(context, branch, WEEK, '2005-08-17', { values: { ...values, talks: 7 } })
  const after = await showUnitReport(context, branch, WEEK)
  expect([after.drafted, after.fields.length]).toEqual([8, 9])
  expect(after.fields.find(({ key }) => key === 'talks')).toMatchObject({
    counted: 3,
    reported: 7,
    countedThen: 3,
  })
  // Later records show beside the report and do not change it.
  await write(context, (journal) =>
    journal.add('care_visit', {
      extra: null,
      initials: '',
      org_id: branch,
      name: '李红',
      visited_on: '2005-08-17',
    }),
  )
  const later = await showUnitReport(context, branch, WEEK)
  expect(later.fields.find(({ key }) => key === 'visits')).toMatchObject({
    counted: 3,
    reported: 2,
    countedThen: 2,
  })
  const [row] = await context.db.read.selectFrom('weekly_report').selectAll().execute()
  expect(weeklyCounts.map((key) => row?.[key])).toEqual([2, 50, 23, 0, 5, 7, 1, 0, 2])
})

it('keeps the informants before, one in office, and lets the roster lead', async () => {
  const [branch] = town.branches
  const put = async (person: string, fromOn: string, today: string) => {
    const own = (await listInformants(context)).find(({ orgId }) => orgId === branch)
    await replaceInformant(onDay(context, today), {
      orgId: branch,
      rowVersion: own?.rowVersion ?? 0,
      person,
      phone: '13800000000',
      fromOn,
    })
  }
  await put('程小青', '2005-07-10', '2005-07-10')
  await put('王明', '2005-08-01', '2005-08-17')
  const own = (await listInformants(context)).find(({ orgId }) => orgId === branch)
  expect(own).toMatchObject({
    person: '王明',
    fromOn: '2005-08-01',
    before: [{ person: '程小青', fromOn: '2005-07-10', untilOn: '2005-08-01' }],
  })
  expect(own?.phone).toContain('*')
  const roster = await context.db.read
    .selectFrom('organisation')
    .select('informant_name')
    .where('id', '=', branch)
    .executeTakeFirst()
  expect(roster?.informant_name).toBe('王明')
  // A second one in office cannot stand beside the first.
  await expect(
    context.db.write((trx) =>
      sql`insert into informant (id, created_at, created_by, updated_at, updated_by, row_version, org_id, person) values ('z', '', '', '', '', 1, ${branch}, '李红')`.execute(
        trx,
      ),
    ),
  ).rejects.toThrow()
  await expect(put('李红', '2005-07-20', '2005-08-17')).rejects.toThrow(/不能早于/u)
  await expect(put('12', '2005-08-17', '2005-08-17')).rejects.toThrow(/姓名/u)
  // What the roster says by itself, from a file or a form, is taken over.
  await write(context, (journal) => journal.change('organisation', branch, { informant_name: null }))
  expect((await listInformants(context)).find(({ orgId }) => orgId === branch)?.person).toBe('')
})
