// A row on its way from what the file says to what the plan will do with it.
import { nameColumn, type Values } from '../ledger.ts'
import type { LedgerModule, MarksOf } from '../module.ts'
import { problem, type Params, type PlacedProblem } from '../messages.ts'
import { RECORD_CODE, tidyCode } from '../record-code.ts'
import type { Names, Place } from './directory.ts'
import { ROW_ANSWERS, rowKey, type Answers } from './plan.ts'
import { place, type ParsedRow, type ParsedSheet, type SheetChoices } from './recognise.ts'
import type { RawWorkbook } from '../sheet.ts'

export interface StoredRow {
  readonly id: string
  readonly version: number
  readonly values: Values
  /** Columns of workbooks the ledger does not know, by header. */
  readonly extra: Readonly<Record<string, string>>
}

export interface PlanInput {
  readonly module: LedgerModule
  readonly workbook: RawWorkbook
  readonly choices: SheetChoices
  readonly answers: Answers
  readonly stored: readonly StoredRow[]
  /** Names of the records of each ledger that columns refer to. */
  readonly directories: Readonly<Record<string, Names>>
  readonly place: Place
  readonly today: string
  readonly campaignStart: string
  /** Name of a referred record. */
  readonly nameOf: (id: string) => string
  /** Count stated elsewhere for a referred record (上报党员数). */
  readonly statedCount: (id: string) => number | undefined
  readonly newId: () => string
  /** Given where the ledger asks for it. */
  readonly marksOf?: MarksOf
}

export interface Draft {
  readonly parsed: ParsedRow
  readonly sheet: ParsedSheet
  readonly problems: PlacedProblem[]
  readonly answer: string | undefined
  /** What the row bears of an earlier export; null when nothing. */
  readonly code: string | null
  values: Values
  id: string
  stored: StoredRow | undefined
  /** Not imported now, because the user said so or because another row of the same person goes before. */
  isLeft: boolean
}

export function report(
  draft: Draft,
  code: string,
  column: string | null,
  params: Params,
  candidates?: readonly string[],
): void {
  const { sheet, row } = draft.parsed
  draft.problems.push(place(sheet, row, problem(code, column, { 行: row, ...params }, candidates), null))
}

/** Takes back what was said about a column. */
export function retract(draft: Draft, column: string): void {
  const kept = draft.problems.filter((p) => p.column !== column)
  draft.problems.splice(0, draft.problems.length, ...kept)
}

/** Rows of the file as drafts. Those of a ledger that others of the same file refer to count as names from now on. */
export function draftRows(input: PlanInput, sheets: readonly ParsedSheet[]): Draft[] {
  const own = input.directories[input.module.ledger.key]
  const name = nameColumn(input.module.ledger)
  return sheets.flatMap((sheet) =>
    sheet.rows.map((read): Draft => {
      const { [RECORD_CODE]: code, ...extra } = read.extra
      const parsed = { ...read, extra }
      const answer = input.answers[rowKey(parsed.sheet, parsed.row)]
      return {
        parsed,
        sheet,
        values: parsed.values,
        problems: [...parsed.problems],
        answer,
        code: code === undefined ? null : tidyCode(code),
        id: idFor(input, own, parsed.values[name], parsed.values),
        stored: undefined,
        isLeft: answer === ROW_ANSWERS.leave,
      }
    }),
  )
}

function idFor(
  input: PlanInput,
  own: Names | undefined,
  name: Values[string] | undefined,
  values: Values,
): string {
  if (!own || typeof name !== 'string') return input.newId()
  const known = own.idOf(name)
  if (known !== undefined) return known
  const id = input.newId()
  own.add({ id, name, aliases: aliasesOf(values) })
  return id
}

const aliasesOf = (values: Values): string[] => {
  const short = values['short_name']
  return typeof short === 'string' && short !== '' ? [short] : []
}
