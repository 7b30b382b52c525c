// Rules over one row of the ledgers of people, at their boundaries.
import { describe, expect, it } from 'vitest'
import type { Values } from '#shared/ledger/ledger.ts'
import type { CheckContext, LedgerModule } from '#shared/ledger/module.ts'
import { stateOf, nextStates, openStates, stateProblem } from '#shared/ledger/way.ts'
import { exemplarModule } from '#shared/ledgers/exemplar-checks.ts'
import { exemplars, exemplarWay } from '#shared/ledgers/exemplars.ts'
import { contactVisitModule, leaderDutyModule } from '#shared/ledgers/leader-checks.ts'
import {
  careVisitModule,
  difficultMemberModule,
  floatingMemberModule,
  lostMemberModule,
  representativeModule,
} from '#shared/ledgers/people-checks.ts'

const contextOf = (module: LedgerModule, stored?: Values): CheckContext => ({
  row: 5,
  today: '2005-08-17',
  campaignStart: '2005-07-01',
  present: new Set(Object.keys(module.ledger.columns)),
  ...(stored === undefined ? {} : { stored }),
})
const codesOf = (module: LedgerModule, values: Values, stored?: Values): string[] =>
  module.checkRow(values, contextOf(module, stored)).map(({ code }) => code)

describe('members out of touch', () => {
  const row = { name: '张三', org_id: 'a', last_contact: '2005-01' }
  it.each<[string, Values, string[]]>([
    ['only registered', {}, []],
    ['not found', { result: '仍无法联系' }, []],
    ['found and not enrolled', { result: '取得联系' }, ['M-700']],
    ['found and enrolled', { result: '取得联系', enrolled_id: 'b', found_on: '2005-07-15' }, []],
    ['enrolled without being found', { enrolled_id: 'b' }, ['M-701']],
    ['known to the year only', { last_contact: '2004' }, ['M-702']],
    ['known to this month', { last_contact: '2005-08' }, []],
    ['last seen next month', { last_contact: '2005-09' }, ['M-465']],
    ['found before he was lost', { found_on: '2004-12-31' }, ['M-703']],
    ['enrolled before he was found', { found_on: '2005-07-15', enrolled_on: '2005-07-14' }, ['M-703']],
  ])('%s', (_, more, expected) => {
    expect(codesOf(lostMemberModule, { ...row, ...more })).toEqual(expected)
  })
})

describe('members away', () => {
  const row = { org_id: 'a', member_id: 'm', place: '邻县', card_no: '001' }
  it.each<[string, Values, string[]]>([
    ['six months to the day', { since: '2005-02-17' }, []],
    ['six months and a day', { since: '2005-02-16' }, ['M-705']],
    ['six months by months', { since: '2005-02' }, []],
    ['seven months', { since: '2005-01' }, ['M-705']],
    ['long, but cannot be moved', { since: '2003-01', transfer: '不便转移' }, []],
    ['long, without a card', { since: '2003-01', card_no: null }, []],
    ['back within six months', { since: '2004-01-01', returned_on: '2004-07-01' }, []],
    ['a card without a day', {}, ['M-706']],
    ['nowhere', { since: '2005-05', place: null }, ['M-341']],
    ['back before he left', { since: '2005-05-02', returned_on: '2005-05-01' }, ['M-703']],
  ])('%s', (_, more, expected) => {
    expect(codesOf(floatingMemberModule, { ...row, ...more })).toEqual(expected)
  })
})

describe('members in difficulty', () => {
  const row = { org_id: 'a', member_id: 'm', kind: '低保' }
  it.each<[string, Values, string[]]>([
    ['posted', { public_from: '2005-07-18', public_to: '2005-07-22' }, []],
    ['posted for one day', { public_from: '2005-07-18', public_to: '2005-07-18' }, []],
    ['taken down before it was put up', { public_from: '2005-07-18', public_to: '2005-07-17' }, ['M-703']],
    ['posted with no end', { public_from: '2005-07-18' }, ['M-708']],
    ['posted in a month', { public_from: '2005-07', public_to: '2005-07-22' }, ['M-459']],
    ['joined the day before', { kind: '建国前入党', join_date: '1949-09-30' }, []],
    ['joined on the day itself', { kind: '建国前入党', join_date: '1949-10-01' }, ['M-709']],
    ['joined in a year that leaves it open', { kind: '建国前入党', join_date: '1949' }, []],
    ['eighteen', { age: 18 }, []],
    ['seventeen', { age: 17 }, ['M-710']],
    ['a hundred and eleven', { age: 111 }, ['M-710']],
  ])('%s', (_, more, expected) => {
    expect(codesOf(difficultMemberModule, { ...row, ...more })).toEqual(expected)
  })
})

