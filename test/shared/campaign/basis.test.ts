// Every basis the product shows is a passage on the list of quotes, or says openly that it is a default.
import { describe, expect, it } from 'vitest'
import type { Basis, SourceBasis } from '#shared/campaign/index.ts'
import { DEFAULT_LABEL, basisText, isDefaultBasis, quotes, sources } from '#shared/campaign/index.ts'
import { everyBasis, everyText } from './walk.ts'

function quoteKey(basis: SourceBasis): string {
  return JSON.stringify([basis.source, basis.line, basis.quote, basis.note ?? ''])
}

describe('the list of quotes', () => {
  it('holds 217 passages, none twice', () => {
    expect(quotes).toHaveLength(217)
    expect(new Set(quotes.map(quoteKey)).size).toBe(217)
  })

  it('quotes at most 25 characters of a known speech', () => {
    const known = new Set(sources.map((source) => source.key))
    const bad = quotes.filter(
      (quote) => Array.from(quote.quote).length > 25 || quote.line < 1 || !known.has(quote.source),
    )
    expect(bad).toEqual([])
  })

  it('tells of the errors of the originals', () => {
    const noted = quotes.filter((quote) => quote.note !== undefined)
    expect(noted.map((quote) => [quote.source, quote.line, quote.note])).toEqual([
      ['S2', 11, '原文无单位，按百分比'],
      ['S4', 17, '原文脱“%”'],
      ['S4', 17, '原文脱“%”'],
    ])
  })
})

describe('every basis in the content', () => {
  const found = everyBasis()

  it('is found by the walk', () => {
    expect(found.length).toBeGreaterThan(300)
  })

  it('that quotes a speech is on the list of quotes, word for word', () => {
    const listed = new Set(quotes.map(quoteKey))
    const strangers = found.filter(({ value }) => !isDefaultBasis(value) && !listed.has(quoteKey(value)))
    expect(strangers).toEqual([])
  })

  it('stands wherever the content names a basis', () => {
    const named = everyText().filter(({ path }) => /[bB]asis$/u.test(path))
    expect(named).toEqual([])
  })
})

describe('basisText', () => {
  it.each<[string, Basis, string]>([
    [
      'a passage',
      { source: 'S0', line: 25, quote: '集中学习时间一般不少于40学时' },
      '《镇党委：第二批先进性教育活动动员会讲话》：集中学习时间一般不少于40学时',
    ],
    [
      'a passage with an error in the original',
      { source: 'S4', line: 17, quote: '凡不满意率达到或超过10的', note: '原文脱“%”' },
      '《县委：学习动员阶段小结讲话》：凡不满意率达到或超过10的（原文脱“%”）',
    ],
    ['a default', { default: true, withoutSource: true, reference: '公开资料 8' }, DEFAULT_LABEL],
    ['a default that says more', { default: true, note: '按环节设立' }, `按环节设立（${DEFAULT_LABEL}）`],
  ])('reads well for %s', (_, basis, text) => {
    expect(basisText(basis)).toBe(text)
  })

  it('never shows a file or a line number', () => {
    const texts = everyBasis().map(({ value }) => basisText(value))
    expect(texts.filter((text) => /S[0-4]|\.txt|第\d+行/u.test(text))).toEqual([])
  })
})

describe('texts a user reads', () => {
  const hidden = /\.(rule|rules\.\d+|reference|key|source)$/u

  it('carry no code of a rule, mark of a draft or number of public material', () => {
    const bad = everyText().filter(
      ({ path, value }) => !hidden.test(path) && /S[0-4]:\d|R-\d|\[|公开资料 ?\d|！/u.test(value),
    )
    expect(bad).toEqual([])
  })

  it('are trimmed and do not begin or end with a stray separator', () => {
    const bad = everyText().filter(({ value }) => value !== '　　' && /^[\s；，、]|[\s；，、]$/u.test(value))
    expect(bad).toEqual([])
  })
})
