// 自查表 and 检查验收表 on A4: the same lines, once for the unit to fill in, once with both answers and the conclusion.
import { formatChinese } from '../text/civil-date.ts'
import { html, type Html } from './html.ts'
import type { Paper } from './paper.ts'
import { sumOf, type AcceptanceSheetLine, type AcceptanceSheetUnit } from './acceptance-sheet.ts'

export interface AcceptancePaperFacts {
  readonly phase: string
  readonly group: string
  readonly unit: AcceptanceSheetUnit
  readonly filledBy: string
  readonly handedInOn: string | null
  readonly inspectedOn: string | null
  readonly people: readonly string[]
  readonly decidedOn: string | null
  readonly decidedBy: string
  readonly opinion: string
  /** Whether the group has decided; a paper without a decision is marked. */
  readonly isDecided: boolean
}

const BLANK_DAY = '　　　年　　月　　日'
const dayOf = (day: string | null): string => (day === null ? BLANK_DAY : formatChinese(day))

const column = (width: number): Html => html`<col style="width:${width}%" />`

const head = (titles: readonly string[]): Html =>
  html`<thead>
    <tr>
      ${titles.map((title) => html`<th>${title}</th>`)}
    </tr>
  </thead>`

const selfRow = (line: AcceptanceSheetLine): Html =>
  html`<tr>
    <td class="ctr">${line.code}</td>
    <td>${line.text}</td>
    <td>${line.standard}</td>
    <td class="ctr">${line.self}</td>
    <td>${line.problem}</td>
  </tr>`

/** Blank where the unit has not answered: to be filled in by hand. */
export function selfCheckPaper(facts: AcceptancePaperFacts): Paper {
  const { unit, phase } = facts
  const body = html`<h1>${phase}阶段自查表</h1>
    <p class="flat">单位：${unit.fullName}${unit.round > 1 ? `（第${unit.round}轮）` : ''}</p>
    <table class="wide">
      <colgroup>
        ${[11, 17, 38, 13, 21].map(column)}
      </colgroup>
      ${head(['编号', '项目', '标准', '自查结论', '存在问题或不适用理由'])}
      <tbody>
        ${unit.lines.map(selfRow)}
      </tbody>
    </table>
    <p class="tail">自查结论填“达标”“未达标”“补课后达标”或“不适用”，每项都要填，不留空白。</p>
    <p class="tail">填表人（签字）：${facts.filledBy}　　　　　　党组织负责人（签字）：</p>
    <p class="sign">${dayOf(facts.handedInOn)}</p>`
  return { title: `${phase}阶段自查表`, body }
}

const bothRow = (line: AcceptanceSheetLine): Html =>
  html`<tr>
    <td class="ctr">${line.code}</td>
    <td>${line.text}</td>
    <td class="ctr">${line.methods.join('、')}</td>
    <td class="ctr">${line.self}</td>
    <td class="ctr">
      ${line.supervised === '未查' ? '' : line.supervised}${line.isUntrue ? '（自查不实）' : ''}
    </td>
    <td>${line.problem}</td>
  </tr>`

function conclusionOf(facts: AcceptancePaperFacts): string {
  if (!facts.isDecided) return ''
  const { conclusion, makeUpDue } = facts.unit
  if (conclusion === '合格') return '适用的必查项全部达标，验收合格。'
  return `验收未合格，限${makeUpDue === null ? '　　' : formatChinese(makeUpDue)}前补课，补课后重新自查、重新验收。`
}

const sumsText = (unit: AcceptanceSheetUnit): string => {
  const sum = sumOf(unit)
  return `应查${sum.applicable}项：达标${sum.met}项，补课后达标${sum.madeUp}项，未达标${sum.failed}项，未查${sum.unchecked}项；自查不实${sum.untrue}项。`
}

/** Both answers of every line, and the group's conclusion; marked as a draft while there is none. */
export function acceptancePaper(facts: AcceptancePaperFacts): Paper {
  const { unit, phase } = facts
  const body = html`${facts.isDecided ? null : html`<div class="draft">未作结论</div>`}
    <h1>${phase}阶段检查验收表</h1>
    <p class="flat">单位：${unit.fullName}${unit.round > 1 ? `（第${unit.round}轮）` : ''}</p>
    <table class="wide">
      <colgroup>
        ${[11, 22, 11, 13, 16, 27].map(column)}
      </colgroup>
      ${head(['编号', '项目', '检查方法', '自查结论', '督导结论', '存在问题'])}
      <tbody>
        ${unit.lines.map(bothRow)}
      </tbody>
    </table>
    <table>
      <tbody>
        <tr>
          <th>自查</th>
          <td>${dayOf(facts.handedInOn)}　填表人：${facts.filledBy}</td>
        </tr>
        <tr>
          <th>检查</th>
          <td>${dayOf(facts.inspectedOn)}　督导人员：${facts.people.join('、')}</td>
        </tr>
        <tr>
          <th>结果</th>
          <td>${sumsText(unit)}</td>
        </tr>
        <tr>
          <th>结论</th>
          <td class="say">${conclusionOf(facts)}${facts.opinion}</td>
        </tr>
      </tbody>
    </table>
    <p class="tail">单位负责人（签字）：　　　　　　　督导人员（签字）：${facts.decidedBy}</p>
    <p class="sign">${facts.group}</p>
    <p class="sign">${dayOf(facts.decidedOn)}</p>`
  return { title: `${phase}阶段检查验收表`, body }
}
