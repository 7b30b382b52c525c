// The later phases of the sample town, played through: every unit does all that is prescribed, is checked, votes and moves on.
import {
  checklistOf,
  stepsFor,
  unitTypeByLabel,
  type PhaseKey,
  type UnitKind,
} from '#shared/campaign/index.ts'
import { isSettled, ON_PAPER } from '#shared/rules/analysis-action.ts'
import { usualKind } from '#shared/rules/poll-action.ts'
import { isMoveStep } from '#shared/rules/unit-action.ts'
import { addDays, daysBetween } from '#shared/text/civil-date.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { uuidV7 } from '../../db/ids.ts'
import type { Journal } from '../../db/journal.ts'
import { storeDecision } from '../acceptance/decide.ts'
import { readRounds } from '../acceptance/store.ts'
import { actWithin } from '../analyses/act.ts'
import { plainInput } from '../analyses/branch.ts'
import { importAnalyses, type AnalysisHistory } from '../analyses/history.ts'
import { analysesOf, peopleOf, stateOf, type Person } from '../analyses/store.ts'
import { importInspection } from '../findings/history.ts'
import { readGates } from '../gates/facts.ts'
import { importMoves, type MoveHistory } from '../gates/history.ts'
import { freeze, linesFor, templateByKey } from '../inspections/checklists.ts'
import { importPolls, type PollHistory } from '../polls/history.ts'
import { importStages, type StageHistory } from '../stages/history.ts'
import { drawFrom, type SampleTown, type SampleUnit } from './fill.ts'
import { playRectification } from './later-issues.ts'
import { doneAction } from './replay-schedule.ts'

const LATER = ['review', 'rectify', 'consolidate'] as const satisfies readonly PhaseKey[]
type LaterPhase = (typeof LATER)[number]

/** Nobody leaves 分析评议 before the town does. */
const REVIEW_END = '2005-09-08'
/** Days a unit spends in a phase at least, and how many more at most. */
const SPAN: Readonly<Record<LaterPhase, readonly [least: number, more: number]>> = {
  review: [28, 7],
  rectify: [26, 7],
  consolidate: [42, 10],
}
/** Days from acceptance to the day of moving on. */
const TO_MOVE = 4

interface Course {
  readonly unit: SampleUnit
  readonly kind: UnitKind
  readonly phase: LaterPhase
  readonly start: string
  /** Day of vote, inspection and acceptance. */
  readonly accepted: string
  /** Null for the last phase, which nobody moves on from. */
  readonly moved: string | null
}

const later = (a: string, b: string): string => (a > b ? a : b)

function coursesOf(unit: SampleUnit): Course[] {
  const type = unitTypeByLabel(unit.unitType)
  const first = unit.stage('study')?.end
  if (type === undefined || first == null) return []
  const kind: UnitKind = { unitType: type.key, level: unit.level as UnitKind['level'] }
  let start = first
  return LATER.map((phase) => {
    const [least, more] = SPAN[phase]
    const usual = addDays(start, least + Math.floor(drawFrom(unit.name, phase) * more))
    const end = phase === 'review' ? later(usual, REVIEW_END) : usual
    const course = {
      unit,
      kind,
      phase,
      start,
      accepted: addDays(end, -TO_MOVE),
      moved: phase === 'consolidate' ? null : end,
    }
    start = end
    return course
  })
}

const speakerOf = ({ secretary, informant }: SampleUnit): string => secretary ?? informant ?? ''
const supervisorOf = ({ supervisor }: SampleUnit): string => supervisor ?? ''

function stageOf({ unit, phase, start, accepted, moved }: Course): StageHistory {
  const [unitSide, groupSide] = [speakerOf(unit), supervisorOf(unit)]
  return {
    orgId: unit.id,
    phase,
    plannedStart: null,
    plannedEnd: null,
    steps: [
      { action: '开始', on: start, person: unitSide },
      { action: '开始自查', on: addDays(accepted, -2), person: unitSide },
      { action: '提请验收', on: addDays(accepted, -1), person: unitSide },
      { action: '验收合格', on: accepted, person: groupSide },
      ...(moved === null
        ? []
        : ([
            { action: '申请转段', on: addDays(accepted, 1), person: unitSide },
            { action: '转段', on: moved, person: groupSide },
          ] as const)),
    ],
  }
}

/** The prescribed steps one after another between the first day and the acceptance. */
function actionsOf(context: Context, { unit, kind, phase, start, accepted }: Course) {
  const steps = stepsFor(context.campaign.template, kind, phase).filter(
    (step) => step.kind === '规定动作' && !isMoveStep(step),
  )
  const days = daysBetween(start, accepted)
  const who = { orgId: unit.id, name: unit.name, recorder: unit.informant ?? unit.secretary ?? '' }
  return steps.map((step, i) =>
    doneAction(who, step, addDays(start, Math.floor((days * (i + 1)) / steps.length))),
  )
}

