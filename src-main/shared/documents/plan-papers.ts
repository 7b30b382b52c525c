// 方案审批表 and 退回修改意见书: the campaign's templates filled with one version's facts.
import { BLANK, fillPlaceholders } from '../campaign/placeholders.ts'
import type { DocumentCondition, DocumentTemplate, RefusalKey } from '../campaign/types.ts'
import type { RefusalAnswer } from '../rules/plan.ts'
import type { DemandOutcome, PlanDecision } from '../rules/plan-decision.ts'
import { formatChinese } from '../text/civil-date.ts'
import { html, htmlLines, type Html } from './html.ts'
import type { Paper } from './paper.ts'

export interface PaperGround {
  readonly key: RefusalKey
  /** The ground in the words of the speech. */
  readonly wording: string
  readonly label: string
  /** Points of the machine's list found, of all: 3/5. */
  readonly checked: string
  readonly answer: RefusalAnswer
  readonly comment: string
}

export interface PaperFacts {
  readonly town: string
  readonly campaign: string
  readonly group: string
  /** Sign of the group in the numbers of its papers: 督三. */
  readonly code: string
  readonly office: string
  readonly unit: string
  readonly unitType: string
  /** 0 when the roster has not been entered. */
  readonly members: number
  readonly secretary: string
  readonly planName: string
  readonly serial: number
  /** Number of the paper that sends this version back; null when it was not sent back. */
  readonly returnSerial: number | null
  readonly version: number
  readonly submittedOn: string
  readonly returns: number
  readonly lastReturnOn: string | null
  readonly theme: string
  readonly start: string | null
  readonly end: string | null
  readonly days: number | null
  readonly hoursX10: number
  /** The four grounds in order. */
  readonly grounds: readonly PaperGround[]
  readonly decision: PlanDecision | null
  readonly reviewer: string
  /** Day of the decision, or of printing while there is none. */
  readonly on: string
  readonly resubmitBy: string
  readonly demands: readonly { readonly text: string; readonly outcome: DemandOutcome | null }[]
}

/** 先进性教育活动 + 活动方案: the word that both have is printed once. */
const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  fillPlaceholders(text, values).replaceAll('活动活动', '活动')

const numerals = ['一', '二', '三', '四'] as const
const three = (n: number): string => String(n).padStart(3, '0')
const refusedOf = (facts: PaperFacts): readonly PaperGround[] =>
  facts.grounds.filter(({ answer }) => answer === '不符合')

function common(facts: PaperFacts): Record<string, string> {
  return {
    督导组代字: facts.code,
    年: facts.on.slice(0, 4),
    版次: String(facts.version),
    镇: facts.town,
    活动简称: facts.campaign,
    办公室: facts.office,
    督导组: facts.group,
    督导人员: facts.reviewer,
    单位: facts.unit,
    方案名称: facts.planName,
    报送日期: formatChinese(facts.submittedOn),
    日期: formatChinese(facts.on),
  }
}

const ordinalsOf = (facts: PaperFacts): string =>
  facts.grounds.flatMap(({ answer }, i) => (answer === '不符合' ? [numerals[i] ?? ''] : [])).join('、')

function lastReturn({ returns, lastReturnOn }: PaperFacts): string {
  return returns === 0 || lastReturnOn === null
    ? '没有退回'
    : `${formatChinese(lastReturnOn)}，共${returns}次`
}

/** The values of the form's fields, in the order of the template. */
const fieldValues = (facts: PaperFacts): Readonly<Record<string, string>> => ({
  单位: facts.unit,
  单位类型: facts.unitType,
  党员数: facts.members === 0 ? '' : `${facts.members}名`,
  书记: facts.secretary,
  方案版次: `第${facts.version}版`,
  报送日期: formatChinese(facts.submittedOn),
  上次退回日期和次数: lastReturn(facts),
  主题实践活动名称: facts.theme,
  计划起止日期:
    facts.start === null || facts.end === null
      ? ''
      : `${formatChinese(facts.start)}至${formatChinese(facts.end)}`,
  总天数: facts.days === null ? '' : `${facts.days}天`,
  计划集中学时: facts.hoursX10 === 0 ? '' : `${facts.hoursX10 / 10}学时`,
})

/** Two fields a row; a name and a long value keep a row of their own. */
const wide = new Set(['单位', '主题实践活动名称', '计划起止日期', '上次退回日期和次数'])

function fieldRows(template: DocumentTemplate, facts: PaperFacts): Html[] {
  const values = fieldValues(facts)
  const rows: Html[] = []
  let waiting: { label: string; value: string } | null = null
  const flush = (): void => {
    if (waiting !== null)
      rows.push(
        html`<tr>
          <th>${waiting.label}</th>
          <td colspan="3">${waiting.value}</td>
        </tr>`,
      )
    waiting = null
  }
  for (const { label } of template.fields) {
    const value = values[label] ?? ''
    if (wide.has(label)) {
      flush()
      rows.push(
        html`<tr>
          <th>${label}</th>
          <td colspan="3">${value}</td>
        </tr>`,
      )
    } else if (waiting === null) {
      waiting = { label, value }
    } else {
      rows.push(
        html`<tr>
          <th>${waiting.label}</th>
          <td>${waiting.value}</td>
          <th>${label}</th>
          <td>${value}</td>
        </tr>`,
      )
      waiting = null
    }
  }
  flush()
  return rows
}

