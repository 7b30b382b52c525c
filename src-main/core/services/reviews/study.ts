// Rules over study: hours of the members of each unit, absences made up, forms that count, sessions in working hours.
import { isAbsent } from '#shared/rules/attendance.ts'
import { judgeWorkHours } from '#shared/rules/burden.ts'
import { judgeMakeup } from '#shared/rules/makeup.ts'
import { judgeDayHours, dayHoursLimits } from '#shared/rules/study.ts'
import { judgeForm } from '#shared/rules/study-content.ts'
import { unitTypes } from '#shared/rules/acceptance.ts'
import { fail, notAssessed, pass, type Verdict } from '#shared/rules/verdict.ts'
import { fromTenths } from '#shared/text/hours.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { readUnits, type PlanUnit } from '../plans/units.ts'
import { attendanceOfTown, memberHours, sessionsByUnit, type SessionFigure } from '../study/figures.ts'
import { judgeMember } from '../study/show.ts'
import { readForms, rosterOf, tasksOf, type RosterMember } from '../study/store.ts'
import type { Review, ReviewLine } from './review.ts'

const boardOf = (orgId: string): string => `/attendance/${orgId}`

/** Units with members of their own, in the order of the roster. */
async function branches(
  context: Context,
): Promise<{ readonly unit: PlanUnit; readonly members: readonly RosterMember[] }[]> {
  const db = context.db.read
  const [units, roster] = await Promise.all([readUnits(context, db), rosterOf(db)])
  const members = groupBy(roster, ({ orgId }) => orgId)
  return units.flatMap((unit) => {
    const own = members.get(unit.id)
    return own === undefined ? [] : [{ unit, members: own }]
  })
}

const lineOf = (unit: PlanUnit, verdict: Verdict): ReviewLine => ({
  name: unit.shortName,
  orgId: unit.id,
  to: boardOf(unit.id),
  verdict,
})

/** R-16 of a unit: every member on its roster has the hours; those who have not are named. */
function judgeUnit(members: readonly { readonly name: string; readonly verdict: Verdict }[]): Verdict {
  const facts = { members: members.length }
  const unset = members.find(({ verdict }) => verdict.outcome === 'not-assessed')
  if (unset !== undefined) return notAssessed('R-16', unset.verdict.reason, facts)
  const short = members.filter(({ verdict }) => verdict.outcome === 'fail')
  if (short.length === 0) return pass('R-16', `${members.length}名党员集中学习都达到标准。`, facts)
  return fail('R-16', `${members.length}名党员中${short.length}人集中学习学时不足，请安排补课。`, facts, {
    details: short.map(({ name, verdict }) => `${name}：${verdict.reason}`),
  })
}

const hours: Review = {
  key: 'study-hours',
  ledger: 'sessions',
  rule: 'R-16',
  title: '每名党员集中学习达到40学时',
  about: '单位',
  judge: async (context) => {
    const [all, sums] = await Promise.all([branches(context), memberHours(context.db.read)])
    return all.map(({ unit, members }) =>
      lineOf(
        unit,
        judgeUnit(members.map(({ id, name }) => ({ name, verdict: judgeMember(context, sums.get(id)) }))),
      ),
    )
  },
}

const makeUps: Review = {
  key: 'study-makeups',
  ledger: 'makeups',
  rule: 'R-20b',
  title: '缺课补齐',
  about: '单位',
  judge: async (context) => {
    const db = context.db.read
    const [all, tasks] = await Promise.all([branches(context), tasksOf(db)])
    const byUnit = groupBy(
      tasks.filter(({ row }) => row.state !== '已更正'),
      ({ orgId }) => orgId,
    )
    return all.map(({ unit, members }) => {
      const names = new Map(members.map(({ id, name }) => [id, name]))
      const own = (byUnit.get(unit.id) ?? []).map((task) => ({
        name: names.get(task.memberId) ?? '',
        date: task.date,
        verdict: judgeMakeup({
          missed: fromTenths(task.row.missed),
          madeUp: fromTenths(task.row.made_up),
          ...(task.row.responsible === null ? {} : { responsible: task.row.responsible }),
          exempted: task.row.state === '免补',
        }),
      }))
      return lineOf(unit, judgeUnitMakeups(own))
    })
  },
}

