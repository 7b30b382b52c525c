// What a notice may become, and what must hold before it goes out, is signed for or is made void.
import { placeholdersIn } from '../campaign/placeholders.ts'
import { isCivilDate } from '../text/civil-date.ts'
import { stepFrom, type Machine } from './machines.ts'

export const noticeKinds = ['督导意见书', '限期整改通知书', '不予转段通知书', '重写通知'] as const
export type NoticeKind = (typeof noticeKinds)[number]

export const noticeStates = ['草稿', '已签发', '已送达', '已签收', '已反馈', '作废'] as const
export type NoticeState = (typeof noticeStates)[number]

export const noticeActions = ['签发', '送达', '签收', '反馈', '作废'] as const
export type NoticeAction = (typeof noticeActions)[number]

/** An issued notice is never changed: one that is wrong is made void, with the reason, and another is written. */
export const noticeMachine: Machine<NoticeState, NoticeAction> = {
  name: 'notice',
  label: '文书',
  initial: '草稿',
  states: noticeStates,
  actions: noticeActions,
  steps: [
    { from: '草稿', action: '签发', to: '已签发' },
    { from: '已签发', action: '送达', to: '已送达' },
    { from: '已送达', action: '签收', to: '已签收' },
    { from: '已签收', action: '反馈', to: '已反馈' },
    { from: '已签发', action: '作废', to: '作废', guard: '写明理由' },
    { from: '已送达', action: '作废', to: '作废', guard: '写明理由' },
    { from: '已签收', action: '作废', to: '作废', guard: '写明理由' },
  ],
}

/** A notice as far as its steps ask about it. */
export interface NoticeFacts {
  readonly state: NoticeState
  readonly issuedOn: string | null
  /** Day of the last step. */
  readonly lastOn: string | null
}

export interface NoticeInput {
  readonly action: NoticeAction
  /** Civil day of the step. */
  readonly on: string
  /** Who signed for it, who takes the step. */
  readonly person: string
  /** The answer of the unit, or why it is made void. */
  readonly text: string
}

const beforeLast = ({ lastOn }: NoticeFacts, { action, on }: NoticeInput): string[] => {
  if (lastOn === null || on >= lastOn) return []
  const what = action === '签收' ? '签收日期' : '日期'
  return [`${what}${on}早于上一步的日期${lastOn}，请核对。`]
}

const needsText = ({ action, text }: NoticeInput): string[] => {
  if (action === '作废' && text.trim().length < 2) return ['请写明作废的原因。']
  return action === '反馈' && text.trim() === '' ? ['没有填反馈情况。'] : []
}

const needsPerson = ({ action, person }: NoticeInput): string[] => {
  if (person.trim() !== '') return []
  return [action === '签收' ? '没有填签收人。' : '没有填经办人。']
}

/** Why a step of an issued notice cannot be taken, as whole sentences; empty when it can. */
export function reasonsAgainstStep(facts: NoticeFacts, input: NoticeInput, today: string): string[] {
  if (facts.state === '草稿' && input.action !== '签发')
    return [`文书还没有签发，不能登记“${input.action}”。请先签发。`]
  if (stepFrom(noticeMachine, facts.state, input.action) === null)
    return [`文书的状态是“${facts.state}”，不能“${input.action}”。请刷新后再看。`]
  if (!isCivilDate(input.on)) return ['请填日期。']
  const early = input.on > today ? [`日期${input.on}还没有到，请填今天或以前的日期。`] : []
  return [...needsPerson(input), ...early, ...beforeLast(facts, input), ...needsText(input)]
}

/** Words a paper of the group must not use: it advises, the party committee decides (S3:38). */
const DECIDING = ['责令', '必须处理', '特批'] as const

/** Why the texts may not go out: places not filled in, words that are not the group's to use. */
export function reasonsAgainstTexts(kind: NoticeKind, texts: readonly string[]): string[] {
  const open = [...new Set(texts.flatMap((text) => placeholdersIn(text)))]
  const barred =
    kind === '重写通知' ? [] : DECIDING.filter((word) => texts.some((text) => text.includes(word)))
  return [
    ...open.map((name) => `“${name}”还没有填，请填好。`),
    ...barred.map((word) => `文书里有“${word}”，督导组文书只提意见建议，请改写。`),
  ]
}

/** The next number behind a prefix such as 督三改〔2005〕; numbers once given stay taken. */
export function nextNoticeNumber(prefix: string, digits: number, taken: readonly (string | null)[]): string {
  const used = taken.flatMap((no) => {
    if (no === null || !no.startsWith(prefix)) return []
    const figure = Number(no.slice(prefix.length).replace(/号$/u, ''))
    return Number.isInteger(figure) ? [figure] : []
  })
  return `${prefix}${String(Math.max(0, ...used) + 1).padStart(digits, '0')}号`
}
