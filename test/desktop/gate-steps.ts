// What people do in the window on the way from plan to 转段, step by step, for the tests of that way.
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { launch, type Launched } from './launch.ts'

const WAIT = { timeout: 15_000 }

/** The sample town in a new window, with its leader at work. */
export async function openSampleTown(): Promise<Launched> {
  const desk = await launch()
  desk.page.setDefaultTimeout(WAIT.timeout)
  await desk.page.getByRole('button', { name: '载入', exact: true }).click()
  await desk.page.locator('nav').first().waitFor({ timeout: 90_000 })
  return desk
}

/** Closes the window and opens it again on a later day. */
export async function reopenOn(day: string, before: Launched): Promise<Launched> {
  const { userData } = before
  await before.app.close()
  const desk = await launch({ userData, env: { DUDAO_TODAY: day } })
  desk.page.setDefaultTimeout(WAIT.timeout)
  await button(desk.page, /^清溪镇/).click()
  await button(desk.page, /田克勤/).click()
  await desk.page.locator('nav').first().waitFor()
  return desk
}

export const go = async (page: Page, address: string): Promise<void> => {
  await page.evaluate((hash) => {
    location.hash = hash
  }, address)
}

/** The field of a label, with or without the star of a required one. */
export const field = (scope: Page | Locator, label: string): Locator =>
  scope.getByLabel(new RegExp(`^${label}\\*?$`, 'u'))

/** Types into a field and leaves it. */
export async function fill(scope: Page | Locator, label: string, text: string): Promise<void> {
  const target = field(scope, label)
  await target.fill(text)
  await target.blur()
}

export const button = (scope: Page | Locator, name: string | RegExp): Locator =>
  scope.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })

const press = (scope: Page | Locator, name: string | RegExp): Promise<void> => button(scope, name).click()

/** Answers the open dialog with this button and waits until it is gone. */
async function confirm(page: Page, label: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await press(dialog, label)
  await dialog.waitFor({ state: 'detached' })
}

/** Polls until the words of an element match. */
export const expectWords = (target: Locator, words: string | RegExp): Promise<void> =>
  typeof words === 'string'
    ? expect.poll(() => target.innerText(), WAIT).toContain(words)
    : expect.poll(() => target.innerText(), WAIT).toMatch(words)

/* The sheet of conditions and what stands beside it. */

export type Panel = '测评' | '验收' | '转段'

/** Opens a unit from the board as a user would: by its name. */
export async function openGate(page: Page, unit: string, panel?: Panel): Promise<void> {
  await go(page, '#/')
  await go(page, '#/gates?phase=study')
  await page.getByLabel('找单位').fill(unit)
  await button(page, unit).click()
  await sheet(page).waitFor()
  if (panel) await showPanel(page, panel)
}

export async function showPanel(page: Page, panel: Panel): Promise<void> {
  await press(page.getByRole('group', { name: '看哪一项' }), panel)
}

/** Another move of the unit than the one shown. */
export async function showPhase(page: Page, name: string): Promise<void> {
  await page
    .getByRole('group', { name: '哪一次转段' })
    .getByRole('button', { name: new RegExp(`^${name}→`, 'u') })
    .click()
  await expectWords(sheet(page), `由${name}阶段转入`)
}

export const sheet = (page: Page): Locator => page.getByRole('region', { name: '转段条件核对单' })
export const movePanel = (page: Page): Locator => page.getByRole('region', { name: '转段手续' })
/** The step the move waits for, with what stands in its way. */
export const nextStep = (page: Page): Locator => movePanel(page).getByRole('region', { name: '下一步' })
export const pollPanel = (page: Page): Locator => page.getByRole('region', { name: '测评计票' })
export const acceptancePanel = (page: Page): Locator => page.getByRole('region', { name: '自查验收' })

export const condition = (page: Page, text: string): Locator =>
  sheet(page).getByRole('row').filter({ hasText: text })

/** 具备 is a ✓, 不具备 a ✗, 尚未办到 and 不适用 a —. */
export type Mark = '具备' | '不具备' | '尚未办到' | '不适用'

const MARKED: Readonly<Record<Mark, string>> = {
  具备: '[role=img][aria-label="具备"]',
  不具备: '[role=img][aria-label="不具备"]',
  尚未办到: '[title="尚未办到"]',
  不适用: '[title="不适用"]',
}

