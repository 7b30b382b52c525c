// 转段条件核对单 and 转段审批表: the conditions of a move on paper, with the arithmetic and what the decision rested on.
import type { DocumentTemplate } from '../campaign/types.ts'
import { fillPlaceholders } from '../campaign/placeholders.ts'
import type { GateArithmetic, GateRow, GateSnapshot } from '../contract/gates.ts'
import { limitText } from '../rules/share.ts'
import { formatChinese } from '../text/civil-date.ts'
import { formatRate } from '../text/rate.ts'
import { html, htmlLines, type Html } from './html.ts'
import type { Paper } from './paper.ts'

export interface GateSheetFacts {
  readonly town: string
  readonly campaign: string
  readonly office: string
  /** Sign of the group: 督三. */
  readonly code: string
  readonly fullName: string
  readonly phaseName: string
  readonly toName: string
  readonly rows: readonly GateRow[]
  readonly arithmetic: GateArithmetic | null
  readonly next: string
  /** Day of the work; the day of the move for a sheet that is filed. */
  readonly on: string
  /** Members on the roster; null for units without members of their own. */
  readonly members: number | null
  /** What its members had learned by that day; null while nothing is recorded. */
  readonly study: {
    readonly studied: number
    readonly expected: number
    readonly hoursMet: number
  } | null
  readonly plannedOn: string | null
  readonly plannedAt: string | null
  readonly summary: string
  readonly secretary: string
  readonly opinion: string
  readonly decision: '同意' | '不予转段' | null
  readonly decidedOn: string | null
  readonly decidedBy: string | null
  readonly needsOffice: boolean
  readonly officeOpinion: string
  readonly officeDecidedOn: string | null
  /** What the decision rested on; null before it. */
  readonly decided: GateSnapshot | null
}

export const gateMarks: Readonly<Record<GateRow['status'], string>> = {
  met: '✓',
  missing: '✗',
  pending: '—',
  na: '—',
}

/** 不适用 says so; a dash before what has not come about yet, as on the form people know. */
export const factText = ({ status, fact }: Pick<GateRow, 'status' | 'fact'>): string => {
  if (status === 'na') return `不适用　${fact}`
  return status === 'pending' ? `—　${fact}` : fact
}

/** Failed rows are bold, so that they are seen on a grey printer. */
function rowHtml(row: GateRow, i: number): Html {
  const fact = factText(row)
  const isBad = row.status === 'missing'
  return html`<tr>
    <td class="ctr">${i + 1}</td>
    <td>${isBad ? html`<b>${row.text}</b>` : row.text}</td>
    <td class="ctr"><b>${gateMarks[row.status]}</b></td>
    <td>${isBad ? html`<b>${fact}</b>` : fact}</td>
    <td>${row.basis.title}</td>
  </tr>`
}

const rowsTable = (rows: readonly GateRow[], more: Html | null): Html =>
  html`<table>
    <thead>
      <tr>
        <th>序号</th>
        <th>条件</th>
        <th>结果</th>
        <th>实际</th>
        <th>依据</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(rowHtml)}${more}
    </tbody>
  </table>`

function arithmeticHtml(rows: readonly GateRow[], arithmetic: GateArithmetic | null): Html | null {
  if (arithmetic === null) return null
  const no = rows.findIndex(({ key }) => key === 'poll') + 1
  return html`<tr>
    <td colspan="5" class="say">
      第${no}项算式<br /><b>${arithmetic.line}　→ ${arithmetic.result}</b><br />${arithmetic.detail}
    </td>
  </tr>`
}

const nextHtml = (next: string): Html | null =>
  next === ''
    ? null
    : html`<tr>
        <td colspan="5"><b>下一步</b>　${next}</td>
      </tr>`

const yearOf = (on: string): string => on.slice(0, 4)

/** The sheet as it stands; nothing in it is filled in by hand but the signatures. */
export function gateSheet(facts: GateSheetFacts): Paper {
  const { rows, arithmetic } = facts
  return {
    title: '转段条件核对单',
    body: html`<h1>转段条件核对单</h1>
      <p class="number">单位：${facts.fullName}　　由${facts.phaseName}阶段转入${facts.toName}阶段</p>
      ${rowsTable(rows, html`${arithmeticHtml(rows, arithmetic)}${nextHtml(facts.next)}`)}
      <p class="tail">
        督导组长（签字）　　　　　　单位负责人（签字）　　　　　　${yearOf(facts.on)}年　　月　　日
      </p>`,
  }
}

