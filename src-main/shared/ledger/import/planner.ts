// Works out the whole import plan from a raw workbook and what is stored; writes nothing.
import { columnEntries, isBlank, nameColumn, sameValue, type Values } from '../ledger.ts'
import type { RowInSheet } from '../module.ts'
import { maskPersonal } from '../../text/masking.ts'
import { problem } from '../messages.ts'
import { draftRows, report, retract, type Draft, type PlanInput, type StoredRow } from './draft.ts'
import { matchIdentities, settleDraft } from './identity.ts'
import {
  countPlan,
  hasError,
  ROW_ANSWERS,
  type CellChange,
  type ImportPlan,
  type Outcome,
  type PlannedRow,
  type SheetReport,
} from './plan.ts'
import { parseSheet, place, STEP, type ParsedSheet } from './recognise.ts'
import { noteUnknownNames, refuseOrphans, resolveReferences, unitOf } from './references.ts'

export type { PlanInput, StoredRow } from './draft.ts'

/** How often the rows of a file are gone through, so that progress can be told as rows of rows. */
export const PASSES = 4

/**
 * Plans an import, yielding now and then the rows done so far (each row counts PASSES times), so that a caller can let
 * others work in between. The plan is the object that is shown and later applied as it stands.
 */
export function* planImport(input: PlanInput): Generator<number, ImportPlan> {
  const pace = new Pace()
  const sheets = yield* pace.through(parseSheets(input))
  const drafts = draftRows(input, sheets)
  yield* pace.through(eachOf(drafts, (draft) => resolveReferences(input, draft)))
  yield* pace.through(matchIdentities(input, drafts))
  yield* pace.through(
    eachOf(drafts, (draft) => {
      settleDraft(input, draft)
      const said = dropReadonly(input, draft)
      checkOne(input, draft, said)
    }),
  )
  settleDoubles(input, drafts)
  yield* pace.through(checkAmong(input, sheets, drafts))
  yield pace.done
  for (const sheet of sheets)
    noteUnknownNames(
      input,
      sheet,
      drafts.filter((d) => d.sheet === sheet),
    )
  refuseOrphans(input, drafts)
  return yield* pace.through(assemble(input, sheets, drafts))
}

/** Plans in one go: for small files and tests. */
export function planNow(input: PlanInput): ImportPlan {
  const steps = planImport(input)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Adds up the rows that the steps report. */
class Pace {
  #done = 0

  get done(): number {
    return this.#done
  }

  *through<T>(steps: Generator<number, T>): Generator<number, T> {
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
      this.#done += step.value
      yield this.#done
    }
  }
}

function* eachOf<T>(items: readonly T[], work: (item: T) => void): Generator<number, void> {
  for (const [i, item] of items.entries()) {
    work(item)
    if (i % STEP === STEP - 1) yield STEP
  }
}

function* parseSheets(input: PlanInput): Generator<number, ParsedSheet[]> {
  const sheets: ParsedSheet[] = []
  for (const sheet of input.workbook.sheets)
    sheets.push(
      yield* parseSheet(input.module, sheet, input.choices, input.answers, {
        date1904: input.workbook.date1904,
        zerosLost: input.workbook.format === 'csv' || input.workbook.format === 'html',
        campaignYear: Number(input.campaignStart.slice(0, 4)),
      }),
    )
  return sheets.some((s) => s.report.headerRow !== null) ? sheets.map(excuseOther) : sheets
}

/** Beside a roster, a sheet that holds nothing like a header is a note, not a broken roster. */
function excuseOther(sheet: ParsedSheet): ParsedSheet {
  const { report: said } = sheet
  const isLikeRoster = said.candidates.some((c) => c.known >= 2)
  if (isLikeRoster || !said.problems.some((p) => p.code === 'M-101')) return sheet
  const excuse = place(said.name, null, problem('M-106', null, { 名称: said.name }), null)
  return { ...sheet, report: { ...said, problems: [excuse] } }
}

function checkOne(input: PlanInput, draft: Draft, said: Values): void {
  const found = input.module.checkRow(draft.values, {
    row: draft.parsed.row,
    today: input.today,
    campaignStart: input.campaignStart,
    present: draft.sheet.present,
    said,
    ...(input.marksOf ? { marksOf: input.marksOf } : {}),
    ...(draft.stored ? { stored: draft.stored.values } : {}),
  })
  draft.problems.push(...found.map((p) => place(draft.parsed.sheet, draft.parsed.row, p, null)))
  checkMove(input, draft)
}

