// The group's log from workbooks as offices make them: title rows, a merged header, totals, unknown units, wrong days, formulas.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bring, bringTown, codesOfRow, makeBook, planOf, rowAt } from '../imports/workbooks.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
let unit: string
beforeAll(async () => {
  opened = await openContext()
  await bringTown(opened)
  const found = await opened.context.db.read
    .selectFrom('organisation')
    .select(['full_name'])
    .where('level', '=', '支部')
    .executeTakeFirstOrThrow()
  unit = found.full_name
})
afterAll(() => opened.close())

const HEADER = [
  '序号',
  '督导时间',
  '星期',
  '被督导单位',
  '督导人员',
  '督导方式',
  '督导内容',
  '发现的问题',
  '意见和建议',
  '单位反馈',
  '职责类别',
]

it('reads the ugliest log: good rows come in, the others say what is wrong with them', async () => {
  const file = await makeBook(opened, {
    name: '督导日志',
    merges: ['A1:K1'],
    rows: [
      ['清溪镇督导组督导日志'],
      ['填报单位：第三督导组　　　　填报时间：2005年8月17日'],
      HEADER,
      [
        1,
        '2005.8.16',
        '星期二',
        unit,
        '田克勤、叶素心',
        '听汇报、查资料',
        '看学习计划',
        null,
        null,
        null,
        '了解掌握进展',
      ],
      [2, '2005年8月15日', '星期二', unit, '田克勤', '看', '看现场', null, null, null, '总结推广'],
      [3, '2005-08-18', null, unit, '石文博', null, '还没有到的日子', null, null, null, '反映情况'],
      [4, '2005年8月', null, unit, '石文博', null, '没有写到日', null, null, null, '反映情况'],
      [5, '2005-08-12', null, '没有这个支部', '石文博', null, '单位不对', null, null, null, '发现问题'],
      [
        6,
        '2005-08-12',
        null,
        null,
        '田克勤',
        '座谈',
        '向镇党委汇报',
        '学习时间难保证',
        null,
        null,
        { formula: '"反映"&"情况"', result: '反映情况' },
      ],
      [7, '2005-08-11', null, unit, '田克勤', '看', '没有职责', null, null, null, null],
      [null, '合计', null, null, null, null, '7条'],
      ['填表人：田克勤'],
    ],
  })
  const plan = await planOf(opened.context, 'logs', file)
  const said = (row: number) => codesOfRow(rowAt(plan, row))
  expect(said(4)).toEqual([])
  expect(said(5)).toEqual(['M-650'])
  expect(said(6)).toContain('M-465')
  expect(said(7)).toContain('M-459')
  expect(said(8)).toContain('M-330')
  expect(said(9)).toEqual(['M-651'])
  expect(said(10)).toContain('M-391')
  expect(plan.counts).toMatchObject({ read: 7, add: 3 })
})

it('brings lots drawn by hand into the register of samples', async () => {
  const file = await makeBook(opened, {
    name: '抽样登记',
    rows: [
      ['序号', '抽样时间', '支部', '用途', '抽样范围', '总人数', '抽取数', '抽样方法', '抽取人', '抽取名单'],
      [1, '2005-08-10', unit, '学习笔记', '在册党员', 30, 5, '抽签', '田克勤', '王明等5人'],
    ],
  })
  await bring(opened.context, 'samples', file)
  const row = await opened.context.db.read.selectFrom('sample_draw').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({
    purpose: '笔记',
    method: '现场抽签',
    size: 30,
    wanted: 5,
    seed: null,
    no: null,
  })
})
