// Attendance sheets as branches fill them in: read, settled, written in one go, taken back, and the same again when they come back.
import path from 'node:path'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { attendanceStates } from '#shared/rules/attendance.ts'
import { write } from '../../../src-main/core/context.ts'
import { readWorkbook } from '../../../src-main/core/excel/intake/read.ts'
import { writeWorkbook } from '../../../src-main/core/excel/writer.ts'
import { undoImport } from '../../../src-main/core/services/imports/undo-import.ts'
import { attendanceWorkbook, blankAttendanceWorkbook } from '../../../src-main/core/services/study/export.ts'
import { openMakeups } from '../../../src-main/core/services/study/figures.ts'
import { registerMakeups } from '../../../src-main/core/services/study/makeups.ts'
import { commitSheet, countCells } from '../../../src-main/core/services/study/matrix/commit.ts'
import { resolveDates, type SaidDate } from '../../../src-main/core/services/study/matrix/dates.ts'
import { readLegend, type Meaning } from '../../../src-main/core/services/study/matrix/marks.ts'
import { readGround, type OpenSheet } from '../../../src-main/core/services/study/matrix/open-sheet.ts'
import { NO_WISHES, planMatrix, type Wishes } from '../../../src-main/core/services/study/matrix/plan.ts'
import { bring, makeBook, type Sheet } from '../imports/workbooks.ts'
import { openContext, type Opened } from '../open-context.ts'
import { bringStudyTown, NORTH, SOUTH, type Town } from './town.ts'

let opened: Opened
let town: Town
beforeAll(async () => {
  opened = await openContext()
  town = await bringStudyTown(opened)
})
afterAll(() => opened.close())
beforeEach(async () => {
  await opened.context.db.write(async (trx) => {
    for (const table of ['makeup_task_step', 'makeup_task', 'makeup', 'attendance', 'study_session'] as const)
      await trx.deleteFrom(table).execute()
  })
  await write(opened.context, (journal) =>
    journal.add('study_form', { name: `参观${String((made += 1))}`, is_concentrated: 1 }),
  )
})
let made = 0

async function open(file: string, wishes: Partial<Wishes> = {}): Promise<OpenSheet> {
  const workbook = { ...(await readWorkbook(file)), fileName: path.basename(file) }
  const all = { ...NO_WISHES, ...wishes }
  const ground = await readGround(opened.context, opened.context.db.read)
  return { id: '1', workbook, wishes: all, plan: planMatrix(ground, workbook, all) }
}
const commit = (sheet: OpenSheet) => commitSheet(opened.context, sheet, () => undefined)
const codesOf = ({ plan }: OpenSheet): string[] =>
  plan.sheets.flatMap(({ notes }) => notes.map(({ code }) => code)).sort()

const HEAD = ['序号', '姓名', '7月5日', '7月8日', '7.12', '合计学时', '缺课次数', '补课情况']
const LEGEND = '注：√出席　×缺勤　△请假　○迟到'
const sheet = (more: Partial<Sheet> = {}): Sheet => ({
  name: '考勤',
  merges: ['A1:H1'],
  rows: [
    ['清溪镇党员学习考勤表'],
    ['填报单位：城南社区党支部　　填报时间：2005年7月13日'],
    HEAD,
    [null, '学时', 2.5, 2.5, 4, null, null, null],
    [1, '张甲', '√', '√', '√', 9, null, null],
    [2, '张 乙', '√', '△', '×', 2.5, 2, null],
    [3, '张丙', '○', '✓', null, 5, null, null],
    [4, '张丁', '√', '√', '√', 9, null, null],
    ['合计', null, 4, 3, 2],
    [LEGEND],
    ['填表人：张丙'],
  ],
  ...more,
})
const attendance = () =>
  opened.context.db.read
    .selectFrom('attendance')
    .innerJoin('study_session', 'study_session.id', 'attendance.session_id')
    .innerJoin('member', 'member.id', 'attendance.member_id')
    .select(['member.name', 'study_session.date', 'attendance.state', 'attendance.credited'])
    .where('attendance.deleted_at', 'is', null)
    .orderBy('study_session.date')
    .orderBy('member.name')
    .execute()

