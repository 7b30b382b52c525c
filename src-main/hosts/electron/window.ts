// The one window of the application.
import path from 'node:path'
import { BrowserWindow, dialog, screen } from 'electron'
import { pageAddress } from './protocol.ts'

const size = { width: 1366, height: 768 }
/** The same page on a 1366 x 768 screen at 150 %. */
const smallest = { minWidth: 910, minHeight: 512 }

let mainWindow: BrowserWindow | undefined

export function openMainWindow(): void {
  const window = new BrowserWindow({
    ...size,
    ...smallest,
    useContentSize: true,
    show: false,
    title: '督导工作台',
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => showFitted(window))
  window.webContents.on('will-prevent-unload', (event) => {
    if (mayDiscard(window)) event.preventDefault()
  })
  window.once('closed', () => (mainWindow = undefined))
  mainWindow = window
  void window.loadURL(pageAddress)
}

/** Brings the window to the front, for a second start of the application. */
export function showMainWindow(): void {
  if (mainWindow?.isMinimized()) mainWindow.restore()
  mainWindow?.focus()
}

/** The window that a dialog belongs to. */
export function findMainWindow(): BrowserWindow | undefined {
  return mainWindow
}

function showFitted(window: BrowserWindow): void {
  const { width, height } = screen.getDisplayMatching(window.getBounds()).workAreaSize
  if (width < size.width || height < size.height) window.maximize()
  window.show()
}

function mayDiscard(window: BrowserWindow): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: 'question',
    message: '有填写的内容还没有保存',
    detail: '现在关闭，这些内容不会留下。',
    buttons: ['继续填写', '不保存，直接关闭'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return answer === 1
}
