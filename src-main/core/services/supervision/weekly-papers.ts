// The weekly report as paper: shown, printed, saved as PDF or as a Word file; a draft is marked as one.
import { writeFile } from 'node:fs/promises'
import { officialHtml, type OfficialDocument } from '#shared/documents/official.ts'
import { weeklyPrefix } from '#shared/documents/group-weekly.ts'
import type { Context } from '../../context.ts'
import { officialDocx } from '../documents/official-docx.ts'
import { exportName } from '../exports/save-book.ts'
import { weekById, weeklyDocument } from './weekly.ts'

interface Paper {
  readonly document: OfficialDocument
  readonly isDraft: boolean
}

/** A draft has room for its number. */
async function paperOf(context: Context, id: string): Promise<Paper> {
  const row = await weekById(context.db.read, id)
  const { groupCode, groupName } = context.campaign.town
  const blank = `${weeklyPrefix(groupCode || groupName, context.today.slice(0, 4))}　　期`
  return {
    document: await weeklyDocument(context, row, context.today, blank),
    isDraft: row.state === '草稿',
  }
}

export async function previewWeek(context: Context, id: string): Promise<{ title: string; address: string }> {
  const { document, isDraft } = await paperOf(context, id)
  return {
    title: document.title,
    address: context.host.preview(officialHtml(document, { isDraft, copies: 1 })),
  }
}

const printed = ({ document, isDraft }: Paper): string =>
  officialHtml(document, isDraft ? { isDraft, copies: 1 } : {})

export async function printWeek(context: Context, id: string): Promise<void> {
  await context.host.print(printed(await paperOf(context, id)))
}

async function save(
  context: Context,
  document: OfficialDocument,
  extension: string,
  put: (file: string) => Promise<void>,
): Promise<{ file: string } | null> {
  const defaultName = exportName(context, `督导工作周报_${document.number.trim()}`).replace(
    /\.xlsx$/u,
    `.${extension}`,
  )
  const picked = await context.host.pickSave({ title: '保存督导工作周报', defaultName })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await put(file)
  context.host.showInFolder(file)
  return { file: picked.name }
}

/** Asks where to; null when the user gave up. */
export async function saveWeekPdf(context: Context, id: string): Promise<{ file: string } | null> {
  const paper = await paperOf(context, id)
  return save(context, paper.document, 'pdf', (file) => context.host.printToPdf(printed(paper), file))
}

export async function saveWeekWord(context: Context, id: string): Promise<{ file: string } | null> {
  const { document, isDraft } = await paperOf(context, id)
  const [copy] = document.copies
  const one = isDraft && copy !== undefined ? { ...document, copies: [copy] } : document
  return save(context, document, 'docx', async (file) => writeFile(file, await officialDocx(one)))
}
