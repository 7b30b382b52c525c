// What waits of the units' progress: meetings, problems due, acceptances, make-up days, moves held back or waiting, rewrites.
import type { DayLine } from '#shared/contract/overview.ts'
import { needsRuling } from '#shared/rules/gate-action.ts'
import { daysBetween } from '#shared/text/civil-date.ts'
import { listOf } from '../inspections/store.ts'
import type { AppointmentRow } from '../schedule/appointments.ts'
import { bandOf, dueWord, MOST_NAMED, shortDay, toneOf, type Placed } from './day-line.ts'
import { sharesOf } from './poll-dots.ts'
import {
  isIssueOverdue,
  isIssueWaiting,
  presentGate,
  presentStage,
  presentStanding,
  type IssueFact,
  type Standing,
  type UnitProgress,
} from './progress.ts'
import { firstMissing } from './progress-cells.ts'
import type { Conditions } from '../gates/conditions.ts'
import type { TownFacts, UnitFacts } from './town.ts'

interface Walker {
  readonly unit: UnitFacts
  readonly progress: UnitProgress
}

const walkersIn = ({ units }: TownFacts): Walker[] =>
  units.flatMap((unit) => (unit.progress === null ? [] : [{ unit, progress: unit.progress }]))

function issueLine(
  unit: UnitFacts,
  issue: IssueFact,
  verb: string,
  when: string,
  tone: DayLine['tone'],
): DayLine {
  return { verb, subject: 'issue', unit: unit.name, what: issue.text, when, tone, to: `/issues/${issue.id}` }
}

/** The group sorts and verifies; the unit rectifies by its day. */
function issuePlaced(unit: UnitFacts, issue: IssueFact, today: string): Placed[] {
  if (issue.state === '待分类')
    return [{ band: 'today', order: 3, line: issueLine(unit, issue, '分类', '待分类', 'plain') }]
  if (issue.state === '已完成' || issue.state === '已说明')
    return [{ band: 'today', order: 2, line: issueLine(unit, issue, '验收', issue.state, 'plain') }]
  if (!isIssueWaiting(issue) || issue.dueOn === null) return []
  const left = daysBetween(today, issue.dueOn)
  const band = bandOf(left)
  if (band === null) return []
  const verb = isIssueOverdue(issue, today) ? '催改' : '到期'
  return [
    {
      band,
      order: left,
      line: issueLine(unit, issue, verb, dueWord(left, issue.dueOn, today), toneOf(left)),
    },
  ]
}

/** Meetings still to attend; one comes before what is due the same day. */
function meetingPlaced(row: AppointmentRow, names: ReadonlyMap<string, string>, today: string): Placed[] {
  const band = bandOf(daysBetween(today, row.on_day))
  if (row.state !== '待办' || band === null || band === 'overdue') return []
  const unit = row.org_id === null ? row.place : (names.get(row.org_id) ?? row.place)
  const day = band === 'later' ? `${shortDay(row.on_day, today)} ` : ''
  const line: DayLine = {
    verb: '到会',
    subject: 'meeting',
    unit,
    what: [row.what, listOf(row.people).join('、')].filter((part) => part !== '').join(' '),
    when: `${day}${row.at_time ?? '全天'}`,
    tone: 'plain',
    to: '/schedule?tab=diary',
  }
  return [{ band, order: daysBetween(today, row.on_day) - 0.5, line }]
}

/** Lines alike for several units: by name while they are few, as one line otherwise. */
function grouped(
  own: readonly Walker[],
  order: number,
  say: {
    readonly verb: string
    readonly what: string
    readonly to: string
    readonly when: string
    readonly tone: DayLine['tone']
  },
  subject: DayLine['subject'],
  toUnit: (unit: UnitFacts) => string,
): Placed[] {
  if (own.length === 0) return []
  const { verb, what, when, tone } = say
  const line = { verb, subject, what, when, tone }
  if (own.length <= MOST_NAMED)
    return own.map(({ unit }) => ({
      band: 'today',
      order,
      line: { ...line, unit: unit.name, to: toUnit(unit) },
    }))
  return [{ band: 'today', order, line: { ...line, unit: `${own.length} 家`, to: say.to } }]
}

const gatePage =
  (panel: string) =>
  ({ id, progress }: UnitFacts): string =>
    `/gates/${id}?phase=${progress?.phase ?? ''}&panel=${panel}`

const withStanding = (town: TownFacts, standing: Standing): Walker[] =>
  walkersIn(town).filter(({ progress }) => presentStanding(progress) === standing)

const toAccept = (town: TownFacts): Placed[] =>
  grouped(
    withStanding(town, '待验收'),
    7,
    { verb: '验收', what: '已提请验收', when: '待验收', tone: 'plain', to: '/units?show=accept' },
    'acceptance',
    gatePage('验收'),
  )

