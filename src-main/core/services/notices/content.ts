// What a notice tells, gathered from the records it rests on.
import * as z from 'zod'
import { nextPhase } from '#shared/campaign/index.ts'
import type {
  NoticeContent,
  NoticeFinding,
  NoticePlace,
  NoTransitionFacts,
  RewriteFacts,
} from '#shared/documents/notices.ts'
import type { NoticeKind } from '#shared/rules/notice.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { findingById, type FindingRow } from '../findings/store.ts'
import { inspectionById, listOf, phaseName } from '../inspections/store.ts'
import { readUnits, unitById, type PlanUnit } from '../plans/units.ts'
import { sourcesOf, type Db, type NoticeRow, type NoticeSource } from './store.ts'

function nameAfter(context: Pick<Context, 'campaign'>, phase: string): string {
  const { template } = context.campaign
  const known = template.phases.find(({ key }) => key === phase)
  if (known === undefined) return ''
  return nextPhase(template, known.key)?.name ?? ''
}

export const placeOf = (context: Pick<Context, 'campaign'>, unit: PlanUnit, phase: string): NoticePlace => {
  const { town, groupName, groupCode, officeName } = context.campaign.town
  return {
    town,
    campaign: context.campaign.template.shortName,
    group: groupName,
    code: groupCode,
    office: officeName,
    unit: unit.fullName,
    shortUnit: unit.shortName,
    phase: phaseName(context.campaign.template, phase),
    nextPhase: nameAfter(context, phase),
  }
}

export const toNoticeFinding = (row: FindingRow): NoticeFinding => ({
  no: row.no,
  description: row.description,
  item: [row.item_code ?? '', row.item_text].filter((part) => part !== '').join(' '),
  basis: row.basis,
  severity: row.severity,
  correction: row.correction,
  demand: row.demand,
  dueOn: row.due_on,
  owner: row.owner,
})

const Condition = z.object({
  condition: z.string(),
  fact: z.string(),
  source: z.string(),
  quote: z.string(),
})

/** The numbers as they were when the notice was drawn up. */
const StoredFacts = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('不予转段通知书'),
    failed: z.array(Condition),
    poll: z
      .object({
        on: z.string(),
        round: z.number().int(),
        valid: z.number().int(),
        dissatisfied: z.number().int(),
        bar: z.number(),
      })
      .nullable(),
  }),
  z.object({
    kind: z.literal('重写通知'),
    member: z.string(),
    polledOn: z.string(),
    valid: z.number().int(),
    satisfied: z.number().int(),
  }),
]) satisfies z.ZodType<NoTransitionFacts | RewriteFacts>

const idsOf = (sources: readonly NoticeSource[], entity: NoticeSource['entity']): string[] =>
  sources.filter((source) => source.entity === entity).map(({ id }) => id)

/** The findings of a notice in the order of their numbers. */
export async function findingsOf(db: Db, sources: readonly NoticeSource[]): Promise<FindingRow[]> {
  const rows: FindingRow[] = []
  for (const id of idsOf(sources, 'finding')) rows.push(await findingById(db, id))
  return rows.toSorted((a, b) => (a.no < b.no ? -1 : 1))
}

/** What the notice tells now: findings as they stand, votes as they were. */
export async function contentOf(
  db: Db,
  kind: NoticeKind,
  sources: readonly NoticeSource[],
  facts: string | null,
): Promise<NoticeContent> {
  if (kind === '不予转段通知书' || kind === '重写通知') {
    if (facts === null)
      return refuse('这份文书没有测评和转段的数字，请删去草稿，从转段或党性分析页重新生成。')
    return StoredFacts.parse(JSON.parse(facts))
  }
  const rows = await findingsOf(db, sources)
  const findings = rows.map(toNoticeFinding)
  if (kind === '限期整改通知书')
    return { kind, foundOn: [...new Set(rows.map((row) => row.found_on))].toSorted(), findings }
  const [inspectionId] = idsOf(sources, 'inspection')
  if (inspectionId === undefined) return refuse('督导意见书要写明是哪一次检查，请先选检查记录。')
  const inspection = await inspectionById(db, inspectionId)
  return {
    kind,
    checkedOn: inspection.date,
    people: listOf(inspection.people),
    methods: listOf(inspection.methods),
    findings,
  }
}

export interface Gathered {
  readonly unit: PlanUnit
  readonly place: NoticePlace
  readonly content: NoticeContent
  readonly sources: readonly NoticeSource[]
}

export async function gather(context: Context, db: Db, row: NoticeRow): Promise<Gathered> {
  const unit = unitById(await readUnits(context, db), row.org_id)
  const sources = await sourcesOf(db, row.id)
  return {
    unit,
    place: placeOf(context, unit, row.phase),
    content: await contentOf(db, row.kind, sources, row.facts),
    sources,
  }
}
