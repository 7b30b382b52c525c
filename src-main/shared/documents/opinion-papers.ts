// 意见反馈单, 意见反馈登记表 and the blank 征求意见表: what was said about a member, never by whom nor how it came in.
import { formatChinese } from '../text/civil-date.ts'
import { escapeHtml, html, htmlLines, type Html } from './html.ts'
import { wholePage } from './paper.ts'

export interface SlipFacts {
  readonly name: string
  readonly post: string
  /** The opinions in words, each once. */
  readonly items: readonly string[]
}

export interface SlipPlace {
  readonly unit: string
  readonly campaign: string
  /** Day of the meeting, '' when it is not known. */
  readonly meetingOn: string
}

export interface MadePaper {
  readonly title: string
  readonly page: string
}

const SONG = `"SimSun","STSong","Noto Serif CJK SC",serif`
const FANGSONG = `"FangSong_GB2312","仿宋_GB2312","FangSong","STFangsong","Noto Serif CJK SC",serif`
const XIAOBIAOSONG = `"FZXiaoBiaoSong-B05S","方正小标宋简体","STZhongsong","Noto Serif CJK SC",serif`

/** A sheet for each member, so that nobody reads what was said about another. */
const SLIP_STYLE = `
@page { size: A4; margin: 26mm 26mm 24mm 28mm }
* { box-sizing: border-box }
html { background: #fff; color: #000 }
body { margin: 0; font: 15pt/1.7 ${FANGSONG}; overflow-wrap: anywhere }
section { break-after: page }
section:last-child { break-after: auto }
h1 { margin: 0 0 6mm; font: 700 22pt/1.4 ${XIAOBIAOSONG}; text-align: center }
p { margin: 0 }
p.say { text-indent: 2em; margin: 3mm 0 }
table { width: 100%; margin: 2mm 0; border-collapse: collapse; font: 12pt/1.6 ${SONG} }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border: .25mm solid #000; padding: 1.6mm 2mm; text-align: left; vertical-align: middle }
th { text-align: center }
td.ctr { text-align: center }
p.sign { margin-top: 8mm; line-height: 2.2 }
@media screen { html { background: #dfe1dd } section { width: 210mm; min-height: 297mm; margin: 12px auto; padding: 26mm 26mm 24mm 28mm; background: #fff; box-shadow: 0 0 0 1px #b8bcb8 } }
`

const line = (text: string, i: number): Html =>
  html`<tr>
    <td class="ctr">${i + 1}</td>
    <td>${htmlLines(text)}</td>
  </tr>`

function slip({ name, post, items }: SlipFacts, place: SlipPlace): Html {
  const by = place.meetingOn === '' ? '组织生活会以前' : `${formatChinese(place.meetingOn)}组织生活会以前`
  return html`<section>
    <h1>意见反馈单</h1>
    <p>单位：${place.unit}</p>
    <p>姓名：${name}${post === '' ? '' : `　　职务：${post}`}</p>
    <p class="say">
      ${place.campaign}中，对您的意见和建议梳理为${items.length}条，现反馈给您。请对照查找原因，写入党性分析材料，并在组织生活会上作出说明。
    </p>
    <table>
      <colgroup>
        <col width="10%" />
        <col width="90%" />
      </colgroup>
      <thead>
        <tr>
          <th>序号</th>
          <th>意见建议</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(line)}
      </tbody>
    </table>
    <p class="sign">
      反馈方式：　　　　　　　反馈时间：　　　年　月　日<br />
      反馈人（签字）：　　　　本人（签字）：
    </p>
    <p>（${by}反馈本人。）</p>
  </section>`
}

/** 意见反馈单 of several members, a sheet each. */
export function feedbackSlips(slips: readonly SlipFacts[], place: SlipPlace): MadePaper {
  const [only, ...more] = slips
  const whose = only !== undefined && more.length === 0 ? only.name : `${place.unit}（${slips.length}人）`
  const title = `意见反馈单　${whose}`
  const body = slips.map((each) => slip(each, place).text).join('')
  return {
    title,
    page: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${SLIP_STYLE}</style></head><body>${body}</body></html>`,
  }
}

export interface RegisterLine {
  readonly name: string
  readonly items: number
  readonly isNone: boolean
  readonly on: string
  readonly manner: string
  readonly person: string
}

const monthDay = (day: string): string =>
  day.length === 10 ? `${Number(day.slice(5, 7))}.${Number(day.slice(8))}` : day

const registerLine = (row: RegisterLine, i: number): Html =>
  html`<tr>
    <td class="ctr">${i + 1}</td>
    <td class="ctr">${row.name}</td>
    <td class="ctr">${row.items === 0 ? '' : row.items}</td>
    <td class="ctr">${monthDay(row.on)}</td>
    <td>${row.isNone ? '未征求到意见' : row.manner}</td>
    <td class="ctr">${row.person}</td>
    <td></td>
  </tr>`

/** 意见反馈登记表 of a unit: one line a member, to be signed. */
export function feedbackRegister(rows: readonly RegisterLine[], unit: string, on: string): MadePaper {
  const told = rows.filter(({ isNone, on: day }) => !isNone && day !== '').length
  const none = rows.filter(({ isNone }) => isNone).length
  const title = `意见反馈登记表　${unit}`
  return {
    title,
    page: wholePage({
      title,
      body: html`<h1>意见反馈登记表</h1>
        <p class="flat">单位：${unit}</p>
        <p class="flat">党员${rows.length}名，已反馈${told}名，记载“未征求到意见”${none}名。</p>
        <table class="wide">
          <colgroup>
            ${[8, 14, 9, 11, 26, 14, 18].map((width) => html`<col width="${width}%" />`)}
          </colgroup>
          <thead>
            <tr>
              <th>序号</th>
              <th>姓名</th>
              <th>意见条数</th>
              <th>反馈时间</th>
              <th>反馈方式</th>
              <th>反馈人</th>
              <th>本人签字</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(registerLine)}
          </tbody>
        </table>
        <p class="tail">支部书记（签字）：</p>
        <p class="sign">${formatChinese(on)}</p>`,
    }),
  }
}

const ASKED = ['对领导班子', '对党员个人（请写明姓名）', '对党支部', '对镇党委、政府'] as const

/** 征求意见表 to be filled in; it asks for no name. */
export function blankForm(unit: string, campaign: string): MadePaper {
  const title = `征求意见表　${unit}`
  return {
    title,
    page: wholePage({
      title,
      body: html`<h1>征求意见表</h1>
        <p>
          为开展好${campaign}，现征求您对${unit}的意见和建议。本表不记名，请如实填写，填好后交回或投入意见箱。
        </p>
        <table class="wide">
          <colgroup>
            <col width="24%" />
            <col width="76%" />
          </colgroup>
          <tbody>
            ${ASKED.map(
              (who) =>
                html`<tr>
                  <td class="ctr say">${who}</td>
                  <td class="say"><br /><br /><br /><br /></td>
                </tr>`,
            )}
          </tbody>
        </table>
        <p class="flat">收回时间：　　　　年　　月　　日</p>`,
    }),
  }
}
