// Writes an attendance workbook in one go, after a backup, as a batch that can be taken back whole.
import { write, type Context, type Trx } from '../../../context.ts'
import { isoInstant } from '../../../db/clock.ts'
import { uuidV7 } from '../../../db/ids.ts'
import type { Journal } from '../../../db/journal.ts'
import type { Report } from '../../../progress.ts'
import { Refusal } from '../../../refusal.ts'
import { settleMakeups } from '../settle.ts'
import { closeSheet, readGround, type OpenSheet } from './open-sheet.ts'
import {
  planMatrix,
  type MatrixPlan,
  type PlannedCell,
  type PlannedColumn,
  type PlannedSheet,
} from './plan.ts'

export type CellCounts = Record<PlannedCell['outcome'], number>

const cellsOf = ({ rows }: PlannedSheet): PlannedCell[] => rows.flatMap(({ cells }) => cells)

export function countCells(sheets: readonly PlannedSheet[]): CellCounts {
  const counts: CellCounts = { new: 0, change: 0, same: 0, blank: 0, error: 0 }
  for (const { outcome } of sheets.flatMap(cellsOf)) counts[outcome] += 1
  return counts
}

interface ToWrite {
  readonly cell: PlannedCell
  readonly column: PlannedColumn
  readonly memberId: string
  readonly orgId: string
}

/** Cells that are new or change, with whose and of which session. */
const toWrite = (plan: MatrixPlan): ToWrite[] =>
  plan.sheets.flatMap(({ rows }) =>
    rows.flatMap(({ cells, columns, memberId, orgId }) =>
      cells.flatMap((cell, i) => {
        const column = columns[i]
        const isWritten = cell.outcome === 'new' || cell.outcome === 'change'
        return isWritten && column !== undefined && memberId !== null && orgId !== null
          ? [{ cell, column, memberId, orgId }]
          : []
      }),
    ),
  )

/** Sessions whose length the sheet corrects, once each. */
const corrected = (plan: MatrixPlan): Map<string, number> =>
  new Map(
    plan.sheets.flatMap(({ rows }) =>
      rows.flatMap(({ columns }) =>
        columns.flatMap(({ sessionId, isNew, hours, storedHours, message }) =>
          !isNew && sessionId !== null && hours !== null && message === null && hours !== storedHours
            ? [[sessionId, hours] as const]
            : [],
        ),
      ),
    ),
  )

export const countSessions = (plan: MatrixPlan): number =>
  new Set(toWrite(plan).flatMap(({ column }) => (column.isNew ? [column.sessionId] : []))).size

async function addSessions(journal: Journal, cells: readonly ToWrite[]): Promise<void> {
  const added = new Map(
    cells.filter(({ column }) => column.isNew).map((each) => [each.column.sessionId, each]),
  )
  await journal.addMany(
    'study_session',
    [...added.values()].map(({ column, orgId }) => ({
      ...(column.sessionId === null ? {} : { id: column.sessionId }),
      extra: null,
      initials: '',
      org_id: orgId,
      date: column.date ?? '',
      from_time: null,
      to_time: null,
      theme: column.theme === '' ? null : column.theme,
      form: '集中学习',
      course_type: null,
      readings: null,
      hours: column.hours ?? 0,
      host: null,
      lecturer: null,
      place: null,
      joint: null,
      reported_expected: null,
      reported_present: null,
      reported_leave: null,
      reported_absent: null,
      reported_rate: null,
      recorder: null,
      remark: null,
    })),
  )
}

const STEP = 1000

async function addAttendance(journal: Journal, cells: readonly ToWrite[], report: Report): Promise<void> {
  for (let from = 0; from < cells.length; from += STEP) {
    const some = cells.slice(from, from + STEP)
    await journal.addMany(
      'attendance',
      some.map(({ cell, column, memberId }) => ({
        session_id: column.sessionId ?? '',
        member_id: memberId,
        state: cell.state ?? '缺勤',
        credited: cell.credited,
        note: cell.state === '不要求' ? EXCUSED : '',
      })),
    )
    report(from + some.length, cells.length, '正在写入')
  }
}

