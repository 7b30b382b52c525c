// What a unit hands in and does before its check: the plan with its review, the prescribed actions, the members' analyses.
import type { Page } from 'playwright-core'
import { button, expectWords, field, fill, go } from './gate-steps.ts'

const planText = (unit: string): string => `${unit}先进性教育活动实施方案
一、本单位情况和存在问题
支部人少活忙，班子不够健全。存在的问题：1．没有明确信息员；2．业务外出多，集中学习到不齐。
二、方法步骤
集中学习安排在每周三、周六晚上，外出的党员回厂后三天内补课。
三、主题实践活动
题目是“一名党员一道工序”，每名党员负责一道工序的质量，有台账。
四、保证措施
组长由书记担任；经费从党费列支；在厂部会议室活动；有考勤和补课办法；每周自查一次。`

const GROUNDS = ['与本单位实际结合', '活动时间安排', '主题实践活动特色', '活动保证措施']

async function openPlan(page: Page, unit: string): Promise<void> {
  await go(page, '#/plans')
  await page.getByPlaceholder('找单位').fill(unit)
  await page.getByRole('button', { name: unit }).first().click()
  await page
    .getByRole('heading', { name: unit })
    .or(page.getByText(`${unit}还没有报方案。`))
    .first()
    .waitFor()
}

/** Enters a plan; it waits to be judged. */
export async function handInPlan(page: Page, unit: string, how = '登记报送'): Promise<void> {
  await openPlan(page, unit)
  await button(page, how).click()
  await page.getByLabel('主题', { exact: true }).fill('一名党员一道工序')
  await page.getByLabel('方案正文').fill(planText(unit))
  await page.getByLabel('保证措施').fill('组长由书记担任\n经费从党费列支\n有考勤和补课办法')
  await button(page, /^登记第/).click()
  await page.getByText('还不能下结论').waitFor()
}

/** Finds all four grounds met. */
export async function approvePlan(page: Page, unit: string): Promise<void> {
  await openPlan(page, unit)
  for (const title of GROUNDS) await button(page.getByRole('region', { name: title }), '符合').click()
  await button(page, '批准').click()
  await page.getByText('已批准').first().waitFor()
}

type Phase = 'study' | 'review'

async function openActions(page: Page, phase: Phase, unit: string): Promise<void> {
  await go(page, '#/')
  await go(page, `#/schedule?tab=actions&phase=${phase}`)
  await page.getByRole('region', { name: '规定动作和自选动作' }).getByLabel('找单位').fill(unit)
}

/** One action by the tick in front of the unit: 同一日期完成. */
export async function finishByTick(
  page: Page,
  { phase, unit, action }: { readonly phase: Phase; readonly unit: string; readonly action: string },
): Promise<void> {
  await openActions(page, phase, unit)
  await page.getByLabel('选中这一行').check()
  await button(page, '1个单位同一日期完成').click()
  const dialog = page.getByRole('dialog')
  await field(dialog, '环节').click()
  await dialog.getByRole('option', { name: action }).click()
  await fill(dialog, '佐证', '材料存支部档案盒')
  await button(dialog, '记为完成').click()
  await page.getByText(`已记 1 个单位完成“${action}”。`).waitFor()
}

/** Every action still open, one by one in the drawer, but those that wait for something. */
export async function finishActions(
  page: Page,
  {
    phase,
    unit,
    not = [],
  }: { readonly phase: Phase; readonly unit: string; readonly not?: readonly string[] },
): Promise<void> {
  await openActions(page, phase, unit)
  await page.locator(`button[title^="${unit} "]`).first().click()
  const drawer = page.getByRole('complementary', { name: unit })
  const list = drawer.getByRole('table', { name: '动作清单' })
  await list.waitFor()
  const names = await list
    .locator('tr')
    .filter({ hasNot: page.locator('.tag') })
    .filter({ hasText: /未开始|进行中/ })
    .locator('button')
    .allInnerTexts()
  for (const name of names.map((each) => each.trim())) {
    if (name.includes('转段') && name !== '转段动员') continue
    if (!not.includes(name)) await finishOne(page, unit, name)
  }
}

/** Says where one action stands. */
export async function setAction(
  page: Page,
  input: {
    readonly phase: Phase
    readonly unit: string
    readonly action: string
    readonly state: '进行中' | '完成'
  },
): Promise<void> {
  const { phase, unit, action, state } = input
  await openActions(page, phase, unit)
  await page.locator(`button[title^="${unit} "]`).first().click()
  if (state === '完成') await finishOne(page, unit, action)
  else await openAgain(page, unit, action)
}

