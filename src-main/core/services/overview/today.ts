// What waits, by day: plans to review and to come back, findings to chase and to recheck, inspections, and what progress asks for.
import type { DayBand, DayLine } from '#shared/contract/overview.ts'
import { addDays, daysBetween } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import type { AppointmentRow } from '../schedule/appointments.ts'
import {
  bandOf,
  DAYS_AHEAD,
  dueWord,
  late,
  MOST_NAMED,
  shortDay,
  toneOf,
  type BandKey,
  type Placed,
} from './day-line.ts'
import { phaseToday, isUnseen } from './phase.ts'
import { progressLines } from './today-progress.ts'
import { isOpen, isOverdue, waitsForUnit, type FindingFact, type TownFacts, type UnitFacts } from './town.ts'

function planToReview(unit: UnitFacts, daysLeft: number | null, waiting: number): Placed {
  const { version, isChange } = unit.plan ?? { version: 1, isChange: false }
  const isLate = daysLeft !== null && daysLeft < 0
  return {
    band: isLate ? 'overdue' : 'today',
    order: daysLeft ?? 0,
    line: {
      verb: '审批',
      subject: 'plan',
      unit: unit.name,
      what: isChange ? '方案变更' : version > 1 ? `方案第 ${version} 次` : '方案',
      when: isLate ? late(-daysLeft) : waiting === 0 ? '今日报' : `已等 ${waiting} 天`,
      tone: isLate ? 'bad' : 'plain',
      to: `/plans/${unit.id}`,
    },
  }
}

function planToComeBack(
  unit: UnitFacts,
  version: number,
  daysLeft: number,
  due: string,
  today: string,
): Placed[] {
  const band = bandOf(daysLeft)
  if (band === null) return []
  const line: DayLine = {
    verb: '催报',
    subject: 'plan',
    unit: unit.name,
    what: `方案第 ${version + 1} 次${daysLeft < 0 ? '未报' : ''}`,
    when: dueWord(daysLeft, due, today),
    tone: toneOf(daysLeft),
    to: `/plans/${unit.id}`,
  }
  return [{ band, order: daysLeft, line }]
}

function planLines(unit: UnitFacts, today: string): Placed[] {
  const { plan } = unit
  if (plan?.group === '待审') return [planToReview(unit, plan.daysLeft, plan.waitingDays ?? 0)]
  if (plan?.group !== '退回' || plan.dueOn === null || plan.daysLeft === null) return []
  return planToComeBack(unit, plan.version, plan.daysLeft, plan.dueOn, today)
}

/** Findings the group itself has to act on wait today, whatever their due day. */
const GROUPS_TURN: Readonly<Partial<Record<FindingFact['state'], string>>> = {
  登记: '下达',
  已反馈: '复查',
  待复查: '复查',
}

function findingLine(
  unit: UnitFacts,
  finding: FindingFact,
  verb: string,
  when: string,
  tone: DayLine['tone'],
): DayLine {
  return {
    verb,
    subject: 'finding',
    unit: unit.name,
    what: finding.description,
    when,
    tone,
    to: `/findings/${finding.id}`,
  }
}

function groupsTurn(unit: UnitFacts, finding: FindingFact, verb: string, today: string): Placed {
  const daysLeft = finding.dueOn === null ? null : daysBetween(today, finding.dueOn)
  const isNear = daysLeft !== null && daysLeft <= 1
  const when =
    verb === '下达'
      ? `${shortDay(finding.foundOn, today)}登记`
      : daysLeft !== null && finding.dueOn !== null
        ? daysLeft < 0
          ? late(-daysLeft)
          : `限${shortDay(finding.dueOn, today)}`
        : finding.state
  return {
    band: 'today',
    // Without a due day it comes after what is due today.
    order: daysLeft ?? 1,
    line: findingLine(unit, finding, verb, when, isNear && verb !== '下达' ? toneOf(daysLeft) : 'plain'),
  }
}

function findingLines(unit: UnitFacts, finding: FindingFact, today: string): Placed[] {
  if (!isOpen(finding)) return []
  const verb = GROUPS_TURN[finding.state]
  if (verb !== undefined) return [groupsTurn(unit, finding, verb, today)]
  if (!waitsForUnit(finding) || finding.dueOn === null) return []
  const daysLeft = daysBetween(today, finding.dueOn)
  const band = bandOf(daysLeft)
  if (band === null) return []
  const said = isOverdue(finding, today) ? '催改' : '到期'
  const line = findingLine(unit, finding, said, dueWord(daysLeft, finding.dueOn, today), toneOf(daysLeft))
  return [{ band, order: daysLeft, line }]
}

