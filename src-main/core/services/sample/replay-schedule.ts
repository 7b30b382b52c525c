// The sample town's schedule: where each unit stands, what it has done of each step, its mobilisation, and the group's week.
import * as z from 'zod'
import { stepsFor, type Campaign, type Step } from '#shared/campaign/index.ts'
import { asksForRecord, isMoveStep } from '#shared/rules/unit-action.ts'
import { addDays } from '#shared/text/civil-date.ts'
import { write, type Context } from '../../context.ts'
import type { Journal, NewRecord } from '../../db/journal.ts'
import { kindOfUnit } from '../schedule/actions.ts'
import { datesOf } from '../schedule/change-dates.ts'
import { readDates, type UnitDates } from '../schedule/dates.ts'
import { importStages, type StageHistory } from '../stages/history.ts'
import type { Replay, UnitId } from './replays.ts'

const StoryUnit = z.object({
  no: z.number().int(),
  shortName: z.string(),
  health: z.string(),
  secretary: z.string().nullable(),
  informant: z.string().nullable(),
  supervisor: z.string(),
  members: z.number().int().nullable(),
  state: z.enum(['进行中', '自查中', '待验收', '限期补课', '待转段', '不予转段', '已转段']),
  unfinishedSteps: z.array(z.string()),
})
type StoryUnit = z.infer<typeof StoryUnit>

const Story = z.object({
  /** Later phases are told elsewhere. */
  isWhole: z.boolean().default(false),
  townMobilisation: z.string(),
  group: z.object({ members: z.array(z.object({ key: z.string(), name: z.string() })) }),
  organisations: z.array(StoryUnit),
  plans: z.array(z.object({ unit: z.string(), decision: z.string(), reviewedOn: z.string().nullable() })),
  polls: z.array(
    z.object({
      unit: z.string(),
      date: z.string(),
      reportedOn: z.string().nullable(),
      movedOn: z.string().nullable(),
    }),
  ),
  parentTransitions: z.array(z.object({ unit: z.string(), reportedOn: z.string(), movedOn: z.string() })),
  gates: z.array(z.object({ unit: z.string(), appliedMoveAt: z.string().optional() })),
  reviewPhase: z.array(z.object({ unit: z.string(), secretaryTalked: z.number() })),
  modelSchool: z.object({
    unit: z.string(),
    steps: z.array(z.object({ step: z.string(), to: z.string() })),
  }),
  homePage: z.object({
    appointments: z.array(
      z.object({ on: z.string(), at: z.string(), unit: z.string(), what: z.string(), who: z.string() }),
    ),
  }),
})
type Story = z.infer<typeof Story>

/** Days the storyline leaves open. */
const USUAL = {
  selfCheck: '2005-08-05',
  submitted: '2005-08-08',
  sentBack: '2005-08-09',
  lateSelfCheck: '2005-08-10',
  lateSubmitted: '2005-08-12',
  consented: '2005-07-12',
} as const

/** How far a unit has come, with the days of each step it took. */
interface Days {
  readonly selfCheck: string | null
  readonly submitted: string | null
  readonly accepted: string | null
  readonly sentBack: string | null
  readonly applied: string | null
  readonly moved: string | null
}

const NOT_YET: Days = {
  selfCheck: null,
  submitted: null,
  accepted: null,
  sentBack: null,
  applied: null,
  moved: null,
}

/** Accepted on the day of its vote, where it had one: the group was there. */
function acceptedDays(accepted: string, applied: string, moved: string | null): Days {
  return {
    ...NOT_YET,
    selfCheck: addDays(accepted, -2),
    submitted: addDays(accepted, -1),
    accepted,
    applied,
    moved,
  }
}

function movedDays(story: Story, unit: StoryUnit): Days {
  const parent = story.parentTransitions.find((each) => each.unit === unit.shortName)
  if (parent !== undefined) return acceptedDays(parent.reportedOn, parent.reportedOn, parent.movedOn)
  const poll = story.polls.find((each) => each.unit === unit.shortName && each.movedOn !== null)
  if (poll?.movedOn == null || poll.reportedOn === null)
    throw new Error(`the storyline does not say when ${unit.shortName} moved on`)
  return acceptedDays(poll.date, poll.reportedOn, poll.movedOn)
}

function waitingDays(story: Story, unit: StoryUnit): Days {
  const poll = story.polls.findLast((each) => each.unit === unit.shortName)
  const asked = story.gates.find((each) => each.unit === unit.shortName)?.appliedMoveAt?.slice(0, 10)
  const voted = poll?.date ?? USUAL.submitted
  return acceptedDays(voted, asked ?? addDays(voted, 1), null)
}

/** Barred by its vote: the line of the vote is missed, so on the day the move was refused make-up was ordered. */
function barredDays(story: Story, unit: StoryUnit): Days {
  const voted = story.polls.findLast((each) => each.unit === unit.shortName)?.date ?? USUAL.submitted
  return {
    ...NOT_YET,
    selfCheck: addDays(voted, -2),
    submitted: addDays(voted, -1),
    sentBack: addDays(voted, 2),
  }
}

