// What learning rests on, read for the whole town in a fixed number of queries: members, sessions, attendance, make-ups, checks.
import type { Kysely } from 'kysely'
import type { NoteResult } from '#shared/ledgers/note-checks.ts'
import type { DiscussionProduct, NoteCheckTable } from '../../db/learning-tables.ts'
import type { Tables } from '../../db/tables.ts'
import { memberNames } from '../ledgers/directories.ts'
import {
  attendanceOfTown,
  sessionsByUnit,
  type AttendanceFigure,
  type SessionFigure,
} from '../study/figures.ts'

type Db = Kysely<Tables>

export interface LearnerFact {
  readonly id: string
  /** Namesakes of a branch bear the end of the id number. */
  readonly name: string
  readonly orgId: string
  readonly categories: readonly string[]
  readonly isFloating: boolean
  readonly isLost: boolean
}

/** What the record of making up says of one absence. Hours are tenths throughout. */
export interface TaskFact {
  readonly memberId: string
  readonly sessionId: string
  readonly responsible: string
  readonly dueOn: string
  /** Day the making up was waived; null where it was not. */
  readonly exemptOn: string | null
}

export interface MakeupFact {
  readonly memberId: string
  readonly missedOn: string
  readonly madeOn: string
  readonly hours: number
  readonly responsible: string
}

export interface AlternativeFact {
  readonly memberId: string
  readonly date: string
  readonly form: string
  readonly readings: readonly string[]
  /** Only what somebody approved of. */
  readonly hours: number
}

export interface NoteFact {
  readonly memberId: string
  readonly date: string
  readonly chars: number
  readonly neatness: NoteCheckTable['neatness']
  readonly copied: NoteCheckTable['copied']
  readonly essays: number
  readonly result: NoteResult
}

export interface ProductFact {
  readonly orgId: string
  readonly product: DiscussionProduct
  readonly on: string
  readonly text: string
}

export interface LearningFacts {
  readonly learners: readonly LearnerFact[]
  /** The earliest first. */
  readonly sessions: readonly SessionFigure[]
  readonly attendance: readonly AttendanceFigure[]
  readonly tasks: readonly TaskFact[]
  readonly makeups: readonly MakeupFact[]
  readonly alternatives: readonly AlternativeFact[]
  readonly notes: readonly NoteFact[]
  readonly products: readonly ProductFact[]
}

function listOf(json: string | null): string[] {
  if (json === null || json === '') return []
  const parsed: unknown = JSON.parse(json)
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : []
}

async function learnersOf(db: Db): Promise<LearnerFact[]> {
  const names = await memberNames(db)
  const rows = await db
    .selectFrom('member')
    .select(['id', 'name', 'org_id', 'categories', 'is_floating', 'is_lost'])
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('roster_state', 'is', null), eb('roster_state', '=', '在册')]))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: names.get(row.id) ?? row.name,
    orgId: row.org_id,
    categories: listOf(row.categories),
    isFloating: row.is_floating === '是',
    isLost: row.is_lost === '是',
  }))
}

async function tasksOf(db: Db): Promise<TaskFact[]> {
  const rows = await db
    .selectFrom('makeup_task')
    .innerJoin('attendance', 'attendance.id', 'makeup_task.attendance_id')
    .select([
      'attendance.member_id',
      'attendance.session_id',
      'makeup_task.responsible',
      'makeup_task.due_on',
      'makeup_task.state',
      'makeup_task.exempt_on',
    ])
    .where('makeup_task.deleted_at', 'is', null)
    .where('attendance.deleted_at', 'is', null)
    .where('makeup_task.state', '<>', '已更正')
    .execute()
  return rows.map((row) => ({
    memberId: row.member_id,
    sessionId: row.session_id,
    responsible: row.responsible ?? '',
    dueOn: row.due_on,
    exemptOn: row.state === '免补' ? row.exempt_on : null,
  }))
}

async function makeupsOf(db: Db): Promise<MakeupFact[]> {
  const rows = await db
    .selectFrom('makeup')
    .select(['member_id', 'missed_on', 'made_on', 'hours', 'responsible'])
    .where('deleted_at', 'is', null)
    .orderBy('made_on')
    .execute()
  return rows.map((row) => ({
    memberId: row.member_id,
    missedOn: row.missed_on,
    madeOn: row.made_on,
    hours: row.hours,
    responsible: row.responsible ?? '',
  }))
}

async function alternativesOf(db: Db): Promise<AlternativeFact[]> {
  const rows = await db
    .selectFrom('alternative')
    .select(['member_id', 'date', 'form', 'readings', 'hours', 'approver'])
    .where('deleted_at', 'is', null)
    .orderBy('date')
    .execute()
  return rows.map((row) => ({
    memberId: row.member_id,
    date: row.date,
    form: row.form,
    readings: listOf(row.readings),
    hours: (row.approver ?? '').trim() === '' ? 0 : (row.hours ?? 0),
  }))
}

async function notesOf(db: Db): Promise<NoteFact[]> {
  const rows = await db
    .selectFrom('note_check')
    .select(['member_id', 'date', 'chars', 'neatness', 'copied', 'essays', 'result'])
    .where('deleted_at', 'is', null)
    .orderBy('date')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    memberId: row.member_id,
    date: row.date,
    chars: row.chars,
    neatness: row.neatness,
    copied: row.copied,
    essays: row.essays ?? 0,
    result: row.result ?? '未设标准',
  }))
}

/** The two texts of every unit's discussion. */
export async function productsOf(db: Db): Promise<ProductFact[]> {
  const rows = await db
    .selectFrom('discussion_product')
    .select(['org_id', 'product', 'on_day', 'text'])
    .where('deleted_at', 'is', null)
    .execute()
  return rows.map((row) => ({ orgId: row.org_id, product: row.product, on: row.on_day, text: row.text }))
}

/** Everything at once; the number of queries does not depend on that of units or members. Each unit's sessions are in order. */
export async function readFacts(db: Db): Promise<LearningFacts> {
  const [learners, units, attendance, tasks, makeups, alternatives, notes, products] = await Promise.all([
    learnersOf(db),
    sessionsByUnit(db),
    attendanceOfTown(db),
    tasksOf(db),
    makeupsOf(db),
    alternativesOf(db),
    notesOf(db),
    productsOf(db),
  ])
  const sessions = [...units.values()].flat()
  return { learners, sessions, attendance, tasks, makeups, alternatives, notes, products }
}
