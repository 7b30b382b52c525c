// Alike texts: a copied plan is found, a plan of one's own is not, and the copied sentences are marked.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  alikePassages,
  containment,
  fingerprint,
  likeness,
  mostAlike,
  similarity,
} from '../../../src-main/shared/text/similarity.ts'

const PLAN =
  '财政所支部共有党员八名。一、摸清情况。逐人登记学习时间和困难。二、集中学习。每周三晚上学习，由支部书记主讲，' +
  '围绕收支两条线管理查找窗口服务中的问题。三、征求意见。到各村会计中走访，收回意见表。四、公开承诺。把办事时限贴在大厅。'
const COPY = PLAN.replaceAll('财政所', '水利站').replace('八名', '六名')
const OWN =
  '超市的党员要在收银台亮明身份，节假日轮流值守。门店晨会上讨论怎样对待退换货，评出服务最好的柜台，' +
  '请老顾客当评议员，月底在布告栏写明改了哪几件事。'

const chinese = fc.string({
  unit: fc.constantFrom(...Array.from('党员支部学习整改方案督导意见，。 1')),
  maxLength: 60,
})

describe('similarity', () => {
  it.each([
    ['the same', PLAN, PLAN, 1, 1],
    ['only names changed', PLAN, COPY, 0.85, 0.99],
    ['one of its own', PLAN, OWN, 0, 0.15],
    ['other layout', PLAN, PLAN.replace(/[，。]/g, '\n　'), 1, 1],
    ['full-width digits', '共12人参加学习', '共１２人，参加学习', 1, 1],
    ['empty', '', PLAN, 0, 0],
    ['both empty', '', '', 0, 0],
    ['only punctuation', '，。', '，。', 0, 0],
    ['very short', '学习', '学习', 1, 1],
    ['short and other', '学习', '整改', 0, 0],
    ['rare characters', '王\u{20BB7}同志讲课', '王\u{20BB7}同志讲课', 1, 1],
  ])('%s', (_, a, b, least, most) => {
    expect(similarity(a, b)).toBeGreaterThanOrEqual(least)
    expect(similarity(a, b)).toBeLessThanOrEqual(most)
  })

  it('is a share, the same both ways, and 1 with itself', () => {
    fc.assert(
      fc.property(chinese, chinese, (a, b) => {
        const s = similarity(a, b)
        expect(s).toBe(similarity(b, a))
        expect(s >= 0 && s <= 1).toBe(true)
        expect(similarity(a, a)).toBe(/[^，。 ]/.test(a) ? 1 : 0)
      }),
    )
  })

  it('equals counting runs of three by hand', () => {
    const runs = (t: string): Set<string> => {
      const bare = t.replace(/[，。 ]/g, '')
      return new Set(Array.from({ length: bare.length - 2 }, (_, i) => bare.slice(i, i + 3)))
    }
    fc.assert(
      fc.property(chinese, chinese, (a, b) => {
        fc.pre([a, b].every((t) => t.replace(/[，。 ]/g, '').length >= 3))
        const [x, y] = [runs(a), runs(b)]
        const shared = Array.from(x).filter((run) => y.has(run)).length
        expect(similarity(a, b)).toBeCloseTo((2 * shared) / (x.size + y.size), 12)
      }),
    )
  })

  it('a short text taken from a long one is contained, not similar', () => {
    expect(containment(PLAN.slice(20, 50), PLAN)).toBe(1)
    expect(similarity(PLAN.slice(20, 50), PLAN)).toBeLessThan(0.6)
    expect(containment('', PLAN)).toBe(0)
  })
})

describe('the text most alike', () => {
  const others = [
    { unit: '超市支部', text: OWN },
    { unit: '水利站支部', text: COPY },
  ]

  it('is found with its unit', () => {
    expect(mostAlike(PLAN, others)?.other.unit).toBe('水利站支部')
    expect(mostAlike(PLAN, [])).toBeNull()
  })

  it('does not depend on fingerprints made before', () => {
    const ready = others.map((o) => ({ ...o, fingerprint: fingerprint(o.text) }))
    expect(mostAlike(PLAN, ready)?.similarity).toBe(mostAlike(PLAN, others)?.similarity)
  })

  it('compares 77 plans of thousands of characters with each other', () => {
    const plans = Array.from({ length: 77 }, (_, i) =>
      fingerprint(`${i}号${PLAN}${OWN}`.repeat(20) + String(i * 7919)),
    )
    const scores = plans.flatMap((a, i) => plans.slice(i + 1).map((b) => likeness(a, b)))
    expect(scores).toHaveLength((77 * 76) / 2)
    expect(Math.min(...scores)).toBeGreaterThan(0.8)
  })
})

describe('alike passages', () => {
  const marked = (a: string, b: string, atLeast?: number): string[] =>
    alikePassages(a, b, atLeast).map((r) => a.slice(r.start, r.end))

  it.each([
    [
      '甲乙。每周三晚上集中学习，由书记主讲。丙丁',
      '我们每周三晚上集中学习由书记主讲的',
      ['每周三晚上集中学习，由书记主讲'],
    ],
    ['每周三晚上集中学习', '每周五晚上集中学习', []],
    ['完全不同的一段话写在这里', '别的地方没有相同的内容呀', []],
    ['', '每周三晚上集中学习', []],
    [
      '每周三晚上集中学习。我们自己的话。到各村会计中走访两次',
      '到各村会计中走访两次；每周三晚上集中学习',
      ['每周三晚上集中学习', '到各村会计中走访两次'],
    ],
  ])('%s', (a, b, passages) => {
    expect(marked(a, b)).toEqual(passages)
  })

  it('takes shorter passages when asked', () => {
    expect(marked('今天集中学习', '明天集中学习', 4)).toEqual(['天集中学习'])
  })

  it('never cuts a character in two', () => {
    expect(marked('王\u{20BB7}一二三四五六七', '李\u{20BB7}一二三四五六七')).toEqual([
      '\u{20BB7}一二三四五六七',
    ])
  })

  it('the ranges rise, do not touch, and stand in the other text', () => {
    fc.assert(
      fc.property(chinese, chinese, (a, b) => {
        const ranges = alikePassages(a, b, 4)
        const bare = (t: string): string => t.replace(/[，。 ]/g, '')
        for (const [i, r] of ranges.entries()) {
          expect(r.end).toBeGreaterThan(r.start)
          expect(r.start).toBeGreaterThanOrEqual(ranges[i - 1]?.end ?? 0)
          expect(bare(b)).toContain(bare(a.slice(r.start, r.end)).slice(0, 4))
        }
      }),
    )
  })
})
