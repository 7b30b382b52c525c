// Notices: the list with what is still owed, drawing one up, issuing it, and what becomes of it.
import { oc } from '@orpc/contract'
import * as z from 'zod'
import { noticeActions, noticeKinds, noticeStates } from '../rules/notice.ts'
import { Day, Done, Id, refusals } from './common.ts'
import { FindingLight, FindingState, Severity } from './findings.ts'

export const NoticeKind = z.enum(noticeKinds)
export type NoticeKind = z.infer<typeof NoticeKind>
export const NoticeState = z.enum(noticeStates)
export type NoticeState = z.infer<typeof NoticeState>
export const NoticeAction = z.enum(noticeActions)
export type NoticeAction = z.infer<typeof NoticeAction>

const Whole = z.number().int()
const OptionalDay = Day.nullable()

export const NoticeLine = z.object({
  id: Id,
  /** Null while it is a draft. */
  no: z.string().nullable(),
  kind: NoticeKind,
  orgId: Id,
  unit: z.string(),
  phaseName: z.string(),
  issuedOn: OptionalDay,
  receivedOn: OptionalDay,
  signedBy: z.string().nullable(),
  dueOn: OptionalDay,
  /** Whole days until the answer is due, negative when past it; null when nothing is owed. */
  daysLeft: Whole.nullable(),
  light: FindingLight,
  repliedOn: OptionalDay,
  state: NoticeState,
})
export type NoticeLine = z.infer<typeof NoticeLine>

export const NoticeList = z.object({
  rows: z.array(NoticeLine),
  counts: z.object({ all: Whole, drafts: Whole, unsigned: Whole, unanswered: Whole, overdue: Whole }),
})
export type NoticeList = z.infer<typeof NoticeList>

export const NoticeStep = z.object({
  action: NoticeAction,
  from: NoticeState,
  to: NoticeState,
  on: Day,
  person: z.string(),
  text: z.string(),
})
export type NoticeStep = z.infer<typeof NoticeStep>

export const NoticeCase = z.object({
  id: Id,
  rowVersion: Whole,
  no: z.string().nullable(),
  kind: NoticeKind,
  title: z.string(),
  orgId: Id,
  unit: z.string(),
  fullName: z.string(),
  phaseName: z.string(),
  state: NoticeState,
  addressee: z.string(),
  fields: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      type: z.enum(['line', 'text', 'day']),
      hint: z.string(),
      value: z.string(),
    }),
  ),
  findings: z.array(z.object({ id: Id, no: z.string(), state: FindingState })),
  inspectionId: Id.nullable(),
  /** Who gets a copy. */
  holders: z.array(z.string()),
  /** Pages of one copy. */
  pages: Whole,
  issuedOn: OptionalDay,
  issuedBy: z.string().nullable(),
  dueOn: OptionalDay,
  daysLeft: Whole.nullable(),
  light: FindingLight,
  deliveredOn: OptionalDay,
  receivedOn: OptionalDay,
  signedBy: z.string().nullable(),
  repliedOn: OptionalDay,
  reply: z.string(),
  voidReason: z.string().nullable(),
  lastOn: OptionalDay,
  /** Why it cannot be issued today; empty when it can. */
  reasons: z.array(z.string()),
  steps: z.array(NoticeStep),
  actions: z.array(NoticeAction),
  secretary: z.string(),
  groupMembers: z.array(z.string()),
})
export type NoticeCase = z.infer<typeof NoticeCase>

/** What a notice for one unit can rest on. */
export const NoticeChoices = z.object({
  findings: z.array(
    z.object({
      id: Id,
      no: z.string(),
      description: z.string(),
      severity: Severity,
      state: FindingState,
      dueOn: OptionalDay,
      /** Notices it stands on already. */
      notices: z.array(z.string()),
    }),
  ),
  inspections: z.array(
    z.object({
      id: Id,
      date: Day,
      name: z.string(),
      state: z.string(),
      findings: z.array(z.object({ id: Id, no: z.string() })),
    }),
  ),
  /** Moves that are barred: refused requests, and votes at or over the limit. */
  moves: z.array(z.object({ id: Id, entity: z.enum(['transition_request', 'poll']), label: z.string() })),
  /** Members who are to write their analysis again. */
  analyses: z.array(z.object({ id: Id, label: z.string() })),
})
export type NoticeChoices = z.infer<typeof NoticeChoices>

export const NoticeUnit = z.object({
  id: Id,
  name: z.string(),
  unitType: z.string(),
  initials: z.string(),
})
export type NoticeUnit = z.infer<typeof NoticeUnit>

const Versioned = { id: Id, rowVersion: Whole }
const Saved = z.object({ file: z.string() }).nullable()

export const noticesContract = {
  list: oc
    .input(z.object({ orgId: Id.nullable() }))
    .output(NoticeList)
    .errors(refusals),
  units: oc.input(z.object({})).output(z.array(NoticeUnit)),
  choices: oc
    .input(z.object({ orgId: Id }))
    .output(NoticeChoices)
    .errors(refusals),
  get: oc
    .input(z.object({ id: Id }))
    .output(NoticeCase)
    .errors(refusals),
  /** Draws one up from the records chosen: findings, an inspection, a refused move or a barred vote, an analysis. */
  draft: oc
    .input(
      z.object({
        kind: NoticeKind,
        orgId: Id,
        findings: z.array(Id).max(200),
        inspectionId: Id.nullable(),
        transitionId: Id.nullable(),
        pollId: Id.nullable(),
        analysisId: Id.nullable(),
      }),
    )
    .output(NoticeCase)
    .errors(refusals),
  save: oc
    .input(z.object({ ...Versioned, fields: z.record(z.string(), z.string().max(2000)) }))
    .output(NoticeCase)
    .errors(refusals),
  discard: oc.input(z.object(Versioned)).output(Done).errors(refusals),
  issue: oc
    .input(z.object({ ...Versioned, on: Day, person: z.string().trim().max(20) }))
    .output(NoticeCase)
    .errors(refusals),
  act: oc
    .input(
      z.object({
        ...Versioned,
        action: NoticeAction.exclude(['签发']),
        on: Day,
        person: z.string().trim().max(20),
        text: z.string().max(500),
      }),
    )
    .output(NoticeCase)
    .errors(refusals),
  preview: oc
    .input(z.object({ id: Id }))
    .output(z.object({ title: z.string(), address: z.string() }))
    .errors(refusals),
  /** All copies, one after the other. */
  print: oc
    .input(z.object({ id: Id }))
    .output(Done)
    .errors(refusals),
  /** Null when the user gave up; so are the next two. */
  savePdf: oc
    .input(z.object({ id: Id }))
    .output(Saved)
    .errors(refusals),
  saveWord: oc
    .input(z.object({ id: Id }))
    .output(Saved)
    .errors(refusals),
  /** E-2: the list of notices as a workbook. */
  export: oc
    .input(z.object({}))
    .output(z.object({ file: z.string(), rows: Whole }).nullable())
    .errors(refusals),
}
