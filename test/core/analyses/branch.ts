// A branch with members and the steps that bring an analysis to a state, for tests.
import { ON_PAPER, type AnalysisInput } from '../../../src-main/shared/rules/analysis-action.ts'
import type { AnalysisState } from '../../../src-main/shared/rules/machines.ts'
import { write, type Context } from '../../../src-main/core/context.ts'
import { actOnAnalysis, planHelp } from '../../../src-main/core/services/analyses/act.ts'
import { plainInput, publicise, setMeeting } from '../../../src-main/core/services/analyses/branch.ts'
import { analysisOf, type AnalysisRow } from '../../../src-main/core/services/analyses/store.ts'
import { idFor } from '../imports/workbooks.ts'
import { addUnit } from '../issues/unit.ts'

export { addUnit, planHelp }

const member = {
  extra: null,
  initials: '',
  sex: '男',
  ethnic: null,
  native_place: null,
  birth_date: '1955-07-01',
  education: null,
  work_start_date: null,
  join_date: '1985-07',
  confirm_date: '1986-07',
  party_post: null,
  work_unit: null,
  is_floating: null,
  floating_place: null,
  floating_since: null,
  floating_cert: null,
  is_lost: null,
  lost_since: null,
  address: null,
  phone: null,
  roster_state: null,
  remark: null,
} as const

let born = 0

/** Adds a member and answers with his id. */
export const addMember = (
  context: Context,
  orgId: string,
  name: string,
  more: { readonly categories?: readonly string[]; readonly kind?: '正式' | '预备' } = {},
): Promise<string> =>
  write(context, (journal) =>
    journal.add('member', {
      ...member,
      name,
      id_no: idFor('19550701', (born += 1) * 2 + 1),
      org_id: orgId,
      member_kind: more.kind ?? '正式',
      categories: more.categories === undefined ? null : JSON.stringify(more.categories),
    }),
  )

export const DAYS = {
  written: '2005-08-02',
  read: '2005-08-03',
  from: '2005-08-04',
  to: '2005-08-07',
  meeting: '2005-08-05',
  polled: '2005-08-08',
  helped: '2005-08-09',
  rewritten: '2005-08-10',
} as const

export const FULL = {
  gains: '参加了全部集中学习',
  problems: '批改作业不细',
  roots: '责任心不强',
  direction: '每天批改到人',
}

export const PASSED = { valid: 30, invalid: 0, satisfied: 20, basic: 1, dissatisfied: 8, abstained: 1 }
export const FAILED = { valid: 29, invalid: 1, satisfied: 15, basic: 5, dissatisfied: 9, abstained: 0 }

/** An input with which the step may be taken where it is legal. */
export function inputFor(action: AnalysisInput['action'], more: Partial<AnalysisInput> = {}): AnalysisInput {
  const usual: Readonly<Record<AnalysisInput['action'], Partial<AnalysisInput> & { on: string }>> = {
    批准口述: { on: DAYS.written, person: '姚家和', category: '书写困难', text: '书写有困难' },
    批准免写: { on: DAYS.written, person: '姚家和', category: '书写困难', text: '年老体弱，卧床' },
    交稿: { on: DAYS.written, sections: FULL, chars: 3000 },
    退回: { on: DAYS.written, person: '姚家和', reasons: ['没有根源'] },
    通过: { on: DAYS.read, person: '姚家和', text: '同意' },
    测评: { on: DAYS.polled, person: '叶素心', ballots: PASSED },
    定为合格: { on: DAYS.polled, person: '叶素心' },
    定为重写: { on: DAYS.polled, person: '叶素心' },
    开始帮助: { on: DAYS.helped, person: '姚家和', text: '谈话一次，指出问题' },
    交修改稿: { on: DAYS.polled, sections: { ...FULL, gains: ON_PAPER } },
    归档: { on: DAYS.polled },
  }
  return { ...plainInput(action, usual[action].on), ...usual[action], ...more }
}

export const rowOf = async (context: Context, memberId: string): Promise<AnalysisRow | undefined> =>
  analysisOf(context.db.read, memberId)

export async function act(
  context: Context,
  memberId: string,
  action: AnalysisInput['action'],
  more: Partial<AnalysisInput> = {},
): Promise<void> {
  const row = await rowOf(context, memberId)
  await actOnAnalysis(context, { ...inputFor(action, more), memberId, rowVersion: row?.row_version ?? null })
}

/** Handed in, passed, shown, with the day of the meeting. */
export async function toApproved(context: Context, orgId: string, memberId: string): Promise<void> {
  await act(context, memberId, '交稿')
  await act(context, memberId, '通过')
  await setMeeting(context, { orgId, memberIds: [memberId], on: DAYS.meeting })
  const { from, to } = DAYS
  await publicise(context, { orgId, memberIds: [memberId], from, to, range: '本支部', form: '公开栏' })
}

async function toDecided(
  context: Context,
  orgId: string,
  memberId: string,
  isPassed: boolean,
): Promise<void> {
  await toApproved(context, orgId, memberId)
  await act(context, memberId, '测评', { ballots: isPassed ? PASSED : FAILED })
  await act(context, memberId, isPassed ? '定为合格' : '定为重写')
}

/** How each state is reached; `isPassed` is what the ballots of 已测评 say. */
export const reach: Readonly<
  Record<AnalysisState, (context: Context, orgId: string, id: string, isPassed?: boolean) => Promise<void>>
> = {
  未交: () => Promise.resolve(),
  口述: (context, _org, id) => act(context, id, '批准口述'),
  免写: (context, _org, id) => act(context, id, '批准免写'),
  已交: (context, _org, id) => act(context, id, '交稿'),
  退回修改: async (context, _org, id) => {
    await act(context, id, '交稿')
    await act(context, id, '退回')
  },
  审阅通过: toApproved,
  已测评: async (context, org, id, isPassed = true) => {
    await toApproved(context, org, id)
    await act(context, id, '测评', { ballots: isPassed ? PASSED : FAILED })
  },
  合格: (context, org, id) => toDecided(context, org, id, true),
  待重写: (context, org, id) => toDecided(context, org, id, false),
  帮助中: async (context, org, id) => {
    await toDecided(context, org, id, false)
    await act(context, id, '开始帮助')
  },
  会后修改稿已交: async (context, org, id) => {
    await toDecided(context, org, id, true)
    await act(context, id, '交修改稿')
  },
  归档: async (context, org, id) => {
    await toDecided(context, org, id, true)
    await act(context, id, '交修改稿')
    await act(context, id, '归档')
  },
}
