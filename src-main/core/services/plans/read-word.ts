// Lets the user choose a Word document and gives back its text.
import path from 'node:path'
import type { Context } from '../../context.ts'
import { readDocx } from './read-docx.ts'

/** The text of the document behind a token, or of one the user chooses; null when the user gave up. */
export async function readWord(
  context: Context,
  token: string | null,
): Promise<{ name: string; text: string; token: string } | null> {
  const chosen =
    token ??
    (await context.host.pickFiles({ title: '选择方案的 Word 文档', extensions: ['docx', 'doc', 'wps'] }))[0]
      ?.token
  if (chosen === undefined) return null
  const file = context.host.pathOf(chosen)
  return { name: path.basename(file), text: await readDocx(file), token: chosen }
}
