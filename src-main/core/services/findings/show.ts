// One finding as the page shows it: its words, its way, its files, what may be done next.
import type { FindingCase, FindingDraft } from '#shared/contract/findings.ts'
import { actionsFrom, findingMachine } from '#shared/rules/machines.ts'
import type { FindingAction } from '#shared/rules/finding-action.ts'
import type { Context } from '../../context.ts'
import { filesOf } from '../attachments/attached-files.ts'
import { groupMembers, listOf, phaseName } from '../inspections/store.ts'
import { readUnits, unitById } from '../plans/units.ts'
import {
  daysLeft,
  fileNames,
  findingById,
  findingShelf,
  lightOf,
  stepsOf,
  toFacts,
  type Db,
  type FindingRow,
  type StepRow,
} from './store.ts'

const isAction = (word: string): word is FindingAction =>
  findingMachine.actions.some((action) => action === word)

const toStep = (row: StepRow): FindingCase['steps'][number][] =>
  isAction(row.action)
    ? [
        {
          action: row.action,
          from: row.from_state,
          to: row.to_state,
          on: row.on_day,
          person: row.person,
          text: row.text,
          evidence: row.evidence,
        },
      ]
    : []

export const toDraft = (row: FindingRow): FindingDraft => ({
  inspectionId: row.inspection_id,
  orgId: row.org_id,
  phase: row.phase,
  itemCode: row.item_code,
  step: row.step,
  description: row.description,
  category: row.category,
  severity: row.severity,
  correction: row.correction,
  basis: row.basis,
  demand: row.demand,
  foundOn: row.found_on,
  dueOn: row.due_on,
  owner: row.owner,
  inspectors: listOf(row.inspectors),
  remark: row.remark,
})

export async function showFinding(
  context: Context,
  id: string,
  db: Db = context.db.read,
): Promise<FindingCase> {
  const row = await findingById(db, id)
  const steps = await stepsOf(db, id)
  const unit = unitById(await readUnits(context, db), row.org_id)
  const files = await filesOf(db, findingShelf, id)
  const facts = toFacts(row, steps, (await fileNames(db, id, steps)).length)
  return {
    id,
    rowVersion: row.row_version,
    no: row.no,
    unit: unit.shortName,
    fullName: unit.fullName,
    unitType: unit.unitType,
    phaseName: phaseName(context.campaign.template, row.phase),
    itemText: row.item_text,
    draft: toDraft(row),
    state: row.state,
    light: lightOf(context, row),
    daysLeft: daysLeft(context.today, row),
    feedback: row.feedback,
    evidence: row.evidence,
    doneOn: row.done_on,
    recheckOn: row.recheck_on,
    recheckBy: row.recheck_by,
    recheckResult: row.recheck_result,
    recheckNote: row.recheck_note,
    reopenCount: row.reopen_count,
    cancelReason: row.cancel_reason,
    registeredOn: row.found_on,
    registeredBy: listOf(row.inspectors)[0] ?? row.created_by,
    lastOn: facts.lastOn,
    evidenceCount: facts.evidence,
    steps: steps.flatMap(toStep),
    files,
    actions: actionsFrom(findingMachine, row.state),
    groupMembers: await groupMembers(db),
  }
}
