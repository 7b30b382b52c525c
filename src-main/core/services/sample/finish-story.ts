// The storyline carried on to the end of its first phase: what is open is closed, what was barred votes again, everybody moves on.
import * as z from 'zod'
import { addDays } from '#shared/text/civil-date.ts'
import { FindingState } from '#shared/contract/findings.ts'

/** The day the sample stands at when the whole campaign has been played through. */
export const COURSE_END = '2005-12-31'

/** Days of the end of August on which what is open gets settled. */
const SETTLED = {
  resubmitted: '2005-08-19',
  approved: '2005-08-22',
  closing: '2005-08-18',
  voted: '2005-08-26',
  reported: '2005-08-18',
  moved: '2005-08-20',
} as const

type Raw = Readonly<Record<string, unknown>>
const RawObject = z.record(z.string(), z.unknown())

const Part = z.object({
  plans: z.array(
    z.looseObject({
      unit: z.string(),
      version: z.number().int(),
      decision: z.string(),
      comments: z.array(z.object({ item: z.string(), text: z.string() })),
    }),
  ),
  polls: z.array(
    z.looseObject({
      unit: z.string(),
      round: z.number().int(),
      issued: z.number().int(),
      returned: z.number().int(),
      invalid: z.number().int(),
      dissatisfied: z.number().int(),
      movedOn: z.string().nullable(),
      witness: z.string(),
    }),
  ),
  findings: z.array(
    z.looseObject({
      state: FindingState,
      foundBy: z.string(),
      foundOn: z.string(),
      demand: z.string(),
      path: z.array(z.object({ state: FindingState, on: z.string() })),
    }),
  ),
  issues: z.array(z.looseObject({ kind: z.string(), state: z.string(), owner: z.string() })),
  inspections: z.array(
    z.looseObject({ items: z.array(z.looseObject({ result: z.string(), self: z.string() })) }),
  ),
  organisations: z.array(
    z.looseObject({
      shortName: z.string(),
      level: z.string(),
      members: z.number().int().nullable(),
      state: z.string(),
      supervisor: z.string(),
    }),
  ),
  parentTransitions: z.array(z.object({ unit: z.string(), reportedOn: z.string(), movedOn: z.string() })),
  gates: z.array(z.looseObject({ unit: z.string(), corrected: z.string().optional() })),
  group: z.looseObject({ members: z.array(z.looseObject({ key: z.string(), name: z.string() })) }),
  homePage: RawObject,
})
type Part = z.infer<typeof Part>

/** The last of each unit's rows, in the order of the rows. */
const lastOf = <T extends { readonly unit: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.unit, row]))

/** The plan whose words a unit that never handed one in takes for a start. */
const MODEL = '水泥制品公司支部'

/** A unit of the same kind that has handed in nothing hands in what its neighbour did, in its own name. */
function firstPlans({ plans, organisations }: Part): Part['plans'] {
  const model = plans.findLast(({ unit, decision }) => unit === MODEL && decision === '批准')
  const without = organisations.filter(({ shortName }) => !plans.some(({ unit }) => unit === shortName))
  if (model === undefined) return []
  return without.map(({ shortName }) => {
    const renamed: unknown = JSON.parse(
      JSON.stringify(model).replaceAll(MODEL.replace('支部', ''), shortName.replace('支部', '')),
    )
    return {
      ...Part.shape.plans.element.parse(renamed),
      unit: shortName,
      version: 1,
      submittedOn: SETTLED.resubmitted,
      reviewedOn: SETTLED.approved,
      demands: [],
    }
  })
}

/** What was sent back or waits comes once more and is approved. */
function finishPlans(part: Part): Part['plans'] {
  const { plans } = part
  const open = [...lastOf(plans).values()].filter(({ decision }) => decision !== '批准')
  const settled = plans.map((plan) =>
    plan.decision === '待审'
      ? {
          ...plan,
          decision: '批准',
          reviewedOn: SETTLED.approved,
          reviewer: '田克勤',
          comments: [],
          refused: [],
        }
      : plan,
  )
  const again = open
    .filter(({ decision }) => decision !== '待审')
    .map((plan) => ({
      ...plan,
      version: plan.version + 1,
      submittedOn: SETTLED.resubmitted,
      reviewedOn: SETTLED.approved,
      reviewer: '田克勤',
      decision: '批准',
      refused: [],
      comments: [],
      demands: plan.comments.map(({ item, text }) => ({ item, text, claimed: '已改', outcome: '已改' })),
    }))
  return [...settled, ...again, ...firstPlans(part)]
}

const isBarred = ({ dissatisfied, returned, invalid }: Part['polls'][number]): boolean =>
  dissatisfied * 100 >= 10 * (returned - invalid)

