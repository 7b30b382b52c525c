// A printable A4 document as one whole HTML page that brings its own style sheet (GB/T 9704 measures).
import { escapeHtml, type Html } from './html.ts'

export interface Paper {
  readonly title: string
  readonly body: Html
}

const SONG = `"SimSun","STSong","Noto Serif CJK SC",serif`
const FANGSONG = `"FangSong_GB2312","仿宋_GB2312","FangSong","STFangsong","Noto Serif CJK SC",serif`
const XIAOBIAOSONG = `"FZXiaoBiaoSong-B05S","方正小标宋简体","STZhongsong","Noto Serif CJK SC",serif`

/** Title 二号, text 三号 on a grid of 22 lines of 28 characters, tables 五号. */
const STYLE = `
@page { size: A4; margin: 30mm 26mm 30mm 28mm }
* { box-sizing: border-box }
html { background: #fff; color: #000 }
body { margin: 0 auto; max-width: 156mm; font: 16pt/10.2mm ${FANGSONG}; text-align: justify; overflow-wrap: anywhere }
@media screen { html { background: #dfe1dd } body { max-width: 210mm; min-height: 297mm; margin: 12px auto; padding: 30mm 26mm 30mm 28mm; background: #fff; box-shadow: 0 0 0 1px #b8bcb8 } }
h1 { margin: 0 0 5mm; font: 700 22pt/1.4 ${XIAOBIAOSONG}; text-align: center; text-wrap: balance }
p { margin: 0; text-indent: 2em }
p.to, p.flat { text-indent: 0 }
p.number { margin: 0 0 4mm; text-indent: 0; text-align: right; font-size: 12pt; line-height: 1.6 }
p.sign { text-indent: 0; text-align: right; padding-right: 2em }
p.tail { margin-top: 10mm; text-indent: 0; font-size: 14pt; line-height: 9mm }
table { width: 100%; margin: 2mm 0; border-collapse: collapse; font: 10.5pt/1.5 ${SONG}; text-align: left }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border: .25mm solid #000; padding: 1.2mm 1.6mm; vertical-align: middle }
th { font-weight: 700; text-align: center }
td.ctr { text-align: center }
td.say { font-size: 12pt; line-height: 1.7 }
table.wide { table-layout: fixed }
td.signatures { line-height: 2.6 }
.draft { position: fixed; top: 45%; left: 0; right: 0; font: 700 80pt/1 ${XIAOBIAOSONG}; text-align: center; color: rgba(0,0,0,.1); transform: rotate(-30deg) }
`

/** The document to be shown or printed: nothing in it comes from elsewhere, no script. */
export const wholePage = ({ title, body }: Paper): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${body.text}</body></html>`
