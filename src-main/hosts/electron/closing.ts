// Quitting in order: the database is closed before the process ends, because the driver aborts it otherwise.
import { app, dialog } from 'electron'
import type { Log } from './log.ts'

/** Holds every quit until `close` has run once. */
export function closeInOrder(close: () => Promise<void>, log: Log): void {
  let closing: Promise<void> | undefined
  let isClosed = false
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    closing ??= close()
      .catch((error: unknown) => log.error('close', error))
      .finally(() => {
        isClosed = true
        app.quit()
      })
  })
}

/** A start that failed leaves no window: says so in a box and ends. */
export function reportFailedStart(error: unknown): void {
  console.error(error)
  const reason = error instanceof Error ? error.message : String(error)
  dialog.showErrorBox(
    '督导工作台没有启动',
    `${reason}\n\n资料没有改动。请重新启动；仍然如此时，请联系维护人员。`,
  )
  app.exit(1)
}
