// The XML tokens of workbook parts, against a general parser and at every border between two steps.
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { MalformedXml, XmlTokens } from '../../src-main/core/excel/readers/xml-tokens.ts'

type Event = readonly unknown[]

function tokensOf(...steps: string[]): Event[] {
  const events: Event[] = []
  const tokens = new XmlTokens({
    open: (name, attributes) => events.push(['open', name, { ...attributes }]),
    text: (text) => addText(events, text),
    close: (name) => events.push(['close', name]),
  })
  for (const step of steps) tokens.write(step)
  expect(tokens.depth).toBe(0)
  return events
}

function saxesOf(xml: string): Event[] {
  const events: Event[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => events.push(['open', tag.name, { ...tag.attributes }]))
  parser.on('text', (text) => addText(events, text))
  parser.on('cdata', (text) => addText(events, text))
  parser.on('closetag', (tag) => events.push(['close', tag.name]))
  parser.write(xml).close()
  return events
}

/** Parsers cut texts differently, and only text within the document counts. */
function addText(events: Event[], text: string): void {
  const last = events.at(-1)
  if (last?.[0] === 'text') events[events.length - 1] = ['text', String(last[1]) + text]
  else if (text !== '' && events.length > 0) events.push(['text', text])
}

const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,5}(:[a-z]{1,3})?$/)
const escaped = fc
  .string({ unit: fc.constantFrom(...Array.from('ab 一𠮷㐂&<>"\'=/\n\t]'), '\r\n') })
  .map((text) =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
  )
const attributes = fc
  .uniqueArray(
    fc.tuple(
      name,
      escaped.map((text) => text.replace(/[\n\t\r]/g, '')),
    ),
    { selector: ([key]) => key },
  )
  .map((pairs) => pairs.map(([key, value]) => ` ${key}="${value}"`).join(''))
const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  content: fc.oneof(
    { depthSize: 'small' },
    escaped,
    fc.constantFrom('<!-- a > b -->', '<![CDATA[<x> & ]]>', '<?p a?>', '&#25991;', '&#x20BB7;'),
    tie('element'),
  ),
  element: fc
    .tuple(name, attributes, fc.array(tie('content'), { maxLength: 4 }))
    .map(([tag, list, inner]) =>
      inner.length === 0 ? `<${tag}${list} />` : `<${tag}${list}>${inner.join('')}</${tag}>`,
    ),
}))

describe('tokens of a document', () => {
  it('are those of a general parser', () => {
    fc.assert(
      fc.property(element, (xml) => {
        expect(tokensOf(xml)).toEqual(saxesOf(xml))
      }),
    )
  })

  it('do not depend on where the steps are cut', () => {
    fc.assert(
      fc.property(element, fc.nat(), (xml, cut) => {
        const at = cut % xml.length
        expect(tokensOf(xml.slice(0, at), xml.slice(at))).toEqual(tokensOf(xml))
      }),
    )
  })

  it('arrive the same letter by letter', () => {
    const xml = '<?xml version="1.0"?>\n<x:a b=\'1>2\' c="&lt;"><!-- x --><d/>文&amp;𠮷<![CDATA[]]]]></x:a >'
    expect(tokensOf(...Array.from(xml))).toEqual(tokensOf(xml))
  })

  it.each([
    ['a wrong closing tag', '<a></b>'],
    ['a closing tag too many', '<a/></a>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a/>'],
    ['an unknown entity', '<a>&x;</a>'],
    ['a bare ampersand', '<a>王 & 李</a>'],
    ['an impossible character', '<a>&#x110000;</a>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['an attribute without a value', '<a b/>'],
    ['a stray slash', '<a / b="1">'],
  ])('refuse %s', (_what, xml) => {
    expect(() => tokensOf(xml)).toThrow(MalformedXml)
  })
})
