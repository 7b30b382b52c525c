// The main job by hand in the real window: a new town, both rosters in, a plan returned and approved, an inspection, findings out.
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chooseFiles, chooseTarget } from './dialogs.ts'
import { launch, type Launched } from './launch.ts'

const dir = mkdtempSync(path.join(tmpdir(), 'dudao-job-'))
const sample = (name: string): string => path.resolve('resources/sample', name)
const UNIT = '城北社区支部'

let desk: Launched
const page = (): Page => desk.page

beforeAll(async () => {
  desk = await launch({ env: { DUDAO_TODAY: '2005-07-20' } })
  desk.page.setDefaultTimeout(15_000)
})
afterAll(async () => {
  await desk.app.close()
  await rm(dir, { recursive: true, force: true })
})

const go = (address: string): Promise<void> =>
  page().evaluate((hash) => {
    location.hash = hash
  }, address)

const press = (name: string | RegExp): Promise<void> => page().getByRole('button', { name }).first().click()

async function importFile(ledger: string, file: string): Promise<void> {
  await go('#/')
  await go(`#/import/${ledger}`)
  await chooseFiles(desk.app, file)
  await press('选择文件')
  await page().getByRole('heading', { name: '合计' }).waitFor()
}

async function writeImport(): Promise<void> {
  await press(/^导入：/)
  await page().getByRole('heading', { name: '导入完成' }).waitFor()
}

const summed = (word: string): Promise<string> =>
  page().locator('dl.sum dt', { hasText: word }).locator('xpath=following-sibling::dd[1]').innerText()

/** What an office would do with the table of refused rows: put the confirmation a year after joining. */
async function mendRefused(from: string, to: string): Promise<void> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(from)
  const sheet = book.worksheets[0]
  if (!sheet) throw new Error('no sheet')
  const header = sheet.getRow(2).values as string[]
  const headerRow = header.includes('姓名') ? 2 : 3
  const names = sheet.getRow(headerRow).values as string[]
  const joined = names.indexOf('入党时间')
  const confirmed = names.indexOf('转正时间')
  const row = sheet.getRow(headerRow + 1)
  const year = Number(row.getCell(joined).text.slice(0, 4))
  row.getCell(confirmed).value = `${year + 1}年7月1日`
  await book.xlsx.writeFile(to)
}

describe('first start', () => {
  it('makes a new town with its group', async () => {
    await page().getByRole('button', { name: '新建' }).click()
    await page().getByLabel('镇名').fill('清溪镇')
    await page().getByLabel('县（市、区）').fill('示例县')
    await page().getByLabel('第 1 名成员的姓名').fill('田克勤')
    await press('新建“清溪镇”')
    await page().locator('nav').waitFor()
    expect(await page().locator('header').first().innerText()).toContain('清溪镇')
  })
})

describe('rosters', () => {
  it('brings in the organisations', async () => {
    await importFile('organisations', sample('党组织名册.xlsx'))
    expect(await summed('新增')).toBe('77')
    await writeImport()
  })

  it('shows what is wrong with a branch roster, at its cell', async () => {
    await importFile('members', sample('示例_城北社区_党员花名册.xls'))
    expect(await summed('错误')).toBe('1')
    expect(await page().locator('.cell.wrong').first().innerText()).not.toBe('')
    expect(await page().getByText('可能是1月也可能是10月').first().isVisible()).toBe(true)
  })

  it('takes the answer for the doubtful month and writes the rest', async () => {
    await page().locator('.answers button').first().click()
    await page().getByText('可能是1月也可能是10月').first().waitFor({ state: 'detached' })
    await writeImport()
  })

  it('gives the refused row out, and takes it back mended', async () => {
    const refused = path.join(dir, '错误表.xlsx')
    const mended = path.join(dir, '错误表-已改.xlsx')
    await chooseTarget(desk.app, refused)
    await press('导出错误表')
    await page()
      .getByText(/错误表已存为/)
      .waitFor()
    await mendRefused(refused, mended)
    await importFile('members', mended)
    expect(await summed('新增')).toBe('1')
    await writeImport()
  })

  it('takes the last import back and brings it in again', async () => {
    await press('撤销本次导入')
    await page().getByRole('heading', { name: '已撤销本次导入' }).waitFor()
    await importFile('members', path.join(dir, '错误表-已改.xlsx'))
    await writeImport()
    await go('#/ledgers/members')
    await page().getByText('33 人').first().waitFor()
  })
})

const groundCard = (title: string) =>
  page()
    .getByRole('region', { name: title })
    .or(page().locator(`section[aria-label="${title}"]`))
    .first()

const GROUNDS = ['与本单位实际结合', '活动时间安排', '主题实践活动特色', '活动保证措施']

const PLAN_TEXT = `城北社区支部先进性教育活动实施方案
一、本单位情况和存在问题
支部现有党员33名，年老体弱的多，外出务工的多。存在的问题：1．楼道长没有配齐；2．晚上开会到会不齐。
二、方法步骤
集中学习安排在每周二、周五晚上，年老体弱的送学上门。
三、主题实践活动
题目是“一楼一灯一党员”，每名党员认一盏楼道灯，有台账。
四、保证措施
组长由书记担任；经费从党费列支；在居委会会议室活动；有考勤和补课办法；每周自查一次。`