/** A mark gives no reason; that it came from the sheet is one that can be looked up. */
const EXCUSED = '考勤表标为不要求'

async function changeAttendance(journal: Journal, cells: readonly ToWrite[]): Promise<void> {
  for (const { cell } of cells)
    if (cell.stored !== null && cell.state !== null)
      await journal.change('attendance', cell.stored.id, {
        state: cell.state,
        credited: cell.credited,
        ...(cell.state === '不要求' ? { note: EXCUSED } : {}),
      })
}

async function recordBatch(
  context: Context,
  trx: Trx,
  opened: OpenSheet,
  plan: MatrixPlan,
  batch: string,
): Promise<void> {
  const counts = countCells(plan.sheets)
  const { workbook } = opened
  await trx
    .insertInto('import_batch')
    .values({
      id: batch,
      ledger: 'sessions',
      file_name: workbook.fileName,
      sha256: workbook.sha256,
      sheets: JSON.stringify(plan.sheets.filter(({ imported }) => imported).map(({ name }) => name)),
      policy: 'skip',
      counts: JSON.stringify({
        read: counts.new + counts.change + counts.same + counts.error,
        add: counts.new,
        change: counts.change,
        same: counts.same,
        refused: counts.error,
        left: 0,
        warned: plan.sheets.flatMap(({ notes }) => notes).filter(({ level }) => level === '警告').length,
        missing: 0,
        skipped: { total: 0, blank: counts.blank, repeatedHeader: 0, footer: 0, sample: 0 },
      }),
      at: isoInstant(context.now()),
      actor: context.actor.name,
      state: '已写入',
      undone_at: null,
      undone_by: null,
      undo_note: null,
    })
    .execute()
}

/** Says why the workbook cannot be written as it stands; silent when it can. */
export function refuseSheet({ plan }: OpenSheet): void {
  if (plan.obstacles.length > 0) throw new Refusal(plan.obstacles)
}

/** Outcomes by place: the same as long as nobody has changed what the plan was made against. */
const outline = (plan: MatrixPlan): string =>
  JSON.stringify(
    plan.sheets.map(({ rows }) =>
      rows.map(({ memberId, cells }) => [
        memberId,
        cells.map((cell) => [cell.outcome, cell.state, cell.credited]),
      ]),
    ),
  )

const STALE = '核对之后有人改过考勤或花名册，没有写入。请重新打开文件核对一遍再导入。'

export interface Committed {
  readonly batch: string
  /** Cells written. */
  readonly written: number
  /** Cells left out because of errors. */
  readonly left: number
}

/** Writes what the plan shows. Refuses while something is unsettled, or when records were changed meanwhile; nothing is written then. */
export async function commitSheet(
  context: Context,
  opened: OpenSheet,
  report: Report,
  signal?: AbortSignal,
): Promise<Committed> {
  refuseSheet(opened)
  signal?.throwIfAborted()
  const cells = toWrite(opened.plan)
  const batch = uuidV7(context.now())
  if (cells.length > 0) {
    report(0, cells.length, '正在备份')
    await context.folder.backupNow('导入前')
  }
  await write(
    context,
    async (journal, trx) => {
      const now = planMatrix(await readGround(context, trx), opened.workbook, opened.wishes)
      if (outline(now) !== outline(opened.plan)) throw new Refusal(STALE)
      await recordBatch(context, trx, opened, opened.plan, batch)
      for (const [id, hours] of corrected(opened.plan)) await journal.change('study_session', id, { hours })
      await addSessions(journal, cells)
      await addAttendance(
        journal,
        cells.filter(({ cell }) => cell.outcome === 'new'),
        report,
      )
      await changeAttendance(
        journal,
        cells.filter(({ cell }) => cell.outcome === 'change'),
      )
      const members = [...new Set(cells.map(({ memberId }) => memberId))]
      await settleMakeups(context, journal, trx, members)
    },
    { batchId: batch, reason: `导入考勤表 ${opened.workbook.fileName}`, ...(signal ? { signal } : {}) },
  )
  closeSheet(context, opened.id)
  return { batch, written: cells.length, left: countCells(opened.plan.sheets).error }
}
