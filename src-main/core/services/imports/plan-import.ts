// Reads a file and works out its import plan against what is stored; writes nothing but remembered mappings.
import path from 'node:path'
import { sql } from 'kysely'
import { currentBatch } from '#shared/campaign/index.ts'
import type { ManualMapping } from '#shared/ledger/import/headers.ts'
import type { Answers, Policy } from '#shared/ledger/import/plan.ts'
import { PASSES, planImport, type PlanInput } from '#shared/ledger/import/planner.ts'
import type { SheetChoices } from '#shared/ledger/import/recognise.ts'
import type { RawWorkbook } from '#shared/ledger/sheet.ts'
import type { Context, Trx } from '../../context.ts'
import { isoInstant } from '../../db/clock.ts'
import { uuidV7 } from '../../db/ids.ts'
import { allRecords } from '../../ledger/store.ts'
import { breathe, type Report } from '../../progress.ts'
import { directoriesOf, placeOf } from '../ledgers/directories.ts'
import { shownModule } from '../ledgers/confidential.ts'
import { marksFor } from '../ledgers/member-marks.ts'
import { moduleOf } from '../ledgers/ledger-of.ts'
import type { OpenImport } from './sessions.ts'

export interface PlanWishes {
  readonly imported: ReadonlySet<string> | null
  readonly headerRows: Readonly<Record<string, number>>
  readonly answers: Answers
}

/** Mappings made by hand for layouts seen before. */
async function rememberedMappings(context: Context, ledger: string): Promise<Record<string, ManualMapping>> {
  const rows = await context.db.read
    .selectFrom('header_mapping')
    .selectAll()
    .where('ledger', '=', ledger)
    .execute()
  return Object.fromEntries(rows.map((r) => [r.layout, JSON.parse(r.mapping) as ManualMapping]))
}

export async function rememberMapping(
  context: Context,
  ledger: string,
  layout: string,
  mapping: ManualMapping,
): Promise<void> {
  const row = { layout, ledger, mapping: JSON.stringify(mapping), updated_at: isoInstant(context.now()) }
  await context.db.write((trx) =>
    trx
      .insertInto('header_mapping')
      .values(row)
      .onConflict((c) => c.column('layout').doUpdateSet({ mapping: row.mapping, updated_at: row.updated_at }))
      .execute(),
  )
}

async function planInput(
  context: Context,
  key: string,
  workbook: RawWorkbook,
  wishes: PlanWishes,
): Promise<PlanInput> {
  const module = shownModule(context, key)
  const [stored, directories, mappings, organisations] = await Promise.all([
    allRecords(context.db.read, module.ledger),
    directoriesOf(context.db.read, context.campaign),
    rememberedMappings(context, key),
    context.db.read
      .selectFrom('organisation')
      .select(['id', 'full_name', 'short_name', 'reported_members'])
      .execute(),
  ])
  const byId = new Map(organisations.map((o) => [o.id, o]))
  const choices: SheetChoices = {
    headerRows: wishes.headerRows,
    mappings,
    ...(wishes.imported ? { imported: wishes.imported } : {}),
  }
  return {
    module,
    workbook,
    choices,
    answers: wishes.answers,
    stored,
    directories,
    place: placeOf(context.campaign),
    today: context.today,
    campaignStart: currentBatch(context.campaign.template).start,
    nameOf: (id) => byId.get(id)?.short_name ?? byId.get(id)?.full_name ?? id,
    statedCount: (id) => byId.get(id)?.reported_members ?? undefined,
    newId: () => uuidV7(context.now()),
    ...(await marksFor(context.db.read, module)),
  }
}

/** Where the change log stands for the records a plan is made against: any change of them moves it on. */
export async function basisOf(db: Trx, key: string): Promise<number> {
  const row = await db
    .selectFrom('change_log')
    .select(sql<number>`coalesce(max(rowid), 0)`.as('last'))
    .where('entity', 'in', [moduleOf(key).ledger.table, 'organisation'])
    .executeTakeFirst()
  return row?.last ?? 0
}

export type Planned = Pick<OpenImport, 'plan' | 'basis'>

/** Plans step by step, so that a window stays alive with a large file. */
export async function makePlan(
  context: Context,
  key: string,
  workbook: RawWorkbook,
  wishes: PlanWishes,
  report: Report,
  signal?: AbortSignal,
): Promise<Planned> {
  const basis = await basisOf(context.db.read, key)
  const steps = planImport(await planInput(context, key, workbook, wishes))
  const total = workbook.sheets.reduce((sum, s) => sum + s.rows.length, 0)
  for (;;) {
    const step = steps.next()
    if (step.done) return { plan: step.value, basis }
    report(Math.min(total, Math.floor(step.value / PASSES)), total, '正在核对')
    signal?.throwIfAborted()
    await breathe()
  }
}

/** Reads and plans a file under the default wishes: all visible sheets, refused rows skipped. */
export async function openImport(
  context: Context,
  key: string,
  file: string,
  report: Report,
  options: { readonly signal?: AbortSignal; readonly policy?: Policy } = {},
): Promise<OpenImport> {
  report(0, 0, '正在读取')
  const workbook = await context.excel.read(file, {
    ...(options.signal ? { signal: options.signal } : {}),
    onProgress: (done, total) => report(done, total, '正在读取'),
  })
  const named: RawWorkbook = { ...workbook, fileName: path.basename(file) }
  const wishes: PlanWishes = { imported: null, headerRows: {}, answers: {} }
  const planned = await makePlan(context, key, named, wishes, report, options.signal)
  return {
    id: uuidV7(context.now()),
    ledger: key,
    workbook: named,
    policy: options.policy ?? 'skip',
    imported: null,
    headerRows: {},
    answers: {},
    ...planned,
  }
}
