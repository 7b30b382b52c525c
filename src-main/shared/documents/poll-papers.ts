// Papers of a poll: the sheet with its result, signed on the spot, and blank ballots without number or mark.
import { escapeHtml, html, Html } from './html.ts'
import type { Paper } from './paper.ts'
import { formatChinese } from '../text/civil-date.ts'

export interface PollPaperFacts {
  readonly town: string
  readonly campaign: string
  readonly unit: string
  readonly kind: string
  readonly phaseName: string
  /** The member whose analysis was voted on; null for other kinds. */
  readonly subject: string | null
  readonly round: number
  readonly state: string
  /** Civil days. */
  readonly date: string | null
  readonly scope: string
  readonly expected: number | null
  readonly attended: number | null
  readonly issued: number | null
  readonly returned: number | null
  readonly valid: number | null
  readonly invalid: number | null
  /** In the order of the ballot; `ballots` null where they stay covered or are not counted. */
  readonly grades: readonly {
    readonly label: string
    readonly ballots: number | null
    readonly share: string
  }[]
  readonly isCovered: boolean
  readonly verdicts: readonly { readonly reason: string; readonly basis: string }[]
  readonly heldBy: string
  readonly supervisedBy: readonly string[]
  readonly supervisors: readonly string[]
  readonly counters: readonly string[]
  readonly firstCounter: string
  readonly secondCounter: string
  readonly remark: string
}

const number = (n: number | null): string => (n === null ? '' : String(n))

const titleOf = ({ subject, kind }: PollPaperFacts): string =>
  subject === null
    ? `${kind === '阶段满意度' ? '群众满意度' : kind}测评结果统计表`
    : '党性分析材料满意度测评结果表'

const pair = (a: string, b: string, c: string, d: string): Html =>
  html`<tr>
    <th>${a}</th>
    <td>${b}</td>
    <th>${c}</th>
    <td>${d}</td>
  </tr>`

const wide = (label: string, value: Html | string): Html =>
  html`<tr>
    <th>${label}</th>
    <td colspan="3">${value}</td>
  </tr>`

/** The numbers as one line that a reader can add up: 发出 ≥ 收回 − 无效 = 有效 = 各档合计. */
function balance({ issued, returned, invalid, valid }: PollPaperFacts): string {
  const all = [`发出${number(issued)}票`, `收回${number(returned)}票`, `无效${number(invalid)}票`]
  return `${all.join('，')}，有效${number(valid)}票`
}

function gradeTable({ grades, isCovered, valid }: PollPaperFacts): Html {
  if (isCovered) return html`有效票${valid}票。票数很少，按规定不列各档票数，只列结论。`
  const cells = grades.map((each) => html`<th>${each.label}</th>`)
  const counts = grades.map((each) => html`<td class="ctr">${number(each.ballots)}</td>`)
  const shares = grades.map((each) => html`<td class="ctr">${each.share}</td>`)
  return html`<table class="inner">
    <tr>
      <th>档次</th>
      ${cells}
      <th>合计</th>
    </tr>
    <tr>
      <th>票数</th>
      ${counts}
      <td class="ctr">${number(valid)}</td>
    </tr>
    <tr>
      <th>占有效票</th>
      ${shares}
      <td class="ctr"></td>
    </tr>
  </table>`
}

const spread = (names: readonly string[]): string => names.join('、')

