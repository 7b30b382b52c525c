// Reads a chosen file: takes a copy, decides what it is, checks it, and hands it to the reader for its kind.
import type { RawWorkbook } from '#shared/ledger/sheet.ts'
import { damaged, encrypted, IntakeError, unsupported } from '../failure.ts'
import { MalformedXml } from '../readers/xml.ts'
import { Intake, type ReportRows, type SheetSet } from '../readers/sheet-builder.ts'
import { readDelimited } from '../readers/csv.ts'
import { readXlsx } from '../readers/xlsx.ts'
import { openArchive, type Archive } from './archive.ts'
import { detectKind, type FileKind } from './kind.ts'
import { takeSnapshot, type Snapshot } from './snapshot.ts'

/**
 * The workbook as it stands in the file, nothing interpreted.
 * @throws IntakeError with a sentence for the user
 */
export async function readWorkbook(file: string, report?: ReportRows): Promise<RawWorkbook> {
  const snapshot = await takeSnapshot(file)
  const set = await readKind(snapshot, detectKind(snapshot.bytes), report)
  if (set.sheets.every((sheet) => sheet.rows.length === 0)) {
    throw new IntakeError('F-NO-ROWS', `文件“${snapshot.fileName}”里没有任何内容。请确认选择的文件是否正确。`)
  }
  return { fileName: snapshot.fileName, sha256: snapshot.sha256, ...set }
}

async function readKind(
  snapshot: Snapshot,
  kind: FileKind,
  report: ReportRows | undefined,
): Promise<SheetSet> {
  switch (kind.kind) {
    case 'zip':
      return readZip(snapshot, report)
    case 'compound':
    case 'biff':
      return readOld(snapshot, kind.kind, report)
    case 'html':
      return (await secondReader()).readHtml(kind.text, new Intake(report))
    case 'delimited':
      return readDelimited(kind.text, sheetNameOf(snapshot.fileName), new Intake(report))
    case 'unknown':
      throw unsupported()
  }
}

async function readZip(snapshot: Snapshot, report: ReportRows | undefined): Promise<SheetSet> {
  const archive = await openArchive(snapshot.bytes)
  try {
    return await readXlsx(archive, new Intake(report))
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error
    return await readTolerantly(snapshot, archive, error, new Intake(report))
  }
}

/**
 * Some programs write parts that are not well-formed XML, which Excel forgives. The archive has passed its checks, so
 * the second reader may try; a part that was cut off is refused before, since it would lose rows in silence.
 */
async function readTolerantly(
  snapshot: Snapshot,
  archive: Archive,
  reason: MalformedXml,
  intake: Intake,
): Promise<SheetSet> {
  const reader = await secondReader()
  await reader.checkComplete(archive, reason)
  return guardSecondReader(() => reader.readBinary(snapshot.bytes, 'xlsx', intake))
}

async function readOld(
  snapshot: Snapshot,
  kind: 'compound' | 'biff',
  report: ReportRows | undefined,
): Promise<SheetSet> {
  const { checkBiff, checkCompound } = await import('./compound.ts')
  if (kind === 'compound') checkCompound(snapshot.bytes)
  else checkBiff(snapshot.bytes)
  const reader = await secondReader()
  return guardSecondReader(() => reader.readBinary(snapshot.bytes, 'xls', new Intake(report)))
}

/** The second reader throws plain errors; its only word on passwords is the text of the message. */
function guardSecondReader(read: () => SheetSet): SheetSet {
  try {
    return read()
  } catch (error) {
    if (error instanceof IntakeError) throw error
    if (error instanceof Error && /password|encrypt/i.test(error.message)) throw encrypted()
    throw damaged(error)
  }
}

/** Loaded on demand: most files are .xlsx, and its code-page tables take 100 ms. */
function secondReader() {
  return import('../readers/xls.ts')
}

/** A text file has one sheet, named like the file. */
function sheetNameOf(fileName: string): string {
  return fileName.replace(/\.[^.]+$/, '') || fileName
}