describe('an ordinary sheet', () => {
  it('is read with its legend and hours, written in one go, and is the same when it comes again', async () => {
    const file = await makeBook(opened, sheet())
    const first = await open(file)
    expect(codesOf(first)).toEqual([])
    expect(first.plan.legend).toBe(LEGEND.replaceAll('　', ' '))
    expect(countCells(first.plan.sheets)).toEqual({ new: 11, change: 0, same: 0, blank: 1, error: 0 })
    expect((await commit(first)).written).toBe(11)
    expect((await attendance()).filter(({ date }) => date === '2005-07-12')).toEqual([
      { name: '张丁', date: '2005-07-12', state: '出席', credited: 40 },
      { name: '张乙', date: '2005-07-12', state: '缺勤', credited: 0 },
      { name: '张甲', date: '2005-07-12', state: '出席', credited: 40 },
    ])
    expect(await openMakeups(opened.context.db.read)).toHaveLength(2)
    const again = await open(file)
    expect(countCells(again.plan.sheets)).toMatchObject({ new: 0, change: 0, same: 11 })
  })
  it('appears among the imports and is taken back whole, with the make-ups it opened', async () => {
    const { batch } = await commit(await open(await makeBook(opened, sheet())))
    await undoImport(opened.context, batch)
    expect(await attendance()).toEqual([])
    expect(await openMakeups(opened.context.db.read)).toEqual([])
    const left = await opened.context.db.read
      .selectFrom('study_session')
      .select('id')
      .where('deleted_at', 'is', null)
      .execute()
    expect(left).toEqual([])
  })
  it('keeps, when taken back, what was made up since, and says whose it is', async () => {
    const { batch } = await commit(await open(await makeBook(opened, sheet())))
    const [task] = await openMakeups(opened.context.db.read)
    await registerMakeups(opened.context, {
      taskIds: [task?.taskId ?? ''],
      on: '2005-07-20',
      hoursX10: null,
      mode: '个别补课',
      responsible: '张丙',
      content: '学习党章',
    })
    const { kept } = await undoImport(opened.context, batch)
    const labels = kept.map(({ label }) => label).sort()
    expect(labels).toEqual([
      expect.stringMatching(/ 2005-07-08 学习活动$/u),
      '张乙 2005-07-08 考勤',
      '张乙 2005-07-08 补课',
    ])
    const steps = await opened.context.db.read
      .selectFrom('makeup_task_step')
      .select('action')
      .where('deleted_at', 'is', null)
      .orderBy('id')
      .execute()
    expect(steps.map(({ action }) => action)).toEqual(['列入补课', '补齐'])
    expect((await attendance()).map(({ name }) => name)).toEqual(['张乙'])
  })
  it('shows what changes, and the undo of a correction brings the absence back', async () => {
    await commit(await open(await makeBook(opened, sheet())))
    const rows = sheet().rows.map((row) => (row[1] === '张 乙' ? [2, '张乙', '√', '√', '×', 5] : row))
    const corrected = await open(await makeBook(opened, sheet({ rows })))
    expect(countCells(corrected.plan.sheets)).toMatchObject({ new: 0, change: 1, same: 10 })
    const { batch } = await commit(corrected)
    expect(await openMakeups(opened.context.db.read)).toHaveLength(1)
    await undoImport(opened.context, batch)
    expect(await openMakeups(opened.context.db.read)).toHaveLength(2)
  })
  it('is not written when somebody changed the attendance meanwhile', async () => {
    const file = await makeBook(opened, sheet())
    const [one, two] = [await open(file), await open(file)]
    await commit(one)
    await expect(commit(two)).rejects.toThrow('核对之后有人改过')
  })
})

