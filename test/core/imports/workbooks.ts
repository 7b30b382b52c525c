// Workbooks as offices make them, written as real files and planned against a real data folder.
import path from 'node:path'
import { writeFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import type { Answers, ImportPlan, PlannedRow, Policy } from '#shared/ledger/import/plan.ts'
import type { PlacedProblem } from '#shared/ledger/messages.ts'
import { readWorkbook } from '../../../src-main/core/excel/intake/read.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { uuidV7 } from '../../../src-main/core/db/ids.ts'
import { commitImport } from '../../../src-main/core/services/imports/commit-import.ts'
import { makePlan } from '../../../src-main/core/services/imports/plan-import.ts'
import type { OpenImport } from '../../../src-main/core/services/imports/sessions.ts'
import type { Opened } from '../open-context.ts'

export type Line = readonly ExcelJS.CellValue[]

export interface Sheet {
  readonly name: string
  readonly rows: readonly Line[]
  /** As Excel writes them: A1:C1. */
  readonly merges?: readonly string[]
  readonly state?: 'visible' | 'hidden' | 'veryHidden'
  readonly hiddenRows?: readonly number[]
  /** Number format by cell: D5 → 0.00. */
  readonly formats?: Readonly<Record<string, string>>
  readonly filter?: string
}

export interface BookOptions {
  readonly date1904?: boolean
}

let made = 0
const nextName = (): string => `表${(made += 1)}`

/** Writes sheets as an .xlsx and returns its path. */
export async function makeBook(
  opened: Opened,
  sheets: readonly Sheet[] | Sheet,
  options: BookOptions = {},
): Promise<string> {
  const book = new ExcelJS.Workbook()
  book.properties.date1904 = options.date1904 === true
  for (const sheet of 'rows' in sheets ? [sheets] : sheets) fill(book, sheet)
  const file = path.join(opened.dir, `${nextName()}.xlsx`)
  await book.xlsx.writeFile(file)
  return file
}

function fill(book: ExcelJS.Workbook, sheet: Sheet): void {
  const page = book.addWorksheet(sheet.name, { state: sheet.state ?? 'visible' })
  for (const [i, line] of sheet.rows.entries()) page.getRow(i + 1).values = [...line]
  for (const range of sheet.merges ?? []) page.mergeCells(range)
  for (const row of sheet.hiddenRows ?? []) page.getRow(row).hidden = true
  for (const [cell, format] of Object.entries(sheet.formats ?? {})) page.getCell(cell).numFmt = format
  if (sheet.filter) page.autoFilter = sheet.filter
}

export function makeText(opened: Opened, name: string, content: string | Uint8Array): string {
  const file = path.join(opened.dir, name)
  writeFileSync(file, content)
  return file
}

/** Plain texts and numbers as lines of a .csv, without any quoting. */
export const csvOf = (lines: readonly Line[], separator: string): string =>
  lines
    .map((cells) =>
      cells.map((c) => (typeof c === 'string' || typeof c === 'number' ? c : '')).join(separator),
    )
    .join('\r\n')

export interface Wishes {
  readonly answers?: Answers
  readonly imported?: readonly string[]
  readonly headerRows?: Record<string, number>
  readonly policy?: Policy
}

/** An open import of a file, read in this process. */
export async function open(
  context: Context,
  ledger: string,
  file: string,
  wishes: Wishes = {},
): Promise<OpenImport> {
  const workbook = { ...(await readWorkbook(file)), fileName: path.basename(file) }
  const state = {
    imported: wishes.imported ? new Set(wishes.imported) : null,
    headerRows: wishes.headerRows ?? {},
    answers: wishes.answers ?? {},
  }
  const planned = await makePlan(context, ledger, workbook, state, () => undefined)
  return {
    id: uuidV7(context.now()),
    ledger,
    workbook,
    policy: wishes.policy ?? 'skip',
    ...state,
    ...planned,
  }
}

export const planOf = async (...args: Parameters<typeof open>): Promise<ImportPlan> =>
  (await open(...args)).plan

export async function bring(...args: Parameters<typeof open>): ReturnType<typeof commitImport> {
  return commitImport(args[0], await open(...args), () => undefined)
}

/** Everything said about a plan: sheets first. */
export const said = (plan: ImportPlan): PlacedProblem[] => [
  ...plan.sheets.flatMap((s) => s.problems),
  ...plan.rows.flatMap((r) => r.problems),
]

/** Codes said, without the area remark that every made-up number gets, each as often as said. */
export const codes = (plan: ImportPlan): string[] =>
  said(plan)
    .map((p) => p.code)
    .filter((code) => code !== 'M-318')
    .sort()

/** What is said about one row, worst first, without the area remark. */
export const codesOfRow = (row: PlannedRow | undefined): string[] =>
  (row?.problems ?? []).map((p) => p.code).filter((code) => code !== 'M-318')

export const rowAt = (plan: ImportPlan, row: number, sheet?: string): PlannedRow => {
  const found = plan.rows.find((r) => r.row === row && (sheet === undefined || r.sheet === sheet))
  if (!found) throw new Error(`no row ${row}`)
  return found
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** A made-up id number of somebody born on that day (19550701); `order` is odd for men. */
export function idFor(birth: string, order: number): string {
  const digits = `999999${birth}${String(order).padStart(3, '0')}`
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits.charAt(i)), 0)
  return digits + '10X98765432'.charAt(sum % 11)
}

