// Says what a file is by its first bytes; the extension is never asked.
import { decodeText } from './text.ts'

export type FileKind =
  | { readonly kind: 'zip' | 'compound' | 'biff' | 'unknown' }
  | { readonly kind: 'html' | 'delimited'; readonly text: string }

/** Old .xls files without a compound wrapper start with a BOF record of BIFF 2 to 8. */
const BIFF_STARTS = ['0900', '0902', '0904', '0908']

export function detectKind(bytes: Buffer): FileKind {
  const head = bytes.subarray(0, 8).toString('hex')
  if (head.startsWith('504b')) return { kind: 'zip' }
  if (head === 'd0cf11e0a1b11ae1') return { kind: 'compound' }
  if (BIFF_STARTS.some((start) => head.startsWith(start))) return { kind: 'biff' }
  const text = decodeText(bytes)
  return text === undefined ? { kind: 'unknown' } : detectTextKind(text)
}

/** Text formats of other programs that would pass for a table of one column. */
const FOREIGN_TEXT = /^\s*(%PDF-|\{\\rtf|%!PS|MIME-Version:|ID;P|#!|\{\s*")/i

function detectTextKind(text: string): FileKind {
  const head = text.slice(0, 65_536)
  if (FOREIGN_TEXT.test(head)) return { kind: 'unknown' }
  if (!/^\s*</.test(head)) return { kind: 'delimited', text }
  return /<table[\s>]/i.test(text) &&
    /<(!doctype\s+html|html|head|body|meta|style|table|div)[\s>]/i.test(head)
    ? { kind: 'html', text }
    : { kind: 'unknown' }
}
