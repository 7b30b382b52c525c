// Opinions and talks: the units with their four steps, one unit with channels, merging, feedback and talks, and every act.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { channelKinds, opinionObjects, talkKinds } from '../rules/opinion-kinds.ts'
import { Day, Done, Id, refusals } from './common.ts'

const Whole = z.number().int()

export const ChannelKind = z.enum(channelKinds)
export const ChannelFamily = z.enum(['会议', '书面', '开放渠道'])
export const OpinionObject = z.enum(opinionObjects)
export type OpinionObject = z.infer<typeof OpinionObject>
export const TalkKind = z.enum(talkKinds)
export type TalkKind = z.infer<typeof TalkKind>

/** Where the day of the meeting is known from: held, recorded as a prescribed action, or only planned. */
export const OpinionMeeting = z.object({ on: Day, from: z.enum(['组织生活会', '规定动作', '方案']) })
export type OpinionMeeting = z.infer<typeof OpinionMeeting>

/** How far a unit is with one of the four steps. */
export const OpinionStep = z.object({
  name: z.enum(['渠道', '归并', '反馈', '谈心']),
  state: z.enum(['ok', 'doing', 'none', 'na']),
  /** One line that says how far. */
  tip: z.string(),
})
export type OpinionStep = z.infer<typeof OpinionStep>

export const OpinionUnit = z.object({
  orgId: Id,
  unit: z.string(),
  unitType: z.string(),
  initials: z.string(),
  /** In the phase or through it. */
  hasBegun: z.boolean(),
  hasRecords: z.boolean(),
  members: Whole,
  /** 条次 as put, 条 after merging. */
  raw: Whole,
  merged: Whole,
  steps: z.array(OpinionStep),
})
export type OpinionUnit = z.infer<typeof OpinionUnit>

export const OpinionVerdict = z.object({
  rule: z.string(),
  title: z.string(),
  outcome: z.enum(['pass', 'fail', 'not-assessed']),
  reason: z.string(),
  details: z.array(z.string()),
  basis: z.string(),
})
export type OpinionVerdict = z.infer<typeof OpinionVerdict>

export const ChannelLine = z.object({
  /** Null for a channel only the list of opinions tells of. */
  id: Id.nullable(),
  rowVersion: Whole.nullable(),
  kind: ChannelKind,
  family: ChannelFamily,
  from: z.string(),
  until: z.string(),
  issued: Whole.nullable(),
  returned: Whole.nullable(),
  /** 63/110（57.27%）; '' where nothing comes back. */
  rate: z.string(),
  /** 条次 as the channel was reported. */
  stated: Whole.nullable(),
  /** 条次 of the opinions entered for this kind of channel; null on the second line of a kind. */
  entered: Whole.nullable(),
  merged: Whole.nullable(),
  scope: z.string(),
  remark: z.string(),
})
export type ChannelLine = z.infer<typeof ChannelLine>

export const OpinionLine = z.object({
  id: Id,
  rowVersion: Whole,
  channel: ChannelKind,
  object: OpinionObject,
  memberId: Id.nullable(),
  member: z.string(),
  text: z.string(),
  category: z.string(),
  times: Whole,
  mergedNo: z.string().nullable(),
  fedBackOn: z.string().nullable(),
})
export type OpinionLine = z.infer<typeof OpinionLine>

export const MergedLine = z.object({
  no: z.string(),
  text: z.string(),
  /** The text was written for the merged opinion; else it is the first of those under the number. */
  isReworded: z.boolean(),
  objects: z.array(OpinionObject),
  members: z.array(z.string()),
  /** 条次 under the number. */
  times: Whole,
  ids: z.array(Id),
})
export type MergedLine = z.infer<typeof MergedLine>

export const FeedbackLine = z.object({
  memberId: Id,
  name: z.string(),
  initials: z.string(),
  post: z.string(),
  /** 条次 and 条 about this member. */
  raw: Whole,
  items: Whole,
  kind: z.enum(['反馈', '未征求到意见']).nullable(),
  on: z.string().nullable(),
  manner: z.string(),
  person: z.string(),
  /** Told after the meeting. */
  isLate: z.boolean(),
  /** 条 that came after he was told, or after nothing had been put on record. */
  since: Whole,
  isSettled: z.boolean(),
})
export type FeedbackLine = z.infer<typeof FeedbackLine>

export const TalkLine = z.object({
  id: Id,
  rowVersion: Whole,
  talker: z.string(),
  partners: z.array(z.string()),
  kind: TalkKind,
  on: z.string(),
  place: z.string(),
  points: z.string(),
})
export type TalkLine = z.infer<typeof TalkLine>

