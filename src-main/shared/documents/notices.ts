// The words of the four notices: the campaign's papers filled with facts and with what was written in by hand.
import { documentTemplateByKey } from '../campaign/lookup.ts'
import { BLANK, placeholdersIn } from '../campaign/placeholders.ts'
import type { DocumentKey, DocumentTemplate } from '../campaign/types.ts'
import type { NoticeKind } from '../rules/notice.ts'
import { formatChinese, isCivilDate } from '../text/civil-date.ts'
import { percentText } from '../text/rate.ts'
import { OfficialDocument, type Block, type OfficialInput } from './official-document.ts'

/** What every notice says of the town, the group and the unit. */
export interface NoticePlace {
  readonly town: string
  readonly campaign: string
  readonly group: string
  /** Sign of the group in the numbers of its papers: 督三. */
  readonly code: string
  readonly office: string
  /** In full. */
  readonly unit: string
  readonly shortUnit: string
  readonly phase: string
  /** '' after the last. */
  readonly nextPhase: string
}

export interface NoticeFinding {
  readonly no: string
  readonly description: string
  /** Code and words of the line it was checked on; '' when it rests on none. */
  readonly item: string
  readonly basis: string
  readonly severity: string
  readonly correction: string
  readonly demand: string
  readonly dueOn: string | null
  readonly owner: string
}

export interface OpinionFacts {
  readonly kind: '督导意见书'
  readonly checkedOn: string
  readonly people: readonly string[]
  readonly methods: readonly string[]
  readonly findings: readonly NoticeFinding[]
}

export interface RectifyFacts {
  readonly kind: '限期整改通知书'
  /** Days on which the findings were found, earliest first. */
  readonly foundOn: readonly string[]
  readonly findings: readonly NoticeFinding[]
}

/** A condition of the move that is not met, with what was found and the words it rests on. */
export interface FailedCondition {
  readonly condition: string
  readonly fact: string
  /** Short title of the document; '' where it is the product's own default. */
  readonly source: string
  readonly quote: string
}

export interface NoTransitionFacts {
  readonly kind: '不予转段通知书'
  /** Only those not met. The vote is told by `poll`, not here. */
  readonly failed: readonly FailedCondition[]
  /** The vote, where it is what bars the move; null when it does not. */
  readonly poll: {
    readonly on: string
    readonly round: number
    readonly valid: number
    readonly dissatisfied: number
    /** Per hundred at which the move is barred. */
    readonly bar: number
  } | null
}

export interface RewriteFacts {
  readonly kind: '重写通知'
  readonly member: string
  readonly polledOn: string
  readonly valid: number
  /** 满意 and 基本满意. */
  readonly satisfied: number
}

export type NoticeContent = OpinionFacts | RectifyFacts | NoTransitionFacts | RewriteFacts

/** Something the person who writes the notice fills in. */
export interface NoticeField {
  readonly key: string
  readonly label: string
  readonly type: 'line' | 'text' | 'day'
  readonly hint: string
}

const field = (key: string, label: string, type: NoticeField['type'], hint = ''): NoticeField => ({
  key,
  label,
  type,
  hint,
})

const COPIES_TO = field('copiesTo', '抄送', 'line', '可以不填')

/** What is left open in each notice, in the order of the page. */
export const noticeFields: Readonly<Record<NoticeKind, readonly NoticeField[]>> = {
  督导意见书: [
    field('people', '督导人员', 'line'),
    field('methods', '检查方式', 'line', '听、查、看、问、测'),
    field('sampled', '抽查内容', 'line', '如：学习记录6份、笔记8本'),
    field('good', '做得好的', 'text', '一行一条，不超过三条'),
    field('advice', '意见建议', 'text', '一行一条：整改要求、建议时限、建议责任人'),
    field('replyBy', '反馈日期', 'day'),
    COPIES_TO,
  ],
  限期整改通知书: [field('checkedOn', '检查日期', 'line'), field('replyBy', '反馈日期', 'day'), COPIES_TO],
  不予转段通知书: [
    field('makeupBy', '补课期限', 'day'),
    field('makeup', '补课要求', 'text', '如：就群众反映集中的问题逐条整改并公布'),
    COPIES_TO,
  ],
  重写通知: [
    field('code', '支部代字', 'line', '如：清中支'),
    field('aspects', '重点修改的方面', 'text', '问题、根源、努力方向，各写明意见'),
    field('helper', '帮助人', 'line'),
    field('helpOn', '谈话日期', 'day'),
    field('rewriteBy', '重写期限', 'day'),
  ],
}

/** Which field says by when the answer is due. */
export const dueFields: Readonly<Record<NoticeKind, string>> = {
  督导意见书: 'replyBy',
  限期整改通知书: 'replyBy',
  不予转段通知书: 'makeupBy',
  重写通知: 'rewriteBy',
}

