// R-28 on a real data file: the clock to the minute, exceptions, one state for every unit and week, the machine in service and SQL.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actionsFrom, weeklyReportMachine, type WeeklyReportState } from '#shared/rules/machines.ts'
import { halfMonths, reportWeeks } from '#shared/rules/reporting.ts'
import { unitWeekStates } from '#shared/rules/report-week.ts'
import { addDays } from '#shared/text/civil-date.ts'
import { write, type Context } from '../../../src-main/core/context.ts'
import { saveException } from '../../../src-main/core/services/reports/calendar.ts'
import { saveReportSettings } from '../../../src-main/core/services/reports/settings.ts'
import { countWeek, standingOf } from '../../../src-main/core/services/reports/standing.ts'
import {
  addReportItem,
  removeReportItem,
  type Confirmation,
} from '../../../src-main/core/services/reports/submit.ts'
import { showUnitReport } from '../../../src-main/core/services/reports/unit-report.ts'
import { showWeek } from '../../../src-main/core/services/reports/week.ts'
import { openContext, type Opened } from '../open-context.ts'
import { begin, clearReports, makeTown, onDay, report, send, type Town } from './town.ts'

let opened: Opened
let context: Context
let town: Town
beforeAll(async () => {
  opened = await openContext({ today: '2005-12-31' })
  context = opened.context
  town = await makeTown(context)
})
beforeEach(() => clearReports(context))
afterAll(() => opened.close())

const WEEK = '2005-08-18'
const stored = (id: string) =>
  context.db.read
    .selectFrom('weekly_report')
    .selectAll()
    .where('org_id', '=', id)
    .where('deleted_at', 'is', null)
    .orderBy('item_no')
    .execute()

it('counts 26 weeks and 12 half-months in the second half of 2005', async () => {
  expect(reportWeeks('2005-07-01', '2005-12-31')).toHaveLength(26)
  expect(reportWeeks('2005-07-01', '2005-12-31').at(-1)).toBe('2005-12-29')
  expect(halfMonths('2005-07-01', '2005-12-31')).toHaveLength(12)
  expect((await showWeek(context, null)).weeks).toHaveLength(26)
})

describe('the clock', () => {
  it.each([
    // The branches' own day is the Wednesday, the town's the Thursday; clocks are not changed in between.
    ['支部', '2005-08-12', '00:00', '按时'],
    ['支部', '2005-08-17', null, '按时'],
    ['支部', '2005-08-17', '23:59', '按时'],
    ['支部', '2005-08-18', '00:00', '迟报'],
    ['支部', '2005-08-18', null, '迟报'],
    ['支部', '2005-08-24', '23:59', '迟报'],
    ['支部', '2005-08-25', '00:00', '补报'],
    ['镇', '2005-08-18', '23:59', '按时'],
    ['镇', '2005-08-19', '00:00', '迟报'],
    ['镇', '2005-08-25', '23:59', '迟报'],
    ['镇', '2005-08-26', '00:00', '补报'],
  ] as const)('%s sent %s %s: %s', async (who, on, time, state) => {
    const orgId = who === '镇' ? town.committee : town.branches[0]
    await send(context, orgId, WEEK, on, { submittedTime: time })
    const [row] = await stored(orgId)
    expect(row).toMatchObject({ state, timeliness: state === '补报' ? '未报' : state })
    expect((await showUnitReport(context, orgId, WEEK)).state).toBe(state)
    // The data file itself says the same of a row that comes without a state.
    await context.db.write((trx) =>
      sql`insert into weekly_report (id, created_at, created_by, updated_at, updated_by, row_version, org_id, week, item_no, submitted_on, submitted_time)
        values ('x', '', '', '', '', 1, ${orgId}, ${WEEK}, '2', ${on}, ${time})`.execute(trx),
    )
    expect((await stored(orgId))[1]).toMatchObject({ state, timeliness: row?.timeliness })
  })

  it.each([
    ['2005-08-17', '待报', false],
    ['2005-08-18', '待报', true],
    ['2005-08-19', '未报', false],
    ['2005-08-30', '未报', false],
  ] as const)('nothing by %s: %s', async (today, state, isPastDue) => {
    const shown = await showUnitReport(onDay(context, today), town.branches[0], WEEK)
    expect([shown.state, shown.isPastDue]).toEqual([state, isPastDue])
  })

  it('takes the first of a week for its timeliness and counts all as items', async () => {
    const [branch] = town.branches
    await addReportItem(context, report(branch, WEEK, '2005-08-16', { title: '先报的信息' }))
    await send(context, branch, WEEK, '2005-08-19')
    const { rows } = await showWeek(context, WEEK)
    expect(rows.find(({ orgId }) => orgId === branch)).toMatchObject({
      state: '按时',
      items: 2,
      title: '先报的信息',
    })
  })

  it('keeps what came after the next due day as missing in every count', async () => {
    await send(context, town.branches[0], WEEK, '2005-08-26')
    const standing = await standingOf(context, context.db.read)
    expect(countWeek(standing, WEEK)).toMatchObject({
      madeUp: 1,
      missing: 2,
      onTime: 0,
      late: 0,
      expected: 3,
    })
    const { rows } = await showWeek(context, WEEK)
    expect(rows[0]).toMatchObject({ state: '补报' })
  })
})

