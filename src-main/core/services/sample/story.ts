// The storyline of the sample town as its file holds it, checked when read.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'

const Refusal = z.enum(['r1', 'r2', 'r3', 'r4'])
const Outcome = z.enum(['已改', '未改', '部分', ''])

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

const Story = z.object({
  town: z.object({ name: z.string(), county: z.string() }),
  demoToday: z.string(),
  townMobilisation: z.string(),
  offices: z.object({ townOffice: z.string(), superiorOffice: z.string() }),
  group: z.object({
    name: z.string(),
    code: z.string(),
    members: z.array(z.object({ name: z.string(), post: z.string() })),
  }),
  plans: z.array(StoryPlan),
  // Each is checked by the service that takes it over.
  findings: z.array(z.unknown()),
  inspections: z.array(z.unknown()),
})

export type Story = z.infer<typeof Story>
export type StoryPlan = z.infer<typeof StoryPlan>

export async function readStory(resources: string): Promise<Story> {
  const text = await readFile(path.join(resources, 'sample', 'storyline.json'), 'utf8')
  return Story.parse(JSON.parse(text))
}
