// Names for files that the user chose: the page sees the token, only the main process knows the path.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { PickedFile } from '#shared/contract/common.ts'
import { Refusal } from '../../core/refusal.ts'

export interface Tokens {
  /** Names a path; the token is good until the application ends. */
  issue(file: string): PickedFile
  /** Throws a Refusal when the token was never issued. */
  pathOf(token: string): string
}

export function createTokens(): Tokens {
  const paths = new Map<string, string>()
  return {
    issue(file) {
      const token = randomUUID()
      paths.set(token, file)
      return { token, name: path.basename(file) }
    },
    pathOf(token) {
      const file = paths.get(token)
      if (file === undefined) throw new Refusal('这个文件的选择已失效，请重新选择。')
      return file
    },
  }
}