export const TalkCover = z.object({
  memberId: Id,
  /** As talks name the member: namesakes of the branch with the tail of the id number. */
  name: z.string(),
  initials: z.string(),
  post: z.string(),
  isSecretary: z.boolean(),
  /** The day of the first talk with the secretary; '' when the talk bears none; null when there was none. */
  bySecretary: z.string().nullable(),
  times: Whole,
  lastOn: z.string(),
})
export type TalkCover = z.infer<typeof TalkCover>

export const OpinionBoard = z.object({
  unit: OpinionUnit,
  fullName: z.string(),
  secretary: z.string(),
  phaseStart: Day.nullable(),
  meeting: OpinionMeeting.nullable(),
  verdicts: z.array(OpinionVerdict),
  channels: z.array(ChannelLine),
  /** Families that no channel covers yet. */
  missingFamilies: z.array(ChannelFamily),
  /** Kinds the list of opinions tells of that are not registered as a channel. */
  unregistered: z.array(ChannelKind),
  /** 条次 by kind of channel and by object. */
  matrix: z.array(z.object({ kind: ChannelKind, counts: z.record(z.string(), Whole), total: Whole })),
  opinions: z.array(OpinionLine),
  merged: z.array(MergedLine),
  /** Opinions without a number yet. */
  pending: Whole,
  members: z.array(FeedbackLine),
  talks: z.array(TalkLine),
  coverage: z.array(TalkCover),
  /** Names in talks that the roster of the unit does not have, people outside the Party left out. */
  unknownNames: z.array(z.string()),
})
export type OpinionBoard = z.infer<typeof OpinionBoard>

const Some = z.array(Id).min(1).max(20_000)
/** What can be taken back as a whole. */
const Batch = z.object({ batch: Id, count: Whole })
const Unit = z.object({ orgId: Id })
const Paper = z.object({
  orgId: Id,
  /** 意见反馈单, 意见反馈登记表, 征求意见表 to be filled in. */
  paper: z.enum(['slips', 'register', 'form']),
  /** Slips of these members only; null: everybody there are opinions about. */
  memberIds: z.array(Id).max(2000).nullable(),
})
export type OpinionPaper = z.infer<typeof Paper>

export const AddTalksInput = z.object({
  orgId: Id,
  talker: z.string().max(20),
  partners: z.array(z.string().max(40)).min(1).max(500),
  kind: TalkKind,
  on: Day,
  place: z.string().max(60),
  points: z.string().max(1000),
  problems: z.string().max(1000),
  suggestions: z.string().max(1000),
})
export type AddTalksInput = z.infer<typeof AddTalksInput>

export const opinionsContract = {
  /** Every unit in the order of the roster. */
  units: oc.output(z.array(OpinionUnit)),
  board: oc.input(Unit).output(OpinionBoard).errors(refusals),
  /** Registers the channels that only the list of opinions tells of. */
  takeInChannels: oc.input(Unit).output(Batch).errors(refusals),
  /** Several opinions under one number: a new one, or one that stands; their words stay. */
  merge: oc
    .input(z.object({ orgId: Id, ids: Some, text: z.string().max(2000), no: z.string().max(20).nullable() }))
    .output(Batch)
    .errors(refusals),
  /** Each opinion under a number of its own. */
  setApart: oc
    .input(z.object({ orgId: Id, ids: Some }))
    .output(Batch)
    .errors(refusals),
  /** Takes the numbers away again. */
  unmerge: oc
    .input(z.object({ orgId: Id, ids: Some }))
    .output(Batch)
    .errors(refusals),
  reword: oc
    .input(z.object({ orgId: Id, no: z.string().max(20), text: z.string().max(2000) }))
    .output(Batch)
    .errors(refusals),
  feedBack: oc
    .input(
      z.object({
        orgId: Id,
        memberIds: Some,
        on: Day,
        manner: z.string().max(40),
        person: z.string().max(20),
      }),
    )
    .output(Batch)
    .errors(refusals),
  recordNone: oc
    .input(z.object({ orgId: Id, memberIds: Some, on: Day, person: z.string().max(20) }))
    .output(Batch)
    .errors(refusals),
  /** Takes what is recorded of the members' feedback off the record. */
  withdrawFeedback: oc
    .input(z.object({ orgId: Id, memberIds: Some }))
    .output(Batch)
    .errors(refusals),
  addTalks: oc.input(AddTalksInput).output(Batch).errors(refusals),
  /** Takes back one of the acts above. */
  undo: oc
    .input(z.object({ batch: Id }))
    .output(z.object({ kept: Whole }))
    .errors(refusals),
  previewPaper: oc
    .input(Paper)
    .output(z.object({ title: z.string(), address: z.string() }))
    .errors(refusals),
  printPaper: oc.input(Paper).output(Done).errors(refusals),
  savePaper: oc
    .input(Paper)
    .output(z.object({ file: z.string() }).nullable())
    .errors(refusals),
}
