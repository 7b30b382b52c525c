// Sessions with attendance, the make-ups that follow from it, and what the data file itself refuses.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeupMachine } from '#shared/rules/machines.ts'
import { write } from '../../../src-main/core/context.ts'
import { runReview } from '../../../src-main/core/services/reviews/show.ts'
import { studyReviews } from '../../../src-main/core/services/reviews/study.ts'
import {
  changeMarks,
  recordSession,
  type Mark,
  type SessionInput,
} from '../../../src-main/core/services/study/attend.ts'
import { memberHours, openMakeups, sessionsByUnit } from '../../../src-main/core/services/study/figures.ts'
import { saveForm } from '../../../src-main/core/services/study/forms.ts'
import {
  assignMakeups,
  exemptMakeup,
  registerMakeups,
  withdrawExemption,
} from '../../../src-main/core/services/study/makeups.ts'
import { wayBetween } from '../../../src-main/core/services/study/settle.ts'
import { listStudyUnits, showBoard } from '../../../src-main/core/services/study/show.ts'
import { saveRecord } from '../../../src-main/core/services/ledgers/save-record.ts'
import { removeRecord } from '../../../src-main/core/services/ledgers/remove-record.ts'
import { bring, makeBook, open as openFile } from '../imports/workbooks.ts'
import { commitImport } from '../../../src-main/core/services/imports/commit-import.ts'
import { undoImport } from '../../../src-main/core/services/imports/undo-import.ts'
import { openContext, type Opened } from '../open-context.ts'
import { bringStudyTown, type Town } from './town.ts'

let opened: Opened
let town: Town
beforeAll(async () => {
  opened = await openContext()
  town = await bringStudyTown(opened)
})
afterAll(() => opened.close())

const TABLES = [
  'makeup_task_step',
  'makeup_task',
  'makeup',
  'attendance',
  'study_session',
  'study_form',
] as const
beforeEach(async () => {
  await opened.context.db.write(async (trx) => {
    for (const table of TABLES) await trx.deleteFrom(table).execute()
  })
  // What was read is kept until the change log moves on.
  await write(opened.context, (journal) => journal.add('study_form', { name: '参观', is_concentrated: 1 }))
})

const mark = (name: string, state: Mark['state'], more: Partial<Mark> = {}): Mark => ({
  memberId: town.id(name),
  state,
  creditedX10: null,
  note: '',
  ...more,
})

const input = (more: Partial<SessionInput> = {}): SessionInput => ({
  orgId: town.south,
  date: '2005-07-11',
  from: '19:00',
  to: '21:30',
  hoursX10: 25,
  form: '集中学习',
  courseType: null,
  readings: ['《中国共产党章程》'],
  theme: '学习党章',
  host: '',
  lecturer: '',
  place: '',
  joint: '',
  recorder: '',
  marks: [],
  ...more,
})

const record = (more: Partial<SessionInput> = {}) => recordSession(opened.context, input(more))
const board = (orgId = town.south) => showBoard(opened.context, orgId)
const hoursOf = async (name: string) => (await memberHours(opened.context.db.read)).get(town.id(name))
const reasons = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => '没有拒绝',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
const nothingStored = async (): Promise<void> => {
  for (const table of ['study_session', 'attendance', 'makeup', 'makeup_task'] as const) {
    const rows = await opened.context.db.read.selectFrom(table).select('id').execute()
    expect(rows).toEqual([])
  }
}

