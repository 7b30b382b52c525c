// Learning on a real data file: notes against their norm, courses in time and late, texts of the discussion, E-6 and E-7.
import path from 'node:path'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { judgeNotes, noteLimits } from '#shared/rules/study.ts'
import { withSettings } from '#shared/rules/limits.ts'
import { write, type Context } from '../../../src-main/core/context.ts'
import { uuidV7 } from '../../../src-main/core/db/ids.ts'
import { writeWorkbook } from '../../../src-main/core/excel/writer.ts'
import { readCampaign } from '../../../src-main/core/services/campaign-settings.ts'
import {
  courseBook,
  readingBook,
  shortBook,
  summaryBook,
} from '../../../src-main/core/services/learning/books.ts'
import { studyFigures } from '../../../src-main/core/services/learning/figures.ts'
import { removeProduct, saveProduct } from '../../../src-main/core/services/learning/products.ts'
import { showLearning, showTown } from '../../../src-main/core/services/learning/show.ts'
import { learningReviews } from '../../../src-main/core/services/reviews/learning.ts'
import { runReview } from '../../../src-main/core/services/reviews/show.ts'
import { recordSession, type Mark, type SessionInput } from '../../../src-main/core/services/study/attend.ts'
import { memberHours } from '../../../src-main/core/services/study/figures.ts'
import { bring, codes, makeBook, planOf } from '../imports/workbooks.ts'
import { openContext, type Opened } from '../open-context.ts'
import { bringStudyTown, type Town } from '../study/town.ts'

let opened: Opened
let town: Town
let context: Context
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
  'note_check',
  'alternative',
  'training',
  'discussion_product',
  'threshold',
] as const
beforeEach(async () => {
  await opened.context.db.write(async (trx) => {
    for (const table of TABLES) await trx.deleteFrom(table).execute()
    await trx.updateTable('member').set({ categories: null, is_floating: null }).execute()
  })
  await freshen()
})

/** The campaign is read anew, as after a change of the settings; something is journaled, so that nothing is kept. */
async function freshen(): Promise<void> {
  await write(opened.context, (journal) =>
    journal.add('training', {
      extra: null,
      initials: '',
      org_id: town.north,
      name: '改动',
      post: null,
      date: '2005-07-01',
      organiser: null,
      topic: null,
      attended: '否',
      remark: null,
    }),
  )
  context = { ...opened.context, campaign: await readCampaign(opened.context.db.read) }
}

const come = (name: string, state: Mark['state'] = '出席'): Mark => ({
  memberId: town.id(name),
  state,
  creditedX10: null,
  note: state === '不要求' ? '年老体弱，书记批准' : '',
})

const SOUTH = ['张甲', '张乙', '张丙', '张丁']

const held = (more: Partial<SessionInput>): Promise<unknown> =>
  recordSession(opened.context, {
    orgId: town.south,
    date: '2005-07-11',
    from: null,
    to: null,
    hoursX10: 80,
    form: '集中学习',
    courseType: null,
    readings: [],
    theme: '学习',
    host: '',
    lecturer: '',
    place: '',
    joint: '',
    recorder: '',
    marks: SOUTH.map((name) => come(name)),
    ...more,
  })

const setNorm = (key: string, value: number | null): Promise<unknown> =>
  write(opened.context, (journal) =>
    journal.add('threshold', { key, value, basis: '镇先教办〔2005〕7号', reason: '镇里统一要求' }),
  )

const checked = (name: string, more: object = {}): Promise<unknown> =>
  write(opened.context, (journal) =>
    journal.add('note_check', {
      extra: null,
      initials: '',
      org_id: town.south,
      member_id: town.id(name),
      date: '2005-07-26',
      chars: 9000,
      neatness: '认真',
      copied: '否',
      essays: 2,
      essay_chars: null,
      checker: null,
      result: null,
      remark: null,
      ...more,
    }),
  )

const results = async (): Promise<string[]> =>
  (await opened.context.db.read.selectFrom('note_check').select('result').orderBy('id').execute()).map(
    ({ result }) => result ?? '',
  )

