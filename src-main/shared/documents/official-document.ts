// An official document as data: head, number, title, body, signature, receipt, copies; how it looks is the renderers' matter.
import * as z from 'zod'
import { toChineseNumber } from '../text/chinese-number.ts'

const Column = z.object({
  label: z.string(),
  /** Millimetres of the 156 of a line. */
  width: z.number().positive(),
  align: z.enum(['left', 'center']).default('left'),
})

const Heading = z.object({
  kind: z.literal('heading'),
  /** 1 一、 2 （一） 3 1. 4 （1）; the numbers are counted, not written. */
  level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  head: z.string(),
  /** Goes on in the same paragraph. */
  text: z.string().default(''),
})
const Text = z.object({ kind: z.literal('text'), text: z.string() })
const List = z.object({ kind: z.literal('list'), items: z.array(z.string()) })
const Table = z.object({
  kind: z.literal('table'),
  columns: z.array(Column).min(1),
  rows: z.array(z.array(z.string())),
  /** Least height of a row in millimetres, for rows to be written in by hand. */
  rowHeight: z.number().nonnegative().default(0),
})

export const Block = z.discriminatedUnion('kind', [Heading, Text, List, Table])
export type Block = z.infer<typeof Block>
export type TableBlock = z.infer<typeof Table>

const Annex = z.object({ title: z.string(), note: z.string().default(''), blocks: z.array(Block) })

export const OfficialDocument = z.object({
  /** Set in red above a red line; null where the issuing body has no such head. */
  issuer: z.string().nullable(),
  /** Upper left of the first page; '' for none. */
  secrecy: z.string().default(''),
  number: z.string(),
  title: z.string().min(1),
  /** With its colon; '' for none. */
  addressee: z.string(),
  blocks: z.array(Block),
  attachments: z.array(z.string()).default([]),
  signature: z.object({
    signer: z.string(),
    /** （章） or （签字） behind the signer; '' for none. */
    mark: z.string().default(''),
    /** 2005年8月17日. */
    date: z.string(),
  }),
  /** Lines to be signed by hand at the foot of the last page. */
  received: z.array(z.string()).default([]),
  /** 抄送, without the word and the full stop; '' for none. */
  copiesTo: z.string().default(''),
  /** Pages that follow, each from a new page: the receipt. */
  annexes: z.array(Annex).default([]),
  /** Printed one after the other, each with its own page numbers. */
  copies: z.array(z.object({ mark: z.enum(['正本', '存根']), holder: z.string() })).min(1),
})
export type OfficialDocument = z.infer<typeof OfficialDocument>
export type OfficialInput = z.input<typeof OfficialDocument>
export type Copy = OfficialDocument['copies'][number]

/** What stands before a heading of each level. */
const heads: Readonly<Record<1 | 2 | 3 | 4, (n: number) => string>> = {
  1: (n) => `${toChineseNumber(n)}、`,
  2: (n) => `（${toChineseNumber(n)}）`,
  3: (n) => `${n}．`,
  4: (n) => `（${n}）`,
}

/** A paragraph ready to be set: its parts in their fonts. */
export interface Part {
  readonly text: string
  /** 黑体 for 一、, 楷体 for （一）, 仿宋 for everything else. */
  readonly font: 'hei' | 'kai' | 'fang'
}
export type Setting = { readonly kind: 'paragraph'; readonly parts: readonly Part[] } | TableBlock

const fonts = { 1: 'hei', 2: 'kai', 3: 'fang', 4: 'fang' } as const

/** The blocks with their headings counted and their lists numbered, as both renderers set them. */
export function setBlocks(blocks: readonly Block[]): Setting[] {
  const counts = [0, 0, 0, 0, 0]
  return blocks.flatMap((block): Setting[] => {
    switch (block.kind) {
      case 'heading': {
        const n = (counts[block.level] ?? 0) + 1
        counts[block.level] = n
        counts.fill(0, block.level + 1)
        const head = { text: `${heads[block.level](n)}${block.head}`, font: fonts[block.level] }
        return [{ kind: 'paragraph', parts: block.text === '' ? [head] : [head, plain(block.text)] }]
      }
      case 'text':
        return block.text.split('\n').map((text) => ({ kind: 'paragraph', parts: [plain(text)] }))
      case 'list':
        return block.items.map((item, i) => ({
          kind: 'paragraph',
          parts: [plain(`${String(i + 1)}．${item}`)],
        }))
      case 'table':
        return [block]
    }
  })
}

const plain = (text: string): Part => ({ text, font: 'fang' })

/** 附件：1．… */
export const attachmentLines = (attachments: readonly string[]): string[] =>
  attachments.map((name, i) => {
    const number = attachments.length > 1 ? `${String(i + 1)}．` : ''
    return `${i === 0 ? '附件：' : '　　　'}${number}${name}`
  })

/** 正本（单位）. */
export const copyMark = ({ mark, holder }: Copy): string => `${mark}（${holder}）`

const blockTexts = (blocks: readonly Block[]): string[] =>
  setBlocks(blocks).flatMap((setting) =>
    setting.kind === 'paragraph'
      ? [setting.parts.map(({ text }) => text).join('')]
      : [...setting.columns.map(({ label }) => label), ...setting.rows.flat()],
  )

/** Every text of the document in the order of the page, one copy of it. */
export const textsOf = (document: OfficialDocument): string[] =>
  [
    document.secrecy,
    document.issuer ?? '',
    document.number,
    document.title,
    document.addressee,
    ...blockTexts(document.blocks),
    ...attachmentLines(document.attachments),
    document.signature.signer + document.signature.mark,
    document.signature.date,
    ...document.received,
    document.copiesTo === '' ? '' : `抄送：${document.copiesTo}。`,
    ...document.annexes.flatMap(({ title, note, blocks }) => [title, note, ...blockTexts(blocks)]),
  ].filter((text) => text !== '')