describe('ugly sheets', () => {
  it('name who is on no roster and where that name is, who is there twice, and what does not add up', async () => {
    const rows = [
      ...sheet().rows.slice(0, 7),
      [4, '李戊', '√', '√', '√', 9],
      [5, '张甲', '√', '√', '√', 9],
      [6, '赵庚', '√', '√', '√', 9],
      [7, '张丁', '√', '√', '√', 42],
      [LEGEND],
    ]
    const found = await open(await makeBook(opened, sheet({ rows })))
    expect(codesOf(found)).toEqual(['M-404', 'M-405', 'M-405', 'M-406'])
    const notes = found.plan.sheets.flatMap((each) => each.notes.map(({ message }) => message))
    expect(notes.find((text) => text.includes('李戊'))).toMatch(/花名册中李戊在.*城北/u)
    expect(notes).toContain('张丁合计学时填 42，逐次相加为 9。')
    expect((await commit(found)).left).toBe(9)
    expect(await attendance()).toHaveLength(11)
  })
  it('ask what an unknown mark means before anything is written', async () => {
    const rows = sheet().rows.map((row) => (row[1] === '张丙' ? [3, '张丙', '※', '√', '√', 9] : row))
    const file = await makeBook(opened, sheet({ rows }))
    const found = await open(file)
    expect(found.plan.obstacles).toEqual(['记号“※”的含义还没有确定，请在“记号对照”中选定。'])
    await expect(commit(found)).rejects.toThrow('※')
    const marks: Record<string, Meaning> = { '※': '公假' }
    await commit(await open(file, { marks }))
    expect(
      (await attendance()).find(({ name, date }) => name === '张丙' && date === '2005-07-05')?.state,
    ).toBe('公假')
  })
  it('ask for the branch and the hours where the sheet says neither', async () => {
    const rows = [['学习签到'], ['姓名', '7月5日', '7月6日'], ['张甲', '√', '√'], ['张乙', '√', '缺']]
    const file = await makeBook(opened, { name: 'Sheet1', rows })
    expect((await open(file)).plan.obstacles).toHaveLength(1)
    const settled = { units: { Sheet1: town.south } }
    expect((await open(file, settled)).plan.obstacles).toEqual([
      '2005-07-05的学习没有写学时，请在上方填写每次学时。',
      '2005-07-06的学习没有写学时，请在上方填写每次学时。',
    ])
    await commit(await open(file, { ...settled, hoursX10: 30 }))
    expect((await attendance()).map(({ credited }) => credited).sort()).toEqual([0, 30, 30, 30])
  })
  it('take two rows of header, several sheets, real dates, hours as marks, and branches by column', async () => {
    const twoRows: Sheet = {
      name: '城南社区',
      merges: ['A1:A2', 'B1:C1'],
      rows: [
        ['姓名', '7月', null, '合计'],
        [null, '5日', '8日', null],
        [null],
        ['学时', 2.5, 2],
        ['张甲', 2.5, 1, 3.5],
      ],
    }
    const byColumn: Sheet = {
      name: '汇总',
      formats: { C1: 'yyyy-mm-dd' },
      rows: [
        ['所在支部', '姓名', new Date(Date.UTC(2005, 6, 9)), '7月10日'],
        [null, '学时', 2, 2],
        ['城南社区党支部', '张乙', '到', '迟'],
        ['城北社区党支部', '李戊', '事假', '√'],
      ],
    }
    const found = await open(await makeBook(opened, [twoRows, byColumn]))
    expect(found.plan.obstacles).toEqual([])
    expect(codesOf(found)).toEqual([])
    await commit(found)
    expect(await attendance()).toEqual([
      { name: '张甲', date: '2005-07-05', state: '出席', credited: 25 },
      { name: '张甲', date: '2005-07-08', state: '出席', credited: 10 },
      { name: '张乙', date: '2005-07-09', state: '出席', credited: 20 },
      { name: '李戊', date: '2005-07-09', state: '事假', credited: 0 },
      { name: '张乙', date: '2005-07-10', state: '迟到', credited: 20 },
      { name: '李戊', date: '2005-07-10', state: '出席', credited: 20 },
    ])
  })
  it('say when there is no attendance sheet in the file, and when a day has not come', async () => {
    const none = await open(
      await makeBook(opened, {
        name: '名册',
        rows: [
          ['姓名', '性别'],
          ['张甲', '男'],
        ],
      }),
    )
    expect(none.plan.obstacles[0]).toContain('没有找到考勤表')
    const rows = [
      ['单位：城南社区党支部'],
      ['姓名', '8月17日', '8月18日'],
      ['学时', 2, 2],
      ['张甲', '√', '√'],
    ]
    const found = await open(await makeBook(opened, { name: '八月', rows }))
    expect(codesOf(found)).toEqual(['M-616'])
    expect(countCells(found.plan.sheets)).toMatchObject({ new: 1, error: 1 })
  })
})

