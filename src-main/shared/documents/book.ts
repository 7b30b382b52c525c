// A workbook to be written, as pure data: what stands where and how it looks. core/excel turns it into a file.

export type SheetColumnKind = 'text' | 'count' | 'date' | 'rate'

export interface SheetColumn {
  readonly header: string
  /** Header of the level above; equal neighbours are merged into one cell. */
  readonly group?: string
  /** In characters, as Excel counts them (a Chinese character takes two). */
  readonly width: number
  /** `text` and `date` are text cells with format "@"; `count` is a number; `rate` is text such as "3/31（9.68%）". */
  readonly kind: SheetColumnKind
  /** Left for text, right for numbers when not given. */
  readonly align?: 'left' | 'center' | 'right'
  /** Offered as a drop-down in every data row. */
  readonly choices?: readonly string[]
  /** True where the office that gets the file writes; such cells are unlocked and tinted in blank templates. */
  readonly fillIn?: boolean
  /** Shown as a note on the header cell. */
  readonly note?: string
}

export type SheetValue = string | number | null

export interface SheetSpec {
  /** Cut to 31 characters, made unique and cleaned of []:*?/\ by the writer. */
  readonly name: string
  readonly title: string
  /** Line below the title: 填报单位 at the left, 填报时间 at the right. */
  readonly info?: { readonly left: string; readonly right: string }
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly SheetValue[])[]
  /** Bold rows after the data (合计); same shape as a row. */
  readonly totals?: readonly (readonly SheetValue[])[]
  /** Lines under the table: 填表人 / 审核人 / 负责人（签字）/（盖章）. */
  readonly footer?: readonly string[]
  readonly orientation?: 'landscape' | 'portrait'
  /** Extra empty rows with borders and drop-downs, for blank templates. */
  readonly blankRows?: number
  /** Columns frozen at the left, counted from A. */
  readonly frozenColumns?: number
  /** Cells to be marked red with the reason, by data row index and column index (E-10). */
  readonly marks?: readonly { readonly row: number; readonly column: number; readonly note: string }[]
  /** Sums drawn from the other sheets; its rows are not rows of the export. */
  readonly isSummary?: boolean
  /** Header row protected, data cells open. */
  readonly protectedHeader?: boolean
}

export interface BookSpec {
  readonly sheets: readonly SheetSpec[]
}
