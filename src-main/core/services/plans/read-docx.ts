// Reads the text of a Word document, without trusting the file.
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import mammoth from 'mammoth'
import { openArchive } from '../../excel/intake/archive.ts'
import { IntakeError } from '../../excel/failure.ts'
import { Refusal, refuse } from '../../refusal.ts'

const MOST_BYTES = 10 * 1024 * 1024
/** A plan of a thousand pages; more is no plan. */
const MOST_CHARACTERS = 100_000
/** How old .doc, .wps and password-protected .docx files begin (a compound file). */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex')

const OLD_OR_LOCKED =
  '这是旧格式的文档，或者有打开密码，读不出文字。请用 Word 或 WPS 打开，另存为没有密码的 .docx 文件后再选，或复制正文粘贴。'
const DAMAGED = '文件已损坏，或者不是 Word 文档，读不出文字。请重新取得这个文件，或打开后复制正文粘贴。'
const TOO_LARGE = '文件太大，不像是一份方案。请删去图片后另存，或复制正文粘贴。'
const NO_TEXT = '文档里没有文字，可能是扫描的图片。请把它作为原件附上，正文另行录入。'

/** The text, one paragraph a line. Refuses damaged, protected, oversized and empty documents with a sentence. */
export async function readDocx(file: string): Promise<string> {
  const extension = path.extname(file).toLowerCase()
  if (extension === '.doc' || extension === '.wps') refuse(OLD_OR_LOCKED)
  if (extension !== '.docx') refuse('只能从 .docx 文档读取正文。PDF 和图片请作为原件附上，正文复制粘贴。')
  const { size } = await stat(file)
  if (size > MOST_BYTES) refuse(TOO_LARGE)
  const bytes = await readFile(file)
  await assertDocument(bytes)
  const text = tidied(await textOf(bytes))
  if (text === '') refuse(NO_TEXT)
  if (text.length > MOST_CHARACTERS) refuse(TOO_LARGE)
  return text
}

/** The same guard as for workbooks: no password, no bomb, and the part that holds the text. */
async function assertDocument(bytes: Buffer): Promise<void> {
  if (bytes.subarray(0, COMPOUND.length).equals(COMPOUND)) refuse(OLD_OR_LOCKED)
  try {
    const archive = await openArchive(bytes)
    if (!archive.has('word/document.xml')) refuse(DAMAGED)
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error
    refuse(error.code === 'F-PASSWORD' ? OLD_OR_LOCKED : error.code === 'F-TOO-LARGE' ? TOO_LARGE : DAMAGED)
  }
}

async function textOf(bytes: Buffer): Promise<string> {
  try {
    return (await mammoth.extractRawText({ buffer: bytes })).value
  } catch {
    // Whatever the library stumbles over, the user can only do one thing about it.
    throw new Refusal(DAMAGED)
  }
}

const tidied = (text: string): string =>
  text
    .replace(/\r\n?/gu, '\n')
    .replace(/[ \t\u00a0\u3000]+$/gmu, '')
    .replace(/\n{2,}/gu, '\n')
    .trim()
