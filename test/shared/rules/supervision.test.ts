// The supervision group: where its advice goes, and a log under each of its four duties.
import { describe, expect, it } from 'vitest'
import { xianjin2005 } from '#shared/campaign/index.ts'
import { groupDuties } from '#shared/rules/supervision.ts'
import { outcomeOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-03', () => {
  it.each<[object, Outcome]>([
    [{ addressee: '镇党委' }, 'pass'],
    [{ addressee: '总支或支部', throughCommittee: true }, 'pass'],
    [{ addressee: '总支或支部', throughCommittee: false }, 'fail'],
    [{ addressee: '总支或支部' }, 'fail'],
    [{}, 'fail'],
    [{ addressee: '镇党委', decides: true }, 'fail'],
    [{ addressee: '县委' }, 'input'],
  ])('%j: %s', (input, expected) => {
    expect(outcomeOf('R-03', input)).toBe(expected)
  })
})

describe('R-03b', () => {
  it('has the duties of the campaign', () => {
    expect(xianjin2005.duties.map((duty) => duty.label)).toEqual(groupDuties)
  })
  it.each<[string, readonly string[], Outcome]>([
    ['one of each', groupDuties, 'pass'],
    ['three duties', groupDuties.slice(1), 'fail'],
    ['nothing', [], 'fail'],
  ])('%s: %s', (_, entries, expected) => {
    expect(outcomeOf('R-03b', { entries })).toBe(expected)
  })
  it('names the duty without an entry, as information', () => {
    expect(verdictOf('R-03b', { entries: groupDuties.slice(0, 3) })).toMatchObject({
      level: '提示',
      details: ['本阶段督导日志“反映情况、当好参谋”不足。'],
      facts: { 掌握进展: 1, '反映情况、当好参谋': 0 },
    })
  })
  it('takes the number from the settings', () => {
    expect(outcomeOf('R-03b', { entries: groupDuties }, { 'log.duties': { value: 2 } })).toBe('fail')
    expect(outcomeOf('R-03b', { entries: [] }, { 'log.duties': { value: null } })).toBe('not-assessed')
  })
})
