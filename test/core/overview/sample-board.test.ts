// The board over the sample town on its day: marks of every kind, who waits, who is held back, E-14.
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Home } from '../../../src-main/shared/contract/overview.ts'
import type { BookSpec } from '../../../src-main/shared/documents/book.ts'
import { boardBook, exportBoard } from '../../../src-main/core/services/overview/board-book.ts'
import { showDocuments } from '../../../src-main/core/services/overview/documents.ts'
import { showHome } from '../../../src-main/core/services/overview/home.ts'
import { listUnits } from '../../../src-main/core/services/overview/list.ts'
import { showUnit } from '../../../src-main/core/services/overview/unit.ts'
import { loadSample } from '../../../src-main/core/services/sample/load-sample.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
let home: Home
let book: BookSpec

beforeAll(async () => {
  opened = await openContext()
  await loadSample(opened.app, () => undefined)
  const context = opened.app.context()
  home = await showHome(context)
  book = await boardBook(context)
}, 300_000)
afterAll(() => opened.close())

const rowOf = (unit: string) => {
  const row = home.matrix.rows.find(({ name }) => name === unit)
  if (row === undefined) throw new Error(`no unit ${unit}`)
  return row
}
const cellOf = (unit: string, column: string) =>
  rowOf(unit).cells[home.matrix.columns.findIndex(({ key }) => key === column)]

const band = (key: string): string[] =>
  home.days.find((each) => each.key === key)?.lines.map(({ verb, unit }) => `${verb} ${unit}`) ?? []

describe('marks', () => {
  it.each([
    ['清溪中学支部', 'plan', 'ok', null, '已批准'],
    ['清溪中学支部', 'mobilised', 'ok', null, '7月5日'],
    ['清溪中学支部', 'poll', 'ok', null, '0/55（0.00%）'],
    ['清溪中学支部', 'move', 'ok', null, '8月1日转段'],
    ['清溪中学支部', 'talks', 'ok', null, '8月9日'],
    ['清溪中学支部', 'analyses', 'bad', 2, '重新撰写2名'],
    ['机械公司支部', 'poll', 'ban', null, '3/30（10.00%）'],
    ['机械公司支部', 'move', 'ban', null, '不准转段'],
    ['机械公司支部', 'hours', 'bad', 2, '到期没有完成'],
    ['中心卫生院支部', 'poll', 'ok', 2, '第2轮'],
    ['中心卫生院支部', 'issues', 'bad', 1, '逾期1件'],
    ['城南社区支部', 'poll', 'ok', null, '16/167（9.58%）'],
    ['文化计生联合支部', 'move', 'doing', 2, '待转段'],
    ['竹木公司支部', 'acceptance', 'doing', null, '提请验收'],
    ['竹木公司支部', 'poll', 'none', null, '还没有测评'],
    ['南坪小学支部', 'acceptance', 'bad', 2, '限期补课'],
    ['西片党总支', 'self-check', 'doing', 7, '已填'],
    ['镇党委', 'poll', 'na', null, '不单独测评'],
    ['流动党员支部', 'plan', 'doing', null, '待审'],
    ['流动党员支部', 'opinions', '', null, ''],
    ['机关一支部', 'published', '', null, ''],
  ])('%s %s is %s', (unit, column, mark, count, tip) => {
    const cell = cellOf(unit, column)
    expect(cell).toMatchObject({ mark, count })
    expect(cell?.tip).toContain(tip)
  })

  it('lets phases nobody has begun be quiet', () => {
    const quiet = home.matrix.columns.filter(({ isQuiet }) => isQuiet).map(({ key }) => key)
    expect(quiet).toEqual(['issues', 'published'])
  })

  it('leads from every mark to its record', () => {
    const lost = home.matrix.rows
      .flatMap(({ cells }) => cells)
      .filter(({ mark, to }) => mark !== '' && to === '')
    expect(lost).toEqual([])
  })
})

describe('who waits and who is held back', () => {
  it('marks the three whose poll bars the move, and the seven that wait for it', () => {
    const names = (is: (row: Home['matrix']['rows'][number]) => boolean): string[] =>
      home.matrix.rows.filter(is).map(({ name }) => name)
    expect(names((row) => row.isBarred)).toEqual(['水利站支部', '机械公司支部', '商贸城支部'])
    expect(names((row) => row.isWaiting)).toHaveLength(7)
  })

  it('counts the units of each phase once', () => {
    const study = home.phases.find(({ key }) => key === 'study')
    expect(study?.segments.reduce((sum, { count }) => sum + count, 0)).toBe(77)
    expect(study?.segments.find(({ label }) => label === '已转段')?.count).toBe(46)
  })

  it('names what blocks most, with the units behind it', () => {
    const [first] = home.blocks
    expect(first?.text).toBe('规定动作全部完成')
    expect(first?.units.map(({ name }) => name)).toContain('机械公司支部')
    expect(home.blocks.every(({ units }) => units.every(({ to }) => to.startsWith('/')))).toBe(true)
  })

  it('puts those to visit first in the order of the storyline', () => {
    expect(home.risks.slice(0, 6).map(({ name }) => name)).toEqual([
      '包装公司支部',
      '粮管所支部',
      '五金公司支部',
      '运输公司支部',
      '商贸城支部',
      '流动党员支部',
    ])
  })
})

