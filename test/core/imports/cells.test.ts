// What single cells of real rosters hold: dates in every spelling, id numbers and what Excel does to them, names, telephones.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type ExcelJS from 'exceljs'
import { openContext, type Opened } from '../open-context.ts'
import {
  bringTown,
  codesOfRow,
  idFor,
  line,
  makeBook,
  makeText,
  MEMBER_HEADER,
  planOf,
  rowAt,
  type BookOptions,
  type Line,
  type Person,
} from './workbooks.ts'
import type { PlannedRow } from '#shared/ledger/import/plan.ts'
import { cellKey } from '#shared/ledger/import/plan.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openContext()
  await bringTown(opened)
})
afterAll(() => opened.close())

async function readRow(
  person: Partial<Person>,
  more: { formats?: Record<string, string>; answers?: Record<string, string> } & BookOptions = {},
): Promise<PlannedRow> {
  const rows = [[...MEMBER_HEADER], line(1, { name: '张三', ...person })]
  const file = await makeBook(opened, { name: '表', rows, formats: more.formats ?? {} }, more)
  return rowAt(await planOf(opened.context, 'members', file, { answers: more.answers ?? {} }), 2)
}

type Case = [
  what: string,
  value: ExcelJS.CellValue,
  format: string | null,
  date: string | null,
  codes: string[],
]

/** An Excel day as a program writes it: midnight, no zone. */
const day = (text: string): Date => new Date(`${text}T00:00:00Z`)

describe('dates', () => {
  // 入党时间 is in column H; 转正时间 stays away from it.
  const joined: Case[] = [
    ['ISO', '2004-07-01', null, '2004-07-01', []],
    ['slashes', '2004/7/1', null, '2004-07-01', []],
    ['points', '2004.7.1', null, '2004-07-01', []],
    ['Chinese full stops', '2004。7。1', null, '2004-07-01', []],
    ['enumeration commas', '2004、7、1', null, '2004-07-01', []],
    ['eight digits as text', '20040701', null, '2004-07-01', []],
    ['eight digits as a number', 20040701, null, '2004-07-01', []],
    ['full width', '２００４．７．１', null, '2004-07-01', []],
    ['spaces', ' 2004 . 7 . 1 ', null, '2004-07-01', []],
    ['a time of day', '2004-07-01 00:00:00', null, '2004-07-01', []],
    ['month, point', '2004.7', null, '2004-07', []],
    ['month, two digits', '2004.07', null, '2004-07', []],
    ['month, dash', '2004-07', null, '2004-07', []],
    ['month, slash', '2004/7', null, '2004-07', []],
    ['month in Chinese', '2004年7月', null, '2004-07', []],
    ['month in Chinese, two digits', '2004年07月', null, '2004-07', []],
    ['six digits as text', '200407', null, '2004-07', []],
    ['six digits as a number', 200407, null, '2004-07', []],
    ['Chinese numerals', '二〇〇四年七月', null, '2004-07', []],
    ['year', '2004年', null, '2004', []],
    ['year as text', '2004', null, '2004', []],
    ['year as a number', 2004, null, '2004', ['M-308']],
    ['two-digit year of this century', '04.7', null, '2004-07', ['M-308']],
    ['two-digit year of the last', '82.7', null, '1982-07', ['M-308']],
    ['month with a point', '1982.7月', null, '1982-07', []],
    ['a real date', day('2004-07-01'), 'yyyy-mm-dd', '2004-07-01', []],
    ['a real date shown as a month', day('2004-07-01'), 'yyyy"年"m"月"', '2004-07', []],
    ['October as text', '2004.10', null, '2004-10', []],
    ['number .1, General', 2004.1, null, '2004', ['M-305']],
    ['number .1, two decimals', 2004.1, '0.00', '2004-10', []],
    ['number .01, two decimals', 2004.01, '0.00', '2004-01', []],
    ['number .11', 2004.11, null, '2004-11', []],
    ['number .12', 2004.12, null, '2004-12', []],
    ['number .2', 2004.2, null, '2004-02', []],
    ['number .9', 2004.9, null, '2004-09', []],
    ['number .13', 2004.13, null, null, ['M-306']],
    ['number .37', 2004.37, null, null, ['M-306']],
    ['month 13', '2005.13', null, null, ['M-306']],
    ['30 February', '1982-02-30', null, null, ['M-306']],
    ['29 February of no leap year', '1941-02-29', null, null, ['M-306']],
    ['American order', '3/5/2005', null, null, ['M-306']],
    ['serial 60', 60, 'yyyy-mm-dd', null, ['M-306']],
    ['nonsense', '去年', null, null, ['M-306']],
    ['unknown', '不详', null, null, ['M-320']],
    ['a dash', '—', null, null, ['M-320']],
    ['before 1949', '49年前', null, '1949', ['M-329']],
  ]
  it.each(joined)('入党时间 as %s', async (_, join, format, date, codes) => {
    const row = await readRow(
      { join, confirm: '2005.7.1', birth: '19300701' },
      { formats: format === null ? {} : { H2: format } },
    )
    const said = codesOfRow(row).filter((code) => code !== 'M-328' && code !== 'M-323')
    expect([row.values['join_date'] ?? null, said]).toEqual([date, codes])
    expect(row.outcome).toBe(date === null ? 'refused' : 'add')
  })

  it('a day of 1904 is the day the workbook shows', async () => {
    const formats = { H2: 'yyyy-mm-dd' }
    const late = await readRow({ join: 37072, confirm: '2005.7.2' }, { date1904: true, formats })
    expect(late.values['join_date']).toBe('2005-07-01')
    const usual = await readRow({ join: 38534, confirm: '2005.7.2' }, { formats })
    expect(usual.values['join_date']).toBe('2005-07-01')
  })

  it('1940 had a 29 February', async () => {
    const row = await readRow({ birth: '19400229', born: '1940-02-29' })
    expect([row.values['birth_date'], row.outcome]).toEqual(['1940-02-29', 'add'])
  })

  it.each([
    ['19551001', '1955-10', []],
    ['19550101', '1955-01', []],
    ['19550701', '1955-01', ['M-313']],
  ])('born 1955.1 as a number, id of %s: the id says which month', async (birth, date, codes) => {
    const row = await readRow({ birth, born: 1955.1 })
    expect([row.values['birth_date'], codesOfRow(row)]).toEqual([date, codes])
  })

  it('the question of January or October is answered once and kept', async () => {
    const row = await readRow({ join: 1985.1 })
    expect(row.problems.find((p) => p.code === 'M-305')).toMatchObject({
      level: '警告',
      message: '第2行“入党时间”为数值 1985.1，可能是1月也可能是10月（Excel 会丢掉末尾的0），请确认。',
      candidates: ['1985-01', '1985-10'],
    })
    const answered = await readRow(
      { join: 1985.1 },
      { answers: { [cellKey('表', 2, 'join_date')]: '1985-10' } },
    )
    expect([answered.values['join_date'], codesOfRow(answered)]).toEqual(['1985-10', []])
  })
})

