// 督导工作周报: one a week from Friday to Thursday, with the numbers of the records; frozen once issued.
import { createHash } from 'node:crypto'
import * as z from 'zod'
import {
  WeeklyNumbers,
  weeklySections,
  type WeeklyLine,
  type WeeklyReportCase,
  type WeeklySection,
} from '#shared/contract/supervision.ts'
import {
  generatedWords,
  makeWeekly,
  weeklyPrefix,
  weeklyTitle,
  weeklyTitles,
} from '#shared/documents/group-weekly.ts'
import { OfficialDocument } from '#shared/documents/official-document.ts'
import { reportWeekOf } from '#shared/rules/reporting.ts'
import { addDays, formatChinese, formatShort, isCivilDate } from '#shared/text/civil-date.ts'
import type { Selectable } from 'kysely'
import { write, type Context } from '../../context.ts'
import { isoInstant } from '../../db/clock.ts'
import type { GroupWeeklyTable } from '../../db/supervision-tables.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { groupMembers } from '../inspections/store.ts'
import { readUnits } from '../plans/units.ts'
import { appointmentsIn } from '../schedule/appointments.ts'
import type { Db } from './sample-store.ts'
import { countWeek } from './weekly-numbers.ts'

export type WeeklyRow = Selectable<GroupWeeklyTable>

const Sections = z.partialRecord(z.enum(weeklySections), z.string())
type Sections = z.infer<typeof Sections>

const sectionsOf = (row: Pick<WeeklyRow, 'sections'>): Sections => Sections.parse(JSON.parse(row.sections))

/** Throws NotFound. */
export async function weekById(db: Db, id: string): Promise<WeeklyRow> {
  const row = await db
    .selectFrom('group_weekly')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这期周报')
  return row
}

const allWeeks = (db: Db): Promise<WeeklyRow[]> =>
  db.selectFrom('group_weekly').selectAll().where('deleted_at', 'is', null).orderBy('from_on').execute()

/** The Friday the reports begin with: that after the group came, or of the first report there is. */
function firstFriday(context: Context, rows: readonly WeeklyRow[]): string {
  const [first] = rows
  if (first !== undefined) return first.from_on
  const { townMobilisation } = context.campaign.facts
  const began = townMobilisation ?? context.today
  const week = reportWeekOf(began).start
  return week === began ? week : addDays(week, 7)
}

/** Every week up to this one, the newest first, written or not. */
export async function listWeeks(context: Context): Promise<WeeklyLine[]> {
  const rows = await allWeeks(context.db.read)
  const byStart = new Map(rows.map((row) => [row.from_on, row]))
  const now = reportWeekOf(context.today).start
  const first = firstFriday(context, rows)
  const starts: string[] = []
  for (let from = first < now ? first : now; from <= now; from = addDays(from, 7)) starts.push(from)
  return starts
    .map((from, i): WeeklyLine => {
      const row = byStart.get(from)
      return {
        id: row?.id ?? null,
        no: row?.no ?? null,
        issue: i + 1,
        from,
        to: addDays(from, 6),
        state: row?.state ?? '未写',
        issuedOn: row?.issued_on ?? null,
      }
    })
    .toReversed()
}

const hints: Readonly<Record<WeeklySection, string>> = {
  work: '记录以外要补充的，写在这里',
  progress: '对进展的判断，写在这里',
  found: '带共性的问题，写在这里',
  corrected: '整改不力的单位和原因，写在这里',
  experience: '哪个单位的什么做法值得推广',
  signs: '带有苗头性、倾向性的情况，及早反映',
  advice: '只提建议；需要上级协调的写明找谁',
  next: '下周到哪些单位、做什么',
}

const ways: Readonly<Record<WeeklySection, string>> = {
  work: '/ledgers/logs',
  progress: '/summary',
  found: '/findings',
  corrected: '/findings',
  experience: '/ledgers/logs',
  signs: '/ledgers/logs',
  advice: '/ledgers/logs',
  next: '/schedule?tab=diary',
}

const unitNames = async (context: Context, db: Db): Promise<Map<string, string>> =>
  new Map((await readUnits(context, db)).map((unit) => [unit.id, unit.shortName]))

