// The rectification ledger of the sample town: its problems with their steps, the plans and what was made public.
import * as z from 'zod'
import { addDays } from '#shared/text/civil-date.ts'
import { actionOfKind, type IssueAction } from '#shared/rules/issue-action.ts'
import type { Context } from '../../context.ts'
import { actOnIssue, addProgress } from '../issues/act.ts'
import { savePlan } from '../issues/plan.ts'
import { savePublication } from '../issues/publications.ts'
import { registerIssue } from '../issues/register.ts'
import { issueById } from '../issues/store.ts'
import { IssueKind, IssueState } from '#shared/contract/issues.ts'
import type { Replay, UnitId } from './replays.ts'

const StoryIssue = z.object({
  no: z.number().int(),
  registeredOn: z.string(),
  unit: z.string(),
  source: z.string(),
  subject: z.string(),
  text: z.string(),
  kind: IssueKind,
  measures: z.string(),
  dueOn: z.string(),
  state: IssueState,
  note: z.string(),
  owner: z.string(),
  doneOn: z.string().nullable(),
  verifiedOn: z.string().nullable(),
  verifiedBy: z.string().nullable(),
})
type StoryIssue = z.infer<typeof StoryIssue>
const Story = z.object({ issues: z.array(StoryIssue) })

/** What the storyline says in a note beside the problem: units that help, why it cannot be solved, receipts. */
const PARTNERS: Readonly<Record<string, string>> = {
  清溪中学支部: '供电所、城东社区',
  供销社支部: '镇政府有关办公室',
}
const EXPLAINED_TO = '教职工61人'
const CAUSE = '教师职称评审由县里统一组织，学校不能自定条件'
const POLICY = '教师职称评审政策有明确规定'
const RECEIPT = '县有关部门书面回执，2005年8月11日'

type Step = Omit<Parameters<typeof actOnIssue>[1], 'id' | 'rowVersion'>

const step = (action: IssueAction, on: string, person: string, more: Partial<Step> = {}): Step => ({
  action,
  on,
  person,
  text: '',
  detail: '',
  evidence: '',
  ...more,
})

/** The steps that led to where the problem stands in the storyline. */
function stepsOf(issue: StoryIssue): Step[] {
  const { registeredOn, owner, kind, state, measures } = issue
  const sorted = step(actionOfKind(kind), registeredOn, '叶素心')
  const done = step('完成', issue.doneOn ?? registeredOn, owner, {
    text: `${measures}，已经落实`,
    evidence: '现场照片',
  })
  const closed = step('销号', issue.verifiedOn ?? registeredOn, issue.verifiedBy ?? '', {
    text: '实地查看，已经解决',
  })
  if (state === '已完成') return [sorted, done]
  if (state === '已销号') return [sorted, done, closed]
  if (state === '已说明')
    return [sorted, step('说明', issue.dueOn, owner, { text: '教职工大会上逐条说明', detail: EXPLAINED_TO })]
  if (state === '已移交上级')
    return [
      sorted,
      step('移交上级', addDays(registeredOn, 6), owner, { text: '已书面移交县有关部门', detail: RECEIPT }),
    ]
  return [sorted]
}

/** Notes that tell of progress, on the day they speak of. */
function progressOf({ state, note, unit, text }: StoryIssue): { on: string; text: string } | null {
  if (state === '协调中') return { on: '2005-08-12', text: note.replace('8月12日', '') }
  if (state !== '整改中' || note.endsWith('到期')) return null
  const on = unit === '派出所支部' || text.includes('收费') ? '2005-08-15' : '2005-08-14'
  return { on, text: note.replace(/，逾期\d+天$/u, '') }
}

async function replayOne(context: Context, issue: StoryIssue, idOf: UnitId): Promise<void> {
  const id = await registerIssue(context, {
    orgId: idOf(issue.unit),
    registeredOn: issue.registeredOn,
    text: issue.text,
    source: issue.source,
    subject: issue.subject,
    kind: issue.kind,
    focus: '',
    measures: issue.measures,
    leader: '',
    leadUnit: issue.unit,
    partners: issue.kind === '综合治理' ? (PARTNERS[issue.unit] ?? '') : '',
    owner: issue.owner,
    dueText: '',
    dueOn: issue.dueOn,
    cause: issue.kind === '说明情况' ? CAUSE : '',
    policyBasis: issue.kind === '说明情况' ? POLICY : '',
    remark: '',
    findingId: null,
  })
  for (const each of stepsOf(issue)) {
    const { row_version } = await issueById(context.db.read, id)
    await actOnIssue(context, { ...each, id, rowVersion: row_version })
  }
  const news = progressOf(issue)
  if (news === null) return
  const { row_version } = await issueById(context.db.read, id)
  await addProgress(context, { id, rowVersion: row_version, person: issue.owner, ...news })
}

/** The school that goes ahead of the others has made its measures public already. */
async function replayModelSchool(context: Context, idOf: UnitId): Promise<void> {
  const orgId = idOf('清溪中学支部')
  await savePlan(context, {
    orgId,
    rowVersion: null,
    madeOn: '2005-08-12',
    headBy: '',
    headOn: null,
    approvedBy: '',
    approvedOn: null,
    note: '',
  })
  await savePublication(context, {
    id: null,
    rowVersion: null,
    draft: {
      orgId,
      what: '整改措施',
      range: '全体教职工和群众代表',
      form: '校务公开栏',
      from: '2005-08-15',
      to: null,
      feedback: '',
    },
  })
}

export const replayIssues: Replay = async (context, story, idOf) => {
  const { issues } = Story.parse(story)
  for (const issue of issues.toSorted((a, b) => a.no - b.no)) await replayOne(context, issue, idOf)
  await replayModelSchool(context, idOf)
}
