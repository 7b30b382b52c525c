// 各单位对照: every review about units, run once, as a table of units against reviews.
import type {
  Coverage,
  CoverageCell,
  CoverageColumn,
  CoverageRow,
  CoverageWish,
} from '#shared/contract/branches.ts'
import type { Reviewed, ReviewedLine, ReviewMark } from '#shared/contract/reviews.ts'
import { coverageBook } from '#shared/documents/coverage.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { BookSpec } from '#shared/documents/book.ts'
import type { Context } from '../../context.ts'
import { keptWhileUnchanged } from '../../db/kept.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { isShown } from '../ledgers/confidential.ts'
import { reviews } from '../reviews/index.ts'
import type { Review } from '../reviews/review.ts'
import { runReview } from '../reviews/show.ts'
import { readDates } from '../schedule/dates.ts'

/** 宣传（学习动员） stands under 宣传. */
function toColumn({ key, ledger, title, rule, basis }: Reviewed): CoverageColumn {
  const [, group = '', within] = /^(.+)（(.+)）$/u.exec(title) ?? []
  return { key, ledger, title: within ?? title, group, rule, basis }
}

/** The worst first: what a unit has several lines of shows as the worst of them. */
const WORST: readonly ReviewMark[] = ['未达标', '警告', '提示', '未核', '达标']

const worst = (lines: readonly ReviewedLine[]): ReviewedLine | undefined =>
  lines.toSorted((a, b) => WORST.indexOf(a.mark) - WORST.indexOf(b.mark))[0]

const toCell = ({ mark, reason, to }: ReviewedLine): CoverageCell => ({ mark, reason, to })

const isFault = ({ mark }: CoverageCell): boolean => mark !== '达标' && mark !== '未核'

/** Lines of one review by unit. */
function byUnit(lines: readonly ReviewedLine[]): Map<string, ReviewedLine> {
  const units = new Map<string, ReviewedLine>()
  for (const line of lines) {
    if (line.orgId === null) continue
    const before = units.get(line.orgId)
    const shown = worst(before === undefined ? [line] : [before, line])
    if (shown !== undefined) units.set(line.orgId, shown)
  }
  return units
}

async function supervisorsOf({ db }: Context): Promise<Map<string, string>> {
  const rows = await db.read.selectFrom('organisation').select(['id', 'supervisor']).execute()
  return new Map(rows.map(({ id, supervisor }) => [id, supervisor ?? '']))
}

/** Tables made since the last change, by the day and by what may be shown. */
const keptTables = keptWhileUnchanged(() => Promise.resolve(new Map<string, Promise<Coverage>>()))

/** Reviews about units of ledgers that may be shown, against every unit of the roster. */
export async function showCoverage(context: Context): Promise<Coverage> {
  const wanted = reviews.filter(({ about, ledger }) => about === '单位' && isShown(context, ledger))
  const tables = await keptTables(context.campaign, context.db.read)
  const key = [context.today, ...wanted.map((review) => review.key)].join()
  const table = tables.get(key) ?? makeTable(context, wanted)
  tables.set(key, table)
  table.catch(() => tables.delete(key))
  return table
}

async function makeTable(context: Context, wanted: readonly Review[]): Promise<Coverage> {
  const ran: Reviewed[] = []
  for (const review of wanted) ran.push(await runReview(context, review))
  const columns = ran.map((reviewed) => ({ column: toColumn(reviewed), units: byUnit(reviewed.lines) }))
  const supervisors = await supervisorsOf(context)
  const units = await readDates(context, context.db.read)
  return {
    columns: columns.map(({ column }) => column),
    rows: units.map(({ unit }): CoverageRow => {
      const cells = columns.flatMap(({ column, units: lines }) => {
        const line = lines.get(unit.id)
        return line === undefined ? [] : [[column.key, toCell(line)] as const]
      })
      return {
        orgId: unit.id,
        unit: unit.shortName,
        unitType: unit.unitType,
        supervisor: supervisors.get(unit.id) ?? '',
        initials: unit.initials,
        faults: cells.filter(([, cell]) => isFault(cell)).length,
        cells: Object.fromEntries(cells),
      }
    }),
  }
}

const isWanted =
  ({ unitType, onlyFaults }: CoverageWish) =>
  (row: CoverageRow): boolean =>
    (unitType === null || row.unitType === unitType) && (!onlyFaults || row.faults > 0)

export async function coverageBookNow(context: Context, wish: CoverageWish): Promise<BookSpec> {
  const { columns, rows } = await showCoverage(context)
  const { town, groupName } = context.campaign.town
  const place = { town, unit: groupName, date: formatChinese(context.today) }
  return coverageBook({ columns, rows: rows.filter(isWanted(wish)) }, place)
}

/** Asks where to; null when the user gave up. */
export const exportCoverage = (context: Context, wish: CoverageWish): Promise<Saved | null> =>
  saveBook(context, '各单位对照表', () => coverageBookNow(context, wish), { kind: 'coverage', params: wish })