function daysOf(story: Story, unit: StoryUnit): Days {
  switch (unit.state) {
    case '已转段':
      return movedDays(story, unit)
    case '待转段':
      return waitingDays(story, unit)
    case '不予转段':
      return barredDays(story, unit)
    case '待验收':
      return { ...NOT_YET, selfCheck: USUAL.lateSelfCheck, submitted: USUAL.lateSubmitted }
    case '限期补课':
      return {
        ...NOT_YET,
        selfCheck: USUAL.selfCheck,
        submitted: USUAL.submitted,
        sentBack: USUAL.sentBack,
      }
    case '自查中':
      return { ...NOT_YET, selfCheck: USUAL.lateSelfCheck }
    case '进行中':
      return NOT_YET
  }
}

interface UnitStory {
  readonly unit: StoryUnit
  readonly orgId: string
  readonly dates: UnitDates
  readonly days: Days
  /** The member of the group who looks after it. */
  readonly supervisor: string
}

const speakerOf = ({ secretary, informant }: StoryUnit): string => secretary ?? informant ?? ''

function studyHistory(story: Story, { unit, orgId, days, supervisor }: UnitStory): StageHistory {
  const person = speakerOf(unit)
  const way: [StageHistory['steps'][number]['action'], string | null, string][] = [
    ['开始', story.townMobilisation, person],
    ['开始自查', days.selfCheck, person],
    ['提请验收', days.submitted, person],
    ['责令补课', days.sentBack, supervisor],
    ['验收合格', days.accepted, supervisor],
    ['申请转段', days.applied, person],
    ['转段', days.moved, supervisor],
  ]
  return {
    orgId,
    phase: 'study',
    plannedStart: null,
    plannedEnd: null,
    steps: way.flatMap(([action, on, who]) => (on === null ? [] : [{ action, on, person: who }])),
  }
}

function reviewHistory({ unit, orgId, days }: UnitStory): StageHistory[] {
  if (days.moved === null) return []
  const steps = [{ action: '开始' as const, on: days.moved, person: speakerOf(unit) }]
  return [{ orgId, phase: 'review', plannedStart: null, plannedEnd: null, steps }]
}

type NewAction = NewRecord<'unit_action'>

const blank = ({ orgId }: Pick<UnitStory, 'orgId'>, step: Step): NewAction => ({
  org_id: orgId,
  phase: step.phase,
  step_code: step.code,
  name: step.name,
  kind: step.kind,
  state: '进行中',
  done_on: null,
  place: '',
  recorder: '',
  evidence: '',
  reason: null,
  consent_by: null,
  consent_on: null,
})

/** A prescribed step done on a day, with what its record names where the step asks for one. */
export function doneAction(
  unit: { readonly orgId: string; readonly name: string; readonly recorder: string },
  step: Step,
  on: string,
): NewAction {
  const asks = asksForRecord(step)
  return {
    ...blank(unit, step),
    state: '完成',
    done_on: on,
    place: asks ? `${unit.name.replace(/支部$/u, '')}会议室` : '',
    recorder: asks ? unit.recorder : '',
    evidence: step.requiredEvidence.join('、'),
  }
}

const recorded = ({
  unit,
  orgId,
}: UnitStory): { readonly orgId: string; readonly name: string; readonly recorder: string } => ({
  orgId,
  name: unit.shortName,
  recorder: unit.informant ?? unit.secretary ?? '',
})

/** 健全 needs no putting in order: the standard of the step itself says so. */
const excusedAction = (story: UnitStory, step: Step): NewAction => ({
  ...blank(story, step),
  state: '不适用',
  reason: '班子健全，无整顿任务',
  consent_by: story.supervisor,
  consent_on: USUAL.consented,
})

const earlier = (a: string, b: string): string => (a < b ? a : b)

/** Day a finished step of the first phase was done: its own where the storyline has it, else the last day it was planned for. */
function doneOn(story: Story, unit: UnitStory, step: Step, today: string): string {
  const name = unit.unit.shortName
  const approved = story.plans.find((plan) => plan.unit === name && plan.decision === '批准')?.reviewedOn
  const own: Readonly<Record<string, string | null | undefined>> = {
    'P1-05': approved,
    'P1-06': story.townMobilisation,
    'P1-21': unit.days.submitted,
    'P1-22': unit.days.accepted,
    'P1-23': unit.days.accepted,
  }
  const planned = unit.dates.stepEnds.get(step.code) ?? step.defaultEnd
  return own[step.code] ?? earlier(planned, unit.days.accepted ?? today)
}

/** Steps at the end of the phase: until they are done they have not begun. */
const AT_THE_END = ['P1-20', 'P1-21', 'P1-22', 'P1-23']

const isUnderWay = ({ state }: StoryUnit, code: string): boolean =>
  !AT_THE_END.includes(code) ||
  (code === 'P1-21' && state === '自查中') ||
  (code === 'P1-22' && state === '不予转段')

