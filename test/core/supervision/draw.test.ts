// The draw: the same for the same list and start value, fair over start values, in proportion by category.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allocate,
  draw,
  drawOrder,
  listHash,
  type ListItem,
} from '../../../src-main/core/services/supervision/draw.ts'

const listOf = (size: number, strata: readonly string[] = ['']): ListItem[] =>
  Array.from({ length: size }, (_, i) => ({
    id: `id${String(i)}`,
    name: `党员${String(i + 1)}`,
    stratum: strata[i % strata.length] ?? '',
  }))

const list = fc
  .array(
    fc.record({
      name: fc.string({ minLength: 1, maxLength: 6 }),
      stratum: fc.constantFrom('甲', '乙', '丙'),
    }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((items) => items.map((item, i): ListItem => ({ id: String(i), ...item })))

describe('a draw', () => {
  it('can be worked out with nothing but SHA-256', () => {
    const items = listOf(5)
    const keys = items.map(({ name }, i) => ({
      name,
      key: createHash('sha256')
        .update(`20050817|${String(i + 1)}|${name}`)
        .digest('hex'),
    }))
    const byHand = keys.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ name }) => name)
    expect(drawOrder(items, '20050817').map(({ name }) => name)).toEqual(byHand)
  })

  it('gives these for this list and start value, for ever', () => {
    const { picks, substitutes } = draw(listOf(30), { seed: '20050817', wanted: 6, byStratum: false })
    expect(picks.map(({ index }) => index)).toMatchInlineSnapshot(`
      [
        30,
        20,
        1,
        2,
        14,
        7,
      ]
    `)
    expect(substitutes.map(({ index }) => index)).toMatchInlineSnapshot(`
      [
        26,
        9,
        13,
      ]
    `)
  })

  it('takes as many as wanted, none twice, the same every time', () => {
    fc.assert(
      fc.property(
        list,
        fc.nat(60),
        fc.string({ maxLength: 8 }),
        fc.boolean(),
        (items, n, seed, byStratum) => {
          const wanted = Math.min(n, items.length)
          const one = draw(items, { seed, wanted, byStratum })
          expect(one.picks).toHaveLength(wanted)
          expect(new Set([...one.picks, ...one.substitutes].map(({ index }) => index)).size).toBe(
            one.picks.length + one.substitutes.length,
          )
          expect(draw(items, { seed, wanted, byStratum })).toEqual(one)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('prefers nobody over many start values', () => {
    const size = 20
    const draws = 2000
    const items = listOf(size)
    const hits = new Array<number>(size).fill(0)
    for (let seed = 0; seed < draws; seed += 1)
      for (const { index } of draw(items, { seed: String(seed), wanted: 5, byStratum: false }).picks)
        hits[index - 1] = (hits[index - 1] ?? 0) + 1
    const expected = (draws * 5) / size
    const chiSquare = hits.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
    // 19 degrees of freedom: beyond 43.8 only once in a thousand if the draw is fair.
    expect(chiSquare).toBeLessThan(43.8)
  })
})

describe('an allocation', () => {
  it.each([
    [
      [
        ['甲', 10],
        ['乙', 10],
      ],
      5,
      [3, 2],
    ],
    [
      [
        ['甲', 31],
        ['乙', 6],
        ['丙', 3],
      ],
      8,
      [6, 1, 1],
    ],
    [
      [
        ['甲', 1],
        ['乙', 99],
      ],
      10,
      [0, 10],
    ],
    [
      [
        ['甲', 4],
        ['乙', 4],
      ],
      8,
      [4, 4],
    ],
    [
      [
        ['甲', 3],
        ['乙', 0],
      ],
      0,
      [0, 0],
    ],
  ] as const)('of %j for %i is %j', (sizes, wanted, shares) => {
    expect(allocate(sizes, wanted).map((share) => share.wanted)).toEqual([...shares])
  })

  it('adds up, asks nobody for more than there are, and stays within one of the proportion', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { minLength: 1, maxLength: 12 }), fc.nat(400), (sizes, n) => {
        const total = sizes.reduce((sum, size) => sum + size, 0)
        const wanted = Math.min(n, total)
        const shares = allocate(
          sizes.map((size, i) => [String(i), size]),
          wanted,
        )
        expect(shares.reduce((sum, share) => sum + share.wanted, 0)).toBe(wanted)
        for (const share of shares) {
          expect(share.wanted).toBeLessThanOrEqual(share.size)
          if (total > 0) expect(Math.abs(share.wanted * total - share.size * wanted)).toBeLessThan(total)
        }
      }),
    )
  })

  it('of more than there are is refused', () => {
    expect(() => allocate([['甲', 2]], 3)).toThrow(RangeError)
  })
})

it('tells a changed list by its hash', () => {
  const items = listOf(10, ['甲', '乙'])
  const [first, second, ...rest] = items
  if (first === undefined || second === undefined) throw new Error('no list')
  expect(listHash(items)).toBe(listHash([...items]))
  expect(listHash([second, first, ...rest])).not.toBe(listHash(items))
  expect(listHash([{ ...first, name: '别人' }, second, ...rest])).not.toBe(listHash(items))
})