const votersOf = ({ members }: SampleUnit): number => Math.max(12, members.length + 6)

function pollOf({ unit, phase, accepted }: Course): PollHistory | null {
  if (unit.members.length === 0) return null
  const valid = votersOf(unit)
  const basic = Math.floor(valid / 8)
  const against = drawFrom(unit.name, phase, 'against') < 0.2 && valid > 24 ? 1 : 0
  return {
    orgId: unit.id,
    phase,
    kind: usualKind(phase),
    round: 1,
    date: accepted,
    scope: '本单位党员、群众和服务对象代表',
    issued: valid,
    returned: valid,
    invalid: 0,
    grades: { satisfied: valid - basic - against, basic, dissatisfied: against, abstained: 0 },
    heldBy: speakerOf(unit),
    supervisedBy: [supervisorOf(unit)],
    materialsOn: addDays(accepted, -2),
    categories: ['本单位', '服务对象', '人大代表'],
    makeup: null,
    reported: { on: addDays(accepted, 1), at: null },
    remark: null,
  }
}

/** Self-check and inspection find the same: every line met. */
async function addChecks(
  context: Context,
  journal: Journal,
  trx: Trx,
  courses: readonly Course[],
): Promise<void> {
  const { template } = context.campaign
  const first = courses[0]
  const list = first === undefined ? null : checklistOf(template, first.phase)
  if (first === undefined || list === null) return
  const sheet = templateByKey(template, list.key)
  const { id: checklistId } = await freeze(journal, sheet)
  const forms = courses.flatMap((course) => {
    const lines = linesFor(sheet, course.kind)
    return lines.length === 0 ? [] : [{ course, lines, id: uuidV7(context.now()) }]
  })
  await journal.addMany(
    'self_check',
    forms.map(({ id, course }) => ({
      id,
      org_id: course.unit.id,
      phase: course.phase,
      round: 1,
      checklist_id: checklistId,
      state: '填写中' as const,
      begun_on: addDays(course.accepted, -2),
      submitted_on: null,
      filled_by: '',
      source: 'typed' as const,
      file_name: '',
    })),
  )
  await journal.addMany(
    'self_check_item',
    forms.flatMap(({ id, lines }) =>
      lines.map((line, position) => ({
        self_check_id: id,
        position,
        item_code: line.code,
        result: '达标' as const,
        reason: '',
        note: '',
      })),
    ),
  )
  for (const { id, course, lines } of forms) {
    await journal.change('self_check', id, {
      state: '已提交',
      submitted_on: addDays(course.accepted, -1),
      filled_by: speakerOf(course.unit),
    })
    await importInspection(journal, template, {
      orgId: course.unit.id,
      phase: course.phase,
      startedOn: course.accepted,
      state: '已完成',
      people: [supervisorOf(course.unit)],
      methods: ['听', '查', '看', '问'],
      items: lines.map(({ code }) => ({ code, self: '达标', result: '达标', note: '' })),
    })
  }
  await addDecisions(journal, trx, first.phase, courses)
}

async function addDecisions(
  journal: Journal,
  trx: Trx,
  phase: LaterPhase,
  courses: readonly Course[],
): Promise<void> {
  const courseOf = new Map(courses.map((course) => [course.unit.id, course]))
  for (const round of await readRounds(trx, { phase })) {
    const course = courseOf.get(round.selfCheck.org_id)
    if (course !== undefined && round.inspection !== null)
      await storeDecision(journal, round, round.inspection.id, {
        verdict: '合格',
        on: course.accepted,
        person: supervisorOf(course.unit),
        opinion: '',
        makeUpDue: null,
      })
  }
}

const NEXT = { review: 'rectify', rectify: 'consolidate' } as const
const SUMMARY = {
  review:
    '按批准的方案征求了意见、谈了心、写了党性分析材料、开了专题组织生活会，评议意见已向本人反馈并在一定范围内通报。',
  rectify: '整改方案已公布，能马上改的已经改了，限期改的按期办结，暂时不能解决的已向群众说明，制度已经建立。',
} as const

async function addMoves(
  context: Context,
  journal: Journal,
  trx: Trx,
  courses: readonly Course[],
): Promise<void> {
  const phase = courses[0]?.phase
  if (phase === undefined || phase === 'consolidate') return
  const gates = new Map((await readGates(trx, context, phase)).map((gate) => [gate.unit.id, gate]))
  const moves = courses.flatMap(({ unit, accepted, moved }): MoveHistory[] => {
    const gate = gates.get(unit.id)
    if (gate === undefined || moved === null) return []
    const applied = addDays(accepted, 1)
    const step = (action: MoveHistory['steps'][number]['action'], on: string, person: string, text = '') => ({
      action,
      on,
      person,
      text,
    })
    return [
      {
        gate,
        attempt: 1,
        toPhase: NEXT[phase],
        summary: `${unit.name}${SUMMARY[phase]}`,
        plannedOn: moved,
        plannedAt: null,
        reportedOn: applied,
        reportedAt: null,
        steps: [
          step('申请', applied, speakerOf(unit)),
          step('受理', applied, supervisorOf(unit)),
          step('同意', applied, '田克勤', '转段条件具备，同意转段。'),
          step('报先教办', applied, '田克勤'),
          step('批准', moved, '田克勤', '无须先教办批准'),
          step('转段', moved, '田克勤'),
        ],
      },
    ]
  })
  await importMoves(context, journal, moves)
}

