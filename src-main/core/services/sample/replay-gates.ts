// The sample town's moves: who has moved on and on what, who waits for what, and who was refused.
import * as z from 'zod'
import { addDays, formatShort } from '#shared/text/civil-date.ts'
import { dissatisfiedIn } from '#shared/rules/poll-action.ts'
import { write, type Context } from '../../context.ts'
import { missingForConsent } from '#shared/rules/gate-action.ts'
import { importMoves, type MoveHistory, type MoveStep } from '../gates/history.ts'
import { judge } from '../gates/conditions.ts'
import { readGates, type UnitGate } from '../gates/facts.ts'
import { gradesOf, namesIn, roundsOf } from '../polls/store.ts'
import type { Replay, UnitId } from './replays.ts'

const Story = z.object({
  group: z.object({
    members: z.array(z.object({ key: z.string(), name: z.string(), post: z.string() })),
  }),
  organisations: z.array(
    z.object({
      shortName: z.string(),
      secretary: z.string().nullable(),
      informant: z.string().nullable(),
      supervisor: z.string(),
      state: z.string(),
    }),
  ),
  polls: z.array(
    z.object({
      unit: z.string(),
      round: z.number().int(),
      date: z.string(),
      reportedOn: z.string().nullable(),
      movedOn: z.string().nullable(),
    }),
  ),
  parentTransitions: z.array(z.object({ unit: z.string(), reportedOn: z.string(), movedOn: z.string() })),
  gates: z.array(
    z.object({
      unit: z.string(),
      waitsFor: z.string().optional(),
      reportedAt: z.string().optional(),
      newMoveOn: z.string().optional(),
    }),
  ),
})
type Story = z.infer<typeof Story>

interface Unit {
  readonly name: string
  readonly applicant: string
  readonly supervisor: string
  readonly leader: string
  readonly gate: UnitGate
  readonly state: string
}

const NO_APPROVAL_NEEDED = '无须先教办批准'
const AGREED = '转段条件具备，同意转段。'

const summaryOf = (unit: Unit): string =>
  `${unit.name}学习动员阶段按批准的方案完成了规定动作，集中学习、上党课、大讨论和走访都有记录；群众提出的意见已逐条梳理，能马上改的已经改了，其余的转入下一阶段继续整改。`

const step = (action: MoveStep['action'], on: string, person: string, text = ''): MoveStep => ({
  action,
  on,
  person,
  text,
})

const applied = (unit: Unit, on: string): MoveStep[] => [
  step('申请', on, unit.applicant),
  step('受理', on, unit.supervisor),
]

const move = (unit: Unit, more: Partial<MoveHistory> & Pick<MoveHistory, 'steps'>): MoveHistory => ({
  gate: unit.gate,
  attempt: 1,
  toPhase: 'review',
  summary: summaryOf(unit),
  plannedOn: null,
  plannedAt: null,
  reportedOn: null,
  reportedAt: null,
  ...more,
})

/** Applied and agreed on the day the poll was reported, then moved. */
const moved = (unit: Unit, reportedOn: string, movedOn: string): MoveHistory =>
  move(unit, {
    plannedOn: movedOn,
    reportedOn,
    steps: [
      ...applied(unit, reportedOn),
      step('同意', reportedOn, unit.leader, AGREED),
      step('报先教办', reportedOn, unit.leader),
      step('批准', movedOn, unit.leader, NO_APPROVAL_NEEDED),
      step('转段', movedOn, unit.leader),
    ],
  })

/** Two days after the vote, in the words of the vote that barred it. */
function refused(context: Context, unit: Unit, voted: string): MoveHistory {
  const { rows, sensitivity } = judge(context, unit.gate)
  const missing = missingForConsent({ rows, sensitivity, ruling: null })
  const words = rows.find(({ key }) => key === 'poll')?.missing ?? missing.join('')
  return move(unit, {
    plannedOn: addDays(voted, 4),
    steps: [...applied(unit, addDays(voted, 1)), step('不予转段', addDays(voted, 2), unit.leader, words)],
  })
}

