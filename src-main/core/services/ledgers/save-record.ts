// Adds or changes one record from what a form says, by the same columns and rules an import uses.
import type { FieldProblem, LedgerRow } from '#shared/contract/ledger.ts'
import type { Column } from '#shared/ledger/column.ts'
import { readField, type Aside, type CellReading } from '#shared/ledger/import/cells.ts'
import type { Names } from '#shared/ledger/import/directory.ts'
import { unknownName } from '#shared/ledger/import/references.ts'
import { columnEntries, isBlank, sameValue, writableEntries, type Values } from '#shared/ledger/ledger.ts'
import { problem, withoutRow, type Problem } from '#shared/ledger/messages.ts'
import type { LedgerModule } from '#shared/ledger/module.ts'
import { stateProblem } from '#shared/ledger/way.ts'
import { currentBatch } from '#shared/campaign/index.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { maskValue } from '../../ledger/masking.ts'
import { initialsOfRow, toStored } from '../../ledger/rows.ts'
import { allRecords, findRecord, type LedgerRecord } from '../../ledger/store.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { shownModule } from './confidential.ts'
import { directoriesOf } from './directories.ts'
import { followUp } from './follow-ups.ts'
import { marksFor } from './member-marks.ts'
import { referredNames, toLedgerRow, uncovered } from './show-records.ts'

/** The form cannot be saved as it stands. */
export class InvalidForm extends Error {
  readonly problems: readonly FieldProblem[]

  constructor(problems: readonly FieldProblem[]) {
    super(problems.map((p) => p.message).join(''))
    this.name = 'InvalidForm'
    this.problems = problems
  }
}

interface Form {
  readonly values: Values
  readonly problems: readonly Problem[]
}

const toField = (p: Problem): FieldProblem => ({
  column: p.column,
  level: p.level,
  code: p.code,
  message: withoutRow(p.message),
})

function readReference(
  key: string,
  column: Extract<Column, { kind: 'reference' }>,
  text: string,
  directory: Names | undefined,
  unit: string | null,
): { value: string | null; problems: Problem[] } {
  const params = { 行: '', 栏目: column.label, 值: text }
  if (text === '') {
    return {
      value: null,
      problems: column.required ? [problem(column.codes?.missing ?? 'M-391', key, params)] : [],
    }
  }
  const found = directory?.find(text, unit) ?? { candidates: [] }
  if ('id' in found) return { value: found.id, problems: [] }
  const said = unknownName(column, found, text, '这个支部')
  return {
    value: null,
    problems: [problem(said.code, key, { ...said.params, 行: '' }, found.candidates)],
  }
}

/** A masked number that came back untouched says nothing. */
const isUntouchedMask = (column: Column, text: string, stored: Values | undefined, key: string): boolean => {
  const value = stored?.[key]
  return text.includes('*') && value !== undefined && maskValue(column, value) === text
}

/** The unit a member is looked for in: what the form says, else what is stored. */
function unitOf(
  { within }: Extract<Column, { kind: 'reference' }>,
  values: Values,
  stored: LedgerRecord | undefined,
): string | null {
  const unit = within === undefined ? null : (values[within] ?? stored?.values[within])
  return typeof unit === 'string' ? unit : null
}

async function readForm(
  context: Context,
  module: LedgerModule,
  texts: Readonly<Record<string, string>>,
  stored: LedgerRecord | undefined,
): Promise<Form> {
  const directories = await directoriesOf(context.db.read, context.campaign)
  const year = Number(currentBatch(context.campaign.template).start.slice(0, 4))
  const values: Record<string, Values[string]> = {}
  const problems: Problem[] = []
  let aside: Aside = {}
  for (const [key, column] of writableEntries(module.ledger)) {
    const text = texts[key]?.trim()
    const isAsked = text !== undefined || (!stored && column.required === true)
    if (!isAsked || (text !== undefined && isUntouchedMask(column, text, stored?.values, key))) continue
    const reading: CellReading =
      column.kind === 'reference'
        ? readReference(key, column, text ?? '', directories[column.of], unitOf(column, values, stored))
        : readField(key, column, text ?? '', year)
    values[key] = reading.value
    problems.push(...reading.problems)
    aside = { ...aside, ...reading.aside }
  }
  const step = readStep(module, texts, stored)
  return {
    values: { ...module.complete(values, aside, year), ...step.values },
    problems: [...problems, ...step.problems],
  }
}

/** The state of a record whose ledger goes the way of a machine: only one step at a time (ADR 0004). */
function readStep(
  { ledger }: LedgerModule,
  texts: Readonly<Record<string, string>>,
  stored: LedgerRecord | undefined,
): Form {
  const { way } = ledger
  const said = way === undefined ? undefined : texts[way.column]?.trim()
  if (way === undefined || said === undefined) return { values: {}, problems: [] }
  const found = stateProblem(ledger, stored?.values, said)
  return found === null ? { values: { [way.column]: said }, problems: [] } : { values: {}, problems: [found] }
}

/**
 * Double identities are refused: the same id number or the same name belongs to one record only. Where rows bear a code
 * of their own, the same thing may be written down twice.
 */
