// What was adopted: entered with its level and day, counted in the half-month of that day.
import type { AdoptableItem, AdoptionLevel, AdoptionLine } from '#shared/contract/reports.ts'
import { levelKeys, levelNames, type ScoreRule } from '#shared/rules/circular.ts'
import { stepFrom, weeklyReportMachine } from '#shared/rules/machines.ts'
import { isCivilDate } from '#shared/text/civil-date.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { initialsOf } from '../../ledger/rows.ts'
import { refuse } from '../../refusal.ts'
import { periodsOf } from './calendar.ts'
import { countedDay, issuedIn } from './circular.ts'
import { reporterById } from './reporters.ts'
import { scoreRuleOf } from './settings.ts'
import { standingOf, type ReportRow, type Standing } from './standing.ts'
import { reportById } from './store.ts'
import { addStep } from './submit.ts'

const ADOPTABLE: readonly string[] = ['按时', '迟报', '被采用']

export const pointsOf = (rule: ScoreRule, level: AdoptionLevel): number =>
  rule[levelKeys.find((key) => levelNames[key] === level) ?? 'town']

function itemsOf({ items, units }: Standing): AdoptableItem[] {
  const names = new Map(units.map(({ id, unit }) => [id, unit]))
  return items
    .filter(({ state }) => ADOPTABLE.includes(state))
    .map(({ id, org_id, title, submitted_on }) => ({
      id,
      orgId: org_id,
      unit: names.get(org_id) ?? '',
      title: title ?? '',
      submittedOn: submitted_on ?? '',
    }))
    .toReversed()
}

/** Newest first, and the pieces that can be entered. */
export async function listAdoptions(
  context: Context,
): Promise<{ rows: AdoptionLine[]; items: AdoptableItem[] }> {
  const db = context.db.read
  const [standing, issued, rows] = await Promise.all([
    standingOf(context, db),
    issuedIn(db),
    db
      .selectFrom('adoption')
      .selectAll()
      .where('deleted_at', 'is', null)
      .orderBy('date', 'desc')
      .orderBy('id', 'desc')
      .execute(),
  ])
  const names = new Map(standing.units.map(({ id, unit }) => [id, unit]))
  const sent = new Map(standing.items.map(({ id, submitted_on }) => [id, submitted_on]))
  const periods = periodsOf(context.campaign)
  const rule = scoreRuleOf(standing.settings)
  const issueOf = (day: string): number | null =>
    periods.findIndex(({ start, end }) => start <= day && day <= end) + 1 || null
  return {
    rows: rows.map((row) => ({
      id: row.id,
      rowVersion: row.row_version,
      orgId: row.org_id,
      unit: names.get(row.org_id) ?? '',
      title: row.title,
      level: row.level,
      publication: row.publication ?? '',
      issueNo: row.issue_no ?? '',
      date: row.date,
      sentOn: row.report_id === null ? null : (sent.get(row.report_id) ?? null),
      issue: issueOf(countedDay(row, issued)),
      points: pointsOf(rule, row.level),
    })),
    items: itemsOf(standing),
  }
}

export interface AdoptionInput {
  readonly orgId: string
  /** The piece on record; null for one that is not. */
  readonly reportId: string | null
  readonly title: string
  readonly level: AdoptionLevel
  readonly publication: string
  readonly issueNo: string
  readonly date: string
}

/** What keeps this piece from being entered as adopted on the day. */
function reasonsAgainst(row: ReportRow | null, input: AdoptionInput): string[] {
  if (row === null) return []
  const sent = row.submitted_on
  if (row.org_id !== input.orgId) return ['选的信息不是这个单位报的，请重新选。']
  if (sent === null) return ['这份周报还没有报送，不能登记采用。']
  if (stepFrom(weeklyReportMachine, row.state, '采用') === null)
    return [`这条信息的状态是“${row.state}”，不能登记采用：补报的只补记录，不再采用。`]
  return input.date < sent ? [`采用日期${input.date}早于报送日期${sent}，请核对。`] : []
}

function assertInput(input: AdoptionInput, today: string): void {
  if (input.title.trim() === '') refuse('请填信息标题，或选一条已报的信息。', 'title')
  if (!isCivilDate(input.date)) refuse('请填采用日期。', 'date')
  if (input.date > today) refuse(`采用日期${input.date}还没有到，请填今天或以前的日期。`, 'date')
}

async function assertOnce(trx: Trx, input: AdoptionInput): Promise<void> {
  const same = await trx
    .selectFrom('adoption')
    .select('id')
    .where('org_id', '=', input.orgId)
    .where('title', '=', input.title.trim())
    .where('level', '=', input.level)
    .where('date', '=', input.date)
    .where((eb) => eb(eb.fn.coalesce('publication', eb.val('')), '=', input.publication.trim()))
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (same) refuse('这条信息的这一次采用已经登记过了。另有刊物采用的，请写明刊物。')
}

/** Enters an adoption; the piece it belongs to goes on to 被采用. */
export async function adopt(context: Context, input: AdoptionInput): Promise<string> {
  assertInput(input, context.today)
  return write(context, async (journal, trx) => {
    const standing = await standingOf(context, trx)
    reporterById(standing.units, input.orgId)
    const row = input.reportId === null ? null : await reportById(trx, input.reportId)
    const reasons = reasonsAgainst(row, input)
    if (reasons.length > 0) refuse(reasons)
    await assertOnce(trx, input)
    const id = await journal.add('adoption', {
      extra: null,
      initials: initialsOf(input.title.trim()),
      org_id: input.orgId,
      date: input.date,
      title: input.title.trim(),
      level: input.level,
      publication: input.publication.trim() || null,
      issue_no: input.issueNo.trim() || null,
      remark: null,
      report_id: input.reportId,
    })
    if (row === null) return id
    await journal.change('weekly_report', row.id, { state: '被采用' })
    const person = context.actor.name
    const text = `${input.level}${input.publication.trim()}`
    await addStep(journal, row.id, {
      from: row.state,
      action: '采用',
      to: '被采用',
      on: input.date,
      person,
      text,
    })
    return id
  })
}

/** Takes back an adoption entered by mistake; circulars that are out keep what they said. */
export async function removeAdoption(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number; readonly reason: string },
): Promise<void> {
  const reason = input.reason.trim()
  if (reason === '') refuse('请写明为什么删去这条采用登记。', 'reason')
  await write(
    context,
    async (journal) => {
      await journal.remove('adoption', input.id, { expectedVersion: input.rowVersion })
    },
    { reason },
  )
}
