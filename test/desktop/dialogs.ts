// Answers the system's file dialogs of a running application.
import type { ElectronApplication } from 'playwright-core'

/** The next open dialogs choose these files. */
export function chooseFiles(app: ElectronApplication, ...files: string[]): Promise<void> {
  return app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths })
  }, files)
}

/** The next save dialogs choose this file. */
export function chooseTarget(app: ElectronApplication, filePath: string): Promise<void> {
  return app.evaluate(({ dialog, shell }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file })
    shell.showItemInFolder = () => undefined
  }, filePath)
}
