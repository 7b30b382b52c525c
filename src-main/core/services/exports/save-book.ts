// Writes a workbook where the user says and keeps a record of what left the house.
import path from 'node:path'
import type { BookSpec } from '#shared/documents/book.ts'
import type { Context } from '../../context.ts'
import { fileStamp, isoInstant } from '../../db/clock.ts'
import { uuidV7 } from '../../db/ids.ts'

export interface Saved {
  /** Name of the file, without its folder. */
  readonly file: string
  readonly rows: number
}

const rowsOf = (book: BookSpec): number =>
  book.sheets.reduce((sum, s) => sum + (s.isSummary ? 0 : s.rows.length), 0)

/** {镇}_{督导组}_{表名}_{yyyymmdd}.xlsx */
export function exportName(context: Context, table: string): string {
  const [day] = fileStamp(new Date(`${context.today}T00:00:00`)).split('_')
  const { town, groupCode, groupName } = context.campaign.town
  return `${town}_${groupCode || groupName}_${table}_${day ?? ''}.xlsx`
}

export interface ExportNote {
  /** Which form: E-1, members … */
  readonly kind: string
  readonly params: unknown
}

/** Writes to a path already known (command line, tests). */
export async function saveBookTo(
  context: Context,
  file: string,
  book: BookSpec,
  note: ExportNote,
): Promise<Saved> {
  const written = await context.excel.write(file, book)
  const rows = rowsOf(book)
  await context.db.write((trx) =>
    trx
      .insertInto('export_record')
      .values({
        id: uuidV7(context.now()),
        kind: note.kind,
        params: JSON.stringify(note.params),
        rows,
        file_name: path.basename(file),
        sha256: written.sha256,
        at: isoInstant(context.now()),
        actor: context.actor.name,
      })
      .execute(),
  )
  return { file: path.basename(file), rows }
}

/** Asks where to; null when the user gave up. Shows the file in its folder afterwards. */
export async function saveBook(
  context: Context,
  table: string,
  makeBook: () => Promise<BookSpec> | BookSpec,
  note: ExportNote,
): Promise<Saved | null> {
  const picked = await context.host.pickSave({
    title: `导出${table}`,
    defaultName: exportName(context, table),
  })
  if (!picked) return null
  const file = context.host.pathOf(picked.token)
  const saved = await saveBookTo(context, file, await makeBook(), note)
  context.host.showInFolder(file)
  return saved
}