describe('visits and representatives', () => {
  const care = { org_id: 'a', name: '张三', visited_on: '2005-07-01', kinds: ['助困'] }
  it.each<[string, Values, string[]]>([
    ['on the first day of the campaign', {}, []],
    ['the day before', { visited_on: '2005-06-30' }, ['M-711']],
    ['today', { visited_on: '2005-08-17' }, []],
    ['tomorrow', { visited_on: '2005-08-18' }, ['M-465']],
    ['in a month', { visited_on: '2005-07' }, ['M-459']],
    ['without a kind of help', { kinds: [] }, ['M-712']],
  ])('a visit %s', (_, more, expected) => {
    expect(codesOf(careVisitModule, { ...care, ...more })).toEqual(expected)
  })
  it('of a leader says what for', () => {
    const visit = { leader: '周明远', org_id: 'a', visited_on: '2005-07-13', matters: ['上党课'] }
    expect(codesOf(contactVisitModule, visit)).toEqual([])
    expect(codesOf(contactVisitModule, { ...visit, matters: null })).toEqual(['M-720'])
  })
  it('wants a whole day for materials', () => {
    const row = { org_id: 'a', category: '服务对象' }
    expect(codesOf(representativeModule, { ...row, materials_on: '2005-08-01' })).toEqual([])
    expect(codesOf(representativeModule, { ...row, materials_on: '2005-08' })).toEqual(['M-459'])
  })
  it('an example set is recorded', () => {
    const row = { org_id: 'a', member_id: 'm', duty: '带头学习', done_on: '2005-07-13' }
    expect(codesOf(leaderDutyModule, row)).toEqual(['M-722'])
    expect(codesOf(leaderDutyModule, { ...row, record: '有签到' })).toEqual([])
  })
})

describe('exemplars', () => {
  const row = { org_id: 'a', name: '张三', deeds: '上门读报', state: '推荐' }
  it.each<[string, Values, Values | undefined, string[]]>([
    ['recommended', {}, undefined, []],
    ['without deeds', { deeds: null }, undefined, ['M-715']],
    ['nobody, without a reason', { name: '无推荐', deeds: null }, undefined, ['M-714']],
    ['nobody, with a reason', { name: '无推荐', deeds: null, why_none: '正在培养' }, undefined, []],
    ['chosen', { state: '入围' }, { state: '推荐' }, []],
    ['made known', { state: '宣传' }, { state: '确定' }, []],
    ['a negative case made known', { state: '宣传', side: '反面典型' }, { state: '确定' }, ['M-717']],
    ['turned negative afterwards', { state: '宣传', side: '反面典型' }, { state: '宣传' }, ['M-717']],
    ['not taken, without a reason', { state: '未采纳' }, { state: '推荐' }, ['M-716']],
    ['not taken, with a reason', { state: '未采纳', why_refused: '事迹一般' }, { state: '推荐' }, []],
    ['nobody, chosen', { name: '无推荐', why_none: '正在培养', state: '入围' }, { state: '推荐' }, ['M-719']],
  ])('%s', (_, more, stored, expected) => {
    expect(codesOf(exemplarModule, { ...row, ...more }, stored)).toEqual(expected)
  })

  it.each(['无推荐', '没有推荐', ' 无 推荐 '])('a branch that writes %s recommends nobody', (name) => {
    expect(exemplarModule.complete({ name }, {}, 2005)).toEqual({ name: '无推荐' })
  })

  it('hides negative cases only', () => {
    expect(exemplarModule.veil?.(row)).toBeNull()
    expect(exemplarModule.veil?.({ ...row, side: '反面典型' })).toEqual({ name: '某同志', org_id: '某单位' })
    expect(exemplarModule.veil?.({ ...row, side: '反面典型', subject: '组织' })).toEqual({
      name: '某单位',
      org_id: '某单位',
    })
  })
})

describe('a state that goes the way of a machine', () => {
  it('begins at the first one', () => {
    expect([stateOf(exemplarWay, undefined), stateOf(exemplarWay, { state: null })]).toEqual(['推荐', '推荐'])
  })
  it.each([
    ['推荐', ['入围', '未采纳']],
    ['入围', ['确定', '未采纳']],
    ['确定', ['宣传']],
    ['宣传', []],
    ['未采纳', []],
  ])('leads from %s to %j', (state, expected) => {
    expect(nextStates(exemplarWay, state)).toEqual(expected)
    expect(openStates(exemplarWay, state)).toEqual([state, ...expected])
  })
  it('says which steps are open where another one is asked for', () => {
    expect(stateProblem(exemplars, { state: '推荐' }, '入围')).toBeNull()
    expect(stateProblem(exemplars, { state: '推荐' }, '宣传')?.message).toBe(
      '“状态”现在是“推荐”，不能改为“宣传”，只能改为“入围”“未采纳”。',
    )
    expect(stateProblem(exemplars, { state: '宣传' }, '')?.message).toContain('不能再改')
  })
})