describe('R-21 in the data file', () => {
  it('says 未设标准 until there is a norm, and follows the norm from then on', async () => {
    await checked('张甲')
    expect(await results()).toEqual(['未设标准'])
    await setNorm('study.notes.chars', 9000)
    expect(await results()).toEqual(['达标'])
    await setNorm('study.essays.count', 3)
    expect(await results()).toEqual(['未达标'])
  })

  it('follows the categories of the member', async () => {
    await setNorm('study.notes.chars', 20000)
    await checked('张甲')
    await write(opened.context, (journal) =>
      journal.change('member', town.id('张甲'), { categories: JSON.stringify(['书写困难']) }),
    )
    expect(await results()).toEqual(['不适用'])
  })

  it('is the rule itself, whatever was written and whatever is asked for', async () => {
    const WORDS: Record<string, string> = { pass: '达标', fail: '未达标' }
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom('认真', '一般', '潦草'),
        fc.option(fc.integer({ min: 0, max: 3 })),
        fc.subarray(['年老体弱', '离退休', '文化水平低']),
        fc.option(fc.integer({ min: 0, max: 3 })),
        fc.option(fc.integer({ min: 0, max: 3 })),
        async (chars, neatness, essays, categories, norm, count) => {
          await opened.context.db.write(async (trx) => {
            await trx.deleteFrom('note_check').execute()
            await trx.deleteFrom('threshold').execute()
            await trx
              .updateTable('member')
              .set({ categories: categories.length === 0 ? null : JSON.stringify(categories) })
              .where('id', '=', town.id('张甲'))
              .execute()
          })
          if (norm !== null) await setNorm('study.notes.chars', norm)
          if (count !== null) await setNorm('study.essays.count', count)
          await checked('张甲', { chars, neatness, essays })
          const verdict = judgeNotes(
            { chars, neatness, essays: essays ?? undefined, categories },
            withSettings(noteLimits, {
              'study.notes.chars': { value: norm },
              'study.essays.count': { value: count },
            }),
          )
          const isExempt = categories.includes('年老体弱') || categories.includes('文化水平低')
          expect(await results()).toEqual([WORDS[verdict.outcome] ?? (isExempt ? '不适用' : '未设标准')])
        },
      ),
      { numRuns: 30 },
    )
  })

  it('is never a pass on the page while no norm is set', async () => {
    await checked('张甲', { neatness: '潦草' })
    expect((await studyFigures(context)).get(town.south)).toMatchObject({
      notesChecked: 1,
      notesMet: 0,
      notesJudged: 0,
      notesUnset: 1,
      notesDoubtful: 1,
    })
  })
})

describe('hours', () => {
  it.each([
    [395, 0, 1],
    [400, 1, 0],
  ])('%i tenths: %i met, %i short; the same hours as the attendance page', async (hoursX10, met, short) => {
    await held({ hoursX10, marks: [come('张甲')] })
    const figures = (await studyFigures(context)).get(town.south)
    expect(figures).toMatchObject({ hoursMet: met, members: 4, expected: 4, studied: 1 })
    expect(figures?.hoursShort).toBe(3 + short)
    const hours = (await memberHours(opened.context.db.read)).get(town.id('张甲'))
    expect(figures?.hoursX10).toBe((hours?.creditedX10 ?? 0) + (hours?.makeupX10 ?? 0))
  })

  it('does not count self-study, and asks nothing of the excused', async () => {
    await held({ form: '个人自学', hoursX10: 400 })
    await held({ date: '2005-07-12', hoursX10: 400, marks: [come('张甲'), come('张乙', '不要求')] })
    const figures = (await studyFigures(context)).get(town.south)
    expect(figures).toMatchObject({ sessions: 1, hoursMet: 1, studied: 4 })
    expect(figures?.hoursShort).toBe(3)
    await opened.context.db.write((trx) => trx.deleteFrom('attendance').execute())
    await opened.context.db.write((trx) => trx.deleteFrom('study_session').execute())
    await held({ date: '2005-07-13', hoursX10: 400, marks: [come('张甲'), come('张乙', '不要求')] })
    await freshen()
    expect((await studyFigures(context)).get(town.south)).toMatchObject({ expected: 3, hoursShort: 2 })
  })

  it('stands as at a day', async () => {
    await held({ hoursX10: 400 })
    await held({ date: '2005-08-10', hoursX10: 80 })
    const then = (await studyFigures(context, { until: '2005-07-31' })).get(town.south)
    expect(then).toMatchObject({ sessions: 1, hoursX10: 1600 })
    expect((await studyFigures(context)).get(town.south)).toMatchObject({ sessions: 2, hoursX10: 1920 })
  })
})