const MAN = '999999195507010015'

describe('id numbers', () => {
  it.each([
    ['valid', MAN, MAN, []],
    ['with X', '99999919500301002X', '99999919500301002X', ['M-313', 'M-314']],
    ['with a small x', '99999919500301002x', '99999919500301002X', ['M-313', 'M-314']],
    ['full width', '９９９９９９１９５５０７０１００１５', MAN, []],
    ['with spaces', ' 999999 19550701 0015 ', MAN, []],
    ['with an apostrophe', `'${MAN}`, MAN, []],
    ['15 digits', '999999550701001', MAN, ['M-317']],
    ['15 digits as a number', 999999550701001, MAN, ['M-317']],
    ['18 digits as a number', 999999195507010000, null, ['M-311']],
    ['18 digits rounded, as text', '330683195507010000', null, ['M-311']],
    ['17 digits', MAN.slice(0, 17), null, ['M-310']],
    ['a wrong check character', '999999195507010016', null, ['M-312']],
    ['a sign in the last place', `${MAN.slice(0, 17)}*`, null, ['M-312']],
    ['no such birthday', '999999194102290018', null, ['M-315']],
    ['blank', '', null, ['M-391']],
    ['无', '无', null, ['M-391']],
  ] as [string, ExcelJS.CellValue, string | null, string[]][])('%s', async (_, id, read, codes) => {
    const row = await readRow({ id })
    expect([row.values['id_no'] ?? null, codesOfRow(row)]).toEqual([read, codes])
    expect(row.problems.map((p) => p.message).join()).not.toMatch(/\d{11}/)
  })

  it('keeps the digits a program wrote in full into a numeric cell, with a warning', async () => {
    const id = idFor('19550701', 1)
    const csv = `姓名,性别,出生年月,身份证号码,入党时间,所在党支部\n张三,男,1955.07,${id},1985.07,城南社区`
    const plan = await planOf(opened.context, 'members', makeText(opened, '数字.csv', csv))
    expect(plan.rows[0]?.values['id_no']).toBe(id)
  })

  it('says what was lost in the words of the office', async () => {
    const row = await readRow({ id: 999999195507010000 })
    expect(row.problems.find((p) => p.code === 'M-311')?.message).toBe(
      '第2行身份证号以数字格式保存，后几位已丢失，无法恢复。请在 Excel 中把该列设为“文本”后重新录入。',
    )
  })

  it('never shows a number that is wrong in full', async () => {
    const row = await readRow({ id: '99999919550701001A' })
    expect(codesOfRow(row)).toEqual(['M-310'])
    expect([row.texts['id_no'], row.problems.map((p) => p.message).join()].join()).not.toContain('19550701')
  })

  it.each([
    ['birth', { born: '1955.08' }, 'M-313'],
    ['sex', { sex: '女', id: MAN }, 'M-314'],
  ])('contradicting the %s refuses the row', async (_, person, code) => {
    const row = await readRow({ id: MAN, ...person })
    expect([row.outcome, codesOfRow(row)]).toEqual(['refused', [code]])
  })
})

