// 领导干部参加活动情况表: each leader with his six items, contact points and attendance, as a workbook and as a paper.
import type { Leader } from '../contract/people.ts'
import { formatChinese } from '../text/civil-date.ts'
import type { BookSpec, SheetColumn, SheetValue } from './book.ts'
import { html, Html } from './html.ts'
import type { Paper } from './paper.ts'

export interface LeaderTablePlace {
  readonly town: string
  /** Who fills in. */
  readonly unit: string
  /** Civil day. */
  readonly on: string
}

const title = ({ town }: LeaderTablePlace): string => `${town}领导干部参加活动情况表`

/** 7.13 for a day of this year's campaign. */
const shortDay = (on: string): string => `${Number(on.slice(5, 7))}.${Number(on.slice(8, 10))}`

const daysOf = (evidence: Leader['items'][number]): string =>
  evidence.map(({ on }) => shortDay(on)).join('、')

const pointsOf = ({ points }: Leader): string =>
  points.map(({ unit, isDemo, visits }) => `${unit}${isDemo ? '（示范点）' : ''}${visits}次`).join('、')

const saysOf = ({ contact, example }: Leader): string =>
  [contact, example]
    .flatMap((verdict) =>
      verdict === null || verdict.mark === '达标' || verdict.mark === '未核' ? [] : [verdict.reason],
    )
    .join('')

const text = (header: string, width: number, group?: string): SheetColumn => ({
  header,
  width,
  kind: 'text',
  ...(group === undefined ? {} : { group }),
})

const columnsOf = (items: readonly string[]): SheetColumn[] => [
  { header: '序号', width: 6, kind: 'count', align: 'center' },
  text('姓名', 10),
  text('职务', 20),
  text('所在支部', 20),
  ...items.map((item) => text(item, 16, '带头项目（日期）')),
  text('联系点及到点次数', 30),
  { header: '讲党课次数', width: 8, kind: 'count' },
  { header: '本人出勤', width: 16, kind: 'rate', group: '所在支部集中活动' },
  { header: '支部平均', width: 16, kind: 'rate', group: '所在支部集中活动' },
  text('核对情况', 40),
]

const rowOf = (leader: Leader, i: number): SheetValue[] => [
  i + 1,
  leader.name,
  leader.post,
  leader.branch?.name ?? '',
  ...leader.items.map(daysOf),
  pointsOf(leader),
  leader.lectures,
  leader.attendance.share,
  leader.attendance.branchShare,
  saysOf(leader),
]

const FOOTER = '填表人：　　　　　　　审核人：　　　　　　　负责人（签字）：　　　　　　　（盖章）'

export const leaderBook = (
  items: readonly string[],
  leaders: readonly Leader[],
  place: LeaderTablePlace,
): BookSpec => ({
  sheets: [
    {
      name: '领导干部参加活动情况表',
      title: title(place),
      info: { left: `填报单位：${place.unit}`, right: `填报时间：${formatChinese(place.on)}` },
      columns: columnsOf(items),
      rows: leaders.map(rowOf),
      footer: [FOOTER],
      orientation: 'landscape',
      frozenColumns: 2,
    },
  ],
})

/** Many columns: the sheet lies on its side. */
const LANDSCAPE = new Html(`<style>
@page { size: A4 landscape; margin: 14mm 12mm }
body { max-width: 273mm; font-size: 11pt; line-height: 1.5 }
@media screen { body { max-width: 297mm; min-height: 210mm; padding: 14mm 12mm } }
h1 { font-size: 20pt; margin-bottom: 3mm }
p.flat { display: flex; justify-content: space-between; font-size: 11pt; line-height: 1.6 }
table { font-size: 9pt; line-height: 1.4 }
th, td { padding: .8mm 1mm; overflow-wrap: anywhere }
td.name { white-space: nowrap; text-align: center }
p.tail { margin-top: 5mm; font-size: 11pt }
</style>`)

const paperRow = (leader: Leader, i: number): Html =>
  html`<tr>
    <td class="ctr">${i + 1}</td>
    <td class="name">${leader.name}</td>
    <td>${leader.post}</td>
    ${leader.items.map((evidence) => html`<td class="ctr">${daysOf(evidence)}</td>`)}
    <td>${pointsOf(leader)}</td>
    <td class="ctr">${leader.lectures}</td>
    <td class="ctr">${leader.attendance.share}</td>
    <td class="ctr">${leader.attendance.branchShare}</td>
  </tr>`

export const leaderPaper = (
  items: readonly string[],
  leaders: readonly Leader[],
  place: LeaderTablePlace,
): Paper => {
  const head = ['序号', '姓名', '职务', ...items, '联系点及到点次数', '讲党课', '本人出勤', '支部平均']
  return {
    title: title(place),
    body: html`${LANDSCAPE}
      <h1>${title(place)}</h1>
      <p class="flat">
        <span>填报单位：${place.unit}</span><span>填报时间：${formatChinese(place.on)}</span>
      </p>
      <table>
        <thead>
          <tr>
            ${head.map((label) => html`<th>${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${leaders.map(paperRow)}
        </tbody>
      </table>
      <p class="tail">${FOOTER}</p>`,
  }
}
