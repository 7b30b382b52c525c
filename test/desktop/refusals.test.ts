// Units of the sample town that may not move on: each missing condition is said on the sheet, and the step is refused with its sentence.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as steps from './gate-steps.ts'
import type { Launched } from './launch.ts'
import { approvePlan, handInPlan, setAction } from './plan-steps.ts'

const { button, expectCondition, expectWords, nextStep } = steps

let desk: Launched
const page = (): Page => desk.page

beforeAll(async () => {
  desk = await steps.openSampleTown()
}, 150_000)
afterAll(() => desk.app.close())

/** The step cannot be taken, and these words say why. */
async function expectRefused(step: string, why: string): Promise<void> {
  await expectWords(nextStep(page()), why)
  expect(await button(nextStep(page()), step).last().isDisabled()).toBe(true)
}

const notAccepted = (state: string): string =>
  `学习动员阶段的状态是“${state}”，督导组验收合格后才能申请转段。`

describe('a unit as it stands in the sample town', () => {
  it.each([
    [
      'without an approved plan',
      '运输公司支部',
      '活动方案已批准',
      '不具备',
      '第2版退回修改',
      '提交转段申请',
      notAccepted('进行中'),
    ],
    [
      'with actions open',
      '化工公司支部',
      '规定动作全部完成',
      '不具备',
      '12/22项',
      '提交转段申请',
      notAccepted('进行中'),
    ],
    [
      'with a blank self-check',
      '建筑公司支部',
      '自查无空项',
      '不具备',
      '20/22项，空白2项',
      '提交转段申请',
      notAccepted('待验收'),
    ],
    [
      'not accepted',
      '粮管所支部',
      '督导组验收合格',
      '不具备',
      'X-06、X-07、X-08未达标',
      '提交转段申请',
      notAccepted('限期补课'),
    ],
    [
      'with a severe finding',
      '粮管所支部',
      '严重督导问题已销号',
      '不具备',
      '督〔2005〕3-010',
      '提交转段申请',
      notAccepted('限期补课'),
    ],
    [
      'not voted on',
      '广播电视站支部',
      '不满意率小于10%',
      '尚未办到',
      '尚未测评',
      '提交转段申请',
      notAccepted('待验收'),
    ],
    [
      'barred by its vote',
      '水利站支部',
      '不满意率小于10%',
      '不具备',
      '1/10（10.00%），第1轮',
      '重新申请',
      '须补课整改后重新测评。请先登记并确认第2轮测评。',
    ],
    [
      'refused by the group',
      '水利站支部',
      '督导组同意',
      '不具备',
      '田克勤，8月7日不予转段',
      '重新申请',
      '上次因第1轮测评不予转段',
    ],
    [
      'without a summary',
      '北湾小学支部',
      '督导组同意',
      '尚未办到',
      '待组长签署',
      '提交转段申请',
      '阶段小结未交，请先写明阶段小结再申请转段。',
    ],
  ] as const)('%s', async (_, unit, text, mark, fact, step, why) => {
    await steps.openGate(page(), unit, '转段')
    await expectCondition(page(), text, mark, fact)
    await expectRefused(step, why)
    expect(await button(page(), '办理转段').count()).toBe(0)
  })

  it('agreed to but not reported: only the report is offered, and it must come before the meeting', async () => {
    await steps.openGate(page(), '中心卫生院支部', '转段')
    await expectCondition(page(), '测评情况已报先教办', '尚未办到', '尚未报送')
    expect(await button(page(), '办理转段').count()).toBe(0)
    await steps.fill(nextStep(page()), '拟转段', '2005-08-16')
    await expectRefused('登记已报先教办', '测评情况2005-08-17报先教办，不早于转段2005-08-16，不能转段。')
  })

  it('keeps the sheet on which it was refused the first time', async () => {
    await button(page(), '不予转段时的核对单').click()
    await expectWords(steps.sheet(page()), '不予转段时的核对单，不再变动')
    await expectWords(steps.sheet(page()), '不满意 13/128 = 10.16% ≥ 10%')
    await button(page(), '看现在的').click()
    await expectWords(steps.sheet(page()), '不满意 7/126 = 5.56% ＜ 10%')
  })

  it('with lines of its self-check blank: it cannot even ask to be accepted', async () => {
    await steps.openGate(page(), '建筑公司支部', '验收')
    await expectWords(steps.acceptancePanel(page()), '自查表还有 2 项空白（X-11、X-19）')
    expect(await button(steps.acceptancePanel(page()), '提请验收').isDisabled()).toBe(true)
  })

  it('whose report came after the meeting', async () => {
    await steps.openGate(page(), '电器公司支部', '转段')
    await steps.fill(nextStep(page()), '转段日期', '2005-08-16')
    await steps.fill(nextStep(page()), '转段会', '14:00')
    await button(nextStep(page()), '办理转段').last().click()
    await expectWords(
      steps.movePanel(page()),
      '测评情况2005-08-16 16:00报先教办，不早于转段2005-08-16 14:00，不能转段。',
    )
    await expectWords(steps.headline(page()), '已报先教办')
  })
})

