// Works out the whole import plan from a raw workbook and what is stored; writes nothing.
import { columnEntries, isBlank, nameColumn, sameValue, type Values } from '../ledger.ts'
import type { LedgerModule, RowInSheet } from '../module.ts'
import { problem, type PlacedProblem } from '../messages.ts'
import type { RawWorkbook } from '../sheet.ts'
import { normaliseOrgName } from '../../text/org-name.ts'
import { Directory, type Place } from './directory.ts'
import {
  countPlan,
  hasError,
  ROW_ANSWERS,
  rowKey,
  type Answers,
  type CellChange,
  type ImportPlan,
  type Outcome,
  type PlannedRow,
} from './plan.ts'
import { parseSheet, place, type ParsedRow, type ParsedSheet, type SheetChoices } from './recognise.ts'

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
  readonly directories: Readonly<Record<string, Directory>>
  readonly place: Place
  readonly today: string
  readonly campaignStart: string
  /** Name of a referred record. */
  readonly nameOf: (id: string) => string
  /** Count stated elsewhere for a referred record (上报党员数). */
  readonly statedCount: (id: string) => number | undefined
  readonly newId: () => string
}

interface Draft {
  readonly parsed: ParsedRow
  readonly values: Values
  readonly problems: PlacedProblem[]
  readonly present: ReadonlySet<string>
  id: string
  stored: StoredRow | undefined
}

const STEP = 200

/**
 * Plans an import, yielding the rows done so that a caller can let others work in between.
 * The plan is the object that is shown and later applied as it stands.
 */
export function* planImport(input: PlanInput): Generator<number, ImportPlan> {
  const sheets = input.workbook.sheets.map((sheet) =>
    parseSheet(input.module, sheet, input.choices, input.answers, {
      date1904: input.workbook.date1904,
      zerosLost: input.workbook.format === 'csv' || input.workbook.format === 'html',
      campaignYear: Number(input.campaignStart.slice(0, 4)),
    }),
  )
  const drafts = draftRows(input, sheets)
  for (const [i, draft] of drafts.entries()) {
    resolveReferences(input, draft, sheetOf(sheets, draft).hints)
    if (i % STEP === 0) yield i
  }
  matchIdentities(input, drafts)
  for (const [i, draft] of drafts.entries()) {
    checkOne(input, draft)
    if (i % STEP === 0) yield i
  }
  checkAmong(input, sheets, drafts)
  return assemble(input, sheets, drafts)
}

