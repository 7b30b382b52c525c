// 督导组日历: day by day the meetings to attend, what is due of findings, plans and steps, and phases that are to end.
import type { Diary, DiaryDay, DiaryEntry } from '#shared/contract/schedule.ts'
import { clashesOf } from '#shared/rules/appointment.ts'
import { addDays, daysBetween, weekdayName } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { refuse } from '../../refusal.ts'
import { listAll } from '../findings/list.ts'
import { groupMembers } from '../inspections/store.ts'
import { showBoard as showPlans } from '../plans/board.ts'
import { readUnits } from '../plans/units.ts'
import { currentPhase } from '../stages/stage.ts'
import { allUnitSteps, rowsOf } from './actions.ts'
import { appointmentsIn, toAppointment, type AppointmentRow } from './appointments.ts'
import { assertDays } from './change-dates.ts'
import { asUnitPhase, readDates, type UnitDates } from './dates.ts'

/** Longest stretch that is shown at once: a month with the weeks it begins and ends in. */
const MOST_DAYS = 62

const NOTHING = { at: null, people: [], place: '', isDone: false, appointment: null } as const

/** One entry of an appointment, as the diary and the unit's own page show it. */
export function toEntry(row: AppointmentRow, unitName: string, today: string): DiaryEntry {
  const appointment = toAppointment(row)
  return {
    kind: '到会',
    on: row.on_day,
    at: row.at_time,
    unit: unitName === '' ? row.place : unitName,
    what: row.what,
    people: appointment.people,
    place: row.place,
    isLate: row.state === '待办' && row.on_day < today,
    isDone: row.state !== '待办',
    to: null,
    appointment,
  }
}

const isIn = (day: string | null, from: string, to: string): day is string =>
  day !== null && day >= from && day <= to

async function findingEntries(context: Context, from: string, to: string): Promise<DiaryEntry[]> {
  const all = await listAll(context)
  return all.flatMap(({ row, unit, line }): DiaryEntry[] => {
    if (line.daysLeft === null || !isIn(row.due_on, from, to)) return []
    return [
      {
        ...NOTHING,
        kind: '问题',
        on: row.due_on,
        unit: unit.shortName,
        what: `${line.shortNo}${row.state === '待复查' || row.state === '已反馈' ? '复查' : '到期'}：${row.description}`,
        people: [],
        isLate: line.daysLeft < 0,
        to: `/findings/${row.id}`,
      },
    ]
  })
}

async function planEntries(context: Context, from: string, to: string): Promise<DiaryEntry[]> {
  const board = await showPlans(context)
  return board.units.flatMap((unit): DiaryEntry[] => {
    if ((unit.group !== '待审' && unit.group !== '退回') || !isIn(unit.dueOn, from, to)) return []
    return [
      {
        ...NOTHING,
        kind: '方案',
        on: unit.dueOn,
        unit: unit.name,
        what: unit.group === '待审' ? '方案应审结' : '方案应重报',
        people: [],
        isLate: unit.dueOn < context.today,
        to: `/plans/${unit.orgId}`,
      },
    ]
  })
}

const nameOrCount = (names: readonly string[]): string =>
  names.length === 1 ? (names[0] ?? '') : `${String(names.length)}个单位`

/** Steps that units in the phase have not finished, one entry a step and day. */
async function stepEntries(
  context: Context,
  units: readonly UnitDates[],
  from: string,
  to: string,
): Promise<DiaryEntry[]> {
  const { template } = context.campaign
  const current = groupBy(units, ({ stages }) => asUnitPhase(currentPhase(template, stages)))
  const entries: DiaryEntry[] = []
  for (const [phase, there] of current) {
    const ids = new Set(there.map(({ unit }) => unit.id))
    const steps = (await allUnitSteps(context.db.read, context, phase)).filter(({ dates }) =>
      ids.has(dates.unit.id),
    )
    const due = steps.flatMap((unit) =>
      rowsOf(template, unit)
        .filter(({ kind, state }) => kind === '规定动作' && state !== '完成' && state !== '不适用')
        .flatMap(({ name, dueOn }) =>
          isIn(dueOn, from, to)
            ? [{ key: `${dueOn} ${name}`, dueOn, name, unit: unit.dates.unit.shortName }]
            : [],
        ),
    )
    for (const same of groupBy(due, ({ key }) => key).values()) {
      const [first] = same
      if (first === undefined) continue
      entries.push({
        ...NOTHING,
        kind: '环节',
        on: first.dueOn,
        unit: nameOrCount(same.map(({ unit }) => unit)),
        what: `${first.name}${first.dueOn < context.today ? '到期未完' : '应完成'}`,
        people: [],
        isLate: first.dueOn < context.today,
        to: `/schedule?tab=actions&phase=${phase}`,
      })
    }
  }
  return entries
}

