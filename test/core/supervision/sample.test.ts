// The group's own work in the sample town: log, weekly reports, figures of a phase that agree with the records, samples.
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { sql } from 'kysely'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '#shared/text/civil-date.ts'
import { groupDuties } from '#shared/rules/supervision.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { saveBookTo } from '../../../src-main/core/services/exports/save-book.ts'
import { reviewByKey } from '../../../src-main/core/services/reviews/index.ts'
import { loadSample } from '../../../src-main/core/services/sample/load-sample.ts'
import { acceptLogDrafts, logBook, showLogDrafts } from '../../../src-main/core/services/supervision/log.ts'
import { listSamples, showSample, slipPage } from '../../../src-main/core/services/supervision/sample-show.ts'
import {
  recordPick,
  replacePick,
  takeSample,
  verifySample,
} from '../../../src-main/core/services/supervision/sample.ts'
import { phaseBook } from '../../../src-main/core/services/supervision/summary-papers.ts'
import {
  indicators,
  showSnapshot,
  showSummary,
  showSummaryRows,
  takeSnapshot,
} from '../../../src-main/core/services/supervision/summary.ts'
import {
  issueWeek,
  listWeeks,
  openWeek,
  saveWeek,
  showWeek,
} from '../../../src-main/core/services/supervision/weekly.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
let context: Context

beforeAll(async () => {
  opened = await openContext()
  await loadSample(opened.app, () => undefined)
  context = opened.app.context()
}, 300_000)
afterAll(() => opened.close())

async function countSql(query: string): Promise<number> {
  const { rows } = await sql.raw<{ n: number }>(query).execute(context.db.read)
  return rows[0]?.n ?? -1
}

const figure = async (key: string, asOf: string, phase = 'study') => {
  const page = await showSummary(context, { phase, asOf })
  const line = page.lines.find((each) => each.key === key)
  if (line === undefined) throw new Error(key)
  return line
}

/** The data file refuses by itself, under this name, whoever writes. */
async function expectRefused(query: string, name: string): Promise<void> {
  const error: unknown = await context.db.write((trx) => sql.raw(query).execute(trx)).catch((e: unknown) => e)
  expect(error).toBeInstanceOf(Error)
  expect(String((error as Error).cause)).toContain(name)
}

const readBack = async (file: string): Promise<ExcelJS.Workbook> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(file)
  return book
}

const textsOf = (sheet: ExcelJS.Worksheet | undefined): string[][] => {
  const rows: string[][] = []
  sheet?.eachRow((row) => rows.push(Array.from({ length: row.cellCount }, (_, i) => row.getCell(i + 1).text)))
  return rows
}

/** The number again, straight from the tables. */
const AGAIN: Readonly<Record<string, (day: string) => { part: string; whole: string | null }>> = {
  members: () => ({
    part: `select count(*) n from member where deleted_at is null and coalesce(roster_state, '在册') = '在册'`,
    whole: null,
  }),
  plans: (day) => ({
    part: `select count(distinct p.org_id) n from plan p join plan_review r on r.plan_id = p.id
           where p.deleted_at is null and r.decision = '批准' and r.reviewed_on <= '${day}'`,
    whole: `select count(*) n from organisation where deleted_at is null and level <> '党小组'`,
  }),
  inspections: (day) => ({
    part: `select count(*) n from inspection where deleted_at is null and phase = 'study' and date <= '${day}'`,
    whole: null,
  }),
  findings_closed: (day) => ({
    part: `select count(*) n from finding f where f.deleted_at is null and f.phase = 'study' and f.found_on <= '${day}' and '已销号' = (
             select s.to_state from finding_step s where s.finding_id = f.id and s.on_day <= '${day}'
             order by s.on_day desc, s.id desc limit 1)`,
    whole: `select count(*) n from finding f where f.deleted_at is null and f.phase = 'study' and f.found_on <= '${day}' and '撤销' <> coalesce((
             select s.to_state from finding_step s where s.finding_id = f.id and s.on_day <= '${day}'
             order by s.on_day desc, s.id desc limit 1), '登记')`,
  }),
  moved: (day) => ({
    part: `select count(*) n from unit_stage where deleted_at is null and phase = 'study' and ended_on <= '${day}'`,
    whole: `select count(*) n from organisation where deleted_at is null and level <> '党小组'`,
  }),
  polled: (day) => ({
    part: `select count(distinct p.org_id) n from poll p join organisation o on o.id = p.org_id
           where p.deleted_at is null and p.kind = '阶段满意度' and p.phase = '学习动员' and p.state in ('已统计', '已确认')
             and p.date <= '${day}' and o.level not in ('党委', '总支', '党小组')`,
    whole: `select count(*) n from organisation where deleted_at is null and level not in ('党委', '总支', '党小组')`,
  }),
  talks: (day) => ({
    part: `select coalesce(sum(1 + length(partners) - length(replace(partners, '、', ''))), 0) n from talk
           where deleted_at is null and coalesce(talked_on, '') <= '${day}'`,
    whole: null,
  }),
  opinions: (day) => ({
    part: `select coalesce(sum(opinions), 0) n from opinion_channel where deleted_at is null
             and coalesce(until_on, from_on, '') <= '${day}'`,
    whole: null,
  }),
}

