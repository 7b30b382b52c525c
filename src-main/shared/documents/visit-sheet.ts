// 下点单: the sheet a supervisor takes along, with what is known of the unit and the checklist to fill in by hand.
import type { DocumentTemplate } from '../campaign/types.ts'
import { fillPlaceholders } from '../campaign/placeholders.ts'
import { toChineseNumber } from '../text/chinese-number.ts'
import { formatChinese, formatShort } from '../text/civil-date.ts'
import { html, type Html } from './html.ts'
import type { Paper } from './paper.ts'

export interface VisitFacts {
  /** Sign of the group: 督三. */
  readonly code: string
  readonly group: string
  /** Day of the visit. */
  readonly on: string
  readonly unit: string
  readonly fullName: string
  readonly unitType: string
  /** 0 when the roster has not been entered. */
  readonly members: number
  readonly secretary: string
  readonly informant: string
  readonly last: {
    readonly on: string
    readonly people: readonly string[]
    readonly conclusion: string
    readonly summary: string
  } | null
  /** What keeps the unit from moving on. */
  readonly missing: readonly string[]
  readonly findings: readonly {
    readonly no: string
    readonly description: string
    readonly state: string
    readonly dueOn: string | null
    /** Days past the due day; 0 when not past it. */
    readonly overdue: number
  }[]
  /** What the approved plan has for this week; null without an approved plan. */
  readonly week: readonly { readonly when: string; readonly name: string; readonly owner: string }[] | null
  readonly listName: string
  readonly lines: readonly {
    readonly code: string
    readonly text: string
    readonly standard: string
    readonly isVeto: boolean
    /** What was found last time; '' when nothing. */
    readonly earlier: string
  }[]
}

const monthDay = (day: string): string => day.slice(5).replace('-', '')
const short = (facts: VisitFacts, day: string): string => formatShort(day, Number(facts.on.slice(0, 4)))

function unitBlock(facts: VisitFacts): Html {
  return html`<table>
    <tr>
      <th>单位</th>
      <td colspan="3">${facts.fullName}</td>
    </tr>
    <tr>
      <th>类型</th>
      <td>${facts.unitType}</td>
      <th>党员</th>
      <td>${facts.members === 0 ? '未登记' : `${facts.members}人`}</td>
    </tr>
    <tr>
      <th>书记</th>
      <td>${facts.secretary}</td>
      <th>电话</th>
      <td>　　　　　　　　　　</td>
    </tr>
    <tr>
      <th>信息员</th>
      <td>${facts.informant}</td>
      <th>电话</th>
      <td>　　　　　　　　　　</td>
    </tr>
  </table>`
}

function lastBlock(facts: VisitFacts): Html {
  const { last } = facts
  if (last === null)
    return html`<tr>
      <td>本单位还没有检查过。</td>
    </tr>`
  return html`<tr>
      <td>${formatChinese(last.on)}　${last.people.join('、')}　${last.conclusion}</td>
    </tr>
    ${
      last.summary === ''
        ? null
        : html`<tr>
            <td>${last.summary}</td>
          </tr>`
    }`
}

const listBlock = (lines: readonly string[], none: string): Html =>
  lines.length === 0
    ? html`<tr>
        <td>${none}</td>
      </tr>`
    : html`${lines.map(
        (line, i) =>
          html`<tr>
            <td>${i + 1}．${line}</td>
          </tr>`,
      )}`

function findingsBlock(facts: VisitFacts): Html {
  if (facts.findings.length === 0)
    return html`<table>
      <tr>
        <td>没有未销号的问题。</td>
      </tr>
    </table>`
  const due = (each: VisitFacts['findings'][number]): string => {
    if (each.dueOn === null) return '未定'
    const day = short(facts, each.dueOn)
    return each.overdue > 0 ? `${day}（逾期${each.overdue}天）` : day
  }
  return html`<table>
    <thead>
      <tr>
        <th>编号</th>
        <th>内容</th>
        <th>状态</th>
        <th>时限</th>
        <th>今天看到的情况</th>
      </tr>
    </thead>
    <tbody>
      ${facts.findings.map(
        (each) =>
          html`<tr>
            <td>${each.no}</td>
            <td>${each.description}</td>
            <td class="ctr">${each.state}</td>
            <td class="ctr">${due(each)}</td>
            <td>　　　　　　　</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function weekBlock(facts: VisitFacts): Html {
  if (facts.week === null)
    return html`<tr>
      <td>方案还没有批准，没有可以对照的日程。</td>
    </tr>`
  if (facts.week.length === 0)
    return html`<tr>
      <td>批准的方案本周没有安排活动。</td>
    </tr>`
  return html`${facts.week.map(
    (each) =>
      html`<tr>
        <td>${each.when}</td>
        <td>${each.name}</td>
        <td>${each.owner}</td>
      </tr>`,
  )}`
}

function checklistBlock(facts: VisitFacts): Html {
  return html`<table>
    <thead>
      <tr>
        <th>编号</th>
        <th>项目和标准</th>
        <th>上次</th>
        <th>达标</th>
        <th>未达标</th>
        <th>不适用</th>
        <th>备注</th>
      </tr>
    </thead>
    <tbody>
      ${facts.lines.map(
        (line) =>
          html`<tr>
            <td class="ctr">${line.code}</td>
            <td><b>${line.text}</b>${line.isVeto ? '（一票否决）' : ''}<br />${line.standard}</td>
            <td class="ctr">${line.earlier}</td>
            <td class="ctr">□</td>
            <td class="ctr">□</td>
            <td class="ctr">□</td>
            <td>　　　　　</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** The blocks in the order of the template's sections; one it does not know leaves room to write. */
function block(facts: VisitFacts, section: string): Html {
  switch (section) {
    case '单位':
      return unitBlock(facts)
    case '上次检查':
      return html`<table>
        ${lastBlock(facts)}
      </table>`
    case '还差什么':
      return html`<table>
        ${listBlock(facts.missing, '没有查出影响转段的事项。')}
      </table>`
    case '未结问题':
      return findingsBlock(facts)
    case '本周日程':
      return html`<table>
        ${weekBlock(facts)}
      </table>`
    case '清单':
      return html`<p class="flat">${facts.listName}，共${facts.lines.length}项</p>
        ${checklistBlock(facts)}`
    case '抽样名单':
      return html`<table>
        <tr>
          <td>见随机抽样单　　　　　　抽样单号：　　　　　　　　　</td>
        </tr>
      </table>`
    default:
      return html`<table>
        <tr>
          <td><br /><br /><br /><br /><br /></td>
        </tr>
      </table>`
  }
}

/** The sheet; places nobody knows yet (running number, telephones, times) stay blank to be written in. */
export function visitSheet(template: DocumentTemplate, facts: VisitFacts): Paper {
  const values = { 督导组代字: facts.code, 月日: monthDay(facts.on), 单位: facts.unit }
  const title = fillPlaceholders(template.title, values)
  return {
    title,
    body: html`<h1>${title}</h1>
      <p class="number">
        ${fillPlaceholders(template.numberFormat ?? '', values)}　${facts.group}　${formatChinese(facts.on)}
      </p>
      ${template.sections.map(
        (section, i) =>
          html`<p class="flat"><b>${toChineseNumber(i + 1)}、${section.title}</b></p>
            ${block(facts, section.title)}`,
      )}
      ${template.signatures.map(({ text }) => html`<p class="tail">${text}</p>`)}
      <p class="number">${template.copies}</p>`,
  }
}