async function openAgain(page: Page, unit: string, name: string): Promise<void> {
  const drawer = page.getByRole('complementary', { name: unit })
  const row = drawer.getByRole('table', { name: '动作清单' }).getByRole('row').filter({ hasText: name })
  await button(row, name).click()
  const form = drawer.getByRole('region', { name, exact: true })
  await button(form.getByRole('group', { name: '状态' }), '进行中').click()
  await button(form, '保存').click()
  await expectWords(row, '进行中')
}

async function finishOne(page: Page, unit: string, name: string): Promise<void> {
  const drawer = page.getByRole('complementary', { name: unit })
  const row = drawer.getByRole('table', { name: '动作清单' }).getByRole('row').filter({ hasText: name })
  await button(row, name).click()
  const form = drawer.getByRole('region', { name, exact: true })
  await button(form.getByRole('group', { name: '状态' }), '完成').click()
  await fill(form, '佐证', '材料存支部档案盒')
  for (const label of ['地点', '记录人'])
    if (await field(form, label).count()) await fill(form, label, label === '地点' ? '厂部会议室' : '袁松年')
  await button(form, '保存').click()
  await expectWords(row, '完成')
}

const drawerOf = (page: Page, name: string) => page.getByRole('complementary', { name, exact: true })

export async function openAnalyses(page: Page, unit: string): Promise<void> {
  await go(page, '#/analyses')
  await page.getByLabel('找支部').fill(unit)
  await page.getByRole('region', { name: '支部' }).getByRole('button', { name: unit }).click()
  await page.getByRole('heading', { name: unit }).waitFor()
}

const openMember = (page: Page, name: string): Promise<void> =>
  page.getByRole('grid', { name: '党员的材料' }).getByText(name, { exact: true }).click()

export interface Paper {
  readonly name: string
  readonly submittedOn: string
  readonly reviewer: string
  readonly reviewedOn: string
}

/** The paper of one member comes in and is reviewed. */
export async function handInAnalysis(
  page: Page,
  { name, submittedOn, reviewer, reviewedOn }: Paper,
): Promise<void> {
  const drawer = drawerOf(page, name)
  if (!(await drawer.isVisible())) await openMember(page, name)
  await fill(drawer, '日期', submittedOn)
  await button(drawer, '登记交稿').last().click()
  await button(drawer, '审阅通过').first().click()
  await fill(drawer, '审阅人', reviewer)
  await fill(drawer, '意见', '问题具体，根源找得准，方向明确。')
  await fill(drawer, '日期', reviewedOn)
  await button(drawer, '审阅通过').last().click()
  await drawer
    .getByText(/^下一步/)
    .first()
    .waitFor()
}

export async function publicise(page: Page, from: string, to: string): Promise<void> {
  await button(page, '整个支部公示').click()
  const dialog = page.getByRole('dialog')
  await fill(dialog, '方式', '厂务公开栏张贴')
  await fill(dialog, '开始', from)
  await fill(dialog, '结束', to)
  await button(dialog, '登记公示').click()
  await dialog.waitFor({ state: 'detached' })
}

/** Ballots of members: 满意, 基本满意, 不满意. */
export async function enterBallots(
  page: Page,
  on: string,
  ballots: Readonly<Record<string, readonly [number, number, number]>>,
): Promise<void> {
  const grid = page.getByRole('region', { name: '登记测评票数' })
  await fill(grid, '测评日期', on)
  await fill(grid, '督导人员', '石文博')
  for (const [name, counts] of Object.entries(ballots))
    for (const [i, grade] of ['满意', '基本满意', '不满意'].entries())
      await grid.getByLabel(`${name} ${grade}`, { exact: true }).fill(String(counts[i]))
  await grid
    .getByLabel(/ 弃权$/)
    .first()
    .focus()
  await button(grid, `保存 ${String(Object.keys(ballots).length)} 人`).click()
  await grid.waitFor({ state: 'detached' })
}

/** Help by another member, and the second paper. */
export async function helpAndRewrite(page: Page, paper: Paper & { readonly helper: string }): Promise<void> {
  const drawer = drawerOf(page, paper.name)
  if (!(await drawer.isVisible())) await openMember(page, paper.name)
  await field(drawer, '帮助人').last().fill(paper.helper)
  await fill(drawer, '谈话情况', '逐条对照群众意见，帮助找准业务外出不请假、不参加学习的根源。')
  await fill(drawer, '日期', paper.submittedOn)
  await button(drawer, '登记帮助谈话').last().click()
  // The form is set back once the help is saved: what was typed before that would be lost.
  await button(drawer, '登记交稿').last().waitFor()
  await handInAnalysis(page, paper)
}