const reviewed = async (key: string) => {
  const review = learningReviews.find((each) => each.key === key)
  if (review === undefined) throw new Error(key)
  return (await runReview(context, review)).lines
}

describe('courses', () => {
  const kinds = ['形势任务课', '执政能力课', '党纪党规课', '党员标准课', '正反典型教育课'] as const
  it('says late in words, and what is missing after the day', async () => {
    for (const [i, courseType] of kinds.entries())
      if (courseType !== '正反典型教育课')
        await held({ date: i === 2 ? '2005-08-15' : `2005-07-1${String(i)}`, courseType, hoursX10: 20 })
    const [line] = await reviewed('study-courses')
    expect(line).toMatchObject({ mark: '未达标' })
    expect(line?.details).toEqual(['缺“正反典型教育课”。'])
    await held({ date: '2005-08-05', courseType: '正反典型教育课', hoursX10: 20 })
    const [after] = await reviewed('study-courses')
    expect(after).toMatchObject({ mark: '警告' })
    expect(after?.reason).toContain('“党纪党规课”')
    const south = (await showTown(context)).units.find(({ orgId }) => orgId === town.south)
    expect(south?.courses.map(({ isLate }) => isLate)).toEqual([false, false, true, false, false])
    const [sheet] = (await courseBook(context)).sheets
    expect(sheet?.rows.find((row) => String(row[1]).includes('城南'))?.[4]).toBe('2005-08-15逾期完成')
  })
})

describe('texts every member studies', () => {
  it('names who lacks what, and lets a text brought to somebody count', async () => {
    const all = [
      '《中国共产党章程》',
      '《保持共产党员先进性教育读本》',
      '胡锦涛同志专题报告',
      '上级党委领导关于先进性教育的重要讲话',
    ]
    await held({ readings: all, marks: [come('张甲'), come('张乙'), come('张丙')] })
    const [line] = await reviewed('study-readings')
    expect(line?.mark).toBe('未达标')
    expect(line?.details).toHaveLength(1)
    expect(line?.details[0]).toContain('张丁没有学习“《中国共产党章程》”')
    const missing = (await readingBook(context)).sheets[1]
    expect(missing?.rows).toEqual([[1, expect.stringContaining('城南'), '张丁', 4, all.join('、')]])
    await write(opened.context, (journal) =>
      journal.add('alternative', { ...served(), readings: JSON.stringify(all) }),
    )
    expect((await reviewed('study-readings'))[0]?.mark).toBe('达标')
  })
})

const served = () => ({
  extra: null,
  initials: '',
  org_id: town.south,
  member_id: town.id('张丁'),
  category: '年老体弱',
  form: '送学上门',
  date: '2005-07-20',
  readings: null,
  content: null,
  proof: null,
  person: '书记',
  hours: 80,
  approver: null,
  remark: null,
})

describe('study brought to members', () => {
  it('is asked for where somebody can hardly come, and counts as taking part', async () => {
    await write(opened.context, (journal) =>
      journal.change('member', town.id('张丁'), { categories: JSON.stringify(['年老体弱']) }),
    )
    await held({ marks: [come('张甲')] })
    expect(await reviewed('study-alternate')).toMatchObject([{ mark: '警告' }])
    await write(opened.context, (journal) => journal.add('alternative', served()))
    expect(await reviewed('study-alternate')).toMatchObject([{ mark: '达标' }])
    const figures = (await studyFigures(context)).get(town.south)
    // Hours nobody approved of are not counted.
    expect(figures).toMatchObject({ studied: 2, hoursX10: 80 })
  })
})

describe('training of secretaries', () => {
  it('wants the secretary trained by the day of the mobilisation', async () => {
    const { secretary_name: secretary } = await opened.context.db.read
      .selectFrom('organisation')
      .select('secretary_name')
      .where('id', '=', town.south)
      .executeTakeFirstOrThrow()
    if (secretary === null) {
      await write(opened.context, (journal) =>
        journal.change('organisation', town.south, { secretary_name: '张甲' }),
      )
    }
    const name = secretary ?? '张甲'
    const mark = async () =>
      (await reviewed('secretary-training')).find(({ orgId }) => orgId === town.south)?.mark
    expect(await mark()).toBe('提示')
    const signed = { extra: null, initials: '', org_id: town.south, name, post: '支部书记', organiser: null }
    await write(opened.context, (journal) =>
      journal.add('training', { ...signed, date: '2005-07-04', topic: null, attended: '是', remark: null }),
    )
    expect(await mark()).toBe('达标')
  })
})

