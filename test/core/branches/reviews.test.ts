// What the reviews of the branches' ledgers say, at the boundaries of their rules, on a real data folder.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { write } from '../../../src-main/core/context.ts'
import type { NewRecord } from '../../../src-main/core/db/journal.ts'
import { archiveBookNow } from '../../../src-main/core/services/branches/archive.ts'
import { coverageBookNow, showCoverage } from '../../../src-main/core/services/branches/coverage.ts'
import { responsibleBookNow } from '../../../src-main/core/services/branches/responsible.ts'
import { branchReviews } from '../../../src-main/core/services/reviews/branches.ts'
import { runReview } from '../../../src-main/core/services/reviews/show.ts'
import { bringTown, makeBook, bring, roster } from '../imports/workbooks.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
let ids: Map<string, string>

const TABLES = [
  'leading_group',
  'reorganisation',
  'branch_class',
  'difficulty',
  'publicity',
  'participation',
  'mechanism',
  'preparation',
  'secondment',
  'batch_report',
  'study_session',
  'unit_action',
  'unit_stage',
  'mobilisation',
  'member',
] as const

beforeAll(async () => {
  opened = await openContext()
  await bringTown(opened)
  const rows = await opened.context.db.read.selectFrom('organisation').select(['id', 'full_name']).execute()
  ids = new Map(rows.map(({ id, full_name }) => [full_name, id]))
})
afterAll(() => opened.close())

/** The same town without anything on record; the change of a unit makes everything be read anew. */
let emptied = 0
afterEach(async () => {
  await opened.context.db.write(async (trx) => {
    for (const table of TABLES) await trx.deleteFrom(table as 'publicity').execute()
  })
  const bare = { secretary_name: null, health: null, class: null, supervisor: null }
  await write(opened.context, async (journal) => {
    for (const id of ids.values())
      await journal.change('organisation', id, { ...bare, remark: String((emptied += 1)) })
  })
})

const SOUTH = '中共清溪镇城南社区支部委员会'
const NORTH = '中共清溪镇城北社区支部委员会'
const idOf = (name: string): string => {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`no unit ${name}`)
  return id
}

const blank = { extra: null, initials: '' } as const

type Row = Readonly<Record<string, string | number | null>>

async function add(table: string, rows: readonly Row[]): Promise<void> {
  await write(opened.context, async (journal) => {
    await journal.addMany(
      table,
      rows.map((row) => ({ ...blank, ...row })),
    )
  })
}
const change = (table: string, id: string, patch: Record<string, string>): Promise<unknown> =>
  write(opened.context, (journal) => journal.change(table, id, patch))

async function linesOf(key: string) {
  const review = branchReviews.find((each) => each.key === key)
  if (review === undefined) throw new Error(`no review ${key}`)
  return (await runReview(opened.context, review)).lines
}
async function said(key: string, unit: string): Promise<readonly [string, string]> {
  const line = (await linesOf(key)).find(({ orgId }) => orgId === idOf(unit))
  if (line === undefined) throw new Error(`${key} says nothing of ${unit}`)
  return [line.mark, line.reason]
}

const stage = (unit: string, phase: string, started: string, ended: string | null) => ({
  org_id: idOf(unit),
  phase,
  state: ended === null ? '进行中' : '已转段',
  planned_start: null,
  planned_end: null,
  started_on: started,
  ended_on: ended,
  note: '',
})
async function putStages(rows: readonly ReturnType<typeof stage>[]): Promise<void> {
  await write(opened.context, async (journal) => {
    await journal.addMany('unit_stage', rows as readonly NewRecord<'unit_stage'>[])
  })
}