/** What the log of the week says, one line each, so that the group only has to go over it. */
export async function draftTexts(context: Context, db: Db, from: string, to: string): Promise<Sections> {
  const [entries, names, ahead] = await Promise.all([
    db
      .selectFrom('supervision_log')
      .select(['org_id', 'content', 'suggestions', 'duty'])
      .where('deleted_at', 'is', null)
      .where('on_day', '>=', from)
      .where('on_day', '<=', to)
      .orderBy('on_day')
      .execute(),
    unitNames(context, db),
    appointmentsIn(db, addDays(to, 1), addDays(to, 7)),
  ])
  const unit = (id: string | null): string => (id === null ? '' : `${names.get(id) ?? ''}：`)
  const under = (duty: string): string =>
    entries
      .filter((entry) => entry.duty === duty)
      .map((entry) => `${unit(entry.org_id)}${entry.content}`)
      .join('\n')
  const advice = entries
    .filter((entry) => entry.duty === '反映情况、当好参谋' && entry.suggestions !== null)
    .map((entry) => `${unit(entry.org_id)}${entry.suggestions ?? ''}`)
  const year = Number(to.slice(0, 4))
  const next = ahead
    .filter(({ state }) => state === '待办')
    .map(
      (row) =>
        `${formatShort(row.on_day, year)}${row.org_id === null ? '' : (names.get(row.org_id) ?? '')}：${row.what}`,
    )
  return {
    experience: under('总结经验'),
    signs: under('反映情况、当好参谋'),
    advice: advice.join('\n'),
    next: next.join('\n'),
  }
}

/** Opens the report of a week, and begins it where nobody has; answers with its id. */
export async function openWeek(context: Context, from: string): Promise<string> {
  if (!isCivilDate(from) || reportWeekOf(from).start !== from) refuse('周报从星期五起算，请重新选一周。')
  if (from > context.today) refuse('这一周还没有到，不能写周报。')
  const db = context.db.read
  const found = (await allWeeks(db)).find((row) => row.from_on === from)
  if (found !== undefined) return found.id
  const to = addDays(from, 6)
  const texts = await draftTexts(context, db, from, to)
  return write(context, (journal) =>
    journal.add('group_weekly', {
      no: null,
      from_on: from,
      to_on: to,
      state: '草稿',
      sections: JSON.stringify(texts),
      numbers: null,
      cutoff: null,
      issued_on: null,
      issued_by: null,
      body: null,
      body_sha256: null,
    }),
  )
}

/** The instant the numbers stand at: the end of the week, or now while it is still running. */
function cutoffOf(context: Context, to: string): string {
  if (to < context.today) return `${formatChinese(to)}24时`
  const [hour = '', minute = ''] = isoInstant(context.now()).slice(11, 16).split(':')
  return `${formatChinese(context.today)}${String(Number(hour))}时${minute}分`
}

/** What the paper says of the group and the offices. */
export const weeklyPlace = ({ campaign }: Pick<Context, 'campaign'>) => ({
  town: campaign.town.town,
  group: campaign.town.groupName,
  code: campaign.town.groupCode || campaign.town.groupName,
  superior: campaign.town.superiorOfficeName,
  committee: `${campaign.town.town}党委`,
})

const numbersOf = async (context: Context, row: WeeklyRow): Promise<WeeklyNumbers> =>
  row.numbers === null
    ? countWeek(context, { from: row.from_on, to: row.to_on })
    : WeeklyNumbers.parse(JSON.parse(row.numbers))

/** As issued; a draft as it would be issued on this day. */
export async function weeklyDocument(
  context: Context,
  row: WeeklyRow,
  on: string,
  number: string,
): Promise<OfficialDocument> {
  if (row.body !== null) return OfficialDocument.parse(JSON.parse(row.body))
  return makeWeekly({
    place: weeklyPlace(context),
    number,
    from: row.from_on,
    to: row.to_on,
    on,
    cutoff: cutoffOf(context, row.to_on),
    numbers: await numbersOf(context, row),
    sections: sectionsOf(row),
  })
}

/** Why it cannot be issued on this day, as whole sentences. */
function reasonsAgainst(row: WeeklyRow, on: string, today: string): string[] {
  const sections = sectionsOf(row)
  return [
    ...(isCivilDate(on) ? [] : ['请填印发日期，写到哪一天。']),
    ...(on > today ? [`印发日期${on}还没有到，请填今天或以前的日期。`] : []),
    ...(on < row.from_on ? [`印发日期${on}早于这一周开始的${row.from_on}，请核对。`] : []),
    ...((sections.next ?? '').trim() === '' ? ['“下周安排”还没有写，请写上再印发。'] : []),
  ]
}

