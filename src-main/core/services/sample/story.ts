// The storyline of the sample town as its file holds it, checked when read.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import { FindingState } from '#shared/contract/findings.ts'

const Refusal = z.enum(['r1', 'r2', 'r3', 'r4'])
const Outcome = z.enum(['已改', '未改', '部分', ''])
const PhaseKey = z.enum(['prep', 'study', 'review', 'rectify', 'consolidate'])

const StoryPlan = z.object({
  unit: z.string(),
  version: z.number().int(),
  submittedOn: z.string(),
  reviewedOn: z.string().nullable(),
  reviewer: z.string().nullable(),
  decision: z.enum(['批准', '退回修改', '待审']),
  refused: z.array(Refusal),
  comments: z.array(z.object({ item: Refusal, text: z.string() })),
  demands: z.array(z.object({ item: Refusal, text: z.string(), claimed: Outcome, outcome: Outcome })),
  theme: z.string(),
  text: z.string(),
  guarantees: z.array(z.string()),
  consultedOn: z.string().nullable(),
  schedule: z.array(
    z.object({
      step: z.string(),
      content: z.string(),
      start: z.string().nullable(),
      end: z.string().nullable(),
      owner: z.string(),
      form: z.string(),
      hours: z.number().nullable(),
    }),
  ),
})

const StateOnDay = z.object({ state: FindingState, on: z.string() })

const StoryFinding = z.object({
  no: z.string(),
  unit: z.string(),
  foundOn: z.string(),
  item: z.string(),
  category: z.string(),
  severity: z.string(),
  correction: z.string(),
  dueOn: z.string(),
  firstDueOn: z.string(),
  owner: z.string(),
  state: FindingState,
  description: z.string(),
  phase: PhaseKey,
  foundBy: z.string(),
  demand: z.string(),
  path: z.array(StateOnDay),
  feedbackOn: z.string().nullable(),
  feedback: z.string(),
  evidence: z.string(),
  recheckOn: z.string().nullable(),
  recheckBy: z.string().nullable(),
  recheckResult: z.string().nullable(),
  recheckText: z.string(),
  reopened: z.number().int(),
  progress: z.string(),
})

const StoryInspection = z.object({
  unit: z.string(),
  phase: PhaseKey,
  startedOn: z.string(),
  state: z.enum(['进行中', '已完成']),
  people: z.array(z.string()),
  methods: z.array(z.string()),
  /** Numbers of the findings it led to. */
  findings: z.array(z.string()),
  items: z.array(
    z.object({
      code: z.string(),
      self: z.enum(['达标', '未达标', '不适用', '']),
      result: z.enum(['未查', '达标', '未达标', '补课后达标', '不适用']),
      note: z.string(),
    }),
  ),
})

const StoryUnit = z.object({
  shortName: z.string(),
  level: z.enum(['党委', '总支', '支部', '联合支部', '临时支部', '党小组']),
  unitType: z.string(),
  supervisor: z.string(),
  /** Lines of the checklist the unit did not meet. */
  failedItems: z.array(z.string()),
  notInspected: z.boolean(),
})

export const Story = z.object({
  town: z.object({ name: z.string(), county: z.string() }),
  demoToday: z.string(),
  townMobilisation: z.string(),
  offices: z.object({ townOffice: z.string(), superiorOffice: z.string() }),
  group: z.object({
    name: z.string(),
    code: z.string(),
    members: z.array(z.object({ key: z.string(), name: z.string(), post: z.string() })),
  }),
  organisations: z.array(StoryUnit),
  /** Votes: only their days are used, the inspection came with the vote. */
  polls: z.array(z.object({ unit: z.string(), date: z.string() })),
  /** Committees move after their branches: the group inspected them on the day they reported. */
  parentTransitions: z.array(z.object({ unit: z.string(), reportedOn: z.string() })),
  plans: z.array(StoryPlan),
  findings: z.array(StoryFinding),
  inspections: z.array(StoryInspection),
})

export type Story = z.infer<typeof Story>

/** The whole storyline as its file holds it; each reader checks the part it takes. */
export async function readRawStory(resources: string): Promise<unknown> {
  const text = await readFile(path.join(resources, 'sample', 'storyline.json'), 'utf8')
  return JSON.parse(text) as unknown
}
