// 经过: everything on record about one unit, newest first, in words.
import { refusalKeys, refusalTitles } from '#shared/rules/plan-decision.ts'
import { organisations } from '#shared/ledgers/organisations.ts'
import type { TimelineEntry } from '#shared/contract/overview.ts'
import { columnEntries } from '#shared/ledger/ledger.ts'
import { shortNumber } from '#shared/rules/finding-draft.ts'
import { formatShort } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { historyOf, type FieldChanges } from '../../db/journal.ts'
import { isPersonal } from '../../ledger/masking.ts'
import {
  stageEntries,
  pollEntries,
  moveEntries,
  issueEntries,
  noticeEntries,
  acceptanceEntries,
} from './timeline-progress.ts'
import { entry } from './timeline-entry.ts'
import type { IssueRow } from '../issues/store.ts'
import type { PollRow } from '../polls/store.ts'
import type { RequestRow } from '../gates/store.ts'
import type { PlanOfUnit } from './unit-plans.ts'
import type { InspectionOfUnit } from './unit-inspections.ts'
import type { FindingRow } from './unit-findings.ts'

function planEntries(orgId: string, plans: readonly PlanOfUnit[]): TimelineEntry[] {
  const to = `/plans/${orgId}`
  return plans.flatMap(({ plan, review }) => {
    const handedIn = entry(
      plan.submitted_on,
      'plan',
      plan.version === 1 ? '方案报送' : `方案第 ${plan.version} 次报送`,
      plan.submitted_by ?? '',
      plan.change_note ?? '',
      to,
    )
    if (review?.decision == null || review.reviewed_on === null) return [handedIn]
    const refused = refusalKeys.filter((key) => review[key] === '不符合').map((key) => refusalTitles[key])
    const title =
      review.decision === '批准' ? `方案第 ${plan.version} 版批准` : `方案退回（第 ${plan.version} 版）`
    const detail = refused.length === 0 ? '' : `${refused.join('、')}不符合`
    return [entry(review.reviewed_on, 'plan', title, review.reviewer ?? '', detail, to), handedIn]
  })
}

const inspectionEntries = (inspections: readonly InspectionOfUnit[]): TimelineEntry[] =>
  inspections.map((each) =>
    entry(
      each.date,
      'inspection',
      `督导检查：${each.listName}`,
      each.people.join('、'),
      [
        each.state === '进行中' ? `正在检查，已查 ${each.checked}/${each.total} 项` : `查 ${each.checked} 项`,
        each.failed > 0 ? `未达标 ${each.failed} 项` : '',
        each.findings > 0 ? `开问题 ${each.findings} 件` : '',
      ]
        .filter((part) => part !== '')
        .join('，'),
      `/inspections/${each.id}`,
    ),
  )

async function findingEntries(context: Context, findings: readonly FindingRow[]): Promise<TimelineEntry[]> {
  if (findings.length === 0) return []
  const byId = new Map(findings.map((finding) => [finding.id, finding]))
  const steps = await context.db.read
    .selectFrom('finding_step')
    .select(['finding_id', 'action', 'on_day', 'person', 'text'])
    .where('finding_id', 'in', [...byId.keys()])
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  const year = Number(context.today.slice(0, 4))
  const shown = steps.flatMap((step) => {
    const finding = byId.get(step.finding_id)
    if (finding === undefined) return []
    const due =
      step.action === '下达' && finding.due_on !== null ? `，限 ${formatShort(finding.due_on, year)}` : ''
    const detail = step.text === '' || step.action === '下达' ? `${finding.description}${due}` : step.text
    return [
      entry(
        step.on_day,
        'finding',
        `${step.action} ${shortNumber(finding.no)}`,
        step.person,
        detail,
        `/findings/${finding.id}`,
      ),
    ]
  })
  const registered = findings.map((finding) =>
    entry(
      finding.found_on,
      'finding',
      `登记 ${shortNumber(finding.no)}`,
      (JSON.parse(finding.inspectors) as string[]).join('、'),
      finding.description,
      `/findings/${finding.id}`,
    ),
  )
  return [...shown, ...registered]
}