describe('a figure', () => {
  it('equals the ledger as it stood on any day', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(AGAIN)),
        fc.integer({ min: 0, max: 47 }).map((n) => addDays('2005-07-01', n)),
        async (key, day) => {
          const again = AGAIN[key]?.(day)
          if (again === undefined) return
          const line = await figure(key, day)
          expect([key, day, line.part]).toEqual([key, day, await countSql(again.part)])
          if (again.whole !== null)
            expect([key, day, line.whole]).toEqual([key, day, await countSql(again.whole)])
        },
      ),
      { numRuns: 24 },
    )
  })

  it.each(indicators.map(({ key }) => key))('%s opens rows that add up to it', async (key) => {
    const asOf = '2005-08-10'
    const [line, rows] = await Promise.all([
      figure(key, asOf),
      showSummaryRows(context, { phase: 'study', asOf, key }),
    ])
    const sum = (all: typeof rows.rows): number => all.reduce((total, { count }) => total + count, 0)
    expect(sum(rows.rows.filter(({ isPart }) => isPart))).toBe(line.part)
    if (line.whole !== null) expect(sum(rows.rows)).toBe(line.whole)
    expect(line.whole === null || line.part <= line.whole).toBe(true)
  })

  it('never has a share of nothing as a number', async () => {
    const page = await showSummary(context, { phase: 'consolidate', asOf: '2005-07-02' })
    for (const line of page.lines) if (line.whole === 0) expect(line.rate).toBe('—')
  })

  it('of a day to come is refused', async () => {
    await expect(showSummary(context, { phase: 'study', asOf: '2005-08-18' })).rejects.toThrow('还没有到')
  })
})

describe('a snapshot', () => {
  it('keeps its numbers, and is what the next page is compared with', async () => {
    const id = await takeSnapshot(context, { phase: 'study', asOf: '2005-07-31' })
    const kept = await showSnapshot(context, id)
    const later = await showSummary(context, { phase: 'study', asOf: '2005-08-15' })
    expect(later.comparedWith?.id).toBe(id)
    const then = kept.lines.find(({ key }) => key === 'inspections')
    expect(later.lines.find(({ key }) => key === 'inspections')?.before?.part).toBe(then?.part)
  })

  it('cannot be changed in the data file', async () => {
    await expectRefused(`update phase_snapshot set lines = '[]'`, 'phase_snapshot_frozen')
  })
})

describe('E-17', () => {
  it('comes back from the workbook with both sheets', async () => {
    const file = path.join(opened.dir, 'e17.xlsx')
    await saveBookTo(context, file, await phaseBook(context, { phase: 'study', asOf: null }), {
      kind: 'E-17',
      params: {},
    })
    const book = await readBack(file)
    expect(book.worksheets.map(({ name }) => name)).toEqual(['阶段小结数据页', '活动成效一览'])
    const rows = textsOf(book.worksheets[0])
    expect(rows.some((row) => row.includes('指标') && row.includes('口径') && row.includes('与上次比'))).toBe(
      true,
    )
    expect(rows.filter((row) => /^\d+$/u.test(row[0] ?? '')).length).toBe(indicators.length)
    const members = await context.db.read.selectFrom('member').select('name').execute()
    const printed = rows.flat().join()
    expect(members.filter(({ name }) => name.length > 2 && printed.includes(name))).toEqual([])
    expect(textsOf(book.worksheets[1]).length).toBeGreaterThan(69)
  })
})

