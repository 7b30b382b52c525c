// The table a ledger needs: migrations are written by hand, a test compares them with this.
import { columnEntries, type Ledger } from './ledger.ts'

export interface TableColumn {
  readonly name: string
  readonly type: 'TEXT' | 'INTEGER'
  readonly notNull: boolean
}

/** Columns every journaled record has. */
export const RECORD_COLUMNS: readonly TableColumn[] = [
  { name: 'id', type: 'TEXT', notNull: true },
  { name: 'created_at', type: 'TEXT', notNull: true },
  { name: 'created_by', type: 'TEXT', notNull: true },
  { name: 'updated_at', type: 'TEXT', notNull: true },
  { name: 'updated_by', type: 'TEXT', notNull: true },
  { name: 'row_version', type: 'INTEGER', notNull: true },
  { name: 'deleted_at', type: 'TEXT', notNull: false },
]

/** Columns every ledger has besides its own: unknown columns of workbooks as JSON, and pinyin initials for search. */
export const LEDGER_COLUMNS: readonly TableColumn[] = [
  { name: 'extra', type: 'TEXT', notNull: false },
  { name: 'initials', type: 'TEXT', notNull: true },
]

export const tableColumns = (ledger: Ledger): TableColumn[] => [
  ...RECORD_COLUMNS,
  ...LEDGER_COLUMNS,
  ...columnEntries(ledger).map(([name, column]) => ({
    name,
    type: column.kind === 'count' || column.kind === 'hours' ? ('INTEGER' as const) : ('TEXT' as const),
    notNull: column.required === true,
  })),
  ...(ledger.workColumns ?? []),
]
