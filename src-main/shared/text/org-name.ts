// Names of party organisations: when two spellings mean the same body, and how a name is shown in little room (P-20).
import { parseChineseNumber } from './chinese-number.ts'
import { editDistance } from './edit-distance.ts'
import { stripInvisible } from './plain-text.ts'

/** Where the names are used: 清溪镇, 示例县. */
export interface OrgScope {
  readonly town: string
  readonly county: string
}

/** 党小组, 支部, 总支, 党委 and so on never mean the same body, however alike the rest. */
type Level = 'group' | 'branch' | 'general' | 'working' | 'committee' | 'leading' | 'none'

// Longest and most particular first: 总支部 ends in 支部, 工作委员会 in 委员会.
const LEVELS: readonly (readonly [Level, RegExp])[] = [
  ['group', /党?小组$/],
  ['general', /党?总支(?:部)?(?:委员会|委)?$/],
  ['branch', /党?支部(?:委员会|委)?$|党?支委会?$/],
  ['working', /党?工(?:作)?委(?:员会)?$/],
  ['leading', /党组$/],
  ['committee', /(?:党的?)?委员会$|党?委$/],
]

const PARTY = /^(?:中国共产党|中共)/

// After these a single 镇 in front means this town; elsewhere it may begin a place name (镇东村).
const TOWN_BODY =
  /^镇(?=机关|党|政府|政协|人大|人武|中心|中学|小学|初中|高中|卫生|医院|幼儿园|成人|职业|财政|税务|工商|派出所|司法|供电|供销|水利|水务|农业|农技|农经|林业|文化|广播|国土|土地|计划|计生|教育|企业|商会|个体|流动|离退休|退休|老干部|直属|工会|妇联|团委|综合|社会|邮政|电信|信用社|粮|敬老院|城建|建设|环卫|民政|第)/

const NUMERAL = '[〇零一二三四五六七八九十廿卅\\d]+'

const toDigits = (numeral: string): string => String(parseChineseNumber(numeral) ?? numeral)

/** 第一, 一, 1 and 01 at the end of a name, and 第一 anywhere, become 1. */
const unifyNumerals = (name: string): string =>
  name
    .replace(new RegExp(`第(${NUMERAL})`, 'g'), (_, n: string) => toDigits(n))
    .replace(new RegExp(`(${NUMERAL})(?=(?:联合|临时)?$)`), toDigits)

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Province, city, county and town in front go; a place name inside the name stays. */
function dropPlace(name: string, scope: OrgScope): string {
  const places = [scope.county, scope.town].filter((p) => p !== '').map(escape)
  const above = /^[^省]{2,4}省(?:[^市]{2,5}市)?|^[^市]{2,5}市/
  const startsHere = new RegExp(`^(?:${places.join('|') || '(?!)'})`)
  const local = startsHere.test(name.replace(above, '')) ? name.replace(above, '') : name
  return places.reduce((rest, place) => rest.replace(new RegExp(`^${place}`), ''), local)
}

// No organisation has a longer name.
const LONGEST = 200

const flatten = (name: string): string =>
  stripInvisible(name.slice(0, LONGEST))
    .normalize('NFKC')
    .replace(/[\s#'"“”‘’·.\-—_]/g, '')
    .replace(/[()[\]{}【】〔〕〈〉「」《》]/g, '')

function splitLevel(name: string): readonly [string, Level] {
  for (const [level, pattern] of LEVELS) if (pattern.test(name)) return [name.replace(pattern, ''), level]
  return [name, 'none']
}

// Inside a name (机关党总支第一支部) the 党 is as often left out.
const unifyInner = (body: string): string =>
  body
    .replace(/党?总支部?/g, '总支')
    .replace(/党支部/g, '支部')
    .replace(/党$/, '')

function partsOf(name: string, scope: OrgScope): readonly [string, Level] {
  const local = dropPlace(flatten(name).replace(PARTY, ''), scope).replace(PARTY, '').replace(TOWN_BODY, '')
  const [body, level] = splitLevel(local)
  return [unifyNumerals(unifyInner(body === '镇' ? '' : body)), level]
}

/**
 * A key that is equal for two spellings of the same organisation: 镇机关一支部 and 中共清溪镇机关第1支部委员会.
 * Levels stay apart: 机关党总支 and 机关支部 differ. Empty for empty text. Not for display.
 */
export function normaliseOrgName(name: string, scope: OrgScope): string {
  if (flatten(name) === '') return ''
  const [body, level] = partsOf(name, scope)
  return `${body}#${level}`
}

/**
 * The `count` names nearest to `value` by edit distance, nearest first, equal ones in the order given. Names with
 * hardly anything in common are left out, so the list may be shorter or empty.
 */
export function suggestOrgNames(
  value: string,
  names: readonly string[],
  count: number,
  scope: OrgScope,
): readonly string[] {
  const [body, level] = partsOf(value, scope)
  const ranked = names.map((name) => {
    const [otherBody, otherLevel] = partsOf(name, scope)
    const edits = editDistance(body, otherBody)
    const isNear = edits <= Math.ceil(Math.max(body.length, otherBody.length) * 0.6)
    return { name, isNear, distance: edits + (level === otherLevel || level === 'none' ? 0 : 0.5) }
  })
  const near = ranked.filter((r) => r.isNear).toSorted((a, b) => a.distance - b.distance)
  return near.slice(0, count).map((r) => r.name)
}

export type NameWidth = 'full' | 'grid' | 'narrow'

const shortTail = (name: string): string =>
  name
    .replace(/(总支部|总支|支部)委员会$/, '$1')
    .replace(/^委员会$/, '镇党委')
    .replace(/(?<!工作)委员会$/, '党委')

/**
 * The name as shown: 'full' as stored; 'grid' without 中共, town and 委员会; 'narrow' also without 有限公司 and with 总支
 * for 总支部. The tail tells units apart, so only the front and the middle are shortened.
 */
export function shortenOrgName(full: string, width: NameWidth, scope: OrgScope): string {
  if (width === 'full') return full
  const grid = shortTail(dropPlace(full.replace(PARTY, ''), scope)) || full
  if (width === 'grid') return grid
  return grid.replace(/(?:股份|集团)?有限(?:责任)?公司(?=.)/, '').replace(/总支部$/, '总支')
}

/** The longest form of at most `characters`; if none fits, the shortest one cut at the end with …. */
export function fitOrgName(full: string, characters: number, scope: OrgScope): string {
  const forms = (['full', 'grid', 'narrow'] as const).map((width) => shortenOrgName(full, width, scope))
  const fitting = forms.find((form) => form.length <= characters)
  return fitting ?? `${(forms[2] ?? full).slice(0, Math.max(0, characters - 1))}…`
}
