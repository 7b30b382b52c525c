// The mobilisation meeting of each branch: on the day of the town's, held by the secretary, with three things made clear.
import type { Selectable } from 'kysely'
import { basisText, coversLevel, stepByCode } from '#shared/campaign/index.ts'
import type { Judgement, MobilisationDraft, MobilisationLine } from '#shared/contract/schedule.ts'
import { judgeMobilisation, judgeMobiliser, mobilisationLimits } from '#shared/rules/schedule.ts'
import { notAssessed } from '#shared/rules/verdict.ts'
import { write, type Context } from '../../context.ts'
import type { MobilisationTable } from '../../db/schedule-tables.ts'
import { writeSetting } from '../../db/settings.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { readUnits, unitById, type PlanUnit } from '../plans/units.ts'
import { supervisors } from './board.ts'
import { assertDays } from './change-dates.ts'
import { toJudgement, type Db } from './dates.ts'

type MobilisationRow = Selectable<MobilisationTable>

/** The step of the campaign that says who mobilises. */
const STEP = 'P1-06'

const toDraft = (row: MobilisationRow): MobilisationDraft => ({
  orgId: row.org_id,
  rowVersion: row.row_version,
  on: row.on_day,
  timeOfDay: row.time_of_day,
  speaker: row.speaker,
  speakerPost: row.speaker_post,
  excuse: row.excuse,
  should: row.should,
  actual: row.actual,
  spirit: row.spirit === 1,
  purpose: row.purpose === 1,
  problems: row.problems === 1,
  record: row.record,
})

const rowOf = (db: Db, orgId: string): Promise<MobilisationRow | undefined> =>
  db
    .selectFrom('mobilisation')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()

/** R-15 and R-15b on one meeting; M-504 names the two days. */
export function judgeMeeting(
  context: Pick<Context, 'campaign'>,
  held: MobilisationDraft,
  unit: string,
): Judgement[] {
  const { townMobilisation } = context.campaign.facts
  const limit = { ...mobilisationLimits.dayDifference, value: context.campaign.limit('mobilise.day_diff') }
  const onDay =
    townMobilisation === null
      ? notAssessed('R-15', '还没有填全镇动员会的日期，不能判定是否按时动员。')
      : judgeMobilisation({ townOn: townMobilisation, branchOn: held.on }, { dayDifference: limit })
  const day = toJudgement(onDay)
  const speaker = judgeMobiliser({
    speaker: held.speakerPost,
    excuse: held.excuse ?? undefined,
    spirit: held.spirit,
    purpose: held.purpose,
    problems: held.problems,
  })
  return [
    day.outcome === 'fail'
      ? {
          ...day,
          reason: `${unit}动员会 ${held.on}，与全镇动员会 ${townMobilisation ?? ''} 不在同一天，未按时动员。`,
        }
      : day,
    toJudgement(speaker),
  ]
}

/** A stored meeting with what the rules say of it; null when none is on record. */
export async function meetingOf(
  context: Context,
  unit: Pick<PlanUnit, 'id' | 'shortName'>,
): Promise<{ held: MobilisationDraft; judgements: Judgement[] } | null> {
  const row = await rowOf(context.db.read, unit.id)
  if (row === undefined) return null
  const held = toDraft(row)
  return { held, judgements: judgeMeeting(context, held, unit.shortName) }
}

