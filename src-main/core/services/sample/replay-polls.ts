// The votes of the sample town: every round confirmed, and those that had been reported to the office.
import * as z from 'zod'
import { write } from '../../context.ts'
import { addDays } from '#shared/text/civil-date.ts'
import { importPolls, type PollHistory } from '../polls/history.ts'
import type { Replay } from './replays.ts'

const Part = z.object({
  polls: z.array(
    z.object({
      unit: z.string(),
      round: z.number().int(),
      date: z.string(),
      issued: z.number().int(),
      returned: z.number().int(),
      invalid: z.number().int(),
      satisfied: z.number().int(),
      basic: z.number().int(),
      dissatisfied: z.number().int(),
      abstained: z.number().int(),
      reportedOn: z.string().nullable(),
      witness: z.string(),
    }),
  ),
  gates: z.array(
    z.object({ unit: z.string(), reportedAt: z.string().optional(), corrected: z.string().optional() }),
  ),
  organisations: z.array(z.object({ shortName: z.string(), secretary: z.string().nullish() })),
})
type Part = z.infer<typeof Part>

/** 2005-08-16T16:00 as day and time of day. */
const instantOf = (text: string): { on: string; at: string } => ({
  on: text.slice(0, 10),
  at: text.slice(11, 16),
})

function reportOf({ gates }: Part, poll: Part['polls'][number]): PollHistory['reported'] {
  const timed = gates.find(({ unit, reportedAt }) => unit === poll.unit && reportedAt !== undefined)
  if (timed?.reportedAt !== undefined) return instantOf(timed.reportedAt)
  return poll.reportedOn === null ? null : { on: poll.reportedOn, at: null }
}

/** A second round follows a day of making up, halfway between the two. */
function makeupOf({ polls }: Part, poll: Part['polls'][number]): PollHistory['makeup'] {
  const before = polls.find(({ unit, round }) => unit === poll.unit && round === poll.round - 1)
  if (before === undefined) return null
  return { note: '针对群众不满意的问题补课整改，补课情况已向参评人员通报。', on: addDays(poll.date, -3) }
}

/** Stores the 51 polls of the storyline. */
export const replayPolls: Replay = async (context, story, idOf) => {
  const part = Part.parse(story)
  const secretaries = new Map(part.organisations.map((o) => [o.shortName, o.secretary ?? '']))
  const rows = part.polls.map((poll): PollHistory => {
    const note = part.gates.find(({ unit, corrected }) => unit === poll.unit && corrected !== undefined)
    return {
      orgId: idOf(poll.unit),
      phase: 'study',
      round: poll.round,
      date: poll.date,
      scope: '本单位党员、群众和服务对象代表',
      issued: poll.issued,
      returned: poll.returned,
      invalid: poll.invalid,
      grades: {
        satisfied: poll.satisfied,
        basic: poll.basic,
        dissatisfied: poll.dissatisfied,
        abstained: poll.abstained,
      },
      heldBy: secretaries.get(poll.unit) ?? '',
      supervisedBy: [poll.witness],
      materialsOn: addDays(poll.date, -2),
      categories: ['本单位', '服务对象', '人大代表'],
      makeup: makeupOf(part, poll),
      reported: reportOf(part, poll),
      remark: note?.corrected ?? null,
    }
  })
  await write(context, (journal) => importPolls(journal, context.campaign, rows), { reason: '示例数据' })
}
