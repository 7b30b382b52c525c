// Numbers, due days and ready wordings of findings; answers and the end of inspections.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkResults } from '#shared/campaign/index.ts'
import {
  dueDay,
  fillDemand,
  nextNumber,
  numberPrefix,
  plainDemand,
  shortNumber,
} from '#shared/rules/finding-draft.ts'
import { countResults, reasonsAgainstAnswer, whyNotFinish } from '#shared/rules/inspection.ts'

describe('numbers', () => {
  it.each([
    ['督三', '督〔2005〕3-'],
    ['督十二', '督〔2005〕12-'],
    ['督3', '督〔2005〕3-'],
    ['督导', '督导〔2005〕'],
    ['', '督〔2005〕'],
    ['三', '督〔2005〕3-'],
  ])('of the group %s begin with %s', (code, prefix) => {
    expect(numberPrefix(code, '2005-07-12')).toBe(prefix)
  })

  it.each<[string, readonly string[], string]>([
    ['the first', [], '督〔2005〕3-001'],
    ['after a gap', ['督〔2005〕3-001', '督〔2005〕3-030'], '督〔2005〕3-031'],
    ['beyond three figures', ['督〔2005〕3-999'], '督〔2005〕3-1000'],
    [
      'beside other years and groups',
      ['督〔2006〕3-007', '督〔2005〕13-009', '督〔2005〕3-补1'],
      '督〔2005〕3-001',
    ],
  ])('%s', (_name, taken, next) => {
    expect(nextNumber('督〔2005〕3-', taken)).toBe(next)
  })

  it('never repeat', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2000 })), (used) => {
        const taken = used.map((n) => `督〔2005〕3-${String(n).padStart(3, '0')}`)
        expect(taken).not.toContain(nextNumber('督〔2005〕3-', taken))
      }),
    )
  })

  it('are short in lists', () => {
    expect(shortNumber('督〔2005〕3-012')).toBe('3-012')
  })
})

const facts = { dueOn: '2005-08-12', inspector: '石文博', owner: '汤水根', papers: ['考勤表'] }

describe('demands', () => {
  it.each([
    ['补齐', '请于8月12日前补齐考勤表，交石文博核验。'],
    ['规范', '请于8月12日前按要求补正，报督导组，今后照此办理。'],
    ['补课', '请于8月12日前补课，落实责任人，补课记录报督导组。'],
    ['纠正', '请立即纠正，8月12日前书面报告纠正情况。'],
  ] as const)('%s is whole as it stands', (correction, text) => {
    expect(plainDemand(correction, facts)).toBe(text)
  })

  it.each([
    ['请于{日期}前补齐{材料}，交{督导人员}核验。', '请于8月12日前补齐考勤表，交石文博核验。'],
    ['按{依据}重新办理，{日期}复查。', '按{依据}重新办理，8月12日复查。'],
    ['六要素补正{日期}记录', '六要素补正{日期}记录'],
    ['{姓名}等{n}人，由{责任人}负责', '{姓名}等{n}人，由汤水根负责'],
  ])('%s', (phrase, text) => {
    expect(fillDemand(phrase, facts)).toBe(text)
  })

  it('are due so many days after the day found, or never where no limit is set', () => {
    expect([dueDay('2005-08-25', 7), dueDay('2005-08-25', null)]).toEqual(['2005-09-01', null])
  })
})

describe('answers', () => {
  it('count: every line once, and 不适用 outside the denominator', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...checkResults)), (results) => {
        const counts = countResults(results)
        expect(counts.checked + counts.未查).toBe(results.length)
        expect(counts.applicable + counts.不适用).toBe(results.length)
      }),
    )
  })

  it.each([
    ['达标', '', [], [], 0],
    ['不适用', '  ', [], [], 1],
    ['不适用', '班子健全', [], [], 0],
    ['补课后达标', '', ['未达标'], [], 0],
    ['补课后达标', '', ['达标'], [], 1],
    ['达标', '', [], ['T-01'], 1],
    ['未查', '', [], ['T-01'], 0],
  ] as const)('%s “%s” after %j waiting for %j: %i reasons', (result, reason, earlier, waitingFor, count) => {
    const item = { code: 'T-02', earlier, waitingFor }
    expect(reasonsAgainstAnswer({ result, reason }, item)).toHaveLength(count)
  })

  it('all given, an inspection may end', () => {
    expect(whyNotFinish([])).toBeNull()
    expect(whyNotFinish(['X-13'])).toBe('还有1项未查（X-13），查完才能完成检查。')
    expect(whyNotFinish(Array.from({ length: 10 }, (_, i) => `X-${i}`))).toContain('X-7等）')
  })
})
