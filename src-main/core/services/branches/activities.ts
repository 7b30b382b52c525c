// theme activities, publicity, rules made, the public's part and difficulties of each unit.
import type { UnitPhase } from '#shared/contract/schedule.ts'
import { withSettings } from '#shared/rules/limits.ts'
import {
  judgePublicity,
  judgePublicPart,
  judgeTheme,
  publicityLimits,
  publicPartLimits,
  publicParts,
} from '#shared/rules/records.ts'
import { judgeMechanisms } from '#shared/rules/rectification.ts'
import { judgeDifficulties } from '#shared/rules/responsibility.ts'
import { fail, notAssessed } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import type {} from '../../db/branch-tables.ts'
import { groupBy } from '../../group-by.ts'
import { limitSettings } from '../polls/store.ts'
import type { ReviewLine } from '../reviews/review.ts'
import { isOver, isWithin, judgeUnits, whenOver } from './units.ts'

interface PlanFacts {
  readonly theme: string
  readonly approvedOn: string | null
}

/** Theme of the latest version and the day a version was first approved, by unit. */
async function plansOf({ db }: Context): Promise<Map<string, PlanFacts>> {
  const rows = await db.read
    .selectFrom('plan')
    .leftJoin('plan_review', 'plan_review.plan_id', 'plan.id')
    .select(['plan.org_id', 'plan.theme', 'plan_review.decision', 'plan_review.reviewed_on'])
    .where('plan.deleted_at', 'is', null)
    .orderBy('plan.version')
    .execute()
  return new Map(
    [...groupBy(rows, ({ org_id }) => org_id)].map(([id, versions]) => [
      id,
      {
        theme: versions.at(-1)?.theme ?? '',
        approvedOn: versions.find(({ decision }) => decision === '批准')?.reviewed_on ?? null,
      },
    ]),
  )
}

export async function judgeThemes(context: Context): Promise<ReviewLine[]> {
  const rows = await context.db.read
    .selectFrom('theme_activity')
    .select(['org_id', 'theme', 'on_day'])
    .where('deleted_at', 'is', null)
    .execute()
  const [plans, held] = [await plansOf(context), groupBy(rows, ({ org_id }) => org_id)]
  return judgeUnits(context, { step: 'P1-15' }, ({ unit }) => {
    const own = held.get(unit.id) ?? []
    const plan = plans.get(unit.id)
    if (plan === undefined && own.length === 0) return notAssessed('R-25', '还没有报送方案，也没有登记活动。')
    const theme = own[0]?.theme ?? plan?.theme
    return judgeTheme({
      theme: theme === '' ? undefined : theme,
      approvedOn: plan?.approvedOn ?? undefined,
      activities: own.map(({ on_day }) => on_day),
      hasLedger: own.length > 0,
    })
  })
}

export const judgePublicityIn =
  (phase: UnitPhase) =>
  async (context: Context): Promise<ReviewLine[]> => {
    const rows = await context.db.read
      .selectFrom('publicity')
      .select(['org_id', 'on_day', 'count'])
      .where('deleted_at', 'is', null)
      .execute()
    const byUnit = groupBy(rows, ({ org_id }) => org_id)
    const limits = withSettings(publicityLimits, limitSettings(context.campaign))
    return judgeUnits(context, { step: 'P1-18' }, ({ unit }, begun) => {
      const own = begun.find(({ key }) => key === phase)
      if (own === undefined) return notAssessed('R-27', '还没有进入这个阶段。')
      const inPhase = (byUnit.get(unit.id) ?? []).filter(({ on_day }) => isWithin(on_day, own, begun))
      const items = inPhase.reduce((sum, { count }) => sum + (count ?? 1), 0)
      return whenOver(own, context.today, judgePublicity({ items }, limits))
    })
  }

export const judgePublicPartIn =
  (phase: UnitPhase) =>
  async (context: Context): Promise<ReviewLine[]> => {
    const rows = await context.db.read
      .selectFrom('participation')
      .select(['org_id', 'phase', 'part'])
      .where('deleted_at', 'is', null)
      .execute()
    const byUnit = groupBy(rows, ({ org_id }) => org_id)
    const limits = withSettings(publicPartLimits, limitSettings(context.campaign))
    return judgeUnits(context, { step: 'P1-18' }, ({ unit }, begun) => {
      const own = begun.find(({ key }) => key === phase)
      if (own === undefined) return notAssessed('R-56', '还没有进入这个阶段。')
      const said = (byUnit.get(unit.id) ?? []).filter((row) => row.phase === own.name)
      const records = publicParts.flatMap((part) => said.filter((row) => row.part === part).map(() => part))
      return whenOver(own, context.today, judgePublicPart({ records }, limits))
    })
  }

export async function judgeRulesMade(context: Context): Promise<ReviewLine[]> {
  const rows = await context.db.read
    .selectFrom('mechanism')
    .select(['org_id', 'class'])
    .where('deleted_at', 'is', null)
    .where('action', '<>', '废止')
    .execute()
  const byUnit = groupBy(rows, ({ org_id }) => org_id)
  return judgeUnits(context, { step: 'P3-09' }, ({ unit }, begun) => {
    const stage = begun.find(({ key }) => key === 'rectify')
    const own = byUnit.get(unit.id) ?? []
    if (stage === undefined && own.length === 0) return notAssessed('R-53', '还没有进入整改提高阶段。')
    if (stage !== undefined && own.length === 0 && isOver(stage, context.today))
      return fail('R-53', '整改提高阶段已经结束，没有登记一项制度。')
    const countIn = (name: string): number => own.filter((row) => row.class === name).length
    const verdict = judgeMechanisms({
      operation: countIn('教育管理运行机制'),
      incentive: countIn('动力激励机制'),
      supervision: countIn('监督机制'),
    })
    return stage === undefined ? verdict : whenOver(stage, context.today, verdict)
  })
}

const DIFFICULTY_KINDS = ['经费', '场所', '人员', '其他'] as const

export async function judgeDifficultiesOf(context: Context): Promise<ReviewLine[]> {
  const rows = await context.db.read
    .selectFrom('difficulty')
    .selectAll()
    .where('deleted_at', 'is', null)
    .execute()
  const byUnit = groupBy(rows, ({ org_id }) => org_id)
  return judgeUnits(context, '所有单位', ({ unit }) =>
    judgeDifficulties({
      items: (byUnit.get(unit.id) ?? []).map((row) => ({
        matter: row.matter,
        kind: DIFFICULTY_KINDS.find((kind) => kind === row.kind) ?? '其他',
        raisedOn: row.raised_on,
        promisedBy: row.promised_by ?? undefined,
        solvedOn: row.solved_on ?? undefined,
      })),
    }),
  )
}
