// Lets the make-up tasks follow the records: an absence opens one, hours made up or a corrected attendance close it.
import { makeupStanding } from '#shared/rules/makeup.ts'
import { makeupMachine, stepFrom, type MakeupState } from '#shared/rules/machines.ts'
import { addDays } from '#shared/text/civil-date.ts'
import { fromTenths } from '#shared/text/hours.ts'
import type { Context, Trx } from '../../context.ts'
import { Journal } from '../../db/journal.ts'
import { groupBy } from '../../group-by.ts'
import { tasksOf, type Task, type TaskRow } from './store.ts'

export type MakeupAction = (typeof makeupMachine.actions)[number]

/** Days to make up in, where nobody set another day: the documents name none. */
export const MAKEUP_DAYS = 14

interface Absence {
  readonly attendanceId: string
  readonly memberId: string
  readonly date: string
  readonly hours: number
  readonly state: string
  readonly secretary: string | null
}

/** Absences, the earlier session of a day first, so that hours made up go to it first. */
async function absencesOf(trx: Trx, memberIds: readonly string[] | null): Promise<Absence[]> {
  let query = trx
    .selectFrom('attendance')
    .innerJoin('study_session', 'study_session.id', 'attendance.session_id')
    .innerJoin('organisation', 'organisation.id', 'study_session.org_id')
    .select(['attendance.id', 'attendance.member_id', 'attendance.state'])
    .select(['study_session.date', 'study_session.hours', 'organisation.secretary_name'])
    .where('attendance.deleted_at', 'is', null)
    .where('study_session.deleted_at', 'is', null)
    .where('attendance.state', 'in', ['公假', '病假', '事假', '缺勤'])
  if (memberIds !== null) query = query.where('attendance.member_id', 'in', memberIds)
  const rows = await query
    .orderBy('study_session.date')
    .orderBy('study_session.from_time')
    .orderBy('attendance.id')
    .execute()
  return rows.map((row) => ({
    attendanceId: row.id,
    memberId: row.member_id,
    date: row.date,
    hours: row.hours,
    state: row.state,
    secretary: row.secretary_name,
  }))
}

interface MadeUp {
  readonly hours: number
  readonly lastOn: string
  readonly responsible: string | null
}

const dayKey = (memberId: string, date: string): string => `${memberId}|${date}`

async function madeUpByDay(trx: Trx, memberIds: readonly string[] | null): Promise<Map<string, MadeUp>> {
  let query = trx
    .selectFrom('makeup')
    .select(['member_id', 'missed_on', 'made_on', 'hours', 'responsible'])
    .where('deleted_at', 'is', null)
  if (memberIds !== null) query = query.where('member_id', 'in', memberIds)
  const rows = await query.orderBy('made_on').execute()
  const days = groupBy(rows, (row) => dayKey(row.member_id, row.missed_on))
  return new Map(
    [...days].map(([key, own]) => [
      key,
      {
        hours: own.reduce((sum, { hours }) => sum + hours, 0),
        lastOn: own.at(-1)?.made_on ?? '',
        responsible: own.findLast(({ responsible }) => responsible !== null)?.responsible ?? null,
      },
    ]),
  )
}

/** What an absence has come to. */
interface Standing {
  readonly absence: Absence
  readonly missed: number
  readonly madeUp: number
  readonly by: MadeUp | undefined
}

/** Shares the hours made up for a day among what was missed on it, in order. */
function standingsOf(absences: readonly Absence[], madeUp: ReadonlyMap<string, MadeUp>): Standing[] {
  const rest = new Map([...madeUp].map(([key, { hours }]) => [key, hours]))
  return absences.map((absence) => {
    const key = dayKey(absence.memberId, absence.date)
    const own = Math.min(absence.hours, rest.get(key) ?? 0)
    rest.set(key, (rest.get(key) ?? 0) - own)
    return { absence, missed: absence.hours, madeUp: own, by: madeUp.get(key) }
  })
}

const stateFor = ({ missed, madeUp }: Standing, exempted: boolean): MakeupState =>
  makeupStanding({ missed: fromTenths(missed), madeUp: fromTenths(madeUp), exempted })

/** The actions that lead from a state to another, as few as there are. */
export function wayBetween(from: MakeupState, to: MakeupState): readonly MakeupAction[] {
  const open: { state: MakeupState; way: MakeupAction[] }[] = [{ state: from, way: [] }]
  const seen = new Set<MakeupState>([from])
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    if (at.state === to) return at.way
    for (const step of makeupMachine.steps) {
      if (step.from !== at.state || seen.has(step.to) || step.action === '批准免补') continue
      seen.add(step.to)
      open.push({ state: step.to, way: [...at.way, step.action] })
    }
  }
  throw new RangeError(`no way from ${from} to ${to}`)
}

interface Step {
  readonly from: MakeupState
  readonly action: MakeupAction
  readonly to: MakeupState
}

/** The steps of a way, with the states between. */
function stepsAlong(from: MakeupState, way: readonly MakeupAction[]): Step[] {
  let state = from
  return way.map((action) => {
    const step = stepFrom(makeupMachine, state, action)
    if (step === null) throw new RangeError(`${action} from ${state}`)
    const taken = { from: state, action, to: step.to }
    state = step.to
    return taken
  })
}

