// The self-check on paper and as a workbook, out and back; and E-11.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../../../src-main/core/context.ts'
import { fillFromSheet } from '../../../src-main/core/services/acceptance/fill.ts'
import {
  makeAcceptancePaper,
  printAcceptancePaper,
} from '../../../src-main/core/services/acceptance/papers.ts'
import {
  pickSelfCheckSheet,
  readSelfCheckSheet,
} from '../../../src-main/core/services/acceptance/read-sheet.ts'
import {
  acceptanceTable,
  exportAcceptance,
  saveSelfCheckSheet,
} from '../../../src-main/core/services/acceptance/sheet.ts'
import { openContext, type Opened } from '../open-context.ts'
import { begin, begunUnit, decideOn, fillAll, inspected, PHASE, reasonsOf, roundOf } from './rounds.ts'

let opened: Opened
let context: Context
beforeAll(async () => {
  opened = await openContext()
  context = opened.context
})
afterAll(() => opened.close())

const CODE = 1
const STANDARD = 3
const SELF = 5
const PROBLEM = 7

/** Rows of the sheet by code. */
function rowsByCode(sheet: ExcelJS.Worksheet): Map<string, ExcelJS.Row> {
  const rows = new Map<string, ExcelJS.Row>()
  sheet.eachRow((row) => {
    const code = row.getCell(CODE).text
    if (/^X-\d+$/u.test(code)) rows.set(code, row)
  })
  return rows
}

/** The sheet as it was handed out to a unit, changed by hand. */
async function comesBack(
  orgId: string,
  change: (rows: Map<string, ExcelJS.Row>, sheet: ExcelJS.Worksheet) => void,
): Promise<string> {
  const file = path.join(opened.dir, `自查表${Math.random().toString(36).slice(2)}.xlsx`)
  opened.answers.save = file
  await saveSelfCheckSheet(context, { orgId, phase: PHASE })
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(file)
  const [sheet] = book.worksheets
  if (sheet === undefined) throw new Error('a book without sheets')
  change(rowsByCode(sheet), sheet)
  await book.xlsx.writeFile(file)
  return file
}

const answerAll = (rows: Map<string, ExcelJS.Row>): void => {
  for (const row of rows.values()) row.getCell(SELF).value = '达标'
}
const open = async (): Promise<string> => {
  const orgId = await begunUnit(context)
  await begin(context, orgId)
  return orgId
}
const read = (orgId: string, file: string) => readSelfCheckSheet(context, { orgId, phase: PHASE }, file)

describe('the workbook of a unit', () => {
  it('comes back as it was handed out and filled in', async () => {
    const orgId = await open()
    const file = await comesBack(orgId, (rows) => {
      answerAll(rows)
      const [none, missed] = [rows.get('X-06'), rows.get('X-08')]
      if (none) [none.getCell(SELF).value, none.getCell(PROBLEM).value] = ['不适用', '班子健全']
      if (missed) [missed.getCell(SELF).value, missed.getCell(PROBLEM).value] = [' 未达标 ', '补课记录缺2份']
    })
    const reading = await read(orgId, file)
    expect(reading.rows.filter(({ problem }) => problem !== '')).toEqual([])
    expect([reading.taken, reading.refused, reading.stillBlank]).toEqual([reading.rows.length, 0, []])
    await fillFromSheet(context, {
      id: reading.selfCheckId,
      rowVersion: reading.rowVersion,
      fileName: reading.fileName,
      answers: reading.rows.flatMap(({ code, after, reason, note }) =>
        after === null ? [] : [{ code, result: after, reason, note }],
      ),
    })
    const { items, selfCheck } = await roundOf(context, orgId)
    expect([selfCheck.source, selfCheck.file_name]).toEqual(['workbook', path.basename(file)])
    const stored = new Map(items.map((item) => [item.item_code, [item.result, item.reason, item.note]]))
    expect(stored.get('X-06')).toEqual(['不适用', '班子健全', ''])
    expect(stored.get('X-08')).toEqual(['未达标', '', '补课记录缺2份'])
    const again = await read(orgId, await comesBack(orgId, () => undefined))
    expect(again.rows.map(({ before, after }) => before === after)).not.toContain(false)
  })

  it.each<[string, (row: ExcelJS.Row) => void, string]>([
    ['an error value', (row) => (row.getCell(SELF).value = { error: '#N/A' }), '公式错误值#N/A'],
    [
      'a formula never computed',
      (row) => (row.getCell(SELF).value = { formula: 'A1' }),
      '没有算出结果的公式',
    ],
    ['an unknown code', (row) => (row.getCell(CODE).value = 'X-77'), '没有编号“X-77”'],
    ['a line of another list', (row) => (row.getCell(CODE).value = 'F-01'), '没有编号“F-01”'],
    ['a code twice', (row) => (row.getCell(CODE).value = 'X-01'), '编号X-01在表中出现了两次'],
    ['another standard', (row) => (row.getCell(STANDARD).value = '每人不少于20学时'), '标准与发出的表不一致'],
    ['a blank', (row) => (row.getCell(SELF).value = null), '自查结论空白'],
    ['a word of its own', (row) => (row.getCell(SELF).value = '基本达标'), '不是规定的写法'],
    ['不适用 without a reason', (row) => (row.getCell(SELF).value = '不适用'), '须写理由'],
  ])('says at its row: %s', async (_what, change, said) => {
    const orgId = await open()
    let number = 0
    const file = await comesBack(orgId, (rows) => {
      answerAll(rows)
      const row = rows.get('X-07')
      if (row === undefined) return
      number = row.number
      change(row)
    })
    const reading = await read(orgId, file)
    const wrong = reading.rows.filter(({ problem }) => problem !== '')
    expect(wrong.map(({ row }) => row)).toEqual([number])
    expect(wrong[0]?.problem).toContain(said)
    expect(reading.stillBlank).toContain('X-07')
    expect((await roundOf(context, orgId)).items.every(({ result }) => result === null)).toBe(true)
  })

  it('is refused as a whole when it is another unit’s, or no self-check', async () => {
    const [mine, other] = [await open(), await open()]
    const file = await comesBack(other, answerAll)
    expect(await reasonsOf(read(mine, file))).toMatch(/写的单位是“.+”，不是/u)
    const noTable = await comesBack(mine, (_rows, sheet) =>
      sheet.eachRow((row) => {
        if (row.getCell(SELF).text === '自查结论') row.getCell(SELF).value = '结论'
      }),
    )
    expect(await reasonsOf(read(mine, noTable))).toContain('没有找到有“编号”和“自查结论”两栏的表头')
  })

  it('is not read into a form handed in, and changes nothing when nobody chooses a file', async () => {
    const orgId = await inspected(context)
    expect(await reasonsOf(read(orgId, 'none.xlsx'))).toContain('已于2005-08-06提请验收')
    opened.answers.open = []
    expect(await pickSelfCheckSheet(context, { orgId: await open(), phase: PHASE }, null)).toBeNull()
  })

  it('is taken over whole or not at all', async () => {
    const orgId = await open()
    const { selfCheck } = await roundOf(context, orgId)
    const answer = { result: '达标' as const, reason: '', note: '' }
    const work = fillFromSheet(context, {
      id: selfCheck.id,
      rowVersion: 1,
      fileName: '自查表.xlsx',
      answers: [
        { ...answer, code: 'X-01' },
        { ...answer, code: 'X-77' },
      ],
    })
    expect(await reasonsOf(work)).toContain('没有X-77这一项')
    expect((await roundOf(context, orgId)).items.every(({ result }) => result === null)).toBe(true)
  })
})

