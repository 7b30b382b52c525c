// A unit's answers beside the group's: what differs, what is carried over, what may be decided.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  carryOver,
  isUnlike,
  isUntrue,
  joinLines,
  judgeLines,
  reasonsAgainstDecision,
  reasonsAgainstFill,
  selfResults,
  sumLines,
  whyNotHandIn,
  type AcceptanceLine,
} from '#shared/rules/self-check.ts'

const line = (more: Partial<AcceptanceLine> = {}): AcceptanceLine => ({
  code: 'X-01',
  mandatory: true,
  veto: false,
  self: '达标',
  selfReason: '',
  selfNote: '',
  supervised: '达标',
  reason: '',
  note: '',
  isCarried: false,
  mustMakeUp: false,
  ...more,
})
const found = (supervised: AcceptanceLine['supervised']) => ({ supervised, reason: '', note: '' })

describe('two answers', () => {
  it.each([
    ['达标', '未达标', true, true],
    ['补课后达标', '未达标', true, true],
    ['未达标', '达标', false, true],
    ['未达标', '未达标', false, false],
    ['达标', '补课后达标', false, false],
    ['不适用', '未达标', false, true],
    ['达标', '未查', false, false],
    [null, '未达标', false, false],
  ] as const)('%s and %s: untrue %s, unlike %s', (self, supervised, untrue, unlike) => {
    expect([isUntrue(line({ self, supervised })), isUnlike(line({ self, supervised }))]).toEqual([
      untrue,
      unlike,
    ])
  })
})

describe('the next round', () => {
  const last = [
    line({ code: 'X-01' }),
    line({ code: 'X-02', supervised: '未达标' }),
    line({ code: 'X-03', supervised: '未达标', mandatory: false }),
    line({ code: 'X-04', supervised: '不适用', reason: '没有' }),
    line({ code: 'X-05', supervised: '未查' }),
  ]
  const own = last.map(({ code, mandatory, veto }) => ({
    code,
    mandatory,
    veto,
    self: null,
    selfReason: '',
    selfNote: '',
  }))

  it('keeps what was answered but for what must be made up', () => {
    const joined = joinLines(own, new Map(), carryOver(last))
    expect(
      joined.map(({ supervised, isCarried, mustMakeUp }) => [supervised, isCarried, mustMakeUp]),
    ).toEqual([
      ['达标', true, false],
      ['未查', false, true],
      ['未达标', true, false],
      ['不适用', true, false],
      ['未查', false, false],
    ])
  })

  it('takes what is found now before what was', () => {
    const now = new Map([
      ['X-01', found('未达标')],
      ['X-02', found('补课后达标')],
      ['X-03', found('未查')],
    ])
    const joined = joinLines(own, now, carryOver(last))
    expect(joined.slice(0, 3).map(({ supervised, isCarried }) => [supervised, isCarried])).toEqual([
      ['未达标', false],
      ['补课后达标', false],
      ['未达标', true],
    ])
  })
})

describe('an answer of the unit', () => {
  it.each([
    ['不适用', '', false, 1],
    ['不适用', '班子健全', false, 0],
    ['达标', '', true, 1],
    ['补课后达标', '', true, 0],
    ['补课后达标', '', false, 0],
    ['未达标', '', true, 0],
    [null, '', true, 0],
  ] as const)('%s with “%s”, to be made up %s: %i reasons', (result, reason, mustMakeUp, n) => {
    expect(reasonsAgainstFill({ result, reason }, { code: 'X-01', mustMakeUp })).toHaveLength(n)
  })

  it('is wanted of every line', () => {
    expect(whyNotHandIn([])).toBeNull()
    const many = Array.from({ length: 22 }, (_, i) => `X-${String(i + 1)}`)
    expect(whyNotHandIn(many)).toBe(
      '自查表还有22项空白（X-1、X-2、X-3、X-4、X-5、X-6、X-7、X-8等），请单位填全后再提请验收。',
    )
  })
})

const anyLine = fc.record({
  code: fc.string({ minLength: 1, maxLength: 4 }).map((text) => `X-${text}`),
  mandatory: fc.boolean(),
  veto: fc.boolean(),
  self: fc.constantFrom(null, ...selfResults),
  selfReason: fc.constant(''),
  selfNote: fc.constant(''),
  supervised: fc.constantFrom('未查', '达标', '未达标', '补课后达标', '不适用'),
  reason: fc.constant('没有'),
  note: fc.constant(''),
  isCarried: fc.boolean(),
  mustMakeUp: fc.boolean(),
}) as fc.Arbitrary<AcceptanceLine>

describe('R-30 and the sums the data file checks', () => {
  it('agree on every form', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), (lines) => {
        const sums = sumLines(lines)
        const isPassed = sums.applicable > 0 && sums.missed === 0 && sums.open === 0 && sums.blank === 0
        expect(judgeLines(lines).outcome === 'pass').toBe(isPassed)
        expect(sums.met + sums.failed).toBeLessThanOrEqual(sums.applicable)
        expect(sums.missed).toBeLessThanOrEqual(sums.failed)
      }),
    )
  })

  it('let at most one of the two decisions stand', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), (lines) => {
        const facts = { lines, handedInOn: '2005-08-01', finishedOn: '2005-08-02', today: '2005-08-17' }
        const may = (verdict: '合格' | '限期补课') =>
          reasonsAgainstDecision(facts, {
            verdict,
            on: '2005-08-03',
            person: '石文博',
            opinion: '',
            makeUpDue: '2005-08-10',
          }).reasons.length === 0
        expect(may('合格') && may('限期补课')).toBe(false)
      }),
    )
  })

  it('judge nothing where no line applies', () => {
    const facts = {
      lines: [line({ supervised: '不适用', reason: '没有' })],
      handedInOn: '2005-08-01',
      finishedOn: '2005-08-02',
      today: '2005-08-17',
    }
    const input = {
      verdict: '合格',
      on: '2005-08-03',
      person: '石文博',
      opinion: '',
      makeUpDue: null,
    } as const
    expect(reasonsAgainstDecision(facts, input).reasons).toEqual(['没有适用的检查项目。不作验收结论。'])
  })
})
