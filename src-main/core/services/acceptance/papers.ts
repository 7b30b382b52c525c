// The self-check form and the acceptance form on paper: shown, printed, saved as PDF.
import type { AcceptancePaper } from '#shared/contract/acceptance.ts'
import {
  acceptancePaper,
  selfCheckPaper,
  type AcceptancePaperFacts,
} from '#shared/documents/acceptance-papers.ts'
import { wholePage, type Paper } from '#shared/documents/paper.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { exportName } from '../exports/save-book.ts'
import { listOf } from '../inspections/store.ts'
import type { PhaseInput } from './fill.ts'
import { placeOf, sheetUnit, unitsOwn } from './sheet.ts'

export interface AcceptancePaperInput extends PhaseInput {
  readonly paper: AcceptancePaper
}

const names: Readonly<Record<AcceptancePaper, string>> = { self: '自查表', acceptance: '检查验收表' }

async function gather(context: Context, input: AcceptancePaperInput): Promise<AcceptancePaperFacts> {
  const { unit, round } = await sheetUnit(context, input)
  const place = placeOf(context, input.phase)
  return {
    phase: place.phase,
    group: place.group,
    unit: input.paper === 'self' ? unitsOwn(unit, round) : unit,
    filledBy: round?.selfCheck.filled_by ?? '',
    handedInOn: round?.selfCheck.submitted_on ?? null,
    inspectedOn: round?.inspection?.date ?? null,
    people: listOf(round?.inspection?.people ?? '[]'),
    decidedOn: round?.acceptance?.decided_on ?? null,
    decidedBy: round?.acceptance?.decided_by ?? '',
    opinion: round?.acceptance?.opinion ?? '',
    isDecided: round?.acceptance != null,
  }
}

/** The paper as pure content. The acceptance form exists once the unit has a self-check. */
export async function makeAcceptancePaper(
  context: Context,
  input: AcceptancePaperInput,
): Promise<Paper & { readonly unit: string }> {
  const facts = await gather(context, input)
  if (input.paper === 'self') return { ...selfCheckPaper(facts), unit: facts.unit.name }
  if (facts.unit.conclusion === '')
    refuse(`${facts.unit.name}还没有自查表，没有检查验收表可印。请先开始自查。`)
  return { ...acceptancePaper(facts), unit: facts.unit.name }
}

/** Where the page can show it. */
export async function previewAcceptancePaper(
  context: Context,
  input: AcceptancePaperInput,
): Promise<{ title: string; address: string }> {
  const paper = await makeAcceptancePaper(context, input)
  return { title: paper.title, address: context.host.preview(wholePage(paper)) }
}

export async function printAcceptancePaper(context: Context, input: AcceptancePaperInput): Promise<void> {
  await context.host.print(wholePage(await makeAcceptancePaper(context, input)))
}

/** Asks where to; null when the user gave up. */
export async function saveAcceptancePaper(
  context: Context,
  input: AcceptancePaperInput,
): Promise<{ file: string } | null> {
  const paper = await makeAcceptancePaper(context, input)
  const defaultName = exportName(context, `${names[input.paper]}_${paper.unit}`).replace(/\.xlsx$/u, '.pdf')
  const picked = await context.host.pickSave({ title: `保存${names[input.paper]}`, defaultName })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await context.host.printToPdf(wholePage(paper), file)
  context.host.showInFolder(file)
  return { file: picked.name }
}
