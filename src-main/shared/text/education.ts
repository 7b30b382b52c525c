// Education levels and the many ways rosters write them.
import type { Note } from './note.ts'
import { meansNothing, tidyTight } from './plain-text.ts'

/** Canonical names, lowest first; Party school diplomas are kept apart from the state's. */
export const EDUCATION_LEVELS = [
  '文盲',
  '小学',
  '初中',
  '高中',
  '职高',
  '中专',
  '中技',
  '大专',
  '本科',
  '研究生',
  '硕士',
  '博士',
  '党校',
  '党校中专',
  '党校大专',
  '党校本科',
  '党校研究生',
] as const

export type EducationLevel = (typeof EDUCATION_LEVELS)[number]

const SYNONYMS: Readonly<Record<string, EducationLevel>> = {
  不识字: '文盲',
  半文盲: '文盲',
  高小: '小学',
  初小: '小学',
  完小: '小学',
  中学: '初中',
  初级中学: '初中',
  普高: '高中',
  普通高中: '高中',
  高级中学: '高中',
  职业高中: '职高',
  职业中学: '职高',
  职中: '职高',
  中师: '中专',
  中等专科: '中专',
  中等专业学校: '中专',
  中等师范: '中专',
  技校: '中技',
  技工学校: '中技',
  中等技术: '中技',
  专科: '大专',
  大学专科: '大专',
  高职: '大专',
  大学普通班: '大专',
  大学: '本科',
  大学本科: '本科',
  大本: '本科',
  学士: '本科',
  硕士研究生: '硕士',
  博士研究生: '博士',
  研究生班: '研究生',
}

const LEVELS = new Map<string, EducationLevel>(EDUCATION_LEVELS.map((level) => [level, level]))

const levelOf = (text: string): EducationLevel | undefined => LEVELS.get(text) ?? SYNONYMS[text]

// How and where somebody studied is not the level.
const trim = (text: string): string =>
  text
    .replace(/^(?:全日制|在职|函授|自考|自学考试|成人|成教|电大|夜大|业大|相当)/, '')
    .replace(
      /(?:文化程度|文化|程度|学历|毕业生?|函授|自考|电大|在职|\((?:函授|自考|在职|全日制|电大|成教)\))$/,
      '',
    )

/** 中央党校本科, 省委党校大专, 党校函授本科. */
function partySchoolLevel(text: string): EducationLevel | undefined {
  const found = /^(?:中央|省委|市委|县委|浙江省委)?党校(?:函授)?(.*)$/.exec(text)
  if (!found) return undefined
  const rest = found[1] ?? ''
  return rest === '' ? '党校' : LEVELS.get(`党校${levelOf(rest) ?? rest}`)
}

export interface EducationReading {
  /** A canonical level, or the text as written when it is none; null when empty. */
  readonly value: string | null
  readonly notes: readonly Note<'M-316'>[]
}

/** The level a text names; what is not recognised is kept as written with M-316. */
export function readEducation(text: string): EducationReading {
  const tight = tidyTight(text)
  if (tight === '' || meansNothing(tight)) return { value: null, notes: [] }
  const level = levelOf(tight) ?? levelOf(trim(tight)) ?? partySchoolLevel(trim(tight))
  if (level !== undefined) return { value: level, notes: [] }
  return { value: text.trim(), notes: [{ code: 'M-316', params: { 值: text } }] }
}
