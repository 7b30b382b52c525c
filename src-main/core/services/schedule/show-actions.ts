// The actions of one unit as its form shows them, and 单位 × 环节 of a phase.
import { stepsFor, phaseByKey } from '#shared/campaign/index.ts'
import type {
  ActionCell,
  ActionMatrix,
  ActionRow,
  UnitActions,
  UnitPhase,
} from '#shared/contract/schedule.ts'
import type { Context } from '../../context.ts'
import { groupMembers } from '../inspections/store.ts'
import { allUnitSteps, judgeRows, kindOfUnit, rowsOf, toStep, unitSteps, type UnitSteps } from './actions.ts'
import { supervisors } from './board.ts'
import { phaseNameOf, toJudgement } from './dates.ts'

const isFinished = ({ state }: Pick<ActionRow, 'state'>): boolean => state === '完成' || state === '不适用'

/** Prescribed ones only: the others never count. */
export function countsOf(rows: readonly ActionRow[]): { total: number; finished: number; excused: number } {
  const prescribed = rows.filter(({ kind }) => kind === '规定动作')
  return {
    total: prescribed.length,
    finished: prescribed.filter(({ state }) => state === '完成').length,
    excused: prescribed.filter(({ state }) => state === '不适用').length,
  }
}

/** Throws NotFound. */
export async function showActions(
  context: Context,
  { orgId, phase }: { readonly orgId: string; readonly phase: UnitPhase },
): Promise<UnitActions> {
  const { template } = context.campaign
  const unit = await unitSteps(context.db.read, context, orgId, phase)
  const kind = kindOfUnit(unit.dates.unit)
  const steps = kind === null ? [] : stepsFor(template, kind, phase)
  const rows = rowsOf(template, unit)
  const taken = new Set(rows.map(({ code }) => code))
  return {
    orgId,
    unit: unit.dates.unit.shortName,
    phase,
    phaseName: phaseNameOf(template, phase),
    steps: steps.map(toStep),
    rows,
    judgement: toJudgement(judgeRows(template, unit)),
    suggestions: steps.flatMap(({ code, name }) => (taken.has(code) ? [] : [{ code, name }])),
    groupMembers: await groupMembers(context.db.read),
    secretary: unit.dates.unit.secretary,
    informant: unit.dates.unit.informant,
  }
}

const toCell = ({ state, doneOn, isLate }: ActionRow): ActionCell => ({ state, doneOn, isLate })

function matrixRow(context: Context, unit: UnitSteps, supervisor: string): ActionMatrix['rows'][number] {
  const { template } = context.campaign
  const rows = rowsOf(template, unit)
  const kind = kindOfUnit(unit.dates.unit)
  const steps = kind === null ? [] : stepsFor(template, kind, unit.phase)
  const cells = steps.map((step): [string, ActionCell] => {
    const row = rows.find(({ code }) => code === step.code)
    return [step.code, row === undefined ? { state: '未开始', doneOn: null, isLate: false } : toCell(row)]
  })
  const prescribed = rows.filter((row) => row.kind === '规定动作')
  return {
    orgId: unit.dates.unit.id,
    unit: unit.dates.unit.shortName,
    unitType: unit.dates.unit.unitType,
    supervisor,
    initials: unit.dates.unit.initials,
    cells: Object.fromEntries(cells),
    own: rows.filter(({ code }) => code === null).length,
    required: prescribed.length,
    finished: prescribed.filter(isFinished).length,
  }
}

export async function showMatrix(context: Context, phase: UnitPhase): Promise<ActionMatrix> {
  const units = await allUnitSteps(context.db.read, context, phase)
  const keepers = await supervisors(context)
  return {
    phase,
    steps: phaseByKey(context.campaign.template, phase).steps.map(toStep),
    rows: units.map((unit) => matrixRow(context, unit, keepers.get(unit.dates.unit.id) ?? '')),
    groupMembers: await groupMembers(context.db.read),
  }
}
