// Printing and PDF of one HTML document, in a hidden window that has no script and no way out.
import { writeFile } from 'node:fs/promises'
import { BrowserWindow } from 'electron'
import type { WebContents } from 'electron'
import { Refusal } from '../../core/refusal.ts'
import type { Documents } from './documents.ts'
import { documentAddress } from './protocol.ts'

/** Opens the system's print dialog. Cancelling it is no error; a missing printer is a Refusal. Paper and margins are the document's own (@page). */
export function printDocument(html: string, documents: Documents): Promise<void> {
  return withDocument(html, documents, (contents) => askForPrint(contents))
}

/** Writes the document as PDF. Throws the file system's error when the file cannot be written. */
export function savePdf(html: string, file: string, documents: Documents): Promise<void> {
  return withDocument(html, documents, async (contents) => {
    const pdf = await contents.printToPDF({
      pageSize: 'A4',
      preferCSSPageSize: true,
      printBackground: true,
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
    })
    await writeFile(file, pdf)
  })
}

async function withDocument(
  html: string,
  documents: Documents,
  use: (contents: WebContents) => Promise<void>,
): Promise<void> {
  const token = documents.keep(html)
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  })
  try {
    await window.loadURL(documentAddress(token))
    await use(window.webContents)
  } finally {
    window.destroy()
    documents.forget(token)
  }
}

/** What Chromium answers when the user closes the print dialog. */
const cancelled = 'Print job canceled'

function askForPrint(contents: WebContents): Promise<void> {
  return new Promise((resolve, reject) => {
    // marginType 'default' is the one that lets the document's @page decide
    contents.print(
      { printBackground: true, pageSize: 'A4', margins: { marginType: 'default' } },
      (isDone, reason) => {
        if (isDone || reason === cancelled) resolve()
        else reject(new Refusal(`没有打印成功（${reason}）。请检查打印机，或先另存为 PDF。`))
      },
    )
  })
}