const keys = {
  督导意见书: 'opinion',
  限期整改通知书: 'rectify_notice',
  不予转段通知书: 'no_transition',
  重写通知: 'rewrite',
} as const satisfies Record<NoticeKind, DocumentKey>

export const templateOf = (kind: NoticeKind): DocumentTemplate => documentTemplateByKey(keys[kind])

export const noticeTitle = (kind: NoticeKind): string => templateOf(kind).title

export type FieldValues = Readonly<Record<string, string>>

const given = (fields: FieldValues, key: string): string => (fields[key] ?? '').trim()
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/^\d+[．.、]\s*/u, ''))
    .filter((line) => line !== '')
const dayOf = (day: string): string => (isCivilDate(day) ? formatChinese(day) : '')
const dot = (text: string): string => text.trim().replace(/[。；;，,]+$/u, '')

/** Known places filled in; unknown ones keep their braces, so that they can be found and asked for. */
function fillKnown(text: string, values: FieldValues): string {
  return text
    .replace(/\{([^{}]+)\}/gu, (place, name: string) => values[name] || place)
    .replaceAll('活动活动', '活动')
}

interface Paragraphs {
  readonly at: (i: number) => string
  readonly values: FieldValues
}

const placeValues = (place: NoticePlace): FieldValues => ({
  镇: place.town,
  活动简称: place.campaign,
  督导组: place.group,
  督导组代字: place.code,
  办公室: place.office,
  单位: place.unit,
  阶段: place.phase,
  下一阶段: place.nextPhase,
})

function paragraphsOf(kind: NoticeKind, place: NoticePlace, values: FieldValues): Paragraphs {
  const all = { ...placeValues(place), ...values }
  const { paragraphs } = templateOf(kind)
  return { at: (i) => fillKnown(paragraphs[i]?.text ?? '', all), values: all }
}

const text = (words: string): Block => ({ kind: 'text', text: words })
const heading = (level: 1 | 2, head: string, words = ''): Block => ({
  kind: 'heading',
  level,
  head,
  text: words,
})

/** Several lines under a heading become （一）（二）, one stays in the same paragraph. */
function underHeading(head: string, lines: readonly string[], missing: string): Block[] {
  const [only, ...others] = lines
  if (only === undefined) return [heading(1, `${head}。`, missing)]
  if (others.length === 0) return [heading(1, `${head}。`, `${dot(only)}。`)]
  return [heading(1, head), ...lines.map((line) => heading(2, '', `${dot(line)}。`))]
}

const problemLine = ({ no, description, item, basis }: NoticeFinding): string => {
  const rests = [item, basis].filter((part) => part !== '').map(dot)
  return `${no}：${dot(description)}${rests.length === 0 ? '' : `（依据：${rests.join('，')}）`}`
}

function opinionBlocks(place: NoticePlace, facts: OpinionFacts, fields: FieldValues): Block[] {
  const said = paragraphsOf(facts.kind, place, {
    检查日期: formatChinese(facts.checkedOn),
    督导人员: given(fields, 'people'),
    '听、查、看、问、测': given(fields, 'methods'),
    抽查内容: given(fields, 'sampled'),
    反馈日期: dayOf(given(fields, 'replyBy')),
  })
  return [
    text(said.at(0)),
    ...underHeading('基本情况', linesOf(given(fields, 'good')), '{做得好的，不超过三条}'),
    ...underHeading('存在问题', facts.findings.map(problemLine), '未发现问题。'),
    ...underHeading('意见建议', linesOf(given(fields, 'advice')), '{意见建议}'),
    text(said.at(4)),
  ]
}

/** 补齐：… by when and by whom, as the group proposes it. */
export const adviceLine = ({ correction, demand, dueOn, owner }: NoticeFinding): string =>
  [
    `${correction}：${dot(demand)}`,
    dueOn === null ? '' : `建议${formatChinese(dueOn)}前完成`,
    owner === '' ? '' : `建议由${owner}负责`,
  ]
    .filter((part) => part !== '')
    .join('，')

const FINDING_WIDTHS = [8, 24, 31, 29, 11, 26, 13, 14] as const
const FEEDBACK_WIDTHS = [10, 26, 56, 20, 26, 18] as const
const RECHECK_WIDTHS = [36, 60, 60] as const

const columnsOf = (labels: readonly string[], widths: readonly number[], centred: readonly number[] = []) =>
  labels.map((label, i) => ({
    label,
    width: widths[i] ?? 20,
    align: centred.includes(i) ? ('center' as const) : ('left' as const),
  }))

const shortDay = (day: string | null): string =>
  day === null ? '' : `${String(Number(day.slice(5, 7)))}月${String(Number(day.slice(8)))}日`