const UNIT = '酿造公司支部'

describe('one unit that has everything, with one condition taken away after another', () => {
  const toConsent = () => steps.openGate(page(), UNIT, '转段')
  const expectReady = async (): Promise<void> => {
    await toConsent()
    await expect.poll(() => button(nextStep(page()), '同意转段').last().isEnabled()).toBe(true)
  }

  it('could be agreed to, but not on a day before its vote', async () => {
    await expectReady()
    await steps.fill(nextStep(page()), '签署日期', '2005-08-07')
    await expectRefused('同意转段', '签署日期2005-08-07早于测评日期2005-08-08，请核对。')
  })

  it('an action is not done after all', async () => {
    await setAction(page(), { phase: 'study', unit: UNIT, action: '五门辅导课', state: '进行中' })
    await toConsent()
    await expectCondition(page(), '规定动作全部完成', '不具备', '规定动作“五门辅导课”进行中')
    await expectRefused('同意转段', '规定动作未全部完成：规定动作“五门辅导课”进行中。')
    await setAction(page(), { phase: 'study', unit: UNIT, action: '五门辅导课', state: '完成' })
    await expectReady()
  })

  it('the plan is changed and not approved again', async () => {
    await handInPlan(page(), UNIT, '报变更')
    await toConsent()
    await expectCondition(page(), '活动方案已批准', '不具备', '第2版变更待审')
    await expectRefused('同意转段', '活动方案第2版变更待审，尚未批准。')
    await approvePlan(page(), UNIT)
    await expectReady()
  })

  it('a severe finding turns up', async () => {
    await steps.registerSevere(page(), UNIT, '第一次集中学习的考勤是事后补的。')
    await toConsent()
    await expectCondition(page(), '严重督导问题已销号', '不具备', /未销号1件：督〔2005〕3-\d+/)
    await expectRefused('同意转段', '严重督导问题1件没有销号：督〔2005〕3-')
    await steps.withdrawFinding(page(), '单位出示了原始签到册，问题不成立。')
    await expectReady()
  })

  it('the vote is void', async () => {
    await steps.showPanel(page(), '测评')
    await steps.declareVoid(page(), '测评票没有当场密封。')
    await steps.showPanel(page(), '转段')
    await expectCondition(page(), '测评时督导人员到场', '尚未办到', '尚未测评')
    await expectRefused('同意转段', '没有经督导组确认的测评，不得转段。')
  })

  it('nobody of the group is on record at the next one', async () => {
    await steps.showPanel(page(), '测评')
    await steps.countPoll(page(), {
      on: '2005-08-17',
      witness: null,
      issued: 12,
      returned: 12,
      grades: { 满意: 8, 基本满意: 2, 不满意: 2 },
    })
    await button(steps.pollPanel(page()), '确认结果').click()
    await expectWords(steps.pollPanel(page()), '没有登记到场的督导人员。测评须有督导人员到场')
    await steps.showPanel(page(), '转段')
    await expectCondition(page(), '测评时督导人员到场', '尚未办到', '尚未测评')
    await expectRefused('同意转段', '还没有测评，不知督导人员是否到场。')
  })

  it('the next one is barred, and the leader can only refuse', async () => {
    await steps.showPanel(page(), '测评')
    await steps.nameWitness(page(), '石文博')
    await steps.confirmPoll(page())
    await steps.showPanel(page(), '转段')
    await expectWords(steps.headline(page()), '不准转段')
    await expectWords(nextStep(page()).getByRole('heading'), '不予转段')
    await button(nextStep(page()), '同意转段').click()
    await expectRefused('同意转段', '不满意2/12（16.67%），达到或超过10%，一律不准转入下一阶段')
    await button(nextStep(page()), '不予转段').click()
    await button(nextStep(page()), '不予转段').last().click()
    await expectCondition(page(), '督导组同意', '不具备', '田克勤，8月17日不予转段')
    await expectRefused('重新申请', '上次因第2轮测评不予转段，须补课整改后重新测评。')
  })
})
