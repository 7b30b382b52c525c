// Hints on the first ground: does the plan fit the unit, or could it be anybody's.
import type { UnitTypeKey } from '../../campaign/types.ts'
import { clockSpan, isLesson, isWorkday } from './lessons.ts'
import { itemsOf, sectionAbout } from './sections.ts'
import { hint, nameSome, type HintSetting, type HintUnit, type PlanContent, type PlanHint } from './types.ts'

/** Words that tell whether the plan aims at what this kind of unit is to aim at. */
const focusWords: Readonly<Record<UnitTypeKey, readonly string[]>> = {
  office: ['职能', '效能', '优化服务'],
  area: ['职能', '效能', '优化服务'],
  station: ['职能', '效能', '优化服务'],
  school: ['师德', '校风', '合格建设者'],
  soe: ['党员意识', '健康发展', '创业精神', '奉献精神', '企业发展'],
  private: ['党员意识', '健康发展', '创业精神', '奉献精神', '企业发展'],
  community: ['服务群众', '促进工作'],
  social: ['服务群众', '促进工作'],
  retired: ['余热', '量力'],
  floating: ['党员身份', '组织观念', '就业创业'],
  village: [],
}

const afterWork: readonly UnitTypeKey[] = ['soe', 'private', 'community', 'social']

/** Phrases that stand in every plan and say nothing of the unit. */
export const stockPhrases: readonly string[] = [
  '理想信念淡薄',
  '宗旨意识不强',
  '能力素质不适应',
  '凝聚力、战斗力不强',
  '作风不够扎实',
  '联系群众不够密切',
  '学习不够',
  '思想不够解放',
]

export const isStock = (sentence: string): boolean => stockPhrases.some((phrase) => sentence.includes(phrase))

function problemHint({ text }: PlanContent, { limits }: HintSetting): PlanHint {
  const items = itemsOf(sectionAbout(text, /问题|现状/u))
  const own = items.filter((item) => !isStock(item))
  if (own.length >= limits.ownProblems) return hint('r1-1', 'ok', `列出本单位问题${own.length}条`)
  if (items.length > 0) return hint('r1-1', 'bad', `列出的${items.length}条问题都是套话，看不出是本单位的`)
  return hint('r1-1', 'bad', '没有逐条列出本单位存在的问题')
}

function focusHint({ text }: PlanContent, { unit }: HintSetting): PlanHint {
  const wanted = focusWords[unit.unitType]
  const found = wanted.filter((word) => text.includes(word))
  if (wanted.length === 0 || found.length > 0) {
    return hint('r1-2', 'ok', `着力点写到“${found[0] ?? '本单位任务'}”`)
  }
  return hint('r1-2', 'warn', `着力点没有写到“${nameSome(wanted)}”`)
}

function studyFormHint({ steps }: PlanContent, { unit }: HintSetting): PlanHint[] {
  if (!afterWork.includes(unit.unitType)) return []
  const atWork = steps.filter(
    (step) => isLesson(step) && step.start !== null && isWorkday(step.start) && isInWorkingHours(step.form),
  )
  if (atWork.length === 0) return [hint('r1-3', 'ok', '集中学习没有排在上班时间')]
  return [hint('r1-3', 'warn', `集中学习有${atWork.length}次排在上班时间`)]
}

function isInWorkingHours(form: string): boolean {
  const span = clockSpan(form)
  return (
    form.includes('上班时间') ||
    form.includes('半天') ||
    (span !== null && span.from >= 7 * 60 && span.from < 17 * 60)
  )
}

interface Kind {
  readonly label: string
  readonly count: number
  readonly words: RegExp
}

const kindsOf = (unit: HintUnit): Kind[] => [
  { label: '流动', count: unit.floating, words: /流动|在外|外出|流入地/u },
  { label: '离退休', count: unit.retired, words: /离退休|退休|离休/u },
  { label: '年老体弱', count: unit.frail, words: /年老|体弱|老弱|老党员|送学/u },
]

function categoryHints({ text }: PlanContent, { unit }: HintSetting): PlanHint[] {
  return kindsOf(unit)
    .filter((kind) => kind.count > 0)
    .map(({ label, count, words }) =>
      words.test(text)
        ? hint('r1-4', 'ok', `${label}党员${count}名，写明了怎样参加`)
        : hint('r1-4', 'bad', `${label}党员${count}名，没有写怎样参加`),
    )
}

function alikeHint(_plan: PlanContent, { alike, limits }: HintSetting): PlanHint[] {
  if (alike === null) return []
  const { unit, percent } = alike
  // M-505
  if (percent >= limits.similarity) {
    return [hint('r1-5', 'bad', `方案与${unit}方案文字相似度${percent}%，请核查是否结合本单位实际`)]
  }
  return [hint('r1-5', 'ok', `与${unit}方案相似${percent}%，低于${limits.similarity}%`)]
}

/** The part of a short name that tells the unit: 中心卫生院支部 → 中心卫生院. Names of fewer than three characters tell too little. */
export const bareName = (shortName: string): string =>
  shortName.replace(/(?:联合|临时)?(?:党?总支部?|党?支部|党委)$/u, '')

/** 流动党员支部 bears the name of a category of members that every plan speaks of. */
const isCategory = (name: string): boolean => /^(?:流动|离退休)党员$/u.test(name)

/** Other units named in the text; a name inside the unit's own name does not count. */
export function otherNamesIn(text: string, { unit, others }: HintSetting): readonly string[] {
  const names = others
    .map((other) => bareName(other.shortName))
    .filter((name) => name.length >= 4 && !isCategory(name))
  const own = `${unit.fullName}${unit.shortName}`
  return [...new Set(names)].filter((name) => !own.includes(name) && text.includes(name))
}

function otherNameHint({ text }: PlanContent, setting: HintSetting): PlanHint[] {
  const names = otherNamesIn(text, setting)
  return names.length === 0 ? [] : [hint('r1-5', 'warn', `正文出现别的单位名称：${nameSome(names)}`)]
}

function consultedHint({ consultedOn, submittedOn, consultedWhom }: PlanContent): PlanHint {
  if (consultedOn === null) return hint('r1-6', 'bad', '没有征求群众意见的记录')
  if (consultedOn > submittedOn)
    return hint('r1-6', 'warn', `征求意见（${consultedOn}）晚于报送日期（${submittedOn}）`)
  return hint('r1-6', 'ok', `${consultedOn}征求过${consultedWhom === '' ? '群众' : consultedWhom}意见`)
}

const HEADCOUNT = /党员\s*(\d{1,4})\s*[名人]|(\d{1,4})\s*名党员/u

function headcountHint({ text }: PlanContent, { unit }: HintSetting): PlanHint[] {
  const found = HEADCOUNT.exec(text)
  if (found === null || unit.members === 0) return []
  const written = Number(found[1] ?? found[2])
  if (written === unit.members) return [hint('r1-7', 'ok', `党员${written}名，与花名册一致`)]
  return [hint('r1-7', 'warn', `方案写党员${written}名，花名册${unit.members}名`)]
}

export const practicalHints = (plan: PlanContent, setting: HintSetting): PlanHint[] => [
  problemHint(plan, setting),
  focusHint(plan, setting),
  ...studyFormHint(plan, setting),
  ...categoryHints(plan, setting),
  ...alikeHint(plan, setting),
  ...otherNameHint(plan, setting),
  consultedHint(plan),
  ...headcountHint(plan, setting),
]
