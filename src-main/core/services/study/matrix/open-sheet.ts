// An attendance workbook while it is looked through: read once, planned again with every answer, then written or closed.
import path from 'node:path'
import { currentBatch } from '#shared/campaign/index.ts'
import type { RawWorkbook } from '#shared/ledger/sheet.ts'
import type { Context, Trx } from '../../../context.ts'
import { uuidV7 } from '../../../db/ids.ts'
import type { Report } from '../../../progress.ts'
import { NotFound } from '../../../refusal.ts'
import { directoriesOf } from '../../ledgers/directories.ts'
import { sessionsOf } from '../store.ts'
import { NO_WISHES, planMatrix, type Ground, type MatrixPlan, type Wishes } from './plan.ts'

export interface OpenSheet {
  readonly id: string
  readonly workbook: RawWorkbook
  wishes: Wishes
  plan: MatrixPlan
}

/** More than a few workbooks open at once are forgotten, oldest first. */
const MOST_OPEN = 4

/** Those open in a data folder: they go when the folder is closed. */
const openIn = new WeakMap<object, Map<string, OpenSheet>>()

function sheetsOf(context: Context): Map<string, OpenSheet> {
  const known = openIn.get(context.imports) ?? new Map<string, OpenSheet>()
  openIn.set(context.imports, known)
  return known
}

/** Throws NotFound. */
export function openSheetById(context: Context, id: string): OpenSheet {
  const found = sheetsOf(context).get(id)
  if (found === undefined) throw new NotFound('这张考勤表，请重新选择文件')
  return found
}

export function closeSheet(context: Context, id: string): void {
  sheetsOf(context).delete(id)
}

/** What the plan is made against, in a few queries for the whole town. */
export async function readGround(context: Context, db: Trx): Promise<Ground> {
  const [directories, sessions, attendance, organisations, members] = await Promise.all([
    directoriesOf(db, context.campaign),
    sessionsOf(db),
    db
      .selectFrom('attendance')
      .select(['id', 'session_id', 'member_id', 'state', 'credited'])
      .where('deleted_at', 'is', null)
      .execute(),
    db.selectFrom('organisation').select(['id', 'full_name', 'short_name']).execute(),
    db.selectFrom('member').select(['id', 'org_id']).where('deleted_at', 'is', null).execute(),
  ])
  const names = new Map(organisations.map((row) => [row.id, row.short_name ?? row.full_name]))
  const branches = new Map(members.map((row) => [row.id, row.org_id]))
  const none = { isEmpty: true, find: () => ({ candidates: [] }), idOf: noId, idOfHint: noId, add: noId }
  const batch = currentBatch(context.campaign.template)
  return {
    organisations: directories['organisations'] ?? none,
    members: directories['members'] ?? none,
    nameOf: (id) => names.get(id) ?? '',
    branchOf: (id) => branches.get(id) ?? '',
    sessions: sessions.map((row) => ({
      id: row.id,
      orgId: row.org_id,
      date: row.date,
      from: row.from_time,
      to: row.to_time,
      hours: row.hours,
    })),
    attendance: attendance.map((row) => ({
      id: row.id,
      sessionId: row.session_id,
      memberId: row.member_id,
      state: row.state,
      credited: row.credited,
    })),
    season: { start: batch.start, end: batch.end },
    today: context.today,
    newId: () => uuidV7(context.now()),
  }
}

const noId = (): undefined => undefined

/** Reads and plans a file. Throws IntakeError for a file that cannot be read. */
export async function openSheet(
  context: Context,
  file: string,
  report: Report,
  signal?: AbortSignal,
): Promise<OpenSheet> {
  report(0, 0, '正在读取')
  const read = await context.excel.read(file, {
    ...(signal ? { signal } : {}),
    onProgress: (done, total) => report(done, total, '正在读取'),
  })
  const workbook = { ...read, fileName: path.basename(file) }
  report(0, 0, '正在核对')
  const plan = planMatrix(await readGround(context, context.db.read), workbook, NO_WISHES)
  const opened = { id: uuidV7(context.now()), workbook, wishes: NO_WISHES, plan }
  const sheets = sheetsOf(context)
  sheets.set(opened.id, opened)
  for (const oldest of [...sheets.keys()].slice(0, -MOST_OPEN)) sheets.delete(oldest)
  return opened
}

/** Takes answers in and plans again. */
export async function adjustSheet(
  context: Context,
  opened: OpenSheet,
  answers: {
    readonly units?: Wishes['units'] | undefined
    readonly marks?: Wishes['marks'] | undefined
    readonly hoursX10?: number | null | undefined
    readonly sheets?: readonly string[] | undefined
  },
): Promise<void> {
  const { wishes } = opened
  const next: Wishes = {
    units: { ...wishes.units, ...answers.units },
    marks: { ...wishes.marks, ...answers.marks },
    hoursX10: answers.hoursX10 === undefined ? wishes.hoursX10 : answers.hoursX10,
    sheets: answers.sheets === undefined ? wishes.sheets : new Set(answers.sheets),
  }
  const plan = planMatrix(await readGround(context, context.db.read), opened.workbook, next)
  Object.assign(opened, { wishes: next, plan })
}