describe('a session with its attendance', () => {
  it('counts who came, and takes nobody to have come who was not marked', async () => {
    await record({ marks: [mark('张甲', '出席'), mark('张乙', '病假')] })
    const { sessions, members } = await board()
    expect(sessions[0]?.counted).toEqual({
      expected: 4,
      present: 1,
      leave: 1,
      absent: 0,
      excused: 0,
      unregistered: 2,
    })
    expect(members.map(({ creditedX10 }) => creditedX10)).toEqual([25, 0, 0, 0])
  })
  it('lowers 应到 only by those named as 不要求, each with a reason', async () => {
    expect(await reasons(record({ marks: [mark('张甲', '不要求')] }))).toContain('请写明理由')
    await nothingStored()
    await record({ marks: [mark('张甲', '不要求', { note: '年老体弱，已安排送学' })] })
    expect((await board()).sessions[0]?.counted).toMatchObject({ expected: 3, excused: 1, unregistered: 3 })
  })
  it.each([
    ['a day to come', { date: '2005-08-18' }, '还没有到'],
    ['an end before the beginning', { from: '19:00', to: '18:00' }, '不晚于开始时间'],
    ['one time without the other', { to: null }, '都填写'],
    ['no hours', { hoursX10: 0 }, '学时应大于0'],
    ['hours that are no halves', { hoursX10: 23 }, '0.5的倍数'],
    ['no form', { form: ' ' }, '学习形式'],
  ] as const)('refuses %s', async (_, more, words) => {
    expect(await reasons(record(more))).toContain(words)
    await nothingStored()
  })
  it('refuses more hours than it lasted, hours for who was away, and people of other branches', async () => {
    const more = [mark('张甲', '出席', { creditedX10: 30 })]
    expect(await reasons(record({ marks: more }))).toContain('多于这次学习')
    const away = [mark('张甲', '缺勤', { creditedX10: 10 })]
    expect(await reasons(record({ marks: away }))).toContain('不能有认定学时')
    expect(await reasons(record({ marks: [mark('李戊', '出席')] }))).toContain('不在这个支部')
    await nothingStored()
  })
  it('refuses two sessions at one time, and lets them follow each other', async () => {
    await record({ marks: [mark('张甲', '出席')] })
    const clash = { from: '21:00', to: '22:00', hoursX10: 10, marks: [mark('张甲', '迟到')] }
    expect(await reasons(record(clash))).toMatch(/张甲.*时间重叠/u)
    expect((await board()).sessions).toHaveLength(1)
    await record({ ...clash, marks: [mark('张甲', '事假'), mark('张乙', '出席')] })
    await record({ from: '21:30', to: '22:30', hoursX10: 10, marks: [mark('张甲', '出席')] })
    expect((await board()).sessions).toHaveLength(3)
  })
  it('warns of more than eight hours on one day, and keeps them', async () => {
    const day = { hoursX10: 40, marks: [mark('张甲', '出席')] }
    expect((await record({ ...day, from: '08:00', to: '12:00' })).warnings).toEqual([])
    expect((await record({ ...day, from: '13:00', to: '17:00' })).warnings).toEqual([])
    const third = await record({ ...day, hoursX10: 5, from: '19:00', to: '19:30' })
    expect(third.warnings).toEqual(['张甲2005-07-11单日学时8.5'])
    expect((await hoursOf('张甲'))?.creditedX10).toBe(85)
  })
  it('counts only forms marked 集中, as the town has them', async () => {
    await record({ form: '个人自学', marks: [mark('张甲', '出席')] })
    expect((await hoursOf('张甲'))?.creditedX10).toBe(0)
    await saveForm(opened.context, { name: '个人自学', isConcentrated: true })
    expect((await hoursOf('张甲'))?.creditedX10).toBe(25)
    await saveForm(opened.context, { name: '个人自学', isConcentrated: false })
    expect((await hoursOf('张甲'))?.creditedX10).toBe(0)
  })
})

