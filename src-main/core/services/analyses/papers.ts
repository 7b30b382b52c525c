// 审阅登记表 of a branch: shown, printed, saved as PDF.
import { reviewRegister } from '#shared/documents/analysis-papers.ts'
import { wholePage, type Paper } from '#shared/documents/paper.ts'
import type { Context } from '../../context.ts'
import { exportName } from '../exports/save-book.ts'
import { showBoard } from './list.ts'
import { analysesOf } from './store.ts'

/** The paper as pure content. Throws NotFound. */
export async function makeRegister(context: Context, orgId: string): Promise<Paper & { unit: string }> {
  const [board, stored] = await Promise.all([showBoard(context, orgId), analysesOf(context.db.read, orgId)])
  const rows = board.rows.map((line) => {
    const row = stored.get(line.memberId)
    return {
      name: line.name,
      level: line.level,
      form: line.form,
      chars: line.chars,
      submittedOn: row?.submitted_on ?? null,
      reviewer: row?.reviewer ?? '',
      opinion: row?.review_opinion ?? '',
      returned: line.returned,
      state: line.state,
    }
  })
  const place = { town: context.campaign.town.town, unit: board.fullName, on: context.today }
  return { ...reviewRegister(rows, place), unit: board.branch.unit }
}

/** Where the page can show it. */
export async function previewRegister(
  context: Context,
  orgId: string,
): Promise<{ title: string; address: string }> {
  const paper = await makeRegister(context, orgId)
  return { title: paper.title, address: context.host.preview(wholePage(paper)) }
}

export async function printRegister(context: Context, orgId: string): Promise<void> {
  await context.host.print(wholePage(await makeRegister(context, orgId)))
}

/** Asks where to; null when the user gave up. */
export async function saveRegister(context: Context, orgId: string): Promise<{ file: string } | null> {
  const paper = await makeRegister(context, orgId)
  const name = exportName(context, `审阅登记表_${paper.unit}`).replace(/\.xlsx$/u, '.pdf')
  const picked = await context.host.pickSave({ title: '保存审阅登记表', defaultName: name })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await context.host.printToPdf(wholePage(paper), file)
  context.host.showInFolder(file)
  return { file: picked.name }
}