async function checkIdentity(
  context: Context,
  module: LedgerModule,
  values: Values,
  id: string | null,
): Promise<Problem[]> {
  const columns = module.ledger.identity[0] ?? []
  const [key] = columns
  const value = key === undefined ? undefined : values[key]
  const isKept = module.ledger.isCoded !== true && columns.every((column) => !isBlank(values[column]))
  if (key === undefined || !isKept || typeof value !== 'string') return []
  const [directories, others] = await Promise.all([
    directoriesOf(context.db.read, context.campaign),
    allRecords(context.db.read, module.ledger),
  ])
  const sameName = columns.length > 1 ? undefined : directories[module.ledger.key]?.idOf(value)
  const isTwin = (r: LedgerRecord): boolean =>
    r.id === sameName || columns.every((column) => sameValue(r.values[column], values[column]))
  const twin = others.find((r) => r.id !== id && isTwin(r))
  const doubled = twin ? await sayDoubled(context, module, columns, twin) : []
  return [...doubled, ...checkAbove(module, values, id, others)]
}

async function sayDoubled(
  context: Context,
  module: LedgerModule,
  columns: readonly string[],
  { values }: LedgerRecord,
): Promise<Problem[]> {
  const key = columns[0] ?? null
  const names = await referredNames(context, module.ledger)
  const shown = (column: string): string => names.get(String(values[column])) ?? String(values[column])
  const isNumber = key !== null && module.ledger.columns[key]?.kind === 'idNumber'
  if (!isNumber) return [problem('M-397', key, { 值: columns.map(shown).join('，') })]
  const params = { 姓名: String(values['name']), x: String(values[key]).slice(-4), 支部: shown('org_id') }
  return [problem('M-398', key, params)]
}

/** A record that may stand under another of the same ledger must not come to stand under itself. */
function checkAbove(
  module: LedgerModule,
  values: Values,
  id: string | null,
  others: readonly LedgerRecord[],
): Problem[] {
  const isTree = columnEntries(module.ledger).some(
    ([, c]) => c.kind === 'reference' && c.of === module.ledger.key,
  )
  if (!isTree || id === null) return []
  const row = { index: 0, sheet: '', row: 0, id, values, isLeft: false }
  const beside = others.filter((r) => r.id !== id)
  const nothing = {
    nameOf: () => '',
    statedCount: () => undefined,
    totals: new Map(),
    extracts: new Set<string>(),
  }
  return module.checksAmongRows
    .flatMap((check) => check([row], { ...nothing, beside }))
    .map((found) => found.problem)
}

async function checkForm(
  context: Context,
  module: LedgerModule,
  id: string | null,
  texts: Readonly<Record<string, string>>,
): Promise<Form> {
  const stored = id === null ? undefined : await findRecord(context.db.read, module.ledger, id)
  if (id !== null && !stored) throw new NotFound(`这条${module.ledger.title}记录`)
  const form = await readForm(context, module, texts, stored)
  const campaignStart = currentBatch(context.campaign.template).start
  const merged = module.complete({ ...stored?.values, ...form.values }, {}, Number(campaignStart.slice(0, 4)))
  const found = module.checkRow(merged, {
    ...(await marksFor(context.db.read, module)),
    row: 0,
    today: context.today,
    campaignStart,
    present: new Set(Object.keys(module.ledger.columns)),
    ...(stored ? { stored: stored.values } : {}),
  })
  return {
    values: form.values,
    problems: [...form.problems, ...found, ...(await checkIdentity(context, module, merged, id))],
  }
}

/** What is wrong with a form, without saving it. */
export async function checkRecord(
  context: Context,
  key: string,
  id: string | null,
  texts: Readonly<Record<string, string>>,
): Promise<FieldProblem[]> {
  return (await checkForm(context, shownModule(context, key), id, texts)).problems.map(toField)
}

export interface SaveInput {
  readonly ledger: string
  readonly id: string | null
  readonly version: number | null
  readonly texts: Readonly<Record<string, string>>
  readonly reason: string | null
}

/**
 * Saves a form; warnings are returned with the saved row, errors refuse it.
 * @throws InvalidForm, NotFound, StaleRecordError
 */
export async function saveRecord(
  context: Context,
  input: SaveInput,
): Promise<{ row: LedgerRow; problems: FieldProblem[] }> {
  const module = shownModule(context, input.ledger)
  const form = await checkForm(context, module, input.id, input.texts)
  const problems = form.problems.map(toField)
  if (problems.some((p) => p.level === '错误')) throw new InvalidForm(problems)
  const work = async (journal: Journal, trx: Trx): Promise<string> => {
    const stored = await store(journal, trx, module, input, form.values)
    await followUp(context, input.ledger, journal, trx)
    return stored
  }
  const id = await write(context, work, { reason: input.reason })
  const record = await findRecord(context.db.read, module.ledger, id)
  if (!record) throw new NotFound(`这条${module.ledger.title}记录`)
  const shown = uncovered(context, input.ledger, record)
  return { row: toLedgerRow(module.ledger, shown, await referredNames(context, module.ledger)), problems }
}

async function store(
  journal: Journal,
  trx: Trx,
  module: LedgerModule,
  input: SaveInput,
  values: Values,
): Promise<string> {
  const { ledger } = module
  if (input.id === null) {
    return journal.add(ledger.table, {
      ...toStored(ledger, values),
      extra: null,
      initials: initialsOfRow(ledger, values),
    })
  }
  const stored = await findRecord(trx, ledger, input.id)
  const why = stored ? module.whyFrozen?.(stored.values) : null
  if (typeof why === 'string') refuse(why)
  const said = ledger.way === undefined ? undefined : values[ledger.way.column]
  const off = typeof said === 'string' ? stateProblem(ledger, stored?.values, said) : null
  if (off !== null) refuse(withoutRow(off.message))
  const initials = initialsOfRow(ledger, { ...stored?.values, ...values })
  const options = input.version === null ? {} : { expectedVersion: input.version }
  await journal.change(ledger.table, input.id, { ...toStored(ledger, values), initials }, options)
  return input.id
}
