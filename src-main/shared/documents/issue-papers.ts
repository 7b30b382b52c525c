// The rectification ledger by kind and the plan of a unit as papers to be printed, A4 landscape.
import { html, Html } from './html.ts'
import type { Paper } from './paper.ts'
import { issueKinds, type IssueKind } from '../rules/rectification.ts'
import type { IssueState } from '../rules/machines.ts'
import { formatChinese } from '../text/civil-date.ts'
import { formatRate } from '../text/rate.ts'

export interface IssuePaperRow {
  readonly no: string
  readonly unit: string
  readonly text: string
  readonly source: string
  readonly kind: IssueKind | null
  readonly focus: string
  readonly measures: string
  readonly leader: string
  readonly leadUnit: string
  readonly partners: string
  readonly owner: string
  readonly dueText: string
  readonly dueOn: string | null
  readonly progress: string
  readonly completion: string
  readonly doneOn: string | null
  readonly verifier: string
  readonly verifiedOn: string | null
  readonly state: IssueState
  readonly overdueDays: number
  readonly isUnsolved: boolean
}

export interface IssuePaperPlace {
  readonly town: string
  /** Who fills in. */
  readonly unit: string
  /** Civil day. */
  readonly on: string
}

/** Many columns: the sheet lies on its side, in a smaller type than a letter. */
const LANDSCAPE = new Html(`<style>
@page { size: A4 landscape; margin: 16mm 14mm }
body { max-width: 269mm; font-size: 11pt; line-height: 1.5 }
@media screen { body { max-width: 297mm; min-height: 210mm; padding: 16mm 14mm } }
h1 { font-size: 20pt; margin-bottom: 3mm }
p.flat { display: flex; justify-content: space-between; font-size: 11pt; line-height: 1.6 }
p.said { text-indent: 0; font-size: 10.5pt; line-height: 1.7 }
table { font-size: 9.5pt; line-height: 1.4; table-layout: fixed }
th, td { padding: .8mm 1mm; overflow-wrap: anywhere }
tr.kind td { font-weight: 700; background: #eee }
p.tail { margin-top: 6mm; font-size: 11pt }
</style>`)

const day = (on: string | null): string => (on === null ? '' : on.slice(5).replace('-', '.'))

const dueOf = ({ dueText, dueOn }: Pick<IssuePaperRow, 'dueText' | 'dueOn'>): string =>
  dueText === '' && dueOn !== null ? formatChinese(dueOn) : dueText

function stateOf(row: IssuePaperRow): string {
  if (row.isUnsolved && row.state === '已销号') return '已销号（未解决）'
  return row.overdueDays > 0 ? `${row.state}，逾期${row.overdueDays}天` : row.state
}

const unitsOf = ({ leadUnit, partners }: IssuePaperRow): string =>
  [leadUnit, partners].filter((name) => name !== '').join('；协办：')

const ledgerRow = (row: IssuePaperRow, n: number): Html =>
  html`<tr>
    <td class="ctr">${n}</td>
    <td>${row.unit}</td>
    <td>${row.text}</td>
    <td>${row.source}</td>
    <td>${row.measures}</td>
    <td>${row.leader}</td>
    <td>${unitsOf(row)}</td>
    <td>${row.owner}</td>
    <td>${dueOf(row)}</td>
    <td>${row.completion === '' ? row.progress : row.completion}</td>
    <td class="ctr">${day(row.doneOn)}</td>
    <td>${row.verifier}${row.verifiedOn === null ? '' : ` ${day(row.verifiedOn)}`}</td>
    <td>${stateOf(row)}</td>
  </tr>`

const LEDGER_HEAD: readonly (readonly [string, string])[] = [
  ['序号', '8mm'],
  ['单位', '21mm'],
  ['问题', '36mm'],
  ['来源', '14mm'],
  ['整改措施', '38mm'],
  ['责任领导', '14mm'],
  ['牵头、协办单位', '26mm'],
  ['责任人', '14mm'],
  ['时限', '19mm'],
  ['进展或完成情况', '34mm'],
  ['完成', '12mm'],
  ['验收', '14mm'],
  ['状态', '19mm'],
]

