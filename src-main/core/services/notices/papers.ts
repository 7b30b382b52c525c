// A notice as paper: shown, printed, saved as PDF or as a Word file; a draft is marked as one.
import { writeFile } from 'node:fs/promises'
import { withBlanks } from '#shared/documents/notices.ts'
import { officialHtml, type OfficialDocument } from '#shared/documents/official.ts'
import type { Context } from '../../context.ts'
import { officialDocx } from '../documents/official-docx.ts'
import { exportName } from '../exports/save-book.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { gather } from './content.ts'
import { documentOf } from './issue.ts'
import { bodyOf, noticeById, type NoticeRow } from './store.ts'

interface Paper {
  readonly row: NoticeRow
  readonly document: OfficialDocument
  readonly isDraft: boolean
}

/** As issued; a draft as it would be issued today, with room to write where something is missing. */
async function paperOf(context: Context, id: string): Promise<Paper> {
  const db = context.db.read
  const row = await noticeById(db, id)
  const issued = bodyOf(row)
  if (issued !== null) return { row, document: issued, isDraft: false }
  const gathered = await gather(context, db, row)
  return { row, document: withBlanks(documentOf(row, gathered, context.today, '')), isDraft: true }
}

/** The first copy: the others have the same words. */
export async function previewNotice(
  context: Context,
  id: string,
): Promise<{ title: string; address: string }> {
  const { document, isDraft } = await paperOf(context, id)
  const address = context.host.preview(officialHtml(document, { isDraft, copies: 1 }))
  return { title: document.title, address }
}

/** A draft is printed once, to be read through; an issued notice in all its copies. */
const printed = ({ document, isDraft }: Paper): string =>
  officialHtml(document, isDraft ? { isDraft, copies: 1 } : {})

export async function printNotice(context: Context, id: string): Promise<void> {
  await context.host.print(printed(await paperOf(context, id)))
}

async function fileName(context: Context, { row }: Paper, extension: string): Promise<string> {
  const unit = unitById(await readUnits(context, context.db.read), row.org_id)
  const name = exportName(context, `${row.kind}_${row.no ?? '草稿'}_${unit.shortName}`)
  return name.replace(/\.xlsx$/u, `.${extension}`)
}

/** Asks where to; null when the user gave up. */
async function save(
  context: Context,
  paper: Paper,
  extension: string,
  put: (file: string) => Promise<void>,
): Promise<{ file: string } | null> {
  const picked = await context.host.pickSave({
    title: `保存${paper.row.kind}`,
    defaultName: await fileName(context, paper, extension),
  })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await put(file)
  context.host.showInFolder(file)
  return { file: picked.name }
}

export async function saveNoticePdf(context: Context, id: string): Promise<{ file: string } | null> {
  const paper = await paperOf(context, id)
  return save(context, paper, 'pdf', (file) => context.host.printToPdf(printed(paper), file))
}

export async function saveNoticeWord(context: Context, id: string): Promise<{ file: string } | null> {
  const paper = await paperOf(context, id)
  const [copy] = paper.document.copies
  const document = paper.isDraft && copy ? { ...paper.document, copies: [copy] } : paper.document
  return save(context, paper, 'docx', async (file) => writeFile(file, await officialDocx(document)))
}
