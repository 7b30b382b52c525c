// 阶段小结数据页 (E-17): every figure with its two numbers and the sentence that says how; beside it what was solved and how people voted.
import { documentTemplateByKey } from '../campaign/lookup.ts'
import { fillPlaceholders } from '../campaign/placeholders.ts'
import { formatChinese } from '../text/civil-date.ts'
import { percentText } from '../text/rate.ts'
import type { BookSpec, SheetSpec } from './book.ts'
import { html, type Html } from './html.ts'
import type { Paper } from './paper.ts'

export interface PhaseLine {
  readonly group: string
  readonly title: string
  readonly measure: string
  readonly part: number
  /** Null for a plain count. */
  readonly whole: number | null
  readonly basis: string
  /** Of the snapshot compared with; null where there is none. */
  readonly before: { readonly part: number; readonly whole: number | null } | null
}

export interface ScoreLine {
  readonly unit: string
  readonly keyIssues: number
  readonly solved: number
  readonly valid: number
  readonly satisfied: number
  /** So few ballots that they are not shown. */
  readonly isCovered: boolean
  /** The rule's sentence. */
  readonly says: string
}

export interface PhaseData {
  readonly town: string
  readonly group: string
  readonly phaseName: string
  readonly asOf: string
  /** Number of the snapshot; '' where it was counted just now. */
  readonly snapshot: string
  /** What 与上次比 compares with; '' for nothing. */
  readonly comparedWith: string
  readonly lines: readonly PhaseLine[]
  readonly worst: readonly { readonly unit: string; readonly part: number; readonly whole: number }[]
  readonly scores: readonly ScoreLine[]
}

/** +3, －2, 持平: the numerators compared; — where there is nothing to compare with. */
export function differenceText({ part, before }: Pick<PhaseLine, 'part' | 'before'>): string {
  if (before === null) return '—'
  const more = part - before.part
  return more === 0 ? '持平' : more > 0 ? `＋${String(more)}` : `－${String(-more)}`
}

const rateOf = ({ part, whole }: Pick<PhaseLine, 'part' | 'whole'>): string =>
  whole === null ? '' : percentText(part, whole)

const template = () => documentTemplateByKey('phase_data')

export const phaseDataTitle = ({ phaseName, town }: Pick<PhaseData, 'phaseName' | 'town'>): string =>
  fillPlaceholders(template().title, { 阶段: phaseName, 镇: town })

const footOf = ({ asOf, snapshot }: PhaseData): string =>
  fillPlaceholders(template().footer, {
    日期: formatChinese(asOf),
    快照号: snapshot === '' ? '（未存快照）' : snapshot,
  })

const worstText = (worst: PhaseData['worst']): string =>
  worst.length === 0
    ? ''
    : `不满意率最高的三个单位：${worst.map(({ unit, part, whole }) => `${unit}${String(part)}/${String(whole)}（${percentText(part, whole)}）`).join('、')}。`

const figureSheet = (data: PhaseData): SheetSpec => ({
  name: '阶段小结数据页',
  title: phaseDataTitle(data),
  info: { left: `填报单位：${data.group}`, right: `截至时间：${formatChinese(data.asOf)}` },
  columns: [
    { header: '序号', width: 6, kind: 'count', align: 'center' },
    { header: '类别', width: 14, kind: 'text' },
    { header: '指标', width: 26, kind: 'text' },
    { header: '单位', width: 8, kind: 'text', align: 'center' },
    { header: '分子', width: 9, kind: 'count' },
    { header: '分母', width: 9, kind: 'count' },
    { header: '比率', width: 11, kind: 'rate', align: 'right' },
    { header: '口径', width: 60, kind: 'text' },
    { header: '与上次比', width: 11, kind: 'text', align: 'right' },
  ],
  rows: data.lines.map((line, i) => [
    i + 1,
    line.group,
    line.title,
    line.measure,
    line.part,
    line.whole,
    rateOf(line) === '' ? null : rateOf(line),
    line.basis,
    differenceText(line),
  ]),
  footer: [
    ...(data.worst.length === 0 ? [] : [worstText(data.worst)]),
    `分母为0的比率写“—”。与上次比为分子之差${data.comparedWith === '' ? '，还没有可以比的快照' : `，上次为${data.comparedWith}`}。`,
    footOf(data),
  ],
  orientation: 'landscape',
  frozenColumns: 3,
})

