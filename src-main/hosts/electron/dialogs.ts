// The system's file dialogs; what the user chooses comes back as tokens.
import path from 'node:path'
import { app, dialog } from 'electron'
import type { OpenDialogOptions, OpenDialogReturnValue } from 'electron'
import type { PickedFile } from '#shared/contract/common.ts'
import type { Host } from '../../core/host.ts'
import type { Tokens } from './tokens.ts'
import { findMainWindow } from './window.ts'

type Request<Dialog extends 'pickFiles' | 'pickFolder' | 'pickSave'> = Parameters<Host[Dialog]>[0]

/** An empty list when the user cancels. */
export async function pickFiles(request: Request<'pickFiles'>, tokens: Tokens): Promise<PickedFile[]> {
  const answer = await openDialog({
    title: request.title,
    filters: [
      {
        name: request.extensions.map((extension) => `*.${extension}`).join('、'),
        extensions: [...request.extensions],
      },
    ],
    properties: request.multiple === true ? ['openFile', 'multiSelections'] : ['openFile'],
  })
  return answer.canceled ? [] : answer.filePaths.map((file) => tokens.issue(file))
}

/** null when the user cancels. */
export async function pickFolder(request: Request<'pickFolder'>, tokens: Tokens): Promise<PickedFile | null> {
  const answer = await openDialog({ title: request.title, properties: ['openDirectory', 'createDirectory'] })
  const [folder] = answer.filePaths
  return answer.canceled || folder === undefined ? null : tokens.issue(folder)
}

/** null when the user cancels. The system itself asks before a file is overwritten. */
export async function pickSave(request: Request<'pickSave'>, tokens: Tokens): Promise<PickedFile | null> {
  const extension = path.extname(request.defaultName).slice(1)
  const options = {
    title: request.title,
    defaultPath: path.join(app.getPath('documents'), withoutForbidden(request.defaultName)),
    filters: extension === '' ? [] : [{ name: `*.${extension}`, extensions: [extension] }],
  }
  const parent = findMainWindow()
  const answer = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
  return answer.canceled || answer.filePath === '' ? null : tokens.issue(answer.filePath)
}

function openDialog(options: OpenDialogOptions): Promise<OpenDialogReturnValue> {
  const parent = findMainWindow()
  return parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options)
}

/** Windows refuses these characters in a file name. */
function withoutForbidden(name: string): string {
  return name.replaceAll(/[\\/:*?"<>|]/g, '_')
}
