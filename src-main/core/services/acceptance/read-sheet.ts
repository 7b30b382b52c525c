// Reads a unit's self-check workbook that came back: each row is taken or refused with its reason; nothing is saved.
import path from 'node:path'
import type { SheetReading } from '#shared/contract/acceptance.ts'
import { acceptanceHeaders, UNIT_LABEL } from '#shared/documents/acceptance-sheet.ts'
import { cellText, type Cell, type RawRow, type RawSheet, type RawWorkbook } from '#shared/ledger/sheet.ts'
import { reasonsAgainstFill, selfResults, type SelfResult } from '#shared/rules/self-check.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { assertFillable, type PhaseInput } from './fill.ts'
import { lastRound, type Round } from './store.ts'

type ReadRow = SheetReading['rows'][number]

/** Deepest row in which a header is looked for. */
const HEADER_WITHIN = 20

const squeezed = (text: string): string => text.replace(/\s+/gu, '')
const shown = (row: RawRow, at: number | undefined): string =>
  at === undefined ? '' : cellText(row.cells[at]).trim()

interface Found {
  readonly sheet: RawSheet
  readonly header: RawRow
  readonly at: Readonly<Partial<Record<keyof typeof acceptanceHeaders, number>>>
}

function headerIn(row: RawRow): Found['at'] | null {
  const names = row.cells.map((cell) => squeezed(cellText(cell)))
  const at = Object.fromEntries(
    Object.entries(acceptanceHeaders)
      .map(([key, header]) => [key, names.indexOf(header)] as const)
      .filter(([, index]) => index >= 0),
  ) as Found['at']
  return at.code !== undefined && at.self !== undefined ? at : null
}

function findTable(workbook: RawWorkbook): Found {
  for (const sheet of workbook.sheets.filter(({ state }) => state === 'visible'))
    for (const header of sheet.rows.filter(({ number }) => number <= HEADER_WITHIN)) {
      const at = headerIn(header)
      if (at !== null) return { sheet, header, at }
    }
  return refuse('这个文件里没有找到有“编号”和“自查结论”两栏的表头，请用督导组发的自查表填写。')
}

/** The name after 单位： above the table; '' when the sheet does not say. */
function unitNamed({ sheet, header }: Found): string {
  for (const row of sheet.rows.filter(({ number }) => number < header.number))
    for (const cell of row.cells) {
      const text = squeezed(cellText(cell))
      if (text.startsWith(UNIT_LABEL)) return text.slice(UNIT_LABEL.length).replace(/（第\d+轮）$/u, '')
    }
  return ''
}

/** What is wrong with the cell as such; '' when it holds plain text or nothing. */
function cellProblem(cell: Cell | null | undefined, header: string): string {
  if (cell?.kind === 'error') return `“${header}”是公式错误值${cell.text}，请改填结论后再读。`
  if (cell?.kind === 'uncomputed') return `“${header}”是没有算出结果的公式，请改填结论后再读。`
  return ''
}

const toResult = (text: string): SelfResult | null =>
  selfResults.find((each) => each === squeezed(text)) ?? null

interface Reader {
  readonly found: Found
  readonly round: Round
  readonly seen: Set<string>
}

function problemOf(row: RawRow, read: Omit<ReadRow, 'problem'>, { found, round, seen }: Reader): string {
  const { at } = found
  const cells = [
    cellProblem(row.cells[at.self ?? -1], acceptanceHeaders.self),
    cellProblem(row.cells[at.problem ?? -1], acceptanceHeaders.problem),
  ].find((each) => each !== '')
  if (cells !== undefined) return cells
  const frozen = round.list.find((line) => line.code === read.code)
  const stands = round.lines.find((line) => line.code === read.code)
  if (frozen === undefined || stands === undefined)
    return `这个单位的自查表没有编号“${read.code}”，请核对编号。`
  if (seen.has(read.code)) return `编号${read.code}在表中出现了两次，这一行不读，请删去多余的一行。`
  seen.add(read.code)
  const standard = shown(row, at.standard)
  if (standard !== '' && squeezed(standard) !== squeezed(frozen.standard))
    return `${read.code}的标准与发出的表不一致，标准不能改，请按原标准重新自查。`
  const said = shown(row, at.self)
  if (said === '') return `${read.code}自查结论空白，请单位填上。`
  if (read.after === null)
    return `${read.code}自查结论“${said}”不是规定的写法，请填${selfResults.join('、')}。`
  return reasonsAgainstFill({ result: read.after, reason: read.reason }, stands)[0] ?? ''
}

function readRow(row: RawRow, reader: Reader): ReadRow | null {
  const { at } = reader.found
  const code = squeezed(shown(row, at.code)).toUpperCase()
  // A line below the table (填表人 …) has no code and no answer.
  if (!/^[A-Z]-?\d/u.test(code)) return null
  const after = toResult(shown(row, at.self))
  const words = shown(row, at.problem)
  const frozen = reader.round.list.find((line) => line.code === code)
  const read = {
    row: row.number,
    code,
    text: frozen?.text ?? shown(row, at.text),
    before: reader.round.items.find((item) => item.item_code === code)?.result ?? null,
    after,
    reason: after === '不适用' ? words.replace(/^不适用：/u, '') : '',
    note: after === '不适用' ? '' : words,
  }
  return { ...read, problem: problemOf(row, read, reader) }
}

function assertOwn(found: Found, fullName: string, shortName: string): void {
  const named = unitNamed(found)
  if (named === '' || named === squeezed(fullName) || named === squeezed(shortName)) return
  refuse(`这份自查表写的单位是“${named}”，不是${shortName}，没有读入。请选这个单位的自查表。`)
}

/** The reading of a workbook against the unit's form. Refuses files of other units and files without the table. */
export async function readSelfCheckSheet(
  context: Context,
  input: PhaseInput,
  file: string,
): Promise<SheetReading> {
  const db = context.db.read
  const unit = unitById(await readUnits(context, db), input.orgId)
  const round = await lastRound(db, input.orgId, input.phase)
  assertFillable(round.selfCheck)
  const found = findTable(await context.excel.read(file))
  assertOwn(found, unit.fullName, unit.shortName)
  const reader: Reader = { found, round, seen: new Set() }
  const rows = found.sheet.rows
    .filter(({ number }) => number > found.header.number)
    .flatMap((row) => readRow(row, reader) ?? [])
  const taken = rows.filter(({ problem }) => problem === '')
  const filled = new Set(taken.map(({ code }) => code))
  return {
    fileName: path.basename(file),
    selfCheckId: round.selfCheck.id,
    rowVersion: round.selfCheck.row_version,
    rows,
    taken: taken.length,
    refused: rows.length - taken.length,
    stillBlank: round.items
      .filter((item) => item.result === null && !filled.has(item.item_code))
      .map((item) => item.item_code),
  }
}

/** Lets the user choose a file, or takes the one dropped; null when he gave up. */
export async function pickSelfCheckSheet(
  context: Context,
  input: PhaseInput,
  file: { readonly token: string; readonly name: string } | null,
): Promise<SheetReading | null> {
  const picked =
    file ??
    (await context.host.pickFiles({ title: '选择单位交回的自查表', extensions: ['xlsx', 'xls', 'csv'] }))[0]
  if (picked === undefined) return null
  return {
    ...(await readSelfCheckSheet(context, input, context.host.pathOf(picked.token))),
    fileName: picked.name,
  }
}
