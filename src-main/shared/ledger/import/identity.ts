// Finds for each row the stored record it speaks of, and lets what is stored settle what the file leaves open.
import type { Value } from '../column.ts'
import { columnEntries, isBlank, type Values } from '../ledger.ts'
import { recordCode } from '../record-code.ts'
import { agrees } from '../../text/civil-date.ts'
import { normaliseOrgName } from '../../text/org-name.ts'
import { tidyTight } from '../../text/plain-text.ts'
import { cellText } from '../sheet.ts'
import { maskedText } from './cells.ts'
import { report, retract, type Draft, type PlanInput, type StoredRow } from './draft.ts'
import { ROW_ANSWERS } from './plan.ts'
import { STEP } from './recognise.ts'

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

/** Finds the stored record of each row: by its name in the directory, by the code of an export, then by the ledger's keys. */
export function* matchIdentities(input: PlanInput, drafts: readonly Draft[]): Generator<number, void> {
  const byId = new Map(input.stored.map((s) => [s.id, s]))
  const coded = input.module.ledger.isCoded ? input.stored : []
  const byCode = new Map(coded.map((s) => [recordCode(s.id), s]))
  for (const draft of drafts) {
    draft.stored = byId.get(draft.id) ?? byCode.get(draft.code ?? '')
    if (draft.stored) draft.id = draft.stored.id
  }
  for (const [rank, key] of input.module.ledger.identity.entries()) {
    const byKey = new Map<string, StoredRow>()
    for (const [i, stored] of input.stored.entries()) {
      const identity = identityOf(input, key, stored.values)
      if (identity !== null) byKey.set(identity, stored)
      if (i % STEP === STEP - 1) yield 0
    }
    for (const [i, draft] of drafts.entries()) {
      if (!draft.stored) meet(input, draft, rank, byKey.get(identityOf(input, key, draft.values) ?? ''))
      if (i % STEP === STEP - 1) yield 0
    }
  }
}

function meet(input: PlanInput, draft: Draft, rank: number, stored: StoredRow | undefined): void {
  if (!stored) return
  if (rank > 0 && contradicts(input, stored.values, draft.values, rank)) {
    if (input.module.ledger.key === 'members') noteNamesake(input, draft, stored)
  } else {
    draft.stored = stored
    draft.id = stored.id
  }
}

/** Two namesakes with different id numbers are two persons: a stronger key that is filled on both sides decides. */
function contradicts(input: PlanInput, stored: Values, values: Values, rank: number): boolean {
  return input.module.ledger.identity.slice(0, rank).some((key) => {
    const a = identityOf(input, key, stored)
    const b = identityOf(input, key, values)
    return a !== null && b !== null && a !== b
  })
}

/** A corrected number and a second person look alike; only people can tell. */
function noteNamesake(input: PlanInput, draft: Draft, stored: StoredRow): void {
  const branch = stored.values['org_id']
  report(draft, 'M-355', 'id_no', {
    姓名: String(draft.values['name'] ?? ''),
    支部: typeof branch === 'string' ? input.nameOf(branch) : '',
  })
}

/** Lets ticks, masked numbers, lost zeros and the user's word about the branch take effect. */
export function settleDraft(input: PlanInput, draft: Draft): void {
  const values: Record<string, Value> = { ...draft.values }
  for (const [key, column] of columnEntries(input.module.ledger)) {
    const stored = draft.stored?.values[key]
    if (column.kind === 'tags')
      values[key] = settleTicks(draft, key, column.choices, stored) ?? values[key] ?? null
    if (column.kind === 'date') settleMonth(draft, values, key, stored)
    if (column.kind === 'idNumber' || column.kind === 'phone') settleMask(draft, values, key, column, stored)
  }
  if (draft.stored && draft.answer === ROW_ANSWERS.keep)
    values['org_id'] = draft.stored.values['org_id'] ?? null
  draft.values = Object.fromEntries(
    Object.entries(values).filter(([key, v]) => key in draft.values || !isBlank(v)),
  )
}

/** Tick columns add and take away; what has no column in the sheet, and blank ticks, stay as stored. */
function settleTicks(
  draft: Draft,
  key: string,
  choices: readonly { readonly value: string }[],
  stored: Value | undefined,
): Value | undefined {
  const ticks = draft.parsed.ticks[key]
  if (!ticks) return undefined
  const said = draft.values[key]
  const before = Array.isArray(said) && said.length > 0 ? said : stored
  const tags = new Set<string>(Array.isArray(before) ? (before as readonly string[]) : [])
  for (const [tag, isOn] of Object.entries(ticks)) {
    if (isOn) tags.add(tag)
    else tags.delete(tag)
  }
  return choices.flatMap((c) => (tags.has(c.value) ? [c.value] : []))
}

/** January or October was answered before: what is stored stays until it is answered anew (D-1). */
function settleMonth(
  draft: Draft,
  values: Record<string, Value>,
  key: string,
  stored: Value | undefined,
): void {
  const doubt = draft.problems.find((p) => p.column === key && p.code === 'M-305')
  if (typeof stored !== 'string' || stored.length < 7) return
  if (doubt?.candidates?.some((c) => agrees(c, stored))) values[key] = stored
}

/** A number that comes back masked as it went out says nothing. */
function settleMask(
  draft: Draft,
  values: Record<string, Value>,
  key: string,
  column: Parameters<typeof maskedText>[0],
  stored: Value | undefined,
): void {
  const position = draft.sheet.report.headers.findIndex((h) => h.column === key)
  const text = tidyTight(cellText(draft.parsed.cells[position]))
  if (!text.includes('*') || typeof stored !== 'string' || maskedText(column, stored) !== text) return
  values[key] = stored
  retract(draft, key)
}
