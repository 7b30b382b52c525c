// The draw itself: from an ordered list and a start value always the same choice, which anyone can work out again.
import { createHash } from 'node:crypto'

export interface ListItem {
  /** Of the record; null for a number or a name that was typed. */
  readonly id: string | null
  /** As printed on the slip; a part of what is drawn by. */
  readonly name: string
  /** Category it is drawn within when the draw is by category. */
  readonly stratum: string
}

export interface Drawn extends ListItem {
  /** Place in the list, counted from 1. */
  readonly index: number
}

export interface Share {
  readonly stratum: string
  /** How many there are. */
  readonly size: number
  /** How many of them are drawn. */
  readonly wanted: number
}

export interface Draw {
  readonly picks: readonly Drawn[]
  /** Who stands in, in this order, when one that was drawn cannot be had. */
  readonly substitutes: readonly Drawn[]
  /** One for each category in the order of the list; a single one when the draw is simple. */
  readonly shares: readonly Share[]
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** The list as it is hashed and handed over: `1|王明|普通党员`, one line each. */
export const listText = (list: readonly ListItem[]): string =>
  list.map(({ name, stratum }, i) => `${String(i + 1)}|${name}|${stratum}`).join('\n')

/** SHA-256 of the list, in hexadecimal: another list, order or category gives another one. */
export const listHash = (list: readonly ListItem[]): string => sha256(listText(list))

/**
 * All places of the list in the order the start value puts them: item number i named `name` gets the key
 * SHA-256("seed|i|name") (UTF-8, hexadecimal, lower case), and the items are sorted by their keys. So every order is as
 * likely as any other over the start values, and whoever has the list and the start value can do it again with any tool
 * that knows SHA-256.
 */
export const drawOrder = (list: readonly ListItem[], seed: string): Drawn[] =>
  list
    .map((item, i) => ({ ...item, index: i + 1, key: sha256(`${seed}|${String(i + 1)}|${item.name}`) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ id, name, stratum, index }) => ({ id, name, stratum, index }))

/**
 * How many of each category: in proportion to its size, whole numbers, the rest to the largest remainders (the earlier
 * category where two are equal). Always adds up to `wanted` and never asks a category for more than it has.
 * @throws RangeError when there are fewer than wanted.
 */
export function allocate(
  sizes: readonly (readonly [stratum: string, size: number])[],
  wanted: number,
): Share[] {
  const total = sizes.reduce((sum, [, size]) => sum + size, 0)
  if (wanted > total || wanted < 0) throw new RangeError(`${String(wanted)} of ${String(total)}`)
  const quotas = sizes.map(([stratum, size], place) => ({
    stratum,
    size,
    place,
    whole: total === 0 ? 0 : Math.floor((size * wanted) / total),
    remainder: total === 0 ? 0 : (size * wanted) % total,
  }))
  const rest = wanted - quotas.reduce((sum, { whole }) => sum + whole, 0)
  const more = new Set(
    quotas
      .toSorted((a, b) => b.remainder - a.remainder || a.place - b.place)
      .slice(0, rest)
      .map(({ place }) => place),
  )
  return quotas.map(({ stratum, size, whole, place }) => ({
    stratum,
    size,
    wanted: whole + (more.has(place) ? 1 : 0),
  }))
}

function sizesOf(list: readonly ListItem[]): [string, number][] {
  const sizes = new Map<string, number>()
  for (const { stratum } of list) sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1)
  return [...sizes]
}

/** Half as many as drawn, at least one, as far as there are any. */
const substitutesFor = (wanted: number): number => (wanted === 0 ? 0 : Math.max(1, Math.ceil(wanted / 2)))

/** Draws without putting back: the first `wanted` of the order, of each category when `byStratum`. */
export function draw(
  list: readonly ListItem[],
  {
    seed,
    wanted,
    byStratum,
  }: { readonly seed: string; readonly wanted: number; readonly byStratum: boolean },
): Draw {
  const order = drawOrder(list, seed)
  const sizes: [string, number][] = byStratum ? sizesOf(list) : [['', list.length]]
  const shares = allocate(sizes, wanted)
  const of = (stratum: string): Drawn[] =>
    byStratum ? order.filter((item) => item.stratum === stratum) : order
  return {
    shares,
    picks: shares.flatMap((share) => of(share.stratum).slice(0, share.wanted)),
    substitutes: shares.flatMap((share) =>
      of(share.stratum).slice(share.wanted, share.wanted + substitutesFor(share.wanted)),
    ),
  }
}
