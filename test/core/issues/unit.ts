// A unit with a superior and what its problems need, for tests of rectification.
import type { IssueDraft } from '../../../src-main/shared/contract/issues.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { write } from '../../../src-main/core/context.ts'
import { actOnIssue } from '../../../src-main/core/services/issues/act.ts'
import { registerIssue } from '../../../src-main/core/services/issues/register.ts'
import { showIssue } from '../../../src-main/core/services/issues/show.ts'

const organisation = {
  extra: null,
  parent_id: null,
  reported_members: null,
  reported_full: null,
  reported_probationary: null,
  reported_floating: null,
  reported_retired: null,
  reported_difficult: null,
  reported_female: null,
  reported_minority: null,
  secretary_phone: null,
  deputy_names: null,
  informant_name: null,
  informant_phone: null,
  health: null,
  class: null,
  supervisor: null,
  contact_leader: null,
  remark: null,
} as const

/** Adds an organisation and answers with its id. */
export const addUnit = (
  context: Context,
  name = '中共清溪中学支部',
  more: { readonly parentId?: string; readonly level?: string } = {},
): Promise<string> =>
  write(context, (journal) =>
    journal.add('organisation', {
      ...organisation,
      full_name: name,
      short_name: name.replace('中共', ''),
      level: more.level ?? '支部',
      unit_type: '学校',
      parent_id: more.parentId ?? null,
      secretary_name: '周明远',
      initials: '',
    }),
  )

export const issueDraft = (orgId: string, more: Partial<IssueDraft> = {}): IssueDraft => ({
  orgId,
  registeredOn: '2005-08-06',
  text: '食堂饭菜价格不公布',
  source: '征求意见',
  subject: '班子',
  kind: null,
  focus: '菜价公开',
  measures: '每周一在食堂门口公布菜价和进货价',
  leader: '周明远',
  leadUnit: '清溪中学',
  partners: '供电所',
  owner: '孙志强',
  dueText: '2005年8月31日',
  dueOn: '2005-08-31',
  cause: '政策有明确规定',
  policyBasis: '职称评审办法',
  remark: '',
  findingId: null,
  ...more,
})

type Act = Parameters<typeof actOnIssue>[1]

/** Registers a problem and takes it the given steps on. Answers with its id. */
export async function issueAt(
  context: Context,
  draft: IssueDraft,
  steps: readonly (Partial<Act> & Pick<Act, 'action'>)[] = [],
): Promise<string> {
  const id = await registerIssue(context, draft)
  for (const step of steps) await act(context, id, step)
  return id
}

/** Takes one step, with all that could be asked for filled in. */
export async function act(
  context: Context,
  id: string,
  step: Partial<Act> & Pick<Act, 'action'>,
): Promise<void> {
  const { rowVersion } = await showIssue(context, id)
  await actOnIssue(context, {
    id,
    rowVersion,
    on: '2005-08-10',
    person: '田克勤',
    text: '已经办理',
    detail: '清溪镇党委',
    evidence: '照片2张',
    ...step,
  })
}
