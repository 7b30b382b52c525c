// A notice of the superior puts off a phase: every date it would move is shown first, kept when confirmed, and can be taken back.
import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Extension, ExtensionDraft, ExtensionPlan, Shift } from '#shared/contract/schedule.ts'
import { batchLimits } from '#shared/rules/schedule.ts'
import { dayOf } from '#shared/rules/limits.ts'
import { addDays } from '#shared/text/civil-date.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { ExtensionShiftTable, ExtensionTable } from '../../db/schedule-tables.ts'
import type { Journal } from '../../db/journal.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { actOnStage, currentPhase, ensureStage } from '../stages/stage.ts'
import { phaseNames } from './board.ts'
import { assertDays } from './change-dates.ts'
import {
  asUnitPhase,
  judgeDates,
  phaseNameOf,
  readDates,
  type Db,
  type PhaseSpan,
  type UnitDates,
} from './dates.ts'

type ExtensionRow = Selectable<ExtensionTable>
type ShiftRow = Selectable<ExtensionShiftTable>

/** The batch has one end, which no extension of a town can pass. */
const batchEnd = (): string => dayOf(batchLimits.end) ?? '9999-12-31'

const notAfter = (day: string, last: string): string => (day > last ? last : day)

const stateOf = ({ stages }: UnitDates, phase: string): string =>
  stages.find((stage) => stage.phase === phase)?.state ?? '未开始'

interface Moved {
  readonly dates: UnitDates
  readonly before: PhaseSpan
  readonly after: PhaseSpan
}

/** The phase itself ends later; those after it that have not begun move as a whole. Nothing moves past the batch. */
function movedSpan(span: PhaseSpan, draft: ExtensionDraft): PhaseSpan {
  const last = batchEnd()
  const end = notAfter(addDays(span.end, draft.days), last)
  if (span.phase === draft.phase) return { ...span, end: end < span.end ? span.end : end }
  return {
    ...span,
    start: notAfter(addDays(span.start, draft.days), last),
    end: end < span.end ? span.end : end,
  }
}

function shiftsOf(dates: UnitDates, draft: ExtensionDraft): Moved[] {
  const from = dates.spans.findIndex(({ phase }) => phase === draft.phase)
  return dates.spans.slice(from).flatMap((before, index) => {
    if (index > 0 && stateOf(dates, before.phase) !== '未开始') return []
    const after = movedSpan(before, draft)
    return after.start === before.start && after.end === before.end ? [] : [{ dates, before, after }]
  })
}

/** Null when the unit may be extended. */
function whyNot(context: Context, dates: UnitDates, draft: ExtensionDraft): string | null {
  const stage = dates.stages.find(({ phase }) => phase === draft.phase)
  const name = phaseNameOf(context.campaign.template, draft.phase)
  if (stage?.state === '已转段')
    return `${dates.unit.shortName}的${name}阶段已于${stage.ended_on ?? ''}转段，不再延期。`
  return null
}

const toShift = ({ dates, before, after }: Moved): Shift => ({
  orgId: dates.unit.id,
  unit: dates.unit.shortName,
  phase: before.phase,
  phaseName: before.name,
  beforeStart: before.start,
  beforeEnd: before.end,
  afterStart: after.start,
  afterEnd: after.end,
})

const tokenOf = (shifts: readonly Shift[]): string =>
  createHash('sha256').update(JSON.stringify(shifts)).digest('hex')

function notesOf(context: Context, moved: readonly Moved[]): string[] {
  const last = batchEnd()
  const atEnd = moved.filter(({ after }) => after.end === last).length
  const units = [...new Set(moved.map(({ dates }) => dates))]
  const tooLong = units.filter((dates) => {
    const spans = dates.spans.map(
      (span) => moved.find((each) => each.dates === dates && each.before.phase === span.phase)?.after ?? span,
    )
    return judgeDates(context, spans).some(({ rule, outcome }) => rule === 'R-07' && outcome === 'fail')
  })
  return [
    ...(atEnd > 0 ? [`本批到${last}结束，有${String(atEnd)}处结束日期止于这一天，不再顺延。`] : []),
    ...(tooLong.length > 0
      ? [`延期后有${String(tooLong.length)}个单位的集中教育超出3个月左右，按上级通知执行即可，这里只作提示。`]
      : []),
  ]
}

interface Planned {
  readonly moved: readonly Moved[]
  readonly plan: ExtensionPlan
}

