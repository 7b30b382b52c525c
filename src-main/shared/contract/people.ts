// People: what leaders do, and the roster by category.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { Id, refusals } from './common.ts'
import { ReviewMark } from './reviews.ts'

/** A rule's word on a leader. */
export const LeaderVerdict = z.object({
  mark: ReviewMark,
  reason: z.string(),
  details: z.array(z.string()),
})
export type LeaderVerdict = z.infer<typeof LeaderVerdict>

export const LeaderEvidence = z.object({
  on: z.string(),
  text: z.string(),
  /** Records it stands in. */
  from: z.enum(['带头登记', '联系点活动', '困难事项']),
  /** Route of the record. */
  to: z.string(),
})
export type LeaderEvidence = z.infer<typeof LeaderEvidence>

export const Leader = z.object({
  name: z.string(),
  post: z.string(),
  /** Branch the leader belongs to; null for one who is on no roster. */
  branch: z.object({ id: Id, name: z.string() }).nullable(),
  points: z.array(
    z.object({ id: Id, unit: z.string(), isDemo: z.boolean(), visits: z.number().int(), lastOn: z.string() }),
  ),
  visits: z.array(
    z.object({
      id: Id,
      on: z.string(),
      unit: z.string(),
      /** False for a visit to a unit that is not among the leader's contact points. */
      isPoint: z.boolean(),
      matters: z.array(z.string()),
      content: z.string(),
      problems: z.string(),
      solved: z.string(),
    }),
  ),
  lectures: z.number().int(),
  /** By item, in the order of `items`. */
  items: z.array(z.array(LeaderEvidence)),
  attendance: z.object({
    sessions: z.number().int(),
    attended: z.number().int(),
    /** 8/10（80.00%）; — where there was no session. */
    share: z.string(),
    branchShare: z.string(),
  }),
  /** R-04; null for cadres who are not of the town's leadership. */
  contact: LeaderVerdict.nullable(),
  /** R-05; null for somebody who is no leading cadre of the roster. */
  example: LeaderVerdict.nullable(),
})
export type Leader = z.infer<typeof Leader>

const Saved = z.object({ file: z.string(), rows: z.number().int() }).nullable()

export const peopleContract = {
  leaders: oc.output(z.object({ items: z.array(z.string()), leaders: z.array(Leader) })),
  /** 领导干部参加活动情况表 as a workbook; null when the user gave up. */
  exportLeaders: oc.output(Saved).errors(refusals),
  previewLeaders: oc.output(z.object({ title: z.string(), address: z.string() })),
  printLeaders: oc.output(z.object({ done: z.literal(true) })).errors(refusals),
  saveLeaders: oc.output(z.object({ file: z.string() }).nullable()).errors(refusals),
  /** E-15: the roster with a sheet for each category; personal numbers masked. */
  exportCategories: oc.output(Saved).errors(refusals),
}
