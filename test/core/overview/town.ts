// A town with a few units, plans, inspections and findings, written straight into the data file.
import { write, type Context } from '../../../src-main/core/context.ts'
import type { NewRecord } from '../../../src-main/core/db/journal.ts'
import type { FindingState } from '../../../src-main/shared/rules/machines.ts'

/** The day the town works on: 学习动员 is over since August 5, 分析评议 has begun. */
export const TODAY = '2005-08-17'

export function addUnit(
  context: Context,
  short: string,
  changes: Partial<NewRecord<'organisation'>> = {},
): Promise<string> {
  return write(context, (journal) =>
    journal.add('organisation', {
      extra: null,
      initials: 'xx',
      full_name: `中共清溪镇${short}委员会`,
      short_name: short,
      level: '支部',
      parent_id: null,
      unit_type: '事业站所',
      reported_members: null,
      reported_full: null,
      reported_probationary: null,
      reported_floating: null,
      reported_retired: null,
      reported_difficult: null,
      reported_female: null,
      reported_minority: null,
      secretary_name: '冯玉兰',
      secretary_phone: '0000-8100195',
      deputy_names: null,
      informant_name: '徐敬业',
      informant_phone: null,
      health: '健全',
      class: null,
      supervisor: '田克勤',
      contact_leader: null,
      remark: null,
      ...changes,
    }),
  )
}

export function addMembers(
  context: Context,
  orgId: string,
  count: number,
  changes: Partial<NewRecord<'member'>> = {},
): Promise<string[]> {
  const member = (i: number): NewRecord<'member'> => ({
    extra: null,
    initials: 'dy',
    name: `党员${i}`,
    sex: '男',
    ethnic: null,
    native_place: null,
    birth_date: '1960-05-01',
    id_no: `${orgId}-${i}`,
    education: null,
    work_start_date: null,
    join_date: '1985-07-01',
    confirm_date: '1986-07-01',
    org_id: orgId,
    party_post: null,
    work_unit: null,
    member_kind: '正式',
    is_floating: null,
    floating_place: null,
    floating_since: null,
    floating_cert: null,
    categories: null,
    is_lost: null,
    lost_since: null,
    address: null,
    phone: null,
    roster_state: '在册',
    remark: null,
    ...changes,
  })
  return write(context, (journal) =>
    journal.addMany(
      'member',
      Array.from({ length: count }, (_, i) => member(i)),
    ),
  )
}

const STATES_WITH_FEEDBACK: readonly FindingState[] = ['已反馈', '待复查', '已销号', '退回重改']

export function addFinding(
  context: Context,
  orgId: string,
  no: string,
  state: FindingState,
  changes: Partial<NewRecord<'finding'>> = {},
): Promise<string> {
  const hasFeedback = STATES_WITH_FEEDBACK.includes(state)
  const isClosed = state === '已销号'
  return write(context, (journal) =>
    journal.add('finding', {
      no: `督〔2005〕3-${no}`,
      inspection_id: null,
      org_id: orgId,
      phase: 'study',
      step: '',
      item_code: 'X-11',
      item_text: '学习笔记',
      description: '学习笔记不足字数3人',
      category: '笔记',
      severity: '一般',
      correction: '补齐',
      basis: '验收标准',
      demand: '请补齐。',
      found_on: '2005-07-20',
      due_on: '2005-08-20',
      owner: '冯玉兰',
      inspectors: '["田克勤"]',
      state,
      feedback: hasFeedback ? '已经补齐。' : null,
      evidence: hasFeedback ? '笔记' : null,
      done_on: hasFeedback ? '2005-08-01' : null,
      recheck_on: isClosed ? '2005-08-03' : null,
      recheck_by: isClosed ? '叶素心' : null,
      recheck_result: isClosed ? '同意销号' : null,
      recheck_note: null,
      reopen_count: state === '退回重改' ? 1 : 0,
      cancel_reason: state === '撤销' ? '重复登记' : null,
      remark: '',
      ...changes,
    }),
  )
}

/** An inspection by the checklist of a phase; `checked` of three lines have been answered. */
export async function addInspection(
  context: Context,
  orgId: string,
  phase: 'study' | 'review',
  state: '进行中' | '已完成',
  checked = 3,
): Promise<string> {
  const key = context.campaign.template.checklists.find((list) => list.phase === phase)?.key ?? ''
  const known = await context.db.read
    .selectFrom('checklist')
    .select('id')
    .where('template_key', '=', key)
    .executeTakeFirst()
  return write(context, async (journal) => {
    const checklist =
      known?.id ??
      (await journal.add('checklist', {
        template_key: key,
        version: 1,
        name: '检查验收清单',
        phase,
        content: '{}',
        frozen_at: '2005-07-01T08:00:00+08:00',
      }))
    const id = await journal.add('inspection', {
      org_id: orgId,
      phase,
      date: '2005-08-02',
      methods: '["查"]',
      people: '["田克勤"]',
      checklist_id: checklist,
      template_key: key,
      summary: '',
      confirmed_by: '',
      state,
      finished_on: state === '已完成' ? '2005-08-02' : null,
    })
    await journal.addMany(
      'inspection_item',
      [0, 1, 2].map((position) => ({
        inspection_id: id,
        position,
        item_code: `X-0${position + 1}`,
        self_result: null,
        result: position < checked ? ('达标' as const) : ('未查' as const),
        note: '',
        evidence: '',
        reason: null,
        judged_at: position < checked ? '2005-08-02T10:00:00+08:00' : null,
        judged_by: position < checked ? '田克勤' : null,
      })),
    )
    return id
  })
}