const scoreSheet = (data: PhaseData): SheetSpec => ({
  name: '活动成效一览',
  title: `${data.town}活动成效一览表`,
  info: { left: `填报单位：${data.group}`, right: `截至时间：${formatChinese(data.asOf)}` },
  columns: [
    { header: '序号', width: 6, kind: 'count', align: 'center' },
    { header: '单位', width: 24, kind: 'text' },
    { header: '突出问题', group: '突出问题解决', width: 10, kind: 'count' },
    { header: '已解决', group: '突出问题解决', width: 10, kind: 'count' },
    { header: '解决率', group: '突出问题解决', width: 11, kind: 'rate', align: 'right' },
    { header: '有效票', group: '群众满意度测评', width: 10, kind: 'count' },
    { header: '满意票', group: '群众满意度测评', width: 10, kind: 'count' },
    { header: '满意率', group: '群众满意度测评', width: 11, kind: 'rate', align: 'right' },
    { header: '说明', width: 46, kind: 'text' },
  ],
  rows: data.scores.map((score, i) => [
    i + 1,
    score.unit,
    score.keyIssues,
    score.solved,
    percentText(score.solved, score.keyIssues),
    score.isCovered ? null : score.valid,
    score.isCovered ? null : score.satisfied,
    score.isCovered ? '—' : percentText(score.satisfied, score.valid),
    score.isCovered ? '票数很少，不列票数。' : score.says,
  ]),
  totals: [scoreTotals(data.scores)],
  footer: [
    '突出问题：整改台账中来源为征求意见、走访、测评、调研摸底，通过努力能够解决的；满意票含比较满意、基本满意，取最近一轮测评。两项一并看，只有一项的不能衡量成效。',
    footOf(data),
  ],
  orientation: 'landscape',
  frozenColumns: 2,
})

function scoreTotals(scores: readonly ScoreLine[]): (string | number | null)[] {
  const shown = scores.filter(({ isCovered }) => !isCovered)
  const sum = (rows: readonly ScoreLine[], of: (score: ScoreLine) => number): number =>
    rows.reduce((total, score) => total + of(score), 0)
  const issues = sum(scores, ({ keyIssues }) => keyIssues)
  const solved = sum(scores, (score) => score.solved)
  const valid = sum(shown, (score) => score.valid)
  const satisfied = sum(shown, (score) => score.satisfied)
  return [
    null,
    '合计',
    issues,
    solved,
    percentText(solved, issues),
    valid,
    satisfied,
    percentText(satisfied, valid),
    null,
  ]
}

/** E-17: the figures, and R-59 as the second sheet. */
export const phaseDataBook = (data: PhaseData): BookSpec => ({
  sheets: [figureSheet(data), { ...scoreSheet(data), isSummary: true }],
})

const lineRow = (line: PhaseLine): Html =>
  html`<tr>
    <td>${line.title}</td>
    <td class="ctr">${line.part}</td>
    <td class="ctr">${line.whole === null ? '' : String(line.whole)}</td>
    <td class="ctr">${rateOf(line)}</td>
    <td>${line.basis}</td>
    <td class="ctr">${differenceText(line)}</td>
  </tr>`

/** The page as paper, for whoever drafts the summary; no person is named. */
export function phaseDataPaper(data: PhaseData): Paper {
  const title = phaseDataTitle(data)
  const groups = [...new Set(data.lines.map(({ group }) => group))]
  const body = html`<h1>${title}</h1>
    <p class="number">${footOf(data)}</p>
    <table>
      <thead>
        <tr>
          <th>指标</th>
          <th>分子</th>
          <th>分母</th>
          <th>比率</th>
          <th>口径</th>
          <th>与上次比</th>
        </tr>
      </thead>
      ${groups.map(
        (group) =>
          html`<tr>
              <th colspan="6">${group}</th>
            </tr>
            ${data.lines.filter((line) => line.group === group).map(lineRow)}`,
      )}
    </table>
    <p class="flat">${worstText(data.worst)}</p>
    <p class="flat">
      ${template().copies}。分母为0的比率写“—”。${data.comparedWith === '' ? '' : `与上次比：上次为${data.comparedWith}。`}
    </p>`
  return { title, body }
}