/** A row of the sheet has this mark and says these words. */
export async function expectCondition(
  page: Page,
  text: string,
  mark: Mark,
  fact: string | RegExp,
): Promise<void> {
  const row = condition(page, text)
  await row.locator(MARKED[mark]).waitFor()
  await expectWords(row, fact)
}

export const headline = (page: Page): Locator => page.locator('header .st.box').first()

/* Self-check, inspection and acceptance. */

/** Answers every line of the unit's form by key; `keys` names those that are not simply 达标. */
export async function fillSelfCheck(
  page: Page,
  by: string,
  keys: Readonly<Record<string, string>> = {},
): Promise<void> {
  const panel = acceptancePanel(page)
  await press(panel, /^(开始|重新)自查$/)
  await confirm(page, '开始自查')
  const current = panel.getByRole('region', { name: '当前检查项' })
  const rows = panel.locator('tbody tr')
  await rows.first().waitFor()
  const total = await rows.count()
  for (let n = 1; n <= total; n += 1) {
    const code = (await current.locator('h3 .mut').innerText()).trim()
    const key = keys[code] ?? '1'
    await page.keyboard.press(key)
    if (key === '3') {
      await panel.getByPlaceholder('为什么不适用').fill('本支部没有这样的党员。')
      await page.keyboard.press('Enter')
    }
    await expectWords(panel, new RegExp(`(已填 )?${n}/${total} 项`))
    if (n < total) await page.keyboard.press('g')
  }
  await press(panel, '提请验收')
  await fill(page.getByRole('dialog'), '填表人', by)
  await confirm(page, '提请验收')
}

/** Inspects from the acceptance panel on by keys; `keys` names the lines that are not simply 达标. */
export async function inspectForAcceptance(
  page: Page,
  keys: Readonly<Record<string, string>> = {},
): Promise<void> {
  await press(acceptancePanel(page), '开始验收检查')
  const finish = button(page, '完成检查').first()
  await finish.waitFor()
  const current = page.getByRole('region', { name: '当前检查项' })
  const total = Number(/共 (\d+) 项/u.exec(await current.locator('.no1').innerText())?.[1])
  for (let n = 1; n <= total; n += 1) {
    const code = await current.locator('.code').innerText()
    const key = keys[code.trim()] ?? '1'
    await page.keyboard.press(key)
    if (key === '3') {
      await page.getByLabel('不适用的理由').fill('本支部没有这样的党员。')
      await page.keyboard.press('Enter')
    }
    await page.getByText(new RegExp(`已查 ${n} /`)).waitFor()
    if (n < total) await page.keyboard.press('g')
  }
  await finish.click()
  await confirm(page, '完成检查')
}

export async function decide(page: Page, verdict: '定为合格' | '责令补课'): Promise<void> {
  await press(acceptancePanel(page), verdict)
  await confirm(page, verdict)
}

/* A poll counted twice. */

export interface Ballots {
  readonly issued: number
  readonly returned: number
  readonly invalid?: number
  /** By the printed name of the grade. */
  readonly grades: Readonly<Record<string, number>>
}

export interface Round extends Ballots {
  readonly on: string
  /** Who of the group was there; null where nobody is on record. */
  readonly witness: string | null
  readonly makeup?: { readonly note: string; readonly on: string }
}

async function beginRound(page: Page, round: Round): Promise<void> {
  const panel = pollPanel(page)
  await press(panel, /^(开始第 1 轮|新一轮)$/)
  await fill(panel, '测评时间', round.on)
  await fill(panel, '测评范围', '党员、职工、服务对象')
  if (round.makeup) {
    await fill(panel, '补课情况', round.makeup.note)
    await fill(panel, '补课时间', round.makeup.on)
  }
  await press(panel, '开始这一轮')
  if (round.witness !== null) await nameWitness(page, round.witness)
}

/** Puts on record who of the group was at the vote. */
export async function nameWitness(page: Page, name: string): Promise<void> {
  const panel = pollPanel(page)
  await press(panel, '登记')
  await press(panel, name)
  await press(panel, '保存登记')
  await panel.getByText('已保存。').waitFor()
}

