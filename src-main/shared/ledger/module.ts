// A ledger with its rules over one row and over many: what the definition as data cannot say.
import type { Aside } from './import/cells.ts'
import type { Columns, Ledger, Values } from './ledger.ts'
import type { StatedTotal } from './import/rows.ts'
import type { Problem } from './messages.ts'

/** What other records say of a member a row refers to. */
export interface MemberMarks {
  readonly name: string
  readonly isProbationary: boolean
  /** Under education as 不合格. */
  readonly hasCase: boolean
}

export interface CheckContext {
  /** As Excel counts; 0 in a form. */
  readonly row: number
  /** Civil date of the work. */
  readonly today: string
  /** First day of the campaign's batch. */
  readonly campaignStart: string
  /** Columns the sheet or form has; what is not asked for is not missed. */
  readonly present: ReadonlySet<string>
  /** The record as it is stored; undefined when the row is new. */
  readonly stored?: Values
  /** Of a member by id; given where the ledger asks for it. */
  readonly marksOf?: MarksOf
  /** What the file says in columns that only the program writes; already put back in the values. */
  readonly said?: Values
}

/** A row among others, for rules over many rows. */
export interface RowInSheet {
  readonly index: number
  readonly sheet: string
  readonly row: number
  readonly id: string
  readonly values: Values
  /** The user said that this row does not count now. */
  readonly isLeft: boolean
}

/** A record that is stored and not in the file. */
export interface StoredBeside {
  readonly id: string
  readonly values: Values
}

/** A problem of a row among others, by its index; null for the sheet as a whole. */
export interface FoundAmongRows {
  readonly index: number | null
  readonly sheet: string
  readonly problem: Problem
}

export interface TableContext {
  /** Name of a referred record by its id. */
  readonly nameOf: (id: string) => string
  /** Count somebody else stated for a referred record, such as 上报党员数; undefined when nobody did. */
  readonly statedCount: (id: string) => number | undefined
  /** What total rows state, by sheet. */
  readonly totals: ReadonlyMap<string, readonly StatedTotal[]>
  /** Sheets that are only an extract, so that counting them says nothing. */
  readonly extracts: ReadonlySet<string>
  /** What is stored besides the rows of the file. */
  readonly beside: readonly StoredBeside[]
}

/** One rule over all rows of a file; each is quick, and the planner pauses between them. */
export type AmongRows = (rows: readonly RowInSheet[], context: TableContext) => FoundAmongRows[]

export type MarksOf = (memberId: string) => MemberMarks | undefined

export interface LedgerModule<C extends Columns = Columns> {
  readonly ledger: Ledger<C>
  /** Required columns that `complete` may fill from others, so that a sheet may lack them. */
  readonly derived: readonly string[]
  /** Which candidate of a doubtful cell the rest of the row speaks for; undefined when it must be asked. */
  readonly settle: (column: string, candidates: readonly string[], values: Values) => string | undefined
  /** Fills columns from what was said beside the name or follows from others; the year is meant where a day names none. */
  readonly complete: (values: Values, aside: Aside, campaignYear: number) => Values
  /** The rules over one row ask what other records say of its member. */
  readonly asksMarks?: true
  readonly checkRow: (values: Values, context: CheckContext) => Problem[]
  /** Why the stored row may no longer be changed by a form or a file, as a whole sentence; null when it may. */
  readonly whyFrozen?: (stored: Values) => string | null
  readonly checksAmongRows: readonly AmongRows[]
  /**
   * What a table that leaves the house says in place of a name, by the text to hide; null where nothing is hidden. A
   * reason given for full numbers lifts the veil.
   */
  readonly veil?: (values: Values) => Veil | null
  /** Columns of this row that nobody is shown, on screen or in an export: numbers so small that they tell on persons. */
  readonly covered?: (values: Values, limitOf: LimitOf) => readonly string[]
}

/** Words in place of what the columns say; wherever else the row names it, the same words stand in its place. */
export type Veil = Readonly<Record<string, string>>

/** The number of one of the campaign's limits; null where none is set. */
export type LimitOf = (key: string) => number | null