describe('R-01 and R-02', () => {
  const group = {
    leader: '李红',
    office: '活动办公室',
    formed_on: '2005-07-05',
    responsible: '李红（书记）',
    duties: null,
  }
  const meeting = {
    time_of_day: '上午',
    on_day: '2005-07-05',
    speaker: '李红',
    speaker_post: '书记',
    excuse: null,
    should: 3,
    actual: 3,
    spirit: 1,
    purpose: 1,
    problems: 1,
    record: '',
  }
  beforeEach(async () => {
    await change('organisation', idOf(SOUTH), { secretary_name: '李红' })
    await write(opened.context, async (journal) => {
      await journal.addMany('mobilisation', [
        { ...meeting, org_id: idOf(SOUTH) },
        { ...meeting, org_id: idOf(NORTH) },
      ] as readonly NewRecord<'mobilisation'>[])
    })
  })

  it.each([
    ['as it should be', {}, '达标', '达标'],
    ['formed the day after the meeting', { formed_on: '2005-07-06' }, '未达标', '达标'],
    ['led by somebody else', { leader: '王明' }, '未达标', '达标'],
    ['without an office', { office: null }, '未达标', '达标'],
    ['with its head as the only word of an office', { office: null, office_head: '张三' }, '达标', '达标'],
    ['answered for by nobody', { responsible: null }, '达标', '未达标'],
    ['answered for by somebody else', { responsible: '王明' }, '达标', '未达标'],
  ])('say of a group %s', async (_, more, first, second) => {
    await add('leading_group', [{ ...group, ...more, org_id: idOf(SOUTH) }])
    expect([(await said('leading-groups', SOUTH))[0], (await said('first-responsible', SOUTH))[0]]).toEqual([
      first,
      second,
    ])
  })

  it('warn where there is no secretary but somebody acts for him', async () => {
    const acting = { leader: '王明', acting_head: '王明', responsible: '王明' }
    await add('leading_group', [{ ...group, ...acting, org_id: idOf(NORTH) }])
    expect(await said('leading-groups', NORTH)).toEqual(['警告', '书记空缺，由主持工作负责人代。'])
    expect((await said('first-responsible', NORTH))[0]).toBe('警告')
  })

  it('miss a group after the meeting, and list every unit', async () => {
    expect((await said('leading-groups', SOUTH))[0]).toBe('未达标')
    const [sheet] = (await responsibleBookNow(opened.context)).sheets
    expect(sheet?.rows).toHaveLength(ids.size)
    const south = sheet?.rows.find(([, unit]) => String(unit).includes('城南'))
    expect(String(south?.[11])).toContain('没有确定第一责任人')
  })
})

describe('R-10 and R-24', () => {
  it.each([
    ['软弱涣散', false, '警告'],
    ['软弱涣散', true, '提示'],
    ['健全', false, '提示'],
  ])('%s, put right %s: %s', async (health, isPutRight, mark) => {
    await bring(
      opened.context,
      'members',
      await makeBook(opened, roster([{ name: '张甲' }, { name: '张乙' }])),
    )
    await change('organisation', idOf(SOUTH), { health })
    if (isPutRight) await add('reorganisation', [{ org_id: idOf(SOUTH), state: '软弱涣散' }])
    // Two full members are fewer than three, which is only a hint.
    expect((await said('reorganisations', SOUTH))[0]).toBe(mark)
  })

  it('wants a record of what is done about a backward branch, and a reason for a change', async () => {
    const row = { org_id: idOf(SOUTH), on_day: '2005-07-02', class: '中间', reason: '正常' }
    await add('branch_class', [row, { ...row, on_day: '2005-08-02', class: '后进', reason: null }])
    const [mark, reason] = await said('branch-classes', SOUTH)
    expect([mark, reason.includes('变动依据'), reason.includes('整顿')]).toEqual(['警告', true, true])
    await add('reorganisation', [{ org_id: idOf(SOUTH), state: '后进' }])
    expect((await said('branch-classes', SOUTH))[1]).toBe('类别有变动，没有写变动依据。')
  })

  it('names where the roster differs from the class last given', async () => {
    const row = { org_id: idOf(SOUTH), on_day: '2005-07-02', class: '示范', reason: '团结' }
    expect((await said('branch-classes-roster', SOUTH))[0]).toBe('未核')
    await change('organisation', idOf(SOUTH), { class: '中间' })
    expect((await said('branch-classes-roster', SOUTH))[0]).toBe('提示')
    await add('branch_class', [row])
    expect(await said('branch-classes-roster', SOUTH)).toEqual([
      '警告',
      '定级表2005-07-02定为示范，名册写中间，请把名册的支部类别改为示范。',
    ])
    await change('organisation', idOf(SOUTH), { class: '示范' })
    expect((await said('branch-classes-roster', SOUTH))[0]).toBe('达标')
  })

  it('leaves committees out of the classes', async () => {
    const units = (await linesOf('branch-classes')).map(({ orgId }) => orgId)
    expect(units).not.toContain(idOf('中共清溪镇委员会'))
    expect(units).toHaveLength(5)
  })
})