describe('an exception', () => {
  const holiday = { week: '2005-10-06', reporter: '支部', dueOn: '2005-10-10', reason: '国庆放假' } as const
  it('moves the day of one week and one kind of reporter', async () => {
    await saveException(onDay(context, '2005-09-28'), holiday)
    await send(context, town.branches[0], '2005-10-06', '2005-10-10', { submittedTime: '23:59' })
    await send(context, town.branches[1], '2005-10-06', '2005-10-11', { submittedTime: '00:00' })
    await send(context, town.committee, '2005-10-06', '2005-10-10')
    const states = await Promise.all(
      [town.branches[0], town.branches[1], town.committee].map(async (id) => (await stored(id))[0]?.state),
    )
    expect(states).toEqual(['按时', '迟报', '迟报'])
    const at = await showUnitReport(onDay(context, '2005-10-10'), town.branches[2], '2005-10-06')
    expect([at.state, at.due]).toEqual(['待报', '2005-10-10'])
  })

  it('comes too late once a report would stand otherwise, and can be taken back before', async () => {
    await saveException(context, holiday)
    await saveException(context, { ...holiday, dueOn: null })
    expect((await showWeek(context, '2005-10-06')).exceptions).toEqual([])
    await send(context, town.branches[0], '2005-10-06', '2005-10-08')
    await expect(saveException(context, holiday)).rejects.toThrow(/已有1份周报按原来的截止日判定/u)
  })

  it.each([
    [{ reason: ' ' }, /理由/u],
    [{ dueOn: '2005-09-29' }, /早于这一周的开始/u],
    [{ week: '2006-01-05' }, /不在本批活动的时间里/u],
  ])('is refused for %j', async (wrong, said) => {
    await expect(saveException(context, { ...holiday, ...wrong })).rejects.toThrow(said)
  })
})

it('asks only units that are in the campaign the whole week', async () => {
  const [early, late, gone] = town.branches
  await begin(context, early, 'study', '2005-07-05')
  await begin(context, late, 'study', '2005-08-13')
  await begin(context, gone, 'study', '2005-07-05')
  await begin(context, gone, 'consolidate', '2005-10-16', '2005-11-30')
  const standing = await standingOf(context, context.db.read)
  const expected = (week: string) => countWeek(standing, week).expected
  expect(
    ['2005-07-07', '2005-07-14', '2005-08-18', '2005-08-25', '2005-12-01', '2005-12-08'].map(expected),
  ).toEqual([0, 2, 2, 3, 3, 2])
  expect([standing.numberOf('2005-07-07'), standing.numberOf('2005-07-14')]).toEqual([null, 1])
})

it('follows the weekdays of the settings from then on', async () => {
  const settings = {
    branchDue: 5,
    townDue: 4,
    points: { town: 2, county: 3, city: 5, province: 5 },
    quotaPerWeek: null,
    showsBands: false,
    officeCode: '',
    basis: '镇党委会议决定',
  }
  await send(context, town.branches[0], WEEK, '2005-08-13')
  await saveReportSettings(context, settings)
  // Friday is the first day of the week it is due in.
  await send(context, town.branches[1], WEEK, '2005-08-13')
  expect([(await stored(town.branches[0]))[0]?.state, (await stored(town.branches[1]))[0]?.state]).toEqual([
    '按时',
    '迟报',
  ])
  await expect(saveReportSettings(context, { ...settings, basis: ' ' })).rejects.toThrow(/依据/u)
})

it('has exactly one state for every unit and week, whatever has come in', async () => {
  const weeks = reportWeeks('2005-07-01', '2005-12-31')
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(
        fc.record({
          unit: fc.integer({ min: 0, max: 2 }),
          week: fc.integer({ min: 0, max: 25 }),
          after: fc.integer({ min: 0, max: 20 }),
        }),
        { selector: ({ unit, week }) => `${unit}|${week}`, maxLength: 12 },
      ),
      fc.integer({ min: 0, max: 200 }),
      async (sent, day) => {
        await context.db.write((trx) => trx.deleteFrom('weekly_report_step').execute())
        await context.db.write((trx) => trx.deleteFrom('weekly_report').execute())
        for (const { unit, week, after } of sent) {
          const id = weeks[week] ?? WEEK
          const on = addDays(addDays(id, -6), after)
          if (on <= '2005-12-31') await send(context, town.branches[unit] ?? '', id, on)
        }
        const standing = await standingOf(onDay(context, addDays('2005-07-01', day)), context.db.read)
        for (const week of weeks) {
          const counts = countWeek(standing, week)
          expect(counts.onTime + counts.late + counts.madeUp + counts.missing + counts.waiting).toBe(
            counts.expected,
          )
          for (const unit of standing.units) expect(unitWeekStates).toContain(standing.stateOf(unit, week))
        }
      },
    ),
    { numRuns: 12 },
  )
})