const inspectionLines = (unit: UnitFacts, today: string): Placed[] =>
  unit.inspections
    .filter((each) => each.state === '进行中')
    .map((each) => ({
      band: 'today',
      order: 10,
      line: {
        verb: '续查',
        subject: 'inspection',
        unit: unit.name,
        what: `已查 ${each.checked}/${each.total} 项`,
        when: `${shortDay(each.date, today)}开始`,
        tone: 'plain',
        to: `/inspections/${each.id}`,
      },
    }))

/** Units without a plan: by name while they are few, as one line otherwise. */
function missingPlans(context: Context, town: TownFacts): Placed[] {
  const phase = context.campaign.template.phases.find((each) => each.key === 'study')
  const missing = town.units.filter((unit) => unit.plan?.group === '未报')
  if (!phase || phase.defaultStart > town.today || missing.length === 0) return []
  const isLate = phase.defaultEnd < town.today
  const place = { band: isLate ? 'overdue' : 'today', order: 5 } as const
  const line = { verb: '催报', subject: 'plan', when: '未报', tone: isLate ? 'bad' : 'plain' } as const
  if (missing.length > MOST_NAMED)
    return [
      {
        ...place,
        line: { ...line, unit: `${missing.length} 家`, what: '方案还没有报', to: '/units?show=noplan' },
      },
    ]
  return missing.map((unit) => ({
    ...place,
    line: { ...line, unit: unit.name, what: '方案还没有报', to: `/plans/${unit.id}` },
  }))
}

function unseenUnits(town: TownFacts): Placed[] {
  const unseen = town.units.filter((unit) => isUnseen(unit, town.inspected))
  const { phase } = town.inspected
  if (unseen.length === 0 || phase === null || phase.key === 'prep') return []
  const left = daysBetween(town.today, phase.defaultEnd)
  const line: DayLine = {
    verb: '检查',
    subject: 'inspection',
    unit: unseen.length > 1 ? `${unseen.length} 家` : (unseen[0]?.name ?? ''),
    what: `${phase.name}阶段还没有查过`,
    when: left < 0 ? '阶段已到期' : `${shortDay(phase.defaultEnd, town.today)}前`,
    tone: left < 0 ? 'bad' : left <= 7 ? 'warn' : 'plain',
    to: '/units?show=unseen',
  }
  return [{ band: 'today', order: 20, line }]
}

function titles(today: string): Readonly<Record<BandKey, string>> {
  const [first, last] = [addDays(today, 2), addDays(today, DAYS_AHEAD)]
  const isOneMonth = first.slice(0, 7) === last.slice(0, 7)
  const until = isOneMonth ? `${Number(last.slice(8))}日` : shortDay(last, first)
  return {
    overdue: '已逾期',
    today: `今天 ${shortDay(today, today)}`,
    tomorrow: `明天 ${shortDay(addDays(today, 1), today)}`,
    later: `${shortDay(first, today).replace(isOneMonth ? '日' : '', '')}–${until}`,
  }
}

const KEYS: readonly BandKey[] = ['overdue', 'today', 'tomorrow', 'later']

/** The four bands of the home page, the most pressing line of each first. */
export function daysOf(
  context: Context,
  town: TownFacts,
  appointments: readonly AppointmentRow[],
  others: readonly Placed[] = [],
): DayBand[] {
  const placed = [
    ...town.units.flatMap((unit) => [
      ...planLines(unit, town.today),
      ...unit.findings.flatMap((finding) => findingLines(unit, finding, town.today)),
      ...inspectionLines(unit, town.today),
    ]),
    ...progressLines(town, appointments),
    ...others,
    ...missingPlans(context, town),
    ...(phaseToday(context) === null ? [] : unseenUnits(town)),
  ]
  const title = titles(town.today)
  return KEYS.map((key) => ({
    key,
    title: title[key],
    lines: placed
      .filter(({ band }) => band === key)
      .toSorted((a, b) => a.order - b.order)
      .map(({ line }) => line),
  }))
}