function assertDraft(context: Context, draft: ExtensionDraft): void {
  assertDays({ on: draft.on })
  if (draft.on > context.today) refuse(`通知日期${draft.on}还没有到，请核对。`, 'on')
}

/** Chosen units that have moved on refuse the whole; of all units, those are left out and named. */
async function planned(context: Context, db: Db, draft: ExtensionDraft): Promise<Planned> {
  assertDraft(context, draft)
  const all = await readDates(context, db)
  const { orgIds } = draft
  const chosen = orgIds === null ? all : all.filter(({ unit }) => orgIds.includes(unit.id))
  if (orgIds !== null && chosen.length < new Set(orgIds).size) throw new NotFound('所选的单位')
  const barred = chosen.flatMap((dates) => whyNot(context, dates, draft) ?? [])
  if (orgIds !== null && barred.length > 0) refuse([...barred, '请去掉这些单位后再试。'], 'orgIds')
  const moved = chosen
    .filter((dates) => whyNot(context, dates, draft) === null)
    .flatMap((dates) => shiftsOf(dates, draft))
  if (moved.length === 0)
    refuse('没有可以延期的单位：这个阶段都已经转段，或日期已到本批结束。请核对阶段。', 'phase')
  const shifts = moved.map(toShift)
  return {
    moved,
    plan: { shifts, leftOut: barred, notes: notesOf(context, moved), token: tokenOf(shifts) },
  }
}

/** Every date the notice would move, before anything is kept. */
export async function planExtension(context: Context, draft: ExtensionDraft): Promise<ExtensionPlan> {
  return (await planned(context, context.db.read, draft)).plan
}

async function keepShift(journal: Journal, trx: Trx, extensionId: string, moved: Moved): Promise<void> {
  const { dates, before, after } = moved
  const stage = await ensureStage(journal, trx, dates.unit.id, before.phase)
  await journal.add('extension_shift', {
    extension_id: extensionId,
    org_id: dates.unit.id,
    phase: before.phase,
    before_start: before.start,
    before_end: before.end,
    after_start: after.start,
    after_end: after.end,
    stored_start: stage.planned_start,
    stored_end: stage.planned_end,
  })
  await journal.change('unit_stage', stage.id, { planned_start: after.start, planned_end: after.end })
}

/**
 * A phase under way is put off and taken up again at once, so that its way shows the notice. Later states keep their
 * self-check and acceptance: taking them up again would begin the phase anew.
 */
async function markOnWay(
  context: Context,
  journal: Journal,
  trx: Trx,
  draft: ExtensionDraft,
  { dates }: Moved,
) {
  if (stateOf(dates, draft.phase) !== '进行中') return
  const text = `${draft.docNo}，延期${String(draft.days)}天：${draft.reason}`
  for (const action of ['延期', '恢复'] as const)
    await actOnStage(journal, trx, context.campaign.template, {
      orgId: dates.unit.id,
      phase: draft.phase,
      action,
      on: draft.on,
      person: context.actor.name,
      text,
    })
}

/** Keeps the extension with its trail. Refused when the dates are no longer those that were shown. */
export function confirmExtension(
  context: Context,
  { draft, token }: { readonly draft: ExtensionDraft; readonly token: string },
): Promise<{ units: number; shifts: number }> {
  return write(
    context,
    async (journal, trx) => {
      const { moved, plan } = await planned(context, trx, draft)
      if (plan.token !== token) refuse('预览以后日期又有变动，还没有保存。请重新查看要顺延的日期，再确认。')
      const id = await journal.add('extension', {
        doc_no: draft.docNo,
        issuer: draft.issuer,
        on_day: draft.on,
        phase: draft.phase,
        days: draft.days,
        reason: draft.reason,
        scope: draft.orgIds === null ? '全部单位' : '部分单位',
        withdrawn_on: null,
        withdrawn_reason: null,
      })
      for (const each of moved) {
        await keepShift(journal, trx, id, each)
        if (each.before.phase === draft.phase) await markOnWay(context, journal, trx, draft, each)
      }
      const units = new Set(moved.map(({ dates }) => dates.unit.id)).size
      return { units, shifts: moved.length }
    },
    { reason: `延期：${draft.docNo}，${draft.reason}` },
  )
}

async function extensionById(db: Db, id: string): Promise<ExtensionRow> {
  const row = await db
    .selectFrom('extension')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这次延期')
  return row
}