describe('dates without a year', () => {
  const said = (month: number, ...days: number[]): SaidDate => ({ year: null, month, days, ordinal: null })
  const season = { start: '2005-07-01', end: '2006-06-30' }
  it.each([
    ['stay in the year of the campaign', [said(7, 5), said(8, 1)], ['2005-07-05', '2005-08-01']],
    ['roll over from December to January', [said(12, 30), said(1, 4)], ['2005-12-30', '2006-01-04']],
    ['begin in the next year when only that lies in the campaign', [said(2, 1)], ['2006-02-01']],
    [
      'stay before the start when it is a little early',
      [said(6, 28), said(7, 1)],
      ['2005-06-28', '2005-07-01'],
    ],
    [
      'settle a lost zero by their order',
      [said(7, 8), said(7, 1, 10), said(7, 12)],
      ['2005-07-08', '2005-07-10', '2005-07-12'],
    ],
    [
      'leave a lost zero open that order does not settle',
      [said(7, 1, 10), said(7, 20)],
      [null, '2005-07-20'],
    ],
  ] as const)('%s', (_, dates, expected) => {
    expect(resolveDates(dates, season)).toEqual(expected)
  })
})

describe('legends', () => {
  it.each([
    ['注：√出席 ×缺勤 △请假 ○迟到', { '√': '出席', '×': '缺勤', '△': '事假', '○': '迟到' }],
    ['说明：“√”表示出席，“△”表示病假，“×”表示缺席', { '√': '出席', '△': '病假', '×': '缺勤' }],
    ['图例：出席√、公假△、事假▲', { '√': '出席', '△': '公假', '▲': '事假' }],
    ['√ 出席   ○ 早退   假 请假', { '√': '出席', '○': '早退', 假: '事假' }],
    ['填表人：张丙', {}],
  ])('%s', (line, expected) => {
    expect(Object.fromEntries(readLegend(line))).toEqual(expected)
  })
})

async function save(book: Parameters<typeof writeWorkbook>[2], name: string): Promise<string> {
  const file = path.join(opened.dir, name)
  await writeWorkbook(file, `${file}.part`, book)
  return file
}