/** 督〔2005〕 over 3-012: a number parts nowhere else. */
const brokenNumber = (no: string): string => no.replace('〕', '〕\n')

const findingTable = (findings: readonly NoticeFinding[]): Block => ({
  kind: 'table',
  columns: columnsOf(
    ['序号', '问题编号', '存在问题', '依据', '程度', '整改要求', '时限', '责任人'],
    FINDING_WIDTHS,
    [0, 4, 6, 7],
  ),
  rows: findings.map((each, i) => [
    String(i + 1),
    brokenNumber(each.no),
    each.description,
    [each.item, each.basis].filter((part) => part !== '').join('：'),
    each.severity,
    `${each.correction}：${each.demand}`,
    shortDay(each.dueOn),
    each.owner,
  ]),
  rowHeight: 0,
})

function rectifyBlocks(place: NoticePlace, facts: RectifyFacts, fields: FieldValues): Block[] {
  const said = paragraphsOf(facts.kind, place, {
    检查日期: given(fields, 'checkedOn'),
    反馈日期: dayOf(given(fields, 'replyBy')),
  })
  return [text(said.at(0)), findingTable(facts.findings)]
}

/** The slip the unit sends back, with room to write by hand, and the group's own part below it. */
function receiptOf(number: string, facts: RectifyFacts): OfficialInput['annexes'] {
  const [feedback, recheck] = templateOf(facts.kind).tails
  if (feedback === undefined || recheck === undefined) return []
  return [
    {
      title: feedback.title,
      note: number,
      blocks: [
        {
          kind: 'table',
          columns: columnsOf(feedback.columns, FEEDBACK_WIDTHS, [0]),
          rows: facts.findings.map(({ no }, i) => [String(i + 1), brokenNumber(no), '', '', '', '']),
          rowHeight: 20,
        },
        { kind: 'text', text: `${recheck.title}（由督导组填写）` },
        {
          kind: 'table',
          columns: columnsOf(recheck.columns, RECHECK_WIDTHS),
          rows:
            facts.findings.length > 1
              ? [
                  ['', '', ''],
                  ['', '', ''],
                ]
              : [['', '', '']],
          rowHeight: 14,
        },
      ],
    },
  ]
}

/** 13×100≥10×128，不满意率13/128（10.16%）; no vote was held when no ballot is valid. */
export function pollSentence(poll: NonNullable<NoTransitionFacts['poll']>): string {
  const { on, round, valid: b, dissatisfied: a, bar } = poll
  const when = `${formatChinese(on)}第${round}轮满意程度测评`
  if (b === 0) return `${when}，有效票0张，未进行有效测评。`
  return `${when}，有效票${b}张，不满意${a}张，${a}×100≥${bar}×${b}，不满意率${a}/${b}（${percentText(a, b)}），达到或超过${bar}%。`
}

function conditionSentence({ condition, fact, source, quote }: FailedCondition): string {
  const rests = quote === '' ? '' : `。依据：${source}“${quote}”`
  return `${condition}：${dot(fact)}${rests}。`
}

function noTransitionBlocks(place: NoticePlace, facts: NoTransitionFacts, fields: FieldValues): Block[] {
  const said = paragraphsOf(facts.kind, place, {
    补课期限: dayOf(given(fields, 'makeupBy')),
    补课要求: dot(given(fields, 'makeup')),
  })
  const reasons = [
    ...facts.failed.map(conditionSentence),
    ...(facts.poll === null ? [] : [pollSentence(facts.poll)]),
  ]
  return [text(said.at(0)), { kind: 'list', items: reasons }, text(said.at(3)), text(said.at(4))]
}

function rewriteBlocks(place: NoticePlace, facts: RewriteFacts, fields: FieldValues): Block[] {
  const said = paragraphsOf(facts.kind, place, {
    测评日期: formatChinese(facts.polledOn),
    b: String(facts.valid),
    a: String(facts.satisfied),
    // The template writes the sign itself.
    p: percentText(facts.satisfied, facts.valid).replace('%', ''),
    '问题／根源／努力方向：意见': dot(given(fields, 'aspects')),
    帮助人: given(fields, 'helper'),
    帮助日期: dayOf(given(fields, 'helpOn')),
    重写期限: dayOf(given(fields, 'rewriteBy')),
  })
  return [0, 1, 2, 3].map((i) => text(said.at(i)))
}

function blocksOf(place: NoticePlace, facts: NoticeContent, fields: FieldValues): Block[] {
  switch (facts.kind) {
    case '督导意见书':
      return opinionBlocks(place, facts, fields)
    case '限期整改通知书':
      return rectifyBlocks(place, facts, fields)
    case '不予转段通知书':
      return noTransitionBlocks(place, facts, fields)
    case '重写通知':
      return rewriteBlocks(place, facts, fields)
  }
}

