// What the core asks of whoever runs it: the window has dialogs and printers, the command line has none of them.
import type { PickedFile } from '#shared/contract/common.ts'

export interface Host {
  pickFiles(options: {
    readonly title: string
    readonly extensions: readonly string[]
    readonly multiple?: boolean
  }): Promise<PickedFile[]>
  pickFolder(options: { readonly title: string }): Promise<PickedFile | null>
  pickSave(options: { readonly title: string; readonly defaultName: string }): Promise<PickedFile | null>
  /** The path behind a token; throws when the token is not one of this run. */
  pathOf(token: string): string
  openPath(file: string): Promise<void>
  showInFolder(file: string): void
  /** The address under which the page can show a document: the same HTML that is printed. */
  preview(html: string): string
  /** Prints a document with the system's dialog. */
  print(html: string): Promise<void>
  printToPdf(html: string, file: string): Promise<void>
}
