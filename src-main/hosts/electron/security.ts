// What a page may not do: leave, open windows, ask for permissions, reach the network, be driven from outside.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { app, session } from 'electron'
import type { WebFrameMain } from 'electron'
import { documentAddress, origin } from './protocol.ts'

/** The schemes that need no network. */
const localSchemes = new Set(['app:', 'data:', 'blob:', 'devtools:'])

const drivingSwitches = ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk']

/** Applies to every page that will ever be opened, hidden ones included. */
export function hardenContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    // The preview of a document is the one frame that a page may fill.
    contents.on('will-frame-navigate', (event) => {
      if (event.isMainFrame || !event.url.startsWith(documentAddress(''))) event.preventDefault()
    })
  })
}

export function hardenSession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.setSpellCheckerEnabled(false)
  defaultSession.on('will-download', (event) => event.preventDefault())
  defaultSession.webRequest.onBeforeRequest((request, answer) =>
    answer({ cancel: !localSchemes.has(new URL(request.url).protocol) }),
  )
}

/** Whether a message comes from our own page, and not from a frame inside it. */
export function isOurPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.origin === origin && frame.parent === null
}

/** Whether this start must be refused: a released application is not driven by another program. */
export function refuseDebugging(): boolean {
  return (
    app.isPackaged && !isMadeForTests() && drivingSwitches.some((name) => app.commandLine.hasSwitch(name))
  )
}

/** Decided when the package is made, by a field that only the packaging test writes into package.json. */
function isMadeForTests(): boolean {
  const manifest: unknown = JSON.parse(readFileSync(path.join(app.getAppPath(), 'package.json'), 'utf8'))
  return typeof manifest === 'object' && manifest !== null && 'madeForTests' in manifest
}