const isSevere = (facts: NoticeContent): boolean =>
  facts.kind === '限期整改通知书' && facts.findings.some(({ severity }) => severity === '严重')

/** Who gets a copy; the last one stays with whoever issues it. */
export function holdersOf(place: NoticePlace, facts: NoticeContent): string[] {
  switch (facts.kind) {
    case '督导意见书':
      return ['镇党委', '单位', '督导组']
    case '限期整改通知书':
      return isSevere(facts) ? ['单位', '镇党委', '督导组'] : ['单位', '督导组']
    case '不予转段通知书':
      return ['单位', '镇党委', place.office, '督导组']
    case '重写通知':
      return ['本人', '支部']
  }
}

const copiesOf = (holders: readonly string[]): OfficialInput['copies'] =>
  holders.map((holder, i) => ({ mark: i === holders.length - 1 ? '存根' : '正本', holder }))

/** Room to write between the words that are signed by hand. */
const RECEIVED: Readonly<Record<NoticeKind, readonly string[]>> = {
  督导意见书: ['镇党委收文：　　　　　　　　　　　　年　　月　　日'],
  限期整改通知书: [
    '签收人（单位负责人）：　　　　　　签收日期：　　年　　月　　日',
    '对问题有异议的写在背面',
  ],
  不予转段通知书: ['签收人：　　　　　　　　　　　签收日期：　　年　　月　　日'],
  重写通知: ['本人签收：　　　　　　　　　　　　年　　月　　日', '本人意见：'],
}

const signerOf = (place: NoticePlace, kind: NoticeKind): { signer: string; mark: string } => {
  if (kind === '重写通知') return { signer: place.unit, mark: '（章）' }
  if (kind === '限期整改通知书') return { signer: place.group, mark: '（章）' }
  return { signer: `${place.group}组长`, mark: kind === '督导意见书' ? '（签字）' : '（签字、章）' }
}

export const addresseeOf = (place: NoticePlace, facts: NoticeContent): string =>
  fillKnown(templateOf(facts.kind).addressee ?? '', {
    ...placeValues(place),
    姓名: facts.kind === '重写通知' ? facts.member : '',
  })

/** What stands before the running number and how many digits it has: 督三改〔2005〕, 3. */
export function numberOf(
  place: NoticePlace,
  kind: NoticeKind,
  fields: FieldValues,
  year: string,
): { readonly prefix: string; readonly digits: number } {
  const format = templateOf(kind).numberFormat ?? '{nnn}号'
  const values = { 督导组代字: place.code || '督', 支部代字: given(fields, 'code'), 年: year }
  const [before = ''] = format.split(/\{n+\}/u)
  return { prefix: fillKnown(before, values), digits: format.includes('{nnn}') ? 3 : 2 }
}

export interface NoticeInput {
  readonly place: NoticePlace
  readonly facts: NoticeContent
  readonly fields: FieldValues
  /** '' while it has none. */
  readonly number: string
  /** Civil day of issue, or of the work while it is a draft. */
  readonly on: string
}

/** The notice as a document; what is not filled in keeps its braces. */
export function makeNotice({ place, facts, fields, number, on }: NoticeInput): OfficialDocument {
  const { kind } = facts
  const isOwn = kind === '重写通知'
  return OfficialDocument.parse({
    issuer: isOwn ? null : place.group,
    secrecy: isOwn ? '内部　密封送本人' : '',
    number: number === '' ? `${numberOf(place, kind, fields, on.slice(0, 4)).prefix}${BLANK}号` : number,
    title: fillKnown(noticeTitle(kind), placeValues(place)),
    addressee: addresseeOf(place, facts),
    blocks: blocksOf(place, facts, fields),
    signature: { ...signerOf(place, kind), date: formatChinese(on) },
    received: [...RECEIVED[kind]],
    copiesTo: dot(given(fields, 'copiesTo')),
    annexes: facts.kind === '限期整改通知书' ? receiptOf(number, facts) : [],
    copies: copiesOf(holdersOf(place, facts)),
  } satisfies OfficialInput)
}

const blank = (words: string): string =>
  placeholdersIn(words).reduce((rest, name) => rest.replaceAll(`{${name}}`, BLANK), words)

function blankBlock(block: Block): Block {
  switch (block.kind) {
    case 'heading':
      return { ...block, head: blank(block.head), text: blank(block.text) }
    case 'text':
      return { ...block, text: blank(block.text) }
    case 'list':
      return { ...block, items: block.items.map(blank) }
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(blank)) }
  }
}

/** The same with room to write where something is missing: braces never reach the paper. */
export const withBlanks = (document: OfficialDocument): OfficialDocument => ({
  ...document,
  number: blank(document.number),
  addressee: blank(document.addressee),
  blocks: document.blocks.map(blankBlock),
})
