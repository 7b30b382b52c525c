// Electron's entry: puts a window, a protocol and a port for the page around the application.
import path from 'node:path'
import { app } from 'electron'
import { openApplication } from '../../core/application.ts'
import { sweepLeftovers } from '../../core/excel/job-runner.ts'
import { closeInOrder, reportFailedStart } from './closing.ts'
import { createDocuments } from './documents.ts'
import { createExcelRunner } from './excel-host.ts'
import { acceptDroppedFiles, createHost, fixedDay, today } from './host.ts'
import { openLog } from './log.ts'
import { setMenu } from './menu.ts'
import { registerScheme, serveScheme } from './protocol.ts'
import { acceptPorts } from './rpc.ts'
import { hardenContents, hardenSession, refuseDebugging } from './security.ts'
import { createTokens } from './tokens.ts'
import { openMainWindow, showMainWindow } from './window.ts'

/** Everything that must be settled before Electron is ready. */
function prepare(): void {
  app.setName('督导工作台')
  app.setPath('userData', process.env['DUDAO_USERDATA'] ?? path.join(app.getPath('appData'), 'dudao-desk'))
  registerScheme()
  hardenContents()
}

async function start(): Promise<void> {
  const userData = app.getPath('userData')
  const log = openLog(path.join(userData, 'logs'))
  process.on('uncaughtException', (error) => log.error('uncaught', error))
  process.on('unhandledRejection', (reason) => log.error('unhandled', reason))
  log.info(`start ${app.getVersion()} electron ${process.versions.electron}`)
  await sweepLeftovers()

  const tokens = createTokens()
  const documents = createDocuments()
  const application = await openApplication({
    userData,
    resources: path.join(app.getAppPath(), 'resources'),
    version: app.getVersion(),
    host: createHost({ tokens, documents }),
    today,
    fixedDay: fixedDay(),
    excel: createExcelRunner(path.join(import.meta.dirname, 'excel-process.cjs')),
    log,
    logFile: log.file,
  })
  closeInOrder(() => application.close(), log)

  hardenSession()
  serveScheme({ pages: path.join(import.meta.dirname, '../renderer'), documents })
  acceptPorts({ app: application }, log)
  acceptDroppedFiles(tokens)
  setMenu({ logFile: log.file })
  openMainWindow()
}

prepare()
if (refuseDebugging() || !app.requestSingleInstanceLock()) {
  app.exit(0)
} else {
  app.on('second-instance', showMainWindow)
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(start).catch(reportFailedStart)
}