/** Held back by a poll or by the decision; all in one line, for each has findings and meetings of its own. */
function heldBack(town: TownFacts): Placed[] {
  const own = withStanding(town, '被挡')
  const [only] = own
  if (only === undefined) return []
  const common = { verb: '补课', subject: 'gate', when: '不准转段', tone: 'bad' } as const
  const gate = presentGate(only.progress)
  const line: DayLine =
    own.length === 1
      ? {
          ...common,
          unit: only.unit.name,
          what: gate === undefined ? '补课后再测' : `不满意 ${sharesOf(gate)}，补课后再测`,
          to: gatePage('测评')(only.unit),
        }
      : {
          ...common,
          unit: `${own.length} 家`,
          what: `${own.map(({ unit }) => unit.name).join('、')}，补课后再测`,
          to: '/units?show=barred',
        }
  return [{ band: 'today', order: 12, line }]
}

const waitsForRuling = ({ gate, sensitivity }: Conditions): boolean =>
  needsRuling({ sensitivity, ruling: gate.facts.ruling })

/** A poll must be with the office before the day of the move. */
function toReport({ unit }: Walker, gate: Conditions, today: string): Placed {
  const on = gate.gate.request?.planned_on ?? null
  const left = on === null ? 0 : daysBetween(today, on)
  return {
    band: bandOf(left) ?? 'today',
    order: 4,
    line: {
      verb: '报送',
      subject: 'poll',
      unit: unit.name,
      what: '测评情况报先教办',
      when: on === null ? '转段前' : `${shortDay(on, today)}转段前`,
      tone: on === null ? 'plain' : toneOf(left),
      to: gatePage('转段')(unit),
    },
  }
}

/** Units that have applied, by what is missing first. */
function toMove(town: TownFacts): Placed[] {
  const movable: Walker[] = []
  const ready: Walker[] = []
  const rulings: Walker[] = []
  const placed: Placed[] = []
  const rest = new Map<string, Walker[]>()
  for (const walker of [...withStanding(town, '待转段'), ...withStanding(town, '验收合格')]) {
    const gate = presentGate(walker.progress)
    const first = gate === undefined ? undefined : firstMissing(gate)
    if (gate === undefined) continue
    if (first === undefined) movable.push(walker)
    else if (waitsForRuling(gate)) rulings.push(walker)
    else if (first.key === 'report') placed.push(toReport(walker, gate, town.today))
    else if (first.key === 'consent') ready.push(walker)
    else rest.set(first.text, [...(rest.get(first.text) ?? []), walker])
  }
  const waiting = '/units?show=waiting'
  const say = (verb: string, what: string, when: string, tone: DayLine['tone']) => ({
    verb,
    what,
    when,
    tone,
    to: waiting,
  })
  return [
    ...placed,
    ...grouped(movable, 5, say('转段', '条件都已具备，可以办理', '待转段', 'warn'), 'gate', gatePage('转段')),
    ...grouped(ready, 5, say('签署', '转段条件已具备', '待同意', 'warn'), 'gate', gatePage('转段')),
    ...grouped(
      rulings,
      5,
      say('定口径', '两种算法结论不同，报先教办确定', '待定', 'warn'),
      'gate',
      gatePage('转段'),
    ),
    ...[...rest].flatMap(([text, own]) =>
      grouped(own, 6, say('转段', `差：${text}`, '待转段', 'plain'), 'gate', gatePage('转段')),
    ),
  ]
}

/** The day set at a failed acceptance. */
function makeUpPlaced({ unit, progress }: Walker, today: string): Placed[] {
  if (presentStage(progress)?.state !== '限期补课') return []
  const acceptance = presentGate(progress)?.gate.acceptance
  if (acceptance?.makeUpDue == null) return []
  const left = daysBetween(today, acceptance.makeUpDue)
  const band = bandOf(left)
  if (band === null) return []
  const line: DayLine = {
    verb: '补课',
    subject: 'acceptance',
    unit: unit.name,
    what: `验收${acceptance.missedCodes.length}项未达标`,
    when: dueWord(left, acceptance.makeUpDue, today),
    tone: toneOf(left),
    to: gatePage('验收')(unit),
  }
  return [{ band, order: left, line }]
}

/** Members who write anew need somebody who helps. */
function helplessPlaced({ unit, progress }: Walker): Placed[] {
  const alone = progress.analyses
    .filter(({ state, hasHelper }) => state === '待重写' && !hasHelper)
    .reduce((sum, { count }) => sum + count, 0)
  if (alone === 0) return []
  const line: DayLine = {
    verb: '帮助',
    subject: 'analysis',
    unit: unit.name,
    what: `${alone} 名党员重写分析材料，帮助人待定`,
    when: '今天',
    tone: 'warn',
    to: `/analyses/${unit.id}`,
  }
  return [{ band: 'today', order: 1, line }]
}

export function progressLines(town: TownFacts, appointments: readonly AppointmentRow[]): Placed[] {
  const names = new Map(town.units.map(({ id, name }) => [id, name]))
  return [
    ...appointments.flatMap((row) => meetingPlaced(row, names, town.today)),
    ...walkersIn(town).flatMap((walker) => [
      ...walker.progress.issues.flatMap((issue) => issuePlaced(walker.unit, issue, town.today)),
      ...makeUpPlaced(walker, town.today),
      ...helplessPlaced(walker),
    ]),
    ...toMove(town),
    ...toAccept(town),
    ...heldBack(town),
  ]
}
