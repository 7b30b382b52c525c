// The application itself: first start, who works, the frame's facts, search, settings.
import { eventIterator, oc } from '@orpc/contract'
import * as z from 'zod'
import { Day, Done, Empty, Id, PickedFile, Progress, refusals } from './common.ts'

export const Role = z.enum(['组长', '组员', '只读'])
export const GroupMember = z.object({ id: Id, name: z.string(), role: Role, active: z.boolean() })
export type GroupMember = z.infer<typeof GroupMember>

export const Town = z.object({
  town: z.string().min(1).max(30),
  county: z.string().max(30),
  groupName: z.string().min(1).max(30),
  groupCode: z.string().max(10),
  officeName: z.string().min(1).max(30),
  superiorOfficeName: z.string().max(30),
  campaignKey: z.string(),
  members: z.array(z.object({ name: z.string().min(1).max(20), role: Role })).min(1),
})
export type Town = z.infer<typeof Town>

export const AppStatus = z.object({
  /** 'welcome': no data folder is open; 'who': open, nobody chosen yet; 'ready'. */
  stage: z.enum(['welcome', 'who', 'ready']),
  version: z.string(),
  folder: z.string().nullable(),
  isSample: z.boolean(),
  today: Day,
  town: z.string(),
  campaignName: z.string(),
  batchName: z.string(),
  phase: z.object({ key: z.string(), name: z.string(), day: z.number().int() }).nullable(),
  groupName: z.string(),
  officeName: z.string(),
  actor: GroupMember.nullable(),
  members: z.array(GroupMember),
  /** Numbers beside the rail entries, by route name. */
  badges: z.record(z.string(), z.number().int()),
})
export type AppStatus = z.infer<typeof AppStatus>

export const SearchHit = z.object({
  kind: z.enum(['单位', '党员', '问题', '页面', '规则']),
  title: z.string(),
  detail: z.string(),
  /** Route to open, for example /units/<id>. */
  to: z.string(),
})
export type SearchHit = z.infer<typeof SearchHit>

export const ThresholdSetting = z.object({
  key: z.string(),
  label: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  comparator: z.string(),
  basis: z.string(),
  isDefault: z.boolean(),
  changedReason: z.string().nullable(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})
export type ThresholdSetting = z.infer<typeof ThresholdSetting>

export const appContract = {
  status: oc.input(Empty).output(AppStatus),
  templates: oc
    .input(Empty)
    .output(z.array(z.object({ key: z.string(), name: z.string(), batches: z.array(z.string()) }))),
  recent: oc
    .input(Empty)
    .output(z.array(z.object({ token: z.string(), name: z.string(), town: z.string() }))),
  pickFolder: oc.input(z.object({ purpose: z.enum(['create', 'open']) })).output(PickedFile.nullable()),
  create: oc
    .input(z.object({ folder: z.string().nullable(), town: Town }))
    .output(AppStatus)
    .errors(refusals),
  open: oc
    .input(z.object({ folder: z.string() }))
    .output(AppStatus)
    .errors(refusals),
  loadSample: oc
    .input(z.object({ course: z.enum(['halfway', 'whole']).default('halfway') }))
    .output(eventIterator(Progress, AppStatus))
    .errors(refusals),
  close: oc.input(Empty).output(AppStatus),
  chooseActor: oc
    .input(z.object({ id: Id }))
    .output(AppStatus)
    .errors(refusals),
  saveMember: oc
    .input(
      z.object({
        id: Id.nullable(),
        name: z.string().trim().min(1).max(20),
        role: Role,
        active: z.boolean(),
      }),
    )
    .output(AppStatus)
    .errors(refusals),
  search: oc
    .input(z.object({ text: z.string().max(60), limit: z.number().int().max(50) }))
    .output(z.array(SearchHit)),
  thresholds: oc.input(Empty).output(z.array(ThresholdSetting)),
  saveThreshold: oc
    .input(
      z.object({
        key: z.string(),
        value: z.number().nullable(),
        basis: z.string().trim().min(1).max(200),
        reason: z.string().trim().min(4).max(200),
      }),
    )
    .output(z.array(ThresholdSetting))
    .errors(refusals),
  profile: oc.input(Empty).output(Town),
  saveProfile: oc
    .input(z.object({ town: Town, reason: z.string().trim().min(1) }))
    .output(AppStatus)
    .errors(refusals),
  backups: oc
    .input(Empty)
    .output(z.array(z.object({ name: z.string(), at: z.string(), bytes: z.number(), manual: z.boolean() }))),
  backupNow: oc.input(Empty).output(Done).errors(refusals),
  preference: oc
    .input(z.object({ key: z.string().max(100), value: z.unknown().optional() }))
    .output(z.object({ value: z.unknown() })),
  showLog: oc.input(Empty).output(Done),
}