const CHARS = { least: 2400, more: 1200 }

function analysisOf(course: Course, person: Person): AnalysisHistory {
  const { unit, start, accepted } = course
  const day = (part: number): string => addDays(start, Math.floor(daysBetween(start, accepted) * part))
  const valid = Math.max(9, unit.members.length - 1)
  const basic = Math.floor(valid / 6)
  return {
    person,
    chars: CHARS.least + Math.floor(drawFrom(person.id, 'chars') * CHARS.more),
    reader: speakerOf(unit),
    written: day(0.35),
    read: day(0.45),
    shown: { from: day(0.45), to: addDays(day(0.45), 3), range: '本支部党员、群众代表', form: '公开栏张贴' },
    meeting: day(0.62),
    polled: day(0.72),
    revised: day(0.8),
    ballots: { valid, invalid: 0, satisfied: valid - basic, basic, dissatisfied: 0, abstained: 0 },
    signedBy: supervisorOf(unit),
  }
}

/** Who has to write anew is helped, writes, is read and voted on; who was in hospital is voted on now. */
async function settle(
  context: Context,
  journal: Journal,
  trx: Trx,
  course: Course,
  person: Person,
): Promise<void> {
  const { unit, accepted } = course
  const sections = { gains: ON_PAPER, problems: ON_PAPER, roots: ON_PAPER, direction: ON_PAPER }
  const act = async (
    action: Parameters<typeof plainInput>[0],
    on: string,
    more: Partial<ReturnType<typeof plainInput>>,
  ): Promise<void> => {
    const input = { ...plainInput(action, on), person: person.name, ...more }
    await actWithin(context, journal, trx, person, input)
  }
  const rows = await analysesOf(trx, unit.id)
  const signed = { person: supervisorOf(unit) }
  if (stateOf(rows.get(person.id)) === '待重写') {
    await act('开始帮助', addDays(accepted, -14), { person: speakerOf(unit), text: '逐条谈了群众的意见。' })
    await act('交稿', addDays(accepted, -10), { sections })
    await act('通过', addDays(accepted, -8), { person: speakerOf(unit), text: '问题找得准，同意。' })
  }
  const valid = 30
  await act('测评', addDays(accepted, -6), {
    ...signed,
    ballots: { valid, invalid: 0, satisfied: 24, basic: 5, dissatisfied: 1, abstained: 0 },
  })
  await act('定为合格', addDays(accepted, -6), signed)
  await act('交修改稿', addDays(accepted, -5), { sections })
}

async function addAnalyses(
  context: Context,
  journal: Journal,
  trx: Trx,
  courses: readonly Course[],
): Promise<void> {
  const courseOf = new Map(courses.map((course) => [course.unit.id, course]))
  const people = await peopleOf(trx)
  const known = await analysesOf(trx)
  const fresh = people.filter(({ id }) => !known.has(id))
  await importAnalyses(
    context,
    journal,
    fresh.flatMap((person) => {
      const course = courseOf.get(person.orgId)
      return course === undefined ? [] : [analysisOf(course, person)]
    }),
  )
  for (const person of people) {
    const row = known.get(person.id)
    const course = courseOf.get(person.orgId)
    if (row !== undefined && course !== undefined && !isSettled(stateOf(row)))
      await settle(context, journal, trx, course, person)
  }
}

/** Plays 分析评议, 整改提高 and 巩固和扩大整改成果 for every unit that has left the first phase. */
export async function playLaterPhases(context: Context, town: SampleTown): Promise<void> {
  const all = [...town.committees, ...town.units].flatMap(coursesOf)
  for (const phase of LATER) {
    const courses = all.filter((course) => course.phase === phase)
    await write(
      context,
      async (journal, trx) => {
        await importStages(journal, courses.map(stageOf))
        await journal.addMany(
          'unit_action',
          courses.flatMap((course) => actionsOf(context, course)),
        )
        if (phase === 'review') await addAnalyses(context, journal, trx, courses)
        await importPolls(
          journal,
          context.campaign,
          courses.flatMap((course) => pollOf(course) ?? []),
        )
        await addChecks(context, journal, trx, courses)
        await addMoves(context, journal, trx, courses)
      },
      { reason: '示例数据' },
    )
    if (phase === 'rectify') await playRectification(context, courses)
  }
}
