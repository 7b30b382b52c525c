// How alike two short Chinese texts are (a problem in a line), for the hint that a closed problem has come back.
import { toHalfWidth } from './plain-text.ts'

/** Words nearly every problem contains: they say nothing of which one it is. */
const EMPTY_WORDS =
  /群众反映|群众|反映|存在|问题|现象|情况|比较|有些|有的|个别|部分|一些|仍然|依然|还是|仍|又|再次|再|较为|较|进一步|目前|现在|以及|方面|办法|项目|工作|大厅|窗口|的|地|得|了|是|在|有|和|与|及|或|等|把|被|对|就|都|也|还|很|太|这|那|一个|一名|各|本|我|要|好几|几/gu

/** Ways of saying the same: compared as one. What only says that something is wrong is written in small letters. */
const SAME_WORDS: readonly (readonly [string, RegExp])[] = [
  ['g', /公布|公开|公示|上墙|张榜|透明/gu],
  ['q', /收费|收取|费用|标准|价格|价钱|涨价|物价|费|价/gu],
  ['话', /用语|说话|语言|态度|讲话/gu],
  ['课', /课堂|上课|讲课/gu],
  ['c', /粗暴|生硬|恶劣|不好|冷淡|冷漠|差/gu],
  ['m', /拖拉|拖延|久拖不决|久拖未决|迟迟|不及时|缓慢|慢/gu],
  ['n', /没有人|没人|无人|找不到人|找不到|不见人|不够|不足|不到位|没有|缺乏|缺少|未能|未|无|没|缺|不/gu],
  ['k', /困难|不便|不方便|难/gu],
  ['应', /应答|接听|值守|值班|接诊|接待/gu],
  ['灯', /路灯|照明|灯光/gu],
  ['师', /教师|老师|教员/gu],
  ['生', /学生|孩子|儿童/gu],
  ['医', /看病|就医|就诊|治病/gu],
  ['老', /老年党员|老党员|老年|年老|老人/gu],
  ['户', /户口|户籍/gu],
  ['干', /驻村干部|村干部|下村干部/gu],
  ['食', /食堂饭菜|食堂|伙食|饭菜|饭堂|菜/gu],
  ['晚', /夜间|夜里|晚上|晚间|夜晚/gu],
  ['办', /办理|办事/gu],
]

/** What is left of a text when words that say nothing are taken out and others reduced to their sense. */
function sense(text: string): string[] {
  const plain = Array.from(text, toHalfWidth)
    .filter((c) => /[\p{L}\p{N}，,。；;]/u.test(c))
    .join('')
    .toUpperCase()
  const same = SAME_WORDS.reduce((words, [one, others]) => words.replace(others, one), plain)
  const kept = Array.from(same.replace(EMPTY_WORDS, '')).filter((c) => /[\p{L}\p{N}]/u.test(c))
  return kept.filter((c, i) => c !== kept[i - 1])
}

/** That something is missing, dear or slow is said of many problems; what it is said of tells them apart. */
const weightOf = (trait: string): number => {
  const complaints = Array.from(trait).filter((c) => c >= 'a' && c <= 'z').length
  return complaints === 0 ? 1 : complaints === trait.length ? 0.15 : 0.6
}

const weigh = (traits: Iterable<string>): number => {
  let sum = 0
  for (const trait of traits) sum += weightOf(trait)
  return sum
}

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] =>
  [...a].filter((each) => b.has(each))

/** Share of what both have in common, each trait by its weight. */
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const all = weigh(a) + weigh(b)
  return all === 0 ? 0 : (2 * weigh(shared(a, b))) / all
}

/** Lighter than this a text says too little for its standing in another to mean anything. */
const LEAST_WEIGHT = 3

/** Share of the smaller that also stands in the larger. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const least = Math.min(weigh(a), weigh(b))
  return least === 0 ? 0 : (weigh(shared(a, b)) / least) * Math.min(1, least / LEAST_WEIGHT)
}

const pairsOf = (characters: readonly string[]): Set<string> =>
  new Set(characters.slice(1).map((c, i) => `${characters[i] ?? ''}${c}`))

/** 0 nothing in common … 1 the same, perhaps in other words. The same both ways; empty texts are like nothing. */
export function shortLikeness(a: string, b: string): number {
  const [left, right] = [sense(a), sense(b)]
  const [one, other] = [new Set(left), new Set(right)]
  const characters = (dice(one, other) + overlap(one, other)) / 2
  return 0.6 * characters + 0.4 * dice(pairsOf(left), pairsOf(right))
}
