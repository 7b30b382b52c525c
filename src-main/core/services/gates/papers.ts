// The two papers of a move: the sheet of conditions and the form of approval; shown, printed, saved as PDF.
import { documentTemplateByKey } from '#shared/campaign/index.ts'
import type { GateCase, GatePaper, GateRequest, GateSnapshot } from '#shared/contract/gates.ts'
import { gateSheet, transitionForm, type GateSheetFacts } from '#shared/documents/gate-sheet.ts'
import { wholePage, type Paper } from '#shared/documents/paper.ts'
import type { GatePhase } from '#shared/rules/gate-conditions.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../refusal.ts'
import { exportName } from '../exports/save-book.ts'
import { learningUntil, figuresOf } from '../learning/figures.ts'
import { showGate } from './show.ts'
import type { Db } from './store.ts'

export interface PaperInput {
  readonly orgId: string
  readonly phase: GatePhase
  readonly paper: GatePaper
  /** null takes the last one. */
  readonly attempt: number | null
}

async function memberCount(db: Db, orgId: string): Promise<number | null> {
  const { n } = await db
    .selectFrom('member')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('roster_state', 'is', null), eb('roster_state', '=', '在册')]))
    .executeTakeFirstOrThrow()
  return n === 0 ? null : n
}

/** What was learned by that day; null where no session has been recorded. */
async function studyBy(context: Context, orgId: string, on: string): Promise<GateSheetFacts['study']> {
  const unit = (await learningUntil(context, on)).get(orgId)
  if (unit?.hasSession !== true || unit.members.length === 0) return null
  const { studied, expected, hoursMet } = figuresOf(unit)
  return { studied, expected, hoursMet }
}

/** The attempt asked for. Throws NotFound. */
function attemptOf(gate: GateCase, attempt: number | null): GateRequest | null {
  if (attempt === null) return gate.request
  const all = [...(gate.request === null ? [] : [gate.request]), ...gate.earlier]
  const found = all.find((each) => each.attempt === attempt)
  if (found === undefined) throw new NotFound('这一次转段申请')
  return found
}

/** A decided attempt is printed as it was decided; only an open one shows today's sheet. */
function sheetOf(gate: GateCase, request: GateRequest | null): Pick<GateSnapshot, 'rows' | 'arithmetic'> {
  const last = request?.snapshots.at(-1)
  const isOver = request?.state === '不予转段' || request?.state === '退回' || request?.state === '已转段'
  return isOver && last !== undefined ? last : gate
}

const decisionOf = (request: GateRequest | null): GateSheetFacts['decision'] => {
  if (request?.decidedOn == null) return null
  return request.state === '不予转段' ? '不予转段' : '同意'
}

async function factsFor(context: Context, input: PaperInput): Promise<GateSheetFacts & { unit: string }> {
  const gate = await showGate(context, input)
  const request = attemptOf(gate, input.attempt)
  const { rows, arithmetic } = sheetOf(gate, request)
  const { town, groupCode } = context.campaign.town
  const on = request?.movedOn ?? request?.decidedOn ?? context.today
  return {
    unit: gate.unit,
    town,
    campaign: context.campaign.template.shortName,
    office: gate.office,
    code: groupCode,
    fullName: gate.fullName,
    phaseName: gate.phaseName,
    toName: gate.toName,
    rows,
    arithmetic,
    next: request === gate.request ? gate.next : '',
    on,
    members: await memberCount(context.db.read, input.orgId),
    study: await studyBy(context, input.orgId, on),
    plannedOn: request?.movedOn ?? request?.plannedOn ?? null,
    plannedAt: request?.movedAt ?? request?.plannedAt ?? null,
    summary: request?.summary ?? '',
    secretary: gate.secretary,
    opinion: request?.opinion ?? '',
    decision: decisionOf(request),
    decidedOn: request?.decidedOn ?? null,
    decidedBy: request?.decidedBy ?? null,
    needsOffice: gate.facts.needsOffice,
    officeOpinion: request?.officeOpinion ?? '',
    officeDecidedOn: request?.officeDecidedOn ?? null,
    decided: request?.snapshots[0] ?? null,
  }
}

const names: Readonly<Record<GatePaper, string>> = { 核对单: '转段条件核对单', 审批表: '转段审批表' }

/** The paper as pure content. */
export async function makePaper(context: Context, input: PaperInput): Promise<Paper & { unit: string }> {
  const facts = await factsFor(context, input)
  const paper =
    input.paper === '核对单' ? gateSheet(facts) : transitionForm(documentTemplateByKey('transition'), facts)
  return { ...paper, unit: facts.unit }
}

/** Where the page can show the paper. */
export async function previewPaper(
  context: Context,
  input: PaperInput,
): Promise<{ title: string; address: string }> {
  const paper = await makePaper(context, input)
  return { title: paper.title, address: context.host.preview(wholePage(paper)) }
}

export async function printPaper(context: Context, input: PaperInput): Promise<void> {
  await context.host.print(wholePage(await makePaper(context, input)))
}

/** Asks where to; null when the user gave up. */
export async function savePaper(context: Context, input: PaperInput): Promise<{ file: string } | null> {
  const paper = await makePaper(context, input)
  const name = exportName(context, `${names[input.paper]}_${paper.unit}`).replace(/\.xlsx$/u, '.pdf')
  const picked = await context.host.pickSave({ title: `保存${names[input.paper]}`, defaultName: name })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await context.host.printToPdf(wholePage(paper), file)
  context.host.showInFolder(file)
  return { file: picked.name }
}