describe('names and what stands beside them', () => {
  it.each([
    ['张　三', '张三', []],
    ['欧阳 修', '欧阳修', []],
    ['阿卜杜拉•买买提', '阿卜杜拉·买买提', []],
    ['㐂田', '㐂田', []],
    ['𠮷田', '𠮷田', []],
    ['张三1', null, ['M-302']],
    ['Zhang', null, ['M-302']],
    ['一二三四五六七八九十一二三四五六', null, ['M-302']],
    ['', null, ['M-301']],
  ])('%s', async (text, name, codes) => {
    const row = await readRow({ name: text })
    expect([row.values['name'] ?? null, codesOfRow(row)]).toEqual([name, codes])
  })

  it('（预备）（女） go to their columns where those are blank', async () => {
    const header = [
      '姓名',
      '性别',
      '出生年月',
      '身份证号码',
      '入党时间',
      '转正时间',
      '所在党支部',
      '人员类别',
    ]
    const data: Line = [
      '李四（女）（预备）',
      null,
      '1955.07',
      idFor('19550701', 2),
      '2005.06',
      null,
      '城南社区',
      null,
    ]
    const plan = await planOf(
      opened.context,
      'members',
      await makeBook(opened, { name: '表', rows: [header, data] }),
    )
    expect(plan.rows[0]).toMatchObject({
      outcome: 'add',
      values: { name: '李四', sex: '女', member_kind: '预备' },
    })
    expect(codesOfRow(plan.rows[0])).toEqual([])
  })

  it.each([
    ['M', '男', []],
    ['男性', '男', []],
    ['1', '男', []],
    ['未知', null, ['M-303']],
    ['', null, ['M-303']],
  ])('性别 %s', async (sex, read, codes) => {
    const row = await readRow({ sex, id: MAN })
    expect([row.values['sex'] ?? null, codesOfRow(row)]).toEqual([read, codes])
  })

  it.each([
    ['13900000001', '13900000001', []],
    [13900000001, '13900000001', []],
    ['13900000001.0', '13900000001', []],
    ['139-0000-0001', '13900000001', []],
    ['13900000001、0000-8100013', '13900000001、0000-8100013', []],
    ['13900000001/13900000002；13900000003', '13900000001、13900000002、13900000003', []],
    ['0575-85120000转801', '0575-85120000-801', []],
    ['575-85120000', '0575-85120000', ['M-308']],
    ['1390000', '1390000', ['M-340']],
    ['13900000001(妻)', '13900000001(妻)', ['M-340']],
    ['无', null, []],
  ] as [ExcelJS.CellValue, string | null, string[]][])('联系电话 %s', async (phone, read, codes) => {
    const row = await readRow({ phone })
    expect([row.values['phone'] ?? null, codesOfRow(row), row.outcome]).toEqual([read, codes, 'add'])
  })
})

describe('party dates', () => {
  it.each([
    ['转正 before 入党', { join: '1985.07', confirm: '1984.07' }, 'M-322', '错误'],
    ['转正 with 入党', { join: '1985.07', confirm: '1985.07' }, 'M-323', '警告'],
    ['转正 after today', { join: '2005.01', confirm: '2006.01' }, 'M-324', '错误'],
    ['转正 blank', { join: '2005.01', confirm: '' }, 'M-325', '警告'],
    ['入党 under 18', { join: '1970.01', confirm: '1971.01' }, 'M-321', '警告'],
    ['入党 before the Party', { join: '1921.06', confirm: '' }, 'M-327', '错误'],
    ['入党 blank', { join: '', confirm: '1986.07' }, 'M-320', '错误'],
    ['probation extended', { join: '1985.07', confirm: '1987.07' }, 'M-328', '提示'],
    ['too young', { birth: '19900701', join: '2004.07', confirm: '2005.07' }, 'M-307', '警告'],
  ])('%s gives %s', async (_, person, code, level) => {
    const row = await readRow(person)
    expect(row.problems.find((p) => p.code === code)?.level).toBe(level)
    expect(row.outcome).toBe(level === '错误' ? 'refused' : 'add')
  })

  it.each([
    ['without probation 1969–1977', { join: '1975.07', confirm: '1975.07' }],
    ['compared at the coarser precision', { join: '1985.7', confirm: '1986.7.1' }],
  ])('%s is silent', async (_, person) => {
    expect(codesOfRow(await readRow({ birth: '19500701', ...person }))).toEqual([])
  })
})
