// What segments and tabs are told.

export interface SegmentOption {
  value: string
  label: string
  count?: number | undefined
  disabled?: boolean | undefined
}

export interface Tab {
  value: string
  label: string
  count?: number | null | undefined
  /** The count is bad news. */
  isBad?: boolean | undefined
}
