// An official document as a page to show and print: A4 sheets as they stand, every copy with its own page numbers.
import { escapeHtml, html, Html } from './html.ts'
import { copyMark, type Copy, type OfficialDocument, type Part } from './official-document.ts'
import { PAGE, pagesOf, type Item, type OfficialPage } from './official-pages.ts'

export { OfficialDocument, textsOf, type Block, type OfficialInput } from './official-document.ts'

const SONG = `"SimSun","宋体","STSong","Noto Serif CJK SC",serif`
const HEI = `"SimHei","黑体","STHeiti","Noto Sans CJK SC",sans-serif`
const KAI = `"KaiTi_GB2312","楷体_GB2312","KaiTi","STKaiti","Noto Serif CJK SC",serif`
const FANG = `"FangSong_GB2312","仿宋_GB2312","FangSong","仿宋","STFangsong","Noto Serif CJK SC",serif`
const XBS = `"FZXiaoBiaoSong-B05S","方正小标宋简体","STZhongsong","SimSun","Noto Serif CJK SC",serif`

/** GB/T 9704-2012: head 37 mm, binding edge 28 mm, 22 lines of 28 characters in 156 × 225 mm, page number 四号宋体. */
const STYLE = `
@page { size: A4; margin: 0 }
* { box-sizing: border-box; margin: 0; padding: 0 }
html { background: #fff; color: #000 }
.a4 { position: relative; width: ${PAGE.width}mm; height: ${PAGE.height - 0.2}mm; overflow: hidden; background: #fff; break-after: page }
.a4:last-child { break-after: auto }
.core { position: absolute; left: ${PAGE.left}mm; top: ${PAGE.top}mm; width: ${PAGE.text.width}mm; height: ${PAGE.text.height}mm; font: 16pt/10.227mm ${FANG}; letter-spacing: -.21pt }
.l { height: 10.227mm; white-space: pre; text-align: justify; text-align-last: left }
.l.full { text-align-last: justify }
.l.first { text-indent: 2em }
.l.attachment { text-indent: 2em }
.l.sign { text-align: right; text-align-last: right; padding-right: 2em }
.l.date { text-align: right; text-align-last: right; padding-right: 4em }
.hei { font-family: ${HEI} }
.kai { font-family: ${KAI}; font-weight: 700 }
.issuer { height: 14mm; text-align: center; font: 700 30pt/14mm ${XBS}; color: #d7000f; white-space: nowrap; letter-spacing: 0 }
.number { text-align: center; height: 10.227mm }
.number.ruled { height: 32.2mm; padding-top: 18mm; border-bottom: .6mm solid #d7000f }
.title { text-align: center; font: 700 22pt/11mm ${XBS}; letter-spacing: 0 }
.title div { height: 11mm; white-space: nowrap }
table { width: 156mm; border-collapse: collapse; table-layout: fixed; font: 10.5pt/5.6mm ${SONG}; letter-spacing: 0 }
th, td { border: .25mm solid #000; padding: 1.2mm 1.5mm; vertical-align: middle; text-align: left; white-space: pre; overflow: hidden }
th { font-weight: 700; text-align: center }
td.center { text-align: center }
.foot { position: absolute; left: 0; right: 0; bottom: 0; font-size: 14pt; letter-spacing: 0 }
.received { height: 9mm; line-height: 9mm; white-space: pre }
.copies { margin-top: 2mm; border-top: .35mm solid #000; border-bottom: .35mm solid #000; padding: 0 1em; line-height: 9mm }
.secrecy, .mark { position: absolute; top: 0; font: 14pt/10mm ${HEI}; letter-spacing: 0 }
.mark { right: 0; font-family: ${SONG} }
.pg { position: absolute; top: 269mm; font: 14pt/1 ${SONG} }
.pg.r { right: calc(26mm + 14pt) }
.pg.l { left: calc(28mm + 14pt); height: auto }
.draft { position: absolute; top: 120mm; left: 0; right: 0; font: 700 80pt/1 ${XBS}; text-align: center; color: rgba(0,0,0,.09); transform: rotate(-30deg) }
@media screen {
  html { background: #dfe1dd }
  body { display: flex; flex-wrap: wrap; gap: 16px; justify-content: center; padding: 16px }
  .a4 { flex: none; box-shadow: 0 0 0 1px #b8bcb8 }
}
@media screen and (max-width: 1100px) { .a4 { zoom: .8 } }
`

