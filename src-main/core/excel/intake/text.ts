// Turns the bytes of a text file into characters: UTF-8 and UTF-16 by their marks, then strict UTF-8, then GB18030.

/** Control characters that no table holds; tab, line feed, form feed and carriage return may stand. */
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/

/** @returns undefined when the bytes are not text in any of the encodings */
export function decodeText(bytes: Buffer): string | undefined {
  const text = decodeMarked(bytes) ?? decodeAs('utf-8', bytes) ?? decodeAs('gb18030', bytes)
  return text === undefined || BINARY.test(text) ? undefined : text
}

function decodeMarked(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes)
  return undefined
}

function decodeAs(encoding: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
