// Issues a circular: numbers it, prints it into the record and freezes every line as it stands that day.
import { createHash } from 'node:crypto'
import {
  circularBook,
  circularNumber,
  makeCircular,
  type CircularContent,
} from '#shared/documents/circular-paper.ts'
import type { BookSpec } from '#shared/documents/book.ts'
import { OfficialDocument } from '#shared/documents/official-document.ts'
import { officialHtml } from '#shared/documents/official.ts'
import { circularTotals } from '#shared/rules/circular.ts'
import { basisText, thresholdByKey } from '#shared/campaign/index.ts'
import { addDays, isCivilDate } from '#shared/text/civil-date.ts'
import { writeFile } from 'node:fs/promises'
import { write, type Context } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { officialDocx } from '../documents/official-docx.ts'
import { exportName, saveBook, type Saved } from '../exports/save-book.ts'
import { periodsOf } from './calendar.ts'
import {
  issuedFacts,
  issuedIn,
  issuedLines,
  openCircular,
  placeOf,
  showCircular,
  type CircularRow,
  type IssuedFacts,
  type OpenCircular,
} from './circular.ts'
import { standingOf } from './standing.ts'

export interface IssueInput {
  /** First day of the period. */
  readonly start: string
  readonly on: string
  /** Who signs for the office. */
  readonly person: string
  readonly makeUpBy: string
}