const partHtml = ({ text, font }: Part): Html =>
  font === 'fang' ? html`${text}` : html`<span class="${font}">${text}</span>`

type RowItem = Extract<Item, { kind: 'row' }>

function rowHtml({ cells, role, table, height }: RowItem): Html {
  // Explicit line breaks: the same that the height was reckoned with.
  const inner = (cell: readonly string[]): Html => new Html(cell.map(escapeHtml).join('<br>'))
  const size = new Html(` style="height:${String(Math.round(height * 10) / 10)}mm"`)
  if (role !== 'body')
    return html`<tr class="${role}" ${size}>
      ${cells.map((cell) => html`<th>${inner(cell)}</th>`)}
    </tr>`
  return html`<tr${size}>${cells.map((cell, i) => html`<td class="${table.columns[i]?.align ?? 'left'}">${inner(cell)}</td>`)}</tr>`
}

function tableHtml(rows: readonly RowItem[]): Html {
  const columns = rows[0]?.table.columns ?? []
  const cols = columns.map(({ width }) => new Html(`<col style="width:${String(width)}mm">`))
  return html`<table>
    <colgroup>
      ${cols}
    </colgroup>
    ${rows.map(rowHtml)}
  </table>`
}

function itemHtml(item: Exclude<Item, RowItem>): Html {
  switch (item.kind) {
    case 'issuer':
      return html`<div class="issuer">${item.text}</div>`
    case 'number':
      return html`<div class="number ${item.rule ? 'ruled' : ''}">${item.text}</div>`
    case 'title':
      return html`<div class="title">${item.lines.map((line) => html`<div>${line}</div>`)}</div>`
    case 'line':
      return html`<div class="l ${item.role} ${item.isFull ? 'full' : ''}">${item.parts.map(partHtml)}</div>`
    case 'space':
      return new Html(`<div style="height:${String(Math.round(item.height * 100) / 100)}mm"></div>`)
  }
}

/** Rows that follow each other are one table. */
function itemsHtml(items: readonly Item[]): Html[] {
  const parts: Html[] = []
  let rows: RowItem[] = []
  const flush = (): void => {
    if (rows.length > 0) parts.push(tableHtml(rows))
    rows = []
  }
  for (const item of items) {
    if (item.kind === 'row') {
      if (rows.length > 0 && rows[0]?.table !== item.table) flush()
      rows.push(item)
    } else {
      flush()
      parts.push(itemHtml(item))
    }
  }
  flush()
  return parts
}

function footHtml({ received, copiesTo }: OfficialPage): Html | null {
  if (received.length === 0 && copiesTo === '') return null
  const copies = copiesTo === '' ? null : html`<div class="copies">抄送：${copiesTo}。</div>`
  return html`<div class="foot">
    ${received.map((line) => html`<div class="received">${line}</div>`)}${copies}
  </div>`
}

function pageHtml(document: OfficialDocument, copy: Copy, page: OfficialPage, isDraft: boolean): Html {
  const first = page.isFirst
    ? html`<div class="secrecy">${document.secrecy}</div>
        <div class="mark">${copyMark(copy)}</div>`
    : null
  const draft = isDraft ? html`<div class="draft">送签稿</div>` : null
  const side = page.no % 2 === 1 ? 'r' : 'l'
  return html`<section class="a4">
    <div class="core">${first}${itemsHtml(page.items)}${footHtml(page)}</div>
    <div class="pg ${side}">— ${page.no} —</div>
    ${draft}
  </section>`
}

export interface OfficialView {
  /** Marks every page 送签稿. */
  readonly isDraft?: boolean
  /** How many copies from the first; all when absent. */
  readonly copies?: number
}

/** How many pages one copy has. */
export const pageCount = (document: OfficialDocument): number => pagesOf(document).length

/** The whole document: nothing in it comes from elsewhere, no script. */
export function officialHtml(document: OfficialDocument, view: OfficialView = {}): string {
  const pages = pagesOf(document)
  const body = document.copies
    .slice(0, view.copies ?? document.copies.length)
    .flatMap((copy) => pages.map((page) => pageHtml(document, copy, page, view.isDraft === true).text))
  const title = escapeHtml(`${document.title} ${document.number}`)
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head><body>${body.join('')}</body></html>`
}