describe('absences', () => {
  it.each(['公假', '病假', '事假', '缺勤'] as const)('%s opens a make-up by itself', async (state) => {
    await record({ marks: [mark('张甲', state)] })
    expect(await openMakeups(opened.context.db.read)).toMatchObject([
      { memberId: town.id('张甲'), missedX10: 25, madeUpX10: 0, state: '待补课', dueOn: '2005-07-25' },
    ])
  })
  it('close when they were none, reopen when they were, and vanish when taken back', async () => {
    const { id: sessionId } = await record({ marks: [mark('张甲', '缺勤')] })
    const change = (state: Mark['state']) =>
      changeMarks(opened.context, { sessionId, marks: [mark('张甲', state)] })
    const { before } = await change('出席')
    expect(await openMakeups(opened.context.db.read)).toEqual([])
    const steps = await opened.context.db.read
      .selectFrom('makeup_task_step')
      .select(['action', 'to_state'])
      .orderBy('id')
      .execute()
    expect(steps).toEqual([
      { action: '列入补课', to_state: '待补课' },
      { action: '更正考勤', to_state: '已更正' },
    ])
    await changeMarks(opened.context, { sessionId, marks: before })
    expect(await openMakeups(opened.context.db.read)).toHaveLength(1)
    await change(null)
    expect(await openMakeups(opened.context.db.read)).toEqual([])
    expect((await board()).sessions[0]?.counted).toMatchObject({ absent: 0, unregistered: 4 })
  })
  it('close when the hours suffice, and open again when they are taken back', async () => {
    await record({ marks: [mark('张甲', '缺勤'), mark('张乙', '事假')] })
    const taskIds = (await openMakeups(opened.context.db.read)).map(({ taskId }) => taskId)
    const words = { on: '2005-07-13', mode: '个别补课', responsible: '张丙', content: '学习党章' } as const
    expect(await registerMakeups(opened.context, { taskIds, hoursX10: 10, ...words })).toEqual({ closed: 0 })
    expect((await openMakeups(opened.context.db.read)).map(({ state }) => state)).toEqual([
      '部分补课',
      '部分补课',
    ])
    expect(await registerMakeups(opened.context, { taskIds, hoursX10: null, ...words })).toEqual({
      closed: 2,
    })
    expect(await openMakeups(opened.context.db.read)).toEqual([])
    expect(await hoursOf('张甲')).toMatchObject({ creditedX10: 0, makeupX10: 25, absences: 1 })
    const row = await opened.context.db.read
      .selectFrom('makeup')
      .select(['id', 'row_version'])
      .where('member_id', '=', town.id('张甲'))
      .executeTakeFirstOrThrow()
    await removeRecord(opened.context, {
      ledger: 'makeups',
      id: row.id,
      version: row.row_version,
      reason: '登记有误',
    })
    expect(await openMakeups(opened.context.db.read)).toMatchObject([
      { memberId: town.id('张甲'), state: '待补课' },
    ])
  })
  it('refuse make-ups without contents, ahead of time, before the absence, or of more than was missed', async () => {
    await record({ marks: [mark('张甲', '缺勤')] })
    const [task] = await openMakeups(opened.context.db.read)
    const make = (more: Record<string, unknown>) =>
      registerMakeups(opened.context, {
        taskIds: [task?.taskId ?? ''],
        on: '2005-07-13',
        hoursX10: null,
        mode: '个别补课',
        responsible: '张丙',
        content: '学习党章',
        ...more,
      })
    expect(await reasons(make({ content: '' }))).toContain('补课内容')
    expect(await reasons(make({ responsible: ' ' }))).toContain('补课责任人')
    expect(await reasons(make({ on: '2005-08-18' }))).toContain('还没有到')
    expect(await reasons(make({ on: '2005-07-10' }))).toContain('早于')
    expect(await reasons(make({ hoursX10: 30 }))).toContain('不能多于')
    expect(await openMakeups(opened.context.db.read)).toHaveLength(1)
  })
  it('are excused only with approval and a reason, and that can be withdrawn', async () => {
    await record({ marks: [mark('张甲', '病假')] })
    const [task] = await openMakeups(opened.context.db.read)
    const exempt = (more: Record<string, unknown>) =>
      exemptMakeup(opened.context, {
        taskId: task?.taskId ?? '',
        on: '2005-07-14',
        by: '张丙',
        reason: '住院',
        ...more,
      })
    expect(await reasons(exempt({ by: '' }))).toContain('批准人')
    expect(await reasons(exempt({ reason: ' ' }))).toContain('理由')
    expect(await reasons(exempt({ by: '张甲' }))).toContain('不能是张甲本人')
    await exempt({})
    expect(await openMakeups(opened.context.db.read)).toEqual([])
    await withdrawExemption(opened.context, { taskId: task?.taskId ?? '', reason: '已出院' })
    expect(await openMakeups(opened.context.db.read)).toMatchObject([{ state: '待补课' }])
    await assignMakeups(opened.context, {
      taskIds: [task?.taskId ?? ''],
      responsible: '张丁',
      dueOn: '2005-08-01',
    })
    expect(await openMakeups(opened.context.db.read)).toMatchObject([
      { responsible: '张丁', dueOn: '2005-08-01' },
    ])
  })
})