/** Throws NotFound. */
export async function showWeek(context: Context, id: string): Promise<WeeklyReportCase> {
  const db = context.db.read
  const row = await weekById(db, id)
  const [numbers, people] = await Promise.all([numbersOf(context, row), groupMembers(db)])
  const own = sectionsOf(row)
  return {
    id: row.id,
    rowVersion: row.row_version,
    no: row.no,
    title: weeklyTitle(context.campaign.town.groupName, row.from_on, row.to_on),
    from: row.from_on,
    to: row.to_on,
    state: row.state,
    cutoff: row.cutoff ?? cutoffOf(context, row.to_on),
    sections: weeklySections.map((key) => ({
      key,
      title: weeklyTitles[key],
      generated: generatedWords(key, numbers),
      text: own[key] ?? '',
      hint: hints[key],
      to: ways[key],
    })),
    numbers,
    issuedOn: row.issued_on,
    issuedBy: row.issued_by,
    groupMembers: people,
    reasons: row.state === '草稿' ? reasonsAgainst(row, context.today, context.today) : [],
  }
}

function assertDraft(row: WeeklyRow): void {
  if (row.state !== '草稿') refuse(`${row.no ?? '这期周报'}已经印发，不能再改。有更正的，写进下一期。`)
}

export function saveWeek(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number; readonly sections: Sections },
): Promise<void> {
  return write(context, async (journal, trx) => {
    const row = await weekById(trx, input.id)
    assertDraft(row)
    const sections = JSON.stringify({ ...sectionsOf(row), ...input.sections })
    await journal.change('group_weekly', row.id, { sections }, { expectedVersion: input.rowVersion })
  })
}

/** A draft that is not wanted; what was issued stays. */
export function discardWeek(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number },
): Promise<void> {
  return write(context, async (journal, trx) => {
    const row = await weekById(trx, input.id)
    assertDraft(row)
    await journal.remove('group_weekly', row.id, { expectedVersion: input.rowVersion })
  })
}

const ISSUE_DIGITS = 2

/** Numbers run on within the year. */
async function freeNumber(context: Context, db: Db, on: string): Promise<string> {
  const prefix = weeklyPrefix(weeklyPlace(context).code, on.slice(0, 4))
  const rows = await db.selectFrom('group_weekly').select('no').where('no', 'like', `${prefix}%`).execute()
  const last = Math.max(0, ...rows.map(({ no }) => Number.parseInt(no?.slice(prefix.length) ?? '0', 10)))
  return `${prefix}${String(last + 1).padStart(ISSUE_DIGITS, '0')}期`
}

async function assertEarlierIssued(db: Db, row: WeeklyRow): Promise<void> {
  const earlier = (await allWeeks(db)).find((each) => each.from_on < row.from_on && each.state === '草稿')
  if (earlier !== undefined)
    refuse(`${formatChinese(earlier.from_on)}那一周的周报还是草稿，请先印发或删除，期号才能连着。`)
}

/** Gives it its number and freezes it with the numbers as they are. */
export async function issueWeek(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number; readonly on: string; readonly person: string },
): Promise<void> {
  const before = await weekById(context.db.read, input.id)
  assertDraft(before)
  const numbers = await countWeek(context, { from: before.from_on, to: before.to_on })
  await write(context, async (journal, trx) => {
    const row = await weekById(trx, input.id)
    assertDraft(row)
    const reasons = reasonsAgainst(row, input.on, context.today)
    if (input.person.trim() === '') reasons.push('没有填签发人。')
    if (reasons.length > 0) refuse(reasons)
    await assertEarlierIssued(trx, row)
    const no = await freeNumber(context, trx, input.on)
    const cutoff = cutoffOf(context, row.to_on)
    const body = JSON.stringify(
      makeWeekly({
        place: weeklyPlace(context),
        number: no,
        from: row.from_on,
        to: row.to_on,
        on: input.on,
        cutoff,
        numbers,
        sections: sectionsOf(row),
      }),
    )
    await journal.change(
      'group_weekly',
      row.id,
      {
        no,
        state: '已印发',
        numbers: JSON.stringify(numbers),
        cutoff,
        issued_on: input.on,
        issued_by: input.person.trim(),
        body,
        body_sha256: createHash('sha256').update(body).digest('hex'),
      },
      { expectedVersion: input.rowVersion },
    )
  })
}