describe('the two texts of the discussion', () => {
  const enter = (product: '党员先进性具体标准' | '不合格党员具体表现', text: string, orgId = town.south) =>
    saveProduct(context, { orgId, product, on: '2005-07-28', text, rowVersion: null })
  const LONG =
    '一、按时参加组织生活，请假有假条，缺课有补课。二、每季度看望一次结对的困难群众，记下他的难处。'

  it('are both wanted beside the three themes, and a copy is seen', async () => {
    for (const [i, theme] of ['谈先进性的内涵', '谈先进性的具体标准', '谈发挥先进性的途径'].entries())
      await held({ date: `2005-07-2${String(i)}`, form: '组织讨论', theme: `大讨论：${theme}` })
    expect((await reviewed('study-discussion'))[0]).toMatchObject({ mark: '未达标' })
    await enter('党员先进性具体标准', LONG)
    const found = await enter('不合格党员具体表现', '长期不交党费，叫了不来；搬弄是非，影响团结；值班脱岗。')
    expect(found.discussion.isMet).toBe(true)
    await enter('党员先进性具体标准', LONG, town.north)
    const copied = await showLearning(context, town.south)
    expect(copied.products[0]?.alike).toMatchObject({ percent: 100 })
    expect((await reviewed('study-discussion'))[0]).toMatchObject({ mark: '提示' })
  })

  it('are two, not one written twice', async () => {
    await enter('党员先进性具体标准', LONG)
    const found = await enter('不合格党员具体表现', LONG)
    expect(found.discussion.details.join('')).toContain('分列两份')
  })

  it('are corrected only by who has seen what stands there, taken out and put back', async () => {
    await enter('党员先进性具体标准', LONG)
    await expect(enter('党员先进性具体标准', '另一份')).rejects.toThrow()
    const product = '党员先进性具体标准' as const
    await removeProduct(context, { orgId: town.south, product, rowVersion: 1, reason: '贴错了' })
    expect((await enter(product, '重新贴的正文')).products[0]).toMatchObject({ text: '重新贴的正文' })
  })

  it.each([
    ['no text', '2005-07-28', ' ', '还没有正文'],
    ['a day to come', '2005-08-18', '正文', '还没有到'],
    ['half a day', '2005-08', '正文', '写到日'],
  ])('refuses %s', async (_, on, text, said) => {
    const input = { orgId: town.south, product: '党员先进性具体标准', on, text, rowVersion: null } as const
    await expect(saveProduct(context, input)).rejects.toThrow(said)
  })
})

/** The texts of a sheet read back from a file written. */
async function readBack(name: string, book: Awaited<ReturnType<typeof summaryBook>>): Promise<string[][]> {
  const file = path.join(opened.dir, `${name}${uuidV7(new Date())}.xlsx`)
  await writeWorkbook(file, `${file}.part`, book)
  const read = new ExcelJS.Workbook()
  await read.xlsx.readFile(file)
  const rows: string[][] = []
  read.worksheets[0]?.eachRow((row) => {
    const values = Array.isArray(row.values) ? row.values.slice(1) : []
    rows.push(Array.from(values, (value) => (value == null ? '' : JSON.stringify(value).replaceAll('"', ''))))
  })
  return rows
}

