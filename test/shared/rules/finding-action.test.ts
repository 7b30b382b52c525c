// What each step of a finding asks for, over every state and action.
import { describe, expect, it } from 'vitest'
import {
  isOverdueFinding,
  reasonsAgainst,
  reasonsAgainstExtension,
  type ActionInput,
  type FindingAction,
  type FindingFacts,
} from '#shared/rules/finding-action.ts'
import { findingMachine, mayAct } from '#shared/rules/machines.ts'
import { light } from '#shared/rules/finding-light.ts'

const TODAY = '2005-08-17'

const facts = (more: Partial<FindingFacts> = {}): FindingFacts => ({
  state: '待复查',
  description: '笔记潦草',
  basis: '字迹可辨认',
  demand: '请于8月11日前补课。',
  foundOn: '2005-08-01',
  dueOn: '2005-08-11',
  owner: '史大川',
  feedback: '已补记',
  evidence: 1,
  doneOn: '2005-08-10',
  lastOn: '2005-08-10',
  ...more,
})

const input = (action: FindingAction, more: Partial<ActionInput> = {}): ActionInput => ({
  action,
  on: '2005-08-12',
  person: '叶素心',
  text: '抽看4本，均已补齐',
  dueOn: null,
  ...more,
})

const pairs = findingMachine.states.flatMap((state) =>
  findingMachine.actions.map((action) => [state, action] as const),
)

describe('with everything there', () => {
  it.each(pairs)('%s × %s is as the machine says', (state, action) => {
    const reasons = reasonsAgainst(facts({ state }), input(action), TODAY)
    expect(reasons.length === 0).toBe(mayAct(findingMachine, state, action))
  })
})

describe('one thing missing', () => {
  it.each<[FindingAction, Partial<FindingFacts>, Partial<ActionInput>, string]>([
    ['下达', { state: '登记', basis: '' }, {}, '没有填依据。'],
    ['下达', { state: '登记', dueOn: '2005-07-31' }, {}, '整改时限2005-07-31早于发现日期2005-08-01。'],
    ['下达', { state: '登记', demand: '补齐{材料}' }, {}, '“整改意见”里还有没填的：材料。请填好或删去。'],
    ['撤销', { state: '登记' }, { text: ' ' }, '没有填撤销原因。'],
    ['反馈', { state: '整改中' }, { text: '' }, '没有填整改情况。'],
    ['反馈', { state: '整改中' }, { on: '2005-07-31' }, '日期2005-07-31早于发现日期2005-08-01。'],
    ['销号', { evidence: 0 }, {}, '没有佐证材料。'],
    ['销号', { feedback: null }, {}, '没有填完成情况。'],
    ['销号', {}, { person: '史大川' }, '验收人不得为责任人史大川。'],
    ['销号', { doneOn: '2005-08-13' }, {}, '验收日期2005-08-12早于完成日期2005-08-13。'],
    ['销号', {}, { on: '2005-08-18' }, '日期2005-08-18还没有到，请填今天或以前的日期。'],
    ['销号', {}, { on: '' }, '请填日期。'],
    ['退回', {}, { text: '' }, '没有填退回原因。'],
    ['退回', {}, { dueOn: '2005-08-11' }, '新的时限2005-08-11早于退回日期2005-08-12。'],
    [
      '退回',
      {},
      { person: '史大川' },
      '史大川是这个问题的责任人，不能复查自己的问题，请换一位督导人员复查。',
    ],
    ['提请复查', { state: '已反馈' }, { person: ' ' }, '没有填经办人。'],
  ])('%s with %j and %j', (action, missing, more, reason) => {
    expect(reasonsAgainst(facts(missing), input(action, more), TODAY)).toEqual([reason])
  })
})

describe('more time', () => {
  it.each([
    ['整改中', '2005-08-20', '暑期培训', 0],
    ['整改中', '2005-08-11', '暑期培训', 1],
    ['整改中', '2005-07-30', '', 2],
    ['已销号', '2005-08-20', '暑期培训', 1],
    ['撤销', '', '', 3],
  ] as const)('%s until “%s” because “%s”: %i reasons', (state, dueOn, reason, count) => {
    expect(reasonsAgainstExtension(facts({ state }), dueOn, reason)).toHaveLength(count)
  })
})

describe('overdue (R-48)', () => {
  it.each([
    ['2005-08-16', '已下达', true],
    ['2005-08-17', '已下达', false],
    ['2005-08-16', '退回重改', true],
    ['2005-08-16', '已反馈', false],
    ['2005-08-16', '待复查', false],
    ['2005-08-16', '已销号', false],
    [null, '登记', false],
  ] as const)('due %s, %s: %s', (dueOn, state, expected) => {
    expect(isOverdueFinding({ state, dueOn }, TODAY)).toBe(expected)
  })
})

describe('lights', () => {
  it.each([
    ['2005-08-16', '整改中', '红'],
    ['2005-08-17', '整改中', '黄'],
    ['2005-08-20', '整改中', '黄'],
    ['2005-08-21', '整改中', '绿'],
    ['2005-08-16', '已销号', '无'],
    ['2005-08-16', '撤销', '无'],
    [null, '登记', '无'],
  ] as const)('due %s, %s: %s', (due, state, expected) => {
    expect(light(due, TODAY, state)).toBe(expected)
  })
})