describe('the log', () => {
  it('goes out as E-3 under its own headers', async () => {
    const file = path.join(opened.dir, 'e3.xlsx')
    await saveBookTo(context, file, await logBook(context), { kind: 'E-3', params: {} })
    const rows = textsOf((await readBack(file)).worksheets[0])
    const head = rows.find((row) => row[0] === '序号')
    expect(head?.slice(0, 11)).toEqual([
      '序号',
      '日期',
      '星期',
      '督导单位',
      '督导人员',
      '督导方式',
      '督导内容',
      '发现问题',
      '意见建议',
      '单位反馈',
      '职责类别',
    ])
    const first = rows[rows.indexOf(head ?? []) + 1]
    expect(first?.[2]).toMatch(/^星期/u)
  })

  it('covers the four duties in the phase under way', async () => {
    const lines = await reviewByKey('log-duties')?.judge(context)
    expect(lines?.[0]?.verdict.outcome).toBe('pass')
    const rows = await context.db.read.selectFrom('supervision_log').select(['duty', 'on_day']).execute()
    expect(new Set(rows.map(({ duty }) => duty))).toEqual(new Set(groupDuties))
    expect(rows.every(({ on_day: day }) => day <= '2005-08-17')).toBe(true)
  })

  it('takes a draft over once', async () => {
    const [draft] = await showLogDrafts(context)
    if (draft === undefined) throw new Error('no draft')
    expect(await acceptLogDrafts(context, [draft.key])).toBe(1)
    await expect(acceptLogDrafts(context, [draft.key])).rejects.toThrow('已经记入日志')
    expect((await showLogDrafts(context)).some(({ key }) => key === draft.key)).toBe(false)
  })
})

describe('the weekly report', () => {
  it('has five out and the sixth as a draft', async () => {
    const weeks = await listWeeks(context)
    expect(weeks.map(({ issue, state }) => [issue, state])).toEqual([
      [6, '草稿'],
      ...[5, 4, 3, 2, 1].map((issue) => [issue, '已印发']),
    ])
    expect(weeks[1]).toMatchObject({ no: '督三周报〔2005〕05期', from: '2005-08-05', to: '2005-08-11' })
  })

  it('counts the inspections and findings of its days', async () => {
    const fifth = (await listWeeks(context))[1]
    const report = await showWeek(context, fifth?.id ?? '')
    const between = `between '2005-08-05' and '2005-08-11'`
    expect(report.numbers.visits).toBe(
      await countSql(`select count(*) n from inspection where deleted_at is null and date ${between}`),
    )
    expect(report.numbers.found).toBe(
      await countSql(`select count(*) n from finding where deleted_at is null and found_on ${between}`),
    )
    expect(report.numbers.plans).toBe(
      await countSql(
        `select count(*) n from plan_review where decision is not null and reviewed_on ${between}`,
      ),
    )
  })

  it('is refused without the plan of the next week, then issued with the next number and frozen', async () => {
    const id = await openWeek(context, '2005-08-12')
    const draft = await showWeek(context, id)
    await saveWeek(context, { id, rowVersion: draft.rowVersion, sections: { next: '' } })
    const blank = await showWeek(context, id)
    const act = { id, on: '2005-08-17', person: '田克勤' }
    await expect(issueWeek(context, { ...act, rowVersion: blank.rowVersion })).rejects.toThrow('下周安排')
    await saveWeek(context, { id, rowVersion: blank.rowVersion, sections: { next: '到机械公司支部复查。' } })
    const ready = await showWeek(context, id)
    await issueWeek(context, { ...act, rowVersion: ready.rowVersion })
    const issued = await showWeek(context, id)
    expect([issued.no, issued.state]).toEqual(['督三周报〔2005〕06期', '已印发'])
    await expect(
      saveWeek(context, { id, rowVersion: issued.rowVersion, sections: { next: '改' } }),
    ).rejects.toThrow('已经印发')
    await expectRefused(
      `update group_weekly set numbers = '{}' where state = '已印发'`,
      'group_weekly_frozen',
    )
  })
})