describe('E-6 and E-7', () => {
  const E6 =
    '序号|支部|党员数|应参学|参学|参学率|集中学习次数|人均学时|达40学时人数|未达标人数|待补课|已补课|笔记达标|心得篇数|流动党员参学|离退休送学|备注'
  const E7 = '序号|支部|姓名|已学学时|差学时|缺学篇目|未听辅导课|笔记情况|补课时间|责任人|完成情况'

  it('have the headers of the form, a line a branch, and a line of sums', async () => {
    await held({ hoursX10: 400, marks: [come('张甲'), come('张乙'), come('张丙'), come('张丁', '病假')] })
    await checked('张甲')
    const rows = await readBack('e6', await summaryBook(context))
    expect(rows.map((row) => row.join('|'))).toContain(E6)
    const south = rows.find((row) => row[1]?.includes('城南') === true)
    expect(south?.slice(2, 13)).toEqual([
      '4',
      '4',
      '3',
      '3/4（75.00%）',
      '1',
      '30.0',
      '3',
      '1',
      '1',
      '0',
      '未设标准（查1人）',
    ])
    const sums = rows.find((row) => row[1] === '合计')
    expect(sums?.slice(2, 6)).toEqual(['6', '6', '3', '3/6（50.00%）'])
  })

  it('shows — for nobody, never 0%', async () => {
    await opened.context.db.write((trx) => trx.updateTable('member').set({ roster_state: '转出' }).execute())
    await freshen()
    const rows = await readBack('e6', await summaryBook(context))
    expect(rows.find((row) => row[1] === '合计')?.slice(2, 8)).toEqual(['0', '0', '0', '—', '0', '—'])
    await opened.context.db.write((trx) => trx.updateTable('member').set({ roster_state: null }).execute())
  })

  it('lists who falls short of what', async () => {
    await held({ hoursX10: 395, marks: [come('张甲'), come('张乙', '事假')] })
    const rows = await readBack('e7', await shortBook(context))
    expect(rows.map((row) => row.join('|'))).toContain(E7)
    const lines = rows.filter((row) => row[1]?.includes('城南') === true)
    expect(lines.map((row) => [row[2], row[3], row[4]])).toEqual([
      ['张甲', '39.5', '0.5'],
      ['张乙', '0.0', '40.0'],
      ['张丙', '0.0', '40.0'],
      ['张丁', '0.0', '40.0'],
    ])
    expect(lines[1]?.[10]).toBe('待补1次')
    expect(rows.flat().join('')).toContain('还没有学习活动记录')
  })
})

describe('a workbook as offices make it', () => {
  it('brings in what can be read and says what cannot', async () => {
    const file = await makeBook(opened, {
      name: '笔记检查情况',
      merges: ['A1:I1', 'C3:D3'],
      rows: [
        ['清溪镇党员学习笔记抽查记录表'],
        ['填报单位：清溪镇先教办　　2005年8月'],
        ['序号', '支部', '学习笔记', null, '时间', '字 迹', '是否代抄', '心得体会（篇）', '备注'],
        [1, '城南社区党支部', '张甲', 9000, '2005.7.26', '工整', '×', 3, ''],
        [
          2,
          '城南社区党支部',
          '张乙',
          { formula: '1+1', result: 3200 },
          '2005年7月26日',
          '潦草',
          '应付了事',
          1,
          '',
        ],
        [3, '东街支部', '王五', 3000, '2005.7.26', '好', '', '', ''],
        [4, '城南社区党支部', '张丙', 8000, '2005.9.26', '好', '', '', ''],
        [null, '合计', null, 23200],
        ['填表人：李某'],
      ],
    })
    const plan = await planOf(opened.context, 'note_checks', file)
    expect(plan.counts.read).toBeGreaterThanOrEqual(0)
    expect(codes(plan)).toContain('M-102')
    const right = await makeBook(opened, {
      name: '笔记检查情况',
      merges: ['A1:I1'],
      rows: [
        ['清溪镇党员学习笔记抽查记录表'],
        ['填报单位：清溪镇先教办　　2005年8月'],
        ['序号', '支部', '姓　名', '字数', '检查时间', '字 迹', '是否代抄', '心得体会（篇）', '备注'],
        [1, '城南社区党支部', '张甲', 9000, '2005.7.26', '工整', '×', 3, ''],
        [
          2,
          '城南社区党支部',
          '张乙',
          { formula: '1600*2', result: 3200 },
          '2005年7月26日',
          '潦草',
          '应付了事',
          1,
          '',
        ],
        [3, '东街支部', '王五', 3000, '2005.7.26', '好', '', '', ''],
        [4, '城南社区党支部', '张丙', 8000, '2005.9.26', '好', '', '', ''],
        [null, '合计', null, 23200],
        ['填表人：李某'],
      ],
    })
    expect(codes(await planOf(opened.context, 'note_checks', right))).toEqual(
      expect.arrayContaining(['M-330', 'M-465']),
    )
    await bring(opened.context, 'note_checks', right)
    expect(await results()).toEqual(['未设标准', '未设标准'])
  })
})