describe('the ledgers', () => {
  const SESSIONS = [
    '日期',
    '支部',
    '学习内容',
    '形式',
    '学时',
    '主讲人',
    '应到',
    '实到',
    '请假',
    '缺席',
    '参学率',
  ]
  const sheetOf = (rows: readonly (readonly (string | number)[])[]) =>
    makeBook(opened, {
      name: '学习情况',
      rows: [['清溪镇党员学习情况统计表'], SESSIONS, ...rows.map((row) => [...row]), ['合计']],
    })

  it('keep typed counts beside the counted ones, and say what does not agree', async () => {
    const file = await sheetOf([
      ['7月11日', '城南社区党支部', '学习党章', '集中学习', 2.5, '', 4, 4, 0, 0, '100%'],
      ['2005.7.12', '城南社区党支部', '辅导', '党课', 2.5, '张丙', 4, 2, 1, 0, '50%'],
      ['2005.7.13', '城南社区党支部', '讨论', '讨论', 9, '', 4, 3, 1, 0, 0.95],
      ['2005.7.14', '城中社区党支部', '讨论', '讨论', 2, '', 4, 3, 1, 0, 75],
    ])
    const session = await openFile(opened.context, 'sessions', file)
    const codes = session.plan.rows.map((row) => row.problems.map(({ code }) => code).sort())
    expect(codes).toEqual([expect.anything(), ['M-401'], ['M-402', 'M-403'], ['M-330']])
    await commitImport(opened.context, session, () => undefined)
    const stored = await opened.context.db.read
      .selectFrom('study_session')
      .select(['date', 'form', 'hours', 'reported_rate', 'reported_present', 'counted_present'])
      .where('date', '=', '2005-07-13')
      .execute()
    expect(stored).toEqual([
      {
        date: '2005-07-13',
        form: '组织讨论',
        hours: 90,
        reported_rate: '0.95',
        reported_present: 3,
        counted_present: null,
      },
    ])
  })
  it('close the task when a make-up comes by file, and open it again when that is undone', async () => {
    await record({ marks: [mark('张甲', '缺勤')] })
    const file = await makeBook(opened, {
      name: '补课登记',
      rows: [
        ['支部', '姓名', '缺课日期', '补课日期', '补课学时', '补课内容', '补课责任人'],
        ['城南社区党支部', '张甲', '2005-07-11', '2005-07-15', 2.5, '学习党章', '张丙'],
      ],
    })
    const { batch } = await bring(opened.context, 'makeups', file)
    expect(await openMakeups(opened.context.db.read)).toEqual([])
    await undoImport(opened.context, batch)
    expect(await openMakeups(opened.context.db.read)).toMatchObject([{ state: '待补课' }])
  })
  it('take attendance along when a session is corrected in length', async () => {
    const { id } = await record({ marks: [mark('张甲', '出席'), mark('张乙', '缺勤')] })
    const texts = { hours: '3', to_time: '22:00' }
    await saveRecord(opened.context, { ledger: 'sessions', id, version: null, texts, reason: '更正' })
    expect((await hoursOf('张甲'))?.creditedX10).toBe(30)
    expect(await openMakeups(opened.context.db.read)).toMatchObject([{ missedX10: 30 }])
  })
})