/** Members on the roster of each unit, lost track of or not. */
async function memberCounts(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('member')
    .select(['org_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('roster_state', 'is', null), eb('roster_state', '=', '在册')]))
    .groupBy('org_id')
    .execute()
  return new Map(rows.map(({ org_id, count }) => [org_id, count]))
}

/** Branches alone mobilise their members; the committee and the general branches hold none of their own. */
function holdsMeeting(context: Context, unit: PlanUnit): boolean {
  const step = stepByCode(context.campaign.template, STEP)
  return step === undefined || coversLevel(step.levels, unit.level)
}

export async function listMobilisations(context: Context) {
  const { read } = context.db
  const units = (await readUnits(context, read)).filter((unit) => holdsMeeting(context, unit))
  const [counts, keepers, rows] = await Promise.all([
    memberCounts(read),
    supervisors(context),
    read.selectFrom('mobilisation').selectAll().where('deleted_at', 'is', null).execute(),
  ])
  const heldBy = new Map(rows.map((row) => [row.org_id, toDraft(row)]))
  const basis = stepByCode(context.campaign.template, STEP)?.basis
  return {
    townDay: context.campaign.facts.townMobilisation,
    dayBasis: basis === undefined ? '' : basisText(context.campaign.threshold('mobilise.day_diff').basis),
    rows: units.map((unit): MobilisationLine => {
      const held = heldBy.get(unit.id) ?? null
      return {
        orgId: unit.id,
        unit: unit.shortName,
        unitType: unit.unitType,
        secretary: unit.secretary,
        supervisor: keepers.get(unit.id) ?? '',
        members: counts.get(unit.id) ?? 0,
        held,
        judgements: held === null ? [] : judgeMeeting(context, held, unit.shortName),
      }
    }),
  }
}

function assertMeeting(context: Context, held: MobilisationDraft): void {
  assertDays({ on: held.on })
  if (held.on > context.today) refuse(`动员会日期${held.on}还没有到，请核对。`, 'on')
  if (held.should === 0) refuse('应到人数不能是0，请填党员人数。', 'should')
  if (held.actual > held.should)
    refuse(`实到${String(held.actual)}人多于应到${String(held.should)}人，请核对。`, 'actual')
  if (held.excuse !== null && held.speakerPost === '书记')
    refuse('动员人就是书记，不用填书记未动员的原因。', 'excuse')
}

const valuesOf = (held: MobilisationDraft) => ({
  org_id: held.orgId,
  on_day: held.on,
  time_of_day: held.timeOfDay,
  speaker: held.speaker,
  speaker_post: held.speakerPost,
  excuse: held.excuse,
  should: held.should,
  actual: held.actual,
  spirit: held.spirit ? 1 : 0,
  purpose: held.purpose ? 1 : 0,
  problems: held.problems ? 1 : 0,
  record: held.record.trim(),
})

/** Keeps what was held, late or not: the rules judge it, they do not hide it. */
export async function saveMobilisation(context: Context, held: MobilisationDraft): Promise<MobilisationLine> {
  await write(context, async (journal, trx) => {
    const unit = unitById(await readUnits(context, trx), held.orgId)
    if (!holdsMeeting(context, unit)) refuse(`${unit.shortName}不单独开动员会，由所属支部登记。`)
    assertMeeting(context, held)
    const row = await rowOf(trx, held.orgId)
    if (row === undefined) {
      if (held.rowVersion !== null) throw new NotFound('这次动员会')
      await journal.add('mobilisation', valuesOf(held))
      return
    }
    if (held.rowVersion === null) refuse(`${unit.shortName}的动员会刚刚有人登记过，请重新打开后再改。`)
    else await journal.change('mobilisation', row.id, valuesOf(held), { expectedVersion: held.rowVersion })
  })
  const line = (await listMobilisations(context)).rows.find(({ orgId }) => orgId === held.orgId)
  if (line === undefined) throw new NotFound('这个单位')
  return line
}

export function removeMobilisation(
  context: Context,
  input: { readonly orgId: string; readonly rowVersion: number; readonly reason: string },
): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const row = await rowOf(trx, input.orgId)
      if (row === undefined) throw new NotFound('这次动员会')
      await journal.remove('mobilisation', row.id, { expectedVersion: input.rowVersion })
    },
    { reason: input.reason },
  )
}

/** The day of the town's own meeting, which the branches' are measured by. The caller reads the campaign again. */
export async function setTownDay(context: Context, day: string): Promise<void> {
  assertDays({ day })
  if (day > context.today) refuse(`全镇动员会日期${day}还没有到，请核对。`, 'day')
  return write(context, async (journal, trx) => {
    const facts = context.campaign.facts
    await writeSetting(
      trx,
      'facts',
      { ...facts, townMobilisation: day },
      {
        actor: context.actor.name,
        now: context.now(),
      },
    )
    await journal.record({
      entity: 'setting',
      id: 'facts',
      action: 'change',
      fields: { townMobilisation: [facts.townMobilisation, day] },
    })
  })
}
