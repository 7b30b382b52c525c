// what the town itself prepared, handed up, and whom it sends where.
import { currentBatch, phaseByKey } from '#shared/campaign/index.ts'
import { formItem } from '#shared/ledgers/preparations.ts'
import { unitsIn } from '#shared/ledgers/secondments.ts'
import { judgeAvoidance } from '#shared/rules/organisation.ts'
import { judgeForms, judgePreparation, pollForms, preparatoryWork } from '#shared/rules/preparation.ts'
import { judgeBatchPapers } from '#shared/rules/summary.ts'
import { notAssessed, type Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import { organisationDirectory } from '../ledgers/directories.ts'
import type { ReviewLine } from '../reviews/review.ts'
import { readUnits } from '../plans/units.ts'

const ofTown = ({ campaign }: Context, verdict: Verdict): ReviewLine[] => [
  { name: campaign.town.town, orgId: null, verdict },
]

/** Items with the day they were done. */
async function doneItems({
  db,
}: Context): Promise<{ readonly all: number; readonly done: Map<string, string> }> {
  const rows = await db.read
    .selectFrom('preparation')
    .select(['item', 'done_on'])
    .where('deleted_at', 'is', null)
    .execute()
  const done = rows.flatMap(({ item, done_on }) => (done_on === null ? [] : [[item, done_on] as const]))
  return { all: rows.length, done: new Map(done) }
}

export async function judgePreparations(context: Context): Promise<ReviewLine[]> {
  const { all, done } = await doneItems(context)
  if (all === 0) return ofTown(context, notAssessed('R-61', '还没有登记筹备工作。'))
  return ofTown(context, judgePreparation({ done: preparatoryWork.filter((work) => done.has(work)) }))
}

export async function judgeFormsOf(context: Context): Promise<ReviewLine[]> {
  const { done } = await doneItems(context)
  const final = pollForms.flatMap((form) => {
    const finalOn = done.get(formItem(form))
    return finalOn === undefined ? [] : [{ form, finalOn }]
  })
  const stageEnd = phaseByKey(context.campaign.template, 'study').defaultEnd
  return ofTown(context, judgeForms({ final, stageEnd, today: context.today }))
}

export async function judgeBatch(context: Context): Promise<ReviewLine[]> {
  const rows = await context.db.read
    .selectFrom('batch_report')
    .select('kind')
    .where('deleted_at', 'is', null)
    .execute()
  const { end } = currentBatch(context.campaign.template)
  if (context.today < end && rows.length === 0)
    return ofTown(context, notAssessed('R-54', `批次${end}结束，三件材料还没有登记。`))
  const has = (kind: string): boolean => rows.some((row) => row.kind === kind)
  return ofTown(
    context,
    judgeBatchPapers({
      summary: has('回头看总结'),
      cases: has('不合格党员处置案例'),
      noCases: has('零报告'),
      advice: has('对下一批的意见和建议'),
    }),
  )
}

const heaviest = (verdicts: readonly Verdict[]): Verdict | undefined =>
  verdicts.find(({ outcome }) => outcome === 'fail') ?? verdicts[0]

/** Each person sent: the units named in his row and those the roster puts under him, against the one he comes from. */
export async function judgeSecondments(context: Context): Promise<ReviewLine[]> {
  const { read } = context.db
  const [rows, units, directory, keepers] = await Promise.all([
    read.selectFrom('secondment').selectAll().where('deleted_at', 'is', null).orderBy('id').execute(),
    readUnits(context, read),
    organisationDirectory(read, context.campaign),
    read.selectFrom('organisation').select(['id', 'supervisor']).where('deleted_at', 'is', null).execute(),
  ])
  const nameOf = new Map(units.map((unit) => [unit.id, unit.shortName]))
  /** The name the roster has for it, so that two spellings of one unit are the same. */
  const known = (name: string): string => nameOf.get(directory.idOf(name) ?? '') ?? name
  return rows.map((row): ReviewLine => {
    const underHim = keepers.filter(({ supervisor }) => supervisor === row.name)
    const supervised = [
      ...unitsIn(row.units).map(known),
      ...underHim.flatMap(({ id }) => nameOf.get(id) ?? []),
    ]
    const supervisorUnit = known(row.from_unit)
    const verdicts = [...new Set(supervised)].map((unit) => judgeAvoidance({ supervisorUnit, unit }))
    return {
      name: row.name,
      orgId: null,
      to: `/ledgers/secondments?open=${row.id}`,
      verdict: heaviest(verdicts) ?? notAssessed('R-62', '没有督导单位，不用回避。'),
    }
  })
}
