// Hints on the fourth ground: who leads, who keeps attendance, where the means come from, who supervises.
import { hint, type HintSetting, type HintUnit, type PlanContent, type PlanHint } from './types.ts'

/** The guarantees as one text; where the unit listed none, the whole plan. */
const wordsOf = ({ guarantees, text }: PlanContent): string =>
  guarantees.length > 0 ? guarantees.join('\n') : text

/** A post left empty is written in brackets in the roster: （空缺，由副书记戴家和主持）. */
const leadersOf = ({ secretary }: HintUnit): readonly string[] => {
  const acting = /由(?:副书记|支部委员|委员)?([\p{Script=Han}]{2,4}?)(?:主持|负责|代)/u.exec(secretary)?.[1]
  if (acting !== undefined) return [acting]
  return secretary === '' || secretary.includes('空缺') ? [] : [secretary]
}

function leaderHint(plan: PlanContent, { unit }: HintSetting): PlanHint {
  const words = wordsOf(plan)
  const [leader] = leadersOf(unit)
  if (!/组长|第一责任人|负总责/u.test(words)) return hint('r4-1', 'bad', '没有写领导小组组长或第一责任人')
  if (leader === undefined) return hint('r4-1', 'warn', '书记空缺，请核对写没写主持工作的负责人')
  if (words.includes(leader)) return hint('r4-1', 'ok', `领导小组由${leader}负责`)
  return hint('r4-1', 'bad', `领导小组没有写书记${leader}`)
}

function ownerHint(plan: PlanContent, { unit }: HintSetting): PlanHint {
  if (unit.informant === '') return hint('r4-2', 'warn', '名册中没有信息员')
  if (unit.informantPhone === '') return hint('r4-2', 'warn', `信息员${unit.informant}没有电话`)
  const isNamed = wordsOf(plan).includes(unit.informant) || plan.text.includes(unit.informant)
  return isNamed
    ? hint('r4-2', 'ok', `信息员${unit.informant}写进了方案`)
    : hint('r4-2', 'ok', `信息员${unit.informant}`)
}

interface Group {
  readonly check: string
  readonly what: string
  readonly words: readonly RegExp[]
  readonly names: readonly string[]
}

const groups: readonly Group[] = [
  {
    check: 'r4-3',
    what: '考勤、请假、补课办法',
    words: [/考勤|签到/u, /请假/u, /补课|补学/u],
    names: ['考勤', '请假', '补课'],
  },
  {
    check: 'r4-4',
    what: '经费、场所、资料',
    words: [/经费/u, /场所|场地|地点|室|服务站|之家|礼堂|大厅/u, /资料/u],
    names: ['经费', '场所', '资料'],
  },
  { check: 'r4-6', what: '督查安排', words: [/督查|自查|监督|抽查|检查/u], names: ['督查'] },
]

function groupHint(plan: PlanContent, { check, what, words, names }: Group): PlanHint {
  const text = wordsOf(plan)
  const lacking = names.filter((_, i) => words[i]?.test(text) !== true)
  if (lacking.length === 0) return hint(check, 'ok', `写明了${what}`)
  return hint(check, 'bad', lacking.length === names.length ? `没有写${what}` : `没有写${lacking.join('、')}`)
}

export const isOpenQuestion = (sentence: string): boolean =>
  /(?:待|等).{0,10}(?:研究|确定|落实|解决)|再定|视情况/u.test(sentence)

function openHint(plan: PlanContent): PlanHint[] {
  const open = wordsOf(plan)
    .split(/[。\n]/u)
    .find((sentence) => /经费|场所|场地/u.test(sentence) && isOpenQuestion(sentence))
  return open === undefined ? [] : [hint('r4-4', 'bad', `经费、场所没有落实：“${open.trim()}”`)]
}

export const guaranteeHints = (plan: PlanContent, setting: HintSetting): PlanHint[] => [
  leaderHint(plan, setting),
  ownerHint(plan, setting),
  ...groups.map((group) => groupHint(plan, group)),
  ...openHint(plan),
]