function judgeUnitMakeups(
  tasks: readonly { readonly name: string; readonly date: string; readonly verdict: Verdict }[],
): Verdict {
  const facts = { tasks: tasks.length }
  if (tasks.length === 0) return pass('R-20b', '没有缺课。', facts)
  const open = tasks.filter(({ verdict }) => verdict.outcome === 'fail')
  if (open.length === 0) return pass('R-20b', `缺课${tasks.length}人次，都已补齐或经批准免补。`, facts)
  return fail('R-20b', `缺课${tasks.length}人次，${open.length}人次没有补齐。`, facts, {
    details: open.map(({ name, date, verdict }) => `${name}${date}：${verdict.reason}`),
  })
}

/** Sessions of all units with their unit, in the order of the roster. */
async function sessionsWithUnit(
  context: Context,
): Promise<{ readonly unit: PlanUnit; readonly session: SessionFigure }[]> {
  const db = context.db.read
  const [units, byUnit] = await Promise.all([readUnits(context, db), sessionsByUnit(db)])
  return units.flatMap((unit) => (byUnit.get(unit.id) ?? []).map((session) => ({ unit, session })))
}

const sessionLine = (unit: PlanUnit, session: SessionFigure, verdict: Verdict): ReviewLine => ({
  name: `${unit.shortName} ${session.date}${session.theme === null ? '' : ` ${session.theme}`}`,
  orgId: unit.id,
  to: `/ledgers/sessions?open=${session.id}`,
  verdict,
})

const forms: Review = {
  key: 'study-forms',
  ledger: 'sessions',
  rule: 'R-66',
  title: '学习形式计不计入集中学时',
  about: '单位',
  judge: async (context) => {
    const [all, known] = await Promise.all([sessionsWithUnit(context), readForms(context.db.read)])
    const catalogue = [...known]
    // Forms that count go without saying: only the others are listed.
    return all
      .filter(({ session }) => session.form !== null)
      .map(({ unit, session }) =>
        sessionLine(unit, session, judgeForm({ form: session.form ?? '', catalogue })),
      )
      .filter(({ verdict }) => verdict.outcome !== 'pass')
  },
}

const isUnitType = (label: string): label is (typeof unitTypes)[number] =>
  unitTypes.some((type) => type === label)

const workHours: Review = {
  key: 'study-work-hours',
  ledger: 'sessions',
  rule: 'R-58',
  title: '企业支部的学习不占上班时间',
  about: '单位',
  judge: async (context) => {
    const all = await sessionsWithUnit(context)
    return all.flatMap(({ unit, session }) => {
      const { from, to } = session
      if (!isUnitType(unit.unitType) || from === null || to === null) return []
      const verdict = judgeWorkHours({
        unitType: unit.unitType,
        date: session.date,
        from: `${from}:00`,
        to: `${to}:00`,
      })
      return verdict.outcome === 'not-assessed' ? [] : [sessionLine(unit, session, verdict)]
    })
  },
}

const longDays: Review = {
  key: 'study-long-days',
  ledger: 'sessions',
  rule: 'R-16b',
  title: '单人单日学时是否可信',
  about: '党员',
  judge: async (context) => {
    const db = context.db.read
    const [all, roster, attendance] = await Promise.all([
      sessionsWithUnit(context),
      rosterOf(db),
      attendanceOfTown(db),
    ])
    const sessions = new Map(all.map(({ session }) => [session.id, session]))
    const days = new Map<string, number>()
    for (const { sessionId, memberId, state, creditedX10 } of attendance) {
      const date = sessions.get(sessionId)?.date
      if (date === undefined || isAbsent(state)) continue
      const key = `${memberId}|${date}`
      days.set(key, (days.get(key) ?? 0) + creditedX10)
    }
    const max = context.campaign.limit('study.hours.day_max')
    const limits = { ...dayHoursLimits, max: { ...dayHoursLimits.max, value: max } }
    const people = new Map(roster.map((member) => [member.id, member]))
    return [...days].flatMap(([key, tenths]): ReviewLine[] => {
      const [memberId = '', date = ''] = key.split('|')
      const member = people.get(memberId)
      const verdict = judgeDayHours({ hours: fromTenths(tenths) }, limits)
      if (member === undefined || verdict.outcome === 'pass') return []
      return [{ name: `${member.name} ${date}`, orgId: member.orgId, to: boardOf(member.orgId), verdict }]
    })
  },
}

export const studyReviews: readonly Review[] = [hours, forms, workHours, longDays, makeUps]