describe('the machine', () => {
  const insert = (state: WeeklyReportState, sentOn: string | null, timeliness: string | null) =>
    context.db.write((trx) =>
      sql`insert into weekly_report (id, created_at, created_by, updated_at, updated_by, row_version, org_id, week, item_no, submitted_on, state, timeliness)
        values ('m', '', '', '', '', 1, ${town.branches[0]}, ${WEEK}, '1', ${sentOn}, ${state}, ${timeliness})`.execute(
        trx,
      ),
    )
  const at: Record<WeeklyReportState, [string | null, string | null]> = {
    待报: [null, null],
    未报: [null, null],
    按时: ['2005-08-17', '按时'],
    迟报: ['2005-08-19', '迟报'],
    补报: ['2005-08-27', '未报'],
    被采用: ['2005-08-17', '按时'],
  }
  const move = (to: WeeklyReportState) => {
    const [on, timeliness] = at[to]
    return context.db.write((trx) =>
      sql`update weekly_report set state = ${to}, submitted_on = coalesce(submitted_on, ${on}), timeliness = coalesce(timeliness, ${timeliness}) where id = 'm'`.execute(
        trx,
      ),
    )
  }
  const pairs = weeklyReportMachine.states.flatMap((from) =>
    weeklyReportMachine.states.filter((to) => to !== from).map((to) => [from, to] as const),
  )
  it.each(pairs)('from %s to %s only as its steps say, in the data file too', async (from, to) => {
    const [on, timeliness] = at[from]
    if (from === '被采用') {
      await insert('按时', on, timeliness)
      await move('被采用')
    } else await insert(from, on, timeliness)
    const isLegal = weeklyReportMachine.steps.some((step) => step.from === from && step.to === to)
    if (isLegal) await expect(move(to)).resolves.toBeDefined()
    else await expect(move(to)).rejects.toThrow()
  })

  it('refuses a state that the day does not give', async () => {
    await expect(insert('按时', '2005-08-18', '按时')).rejects.toThrow()
    await expect(insert('迟报', '2005-08-18', '按时')).rejects.toThrow()
    await expect(insert('按时', null, null)).rejects.toThrow()
    await expect(insert('被采用', '2005-08-17', '按时')).rejects.toThrow()
  })

  it('keeps each step, 未报 before 补报', async () => {
    await send(context, town.branches[0], WEEK, '2005-08-26')
    const steps = await context.db.read.selectFrom('weekly_report_step').selectAll().orderBy('id').execute()
    expect(steps.map(({ action, to_state }) => [action, to_state])).toEqual([
      ['到期未报', '未报'],
      ['补报', '补报'],
    ])
    expect(actionsFrom(weeklyReportMachine, '补报')).toEqual([])
  })
})

describe('a report that is in', () => {
  it('is frozen: not confirmed again, not changed in the data file', async () => {
    const [branch] = town.branches
    await send(context, branch, WEEK, '2005-08-16')
    await expect(send(context, branch, WEEK, '2005-08-17')).rejects.toThrow(/已经报送/u)
    const change = (column: string) =>
      context.db.write((trx) =>
        sql`update weekly_report set ${sql.ref(column)} = '9' where org_id = ${branch}`.execute(trx),
      )
    for (const column of ['title', 'sessions', 'visits', 'submitted_on', 'reporter', 'week', 'facts'])
      await expect(change(column)).rejects.toThrow()
    await expect(change('remark')).resolves.toBeDefined()
  })

  it('can be taken away with a reason, and then sent again', async () => {
    const [branch] = town.branches
    await send(context, branch, WEEK, '2005-08-16')
    const [row] = await stored(branch)
    const id = row?.id ?? ''
    await expect(removeReportItem(context, { id, rowVersion: 2, reason: ' ' })).rejects.toThrow(/写明/u)
    await removeReportItem(context, { id, rowVersion: row?.row_version ?? 0, reason: '报错了单位' })
    await send(context, branch, WEEK, '2005-08-17')
    expect((await stored(branch)).map(({ state }) => state)).toEqual(['按时'])
  })

  it.each<[Partial<Confirmation>, RegExp]>([
    [{ submittedOn: '2006-01-01' }, /还没有到/u],
    [{ submittedOn: '2005-08-11' }, /在它之前/u],
    [{ title: ' ' }, /信息标题/u],
    [{ reporter: '' }, /报送人/u],
    [{ values: { sessions: 1.5 } }, /集中学习次数应填/u],
    [{ values: { hours: 2.2 } }, /0.5的倍数/u],
    [{ week: '2005-08-17' }, /不在本批活动/u],
  ])('is refused for %j', async (wrong, said) => {
    await expect(
      send(context, town.branches[0], wrong.week ?? WEEK, wrong.submittedOn ?? '2005-08-16', wrong),
    ).rejects.toThrow(said)
    expect(await stored(town.branches[0])).toEqual([])
  })

  it('is not taken by somebody who may only read', async () => {
    const reader = { ...context, actor: { ...context.actor, role: '只读' as const } }
    await expect(send(reader, town.branches[0], WEEK, '2005-08-16')).rejects.toThrow(/只读/u)
    expect(await write(context, () => Promise.resolve(1))).toBe(1)
  })
})