describe('a sample', () => {
  const scope = {
    kind: '党员' as const,
    strata: '类别' as const,
    category: '',
    count: 0,
    names: '',
    says: '',
  }

  async function drawn(): Promise<{ id: string; orgId: string }> {
    const unit = await context.db.read
      .selectFrom('organisation')
      .select('id')
      .where('short_name', '=', '机械公司支部')
      .executeTakeFirstOrThrow()
    const input = {
      purpose: '笔记' as const,
      scope: { ...scope, orgIds: [unit.id] },
      wanted: 5,
      seed: '甲3186',
      person: '',
      witness: '',
    }
    return { id: await takeSample(context, input), orgId: unit.id }
  }

  it('drawn again from the same start value and roster is the same, and is numbered anew', async () => {
    const [one, two] = [await drawn(), await drawn()]
    const [a, b] = [await showSample(context, one.id), await showSample(context, two.id)]
    expect(a.picks.map(({ name }) => name)).toEqual(b.picks.map(({ name }) => name))
    expect(a.shares.reduce((sum, { wanted }) => sum + wanted, 0)).toBe(5)
    expect(a.no).not.toBe(b.no)
  })

  it('is verified, and a changed roster is noticed without changing it', async () => {
    const { id, orgId } = await drawn()
    expect(await verifySample(context, id)).toMatchObject({ isSame: true, isListSame: true })
    const member = await context.db.read
      .selectFrom('member')
      .select(['id', 'name'])
      .where('org_id', '=', orgId)
      .where('deleted_at', 'is', null)
      .orderBy('id')
      .executeTakeFirstOrThrow()
    await context.db.write((trx) =>
      trx.updateTable('member').set({ roster_state: '转出' }).where('id', '=', member.id).execute(),
    )
    const check = await verifySample(context, id)
    expect(check).toMatchObject({ isSame: true, isListSame: false, left: [member.name] })
    await context.db.write((trx) =>
      trx.updateTable('member').set({ roster_state: '在册' }).where('id', '=', member.id).execute(),
    )
  })

  it('cannot be changed or removed in the data file', async () => {
    const { id } = await drawn()
    await expectRefused(`update sample_draw set seed = '1' where id = '${id}'`, 'sample_draw_frozen')
    await expectRefused(`update sample_draw set deleted_at = '2005' where id = '${id}'`, 'sample_draw_kept')
    await expectRefused(`update sample_pick set name = '别人' where draw_id = '${id}'`, 'sample_pick_frozen')
    await expectRefused(
      `update sample_pick set replaced_by = (select id from sample_pick where draw_id = '${id}' and role = '候补' limit 1)
      where draw_id = '${id}' and role = '抽中' and position = 1`,
      'sample_pick_replaced',
    )
  })

  it('lets the next substitute stand in with a reason, and takes no result for the one replaced', async () => {
    const { id } = await drawn()
    const [first] = (await showSample(context, id)).picks
    if (first === undefined) throw new Error('nobody drawn')
    const at = { id: first.id, rowVersion: first.rowVersion }
    await expect(replacePick(context, { ...at, reason: ' ' })).rejects.toThrow('原因')
    await replacePick(context, { ...at, reason: '住院' })
    const after = await showSample(context, id)
    const replaced = after.picks.find((pick) => pick.id === first.id)
    expect(replaced?.replacedBy?.position).toBeGreaterThan(0)
    await expect(
      recordPick(context, { id: first.id, rowVersion: replaced?.rowVersion ?? 0, result: '达标', note: '' }),
    ).rejects.toThrow('候补替换')
    const slip = await slipPage(context, id)
    expect(slip.page).toContain('住院，由候补')
    expect(slip.page).toContain('甲3186')
  })

  it('of more than there are is refused', async () => {
    const input = {
      purpose: '访谈群众' as const,
      scope: { ...scope, kind: '编号' as const, strata: '' as const, orgIds: [], count: 10 },
      wanted: 11,
      seed: '',
      person: '',
      witness: '',
    }
    await expect(takeSample(context, input)).rejects.toThrow('抽不出11户')
  })

  it('has two of the sample town among those listed', async () => {
    const { rows } = await listSamples(context)
    expect(rows.slice(-2).map(({ purpose }) => purpose)).toEqual(['访谈群众', '笔记'])
  })
})
