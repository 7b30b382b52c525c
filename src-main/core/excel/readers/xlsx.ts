// Reads an .xlsx workbook from a guarded archive, sheet by sheet, as a stream.
//
// exceljs writes our workbooks but does not read them. Its stream reader damages Chinese text at chunk borders, finds
// sheets only under fixed names and prefixes, spills personal data to the temporary folder, and gives neither the number
// as written nor the stop after empty rows; its whole-file reader needs six times the memory. A test compares this
// reader with exceljs's whole-file reader cell by cell.
import type { RawSheet } from '#shared/ledger/sheet.ts'
import type { Archive } from '../intake/archive.ts'
import { MAX_ARCHIVE_BYTES } from '../limits.ts'
import { SheetBuilder, type Intake, type SheetSet } from './sheet-builder.ts'
import { readNumberFormats, readSharedStrings, readWorkbookParts, type SheetPart } from './xlsx-parts.ts'
import { SheetScan, type SheetContext } from './xlsx-sheet.ts'
import { findTailMerges } from './xlsx-tail.ts'
import { XmlReader } from './xml.ts'

/** @throws IntakeError; MalformedXml when a part arrived whole but is not well-formed */
export async function readXlsx(archive: Archive, intake: Intake): Promise<SheetSet> {
  const parts = await readWorkbookParts(archive)
  const context: SheetContext = {
    formats: await readNumberFormats(archive, parts.styles),
    strings: await readSharedStrings(archive, parts.strings),
  }
  const sheets: RawSheet[] = []
  for (const sheet of parts.sheets) sheets.push(await readSheet(archive, sheet, context, intake))
  return { format: 'xlsx', date1904: parts.date1904, sheets }
}

async function readSheet(
  archive: Archive,
  sheet: SheetPart,
  context: SheetContext,
  intake: Intake,
): Promise<RawSheet> {
  const builder = new SheetBuilder(sheet.name, sheet.state, intake)
  const scan = new SheetScan(builder, context)
  const reader = new XmlReader(scan)
  const steps = archive.read(sheet.part, MAX_ARCHIVE_BYTES)
  for (let step = await steps.next(); !step.done; step = await steps.next()) {
    reader.write(step.value)
    if (!scan.isPastEnd) continue
    // Nothing but formatting follows: no more parsing, only a look for the merged ranges behind the rows.
    for (const merge of await findTailMerges(steps)) builder.addMerge(merge)
    return builder.finish()
  }
  reader.end()
  return builder.finish()
}