/** Widths are in a style sheet's words, which a document may hold in its columns. */
const headRow = (head: readonly (readonly [string, string])[]): Html =>
  html`<colgroup>
      ${head.map(([, width]) => html`<col style="width:${width}" />`)}
    </colgroup>
    <thead>
      <tr>
        ${head.map(([label]) => html`<th>${label}</th>`)}
      </tr>
    </thead>`

function kindRows(kind: IssueKind | null, rows: readonly IssuePaperRow[], from: number): Html[] {
  if (rows.length === 0) return []
  const closed = rows.filter(({ state }) => state === '已销号').length
  const title = `${kind ?? '还没有分类'}　${rows.length}件，已销号${closed}件`
  return [
    html`<tr class="kind">
      <td colspan="${LEDGER_HEAD.length}">${title}</td>
    </tr>`,
    ...rows.map((row, i) => ledgerRow(row, from + i)),
  ]
}

/** 整改台账 grouped by kind (SYS-47). */
export function issueLedgerPaper(rows: readonly IssuePaperRow[], place: IssuePaperPlace): Paper {
  const kindOf = (row: IssuePaperRow): IssueKind | null => (row.state === '待分类' ? null : row.kind)
  const groups = [null, ...issueKinds].map(
    (kind) => [kind, rows.filter((row) => kindOf(row) === kind)] as const,
  )
  let from = 1
  const body = groups.flatMap(([kind, own]) => {
    const lines = kindRows(kind, own, from)
    from += own.length
    return lines
  })
  const valid = rows.filter((row) => kindOf(row) !== '说明情况')
  const closed = valid.filter(({ state }) => state === '已销号').length
  const overdue = rows.filter(({ overdueDays }) => overdueDays > 0).length
  return {
    title: `${place.town}整改台账`,
    body: html`${LANDSCAPE}
      <h1>${place.town}整改台账</h1>
      <p class="flat">
        <span>填报单位：${place.unit}</span><span>填报时间：${formatChinese(place.on)}</span>
      </p>
      <p class="said">
        共${rows.length}件；销号率${formatRate(closed, valid.length)}（说明情况类另计）；逾期${overdue}件。
      </p>
      <table>
        ${headRow(LEDGER_HEAD)}
        <tbody>
          ${body}
        </tbody>
      </table>
      <p class="tail">填表人：　　　　　　　审核人：　　　　　　　负责人（签字）：　　　　　　　（盖章）</p>`,
  }
}

const PLAN_HEAD: readonly (readonly [string, string])[] = [
  ['序号', '10mm'],
  ['问题', '48mm'],
  ['类别', '18mm'],
  ['整改目标', '42mm'],
  ['整改措施', '60mm'],
  ['整改时限', '26mm'],
  ['责任领导', '20mm'],
  ['牵头、协办单位', '27mm'],
  ['责任人', '18mm'],
]

export interface PlanPaperFacts {
  readonly unit: string
  readonly madeOn: string | null
  readonly headBy: string
  readonly headOn: string | null
  readonly approvedBy: string
  readonly approvedOn: string | null
}

const signed = (by: string, on: string | null): string =>
  on === null ? '　　　　　　　　　年　月　日' : `${by}　${formatChinese(on)}`

/** 整改方案 of one unit (SYS-46). */
export function issuePlanPaper(facts: PlanPaperFacts, rows: readonly IssuePaperRow[]): Paper {
  return {
    title: `${facts.unit}整改方案`,
    body: html`${LANDSCAPE}
      <h1>整改方案</h1>
      <p class="flat">
        <span>单位：${facts.unit}</span
        ><span>制定日期：${facts.madeOn === null ? '　　年　月　日' : formatChinese(facts.madeOn)}</span>
      </p>
      <table>
        ${headRow(PLAN_HEAD)}
        <tbody>
          ${rows.map(
            (row, i) =>
              html`<tr>
                <td class="ctr">${i + 1}</td>
                <td>${row.text}</td>
                <td>${row.kind ?? ''}</td>
                <td>${row.focus}</td>
                <td>${row.measures}</td>
                <td>${dueOf(row)}</td>
                <td>${row.leader}</td>
                <td>${unitsOf(row)}</td>
                <td>${row.owner}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="tail">
        党组织负责人审查：${signed(facts.headBy, facts.headOn)}　　　　督导组审查：${signed(facts.approvedBy, facts.approvedOn)}
      </p>`,
  }
}
