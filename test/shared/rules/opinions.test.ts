// Opinions and talks: families of channels, feedback to each person, pairs that count once.
import { describe, expect, it } from 'vitest'
import { outcomeOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-36', () => {
  const channels = [
    { name: '座谈会', family: '会议', opinions: 106 },
    { name: '征求意见表', family: '书面', issued: 110, returned: 63, opinions: 30 },
    { name: '意见箱', family: '开放渠道', opinions: 10 },
  ]
  it.each<[string, object, Outcome]>([
    ['three families', { channels, total: 146 }, 'pass'],
    ['two families', { channels: channels.slice(0, 2) }, 'fail'],
    ['a total that is one off', { channels, total: 145 }, 'fail'],
    ['an opinion about nobody', { channels, withoutObject: 1 }, 'fail'],
    [
      'more forms back than out',
      { channels: channels.map((each) => ({ ...each, issued: 1, returned: 2 })) },
      'fail',
    ],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-36', input)).toBe(expected)
  })
})

describe('R-37', () => {
  const meetingOn = '2005-08-20'
  it.each<[string, object, Outcome]>([
    ['told on the day', { name: '甲', opinions: 2, fedBackOn: '2005-08-20' }, 'pass'],
    ['told a day late', { name: '甲', opinions: 2, fedBackOn: '2005-08-21' }, 'fail'],
    ['not told', { name: '甲', opinions: 1 }, 'fail'],
    ['none, recorded', { name: '甲', opinions: 0, recordedNone: true }, 'pass'],
    ['none, not recorded', { name: '甲', opinions: 0 }, 'fail'],
  ])('%s: %s', (_, member, expected) => {
    expect(outcomeOf('R-37', { members: [member], meetingOn })).toBe(expected)
  })
  it('judges nobody without members, and nine of ten by the limit of the settings', () => {
    const members = Array.from({ length: 10 }, (_, index) => ({
      name: `党员${index}`,
      opinions: 0,
      recordedNone: index > 0,
    }))
    expect(outcomeOf('R-37', { members: [] })).toBe('not-assessed')
    expect(outcomeOf('R-37', { members })).toBe('fail')
    expect(outcomeOf('R-37', { members }, { 'opinion.feedback': { value: 90 } })).toBe('pass')
  })
})

describe('R-38', () => {
  const members = ['书记', '甲', '乙']
  const one = (talker: string, partner: string) => ({ kind: '个别', talker, partners: [partner] })
  it.each<[string, object[], Outcome]>([
    ['both, whoever began', [one('书记', '甲'), one('乙', '书记')], 'pass'],
    ['one of two', [one('书记', '甲'), one('甲', '乙')], 'fail'],
    ['a group only', [{ kind: '集体', talker: '书记', partners: ['甲', '乙'] }], 'fail'],
    [
      'a group of two',
      [one('书记', '甲'), one('书记', '乙'), { kind: '集体', talker: '甲', partners: ['乙'] }],
      'fail',
    ],
    ['with himself', [one('书记', '甲'), one('书记', '乙'), one('甲', '甲')], 'fail'],
    ['nothing', [], 'fail'],
  ])('%s: %s', (_, talks, expected) => {
    expect(outcomeOf('R-38', { secretary: '书记', members, talks })).toBe(expected)
  })
  it('counts the members without the secretary', () => {
    const talks = [one('书记', '甲'), one('甲', '书记')]
    expect(verdictOf('R-38', { secretary: '书记', members, talks }).facts).toMatchObject({
      share: '1/2 = 50.00%',
    })
    expect(outcomeOf('R-38', { secretary: '书记', members: ['书记'], talks: [] })).toBe('not-assessed')
  })
})
