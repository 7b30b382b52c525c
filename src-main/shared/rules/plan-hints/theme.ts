// Hints on the third ground: has the theme activity a name of its own and something to do in it.
import { bareName } from './practical.ts'
import { itemsOf, sectionAbout } from './sections.ts'
import { hint, nameSome, type HintSetting, type PlanContent, type PlanHint } from './types.ts'

/** Shortest and longest theme that is still a name; defaults of the product. */
const LENGTH = { min: 4, max: 40 } as const

export const isGeneral = (theme: string): boolean =>
  /按(?:照)?(?:上级|镇里?|镇党委|统一)?.{0,6}(?:要求|部署|安排)(?:开展)?|另行通知|^主题实践活动$|^(?:保持)?(?:共产党员)?先进性(?:教育)?(?:活动)?$/u.test(
    theme,
  )

const comparable = (theme: string): string => theme.replace(/[\s\p{P}]/gu, '')

/** The theme without the unit's own name: two themes that differ only there are the same. */
const stripped = (theme: string, shortName: string): string =>
  comparable(theme).replaceAll(comparable(bareName(shortName)), '')

function sameTheme({ theme }: PlanContent, { unit, others }: HintSetting): readonly string[] {
  const own = stripped(theme, unit.shortName)
  return others
    .filter((other) => other.theme !== '' && stripped(other.theme, other.shortName) === own)
    .map((other) => other.shortName)
}

function nameHints(plan: PlanContent, setting: HintSetting): PlanHint[] {
  const theme = plan.theme.trim()
  if (theme === '') return [hint('r3-1', 'bad', '没有写主题名称')]
  const length = Array.from(theme).length
  if (isGeneral(theme)) return [hint('r3-1', 'bad', `主题“${theme}”太笼统，不是本单位的主题`)]
  const same = sameTheme(plan, setting)
  if (same.length > 0) return [hint('r3-2', 'bad', `主题“${theme}”与${nameSome(same)}相同`)]
  if (length < LENGTH.min || length > LENGTH.max) {
    return [hint('r3-1', 'warn', `主题${length}个字，一般为${LENGTH.min}至${LENGTH.max}个字`)]
  }
  return [hint('r3-2', 'ok', `主题“${theme}”，全镇没有重名`)]
}

const WHEN = /\d{1,2}月\d{1,2}日|[一二三四五六七八九十]+月[一二三四五六七八九十]+日|每[周月天日]|每半月/u

function activityHint(plan: PlanContent): PlanHint {
  const section = sectionAbout(plan.text, /主题/u)
  const line = plan.steps.find((step) => step.code === 'P1-15')
  const isDated = WHEN.test(section) || (line?.start ?? null) !== null
  // Fewer than forty characters cannot say what, when and for whom.
  if (section.replace(/\s/gu, '').length < 40 && itemsOf(section).length === 0) {
    return hint('r3-4', 'bad', '主题活动只有名称，没有内容、时间和目标')
  }
  return isDated ? hint('r3-4', 'ok', '主题活动有内容、有时间') : hint('r3-4', 'warn', '主题活动没有写时间')
}

function recordHint({ text }: PlanContent): PlanHint {
  if (/台[账帐]/u.test(text) && /公示|公布|公开/u.test(text)) return hint('r3-6', 'ok', '写明了台账和公示')
  return hint('r3-6', 'warn', '没有写怎样记台账、怎样公示')
}

export const themeHints = (plan: PlanContent, setting: HintSetting): PlanHint[] => [
  ...nameHints(plan, setting),
  activityHint(plan),
  recordHint(plan),
]