const labels: ReadonlyMap<string, string> = new Map(
  columnEntries(organisations).map(([key, { label }]) => [key, label]),
)

/** What was changed, with old and new value where they are no personal numbers and no keys of other records. */
function said(fields: FieldChanges): string {
  return Object.entries(fields)
    .flatMap(([name, [before, after]]) => {
      const label = labels.get(name)
      const column = columnEntries(organisations).find(([key]) => key === name)?.[1]
      if (label === undefined || column === undefined) return []
      if (isPersonal(column) || column.kind === 'reference') return [`${label}有变动`]
      return [`${label}：${before ?? '空'} 改为 ${after ?? '空'}`]
    })
    .join('；')
}

const orgVerbs = {
  add: '列入党组织名册',
  change: '名册变更',
  remove: '移出名册',
  restore: '恢复名册',
} as const

async function rosterEntries(context: Context, orgId: string): Promise<TimelineEntry[]> {
  const entries = await historyOf(context.db.read, 'organisation', orgId)
  return entries.flatMap((each) => {
    const detail = each.action === 'change' ? said(each.fields) : (each.reason ?? '')
    if (each.action === 'change' && detail === '') return []
    return [
      entry(
        each.at.slice(0, 10),
        'unit',
        orgVerbs[each.action],
        each.actor,
        detail,
        `/ledgers/organisations?open=${orgId}`,
      ),
    ]
  })
}

const memberVerbs = { add: '新增', change: '变更', remove: '移出', restore: '恢复' } as const

/** Changes to the members, one line for each day, kind and import. */
async function memberEntries(context: Context, orgId: string): Promise<TimelineEntry[]> {
  const rows = await context.db.read
    .selectFrom('change_log')
    .innerJoin('member', 'member.id', 'change_log.entity_id')
    .select(['change_log.action', 'change_log.actor', 'change_log.reason', 'change_log.batch_id'])
    .select((eb) => [
      eb.fn<string>('substr', ['change_log.at', eb.val(1), eb.val(10)]).as('day'),
      eb.fn.count<number>('change_log.entity_id').distinct().as('n'),
    ])
    .where('change_log.entity', '=', 'member')
    .where('member.org_id', '=', orgId)
    .groupBy(['day', 'change_log.action', 'change_log.actor', 'change_log.batch_id'])
    .execute()
  return rows.map((row) =>
    entry(
      row.day,
      'roster',
      `花名册${memberVerbs[row.action]} ${row.n} 人`,
      row.actor,
      row.batch_id === null ? (row.reason ?? '') : '从 Excel 导入',
      '/ledgers/members',
    ),
  )
}

export interface TimelineParts {
  readonly plans: readonly PlanOfUnit[]
  readonly inspections: readonly InspectionOfUnit[]
  readonly findings: readonly FindingRow[]
  readonly polls: readonly PollRow[]
  readonly moves: readonly RequestRow[]
  readonly issues: readonly IssueRow[]
}

export async function timelineOf(
  context: Context,
  orgId: string,
  parts: TimelineParts,
): Promise<TimelineEntry[]> {
  const all = [
    ...(await moveEntries(context, orgId, parts.moves)),
    ...(await stageEntries(context, orgId)),
    ...pollEntries(context, orgId, parts.polls),
    ...(await acceptanceEntries(context, orgId)),
    ...(await noticeEntries(context, orgId)),
    ...(await issueEntries(context, parts.issues)),
    ...(await findingEntries(context, parts.findings)),
    ...planEntries(orgId, parts.plans),
    ...inspectionEntries(parts.inspections),
    ...(await rosterEntries(context, orgId)),
    ...(await memberEntries(context, orgId)),
  ]
  return all.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
}
