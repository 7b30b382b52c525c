// One problem as the page shows it: its words, its way, its progress, what may be done next.
import type { IssueAction, IssueCase, IssueDraft } from '#shared/contract/issues.ts'
import { actionsFrom, issueMachine } from '#shared/rules/machines.ts'
import { phaseOf } from '#shared/campaign/index.ts'
import type { Context } from '../../context.ts'
import { groupMembers, phaseName } from '../inspections/store.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { superiorOf } from './superior.ts'
import {
  daysLeft,
  factsOf,
  fileNames,
  issueById,
  lightOf,
  progressOf,
  stepsOf,
  type Db,
  type IssueRow,
  type StepRow,
} from './store.ts'

const isAction = (word: string): word is IssueAction => issueMachine.actions.some((action) => action === word)

const toStep = (row: StepRow): IssueCase['steps'][number][] =>
  isAction(row.action)
    ? [
        {
          action: row.action,
          from: row.from_state,
          to: row.to_state,
          on: row.on_day,
          person: row.person,
          text: row.text,
        },
      ]
    : []

export const toDraft = (row: IssueRow): IssueDraft => ({
  orgId: row.org_id,
  registeredOn: row.registered_on,
  text: row.text,
  source: row.source ?? '',
  subject: row.subject ?? '',
  kind: row.kind,
  focus: row.focus ?? '',
  measures: row.measures ?? '',
  leader: row.leader ?? '',
  leadUnit: row.lead_unit ?? '',
  partners: row.partners ?? '',
  owner: row.owner ?? '',
  dueText: row.due_text ?? '',
  dueOn: row.due_on,
  cause: row.cause ?? '',
  policyBasis: row.policy_basis ?? '',
  remark: row.remark ?? '',
  findingId: row.finding_id,
})

async function findingNo(db: Db, id: string | null): Promise<string | null> {
  if (id === null) return null
  const row = await db.selectFrom('finding').select('no').where('id', '=', id).executeTakeFirst()
  return row?.no ?? null
}

export async function showIssue(context: Context, id: string, db: Db = context.db.read): Promise<IssueCase> {
  const row = await issueById(db, id)
  const steps = await stepsOf(db, id)
  const unit = unitById(await readUnits(context, db), row.org_id)
  const facts = await factsOf(db, row, steps, await fileNames(db, id, steps))
  const { template } = context.campaign
  return {
    id,
    rowVersion: row.row_version,
    no: row.no,
    unit: unit.shortName,
    fullName: unit.fullName,
    superior: await superiorOf(db, row.org_id),
    phaseName: phaseName(template, row.phase ?? phaseOf(template, row.registered_on)?.key ?? 'prep'),
    draft: toDraft(row),
    facts,
    light: lightOf(context, row),
    daysLeft: daysLeft(context.today, row),
    progress: row.progress ?? '',
    evidence: row.evidence ?? '',
    explainedOn: row.explained_on,
    explainedTo: row.explained_to ?? '',
    explainedHow: row.explained_how ?? '',
    verifier: row.verifier ?? '',
    verifiedOn: row.verified_on,
    isUnsolved: row.unsolved === 1,
    receipt: row.receipt ?? '',
    supervisorUnit: row.supervisor_unit ?? '',
    round: row.round,
    relapses: row.relapse_count,
    findingNo: await findingNo(db, row.finding_id),
    steps: steps.flatMap(toStep),
    log: (await progressOf(db, id)).map((each) => ({
      id: each.id,
      on: each.on_day,
      person: each.person,
      text: each.text,
    })),
    actions: actionsFrom(issueMachine, row.state),
    groupMembers: await groupMembers(db),
  }
}
