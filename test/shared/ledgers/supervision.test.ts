// Rules over one entry of the group's log and over one registered sample, at their boundaries.
import { describe, expect, it } from 'vitest'
import type { Values } from '#shared/ledger/ledger.ts'
import type { CheckContext } from '#shared/ledger/module.ts'
import { logModule, sampleModule } from '#shared/ledgers/supervision-checks.ts'

const context = (more: Partial<CheckContext> = {}): CheckContext => ({
  row: 5,
  today: '2005-08-17',
  campaignStart: '2005-07-01',
  present: new Set(['problems', 'suggestions']),
  ...more,
})
const codes = (found: readonly { readonly code: string }[]): string[] => found.map(({ code }) => code)

describe('an entry of the log', () => {
  const usual: Values = { on_day: '2005-08-17', people: '田克勤', content: '看学习计划', duty: '掌握进展' }
  it.each<[Values, Values, string[]]>([
    [{}, {}, []],
    [{ on_day: '2005-08-18' }, {}, ['M-465']],
    [{ on_day: '2005-08' }, {}, ['M-459']],
    [{}, { weekday: '星期三' }, []],
    [{}, { weekday: '星期二' }, ['M-650']],
    [{ problems: '记录不全' }, {}, ['M-651']],
    [{ problems: '记录不全', suggestions: '补齐' }, {}, []],
  ])('%j, stating %j, says %j', (more, said, expected) => {
    expect(codes(logModule.checkRow({ ...usual, ...more }, context({ said })))).toEqual(expected)
  })

  it('says both days of the week side by side', () => {
    const [found] = logModule.checkRow(usual, context({ said: { weekday: '星期二' } }))
    expect(found?.message).toBe('第5行写星期二，2005-08-17 是星期三，按日期登记。')
  })
})

describe('a sample', () => {
  const usual: Values = { drawn_on: '2005-08-10', size: 30, wanted: 5, method: '现场抽签' }
  it.each<[Values, string[]]>([
    [{}, []],
    [{ wanted: 30 }, []],
    [{ wanted: 31 }, ['M-652']],
    [{ drawn_on: '2005-08-18' }, ['M-465']],
    [{ drawn_on: '2005' }, ['M-459']],
  ])('%j says %j', (more, expected) => {
    expect(codes(sampleModule.checkRow({ ...usual, ...more }, context()))).toEqual(expected)
  })

  it('drawn by the program may not be changed, one drawn by hand may', () => {
    expect(sampleModule.whyFrozen?.({ no: '督三抽样20050817-01', seed: '3186' })).toContain(
      '不能改，也不能删',
    )
    expect(sampleModule.whyFrozen?.({ seed: null })).toBeNull()
  })
})
