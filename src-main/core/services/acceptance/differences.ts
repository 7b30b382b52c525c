// 自查不实: every claim the group did not find to be so, of one unit or the whole town, every round kept.
import type { AcceptanceDifference } from '#shared/contract/acceptance.ts'
import { isUntrue } from '#shared/rules/self-check.ts'
import type { Context } from '../../context.ts'
import { listOf, phaseName } from '../inspections/store.ts'
import { readUnits, type PlanUnit } from '../plans/units.ts'
import { readRounds, type Db, type Round } from './store.ts'

async function numbersByLine(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('finding')
    .select(['org_id', 'item_code', 'no'])
    .where('deleted_at', 'is', null)
    .where('state', '<>', '撤销')
    .where('item_code', 'is not', null)
    .orderBy('no')
    .execute()
  return new Map(rows.map((row) => [`${row.org_id} ${row.item_code ?? ''}`, row.no]))
}

function ofRound(
  context: Context,
  round: Round,
  unit: PlanUnit,
  numbers: ReadonlyMap<string, string>,
): AcceptanceDifference[] {
  const texts = new Map(round.list.map((line) => [line.code, line.text]))
  return round.lines
    .filter((line) => isUntrue(line) && !line.isCarried)
    .map((line) => ({
      orgId: unit.id,
      unit: unit.shortName,
      phase: round.selfCheck.phase,
      phaseName: phaseName(context.campaign.template, round.selfCheck.phase),
      round: round.selfCheck.round,
      code: line.code,
      text: texts.get(line.code) ?? '',
      filledBy: round.selfCheck.filled_by,
      note: line.note,
      on: round.inspection?.date ?? null,
      people: listOf(round.inspection?.people ?? '[]'),
      isOpen: round.acceptance === null,
      findingNo: numbers.get(`${unit.id} ${line.code}`) ?? null,
    }))
}

/** In the order of the units, first round first. */
export async function listDifferences(
  context: Context,
  { orgId }: { readonly orgId: string | null },
): Promise<AcceptanceDifference[]> {
  const db = context.db.read
  const units = new Map((await readUnits(context, db)).map((unit, i) => [unit.id, { unit, i }]))
  const rounds = await readRounds(db, orgId === null ? {} : { orgId })
  const numbers = await numbersByLine(db)
  return rounds
    .flatMap((round) => {
      const known = units.get(round.selfCheck.org_id)
      return known === undefined ? [] : [{ round, ...known }]
    })
    .toSorted((a, b) => a.i - b.i)
    .flatMap(({ round, unit }) => ofRound(context, round, unit, numbers))
}
