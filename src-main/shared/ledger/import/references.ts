// Turns names in reference columns into ids: of stored records, of rows of the same file, or of the sheet's own unit.
import type { Column } from '../column.ts'
import { columnEntries, type Values } from '../ledger.ts'
import { problem, type Params } from '../messages.ts'
import type { Found, Names } from './directory.ts'
import { report, type Draft, type PlanInput } from './draft.ts'
import { hasError } from './plan.ts'
import { place, type ParsedSheet } from './recognise.ts'

type Reference = Extract<Column, { kind: 'reference' }>

const referencesOf = (input: PlanInput): [string, Reference][] =>
  columnEntries(input.module.ledger).flatMap(([key, column]) =>
    column.kind === 'reference' ? [[key, column] as [string, Reference]] : [],
  )

function directoryOf(input: PlanInput, column: Reference): Names {
  const directory = input.directories[column.of]
  if (!directory) throw new Error(`no directory for ${column.of}`)
  return directory
}

export function resolveReferences(input: PlanInput, draft: Draft): void {
  const resolved: Record<string, Values[string]> = { ...draft.values }
  for (const [key, column] of referencesOf(input)) {
    const text = draft.values[key]
    if (typeof text === 'string' && text !== '')
      resolved[key] = byName(input, draft, key, column, text, unitIn(resolved, column))
    else if (column.required) resolved[key] = byDefault(input, draft, key, column)
  }
  draft.values = resolved
}

/** The unit a member is looked for in: the column that names it stands before his in every definition. */
const unitIn = (values: Values, { within }: Reference): string | null => {
  const unit = within === undefined ? null : values[within]
  return typeof unit === 'string' ? unit : null
}

function byName(
  input: PlanInput,
  draft: Draft,
  key: string,
  column: Reference,
  text: string,
  unit: string | null,
): string | null {
  const found = directoryOf(input, column).find(text, unit)
  if ('id' in found) return found.id
  const { code, params } = unknownName(column, found, text, unit === null ? '全镇' : input.nameOf(unit))
  report(draft, code, key, params, found.candidates)
  return null
}

/** What is said of a name that does not lead to one record. */
export function unknownName(
  column: Reference,
  found: Exclude<Found, { id: string }>,
  text: string,
  unit: string,
): { code: string; params: Params } {
  const params = {
    栏目: column.label,
    值: text,
    姓名: text,
    支部: unit,
    n: found.twins ?? 0,
    候选: found.candidates.join('、'),
  }
  if (found.twins !== undefined) return { code: 'M-390', params }
  return { code: column.codes?.unknown ?? (column.within === undefined ? 'M-394' : 'M-399'), params }
}

function byDefault(input: PlanInput, draft: Draft, key: string, column: Reference): string | null {
  const id = defaultOf(input, draft.sheet, column)?.id ?? null
  const hasReason = draft.problems.some((p) => p.column === key && p.level === '错误')
  if (id === null && !hasReason) report(draft, column.codes?.missing ?? 'M-391', key, { 栏目: column.label })
  return id
}

const defaults = new WeakMap<ParsedSheet, { readonly id: string; readonly text: string } | null>()

/** The record the sheet as a whole belongs to, by the unit named above the table or by its own name. */
function defaultOf(
  input: PlanInput,
  sheet: ParsedSheet,
  column: Reference,
): { readonly id: string; readonly text: string } | null {
  const before = defaults.get(sheet)
  if (before !== undefined) return before
  const directory = directoryOf(input, column)
  const found =
    sheet.hints.flatMap((text) => {
      const id = directory.idOfHint(text)
      return id === undefined ? [] : [{ id, text }]
    })[0] ?? null
  defaults.set(sheet, found)
  return found
}

/** The unit a sheet belongs to, as it names it; null when no row needs it or it cannot be told. */
export const unitOf = (sheet: ParsedSheet): string | null => defaults.get(sheet)?.text ?? null

/** One sentence for a sheet in which no name is known, beside the sentence of each row. */
export function noteUnknownNames(input: PlanInput, sheet: ParsedSheet, drafts: readonly Draft[]): void {
  for (const [key, column] of referencesOf(input)) {
    const isUnknown = (d: Draft): boolean => d.problems.some((p) => p.column === key && p.level === '错误')
    if (!column.required || drafts.length < 2 || !drafts.every(isUnknown)) continue
    const code = directoryOf(input, column).isEmpty ? 'M-107' : 'M-108'
    sheet.sheetProblems.push(place(sheet.report.name, null, problem(code, null, {}), null))
  }
}

/** A row that refers to a row of the same file which is not imported cannot be imported either. */
export function refuseOrphans(input: PlanInput, drafts: readonly Draft[]): void {
  const keys = referencesOf(input).filter(([, column]) => column.of === input.module.ledger.key)
  if (keys.length === 0) return
  for (let isSettled = false; !isSettled;) {
    const out = new Map(drafts.flatMap((d) => (isOut(d) && !d.stored ? [[d.id, d] as const] : [])))
    const orphans = drafts.flatMap((draft) =>
      isOut(draft) ? [] : keys.flatMap(([key, column]) => orphaned(draft, key, column, out)),
    )
    for (const refuse of orphans) refuse()
    isSettled = orphans.length === 0
  }
}

const isOut = (draft: Draft): boolean => draft.isLeft || hasError(draft.problems)

function orphaned(
  draft: Draft,
  key: string,
  column: Reference,
  out: ReadonlyMap<string, Draft>,
): (() => void)[] {
  const above = out.get(String(draft.values[key] ?? ''))
  if (!above || above === draft) return []
  const name = draft.parsed.texts[key] ?? ''
  return [() => report(draft, 'M-339', key, { 栏目: column.label, 值: name, a: above.parsed.row })]
}