/** The unit as it stood after an earlier round: that vote barred it. */
async function atRound(context: Context, unit: Unit, round: number): Promise<Unit> {
  const rounds = await roundsOf(context.db.read, {
    orgId: unit.gate.unit.id,
    phase: 'study',
    kind: '阶段满意度',
    subjectId: null,
  })
  const row = rounds.find((each) => Number(each.round) === round)
  if (row === undefined) throw new Error(`the storyline has no round ${round} of ${unit.name}`)
  const poll = {
    id: row.id,
    round,
    on: row.date ?? '',
    valid: row.valid ?? 0,
    dissatisfied: dissatisfiedIn(gradesOf(row)),
    abstained: row.abstained ?? 0,
    witnesses: namesIn(row.supervised_by),
  }
  return { ...unit, gate: { ...unit.gate, poll: row, facts: { ...unit.gate.facts, poll } } }
}

/** Round 1 barred it; after the second it has been agreed to, and the report is still to be made. */
async function onceRefused(context: Context, unit: Unit, dates: readonly string[]): Promise<MoveHistory[]> {
  const [first = '', second = ''] = dates
  const again = addDays(second, 1)
  return [
    refused(context, await atRound(context, unit, 1), first),
    move(unit, {
      attempt: 2,
      plannedOn: addDays(second, 4),
      steps: [
        step('重新申请', again, unit.leader, '补课整改后第2轮测评合格'),
        ...applied(unit, again),
        step('同意', again, unit.leader, AGREED),
      ],
    }),
  ]
}

/** The report came after the hour the meeting was first set for, so the meeting was put off. */
function putOff(unit: Unit, reportedAt: string, newMoveOn: string): MoveHistory {
  const [on = '', at = ''] = reportedAt.split('T')
  const words = `原定当天14:00转段，报送在后，改为${formatShort(newMoveOn, Number(newMoveOn.slice(0, 4)))}`
  return move(unit, {
    plannedOn: newMoveOn,
    reportedOn: on,
    reportedAt: at,
    steps: [
      ...applied(unit, on),
      step('同意', on, unit.leader, AGREED),
      step('报先教办', on, unit.leader, words),
    ],
  })
}

async function waiting(context: Context, story: Story, unit: Unit): Promise<MoveHistory[]> {
  const dates = story.polls.filter((poll) => poll.unit === unit.name).map(({ date }) => date)
  const told = story.gates.find((each) => each.unit === unit.name)
  if (dates.length > 1) return onceRefused(context, unit, dates)
  if (told?.reportedAt !== undefined && told.newMoveOn !== undefined)
    return [putOff(unit, told.reportedAt, told.newMoveOn)]
  if (told?.waitsFor === '阶段小结未交') return [move(unit, { summary: '', steps: [] })]
  const voted = dates[0] ?? context.today
  return [move(unit, { plannedOn: addDays(context.today, 2), steps: applied(unit, addDays(voted, 1)) })]
}

async function movesOf(context: Context, story: Story, unit: Unit): Promise<MoveHistory[]> {
  if (unit.state === '待转段') return waiting(context, story, unit)
  const poll = story.polls.findLast((each) => each.unit === unit.name)
  if (unit.state === '不予转段') return poll === undefined ? [] : [refused(context, unit, poll.date)]
  if (unit.state !== '已转段') return []
  const told = story.parentTransitions.find((each) => each.unit === unit.name) ?? poll
  if (told?.movedOn == null || told.reportedOn === null)
    throw new Error(`the storyline does not say when ${unit.name} moved on`)
  return [moved(unit, told.reportedOn, told.movedOn)]
}

async function unitsOf(context: Context, story: Story, idOf: UnitId): Promise<Unit[]> {
  const gates = new Map((await readGates(context.db.read, context, 'study')).map((g) => [g.unit.id, g]))
  const people = new Map(story.group.members.map(({ key, name }) => [key, name]))
  const leader = story.group.members.find(({ post }) => post === '组长')?.name ?? ''
  return story.organisations.flatMap((each) => {
    const gate = gates.get(idOf(each.shortName))
    if (gate === undefined) return []
    return [
      {
        name: each.shortName,
        applicant: each.secretary ?? each.informant ?? '',
        supervisor: people.get(each.supervisor) ?? leader,
        leader,
        gate,
        state: each.state,
      },
    ]
  })
}

/** Puts in the moves; stages, acceptances and polls must be there already. */
export const replayGates: Replay = async (context, raw, idOf) => {
  const story = Story.parse(raw)
  const moves: MoveHistory[] = []
  for (const unit of await unitsOf(context, story, idOf)) moves.push(...(await movesOf(context, story, unit)))
  await write(context, (journal) => importMoves(context, journal, moves), { reason: '示例数据' })
}
