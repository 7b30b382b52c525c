// An official document as a Word file of the same words: real margins, the grid of 22 lines of 28 characters, page numbers by field.
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  DocumentGridType,
  Footer,
  HeightRule,
  LineRuleType,
  NumberFormat,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
  type ISectionOptions,
} from 'docx'
import {
  attachmentLines,
  copyMark,
  setBlocks,
  type Block,
  type Copy,
  type OfficialDocument,
  type Part,
  type TableBlock,
} from '#shared/documents/official-document.ts'
import { LINES, PAGE } from '#shared/documents/official-pages.ts'

const mm = convertMillimetersToTwip
/** Half points: 二号, 三号, 四号, 五号 and the red head. */
const SIZE = { head: 60, title: 44, body: 32, small: 28, table: 21 } as const
/** Twips of a line: 225 mm by 22. */
const LINE = Math.floor(mm(PAGE.text.height) / LINES)
const CHARACTER = 320
/** 28 characters in 156 mm stand a quarter of a point closer than 三号 does by itself (twips). */
const CLOSER = -5

const named = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name })
const FONTS = {
  fang: named('仿宋_GB2312'),
  hei: named('黑体'),
  kai: named('楷体_GB2312'),
  song: named('宋体'),
  title: named('方正小标宋简体'),
} as const

type Run = Omit<IRunOptions, 'text'>

const run = (text: string, more: Run = {}): TextRun =>
  new TextRun({ text, font: FONTS.fang, size: SIZE.body, characterSpacing: CLOSER, ...more })

const partRun = ({ text, font }: Part): TextRun => run(text, { font: FONTS[font], bold: font === 'kai' })

type Layout = Omit<IParagraphOptions, 'children' | 'text'>

/** A paragraph on the grid. */
const paragraph = (runs: readonly TextRun[], { spacing, ...more }: Layout = {}): Paragraph =>
  new Paragraph({
    children: [...runs],
    spacing: { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0, ...spacing },
    ...more,
  })

const centred = (text: string, more: Run, layout: Layout = {}): Paragraph =>
  paragraph([run(text, more)], { alignment: AlignmentType.CENTER, ...layout })

const FIRST_LINE = { firstLine: CHARACTER * 2 } as const
/** The lines of the grid need more room for large type. */
const tall = (points: number) => ({ line: points * 20, lineRule: LineRuleType.EXACT })

const titleParagraph = (text: string, layout: Layout = {}): Paragraph =>
  centred(text, { font: FONTS.title, size: SIZE.title, bold: true }, { spacing: tall(31), ...layout })

const redLine = { bottom: { style: BorderStyle.SINGLE, size: 14, color: 'D7000F', space: 6 } } as const

function headParagraphs(document: OfficialDocument, copy: Copy): Paragraph[] {
  const { issuer, number, title, secrecy } = document
  const mark = [
    run(secrecy, { font: FONTS.hei, size: SIZE.small }),
    run(`\t${copyMark(copy)}`, { font: FONTS.song, size: SIZE.small }),
  ]
  const top = paragraph(mark, { tabStops: [{ type: 'right', position: mm(PAGE.text.width) }] })
  if (issuer === null) return [top, titleParagraph(title), centred(number, {}, { spacing: { after: LINE } })]
  const red = { font: FONTS.title, size: SIZE.head, bold: true, color: 'D7000F' }
  return [
    top,
    centred(issuer, red, { spacing: { before: mm(35) - LINE, ...tall(40) } }),
    centred(number, {}, { spacing: { before: mm(18), after: mm(18) }, border: redLine }),
    titleParagraph(title, { spacing: { after: LINE, ...tall(31) } }),
  ]
}

const border = { style: BorderStyle.SINGLE, size: 6, color: '000000' } as const
// Exact: Word would otherwise put each line of a table on the grid of the text.
const CELL_LINE = { line: 318, lineRule: LineRuleType.EXACT } as const

function cell(text: string, width: number, more: Run & { readonly centred?: boolean } = {}): TableCell {
  const { centred: isCentred = false, ...look } = more
  const lines = text.split('\n').map(
    (line) =>
      new Paragraph({
        children: [run(line, { font: FONTS.song, size: SIZE.table, characterSpacing: 0, ...look })],
        alignment: isCentred ? AlignmentType.CENTER : AlignmentType.LEFT,
        spacing: CELL_LINE,
      }),
  )
  return new TableCell({
    children: lines,
    width: { size: mm(width), type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: mm(1), bottom: mm(1), left: mm(1.5), right: mm(1.5) },
  })
}