/** Phases under way that are to end, one entry a phase and day. */
function endEntries(units: readonly UnitDates[], today: string, from: string, to: string): DiaryEntry[] {
  const ends = units.flatMap(({ unit, stages, spans }) =>
    spans.flatMap((span) => {
      const state = stages.find(({ phase }) => phase === span.phase)?.state ?? '未开始'
      const isOpen = state !== '未开始' && state !== '已转段'
      return isOpen && isIn(span.end, from, to)
        ? [{ key: `${span.end} ${span.phase}`, end: span.end, name: span.name, unit: unit.shortName }]
        : []
    }),
  )
  return [...groupBy(ends, ({ key }) => key).values()].flatMap((same): DiaryEntry[] => {
    const [first] = same
    if (first === undefined) return []
    return [
      {
        ...NOTHING,
        kind: '阶段',
        on: first.end,
        unit: nameOrCount(same.map(({ unit }) => unit)),
        what: `${first.name}计划结束`,
        people: [],
        isLate: first.end < today,
        to: '/schedule?tab=board',
      },
    ]
  })
}

const RANK = { 到会: 0, 方案: 1, 问题: 2, 阶段: 3, 环节: 4 } as const

const inOrder = (a: DiaryEntry, b: DiaryEntry): number =>
  RANK[a.kind] - RANK[b.kind] || ((a.at ?? '') < (b.at ?? '') ? -1 : (a.at ?? '') > (b.at ?? '') ? 1 : 0)

function dayOf(day: string, entries: readonly DiaryEntry[]): DiaryDay {
  const meetings = entries.flatMap(({ appointment, unit, isDone }) =>
    appointment === null || isDone
      ? []
      : [
          {
            id: appointment.id ?? '',
            at: appointment.at,
            where: unit,
            what: appointment.what,
            people: appointment.people,
          },
        ],
  )
  return {
    day,
    weekday: weekdayName(day),
    entries: entries.toSorted(inOrder),
    clashes: clashesOf(meetings),
  }
}

async function daysIn(context: Context, from: string, to: string): Promise<DiaryDay[]> {
  const { read } = context.db
  const units = await readDates(context, read)
  const names = new Map(units.map(({ unit }) => [unit.id, unit.shortName]))
  const meetings = (await appointmentsIn(read, from, to)).map((row) =>
    toEntry(row, row.org_id === null ? '' : (names.get(row.org_id) ?? ''), context.today),
  )
  const entries = [
    ...meetings,
    ...(await planEntries(context, from, to)),
    ...(await findingEntries(context, from, to)),
    ...endEntries(units, context.today, from, to),
    ...(await stepEntries(context, units, from, to)),
  ]
  const byDay = groupBy(entries, ({ on }) => on)
  const count = daysBetween(from, to) + 1
  return Array.from({ length: count }, (_, i) => addDays(from, i)).map((day) =>
    dayOf(day, byDay.get(day) ?? []),
  )
}

/** The days of a stretch with everything the group has to see to. */
export async function showDiary(
  context: Context,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Diary> {
  assertDays({ from, to })
  if (to < from || daysBetween(from, to) > MOST_DAYS) refuse('日历一次最多看两个月，请缩短起止日期。')
  const units = await readUnits(context, context.db.read)
  return {
    today: context.today,
    days: await daysIn(context, from, to),
    groupMembers: await groupMembers(context.db.read),
    units: units.map(({ id, shortName, initials }) => ({ id, name: shortName, initials })),
  }
}

/** Today and the six days after it. */
export const weekAhead = (context: Context): Promise<DiaryDay[]> =>
  daysIn(context, context.today, addDays(context.today, 6))