/** 测评结果统计表: signed by those who counted, those who watched, the group and the unit (T-13). */
export function pollResult(facts: PollPaperFacts): Paper {
  const verdicts = facts.verdicts.map(
    ({ reason, basis }) =>
      html`<div>${reason}</div>
        ${basis === '' ? new Html('') : html`<div>依据：${basis}</div>`}`,
  )
  const subject = facts.subject === null ? [] : [wide('测评对象', facts.subject)]
  const body = html`<h1>${facts.town}${titleOf(facts)}</h1>
    <table>
      ${pair('单　　位', facts.unit, '阶段轮次', `${facts.phaseName}　第${facts.round}轮`)}
      ${pair('测评时间', facts.date === null ? '' : formatChinese(facts.date), '测评类型', facts.kind)}
      ${subject} ${wide('测评范围', facts.scope)}
      ${pair('应参加', number(facts.expected), '实参加', number(facts.attended))}
      ${wide('票　　数', balance(facts))} ${wide('测评结果', gradeTable(facts))}
      ${wide('判　　定', html`${verdicts}`)}
      ${pair('主 持 人', facts.heldBy, '到场督导人员', spread(facts.supervisedBy))}
      ${wide('备　　注', facts.remark)}
      <tr>
        <td colspan="4" class="signatures">
          监票人（签字）：　　　　　　　计票人（签字）：　　　　　　　<br />
          督导人员（签字）：　　　　　　单位负责人（签字）：　　　　　　<br />
          　　　　　　　　　　　　　　　　　　　　　　　年　　月　　日
        </td>
      </tr>
    </table>
    <p class="flat">
      说明：不满意票数×100与有效票数×标准比较，用整数计算，不先求百分率。测评票封存至活动结束。${
        facts.state === '已确认' ? '' : '本表尚未经督导组确认。'
      }
    </p>`
  return { title: `${facts.unit}${titleOf(facts)}`, body }
}

const BALLOTS_A_PAGE = 6
/** Enough for the largest meeting, and few enough to lay out at once. */
const MOST_PAGES = 200

const BALLOT_STYLE = `
@page { size: A4; margin: 0 }
* { box-sizing: border-box; margin: 0; padding: 0 }
html { background: #fff; color: #000 }
.a4 { display: grid; grid-template: repeat(3, 1fr) / 1fr 1fr; width: 210mm; height: 296.8mm; padding: 6mm; break-after: page }
.a4:last-child { break-after: auto }
.ballot { display: flex; flex-direction: column; padding: 7mm 6mm 5mm; border: .2mm dashed #888; font: 11pt/1.6 "SimSun","STSong","Noto Serif CJK SC",serif }
h1 { font: 700 15pt/1.35 "FZXiaoBiaoSong-B05S","STZhongsong","Noto Serif CJK SC",serif; text-align: center }
.of { margin: 2mm 0 3mm; text-align: center }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
th, td { border: .25mm solid #000; text-align: center; font-weight: 700; height: 9mm }
td { height: 14mm }
.how { margin-top: auto; font-size: 9pt; line-height: 1.5 }
@media screen { html { background: #dfe1dd } .a4 { margin: 12px auto; background: #fff; box-shadow: 0 0 0 1px #b8bcb8 } }
`

/** How many ballots a sheet of blank ballots has to hold: whole pages. */
export const ballotPages = (ballots: number): number =>
  Math.min(MOST_PAGES, Math.max(1, Math.ceil(ballots / BALLOTS_A_PAGE)))

function ballot({ unit, subject, phaseName, kind, grades }: PollPaperFacts): Html {
  const asked =
    subject === null
      ? `对${unit}${kind === '阶段满意度' ? `${phaseName}阶段活动` : kind}的评价`
      : `对${subject}同志党性分析材料的评价`
  return html`<section class="ballot">
    <h1>满意度测评票</h1>
    <p class="of">${asked}</p>
    <table>
      <tr>
        ${grades.map((each) => html`<th>${each.label}</th>`)}
      </tr>
      <tr>
        ${grades.map(() => html`<td></td>`)}
      </tr>
    </table>
    <p class="how">
      说明：请在同意的一栏内画“√”，每票只选一栏，多选或无法辨认的为无效票。本票不署名、不编号。
    </p>
  </section>`
}

/** 测评票 as a whole page of its own, six on a sheet, all alike so that none can be told from another. */
export function ballotSheet(facts: PollPaperFacts, ballots: number): { title: string; page: string } {
  const one = ballot(facts)
  const sheet = html`<div class="a4">${Array.from({ length: BALLOTS_A_PAGE }, () => one)}</div>`
  const title = `${facts.unit}满意度测评票`
  const pages = sheet.text.repeat(ballotPages(ballots))
  return {
    title,
    page: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${BALLOT_STYLE}</style></head><body>${pages}</body></html>`,
  }
}
