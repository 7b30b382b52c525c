// How leaders and what they do are put into cells and lines.
import type { Leader, LeaderVerdict } from '#shared/contract/people.ts'
import type { StatusKind } from '../../components/status.ts'

/** Namesakes are told apart by their branch. */
export const keyOf = ({ branch, name }: Leader): string => `${branch?.id ?? ''}|${name}`

/** Items in two signs, for heads of narrow columns. */
const SHORT: Readonly<Record<string, string>> = {
  带头学习: '学习',
  带头讲党课或作专题报告: '党课',
  带头查找问题: '查找',
  带头开展批评与自我批评: '批评',
  带头制定和落实整改措施: '整改',
  带头帮助基层解决实际困难和问题: '帮助',
  带头撰写体会文章: '体会',
}
export const shortItem = (item: string): string => SHORT[item] ?? item

/** 7.13 */
export const shortDay = (on: string): string => `${Number(on.slice(5, 7))}.${Number(on.slice(8, 10))}`

/** The first day, and how many more there are: 7.13 +2. */
export function daysText(evidence: Leader['items'][number] | undefined): string {
  const [first, ...more] = evidence ?? []
  if (first === undefined) return ''
  return more.length === 0 ? shortDay(first.on) : `${shortDay(first.on)} +${more.length}`
}

const KINDS: Readonly<Record<LeaderVerdict['mark'], StatusKind>> = {
  达标: 'ok',
  未达标: 'bad',
  警告: 'warn',
  提示: 'doing',
  未核: 'none',
}
const RANK: readonly LeaderVerdict['mark'][] = ['未达标', '警告', '提示', '达标', '未核']

export const kindOf = (mark: LeaderVerdict['mark']): StatusKind => KINDS[mark]

/** The heavier of the two verdicts; null where neither rule concerns the leader. */
export function heaviest({ contact, example }: Leader): LeaderVerdict | null {
  const verdicts = [contact, example].filter((verdict) => verdict !== null)
  return verdicts.toSorted((a, b) => RANK.indexOf(a.mark) - RANK.indexOf(b.mark))[0] ?? null
}

export const isFaulty = (leader: Leader): boolean => {
  const mark = heaviest(leader)?.mark
  return mark === '未达标' || mark === '警告' || mark === '提示'
}

/** Sentences of both rules that ask for something. */
export const demandsOf = ({ contact, example }: Leader): { rule: string; text: string; kind: StatusKind }[] =>
  [
    { rule: '联系点', verdict: contact },
    { rule: '带头', verdict: example },
  ].flatMap(({ rule, verdict }) => {
    if (verdict === null) return []
    const texts = verdict.details.length > 0 ? verdict.details : [verdict.reason]
    return texts.map((text) => ({ rule, text, kind: kindOf(verdict.mark) }))
  })

/** An empty form of a ledger with what is known already filled in. */
export function newRecord(ledger: string, texts: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ new: '1', ...texts })
  return `/ledgers/${ledger}?${query.toString()}`
}