function stepsOf(campaign: Campaign, { dates }: UnitStory, phase: Step['phase']): Step[] {
  const kind = kindOfUnit(dates.unit)
  if (kind === null) return []
  return stepsFor(campaign, kind, phase).filter((step) => step.kind === '规定动作' && !isMoveStep(step))
}

/** What the state of the unit itself tells, where the storyline lists nothing. */
const isUnfinished = ({ unit, days }: UnitStory, code: string): boolean =>
  unit.unfinishedSteps.includes(code) ||
  (code === 'P1-21' && days.submitted === null) ||
  (code === 'P1-23' && days.accepted === null)

function studyActions(context: Context, story: Story, unit: UnitStory): NewAction[] {
  return stepsOf(context.campaign.template, unit, 'study').flatMap((step) => {
    if (isUnfinished(unit, step.code)) return isUnderWay(unit.unit, step.code) ? [blank(unit, step)] : []
    if (step.code === 'P1-03' && unit.unit.health === '健全') return [excusedAction(unit, step)]
    return [doneAction(recorded(unit), step, doneOn(story, unit, step, context.today))]
  })
}

/** The model school as its story tells; the others have begun to ask for opinions, some secretaries to talk. */
function reviewActions(context: Context, story: Story, unit: UnitStory): NewAction[] {
  const { moved } = unit.days
  if (moved === null) return []
  const { shortName } = unit.unit
  const isModel = story.modelSchool.unit === shortName
  const talked = story.reviewPhase.find((each) => each.unit === shortName)?.secretaryTalked ?? 0
  const begun = ['P2-02', 'P2-18', ...(talked > 0 ? ['P2-05'] : [])]
  return stepsOf(context.campaign.template, unit, 'review').flatMap((step) => {
    if (step.code === 'P2-01') return [doneAction(recorded(unit), step, moved)]
    const told = isModel ? story.modelSchool.steps.find((each) => each.step === step.code) : undefined
    // Its vote on the analyses is held, but one member is not voted on and two write anew.
    if (told !== undefined && step.code !== 'P2-12') return [doneAction(recorded(unit), step, told.to)]
    return told !== undefined || begun.includes(step.code) ? [blank(unit, step)] : []
  })
}

const TIMES = ['下午', '晚上'] as const

/** The branches mobilised on the day of the town's meeting; where there is no secretary, the deputy spoke. */
function mobilisationOf(story: Story, { unit, orgId }: UnitStory): NewRecord<'mobilisation'>[] {
  if (unit.members === null) return []
  const hasSecretary = unit.secretary !== null
  return [
    {
      org_id: orgId,
      on_day: story.townMobilisation,
      time_of_day: TIMES[unit.no % TIMES.length] ?? '晚上',
      speaker: speakerOf(unit),
      speaker_post: hasSecretary ? '书记' : '副书记',
      excuse: hasSecretary ? null : '书记空缺',
      should: unit.members,
      actual: unit.members - (unit.members > 8 ? unit.no % 3 : 0),
      spirit: 1,
      purpose: 1,
      problems: 1,
      record: '动员情况登记表、会议记录、签到册齐全。',
    },
  ]
}

const appointmentsOf = (story: Story, idOf: UnitId): NewRecord<'appointment'>[] =>
  story.homePage.appointments.map(({ on, at, unit, what, who }) => ({
    on_day: on,
    at_time: at,
    org_id: idOf(unit),
    what,
    people: JSON.stringify([who]),
    place: '',
    note: '',
    state: '待办',
  }))

async function storiesOf(context: Context, story: Story, idOf: UnitId): Promise<UnitStory[]> {
  const all = await readDates(context, context.db.read)
  const nameOf = new Map(story.group.members.map(({ key, name }) => [key, name]))
  return story.organisations.map((unit) => {
    const orgId = idOf(unit.shortName)
    return {
      unit,
      orgId,
      dates: datesOf(all, orgId),
      days: daysOf(story, unit),
      supervisor: nameOf.get(unit.supervisor) ?? '',
    }
  })
}

async function putIn(
  context: Context,
  journal: Journal,
  story: Story,
  units: readonly UnitStory[],
): Promise<void> {
  const histories = units.flatMap((unit) => [
    studyHistory(story, unit),
    ...(story.isWhole ? [] : reviewHistory(unit)),
  ])
  await importStages(journal, histories)
  const actions = units.flatMap((unit) => [
    ...studyActions(context, story, unit),
    ...(story.isWhole ? [] : reviewActions(context, story, unit)),
  ])
  await journal.addMany('unit_action', actions)
  const meetings = units.flatMap((unit) => mobilisationOf(story, unit))
  await journal.addMany('mobilisation', meetings)
}

/** Puts in stages, actions, mobilisation meetings and appointments; the plans must be there already. */
export const replaySchedule: Replay = async (context, raw, idOf) => {
  const story = Story.parse(raw)
  const units = await storiesOf(context, story, idOf)
  await write(
    context,
    async (journal) => {
      await putIn(context, journal, story, units)
      await journal.addMany('appointment', appointmentsOf(story, idOf))
    },
    { reason: '示例数据' },
  )
}