async function enterPlan(theme: string): Promise<void> {
  await page().getByLabel('主题', { exact: true }).fill(theme)
  await page().getByLabel('方案正文').fill(PLAN_TEXT)
  await page().getByLabel('保证措施').fill('组长由书记担任\n经费从党费列支\n有考勤和补课办法')
  await press(/^登记第/)
  await page().getByText('还不能下结论').waitFor()
}

describe('the plan of a unit', () => {
  it('is returned with a reason of at least ten characters', async () => {
    await go('#/plans')
    await page().getByPlaceholder('找单位').fill('城北社区')
    await page().getByText(UNIT).first().click()
    await press('登记报送')
    await enterPlan('学习')
    expect(await page().getByRole('button', { name: '批准', exact: true }).isDisabled()).toBe(true)
    for (const title of GROUNDS.filter((t) => t !== '主题实践活动特色'))
      await groundCard(title).getByRole('button', { name: '符合', exact: true }).click()
    await groundCard('主题实践活动特色').getByRole('button', { name: '不符合' }).click()
    const reason = page().getByLabel('主题实践活动特色不符合的理由')
    await reason.fill('主题只有两个字，没有具体活动，请写明做什么、谁来做。')
    await reason.blur()
    expect(await page().getByRole('button', { name: '批准', exact: true }).isDisabled()).toBe(true)
    await page().getByRole('button', { name: '退回修改', exact: true }).click()
    await page().getByRole('dialog').getByRole('button', { name: '退回修改' }).click()
    await page().getByText('退回', { exact: false }).first().waitFor()
  })

  it('comes back with all four unjudged, and is approved in round 2', async () => {
    await press(/登记第 ?2 ?次报送|登记重报|登记报送/)
    await enterPlan('一楼一灯一党员')
    for (const title of GROUNDS)
      await groundCard(title).getByRole('button', { name: '符合', exact: true }).click()
    expect(await page().getByRole('button', { name: '批准', exact: true }).isDisabled()).toBe(true)
    await page()
      .getByRole('group', { name: /^核对：/ })
      .getByRole('button', { name: '已改' })
      .click()
    await page().getByRole('button', { name: '批准', exact: true }).click()
    await page().getByText('已批准').first().waitFor()
  })
})

const finish = () => page().getByRole('button', { name: '完成检查', exact: true })

describe('an inspection by keyboard', () => {
  it('starts with every line unchecked', async () => {
    await go('#/inspections')
    await page()
      .locator('tr, li, [role=row]', { hasText: UNIT })
      .getByRole('button', { name: '开始检查' })
      .first()
      .click()
    await page()
      .locator('form, section')
      .getByRole('button', { name: /^开始检查/ })
      .last()
      .click()
    await page().getByText('已查 0 /').waitFor()
    expect(await finish().isDisabled()).toBe(true)
  })

  it('opens a finding with all but the words filled in', async () => {
    await page().keyboard.press('2')
    await page().getByText('已查 1 /').waitFor()
    await page().keyboard.press('f')
    const form = page().getByRole('region', { name: '登记问题' })
    await form.getByLabel('存在问题').fill('成立领导小组的通知没有写明办公室成员的分工。')
    await form.getByLabel('责任人').fill('钟庆余')
    await form.locator('button.primary').click()
    await form.waitFor({ state: 'detached' })
  })

  it('is finished when nothing is left unchecked', async () => {
    for (let n = 0; n < 40 && (await finish().isDisabled()); n += 1) {
      await page().keyboard.press('g')
      await page().keyboard.press('1')
      await page().waitForTimeout(120)
    }
    await finish().click()
    await page().getByRole('dialog').getByRole('button', { name: '完成检查' }).click()
    await page().getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page().getByText('还有').count()).toBe(0)
  })
})

describe('findings out', () => {
  it('stand in the workbook cell by cell', async () => {
    const file = path.join(dir, '问题清单.xlsx')
    await go('#/findings')
    await chooseTarget(desk.app, file)
    await press('问题清单')
    await page()
      .getByText(/问题清单\.xlsx/)
      .first()
      .waitFor()
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(file)
    expect(book.worksheets.map((s) => s.name)).toEqual(
      ['问题清单', '汇总'].map((n) => expect.stringContaining(n) as string),
    )
    const rows = book.worksheets[0]?.getSheetValues() as (string | number)[][]
    const header = rows.find((r) => Array.isArray(r) && r.includes('问题编号')) ?? []
    const line = rows[rows.indexOf(header) + 1] ?? []
    const cell = (name: string): string => String(line[header.indexOf(name)])
    expect(cell('问题编号')).toMatch(/^.*〔2005〕.*001$/u)
    expect(cell('检查日期')).toBe('2005-07-20')
    expect(cell('被检查单位')).toContain('城北社区')
    expect(cell('存在问题')).toBe('成立领导小组的通知没有写明办公室成员的分工。')
    expect(cell('责任人')).toBe('钟庆余')
    expect(cell('督导人员')).toBe('田克勤')
    expect(cell('状态')).toMatch(/登记|已下达/)
  })

  it('left no violation of the content policy and no error behind', () => {
    expect(desk.log.filter((line) => /Content Security Policy|page error/.test(line))).toEqual([])
  })
})