describe('the data file itself', () => {
  const add = (table: 'attendance' | 'makeup_task', row: Record<string, string | number | null>) =>
    write(opened.context, (journal) => journal.add(table, row as never))
  it('refuses hours beyond the session, two marks for one, 不要求 without a reason', async () => {
    const { id } = await record({ marks: [mark('张甲', '出席')] })
    const row = { session_id: id, member_id: town.id('张乙'), state: '出席', credited: 25, note: '' }
    await expect(add('attendance', { ...row, credited: 30 })).rejects.toThrow()
    await expect(add('attendance', { ...row, state: '缺勤' })).rejects.toThrow()
    await expect(add('attendance', { ...row, state: '不要求', credited: 0 })).rejects.toThrow()
    await expect(add('attendance', { ...row, member_id: town.id('张甲') })).rejects.toThrow()
    await add('attendance', row)
  })
  it('refuses to be in two places at once, and make-ups of who was there', async () => {
    await record({ marks: [mark('张甲', '出席')] })
    const { id } = await record({ from: '20:00', to: '22:00', hoursX10: 20 })
    const row = { session_id: id, member_id: town.id('张甲'), state: '出席', credited: 20, note: '' }
    await expect(add('attendance', row)).rejects.toThrow()
    const there = await opened.context.db.read.selectFrom('attendance').select('id').executeTakeFirstOrThrow()
    const task = { attendance_id: there.id, due_on: '2005-08-01', missed: 25, made_up: 0, state: '待补课' }
    await expect(
      add('makeup_task', {
        ...task,
        responsible: null,
        exempt_by: null,
        exempt_on: null,
        exempt_reason: null,
      }),
    ).rejects.toThrow()
  })
  it('takes exactly the steps of the machine', async () => {
    await record({ marks: [mark('张甲', '缺勤')] })
    const { id } = await opened.context.db.read
      .selectFrom('makeup_task')
      .select('id')
      .executeTakeFirstOrThrow()
    const legal = new Set(makeupMachine.steps.map(({ from, to }) => `${from}/${to}`))
    const facts = { exempt_by: '张丙', exempt_reason: '住院', exempt_on: '2005-07-14' }
    const madeUp: Readonly<Record<string, number>> = { 部分补课: 10, 已补齐: 25 }
    for (const from of makeupMachine.states)
      for (const to of makeupMachine.states) {
        if (from === to || from === '缺课') continue
        const stored = await opened.context.db.read
          .selectFrom('makeup_task')
          .select('state')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
        if (stored.state !== from) await walk(id, stored.state, from, facts, madeUp)
        const set = { ...facts, state: to, made_up: madeUp[to] ?? 0 }
        const step = opened.context.db.write((trx) =>
          trx.updateTable('makeup_task').set(set).where('id', '=', id).execute(),
        )
        if (legal.has(`${from}/${to}`)) await expect(step, `${from}→${to}`).resolves.toBeDefined()
        else await expect(step, `${from}→${to}`).rejects.toThrow()
      }
  })
})

/** Leads a task along legal steps, so that every state but 缺课, where none comes back to, can be started from. */
async function walk(
  id: string,
  from: (typeof makeupMachine.states)[number],
  to: (typeof makeupMachine.states)[number],
  facts: Record<string, string>,
  madeUp: Readonly<Record<string, number>>,
): Promise<void> {
  const way = to === '免补' ? [...wayBetween(from, '待补课'), '批准免补' as const] : wayBetween(from, to)
  let state = from
  for (const action of way) {
    const next = makeupMachine.steps.find((step) => step.from === state && step.action === action)
    if (next === undefined) throw new Error(`${state} ${action}`)
    state = next.to
    const set = { ...facts, state, made_up: madeUp[state] ?? 0 }
    await opened.context.db.write((trx) =>
      trx.updateTable('makeup_task').set(set).where('id', '=', id).execute(),
    )
  }
}

describe('reviews and figures', () => {
  const sixteen = async (name: string, count: number, last = 25): Promise<void> => {
    for (let i = 0; i < count; i += 1)
      await record({
        date: `2005-07-${String(i + 10).padStart(2, '0')}`,
        hoursX10: i === count - 1 ? last : 25,
        marks: [mark(name, '出席')],
        orgId: town.north,
      })
  }
  it.each([
    [25, '达标', 400],
    [20, '未达标', 395],
  ] as const)('40.0 passes and 39.5 does not (last session %i tenths)', async (last, outcome, sum) => {
    await sixteen('李戊', 16, last)
    await sixteen('李己', 0)
    expect((await hoursOf('李戊'))?.creditedX10).toBe(sum)
    const units = await listStudyUnits(opened.context)
    expect(units.find(({ orgId }) => orgId === town.north)?.reached).toBe(outcome === '达标' ? 1 : 0)
  })
  it('name who falls short, sessions in working hours, forms that do not count, and long days', async () => {
    await record({ form: '走出去', marks: [mark('张甲', '缺勤')] })
    await record({ date: '2005-07-12', form: '电化教育', hoursX10: 90, marks: [mark('张乙', '出席')] })
    const found = await Promise.all(studyReviews.map((review) => runReview(opened.context, review)))
    const of = (key: string) => found.find((each) => each.key === key)
    expect(of('study-hours')?.counts['未达标']).toBe(2)
    expect(of('study-forms')?.counts).toMatchObject({ 警告: 1, 未核: 1 })
    expect(of('study-long-days')?.counts['警告']).toBe(1)
    expect(of('study-makeups')?.counts['未达标']).toBe(1)
    expect((await sessionsByUnit(opened.context.db.read)).get(town.south)).toHaveLength(2)
  })
})
