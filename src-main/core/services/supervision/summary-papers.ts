// The figures of a phase out of the program: workbook (E-17) and paper.
import { formatChinese } from '#shared/text/civil-date.ts'
import type { SummaryPage } from '#shared/contract/supervision.ts'
import { phaseDataBook, phaseDataPaper, type PhaseData } from '#shared/documents/phase-data.ts'
import { wholePage } from '#shared/documents/paper.ts'
import type { BookSpec } from '#shared/documents/book.ts'
import type { Context } from '../../context.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { scoresOf } from './scorecard.ts'
import { showSnapshot, showSummary, summaryFacts, type Which } from './summary.ts'

const snapshotWords = ({ comparedWith }: SummaryPage): string =>
  comparedWith === null ? '' : `第${String(comparedWith.no)}号快照（截至${formatChinese(comparedWith.asOf)}）`

function toData(
  context: Context,
  page: SummaryPage,
  snapshot: string,
  scores: PhaseData['scores'],
): PhaseData {
  const { town, groupName } = context.campaign.town
  return {
    town,
    group: groupName,
    phaseName: page.phaseName,
    asOf: page.asOf,
    snapshot,
    comparedWith: snapshotWords(page),
    lines: page.lines,
    worst: page.worst,
    scores,
  }
}

/** E-17 as counted now. */
export async function phaseBook(context: Context, which: Which): Promise<BookSpec> {
  const [page, facts] = await Promise.all([showSummary(context, which), summaryFacts(context, which)])
  const same = page.snapshots.find(({ asOf, takenOn }) => asOf === page.asOf && takenOn === context.today)
  return phaseDataBook(
    toData(context, page, same === undefined ? '' : `第${String(same.no)}号`, scoresOf(facts)),
  )
}

/** Asks where to; null when the user gave up. */
export async function exportSummary(context: Context, which: Which): Promise<Saved | null> {
  const { phaseName, asOf } = await showSummary(context, which)
  return saveBook(
    context,
    `阶段小结数据页_${phaseName}_截至${asOf.replaceAll('-', '')}`,
    () => phaseBook(context, which),
    {
      kind: 'E-17',
      params: which,
    },
  )
}

type PaperInput = Which & { readonly snapshotId: string | null }

async function paperPage(context: Context, input: PaperInput): Promise<{ title: string; page: string }> {
  const shown =
    input.snapshotId === null
      ? await showSummary(context, input)
      : await showSnapshot(context, input.snapshotId)
  const no = shown.snapshots.find(({ id }) => id === input.snapshotId)?.no
  const paper = phaseDataPaper(toData(context, shown, no === undefined ? '' : `第${String(no)}号`, []))
  return { title: paper.title, page: wholePage(paper) }
}

export async function previewSummary(
  context: Context,
  input: PaperInput,
): Promise<{ title: string; address: string }> {
  const { title, page } = await paperPage(context, input)
  return { title, address: context.host.preview(page) }
}

export async function printSummary(context: Context, input: PaperInput): Promise<void> {
  await context.host.print((await paperPage(context, input)).page)
}
