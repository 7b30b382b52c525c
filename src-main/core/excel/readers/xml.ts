// Parses an XML part from its bytes, in steps, with bounds on depth and on text without a tag.
import { TextDecoder } from 'node:util'
import { damaged, inflated } from '../failure.ts'
import { MAX_XML_DEPTH, MAX_XML_RUN } from '../limits.ts'
import { XmlTokens, type Attributes } from './xml-tokens.ts'

export { MalformedXml, type Attributes } from './xml-tokens.ts'

/** Names arrive without their prefix: strict and prefixed workbooks (x:row) read like any other. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void
  text?(text: string): void
  close?(name: string): void
}

/** Feeds one XML document to a handler. */
export class XmlReader {
  readonly #tokens: XmlTokens
  #decoder: TextDecoder | undefined

  constructor(handler: XmlHandler) {
    this.#tokens = new XmlTokens({
      open: (name, attributes) => handler.open(localName(name), attributes),
      text: (text) => handler.text?.(text),
      close: (name) => handler.close?.(localName(name)),
    })
  }

  /** @throws MalformedXml; IntakeError F-TOO-LARGE, F-DAMAGED */
  write(bytes: Uint8Array): void {
    this.#decoder ??= decoderFor(bytes)
    this.#tokens.write(this.#decode(this.#decoder, bytes))
    // An endless text or tag, and endless nesting, would pile up in memory.
    if (this.#tokens.pending > MAX_XML_RUN || this.#tokens.depth > MAX_XML_DEPTH) throw inflated()
  }

  /** Must follow the last bytes: a document that is cut off is damaged, not merely sloppy. */
  end(): void {
    if (this.#tokens.depth > 0 || !this.#decoder) throw damaged('XML ends early')
  }

  /** Fatal decoding: a byte that is no character must not slip through as U+FFFD. */
  #decode(decoder: TextDecoder, bytes: Uint8Array): string {
    try {
      return decoder.decode(bytes, { stream: true })
    } catch (error) {
      throw damaged(error)
    }
  }
}

/** Parses a whole part. Errors as `XmlReader`. */
export async function parseXml(steps: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  const reader = new XmlReader(handler)
  for await (const step of steps) reader.write(step)
  reader.end()
}

/** An attribute by its local name: the relation's id is r:id in one file and d3p1:id in the next. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  const plain = attributes[name]
  if (plain !== undefined) return plain
  const prefixed = Object.keys(attributes).find((key) => key.endsWith(`:${name}`))
  return prefixed === undefined ? undefined : attributes[prefixed]
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** By the byte order mark, else by the XML declaration, else UTF-8. */
function decoderFor(bytes: Uint8Array): TextDecoder {
  const fatal = { fatal: true }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le', fatal)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be', fatal)
  const declaration = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const label = /^<\?xml[^>]*\bencoding=["']([A-Za-z0-9._-]+)["']/.exec(declaration)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(label, fatal)
  } catch (error) {
    throw damaged(error)
  }
}
