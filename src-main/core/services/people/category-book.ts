// E-15: the roster by category, a sheet for each that has members; personal numbers masked.
import type { BookSpec } from '#shared/documents/book.ts'
import { ledgerSheet, type SheetPlace } from '#shared/documents/ledger-sheet.ts'
import type { Values } from '#shared/ledger/ledger.ts'
import { members } from '#shared/ledgers/members.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { maskExtra, maskValues } from '../../ledger/masking.ts'
import { allRecords, type LedgerRecord } from '../../ledger/store.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { referredNames } from '../ledgers/show-records.ts'

const TABLE = '党员分类名册'

interface Category {
  readonly sheet: string
  readonly has: (values: Values) => boolean
}

const isTagged =
  (...tags: readonly string[]) =>
  ({ categories }: Values): boolean =>
    Array.isArray(categories) && tags.some((tag) => (categories as readonly string[]).includes(tag))

const CATEGORIES: readonly Category[] = [
  { sheet: '流动党员', has: (values) => values['is_floating'] === '是' },
  { sheet: '离退休党员', has: isTagged('离退休') },
  { sheet: '困难党员', has: isTagged('低保困难', '因病致贫') },
  { sheet: '建国前入党党员', has: isTagged('建国前入党') },
  { sheet: '年老体弱党员', has: isTagged('年老体弱') },
  { sheet: '文化低书写困难党员', has: isTagged('文化水平低', '书写困难') },
  { sheet: '下岗失业党员', has: isTagged('下岗失业') },
  { sheet: '两新组织党员', has: isTagged('新经济组织和新社会组织') },
  { sheet: '党员领导干部', has: isTagged('党员领导干部') },
  { sheet: '预备党员', has: (values) => values['member_kind'] === '预备' },
  { sheet: '失联党员', has: (values) => values['is_lost'] === '是' },
]

const isOnRoster = ({ values }: LedgerRecord): boolean => (values['roster_state'] ?? '在册') === '在册'

/** Categories without members have no sheet; where none has any, the first stands empty. */
export async function categoryBook(context: Context): Promise<BookSpec> {
  const [records, names] = await Promise.all([
    allRecords(context.db.read, members),
    referredNames(context, members),
  ])
  const { town } = context.campaign
  const place: SheetPlace = { town: town.town, unit: town.officeName, date: formatChinese(context.today) }
  const listed = records.filter(isOnRoster)
  const found = CATEGORIES.map(({ sheet, has }) => ({
    sheet,
    own: listed.filter(({ values }) => has(values)),
  }))
  const filled = found.filter(({ own }) => own.length > 0)
  const shown = filled.length > 0 ? filled : found.slice(0, 1)
  return {
    sheets: shown.map(({ sheet, own }) => {
      const rows = own.map(({ id, values, extra }) => ({
        id,
        values: maskValues(members, values),
        extra: maskExtra(extra),
      }))
      const made = ledgerSheet(members, sheet, rows, place, (id) => names.get(id) ?? '')
      return { ...made, title: `${town.town}${sheet}名册` }
    }),
  }
}

export const exportCategories = (context: Context): Promise<Saved | null> =>
  saveBook(context, TABLE, () => categoryBook(context), { kind: 'E-15', params: {} })