const shiftRows = (db: Db): Promise<ShiftRow[]> =>
  db.selectFrom('extension_shift').selectAll().where('deleted_at', 'is', null).orderBy('id').execute()

/** Puts one date back. Answers why it stays, or null when it went back. */
async function putBack(context: Context, journal: Journal, trx: Trx, shift: ShiftRow, name: string) {
  const phase = phaseNameOf(context.campaign.template, shift.phase)
  const stage = await ensureStage(journal, trx, shift.org_id, asUnitPhase(shift.phase))
  if (stage.state === '已转段') return `${name}：${phase}阶段已经转段，日期不再改回。`
  if (stage.planned_start !== shift.after_start || stage.planned_end !== shift.after_end)
    return `${name}：${phase}阶段的日期在延期以后又改过，保留现在的日期。`
  await journal.change('unit_stage', stage.id, {
    planned_start: shift.stored_start,
    planned_end: shift.stored_end,
  })
  return null
}

/** Puts the dates back that are still those of the extension; the others stay and are named. The trail stays. */
export function withdrawExtension(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number; readonly reason: string },
): Promise<{ restored: number; kept: string[] }> {
  return write(
    context,
    async (journal, trx) => {
      const row = await extensionById(trx, input.id)
      if (row.withdrawn_on !== null) refuse(`这次延期已于${row.withdrawn_on}撤回。`)
      const names = new Map((await readDates(context, trx)).map(({ unit }) => [unit.id, unit.shortName]))
      const shifts = (await shiftRows(trx)).filter(({ extension_id }) => extension_id === row.id)
      const kept: string[] = []
      for (const shift of shifts) {
        const why = await putBack(context, journal, trx, shift, names.get(shift.org_id) ?? '')
        if (why !== null) kept.push(why)
      }
      await journal.change(
        'extension',
        row.id,
        { withdrawn_on: context.today, withdrawn_reason: input.reason },
        { expectedVersion: input.rowVersion },
      )
      return { restored: shifts.length - kept.length, kept }
    },
    { reason: `撤回延期：${input.reason}` },
  )
}

function toExtension(
  context: Context,
  row: ExtensionRow,
  shifts: readonly ShiftRow[],
  names: ReadonlyMap<string, string>,
): Extension {
  const { template } = context.campaign
  return {
    id: row.id,
    rowVersion: row.row_version,
    docNo: row.doc_no,
    issuer: row.issuer,
    on: row.on_day,
    phase: asUnitPhase(row.phase),
    phaseName: phaseNameOf(template, row.phase),
    days: row.days,
    reason: row.reason,
    scope: row.scope,
    by: row.created_by,
    withdrawnOn: row.withdrawn_on,
    withdrawnReason: row.withdrawn_reason,
    shifts: shifts
      .filter(({ extension_id }) => extension_id === row.id)
      .map((shift) => ({
        orgId: shift.org_id,
        unit: names.get(shift.org_id) ?? '',
        phase: asUnitPhase(shift.phase),
        phaseName: phaseNameOf(template, shift.phase),
        beforeStart: shift.before_start,
        beforeEnd: shift.before_end,
        afterStart: shift.after_start,
        afterEnd: shift.after_end,
      })),
  }
}

/** Newest first; of one unit only those that moved a date of it, with its own dates alone. */
export async function extensionsOf(
  context: Context,
  units: readonly UnitDates[],
  orgId?: string,
): Promise<Extension[]> {
  const rows = await context.db.read
    .selectFrom('extension')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  const shifts = (await shiftRows(context.db.read)).filter(
    (shift) => orgId === undefined || shift.org_id === orgId,
  )
  const names = new Map(units.map(({ unit }) => [unit.id, unit.shortName]))
  return rows
    .map((row) => toExtension(context, row, shifts, names))
    .filter((extension) => orgId === undefined || extension.shifts.length > 0)
}

export async function listExtensions(context: Context) {
  const units = await readDates(context, context.db.read)
  return {
    rows: await extensionsOf(context, units),
    phases: phaseNames(context),
    units: units.map(({ unit, stages }) => ({
      id: unit.id,
      name: unit.shortName,
      unitType: unit.unitType,
      initials: unit.initials,
      current: asUnitPhase(currentPhase(context.campaign.template, stages)),
    })),
    issuer: context.campaign.town.superiorOfficeName,
  }
}
