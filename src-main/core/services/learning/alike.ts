// How much the texts of the great discussion are like those of other units.
import { discussionLimits } from '#shared/rules/study-content.ts'
import { numberOf } from '#shared/rules/limits.ts'
import { fingerprint, likeness, type Fingerprint } from '#shared/text/similarity.ts'
import type { Context } from '../../context.ts'
import { keptWhileUnchanged } from '../../db/kept.ts'
import type { DiscussionProduct } from '../../db/learning-tables.ts'
import { groupBy } from '../../group-by.ts'
import { productsOf, type ProductFact } from './facts.ts'

export interface Alike {
  readonly orgId: string
  /** Whole percent, rounded down. */
  readonly percent: number
}

/** From this share on two texts are shown side by side. */
export const ALIKE_FROM = numberOf(discussionLimits.alike) ?? 80

interface Known {
  readonly fact: ProductFact
  readonly print: Fingerprint
}

/** Whole percent, rounded down; texts of very different length are not compared, they cannot be alike enough. */
function percentOf(a: Known, b: Known): number {
  const [short, long] = [Math.min(a.print.length, b.print.length), Math.max(a.print.length, b.print.length)]
  if (long === 0 || (200 * short) / (short + long) < ALIKE_FROM) return 0
  return Math.floor(likeness(a.print, b.print) * 100)
}

const keyOf = ({ orgId, product }: Pick<ProductFact, 'orgId' | 'product'>): string => `${orgId}|${product}`

/** The best match of every text; each pair is compared once. */
function bestMatches(known: readonly Known[]): Map<string, Alike> {
  const best = new Map<string, Alike>()
  const offer = (own: Known, other: Known, percent: number): void => {
    const key = keyOf(own.fact)
    if (percent > (best.get(key)?.percent ?? ALIKE_FROM - 1))
      best.set(key, { orgId: other.fact.orgId, percent })
  }
  for (const [i, own] of known.entries())
    for (const other of known.slice(i + 1)) {
      if (other.fact.product !== own.fact.product) continue
      const percent = percentOf(own, other)
      offer(own, other, percent)
      offer(other, own, percent)
    }
  return best
}

export interface AlikeTexts {
  /** The text of the same kind of another unit most like this one; null where none is alike enough. */
  readonly of: (orgId: string, product: DiscussionProduct) => Alike | null
  /** The unit's two texts say the same. */
  readonly isOneText: (orgId: string) => boolean
}

/** Compares every text with every other of its kind, and the two of each unit with each other. */
export function compareTexts(products: readonly ProductFact[]): AlikeTexts {
  const known = products.map((fact) => ({ fact, print: fingerprint(fact.text) }))
  const best = bestMatches(known)
  const byUnit = groupBy(known, ({ fact }) => fact.orgId)
  return {
    of: (orgId, product) => best.get(keyOf({ orgId, product })) ?? null,
    isOneText: (orgId) => {
      const [first, second] = byUnit.get(orgId) ?? []
      return first !== undefined && second !== undefined && percentOf(first, second) >= ALIKE_FROM
    },
  }
}

const keptTexts = keptWhileUnchanged<Context['campaign'], AlikeTexts>(async (_, db) => {
  const rows = await productsOf(db)
  return compareTexts(rows)
})

/** The texts of the whole town compared, once until a record changes. */
export const readAlike = ({ db, campaign }: Pick<Context, 'db' | 'campaign'>): Promise<AlikeTexts> =>
  keptTexts(campaign, db.read)