const moment = (on: string, at: string | null): string => `${formatChinese(on)}${at === null ? '' : ` ${at}`}`

/** What only other ledgers know stays blank to be written in. */
const lineOf = (template: DocumentTemplate, facts: GateSheetFacts): string =>
  fillPlaceholders(template.fixedTexts[0]?.text ?? '', {
    单位: facts.fullName,
    n: facts.members === null ? '' : String(facts.members),
    下一阶段: facts.toName,
    ...(facts.study === null
      ? {}
      : {
          a: String(facts.study.studied),
          b: String(facts.study.expected),
          c: String(facts.study.hoursMet),
        }),
    ...(facts.plannedOn === null ? {} : { 转段日期: moment(facts.plannedOn, facts.plannedAt) }),
  })

/** The basis of the decision, kept with the form: every limit with its value, and the numbers. */
function snapshotHtml({ decided }: GateSheetFacts): Html | null {
  if (decided === null) return null
  const { poll } = decided
  const limits = decided.limits.map(
    (each) =>
      html`<tr>
        <td>${each.name}</td>
        <td class="ctr">${each.comparator} ${limitText(each)}</td>
        <td>${each.source.title}${each.source.quote === undefined ? '' : `：${each.source.quote}`}</td>
      </tr>`,
  )
  return html`<p class="flat">
      <b>决定依据快照</b>　${formatChinese(decided.on)}　${decided.by}　${decided.action}
    </p>
    ${
      poll === null
        ? null
        : html`<p class="flat">
            第${poll.round}轮测评，有效票${poll.valid}张，不满意${poll.dissatisfied}张，${formatRate(poll.dissatisfied, poll.valid)}，${poll.counting}。
          </p>`
    }
    <table>
      <thead>
        <tr>
          <th>标准</th>
          <th>当时的值</th>
          <th>依据</th>
        </tr>
      </thead>
      <tbody>
        ${limits}
      </tbody>
    </table>`
}

const signed = (who: string | null, on: string | null): string =>
  who === null || on === null ? '' : `${who}　${formatChinese(on)}`

function opinionHtml(facts: GateSheetFacts): Html {
  const boxes = facts.decision === null ? '□ 同意　　□ 不予转段' : facts.decision
  return html`<tr>
    <th>督导组意见</th>
    <td colspan="4" class="signatures">
      ${boxes}　　${facts.opinion}<br />组长（签字）：　　　　　　${signed(facts.decidedBy, facts.decidedOn)}
    </td>
  </tr>`
}

const officeHtml = (facts: GateSheetFacts): Html | null =>
  facts.needsOffice
    ? html`<tr>
        <th>${facts.office}意见</th>
        <td colspan="4" class="signatures">
          ${facts.officeOpinion}<br />（盖章）　　　　　　${
            facts.officeDecidedOn === null ? '' : formatChinese(facts.officeDecidedOn)
          }
        </td>
      </tr>`
    : null

/** The name of the form stands in a line of its own. */
const titleLines = (title: string): Html => htmlLines(title.replace('转段审批表', '\n转段审批表'))

/** The form that goes to the unit, the group and the office. */
export function transitionForm(template: DocumentTemplate, facts: GateSheetFacts): Paper {
  const values = {
    镇: facts.town,
    活动简称: facts.campaign,
    阶段: facts.phaseName,
    下一阶段: facts.toName,
    督导组代字: facts.code,
    年: yearOf(facts.on),
    办公室: facts.office,
  }
  const title = fillPlaceholders(template.title, values)
  return {
    title,
    body: html`<h1>${titleLines(title)}</h1>
      <p class="number">${fillPlaceholders(template.numberFormat ?? '', values)}</p>
      <p>${lineOf(template, facts)}</p>
      ${rowsTable(facts.rows, arithmeticHtml(facts.rows, facts.arithmetic))}
      <table>
        <tr>
          <th>阶段小结</th>
          <td colspan="4" class="say">${htmlLines(facts.summary === '' ? '　' : facts.summary)}</td>
        </tr>
        <tr>
          <th>申请单位</th>
          <td colspan="4" class="signatures">书记（签字盖章）：　　　　　　　　　　年　　月　　日</td>
        </tr>
        ${opinionHtml(facts)}${officeHtml(facts)}
      </table>
      ${snapshotHtml(facts)}
      <p class="number">${fillPlaceholders(template.copies, values)}</p>`,
  }
}