describe('what goes out', () => {
  it('comes back without a change, whatever was registered', async () => {
    const people = [...SOUTH.map((name) => [town.south, name]), ...NORTH.map((name) => [town.north, name])]
    const state = fc.option(fc.constantFrom(...attendanceStates), { nil: null, freq: 6 })
    const held = fc.record({
      day: fc.integer({ min: 1, max: 12 }),
      hours: fc.constantFrom(5, 20, 25, 40),
      theme: fc.constantFrom(null, '学习党章', '=1+1', '第一行\n第二行'),
      states: fc.array(state, { minLength: 6, maxLength: 6 }),
    })
    let round = 0
    await fc.assert(
      fc.asyncProperty(fc.array(held, { minLength: 1, maxLength: 4 }), async (sessions) => {
        await opened.context.db.write(async (trx) => {
          for (const table of ['makeup_task_step', 'makeup_task', 'attendance', 'study_session'] as const)
            await trx.deleteFrom(table).execute()
        })
        await write(opened.context, async (journal) => {
          for (const { day, hours, theme, states } of sessions)
            for (const orgId of [town.south, town.north]) {
              const id = await journal.add('study_session', {
                ...EMPTY,
                org_id: orgId,
                date: `2005-07-${String(day).padStart(2, '0')}`,
                hours,
                theme,
              })
              for (const [i, [org, name = '']] of people.entries()) {
                const own = states[i] ?? null
                if (own === null || org !== orgId) continue
                const isThere = ['出席', '迟到', '早退'].includes(own)
                await journal.add('attendance', {
                  session_id: id,
                  member_id: town.id(name),
                  state: own,
                  credited: isThere ? hours - (own === '早退' && hours > 5 ? 5 : 0) : 0,
                  note: own === '不要求' ? '送学' : '',
                })
              }
            }
        })
        const file = await save(
          await attendanceWorkbook(opened.context, null),
          `出${String((round += 1))}.xlsx`,
        )
        const { plan } = await open(file)
        expect(plan.obstacles).toEqual([])
        expect(plan.sheets.flatMap(({ notes }) => notes.map(({ message }) => message))).toEqual([])
        expect(countCells(plan.sheets)).toMatchObject({ new: 0, change: 0, error: 0 })
      }),
      { numRuns: 15 },
    )
  })
  it('is a blank sheet for each branch that is taken back once filled in', async () => {
    const file = await save(await blankAttendanceWorkbook(opened.context, null), '空白.xlsx')
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(file)
    expect(book.worksheets.map(({ name }) => name)).toEqual(['城南社区支部', '城北社区支部'])
    const page = book.worksheets[0]
    if (page === undefined) throw new Error('no sheet')
    const head = page.getSheetValues().findIndex((row) => Array.isArray(row) && row.includes('姓名'))
    page.getCell(head, 3).value = '7月11日'
    page.getCell(head + 1, 3).value = '2.5'
    for (const [i, sign] of ['√', '△', '×', '√'].entries()) page.getCell(head + 3 + i, 3).value = sign
    expect(page.getCell(head + 3, 3).dataValidation.type).toBe('list')
    await book.xlsx.writeFile(file)
    const filled = await open(file)
    expect(filled.plan.obstacles).toEqual([])
    expect((await commit(filled)).written).toBe(4)
    expect((await attendance()).map(({ state }) => state).sort()).toEqual(['事假', '出席', '出席', '缺勤'])
  })
})

const EMPTY = {
  extra: null,
  initials: '',
  from_time: null,
  to_time: null,
  form: '集中学习',
  course_type: null,
  readings: null,
  host: null,
  lecturer: null,
  place: null,
  joint: null,
  reported_expected: null,
  reported_present: null,
  reported_leave: null,
  reported_absent: null,
  reported_rate: null,
  recorder: null,
  remark: null,
} as const

describe('the sheet for practice', () => {
  it('says exactly what it is meant to say', async () => {
    const other = await openContext()
    await bring(other.context, 'organisations', path.resolve('resources/sample/党组织名册.xlsx'))
    await bring(other.context, 'members', path.resolve('resources/sample/党员花名册.xlsx'))
    const file = path.resolve('resources/sample/示例_制衣公司_学习考勤.xlsx')
    const workbook = { ...(await readWorkbook(file)), fileName: '示例' }
    const plan = planMatrix(await readGround(other.context, other.context.db.read), workbook, NO_WISHES)
    await other.close()
    expect(plan.obstacles).toEqual([])
    const notes = plan.sheets.flatMap((each) => each.notes)
    expect(notes.map(({ code }) => code).sort()).toEqual(['M-404', 'M-405'])
    expect(notes.find(({ code }) => code === 'M-404')?.message).toMatch(/合计学时填 42，逐次相加为 38。$/u)
    expect(countCells(plan.sheets)).toEqual({ new: 140, change: 0, same: 0, blank: 0, error: 10 })
  })
})