/** A clean vote of a unit: everybody answered, one in nine 基本满意. */
function cleanVote(
  unit: string,
  round: number,
  voters: number,
  on: string,
  witness: string,
): Part['polls'][number] {
  const basic = Math.floor(voters / 9)
  return {
    unit,
    round,
    date: on,
    issued: voters,
    returned: voters,
    valid: voters,
    verdict: '可',
    invalid: 0,
    satisfied: voters - basic,
    basic,
    dissatisfied: 0,
    abstained: 0,
    reportedOn: addDays(on, 1),
    movedOn: addDays(on, 3),
    witness,
  }
}

/** Who was barred or had not voted votes at the end of August; who only waited is reported and moves. */
function finishPolls(part: Part): Part['polls'] {
  const last = lastOf(part.polls)
  const people = new Map(part.group.members.map(({ key, name }) => [key, name]))
  const reported = part.polls.map((poll) =>
    poll === last.get(poll.unit) && poll.movedOn === null && !isBarred(poll)
      ? { ...poll, reportedOn: SETTLED.reported, movedOn: SETTLED.moved }
      : poll,
  )
  const votes = part.organisations.flatMap(({ shortName, members, supervisor }, i) => {
    const before = last.get(shortName)
    if (members === null || (before !== undefined && !isBarred(before))) return []
    const on = addDays(SETTLED.voted, i % 4)
    const voters = before?.issued ?? Math.max(12, members + 6)
    return [cleanVote(shortName, (before?.round ?? 0) + 1, voters, on, people.get(supervisor) ?? '田克勤')]
  })
  return [...reported, ...votes]
}

const WAY: readonly FindingState[] = ['登记', '已下达', '整改中', '已反馈', '待复查', '已销号']

/** From where a finding stands to 已销号, a day a step; what was sent back is worked on again. */
function wayOut(state: FindingState): readonly FindingState[] {
  if (state === '撤销') return []
  return state === '退回重改' ? WAY.slice(2) : WAY.slice(WAY.indexOf(state) + 1)
}

function finishFinding(finding: Part['findings'][number]): Part['findings'][number] {
  const rest = wayOut(finding.state)
  if (rest.length === 0) return finding
  const path = [...finding.path, ...rest.map((state, i) => ({ state, on: addDays(SETTLED.closing, i) }))]
  const dayOf = (state: FindingState): string => path.findLast((step) => step.state === state)?.on ?? ''
  return {
    ...finding,
    path,
    state: '已销号',
    feedbackOn: dayOf('已反馈'),
    feedback: '已按要求整改到位，有关记录已补齐。',
    evidence: '整改记录、现场照片',
    recheckOn: dayOf('已销号'),
    recheckBy: finding.foundBy,
    recheckResult: '同意销号',
    recheckText: '现场复查，问题已解决，同意销号。',
    progress: '',
  }
}

function finishIssue(issue: Part['issues'][number]): Part['issues'][number] {
  const isOpen = issue.state === '整改中' || issue.state === '立改中' || issue.state === '已完成'
  if (!isOpen) return issue
  const verifiedBy = issue.owner === '叶素心' ? '田克勤' : '叶素心'
  return { ...issue, state: '已销号', doneOn: '2005-09-12', verifiedOn: '2005-09-15', verifiedBy }
}

function finishInspection(inspection: Part['inspections'][number]): Part['inspections'][number] {
  const items = inspection.items.map((item) => ({
    ...item,
    self: item.self === '不适用' ? '不适用' : '达标',
    result: item.result === '不适用' ? '不适用' : '达标',
  }))
  return { ...inspection, state: '已完成', items }
}

const GENERAL: readonly string[] = ['党委', '总支']

const finishParents = ({ organisations, parentTransitions }: Part): Part['parentTransitions'] => [
  ...parentTransitions,
  ...organisations
    .filter(
      ({ shortName, level }) =>
        GENERAL.includes(level) && !parentTransitions.some(({ unit }) => unit === shortName),
    )
    .map(({ shortName }) => ({ unit: shortName, reportedOn: '2005-08-26', movedOn: '2005-08-29' })),
]

/** The same storyline with every unit through 学习动员; what it says of later phases stays as it is. */
export function finishStory(raw: unknown): Raw {
  const part = Part.parse(raw)
  return {
    ...RawObject.parse(raw),
    isWhole: true,
    demoToday: COURSE_END,
    plans: finishPlans(part),
    polls: finishPolls(part),
    findings: part.findings.map(finishFinding),
    issues: part.issues.map(finishIssue),
    inspections: part.inspections.map(finishInspection),
    organisations: part.organisations.map((unit) => ({
      ...unit,
      // Who had not moved on yet makes up what was missed before it does.
      ...(unit.state === '已转段' ? {} : { studied: unit.members, enoughHours: unit.members }),
      state: '已转段',
      unfinishedSteps: [],
      failedItems: [],
      notInspected: false,
    })),
    parentTransitions: finishParents(part),
    gates: part.gates.filter(({ corrected }) => corrected !== undefined),
    homePage: { ...part.homePage, appointments: [] },
  }
}