/** A person cannot be in two branches: the user says whether he moves (M-351). */
function checkMove(input: PlanInput, draft: Draft): void {
  const before = draft.stored?.values['org_id']
  const after = draft.values['org_id']
  if (input.module.ledger.key !== 'members' || typeof before !== 'string' || typeof after !== 'string') return
  if (before === after || draft.answer === ROW_ANSWERS.move) return
  const id = draft.values['id_no']
  const params = {
    姓名: String(draft.values['name'] ?? ''),
    x: typeof id === 'string' ? id.slice(-4) : '',
    支部: input.nameOf(before),
  }
  report(draft, 'M-351', 'org_id', params, Object.values(ROW_ANSWERS))
}

/** One person in several rows: 转入本支部 makes the other rows wait, 保留原支部 this one. */
function settleDoubles(input: PlanInput, drafts: readonly Draft[]): void {
  const [key] = input.module.ledger.identity[0] ?? []
  const rows = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const value = key === undefined ? null : draft.values[key]
    if (typeof value !== 'string' || draft.isLeft) continue
    const same = rows.get(value)
    if (same) same.push(draft)
    else rows.set(value, [draft])
  }
  for (const same of rows.values()) {
    if (same.length < 2) continue
    const moved = same.find((d) => d.answer === ROW_ANSWERS.move)
    for (const draft of same)
      if (moved ? draft !== moved : draft.answer === ROW_ANSWERS.keep) draft.isLeft = true
  }
}

function* checkAmong(
  input: PlanInput,
  sheets: readonly ParsedSheet[],
  drafts: readonly Draft[],
): Generator<number, void> {
  const rows: RowInSheet[] = drafts.map((d, index) => ({
    index,
    sheet: d.parsed.sheet,
    row: d.parsed.row,
    id: d.id,
    values: d.values,
    isLeft: d.isLeft,
  }))
  const met = new Set(drafts.map((d) => d.stored?.id))
  const context = {
    nameOf: input.nameOf,
    statedCount: input.statedCount,
    totals: new Map(sheets.map((s) => [s.report.name, s.totals])),
    extracts: new Set(sheets.flatMap((s) => (s.isExtract ? [s.report.name] : []))),
    beside: input.stored.filter((s) => !met.has(s.id)),
  }
  const byName = new Map(sheets.map((s) => [s.report.name, s]))
  for (const check of input.module.checksAmongRows) {
    yield 0
    for (const { index, sheet, problem: p } of check(rows, context)) {
      const draft = index === null ? undefined : drafts[index]
      if (draft) sayOnce(draft, sheet, p)
      else byName.get(sheet)?.sheetProblems.push(place(sheet, null, p, null))
    }
  }
}

/** Somebody known in another branch by the file and by what is stored is asked about once. */
function sayOnce(draft: Draft, sheet: string, found: ReturnType<typeof problem>): void {
  const isSaid = draft.problems.some((p) => p.code === 'M-351' && found.code === 'M-351')
  if (!isSaid) draft.problems.push(place(sheet, draft.parsed.row, found, null))
}

/** Changed cells. A blank cell of the file says nothing and never erases what is stored. */
function changesOf(stored: StoredRow, draft: Draft): CellChange[] {
  const own = Object.entries(draft.values).flatMap(([column, after]) => {
    const before = stored.values[column] ?? null
    return isBlank(after) || sameValue(before, after) ? [] : [{ column, before, after }]
  })
  const extra = Object.entries(draft.parsed.extra).flatMap(([header, after]) => {
    const before = stored.extra[header] ?? null
    const isSame = before === after || (before !== null && maskPersonal(before) === after)
    return isSame ? [] : [{ column: `extra.${header}`, before, after }]
  })
  return [...own, ...extra]
}

function outcomeOf(draft: Draft, changes: readonly CellChange[]): Outcome {
  if (draft.isLeft) return 'left'
  if (hasError(draft.problems)) return 'refused'
  if (!draft.stored) return 'add'
  return changes.length > 0 ? 'change' : 'same'
}