export const MEMBER_HEADER = [
  '序号',
  '姓名',
  '性别',
  '民族',
  '出生年月',
  '身份证号码',
  '学历',
  '入党时间',
  '转正时间',
  '所在党支部',
  '联系电话',
] as const

export interface Person {
  readonly name: string
  readonly sex?: string
  readonly birth?: string
  readonly order?: number
  readonly join?: ExcelJS.CellValue
  readonly confirm?: ExcelJS.CellValue
  readonly branch?: string
  readonly phone?: ExcelJS.CellValue
  readonly id?: ExcelJS.CellValue
  readonly born?: ExcelJS.CellValue
}

/** A row under MEMBER_HEADER, right in every cell unless told otherwise. */
export function line(n: number, p: Person): Line {
  const birth = p.birth ?? '19550701'
  const isWoman = p.sex === '女'
  const order = p.order ?? n * 2 + (isWoman ? 0 : 1)
  return [
    n,
    p.name,
    p.sex ?? '男',
    '汉族',
    p.born ?? `${birth.slice(0, 4)}.${birth.slice(4, 6)}`,
    p.id ?? idFor(birth, order),
    '高中',
    p.join ?? '1985.07',
    p.confirm ?? '1986.07',
    p.branch ?? '城南社区党支部',
    p.phone ?? null,
  ]
}

/** Sheet with a title, a unit line and members from row 4 on. */
export const roster = (
  people: readonly Person[],
  facts: Partial<Sheet> & { readonly unit?: string } = {},
): Sheet => ({
  name: '党员花名册',
  merges: ['A1:K1'],
  ...facts,
  rows: [
    ['清溪镇党员花名册'],
    [`填报单位：${facts.unit ?? '清溪镇先教办'}　　填报时间：2005年7月5日`],
    [...MEMBER_HEADER],
    ...people.map((p, i) => line(i + 1, p)),
    ...(facts.rows ?? []),
  ],
})

export const ORGANISATION_HEADER = [
  '序号',
  '党组织名称',
  '上级党组织',
  '组织类别',
  '单位类型',
  '党员数',
] as const

export const TOWN: readonly Line[] = [
  ['1', '中共清溪镇委员会', null, '党委', '机关', null],
  ['2', '中共清溪镇城区总支部委员会', '中共清溪镇委员会', '总支', '片总支', null],
  ['3', '中共清溪镇城南社区支部委员会', '城区总支', '支部', '社区', null],
  ['4', '中共清溪镇城北社区支部委员会', '城区总支', '支部', '社区', null],
  ['5', '中共清溪镇中学支部委员会', '中共清溪镇委员会', '支部', '学校', null],
  ['6', '中共清溪镇机关第一支部委员会', '中共清溪镇委员会', '支部', '机关', null],
  ['7', '中共清溪镇机关第二支部委员会', '中共清溪镇委员会', '支部', '机关', null],
]

/** The organisations every member test needs. */
export async function bringTown(opened: Opened): Promise<void> {
  const file = await makeBook(opened, {
    name: '党组织名册',
    rows: [['清溪镇党组织名册'], [...ORGANISATION_HEADER], ...TOWN],
  })
  const { counts } = await bring(opened.context, 'organisations', file)
  if (counts.add !== TOWN.length) throw new Error('the town is not complete')
}