describe('R-27 and R-56', () => {
  const parts = ['群众知情', '征求群众意见', '接受群众监督', '接受群众评价']
  const took = (part: string) => ({ org_id: idOf(SOUTH), phase: '学习动员', part, on_day: '2005-07-20' })

  it('count the day of moving on for both stages, and days before the first for the first', async () => {
    await putStages([
      stage(SOUTH, 'study', '2005-07-05', '2005-08-10'),
      stage(SOUTH, 'review', '2005-08-10', null),
    ])
    await add('publicity', [{ org_id: idOf(SOUTH), kind: '广播', on_day: '2005-08-10', count: null }])
    expect(await said('publicity-study', SOUTH)).toEqual(['达标', '本阶段宣传1次。'])
    expect((await said('publicity-review', SOUTH))[0]).toBe('达标')
    await add('publicity', [{ org_id: idOf(SOUTH), kind: '标语', on_day: '2005-07-02', count: 3 }])
    expect((await said('publicity-study', SOUTH))[1]).toBe('本阶段宣传4次。')
    expect((await said('publicity-rectify', SOUTH))[0]).toBe('未核')
  })

  it('miss what is not there only when the stage is over', async () => {
    await putStages([
      stage(SOUTH, 'study', '2005-07-05', '2005-08-10'),
      stage(SOUTH, 'review', '2005-08-10', null),
    ])
    expect((await said('publicity-study', SOUTH))[0]).toBe('提示')
    expect(await said('publicity-review', SOUTH)).toEqual([
      '未核',
      '阶段还没有结束。目前本阶段宣传0次，应不少于1次。',
    ])
  })

  it('miss one of the four', async () => {
    await putStages([stage(SOUTH, 'study', '2005-07-05', '2005-08-10')])
    await add('participation', parts.slice(1).map(took))
    expect(await said('participation-study', SOUTH)).toEqual(['提示', '本阶段没有“全程群众知情”的记录。'])
    await add('participation', parts.slice(0, 1).map(took))
    expect((await said('participation-study', SOUTH))[0]).toBe('达标')
  })
})

describe('R-53', () => {
  const made = (name: string, more: Row = {}): Row => ({
    org_id: idOf(SOUTH),
    class: name,
    name: `${name}的制度`,
    action: '制定',
    ...more,
  })
  const classes = ['教育管理运行机制', '动力激励机制', '监督机制']

  it.each([
    [[], '未达标'],
    [classes.slice(0, 2), '未达标'],
    [classes, '达标'],
  ])('%j after the stage: %s', async (names, mark) => {
    await putStages([stage(SOUTH, 'rectify', '2005-08-01', '2005-08-15')])
    await add(
      'mechanism',
      names.map((name) => made(name)),
    )
    expect((await said('mechanisms', SOUTH))[0]).toBe(mark)
  })

  it('does not count what was ended', async () => {
    await putStages([stage(SOUTH, 'rectify', '2005-08-01', '2005-08-15')])
    await add('mechanism', [
      ...classes.slice(0, 2).map((name) => made(name)),
      made('监督机制', { action: '废止' }),
    ])
    expect((await said('mechanisms', SOUTH))[1]).toBe('没有监督机制的制度。')
  })
})

describe('R-64', () => {
  const matter = { org_id: '', matter: '没有活动室', kind: '场所', raised_on: '2005-07-20' }

  it.each([
    [{}, '提示'],
    [{ promised_by: '吴学勤' }, '达标'],
    [{ solved_on: '2005-08-01' }, '达标'],
  ])('%j: %s', async (more, mark) => {
    await add('difficulty', [{ ...matter, ...more, org_id: idOf(SOUTH) }])
    expect((await said('difficulties', SOUTH))[0]).toBe(mark)
    expect((await said('difficulties', NORTH))[0]).toBe('未核')
  })
})

describe('the town', () => {
  const ofTown = async (key: string) => (await linesOf(key)).map(({ mark, reason }) => [mark, reason])

  it('has prepared nothing, some things, and the forms by the last day of the stage', async () => {
    expect((await ofTown('preparations'))[0]?.[0]).toBe('未核')
    await add('preparation', [
      { item: '学习资料组织订购', done_on: '2005-06-28' },
      { item: '征求意见表定稿', done_on: '2005-08-05' },
      { item: '测评表定稿', done_on: '2005-08-06' },
    ])
    const [[, left] = []] = await ofTown('preparations')
    expect(left).not.toContain('学习资料组织订购')
    expect(left).toContain('分批对象确定')
    expect(await ofTown('forms')).toEqual([['提示', '“测评表”、“民主评议表”没有在2005-08-05之前定稿。']])
  })

  it('waits for the papers of the batch until it ends', async () => {
    expect((await ofTown('batch-reports'))[0]?.[0]).toBe('未核')
    await add('batch_report', [
      { kind: '回头看总结', title: '总结' },
      { kind: '零报告', title: '零报告' },
    ])
    expect(await ofTown('batch-reports')).toEqual([['未达标', '没有对下一批的意见和建议。']])
    await add('batch_report', [{ kind: '对下一批的意见和建议', title: '建议' }])
    expect((await ofTown('batch-reports'))[0]?.[0]).toBe('达标')
  })

  it('sends nobody to his own unit, whichever way it is written', async () => {
    await add('secondment', [
      { name: '石文博', from_unit: '城南社区党支部', units: '中学支部' },
      { name: '叶素心', from_unit: '示例县教育局', units: null },
    ])
    expect((await ofTown('avoidance')).map(([mark]) => mark)).toEqual(['达标', '未核'])
    await change('organisation', idOf(SOUTH), { supervisor: '石文博' })
    expect((await ofTown('avoidance')).map(([mark]) => mark)).toEqual(['未达标', '未核'])
  })
})