describe('the days', () => {
  it('shows the overdue problems beside the overdue findings', () => {
    expect(band('overdue')).toContain('催改 中心卫生院支部')
    expect(band('overdue')).toContain('催改 商贸城支部')
  })

  it('shows the meetings to attend', () => {
    expect(band('today')).toContain('到会 制衣公司支部')
    expect(band('tomorrow').slice(0, 2)).toEqual(['到会 水利站支部', '到会 机械公司支部'])
  })

  it('asks for the report before the day of the move, and for the ruling', () => {
    expect(band('later')).toContain('报送 中心卫生院支部')
    expect(band('today')).toContain('定口径 供销社支部')
  })

  it('says nothing twice', () => {
    const lines = home.days.flatMap(({ lines: own }) =>
      own.map(({ verb, unit, to, what }) => `${verb} ${unit} ${to} ${what}`),
    )
    expect(new Set(lines).size).toBe(lines.length)
  })

  it('shows seven days, and the clash of two polls on one morning', () => {
    expect(home.week).toHaveLength(7)
    expect(home.week.filter(({ clashes }) => clashes.length > 0).map(({ day }) => day)).toEqual([
      '2005-08-19',
    ])
  })
})

describe('numbers', () => {
  it('draws a dot for every unit that was polled, red at the bar and beyond', () => {
    const { bar, dots, covered } = home.charts.polls
    expect(bar).toBe(10)
    expect(dots.length + covered).toBe(50)
    for (const { share, isBarred } of dots) expect(isBarred).toBe(share >= 1000)
  })

  it('lists stage, state and poll of every unit', async () => {
    const { rows } = await listUnits(opened.app.context())
    expect(rows.find(({ name }) => name === '机械公司支部')).toMatchObject({
      phaseName: '学习动员',
      standing: '被挡',
      poll: '3/30（10.00%）',
      pollMark: 'ban',
    })
    expect(rows.find(({ name }) => name === '清溪中学支部')).toMatchObject({
      phase: 'review',
      standing: '进行中',
    })
  })

  it('says at the head of a unit what is missing for the move, the bar first', async () => {
    const unit = await showUnit(opened.app.context(), rowOf('机械公司支部').id)
    expect(unit.headline.text).toMatch(/^不准转入分析评议阶段，差 \d 项$/u)
    expect(unit.hurdles[0]).toMatchObject({ kind: 'barred', state: '不准' })
    expect(unit.stage?.standing).toBe('被挡')
    expect(unit.polls[0]).toMatchObject({ share: '3/30（10.00%）', mark: 'ban' })
    expect(unit.moves[0]?.state).toBe('不予转段')
    const subjects = new Set(unit.timeline.map(({ subject }) => subject))
    for (const subject of ['stage', 'acceptance', 'poll', 'gate', 'notice'])
      expect(subjects).toContain(subject)
  })
})

describe('E-14', () => {
  it('has the milestones in their order', () => {
    expect(book.sheets[0]?.columns.slice(3).map(({ header }) => header)).toEqual(
      '方案|动员|学时|五课|讨论|笔记|自查|测评|验收|转段|意见|谈心|材料|生活会|评议|整改|公布'.split('|'),
    )
  })

  it.each([
    ['清溪中学支部', '✓7-11|✓7-5|✓7-29|✓7-20|✓7-29|未设标准|✓7-27|✓0/55（0.00%）|✓7-28|✓8-1'],
    ['竹木公司支部', '✓7-13|✓7-5|✓8-4|✓7-22|✓8-4|未设标准|✓8-12|未测评|待验收|'],
  ])('says of %s when it was done or what is missing', (unit, text) => {
    const row = book.sheets[0]?.rows.find((each) => each[1] === unit)
    expect(
      row
        ?.slice(3, 13)
        .map((value) => value ?? '')
        .join('|'),
    ).toBe(text)
  })

  it('is saved as a workbook and noted among the exports', async () => {
    opened.answers.save = path.join(opened.dir, '进度.xlsx')
    expect(await exportBoard(opened.app.context())).toEqual({ file: '进度.xlsx', rows: 77 })
    const { records } = await showDocuments(opened.app.context(), 5)
    expect(records[0]).toMatchObject({ title: '各单位进度一览表', rows: 77 })
  })

  it('has a line for every unit and their sums', () => {
    expect(book.sheets[0]?.rows).toHaveLength(77)
    expect(book.sheets[0]?.totals?.[0]?.[1]).toBe('已完成单位数')
  })
})