const groundRow = (ground: PaperGround): Html =>
  html`<tr>
    <td>${ground.wording}</td>
    <td class="ctr">${ground.checked}</td>
    <td class="ctr">${ground.answer}</td>
    <td>${htmlLines(ground.comment)}</td>
  </tr>`

function conclusion(template: DocumentTemplate, facts: PaperFacts): Html {
  const when: DocumentCondition | null =
    facts.decision === '批准' ? 'approved' : facts.decision === '退回修改' ? 'refused' : null
  const said = template.fixedTexts
    .filter((fixed) => fixed.when === undefined || fixed.when === when)
    .map(({ text }) => fill(text, { ...common(facts), 项次: ordinalsOf(facts) }))
    // R-14: beside a ground not met the word 批准 must not stand on the paper, not even negated.
    .map((text) => (when === 'refused' ? text.replace('不予批准，', '') : text))
  return html`${said.map((text) => html`<p>${text}</p>`)}`
}

/** The watermark of a form that is not the outcome of a review. */
const draftMark = (facts: PaperFacts): Html | null =>
  facts.decision === null ? html`<div class="draft">送审稿</div>` : null

/** One page for one version. Without a decision it is marked 送审稿 and concludes nothing. */
export function planApproval(template: DocumentTemplate, facts: PaperFacts): Paper {
  const values = { ...common(facts), nnn: three(facts.serial) }
  const title = fill(template.title, values)
  const number = fill(template.numberFormat ?? '', values)
  const signatures = template.signatures.map(({ text }) => html`<div>${fill(text, values)}</div>`)
  const body = html`${draftMark(facts)}
    <h1>${title}</h1>
    <p class="number">${number}</p>
    <table>
      <colgroup>
        <col style="width:22%" />
        <col style="width:28%" />
        <col style="width:22%" />
        <col style="width:28%" />
      </colgroup>
      <tbody>
        ${fieldRows(template, facts)}
      </tbody>
    </table>
    <table class="wide">
      <colgroup>
        <col style="width:36%" />
        <col style="width:13%" />
        <col style="width:13%" />
        <col style="width:38%" />
      </colgroup>
      <thead>
        <tr>
          ${template.columns.map(({ label }) => html`<th>${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${facts.grounds.map(groundRow)}
      </tbody>
    </table>
    <table>
      <tbody>
        <tr>
          <td class="say">${conclusion(template, facts)}</td>
        </tr>
        <tr>
          <td class="signatures">${signatures}</td>
        </tr>
      </tbody>
    </table>`
  return { title, body }
}

function demandSums({ demands }: PaperFacts): Record<string, string> {
  const open = demands.filter(({ outcome }) => outcome !== '已改')
  return {
    k: String(demands.length),
    a: String(demands.length - open.length),
    b: String(open.length),
    未改条目: open.length === 0 ? '无' : open.map(({ text }) => text.replace(/[。；]$/u, '')).join('；'),
  }
}

/** The letter that sends a version back: each ground not met with its reason, what became of earlier demands, until when. */
export function planReturn(template: DocumentTemplate, facts: PaperFacts): Paper {
  const refused = refusedOf(facts)
  const values = {
    ...common(facts),
    ...demandSums(facts),
    nnn: facts.returnSerial === null ? BLANK : three(facts.returnSerial),
    m: String(refused.length),
    重报期限: formatChinese(facts.resubmitBy),
  }
  const paragraphs = template.paragraphs
    .filter(({ when }) => when !== 'resubmitted' || facts.demands.length > 0)
    .flatMap(({ text, each }) => {
      if (each !== 'refusedGrounds') return [html`<p>${fill(text, values)}</p>`]
      return refused.map(({ label, comment }, i) => {
        const item = fill(text, {
          序号: String(i + 1),
          审查项目: label,
          意见: comment.replaceAll('\n', ''),
        })
        return html`<p>${item}</p>`
      })
    })
  const [issuer, receipt] = template.signatures.map(({ text }) => fill(text, values))
  const body = html`<p class="number">${fill(template.numberFormat ?? '', values)}</p>
    <h1>${fill(template.title, values)}</h1>
    <p class="to">${fill(template.addressee ?? '', values)}</p>
    ${paragraphs}
    <p>　</p>
    <p class="sign">${issuer ?? ''}</p>
    <p class="tail">${receipt ?? ''}</p>`
  return { title: fill(template.title, values), body }
}
