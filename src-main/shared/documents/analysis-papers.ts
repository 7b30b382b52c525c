// 党性分析材料审阅登记表: who handed in what, who read it, with what opinion; for the group and the branch only.
import { formatChinese } from '../text/civil-date.ts'
import { html, type Html } from './html.ts'
import type { Paper } from './paper.ts'

export interface RegisterRow {
  readonly name: string
  readonly level: string
  readonly form: string
  readonly chars: number | null
  readonly submittedOn: string | null
  readonly reviewer: string
  readonly opinion: string
  readonly returned: number
  readonly state: string
}

export interface RegisterPlace {
  readonly town: string
  readonly unit: string
  readonly on: string
}

/** 8.10; a day that is only known by its month stays as it is. */
const monthDay = (day: string): string =>
  day.length === 10 ? `${Number(day.slice(5, 7))}.${Number(day.slice(8))}` : day

const line = (row: RegisterRow, i: number): Html =>
  html`<tr>
    <td class="ctr">${i + 1}</td>
    <td class="ctr">${row.name}</td>
    <td class="ctr">${row.level === '党员领导干部' ? '领导' : '党员'}</td>
    <td class="ctr">${row.form}${row.chars === null ? '' : `${row.chars}字`}</td>
    <td class="ctr">${row.submittedOn === null ? '' : monthDay(row.submittedOn)}</td>
    <td class="ctr">${row.reviewer}</td>
    <td>${row.opinion}</td>
    <td class="ctr">${row.returned === 0 ? '' : row.returned}</td>
    <td class="ctr">${row.state}</td>
  </tr>`

const count = (rows: readonly RegisterRow[], holds: (row: RegisterRow) => boolean): number =>
  rows.filter(holds).length

/** Shares of the columns, in percent. */
const WIDTHS: readonly number[] = [6, 10, 8, 15, 8, 10, 22, 6, 15]

/** One line a member, in the order of the roster. */
export function reviewRegister(rows: readonly RegisterRow[], place: RegisterPlace): Paper {
  const title = '党性分析材料审阅登记表'
  const handedIn = count(rows, ({ submittedOn }) => submittedOn !== null)
  return {
    title: `${title}　${place.unit}`,
    body: html`<p class="number">内部资料</p>
      <h1>${title}</h1>
      <p class="flat">单位：${place.unit}</p>
      <p class="flat">
        应交${count(rows, ({ form }) => form !== '免写')}份，已交${handedIn}份，退回修改${count(
          rows,
          ({ returned }) => returned > 0,
        )}份，免写${count(rows, ({ form }) => form === '免写')}人。
      </p>
      <table class="wide">
        <colgroup>
          ${WIDTHS.map((width) => html`<col width="${width}%" />`)}
        </colgroup>
        <thead>
          <tr>
            <th>序号</th>
            <th>姓名</th>
            <th>级别</th>
            <th>材料</th>
            <th>交稿</th>
            <th>审阅人</th>
            <th>审阅意见</th>
            <th>退回</th>
            <th>状态</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(line)}
        </tbody>
      </table>
      <p class="tail">支部书记（签字）：　　　　　　　　督导组（签字）：</p>
      <p class="sign">${formatChinese(place.on)}</p>`,
  }
}