/** Plans in one go: for small files, the command line and tests. */
export function planNow(input: PlanInput): ImportPlan {
  const steps = planImport(input)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

const sheetOf = (sheets: readonly ParsedSheet[], draft: Draft): ParsedSheet => {
  const found = sheets.find((s) => s.report.name === draft.parsed.sheet)
  if (!found) throw new Error(`no sheet ${draft.parsed.sheet}`)
  return found
}

function draftRows(input: PlanInput, sheets: readonly ParsedSheet[]): Draft[] {
  const own = input.directories[input.module.ledger.key]
  const name = nameColumn(input.module.ledger)
  return sheets.flatMap((sheet) =>
    sheet.rows.map((parsed) => {
      const draft = {
        parsed,
        values: parsed.values,
        problems: [...parsed.problems],
        present: sheet.present,
        stored: undefined,
      }
      const text = parsed.values[name]
      const known = own && typeof text === 'string' ? own.idOf(text) : undefined
      const id = known ?? input.newId()
      // Rows of the same file may refer to each other, so their names count from now on.
      if (own && known === undefined && typeof text === 'string')
        own.add({ id, name: text, aliases: aliasesOf(parsed.values) })
      return { ...draft, id }
    }),
  )
}

const aliasesOf = (values: Values): string[] => {
  const short = values['short_name']
  return typeof short === 'string' && short !== '' ? [short] : []
}

function report(
  draft: Draft,
  code: string,
  column: string | null,
  params: Record<string, string | number>,
  candidates?: readonly string[],
): void {
  const found = problem(code, column, { 行: draft.parsed.row, ...params }, candidates)
  draft.problems.push(place(draft.parsed.sheet, draft.parsed.row, found, null))
}

function resolveReferences(input: PlanInput, draft: Draft, hints: readonly string[]): void {
  const resolved: Record<string, Values[string]> = { ...draft.values }
  for (const [key, column] of columnEntries(input.module.ledger)) {
    if (column.kind !== 'reference') continue
    const directory = input.directories[column.of]
    const text = draft.values[key]
    if (!directory) throw new Error(`no directory for ${column.of}`)
    if (typeof text === 'string' && text !== '') {
      const found = directory.find(text)
      if ('id' in found) resolved[key] = found.id
      else {
        resolved[key] = null
        report(
          draft,
          column.codes?.unknown ?? 'M-394',
          key,
          { 栏目: column.label, 值: text, 候选: found.candidates.join('、') },
          found.candidates,
        )
      }
    } else if (column.required) {
      const id = hints.map((h) => directory.idOfHint(h)).find((h) => h !== undefined)
      resolved[key] = id ?? null
      if (id === undefined) report(draft, column.codes?.missing ?? 'M-391', key, { 栏目: column.label })
    }
  }
  Object.assign(draft, { values: resolved })
}

/** What identifies a row by one key, or null when a part is blank. */
function identityOf(input: PlanInput, key: readonly string[], values: Values): string | null {
  const parts = key.map((name) => {
    const value = values[name]
    if (isBlank(value) || typeof value !== 'string') return null
    const column = input.module.ledger.columns[name]
    return column?.kind === 'text' && column.of === 'organisation'
      ? normaliseOrgName(value, input.place)
      : value
  })
  return parts.includes(null) ? null : parts.join('\u0000')
}

function matchIdentities(input: PlanInput, drafts: readonly Draft[]): void {
  input.module.ledger.identity.forEach((key, rank) => {
    const byKey = new Map(
      input.stored.flatMap((s) => {
        const identity = identityOf(input, key, s.values)
        return identity === null ? [] : [[identity, s] as const]
      }),
    )
    for (const draft of drafts) {
      if (draft.stored) continue
      const identity = identityOf(input, key, draft.values)
      const stored = identity === null ? undefined : byKey.get(identity)
      if (!stored || (rank > 0 && contradicts(input, stored.values, draft.values, rank))) continue
      draft.stored = stored
      draft.id = stored.id
    }
  })
}

/** Two namesakes with different id numbers are two persons: a stronger key that is filled on both sides decides. */
function contradicts(input: PlanInput, stored: Values, values: Values, rank: number): boolean {
  return input.module.ledger.identity.slice(0, rank).some((key) => {
    const a = identityOf(input, key, stored)
    const b = identityOf(input, key, values)
    return a !== null && b !== null && a !== b
  })
}

function checkOne(input: PlanInput, draft: Draft): void {
  const found = input.module.checkRow(draft.values, {
    row: draft.parsed.row,
    today: input.today,
    campaignStart: input.campaignStart,
    present: draft.present,
  })
  draft.problems.push(...found.map((p) => place(draft.parsed.sheet, draft.parsed.row, p, null)))
  checkMove(input, draft)
}

/** A person cannot be in two branches: the user says whether he moves (M-351). */
function checkMove(input: PlanInput, draft: Draft): void {
  const before = draft.stored?.values['org_id']
  const after = draft.values['org_id']
  if (
    input.module.ledger.key !== 'members' ||
    typeof before !== 'string' ||
    typeof after !== 'string' ||
    before === after
  )
    return
  if (input.answers[rowKey(draft.parsed.sheet, draft.parsed.row)] === ROW_ANSWERS.move) return
  const id = draft.values['id_no']
  report(
    draft,
    'M-351',
    'org_id',
    {
      姓名: String(draft.values['name'] ?? ''),
      x: typeof id === 'string' ? id.slice(-4) : '',
      支部: input.nameOf(before),
    },
    Object.values(ROW_ANSWERS),
  )
}

function checkAmong(input: PlanInput, sheets: readonly ParsedSheet[], drafts: readonly Draft[]): void {
  const rows: RowInSheet[] = drafts.map((d, index) => ({
    index,
    sheet: d.parsed.sheet,
    row: d.parsed.row,
    id: d.id,
    values: d.values,
  }))
  const totals = new Map(sheets.map((s) => [s.report.name, s.totals]))
  const found = input.module.checkRows(rows, { nameOf: input.nameOf, statedCount: input.statedCount, totals })
  for (const { index, sheet, problem: p } of found) {
    const draft = index === null ? undefined : drafts[index]
    if (draft) draft.problems.push(place(sheet, draft.parsed.row, p, null))
    else sheets.find((s) => s.report.name === sheet)?.sheetProblems.push(place(sheet, null, p, null))
  }
}

/** Changed cells. A blank cell of the file says nothing and never erases what is stored. */
function changesOf(stored: StoredRow, draft: Draft): CellChange[] {
  const own = Object.entries(draft.values).flatMap(([column, after]) => {
    const before = stored.values[column] ?? null
    return isBlank(after) || sameValue(before, after) ? [] : [{ column, before, after }]
  })
  const extra = Object.entries(draft.parsed.extra).flatMap(([header, after]) => {
    const before = stored.extra[header] ?? null
    return before === after ? [] : [{ column: `extra.${header}`, before, after }]
  })
  return [...own, ...extra]
}

function outcomeOf(input: PlanInput, draft: Draft, changes: readonly CellChange[]): Outcome {
  const answer = input.answers[rowKey(draft.parsed.sheet, draft.parsed.row)]
  if (answer === ROW_ANSWERS.leave || answer === ROW_ANSWERS.keep) return 'left'
  if (hasError(draft.problems)) return 'refused'
  if (!draft.stored) return 'add'
  return changes.length > 0 ? 'change' : 'same'
}

function planRow(input: PlanInput, draft: Draft): PlannedRow {
  const changes = draft.stored ? changesOf(draft.stored, draft) : []
  return {
    sheet: draft.parsed.sheet,
    row: draft.parsed.row,
    outcome: outcomeOf(input, draft, changes),
    id: draft.id,
    version: draft.stored?.version ?? null,
    values: draft.values,
    changes,
    texts: draft.parsed.texts,
    extra: draft.parsed.extra,
    problems: draft.problems.map((p) => ({ ...p, header: p.header ?? labelOf(input, p.column) })),
  }
}

const labelOf = (input: PlanInput, column: string | null): string | null =>
  column === null ? null : (input.module.ledger.columns[column]?.label ?? null)

/** Stored records the file does not name, within the units it speaks of; nothing is deleted by absence. */
function missingOf(input: PlanInput, drafts: readonly Draft[]): { id: string; label: string }[] {
  const seen = new Set(drafts.map((d) => d.id))
  const scopeColumn = columnEntries(input.module.ledger).find(
    ([, c]) => c.kind === 'reference' && c.required,
  )?.[0]
  const scope = scopeColumn === undefined ? null : new Set(drafts.map((d) => d.values[scopeColumn]))
  const name = nameColumn(input.module.ledger)
  if (drafts.length === 0) return []
  return input.stored
    .filter(
      (s) =>
        !seen.has(s.id) &&
        (scope === null || scopeColumn === undefined || scope.has(s.values[scopeColumn] ?? null)),
    )
    .map((s) => ({ id: s.id, label: String(s.values[name] ?? '') }))
}

function assemble(input: PlanInput, sheets: readonly ParsedSheet[], drafts: readonly Draft[]): ImportPlan {
  const rows = drafts.map((d) => planRow(input, d))
  const reports = sheets.map((s) => ({ ...s.report, problems: [...s.report.problems, ...s.sheetProblems] }))
  const missing = missingOf(input, drafts)
  return {
    ledger: input.module.ledger.key,
    fileName: input.workbook.fileName,
    sha256: input.workbook.sha256,
    format: input.workbook.format,
    sheets: reports,
    rows,
    missing,
    counts: countPlan(reports, rows, missing.length),
  }
}
