// What the application may ask of the desktop: dialogs, printing, opening files; and the date.
import { app, ipcMain, shell } from 'electron'
import type { PickedFile } from '#shared/contract/common.ts'
import type { Host } from '../../core/host.ts'
import { Refusal } from '../../core/refusal.ts'
import { pickFiles, pickFolder, pickSave } from './dialogs.ts'
import type { Documents } from './documents.ts'
import { printDocument, savePdf } from './printing.ts'
import { documentAddress } from './protocol.ts'
import { isOurPage } from './security.ts'
import type { Tokens } from './tokens.ts'

export function createHost({ tokens, documents }: { tokens: Tokens; documents: Documents }): Host {
  return {
    pickFiles: (request) => pickFiles(request, tokens),
    pickFolder: (request) => pickFolder(request, tokens),
    pickSave: (request) => pickSave(request, tokens),
    pathOf: (token) => tokens.pathOf(token),
    openPath,
    showInFolder: (file) => shell.showItemInFolder(file),
    preview: (html) => documentAddress(documents.keep(html)),
    print: (html) => printDocument(html, documents),
    printToPdf: (html, file) => savePdf(html, file, documents),
  }
}

async function openPath(file: string): Promise<void> {
  const problem = await shell.openPath(file)
  if (problem !== '')
    throw new Refusal(`这个文件没有打开（${problem}）。请在文件夹中找到它，用别的程序打开。`)
}

/** The day a test works on, YYYY-MM-DD; the installed application knows none. */
export const fixedDay = (): string | undefined => (app.isPackaged ? undefined : process.env['DUDAO_TODAY'])

/** The civil date on this machine, YYYY-MM-DD. */
export function today(): string {
  const now = new Date()
  const twoDigits = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`
}

/** Gives a token to each file that the user dropped on our page; the preload script finds the paths. */
export function acceptDroppedFiles(tokens: Tokens): void {
  ipcMain.handle('dropped-files', (event, paths: unknown): PickedFile[] => {
    if (!isOurPage(event.senderFrame) || !isListOfText(paths)) throw new Error('refused')
    return paths.map((file) => tokens.issue(file))
  })
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')
}