/**
 * What only the program writes is put back as it is stored; a file that says otherwise is told so (M-472). Answers with
 * what the file said there.
 */
function dropReadonly(input: PlanInput, draft: Draft): Values {
  const columns = columnEntries(input.module.ledger).filter(([key, c]) => c.readonly && key in draft.values)
  const stored = draft.stored?.values ?? {}
  const touched = columns.filter(
    ([key]) => !isBlank(draft.values[key]) && !sameValue(stored[key] ?? null, draft.values[key]),
  )
  const kept = Object.fromEntries(
    columns.flatMap(([key]) => (draft.stored ? [[key, stored[key] ?? null] as const] : [])),
  )
  const said = Object.fromEntries(columns.map(([key]) => [key, draft.values[key] ?? null]))
  const dropped = new Set(columns.map(([key]) => key))
  for (const key of dropped) retract(draft, key)
  draft.values = {
    ...Object.fromEntries(Object.entries(draft.values).filter(([key]) => !dropped.has(key))),
    ...kept,
  }
  if (touched.length > 0 && draft.stored)
    report(draft, 'M-472', null, { 栏目: touched.map(([, c]) => c.label).join('、') })
  return said
}

/** A record that is closed or signed is not changed by a file any more. */
function refuseFrozen(input: PlanInput, draft: Draft, changes: readonly CellChange[]): void {
  const why = draft.stored && changes.length > 0 ? input.module.whyFrozen?.(draft.stored.values) : null
  if (typeof why === 'string') report(draft, 'M-474', null, { 说明: why })
}

function planRow(input: PlanInput, draft: Draft): PlannedRow {
  const changes = draft.stored ? changesOf(draft.stored, draft) : []
  refuseFrozen(input, draft, changes)
  const headerOf = (column: string | null): string | null =>
    draft.sheet.report.headers.find((h) => h.column === column && column !== null)?.header ??
    (column === null ? null : (input.module.ledger.columns[column]?.label ?? null))
  return {
    sheet: draft.parsed.sheet,
    row: draft.parsed.row,
    outcome: outcomeOf(draft, changes),
    id: draft.id,
    version: draft.stored?.version ?? null,
    values: draft.values,
    changes,
    texts: draft.parsed.texts,
    extra: draft.parsed.extra,
    problems: draft.problems.map((p) => ({ ...p, header: p.header ?? headerOf(p.column) })),
    cells: draft.parsed.cells,
  }
}

function labelOf(input: PlanInput, value: Values[string] | null, name: string): string {
  const text = String(value ?? '')
  return input.module.ledger.columns[name]?.kind === 'reference' ? input.nameOf(text) : text
}

const isOnRoster = (stored: StoredRow): boolean => {
  const state = stored.values['roster_state'] ?? null
  return state === null || state === '在册'
}

/** Stored records the file does not name, within the units it speaks of; nothing is deleted by absence. */
function missingOf(input: PlanInput, drafts: readonly Draft[]): { id: string; label: string }[] {
  if (drafts.length === 0) return []
  const seen = new Set(drafts.map((d) => d.id))
  const [scope] =
    columnEntries(input.module.ledger).find(([, c]) => c.kind === 'reference' && c.required) ?? []
  const units = scope === undefined ? null : new Set(drafts.map((d) => d.values[scope]))
  const name = nameColumn(input.module.ledger)
  const isSpokenOf = (s: StoredRow): boolean =>
    scope === undefined || units === null || units.has(s.values[scope] ?? null)
  return input.stored
    .filter((s) => !seen.has(s.id) && isOnRoster(s) && isSpokenOf(s))
    .map((s) => ({ id: s.id, label: labelOf(input, s.values[name] ?? null, name) }))
}

const reportOf = (sheet: ParsedSheet): SheetReport => ({
  ...sheet.report,
  unit: unitOf(sheet),
  problems: [...sheet.sheetProblems, ...sheet.report.problems],
})

function* assemble(
  input: PlanInput,
  sheets: readonly ParsedSheet[],
  drafts: readonly Draft[],
): Generator<number, ImportPlan> {
  const rows: PlannedRow[] = []
  yield* eachOf(drafts, (draft) => rows.push(planRow(input, draft)))
  const missing = missingOf(input, drafts)
  yield 0
  const reports = sheets.map(reportOf)
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