describe('E-11', () => {
  it('has a sheet for each unit and sums that close', async () => {
    const failed = await inspected(context, { 'X-07': '未达标', 'X-06': '不适用' })
    await decideOn(context, failed, { verdict: '限期补课', makeUpDue: '2005-08-25' })
    const { sheets } = await acceptanceTable(context, { orgId: null, phase: PHASE })
    const [sum, ...units] = sheets
    expect(sum?.rows).toHaveLength(units.length)
    for (const [, , applicable, met, missed, madeUp, open] of [...(sum?.rows ?? []), ...(sum?.totals ?? [])])
      expect(Number(met) + Number(missed) + Number(madeUp) + Number(open)).toBe(applicable)
    const own = sum?.rows.at(-1)
    expect(own?.slice(-2)).toEqual([1, '限期补课'])
    expect(units[0]?.columns.map(({ header }) => header)).toEqual(
      '编号 项目 标准 检查方法 自查结论 督导结论 存在问题 整改意见 时限 完成'.split(' '),
    )
    const line = units.at(-1)?.rows.find(([code]) => code === 'X-07')
    expect(line?.slice(4, 7)).toEqual(['达标', '未达标', '两名党员不足40学时'])
  })

  it('is written as a file', async () => {
    const orgId = await inspected(context)
    opened.answers.save = path.join(opened.dir, 'e11.xlsx')
    const saved = await exportAcceptance(context, { orgId, phase: PHASE })
    expect(saved?.rows).toBeGreaterThan(0)
    expect(readFileSync(opened.answers.save).length).toBeGreaterThan(1000)
  })

  it('is refused for a phase nobody has begun to check', async () => {
    expect(await reasonsOf(acceptanceTable(context, { orgId: null, phase: 'consolidate' }))).toContain(
      '还没有单位开始自查',
    )
  })
})

describe('on paper', () => {
  it('is blank before the unit has begun, and shows nothing of the group’s on the self-check', async () => {
    const orgId = await begunUnit(context)
    const { body } = await makeAcceptancePaper(context, { orgId, phase: PHASE, paper: 'self' })
    expect(body.text).toContain('X-22')
    expect(body.text).not.toContain('督导结论')
    expect(
      await reasonsOf(makeAcceptancePaper(context, { orgId, phase: PHASE, paper: 'acceptance' })),
    ).toContain('还没有自查表')
  })

  it('shows both answers and the conclusion, marked while there is none', async () => {
    const orgId = await inspected(context, { 'X-07': '未达标' })
    const input = { orgId, phase: PHASE, paper: 'acceptance' } as const
    const draft = (await makeAcceptancePaper(context, input)).body.text
    expect(draft).toContain('未作结论')
    expect(draft).toContain('未达标（自查不实）')
    await decideOn(context, orgId, { verdict: '限期补课', makeUpDue: '2005-08-25' })
    await printAcceptancePaper(context, input)
    expect(opened.answers.printed.at(-1)).toContain('限2005年8月25日前补课')
    expect(opened.answers.printed.at(-1)).not.toContain('未作结论')
  })

  it('escapes what people write', async () => {
    const orgId = await open()
    await fillAll(context, orgId, { 'X-06': '不适用' })
    await context.db.write((t) =>
      t
        .updateTable('self_check_item')
        .set({ note: '<b>补</b>' })
        .execute()
        .catch(() => []),
    )
    const { body } = await makeAcceptancePaper(context, { orgId, phase: PHASE, paper: 'self' })
    expect(body.text).not.toContain('<b>补')
  })
})
