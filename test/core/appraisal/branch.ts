// A branch with members, its meeting and the steps that bring a case to a state, for tests.
import type { MeetingDraft } from '#shared/contract/appraisal.ts'
import type { CaseActDraft } from '#shared/contract/appraisal.ts'
import type { UnqualifiedState } from '#shared/rules/machines.ts'
import type { UnqualifiedAction } from '#shared/rules/unqualified-action.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { actOnCase, saveCase } from '../../../src-main/core/services/appraisal/cases.ts'
import { saveMeeting } from '../../../src-main/core/services/appraisal/meetings.ts'
import { caseById } from '../../../src-main/core/services/appraisal/store.ts'
import { openConfidential } from '../../../src-main/core/services/ledgers/confidential.ts'
import { addMember, addUnit } from '../analyses/branch.ts'

export { addMember, addUnit }

export const DAYS = {
  meeting: '2005-08-05',
  madeUp: '2005-08-06',
  committee: '2005-08-08',
  feedback: '2005-08-10',
  notice: '2005-08-12',
} as const

export const reason = '组长查看不合格党员台账'
export const openCases = (context: Context): Promise<void> => openConfidential(context, 'unqualified', reason)

export const meetingOf = (
  orgId: string,
  memberIds: readonly string[],
  more: Partial<MeetingDraft> = {},
): MeetingDraft => ({
  id: null,
  version: null,
  orgId,
  kind: '专题组织生活会',
  on: DAYS.meeting,
  place: '会议室',
  host: '姚家和',
  activists: 1,
  representatives: 2,
  others: 0,
  noActivists: false,
  feedbackOn: null,
  noticeOn: null,
  recorder: '',
  remark: '',
  members: memberIds.map((memberId) => ({
    memberId,
    attendance: '到会',
    examined: true,
    written: false,
    criticisms: 2,
  })),
  ...more,
})

export const hold = (
  context: Context,
  orgId: string,
  memberIds: readonly string[],
): Promise<{ id: string }> => saveMeeting(context, meetingOf(orgId, memberIds))

export const newCase = (context: Context, memberId: string): Promise<{ id: string }> =>
  saveCase(context, {
    id: null,
    version: null,
    memberId,
    foundOn: '2005-08-01',
    circumstances: ['不参加组织生活'],
    facts: '上半年组织生活6次，无故缺席5次。',
    measures: '',
    educator: '',
    dueOn: null,
    remark: '',
  })

const STEP_DAY: Readonly<Record<UnqualifiedAction, string>> = {
  批评教育: '2005-08-02',
  认定转化: '2005-08-10',
  申请登记: '2005-08-06',
  审查: '2005-08-08',
  予以登记: '2005-08-10',
  缓登: '2005-08-10',
  组织处置: '2005-08-10',
  结案: '2005-08-12',
  移交纪检: '2005-08-12',
}

/** An input with which the step may be taken where it is legal. */
export const stepInput = (
  action: UnqualifiedAction,
  more: Partial<CaseActDraft> = {},
): Omit<CaseActDraft, 'id' | 'version'> => ({
  action,
  on: STEP_DAY[action],
  person: '姚家和',
  text: '书记谈话两次，本人表态改正。',
  resolution: '支部党员大会决议',
  approval: '镇党委批复',
  dueOn: null,
  ...more,
})

export async function step(
  context: Context,
  id: string,
  action: UnqualifiedAction,
  more: Partial<CaseActDraft> = {},
): Promise<void> {
  const { row_version: version } = await caseById(context.db.read, id)
  await actOnCase(context, { id, version, ...stepInput(action, more) })
}

/** The steps that lead from 发现 to a state. */
export const wayTo: Readonly<Record<UnqualifiedState, readonly UnqualifiedAction[]>> = {
  发现: [],
  批评教育: ['批评教育'],
  已转化: ['批评教育', '认定转化'],
  登记申请: ['批评教育', '申请登记'],
  审查: ['批评教育', '申请登记', '审查'],
  予以登记: ['批评教育', '申请登记', '审查', '予以登记'],
  缓登: ['批评教育', '申请登记', '审查', '缓登'],
  组织处置: ['批评教育', '申请登记', '审查', '组织处置'],
  结案: ['批评教育', '认定转化', '结案'],
  移交纪检: ['移交纪检'],
}
