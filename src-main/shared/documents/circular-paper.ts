// 信息报送及采用情况通报: the official paper (content 7.8) and the workbook E-8, both from the same lines.
import { documentTemplateByKey } from '../campaign/lookup.ts'
import {
  bandWords,
  levelKeys,
  type CircularLine,
  type CircularTotals,
  type ScoreRule,
} from '../rules/circular.ts'
import { formatChinese } from '../text/civil-date.ts'
import type { BookSpec, SheetColumn, SheetValue } from './book.ts'
import { OfficialDocument, type Block, type OfficialInput } from './official-document.ts'

export interface CircularPlace {
  readonly town: string
  readonly campaign: string
  readonly office: string
  readonly superiorOffice: string
  /** Sign of the office in its numbers. */
  readonly code: string
}

export interface CircularContent {
  readonly start: string
  readonly end: string
  readonly issue: number
  readonly lines: readonly CircularLine[]
  readonly totals: CircularTotals
  readonly score: ScoreRule
  readonly showsBands: boolean
  /** Day by which what is missing is to be sent in. */
  readonly makeUpBy: string
}

const template = () => documentTemplateByKey('info_circular')

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text
    .replace(/\{([^{}]+)\}/gu, (place, name: string) => values[name] ?? place)
    .replaceAll('活动活动', '活动')

const twoDigits = (n: number): string => String(n).padStart(2, '0')

/** 2005年8月1日—15日. */
export function periodText(start: string, end: string): string {
  return `${formatChinese(start)}—${String(Number(end.slice(8)))}日`
}

/** 清溪镇先教办通报〔2005〕03期: the year of the issue, the place of the period in the campaign. */
export const circularNumber = (place: CircularPlace, issue: number, year: string): string =>
  filled(template().numberFormat ?? '', { 办公室代字: place.code, 年: year, nn: twoDigits(issue) })

export const circularTitle = (
  place: CircularPlace,
  { start, end, issue }: Pick<CircularContent, 'start' | 'end' | 'issue'>,
): string =>
  filled(template().title, {
    镇: place.town,
    活动简称: place.campaign,
    期间: periodText(start, end),
    nn: twoDigits(issue),
  })

const names = (list: readonly string[]): string => (list.length === 0 ? '无' : list.join('、'))

function paragraphs({ totals, score, start, end, makeUpBy, showsBands }: CircularContent): string[] {
  const values = {
    期间: periodText(start, end),
    n: String(totals.onTimeUnits + totals.lateUnits + totals.missingUnits),
    a: String(totals.onTimeUnits),
    b: String(totals.lateUnits),
    c: String(totals.missingUnits),
    d: String(totals.sent),
    e: String(totals.adopted),
    x: String(score.sent),
    y: `镇${score.town}、县${score.county}、市${score.city}、省${score.province}`,
    名单: '',
    零报送名单: names(totals.zeroSent),
    零采用名单:
      totals.zeroAdopted.length > totals.units / 2
        ? `${totals.zeroAdopted.length}个，见表中备注`
        : names(totals.zeroAdopted),
    日期: formatChinese(makeUpBy),
  }
  const [numbers = '', zeros = '', makeUp = ''] = template().fixedTexts.map(({ text }) =>
    filled(text, values),
  )
  return [
    numbers,
    zeros,
    ...(totals.missingUnits === 0 ? [] : [`本期未报单位：${names(totals.missingNames)}。${makeUp}`]),
    ...(showsBands ? [bandWords] : []),
  ]
}

const HEAD = [
  ['名次', 9],
  ['单位', 32],
  ['本期报送', 9],
  ['累计报送', 9],
  ['本期采用（镇/县/市/省）', 19],
  ['累计采用', 9],
  ['报送得分', 9],
  ['采用得分', 9],
  ['本期得分', 9],
  ['累计得分', 9],
  ['按时/迟报/未报', 17],
  ['备注', 16],
] as const

const placeOf = (line: CircularLine, showsBands: boolean): string =>
  showsBands ? line.band : String(line.place)
const adoptedText = ({ adopted }: CircularLine): string => levelKeys.map((key) => adopted[key]).join('/')
/** Everybody without an adoption says so in the note; the word alone is enough in a narrow column. */
const noteOf = ({ remark }: CircularLine): string => remark.replaceAll('、', '\n')

