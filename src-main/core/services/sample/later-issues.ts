// What the units of the sample town put right in 整改提高: a problem each, with its steps, and what they made public.
import { addDays } from '#shared/text/civil-date.ts'
import type { IssueAction } from '#shared/rules/issue-action.ts'
import { write, type Context } from '../../context.ts'
import { actOnIssue } from '../issues/act.ts'
import { registerIssue } from '../issues/register.ts'
import { issueById } from '../issues/store.ts'
import { pickFrom, type SampleUnit } from './fill.ts'

export interface Rectification {
  readonly unit: SampleUnit
  readonly start: string
  /** Day of the vote on the rectification. */
  readonly accepted: string
}

const PROBLEMS = [
  ['办事流程不公开，群众不知道找谁', '把办事流程、责任人、联系电话上墙公布'],
  ['支部会议记录不全，时间地点缺项', '启用统一的会议记录本，由组织委员每月检查'],
  ['党员联系群众不经常', '每名党员联系两户群众，每月走访一次并登记'],
  ['职工反映的食堂卫生问题没有答复', '更换餐具消毒柜，每周公布检查结果'],
  ['学习笔记有应付现象', '支部书记每月查阅一次笔记，写出评语'],
  ['账目公布不及时', '每季度第一周公布账目，由职工代表签字'],
] as const

async function rectifyOne(context: Context, { unit, start }: Rectification): Promise<void> {
  const [text, measures] = pickFrom(PROBLEMS, unit.name, 'problem')
  const isAtOnce = unit.index % 2 === 0
  const owner = unit.secretary ?? unit.informant ?? ''
  const id = await registerIssue(context, {
    orgId: unit.id,
    registeredOn: addDays(start, 2),
    text,
    source: '征求意见',
    subject: '支部',
    kind: isAtOnce ? '立说立改' : '限期整改',
    focus: '',
    measures,
    leader: '',
    leadUnit: unit.name,
    partners: '',
    owner,
    dueText: '',
    dueOn: addDays(start, isAtOnce ? 8 : 16),
    cause: '',
    policyBasis: '',
    remark: '',
    findingId: null,
  })
  const steps: readonly (readonly [IssueAction, string, string, string, string])[] = [
    [isAtOnce ? '定为立说立改' : '定为限期整改', addDays(start, 2), owner, '', ''],
    ['完成', addDays(start, isAtOnce ? 7 : 14), owner, `${measures}，已经落实`, '现场照片'],
    ['销号', addDays(start, isAtOnce ? 9 : 17), unit.supervisor ?? '', '实地查看，已经解决', ''],
  ]
  for (const [action, on, person, words, evidence] of steps) {
    const { row_version: rowVersion } = await issueById(context.db.read, id)
    await actOnIssue(context, { id, rowVersion, action, on, person, text: words, detail: '', evidence })
  }
}

/** Measures at the beginning, results before the vote. */
const publicationsOf = ({ unit, start, accepted }: Rectification) =>
  (
    [
      ['整改措施', addDays(start, 4), addDays(start, 11)],
      ['整改情况', addDays(accepted, -6), addDays(accepted, -1)],
    ] as const
  ).map(([what, from, to]) => ({
    org_id: unit.id,
    what,
    range: '本单位党员、群众和服务对象代表',
    form: '公开栏',
    from_on: from,
    to_on: to,
    feedback: '没有提出异议。',
  }))

/** Branches put right what was found; everybody makes public what was to be done and what was done. */
export async function playRectification(context: Context, all: readonly Rectification[]): Promise<void> {
  for (const each of all) if (each.unit.members.length > 0) await rectifyOne(context, each)
  await write(context, (journal) => journal.addMany('publication', all.flatMap(publicationsOf)), {
    reason: '示例数据',
  })
}
