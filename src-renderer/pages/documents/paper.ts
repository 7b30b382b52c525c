// A paper that can be shown as it will be printed: where it is seen, printed and saved.

export interface Paper {
  preview: () => Promise<{ title: string; address: string }>
  print: () => Promise<unknown>
  /** Null when the user gave up; so is `saveWord`. */
  savePdf: () => Promise<{ file: string } | null>
  /** Absent where there is no Word file. */
  saveWord?: () => Promise<{ file: string } | null>
}