function reasonsAgainst(input: IssueInput, end: string, today: string): string[] {
  if (!isCivilDate(input.on)) return ['请填出刊日期。']
  return [
    ...(input.on > today ? [`出刊日期${input.on}还没有到，请填今天或以前的日期。`] : []),
    ...(input.on <= end ? [`这一期到${end}为止，出刊日期要在这一天以后。`] : []),
    ...(input.person.trim() === '' ? ['请填签发人。'] : []),
    ...(isCivilDate(input.makeUpBy) && input.makeUpBy > input.on ? [] : ['补报期限要在出刊日期以后。']),
  ]
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

async function addLines(journal: Journal, id: string, { content }: OpenCircular): Promise<void> {
  await journal.addMany(
    'circular_row',
    content.lines.map((line, position) => ({
      circular_id: id,
      position,
      org_id: line.orgId,
      unit: line.unit,
      band: line.band,
      remark: line.remark,
      place: line.place,
      sent: line.sent,
      sent_total: line.sentTotal,
      ...line.adopted,
      adopted_total: line.adoptedTotal,
      sent_score: line.sentScore,
      adopted_score: line.adoptedScore,
      score: line.score,
      score_total: line.scoreTotal,
      on_time: line.onTime,
      late: line.late,
      missing: line.missing,
    })),
  )
}

/** Refused while the period is not over, or when it is out already. What is adopted later counts in its own period. */
export function issueCircular(context: Context, input: IssueInput): Promise<void> {
  return write(context, async (journal, trx) => {
    const periods = periodsOf(context.campaign)
    const issue = periods.findIndex(({ start }) => start === input.start) + 1
    const period = periods[issue - 1]
    if (period === undefined) throw new NotFound('这一期通报')
    const reasons = reasonsAgainst(input, period.end, context.today)
    if (reasons.length > 0) refuse(reasons)
    const before = (await issuedIn(trx)).find(({ period_start }) => period_start === input.start)
    if (before) refuse(`这一期通报已于${before.issued_on}出刊（${before.no}），不能再出。`)
    // The states as of the day of issue: a circular entered afterwards says what it said then.
    const standing = await standingOf({ campaign: context.campaign, today: input.on }, trx)
    const open = await openCircular(trx, standing, period, issue)
    if (open.content.lines.length === 0) refuse('这一期没有应报的单位，不用出刊。')
    const place = placeOf(context, standing.settings.officeCode)
    const number = circularNumber(place, issue, input.on.slice(0, 4))
    const content: CircularContent = { ...open.content, makeUpBy: input.makeUpBy }
    const document = makeCircular(place, content, { number, on: input.on })
    const facts: IssuedFacts = {
      score: content.score,
      quota: open.quota,
      showsBands: content.showsBands,
      makeUpBy: input.makeUpBy,
      basis: basisText(thresholdByKey(context.campaign.template, 'report.score.adopt').basis),
      weeks: open.weeks,
    }
    const body = JSON.stringify(document)
    const id = await journal.add('circular', {
      period_start: period.start,
      period_end: period.end,
      issue,
      no: number,
      title: document.title,
      issued_on: input.on,
      issued_by: input.person.trim(),
      facts: JSON.stringify(facts),
      body,
      body_sha256: sha256(body),
      row_count: content.lines.length,
    })
    await addLines(journal, id, open)
  })
}

interface Paper {
  readonly document: OfficialDocument
  readonly isDraft: boolean
  readonly issue: number
}

const rowOf = async (context: Context, start: string): Promise<CircularRow | undefined> =>
  (await issuedIn(context.db.read)).find(({ period_start }) => period_start === start)

/** As it would go out today. */
async function openContent(context: Context, start: string): Promise<CircularContent> {
  const standing = await standingOf(context, context.db.read)
  const { head, makeUpBy } = await showCircular(context, start)
  return { ...(await openCircular(context.db.read, standing, head, head.issue)).content, makeUpBy }
}

async function paperOf(context: Context, start: string): Promise<Paper> {
  const row = await rowOf(context, start)
  if (row) return { document: OfficialDocument.parse(JSON.parse(row.body)), isDraft: false, issue: row.issue }
  const { settings } = await standingOf(context, context.db.read)
  const content = await openContent(context, start)
  const document = makeCircular(placeOf(context, settings.officeCode), content, {
    number: '',
    on: context.today,
  })
  return { document, isDraft: true, issue: content.issue }
}

export async function previewCircular(
  context: Context,
  start: string,
): Promise<{ title: string; address: string }> {
  const { document, isDraft } = await paperOf(context, start)
  return { title: document.title, address: context.host.preview(officialHtml(document, { isDraft })) }
}

export async function printCircular(context: Context, start: string): Promise<void> {
  const { document, isDraft } = await paperOf(context, start)
  await context.host.print(officialHtml(document, { isDraft }))
}

async function savePaper(
  context: Context,
  start: string,
  extension: 'pdf' | 'docx',
  put: (paper: Paper, file: string) => Promise<void>,
): Promise<{ file: string } | null> {
  const paper = await paperOf(context, start)
  const name = exportName(context, `信息通报第${String(paper.issue)}期${paper.isDraft ? '_草稿' : ''}`)
  const picked = await context.host.pickSave({
    title: '保存通报',
    defaultName: name.replace(/\.xlsx$/u, `.${extension}`),
  })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await put(paper, file)
  context.host.showInFolder(file)
  return { file: picked.name }
}

export const saveCircularPdf = (context: Context, start: string): Promise<{ file: string } | null> =>
  savePaper(context, start, 'pdf', ({ document, isDraft }, file) =>
    context.host.printToPdf(officialHtml(document, { isDraft }), file),
  )

export const saveCircularWord = (context: Context, start: string): Promise<{ file: string } | null> =>
  savePaper(context, start, 'docx', async ({ document }, file) =>
    writeFile(file, await officialDocx(document)),
  )

/** E-8 of a period: as issued, or as it stands. Null takes the one that waits to go out, else the latest. */
export async function circularBookOf(context: Context, start: string | null): Promise<BookSpec> {
  const { head, makeUpBy } = await showCircular(context, start)
  const row = await rowOf(context, head.start)
  const { settings } = await standingOf(context, context.db.read)
  const place = placeOf(context, settings.officeCode)
  if (row === undefined)
    return circularBook(place, await openContent(context, head.start), { number: '草稿', on: context.today })
  const [lines, facts] = [await issuedLines(context.db.read, row), issuedFacts(row)]
  const content: CircularContent = {
    start: row.period_start,
    end: row.period_end,
    issue: row.issue,
    lines,
    totals: circularTotals(lines),
    score: facts.score,
    showsBands: facts.showsBands,
    makeUpBy: makeUpBy || addDays(row.issued_on, 1),
  }
  return circularBook(place, content, { number: row.no, on: row.issued_on })
}

export const exportCircular = (context: Context, start: string): Promise<Saved | null> =>
  saveBook(context, '信息报送及采用情况通报', () => circularBookOf(context, start), {
    kind: 'E-8',
    params: { start },
  })