describe('R-22', () => {
  it('misses the proof of what was marked done, and the elements of a session', async () => {
    await putStages([stage(SOUTH, 'study', '2005-07-05', null)])
    const session = { org_id: idOf(SOUTH), date: '2005-07-12', hours: 40, theme: '学习党章', place: '会议室' }
    await add('study_session', [session])
    const action = {
      org_id: idOf(SOUTH),
      phase: 'study',
      step_code: 'P1-06',
      name: '动员会',
      kind: '规定动作',
      state: '完成',
      done_on: '2005-07-05',
      place: '会议室',
      recorder: '王明',
      evidence: '会议记录、签到册',
      reason: null,
      consent_by: null,
      consent_on: null,
    }
    await write(opened.context, async (journal) => {
      await journal.addMany('unit_action', [action] as readonly NewRecord<'unit_action'>[])
    })
    expect(await said('action-records', SOUTH)).toEqual([
      '未达标',
      '“2005-07-12学习活动”记录要素不全，缺主持、参加人、记录人。',
    ])
    expect((await said('action-records', NORTH))[0]).toBe('未核')
  })
})

describe('side by side', () => {
  it('shows every unit, and the workbook says why', async () => {
    await putStages([stage(SOUTH, 'study', '2005-07-05', '2005-08-10')])
    const { columns, rows } = await showCoverage(opened.context)
    expect(rows).toHaveLength(ids.size)
    expect(columns.find(({ key }) => key === 'publicity-study')).toMatchObject({
      group: '宣传',
      title: '学习动员',
      ledger: 'publicity',
    })
    const south = rows.find(({ orgId }) => orgId === idOf(SOUTH))
    expect(south?.cells['publicity-study']).toMatchObject({
      mark: '提示',
      to: `/ledgers/publicity?unit=${idOf(SOUTH)}`,
    })
    expect(south?.faults).toBeGreaterThan(0)
    const [marks, reasons] = (await coverageBookNow(opened.context, { unitType: '社区', onlyFaults: true }))
      .sheets
    expect(marks?.rows.every(([, , type]) => type === '社区')).toBe(true)
    expect(reasons?.rows.some((row) => row.includes('宣传（学习动员）'))).toBe(true)
  })

  it('is made anew when a record changes', async () => {
    await putStages([stage(SOUTH, 'study', '2005-07-05', '2005-08-10')])
    const mark = async () =>
      (await showCoverage(opened.context)).rows.find(({ orgId }) => orgId === idOf(SOUTH))?.cells[
        'publicity-study'
      ]?.mark
    expect(await mark()).toBe('提示')
    await add('publicity', [{ org_id: idOf(SOUTH), kind: '广播', on_day: '2005-07-20' }])
    expect(await mark()).toBe('达标')
  })
})

it('files papers by phase and category, in the order of the roster', async () => {
  await putStages([
    stage(SOUTH, 'study', '2005-07-05', '2005-08-10'),
    stage(SOUTH, 'review', '2005-08-10', null),
  ])
  const shown = { kind: '黑板报', content: '学习体会', evidence: '照片' }
  await add('publicity', [
    { ...shown, org_id: idOf(NORTH), on_day: '2005-07-11' },
    { ...shown, org_id: idOf(SOUTH), on_day: '2005-08-12' },
    { ...shown, org_id: idOf(SOUTH), on_day: '2005-07-12' },
    { ...shown, org_id: idOf(SOUTH), on_day: '2005-07-13', evidence: null },
  ])
  await add('batch_report', [
    { kind: '回头看总结', title: '“回头看”总结', doc_no: '清委〔2005〕46号', pages: 12 },
  ])
  const { sheets } = await archiveBookNow(opened.context)
  expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['汇总', 2],
    ['学习动员', 2],
    ['分析评议', 1],
    ['巩固和扩大整改成果', 1],
  ])
  expect(sheets[1]?.rows.map((row) => [row[0], row[4], row[7]])).toEqual([
    [1, '2005-07-12', expect.stringContaining('城南')],
    [2, '2005-07-11', expect.stringContaining('城北')],
  ])
  expect(sheets[3]?.rows[0]?.slice(1, 6)).toEqual([
    '清委〔2005〕46号',
    '“回头看”总结',
    '清溪镇先教办',
    null,
    12,
  ])
})