interface StepWords {
  readonly on: string
  readonly person: string
  readonly text: string
}

const stepRow = (taskId: string, step: Step, words: StepWords) => ({
  makeup_task_id: taskId,
  from_state: step.from,
  action: step.action,
  to_state: step.to,
  on_day: words.on,
  person: words.person,
  text: words.text,
  facts: null,
})

/** Today, or the day the records were made on when they run ahead of it. */
const wordsFor = (context: Context, standing: Standing | undefined, action: MakeupAction): StepWords => {
  const isMade = action === '补课' || action === '补齐'
  return {
    on: isMade ? standing?.by?.lastOn || context.today : context.today,
    person: (isMade ? standing?.by?.responsible : null) ?? context.actor.name,
    text: action === '列入补课' ? (standing?.absence.state ?? '') : '',
  }
}

async function openTasks(context: Context, journal: Journal, standings: readonly Standing[]): Promise<void> {
  const ids = await journal.addMany(
    'makeup_task',
    standings.map((standing) => ({
      attendance_id: standing.absence.attendanceId,
      responsible: standing.absence.secretary,
      due_on: addDays(standing.absence.date, MAKEUP_DAYS),
      missed: standing.missed,
      made_up: standing.madeUp,
      state: stateFor(standing, false),
      exempt_reason: null,
      exempt_by: null,
      exempt_on: null,
    })),
  )
  const steps = standings.flatMap((standing, i) =>
    stepsAlong('缺课', wayBetween('缺课', stateFor(standing, false))).map((step) => {
      const words = wordsFor(context, standing, step.action)
      const on = step.action === '列入补课' ? standing.absence.date : words.on
      return stepRow(ids[i] ?? '', step, { ...words, on })
    }),
  )
  await journal.addMany('makeup_task_step', steps)
}

const madeUpIn = (state: MakeupState, standing: Standing | undefined): number =>
  state === '待补课' || state === '已更正' ? 0 : (standing?.madeUp ?? 0)

/** Hours may also come or go while the state stays 部分补课. */
function wayOf(row: TaskRow, target: MakeupState, standing: Standing | undefined): readonly MakeupAction[] {
  const more = (standing?.madeUp ?? 0) - row.made_up
  if (row.state !== target || target !== '部分补课' || more === 0) return wayBetween(row.state, target)
  return more > 0 ? ['补课'] : ['核减补课', '补课']
}

async function moveTask(
  context: Context,
  journal: Journal,
  row: TaskRow,
  target: MakeupState,
  standing: Standing | undefined,
): Promise<void> {
  const way = wayOf(row, target, standing)
  const missed = standing?.missed ?? row.missed
  for (const step of stepsAlong(row.state, way)) {
    await journal.change('makeup_task', row.id, {
      state: step.to,
      missed,
      made_up: madeUpIn(step.to, standing),
    })
    await journal.add('makeup_task_step', stepRow(row.id, step, wordsFor(context, standing, step.action)))
  }
  if (way.length === 0)
    await journal.change('makeup_task', row.id, { missed, made_up: madeUpIn(target, standing) })
}

async function follow(
  context: Context,
  journal: Journal,
  { row }: Task,
  standing: Standing | undefined,
): Promise<void> {
  const isExempt = row.state === '免补'
  const target = standing === undefined ? '已更正' : stateFor(standing, isExempt)
  const isSame =
    row.state === target &&
    (standing === undefined || (row.missed === standing.missed && row.made_up === madeUpIn(target, standing)))
  if (!isSame) await moveTask(context, journal, row, target, standing)
}

/**
 * Brings the tasks of the members (null: of the whole town) to what attendance and make-ups say now. Tasks that are opened
 * belong to the write's own batch, so that undoing an import takes them along; how others move is never part of one.
 */
export async function settleMakeups(
  context: Context,
  journal: Journal,
  trx: Trx,
  memberIds: readonly string[] | null,
): Promise<void> {
  if (memberIds?.length === 0) return
  const [absences, madeUp, tasks] = await Promise.all([
    absencesOf(trx, memberIds),
    madeUpByDay(trx, memberIds),
    tasksOf(trx, memberIds === null ? {} : { memberIds }),
  ])
  const standings = standingsOf(absences, madeUp)
  const byAttendance = new Map(standings.map((each) => [each.absence.attendanceId, each]))
  const known = new Set(tasks.map(({ row }) => row.attendance_id))
  await openTasks(
    context,
    journal,
    standings.filter(({ absence }) => !known.has(absence.attendanceId)),
  )
  const apart = journalApart(journal)
  for (const task of tasks) await follow(context, apart, task, byAttendance.get(task.row.attendance_id))
}

/** The same transaction and person, but no batch. */
function journalApart({ trx, context }: Journal): Journal {
  const { actor, device, now, reason } = context
  return new Journal(trx, { actor, device, now, ...(reason === undefined ? {} : { reason }) })
}
