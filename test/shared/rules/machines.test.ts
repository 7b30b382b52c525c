// State machines: every pair of a state and an action is either listed or refused, and every state is reached.
import { describe, expect, it } from 'vitest'
import {
  actionsFrom,
  analysisMachine,
  exemplarMachine,
  findingMachine,
  issueMachine,
  machines,
  makeupMachine,
  mayAct,
  planMachine,
  pollMachine,
  stepFrom,
  transitionMachine,
  unitStageMachine,
  unqualifiedMachine,
  weeklyReportMachine,
  type Machine,
} from '#shared/rules/machines.ts'

const all: readonly Machine<string, string>[] = machines

describe.each(all.map((machine) => [machine.label, machine] as const))('%s', (_, machine) => {
  it('opens exactly the listed pairs', () => {
    const listed = new Set(machine.steps.map(({ from, action }) => `${from}/${action}`))
    expect(listed.size).toBe(machine.steps.length)
    const pairs = machine.states.flatMap((state) => machine.actions.map((action) => [state, action] as const))
    for (const [state, action] of pairs) {
      expect(mayAct(machine, state, action)).toBe(listed.has(`${state}/${action}`))
    }
    expect(pairs.filter(([state, action]) => mayAct(machine, state, action))).toHaveLength(
      machine.steps.length,
    )
  })
  it('reaches every state from the first, and uses every action', () => {
    const reached = new Set([machine.initial])
    const follow = () =>
      machine.steps.filter(({ from }) => reached.has(from)).forEach(({ to }) => reached.add(to))
    machine.states.forEach(follow)
    expect([...reached].sort()).toEqual([...machine.states].sort())
    expect(new Set(machine.steps.map((step) => step.action))).toEqual(new Set(machine.actions))
  })
})

describe('where each machine ends', () => {
  it.each([
    [planMachine.label, planMachine, []],
    [unitStageMachine.label, unitStageMachine, ['已转段']],
    [transitionMachine.label, transitionMachine, ['已转段']],
    [pollMachine.label, pollMachine, ['作废']],
    [findingMachine.label, findingMachine, ['已销号', '撤销']],
    [issueMachine.label, issueMachine, []],
    [analysisMachine.label, analysisMachine, ['归档']],
    [weeklyReportMachine.label, weeklyReportMachine, ['补报']],
    [makeupMachine.label, makeupMachine, []],
    [unqualifiedMachine.label, unqualifiedMachine, ['结案', '移交纪检']],
    [exemplarMachine.label, exemplarMachine, ['宣传', '未采纳']],
  ] as [string, Machine<string, string>, string[]][])('%s', (_, machine, ends) => {
    expect(machine.states.filter((state) => actionsFrom(machine, state).length === 0)).toEqual(ends)
  })
})

describe('the gates', () => {
  it.each([
    [stepFrom(planMachine, '审核中', '批准'), '批准', 'R-14 通过'],
    [stepFrom(unitStageMachine, '未开始', '开始'), '进行中', '上一阶段已转段'],
    [stepFrom(transitionMachine, '督导组审核', '同意'), '同意', 'R-33 通过'],
    [stepFrom(transitionMachine, '不予转段', '重新申请'), '草稿', '被R-32挡住的须有新一轮测评'],
    [stepFrom(pollMachine, '已确认', '作废'), '作废', '限组长并写明理由'],
    [stepFrom(findingMachine, '登记', '下达'), '已下达', 'R-57 通过'],
    [stepFrom(issueMachine, '已完成', '销号'), '已销号', 'R-48b 通过'],
    [stepFrom(analysisMachine, '已测评', '定为重写'), '待重写', 'R-43 未通过'],
    [stepFrom(makeupMachine, '部分补课', '补齐'), '已补齐', 'R-20b 补齐'],
    [stepFrom(unqualifiedMachine, '审查', '组织处置'), '组织处置', 'R-45 通过'],
    [stepFrom(exemplarMachine, '确定', '宣传'), '宣传', 'R-23b 通过'],
  ])('%j', (step, to, guard) => {
    expect(step).toMatchObject({ to, guard })
  })
  it('refuses shortcuts', () => {
    expect(mayAct(planMachine, '已报送', '批准')).toBe(false)
    expect(mayAct(findingMachine, '整改中', '销号')).toBe(false)
    expect(mayAct(transitionMachine, '不予转段', '同意')).toBe(false)
    expect(mayAct(pollMachine, '已确认', '统计')).toBe(false)
    expect(mayAct(issueMachine, '待分类', '完成')).toBe(false)
    expect(mayAct(unqualifiedMachine, '发现', '组织处置')).toBe(false)
    expect(mayAct(unqualifiedMachine, '批评教育', '组织处置')).toBe(false)
    expect(mayAct(exemplarMachine, '推荐', '宣传')).toBe(false)
    expect(mayAct(makeupMachine, '缺课', '补齐')).toBe(false)
  })
})