/** One person's count on the pad: one key for one ballot. */
async function countOnce(
  page: Page,
  which: '第一次' | '第二次',
  { grades, invalid }: Ballots,
): Promise<void> {
  const panel = pollPanel(page)
  await press(panel, '开始计票')
  const pad = panel.getByRole('group', { name: `${which}计票，按数字键加票` })
  await pad.waitFor()
  await pad.focus()
  const piles = Object.entries({ ...grades, ...(invalid === undefined ? {} : { 无效票: invalid }) })
  for (const [label, count] of piles) {
    const row = pad
      .getByRole('row')
      .filter({ has: page.getByRole('img', { name: new RegExp(`^${label} `) }) })
    const digit = (await row.locator('.kbd').innerText()).trim()
    for (let n = 0; n < count; n += 1) await page.keyboard.press(digit)
    await row.getByRole('img', { name: `${label} ${count} 票`, exact: true }).waitFor()
  }
  await pad.getByText('已点完').waitFor()
  await press(pad, `${which}点完`)
}

/** A round up to its result: handed out, taken back, counted by two people, summed up. */
export async function countPoll(page: Page, round: Round): Promise<void> {
  const panel = pollPanel(page)
  await beginRound(page, round)
  await fill(panel, '发出票', String(round.issued))
  await press(panel, '发票')
  await fill(panel, '收回票', String(round.returned))
  await press(panel, '收回')
  await countOnce(page, '第一次', round)
  await panel.getByText('看不到第一次的票数').waitFor()
  await countOnce(page, '第二次', round)
  await panel.getByText('两次一致').waitFor()
  await press(panel, '统计结果')
  await button(panel, '确认结果').waitFor()
}

/** A whole round, signed by the group. */
export async function holdPoll(page: Page, round: Round): Promise<void> {
  await countPoll(page, round)
  await confirmPoll(page)
}

export async function confirmPoll(page: Page): Promise<void> {
  await press(pollPanel(page), '确认结果')
  await pollPanel(page).getByText('票数不能再改').waitFor()
}

/** The leader takes the last round out of account. */
export async function declareVoid(page: Page, reason: string): Promise<void> {
  await press(pollPanel(page), '作废')
  await fill(page.getByRole('dialog'), '理由', reason)
  await confirm(page, '作废')
}

/* Findings. */

/** A severe finding of the unit, registered and issued. */
export async function registerSevere(page: Page, unit: string, what: string): Promise<void> {
  await go(page, '#/findings')
  await press(page, '登记问题')
  const form = page.getByRole('region', { name: '登记问题' })
  await field(form, '单位').fill(unit)
  await form.getByRole('option', { name: unit }).click()
  await fill(form, '存在问题', what)
  await field(form, '类别').selectOption({ index: 1 })
  await field(form, '程度').selectOption('严重')
  await press(form, /^只登记/)
  await form.waitFor({ state: 'detached' })
}

/** Takes back the finding in view. */
export async function withdrawFinding(page: Page, why: string): Promise<void> {
  await go(page, '#/findings')
  await page
    .getByText(/事后补的/)
    .first()
    .click()
  await press(page, '撤销')
  await fill(page, '撤销原因', why)
  await button(page, '撤销').last().click()
  await page
    .getByText('已撤销')
    .or(page.getByText('撤销', { exact: true }))
    .first()
    .waitFor()
}

/* The move itself. */

export interface Application {
  readonly summary: string
  readonly by: string
  readonly on: string
  readonly at: string
}

export async function applyForMove(page: Page, { summary, by, on, at }: Application): Promise<void> {
  const panel = movePanel(page)
  await fill(panel, '阶段小结', summary)
  await fill(panel, '申请人', by)
  await fill(panel, '拟转段', on)
  await fill(panel, '转段会', at)
  await press(panel, '提交转段申请')
  await press(panel, '受理申请')
}

export async function agree(page: Page): Promise<void> {
  const panel = movePanel(page)
  await button(panel, '同意转段').last().click()
  await button(panel, '登记已报先教办').waitFor()
}

export async function reportAndMove(
  page: Page,
  { reportedAt, on, at }: { readonly reportedAt: string; readonly on: string; readonly at: string },
): Promise<void> {
  const panel = movePanel(page)
  await fill(panel, '报送钟点', reportedAt)
  await fill(panel, '文号', '清先教字〔2005〕21号')
  await press(panel, '登记已报先教办')
  await button(panel, '办理转段').waitFor()
  await fill(panel, '转段日期', on)
  await fill(panel, '转段会', at)
  await button(panel, '办理转段').last().click()
}
