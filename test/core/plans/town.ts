// A town with a few units and the means to hand in plans, for the tests of the plan review.
import type { PlanDraft } from '../../../src-main/shared/contract/plans.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { write } from '../../../src-main/core/context.ts'
import { openContext, type Opened } from '../open-context.ts'
import { judge, decidePlan } from '../../../src-main/core/services/plans/review.ts'
import { submitPlan } from '../../../src-main/core/services/plans/submit.ts'
import { planById, reviewOf, versionsOf } from '../../../src-main/core/services/plans/store.ts'
import type { RefusalKey } from '../../../src-main/shared/campaign/index.ts'
import type { RefusalAnswer } from '../../../src-main/shared/rules/plan.ts'

export interface TestTown extends Opened {
  readonly units: Readonly<Record<string, string>>
}

const names = ['财政所支部', '工商所支部', '电器公司支部'] as const

export async function addUnit(context: Context, short: string, unitType = '事业站所'): Promise<string> {
  return write(context, (journal) =>
    journal.add('organisation', {
      extra: null,
      initials: 'czs',
      full_name: `中共清溪镇${short}委员会`,
      short_name: short,
      level: '支部',
      parent_id: null,
      unit_type: unitType,
      reported_members: null,
      reported_full: null,
      reported_probationary: null,
      reported_floating: null,
      reported_retired: null,
      reported_difficult: null,
      reported_female: null,
      reported_minority: null,
      secretary_name: '冯玉兰',
      secretary_phone: null,
      deputy_names: null,
      informant_name: '徐敬业',
      informant_phone: '0000-8100195',
      health: '健全',
      class: null,
      supervisor: null,
      contact_leader: null,
      remark: null,
    }),
  )
}

export async function openTown(): Promise<TestTown> {
  const opened = await openContext()
  const units: Record<string, string> = {}
  for (const name of names) units[name] = await addUnit(opened.context, name)
  return { ...opened, units }
}

export const draft = (changes: Partial<PlanDraft> = {}): PlanDraft => ({
  submittedOn: '2005-07-08',
  submittedBy: '冯玉兰',
  theme: '把算盘打到群众心里',
  guarantees: [
    '组长冯玉兰。',
    '考勤、请假、补课由徐敬业负责。',
    '经费八百元，场所为会议室，资料人手一套。',
    '每月督查一次。',
  ],
  consultedOn: '2005-07-06',
  consultedWhom: '服务对象',
  text: '财政所活动方案\n一、本单位情况和问题\n现有党员8名。一是窗口午间没有人值班；二是报账要跑三趟。\n二、方法步骤\n着力点是转变职能、优化服务。',
  changeNote: '',
  steps: [
    {
      code: 'P1-06',
      name: '动员会',
      start: '2005-07-05',
      end: '2005-07-05',
      owner: '冯玉兰',
      form: '党员大会',
      hoursX10: null,
    },
    {
      code: 'P1-09',
      name: '集中学习',
      start: '2005-07-12',
      end: '2005-07-12',
      owner: '徐敬业',
      form: '集中学习',
      hoursX10: 40,
    },
  ],
  ...changes,
})

/** Hands in a version and returns its id. */
export async function handIn(
  context: Context,
  orgId: string,
  changes: Partial<PlanDraft> = {},
): Promise<string> {
  const shown = await submitPlan(context, { orgId, draft: draft(changes) })
  return shown.plan?.id ?? ''
}

export const REASON = '请逐项写明日期、形式、地点和责任人后重报。'

export async function answer(
  context: Context,
  planId: string,
  refusal: RefusalKey,
  given: RefusalAnswer,
  comment?: string,
): Promise<void> {
  const { row_version } = await reviewOf(context.db.read, planId)
  const reason = comment ?? (given === '不符合' ? REASON : '')
  await judge(context, { planId, rowVersion: row_version, refusal, answer: given, comment: reason })
}

const keys = ['r1', 'r2', 'r3', 'r4'] as const

export async function answerAll(
  context: Context,
  planId: string,
  answers: readonly RefusalAnswer[],
): Promise<void> {
  for (const [i, given] of answers.entries()) {
    const key = keys[i]
    if (key !== undefined && given !== '未审') await answer(context, planId, key, given)
  }
}

export async function conclude(
  context: Context,
  planId: string,
  decision: '批准' | '退回修改',
  on?: string,
): Promise<void> {
  const { row_version } = await reviewOf(context.db.read, planId)
  await decidePlan(context, {
    planId,
    rowVersion: row_version,
    decision,
    ...(on === undefined ? {} : { on }),
  })
}

export const stateOf = async (context: Context, planId: string): Promise<string> =>
  (await planById(context.db.read, planId)).state

export const latest = async (context: Context, orgId: string): Promise<number> =>
  (await versionsOf(context.db.read, orgId))[0]?.version ?? 0