function table({ columns, rows, rowHeight }: TableBlock): Table {
  const head = new TableRow({
    children: columns.map(({ label, width }) => cell(label, width, { bold: true, centred: true })),
    tableHeader: true,
    cantSplit: true,
  })
  const body = rows.map(
    (texts) =>
      new TableRow({
        children: columns.map(({ width, align }, i) =>
          cell(texts[i] ?? '', width, { centred: align === 'center' }),
        ),
        // A row longer than half a page may part; a short one stays whole.
        cantSplit: Math.max(...texts.map((text) => text.length)) < 200,
        ...(rowHeight > 0 ? { height: { value: mm(rowHeight), rule: HeightRule.ATLEAST } } : {}),
      }),
  )
  return new Table({
    rows: [head, ...body],
    width: { size: mm(PAGE.text.width), type: WidthType.DXA },
    columnWidths: columns.map(({ width }) => mm(width)),
    layout: TableLayoutType.FIXED,
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
  })
}

const blockElements = (blocks: readonly Block[]): (Paragraph | Table)[] =>
  setBlocks(blocks).map((setting) =>
    setting.kind === 'paragraph'
      ? paragraph(setting.parts.map(partRun), {
          indent: FIRST_LINE,
          alignment: AlignmentType.JUSTIFIED,
        })
      : table(setting),
  )

/** Two lines for the seal, then signer and day, kept together. */
const signatureParagraphs = (document: OfficialDocument): Paragraph[] => {
  const { signer, mark, date } = document.signature
  return [
    paragraph([], { keepNext: true }),
    paragraph([], { keepNext: true }),
    paragraph([run(signer + mark)], {
      alignment: AlignmentType.RIGHT,
      indent: { right: CHARACTER * 2 },
      keepNext: true,
    }),
    paragraph([run(date)], {
      alignment: AlignmentType.RIGHT,
      indent: { right: CHARACTER * 4 },
      keepNext: document.received.length > 0,
    }),
  ]
}

function footParagraphs({ received, copiesTo }: OfficialDocument): Paragraph[] {
  const small = { size: SIZE.small }
  const lines = received.map((line, i) =>
    paragraph([run(line, small)], {
      keepNext: i < received.length - 1 || copiesTo !== '',
      spacing: { ...tall(25), before: i === 0 ? LINE / 2 : 0 },
    }),
  )
  if (copiesTo === '') return lines
  const rule = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 2 } as const
  return [
    ...lines,
    paragraph([run(`抄送：${copiesTo}。`, small)], {
      border: { top: rule, bottom: rule },
      spacing: { before: 120 },
    }),
  ]
}

const annexElements = ({
  title,
  note,
  blocks,
}: OfficialDocument['annexes'][number]): (Paragraph | Table)[] => [
  titleParagraph(title, { pageBreakBefore: true }),
  ...(note === '' ? [] : [centred(note, {})]),
  ...blockElements(blocks),
]

const pageNumber = (alignment: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: SIZE.small * 10, right: SIZE.small * 10 },
        children: [
          new TextRun({
            children: ['— ', PageNumber.CURRENT, ' —'],
            font: FONTS.song,
            size: SIZE.small,
          }),
        ],
      }),
    ],
  })

function section(document: OfficialDocument, copy: Copy): ISectionOptions {
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        size: { width: mm(PAGE.width), height: mm(PAGE.height) },
        margin: {
          top: mm(PAGE.top),
          left: mm(PAGE.left),
          right: mm(PAGE.width - PAGE.left - PAGE.text.width),
          bottom: mm(PAGE.height - PAGE.top - PAGE.text.height),
          header: mm(15),
          footer: mm(25),
        },
        pageNumbers: { start: 1, formatType: NumberFormat.DECIMAL },
      },
      // No snapping: every line of the text has the height of the grid by itself, and tables keep their own.
      grid: { type: DocumentGridType.DEFAULT, linePitch: LINE },
    },
    footers: { default: pageNumber('right'), even: pageNumber('left') },
    children: [
      ...headParagraphs(document, copy),
      ...(document.addressee === '' ? [] : [paragraph([run(document.addressee)])]),
      ...blockElements(document.blocks),
      ...attachmentLines(document.attachments).map((line, i) =>
        paragraph([run(line)], { indent: FIRST_LINE, ...(i === 0 ? { spacing: { before: LINE } } : {}) }),
      ),
      ...signatureParagraphs(document),
      ...footParagraphs(document),
      ...document.annexes.flatMap(annexElements),
    ],
  }
}

/** The bytes of a .docx with every copy as a section of its own, numbered from 1. */
export async function officialDocx(document: OfficialDocument): Promise<Uint8Array> {
  const file = new Document({
    title: document.title,
    description: document.number,
    creator: document.signature.signer,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: FONTS.fang, size: SIZE.body } } } },
    sections: document.copies.map((copy) => section(document, copy)),
  })
  return new Uint8Array(await Packer.toArrayBuffer(file))
}
