// 督导工作周报: the eight parts of the group's report to the office above, the numbers of the week in words (content 7.9).
import type { WeeklyNumbers, WeeklySection } from '../contract/supervision.ts'
import { documentTemplateByKey } from '../campaign/lookup.ts'
import { fillPlaceholders } from '../campaign/placeholders.ts'
import { formatChinese, formatShort } from '../text/civil-date.ts'
import { OfficialDocument, type Block } from './official-document.ts'

export interface WeeklyPlace {
  readonly town: string
  readonly group: string
  readonly code: string
  /** The office it is sent to. */
  readonly superior: string
  readonly committee: string
}

export interface WeeklyPaperInput {
  readonly place: WeeklyPlace
  readonly number: string
  readonly from: string
  readonly to: string
  readonly on: string
  /** As printed: 2005年8月11日24时. */
  readonly cutoff: string
  readonly numbers: WeeklyNumbers
  readonly sections: Readonly<Partial<Record<WeeklySection, string>>>
}

const order: readonly WeeklySection[] = [
  'work',
  'progress',
  'found',
  'corrected',
  'experience',
  'signs',
  'advice',
  'next',
]

/** Titles without their numbers, which are counted by the paper. */
export const weeklyTitles: Readonly<Record<WeeklySection, string>> = Object.fromEntries(
  order.map((key, i) => [
    key,
    (documentTemplateByKey('weekly').sections[i]?.title ?? '').replace(/^[一二三四五六七八]、/u, ''),
  ]),
) as Record<WeeklySection, string>

const n = (count: number): string => String(count)
const counted = (items: readonly { readonly label: string; readonly count: number }[]): string =>
  items.map(({ label, count }) => `${label}${n(count)}件`).join('、')

function workWords({ visits, units, meetings, plans, polls, duties }: WeeklyNumbers): string {
  const byDuty = duties.map(({ duty, count }) => `${duty}${n(count)}条`).join('，')
  return `下点${n(visits)}次、单位${n(units)}个，列席会议${n(meetings)}次，审方案${n(plans)}份，测评到场${n(polls)}次。督导日志按四项职责分：${byDuty}。`
}

const progressWords = ({ progress }: WeeklyNumbers): string =>
  progress.length === 0 ? '' : `${progress.map(({ label, text }) => `${label}${text}`).join('；')}。`

function foundWords({ found, byCategory, bySeverity, serious }: WeeklyNumbers): string {
  if (found === 0) return '本周没有新发现督导问题。'
  const listed = serious.map(({ no, unit, text }) => `${unit}（${no}）${text.replace(/[。；]+$/u, '')}`)
  const worst = listed.length === 0 ? '没有严重问题。' : `严重问题：${listed.join('；')}。`
  return `本周发现督导问题${n(found)}件，其中${counted(bySeverity)}；按类别，${counted(byCategory)}。${worst}`
}

const correctedWords = ({ closed, overdue, returned, issuesClosed, relapsed }: WeeklyNumbers): string =>
  `督导问题本周销号${n(closed)}件，逾期${n(overdue)}件，退回重改${n(returned)}次；整改问题本周销号${n(issuesClosed)}件，重新整改、反弹重开${n(relapsed)}件。`

/** What the records say for a part, before the words of the group; '' where the group alone writes. */
export function generatedWords(section: WeeklySection, numbers: WeeklyNumbers): string {
  switch (section) {
    case 'work':
      return workWords(numbers)
    case 'progress':
      return progressWords(numbers)
    case 'found':
      return foundWords(numbers)
    case 'corrected':
      return correctedWords(numbers)
    case 'experience':
    case 'signs':
    case 'advice':
    case 'next':
      return ''
  }
}

const NOTHING = '本周无。'

function sectionBlocks(key: WeeklySection, input: WeeklyPaperInput): Block[] {
  const own = (input.sections[key] ?? '').trim()
  const texts = [generatedWords(key, input.numbers), ...own.split('\n')]
    .map((text) => text.trim())
    .filter((text) => text !== '')
  const words = texts.length === 0 ? [NOTHING] : texts
  return [
    { kind: 'heading', level: 1, head: weeklyTitles[key], text: '' },
    ...words.map((text): Block => ({ kind: 'text', text })),
  ]
}

export const weeklyTitle = (group: string, from: string, to: string): string =>
  fillPlaceholders(documentTemplateByKey('weekly').title, {
    督导组: group,
    起日: formatChinese(from),
    止日: from.slice(0, 4) === to.slice(0, 4) ? formatShort(to, Number(to.slice(0, 4))) : formatChinese(to),
  })

/** 督三周报〔2005〕06期: the part before the number of the issue. */
export const weeklyPrefix = (code: string, year: string): string => `${code}周报〔${year}〕`

/** The report as an official document in three copies. */
export function makeWeekly(input: WeeklyPaperInput): OfficialDocument {
  const { place } = input
  const [fixed] = documentTemplateByKey('weekly').fixedTexts
  const superior = place.superior === '' ? '上级办公室' : place.superior
  return OfficialDocument.parse({
    issuer: null,
    number: input.number,
    title: weeklyTitle(place.group, input.from, input.to),
    addressee: `${superior}：`,
    blocks: [
      ...order.flatMap((key) => sectionBlocks(key, input)),
      { kind: 'text', text: fillPlaceholders(fixed?.text ?? '', { 截止时刻: input.cutoff }) },
    ],
    signature: { signer: `${place.group}组长`, mark: '（签字）', date: formatChinese(input.on) },
    copiesTo: place.committee,
    copies: [
      { mark: '正本', holder: superior },
      { mark: '正本', holder: place.committee },
      { mark: '存根', holder: place.group },
    ],
  })
}