const tableOf = ({ lines, showsBands }: CircularContent): Block => ({
  kind: 'table',
  columns: HEAD.map(([label, width], i) => ({
    label: i === 0 && showsBands ? '档次' : label,
    width,
    align: i === 1 || i === 11 ? ('left' as const) : ('center' as const),
  })),
  rows: lines.map((line) => [
    placeOf(line, showsBands),
    line.unit,
    String(line.sent),
    String(line.sentTotal),
    adoptedText(line),
    String(line.adoptedTotal),
    String(line.sentScore),
    String(line.adoptedScore),
    String(line.score),
    String(line.scoreTotal),
    `${line.onTime}/${line.late}/${line.missing}`,
    noteOf(line),
  ]),
  rowHeight: 0,
})

/** The circular as a paper; `number` is '' while it has none. */
export function makeCircular(
  place: CircularPlace,
  content: CircularContent,
  issued: { readonly number: string; readonly on: string },
): OfficialDocument {
  const copies = filled(template().copies, { 上级办公室: place.superiorOffice })
  const [to = '', ...others] = copies.split('，')
  return OfficialDocument.parse({
    issuer: place.office,
    number:
      issued.number === '' ? circularNumber(place, content.issue, issued.on.slice(0, 4)) : issued.number,
    title: circularTitle(place, content),
    addressee: `${to.replace(/^发/u, '')}：`,
    blocks: [
      ...paragraphs(content).map((text): Block => ({ kind: 'text', text })),
      tableOf(content),
      { kind: 'text', text: '说明：采用按采用日期计入期间；得分相同的名次并列；出刊后的采用计入下一期。' },
    ],
    signature: { signer: place.office, mark: '（章）', date: formatChinese(issued.on) },
    copiesTo: others.map((each) => each.replace(/^[报送]/u, '')).join('、'),
    copies: [{ mark: '正本', holder: '各党组织' }],
  } satisfies OfficialInput)
}

const col = (header: string, width: number, more: Partial<SheetColumn> = {}): SheetColumn => ({
  header,
  width,
  kind: 'count',
  align: 'center',
  ...more,
})

const columnsOf = (showsBands: boolean): SheetColumn[] => [
  col(showsBands ? '档次' : '名次', 6, showsBands ? { kind: 'text' } : {}),
  col('单位', 26, { kind: 'text', align: 'left' }),
  col('本期报送', 9),
  col('累计报送', 9),
  ...['镇', '县', '市', '省'].map((level) => col(level, 6, { group: '本期采用' })),
  col('累计采用', 9),
  col('报送得分', 9),
  col('采用得分', 9),
  col('本期得分', 9),
  col('累计得分', 9),
  col('按时', 6, { group: '周报（次）' }),
  col('迟报', 6, { group: '周报（次）' }),
  col('未报', 6, { group: '周报（次）' }),
  col('备注', 20, { kind: 'text', align: 'left' }),
]

const rowOf = (line: CircularLine, showsBands: boolean): SheetValue[] => [
  showsBands ? line.band : line.place,
  line.unit,
  line.sent,
  line.sentTotal,
  ...levelKeys.map((key) => line.adopted[key]),
  line.adoptedTotal,
  line.sentScore,
  line.adoptedScore,
  line.score,
  line.scoreTotal,
  line.onTime,
  line.late,
  line.missing,
  line.remark,
]

function totalRow(lines: readonly CircularLine[]): SheetValue[] {
  const rows = lines.map((line) => rowOf(line, false))
  const sumOf = (i: number): number => rows.reduce((sum, row) => sum + Number(row[i] ?? 0), 0)
  return [null, `合计 ${lines.length} 个单位`, ...Array.from({ length: 14 }, (_, i) => sumOf(i + 2)), null]
}

/** E-8. */
export const circularBook = (
  place: CircularPlace,
  content: CircularContent,
  issued: { readonly number: string; readonly on: string },
): BookSpec => ({
  sheets: [
    {
      name: `第${String(content.issue)}期通报`,
      title: circularTitle(place, content),
      info: {
        left: `填报单位：${place.office}　${issued.number}`,
        right: `填报时间：${formatChinese(issued.on)}`,
      },
      columns: columnsOf(content.showsBands),
      rows: content.lines.map((line) => rowOf(line, content.showsBands)),
      totals: [totalRow(content.lines)],
      footer: [
        ...paragraphs(content),
        '填表人：　　　　　　　审核人：　　　　　　　负责人（签字）：　　　　　　　（盖章）',
      ],
      orientation: 'landscape',
      frozenColumns: 2,
    },
  ],
})
