// What people do in the window with a branch's study: its attendance sheet in, its make-ups, its weekly report, the circular.
import ExcelJS from 'exceljs'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { chooseFiles } from './dialogs.ts'
import { button, expectWords, field, fill, go } from './gate-steps.ts'
import type { Launched } from './launch.ts'

const WAIT = { timeout: 15_000 }

const poll = <T>(read: () => Promise<T>) => expect.poll(read, WAIT)

/* The sheet a branch hands in. */

export interface SheetPerson {
  readonly name: string
  readonly marks: readonly [string, string]
  /** As the branch added it up. */
  readonly total: number
}

export interface AttendanceSheet {
  readonly unit: string
  /** Without a year, as branches write them. */
  readonly days: readonly [string, string]
  readonly hours: readonly [number, number]
  readonly themes: readonly [string, string]
  readonly people: readonly SheetPerson[]
  readonly legend: string
}

/** The row of Excel the first person stands in. */
export const FIRST_PERSON = 6

/** Writes the workbook as an office would draw it: titles above, hours and contents below the dates, the legend at the foot. */
export async function writeAttendanceBook(file: string, sheet: AttendanceSheet): Promise<void> {
  const book = new ExcelJS.Workbook()
  const page = book.addWorksheet('八月第二周')
  page.addRow(['清溪镇党员学习考勤表'])
  page.mergeCells('A1:E1')
  page.addRow([`填报单位：${sheet.unit}　　填报时间：2005年8月17日`])
  page.mergeCells('A2:E2')
  page.addRow(['序号', '姓名', ...sheet.days, '合计学时'])
  page.addRow([null, '学时', ...sheet.hours, null])
  page.addRow([null, '学习内容', ...sheet.themes, null])
  for (const [i, { name, marks, total }] of sheet.people.entries())
    page.addRow([i + 1, name, ...marks, total])
  page.addRow([sheet.legend])
  page.addRow(['填表人：杜月华'])
  await book.xlsx.writeFile(file)
}

/* 考勤补课. */

const unitPanel = (page: Page): Locator => page.getByRole('region', { name: '学习', exact: true })
export const matrix = (page: Page): Locator => page.getByRole('grid', { name: '考勤', exact: true })
export const makeups = (page: Page): Locator => page.getByRole('grid', { name: '补课', exact: true })

/** Opens the branch as a user would, from the list; the address then names it. */
export async function openStudy(page: Page, unit: string): Promise<void> {
  await go(page, '#/attendance')
  await page.getByLabel('找支部').fill(unit)
  await button(page.getByRole('region', { name: '支部', exact: true }), new RegExp(`^${unit}`, 'u')).click()
  await page.getByRole('heading', { name: unit }).waitFor()
  await page.waitForURL(/#\/attendance\/[0-9a-f-]{36}$/u)
}

export async function showStudyTab(page: Page, name: '考勤' | '补课'): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${name}`, 'u') }).click()
  await (name === '考勤' ? matrix(page) : makeups(page)).waitFor()
}

/** 补课 17: what is open. */
export const expectOpenMakeups = (page: Page, count: number): Promise<void> =>
  poll(() => page.getByRole('tab', { name: /^补课/u }).innerText()).toMatch(
    new RegExp(`^补课\\s*${String(count)}$`, 'u'),
  )

export const expectSessions = (page: Page, count: number): Promise<void> =>
  poll(() => page.getByRole('tab', { name: /^考勤/u }).innerText()).toMatch(
    new RegExp(`^考勤\\s*${String(count)}$`, 'u'),
  )

/** The cell of a member on a day. */
export const markCell = (page: Page, name: string, day: string): Locator =>
  matrix(page).locator(`td[title^="${name}　${day}　"]`)

export const expectMark = (page: Page, name: string, day: string, words: string | RegExp): Promise<void> =>
  poll(() => markCell(page, name, day).getAttribute('title')).toMatch(words)

const memberRow = (page: Page, name: string): Locator =>
  matrix(page)
    .getByRole('row')
    .filter({ has: page.locator('th', { hasText: name }) })

export type Standing = 'pass' | 'fail'
const TONES: Readonly<Record<Standing, string>> = { pass: 'c-ok', fail: 'c-bad' }

/** The member's hours and how they are judged. */
export async function expectHours(
  page: Page,
  name: string,
  hours: string,
  standing: Standing,
): Promise<void> {
  const cell = memberRow(page, name).locator('td.s1')
  await poll(() => cell.innerText()).toBe(hours)
  expect(await cell.getAttribute('class')).toContain(TONES[standing])
}

/** One key on one cell, as when correcting a sheet. */
export async function pressMark(page: Page, name: string, day: string, key: string): Promise<void> {
  await markCell(page, name, day).click()
  await page.keyboard.press(key)
}

/* The sheet looked through. */

export const preview = (page: Page): Locator => page.getByRole('region', { name: '导入考勤表' })

export async function openAttendanceBook({ app, page }: Launched, file: string): Promise<void> {
  await chooseFiles(app, file)
  await button(page, '导入考勤表').click()
  await preview(page).waitFor()
}

/** A row of the sheet in the preview, by its number in Excel. */
export const sheetRow = (page: Page, row: number): Locator =>
  preview(page)
    .getByRole('row')
    .filter({ has: page.locator('td.no', { hasText: new RegExp(`^${String(row)}$`, 'u') }) })

export async function meanMark(page: Page, mark: string, meaning: string): Promise<void> {
  const choice = page.getByLabel(`记号${mark}的含义`)
  await choice.selectOption(meaning)
  await expectWords(preview(page).locator('.mark').filter({ has: choice }), '选定')
}

export async function writeAttendance(page: Page, cells: number): Promise<void> {
  await button(preview(page), `写入 ${String(cells)} 格`).click()
  await preview(page).waitFor({ state: 'detached' })
  await page.getByText(`已写入考勤 ${String(cells)} 格`).waitFor()
}

/** 撤销 in the short message at the foot of the window. */
export const undoInMessage = (page: Page): Promise<void> =>
  button(page.locator('.toast', { hasText: '已写入考勤' }), '撤销').click()

/** Takes the newest import of this file back in 数据交换. */
export async function undoNewestBatch(page: Page, file: string): Promise<void> {
  await go(page, '#/exchange')
  const row = page.getByRole('grid', { name: '导入记录' }).getByRole('row').filter({ hasText: file }).first()
  await expectWords(row, '已写入')
  await button(row, /撤销/u).click()
  const dialog = page.getByRole('dialog')
  await button(dialog, '整批撤销').click()
  await dialog.waitFor({ state: 'detached' })
  await poll(() => row.innerText()).toMatch(/已撤销|部分撤销/u)
}

/* Make-ups. */

export interface Missed {
  readonly name: string
  readonly day: string
}

export const makeupRow = (page: Page, { name, day }: Missed): Locator =>
  makeups(page).getByRole('row').filter({ hasText: name }).filter({ hasText: day })

export interface MakeupWords {
  readonly on: string
  /** Left out: what each still lacks. */
  readonly hours?: string
  readonly content: string
  readonly responsible: string
}

/** Ticks who has made up and registers it in one go. */
export async function registerMakeup(
  page: Page,
  missed: readonly Missed[],
  { on, hours, content, responsible }: MakeupWords,
): Promise<void> {
  for (const each of missed) await makeupRow(page, each).getByLabel('选中这一行').check()
  await button(unitPanel(page), `登记补课 ${String(missed.length)} 人次`).click()
  const dialog = page.getByRole('dialog')
  await fill(dialog, '补课日期', on)
  if (hours !== undefined) await fill(dialog, '补课学时', hours)
  await fill(dialog, '补课内容', content)
  await fill(dialog, '责任人', responsible)
  await button(dialog, '登记').click()
  await dialog.waitFor({ state: 'detached' })
}

export interface Exemption {
  readonly by: string
  readonly reason: string
}

/** 免补 of one absence; there is no way to register it before both approval and reason are given. */
export async function exemptMakeup(page: Page, missed: Missed, { by, reason }: Exemption): Promise<void> {
  await makeupRow(page, missed).getByText(missed.name, { exact: true }).click()
  await button(unitPanel(page), '免补').click()
  const dialog = page.getByRole('dialog')
  await fill(dialog, '理由', reason)
  expect(await button(dialog, '登记').count()).toBe(0)
  await fill(dialog, '批准人', by)
  await button(dialog, '登记').click()
  await dialog.waitFor({ state: 'detached' })
}

/** What has become of an absence, in order. */
export async function expectSteps(page: Page, missed: Missed, actions: readonly string[]): Promise<void> {
  await makeupRow(page, missed).getByText(missed.name, { exact: true }).click()
  await expectWords(
    page.getByRole('list', { name: '经过' }),
    new RegExp(actions.map((action) => `　${action}　`).join('[^\\n]*\\n+[^\\n]*'), 'u'),
  )
}

/** All of them or only those that are open, the latest absence first: of a long list only what is in sight is drawn. */
export async function listMakeups(page: Page, which: '待补课' | '全部'): Promise<void> {
  await button(page.getByRole('group', { name: '显示' }), new RegExp(`^${which}`, 'u')).click()
  const day = makeups(page).getByRole('columnheader', { name: '缺课日期' })
  while ((await day.getAttribute('aria-sort')) !== 'descending') {
    const before = await day.getAttribute('aria-sort')
    await day.click()
    await poll(() => day.getAttribute('aria-sort')).not.toBe(before)
  }
}

/* 信息报送. */

export const report = (page: Page, unit: string): Locator =>
  page.getByRole('complementary', { name: unit, exact: true })

const weekGrid = (page: Page): Locator => page.getByRole('grid', { name: '各单位周报' })

export const reportRow = (page: Page, unit: string): Locator =>
  weekGrid(page).getByRole('row').filter({ hasText: unit })

export async function openReport(page: Page, unit: string): Promise<void> {
  await go(page, '#/')
  await go(page, '#/reports-up')
  await page.getByLabel('找单位').fill(unit)
  await reportRow(page, unit).getByText(unit, { exact: true }).click()
  await report(page, unit).waitFor()
}

const reportLine = (page: Page, unit: string, label: string): Locator =>
  report(page, unit)
    .getByRole('row')
    .filter({ has: page.locator('td', { hasText: new RegExp(`^${label}（`, 'u') }) })

/** What the ledgers give for a field. */
export const countedIn = (page: Page, unit: string, label: string): Promise<string> =>
  reportLine(page, unit, label).locator('td').nth(1).innerText()

/** What the draft proposes to send, field by field. */
export async function expectDraft(
  page: Page,
  unit: string,
  numbers: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [label, said] of Object.entries(numbers)) {
    expect(await countedIn(page, unit, label), label).toBe(said)
    expect(await report(page, unit).getByLabel(label, { exact: true }).inputValue(), label).toBe(said)
  }
}

/** What was sent, once it is confirmed: nothing to type in any more. */
export async function expectSent(
  page: Page,
  unit: string,
  numbers: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [label, said] of Object.entries(numbers))
    await poll(() => reportLine(page, unit, label).locator('td').nth(2).innerText()).toBe(said)
  expect(await report(page, unit).locator('input.cell').count()).toBe(0)
}

export const typeNumber = (page: Page, unit: string, label: string, said: string): Promise<void> =>
  report(page, unit).getByLabel(label, { exact: true }).fill(said)

export interface Sending {
  readonly title: string
  readonly reporter: string
  /** HH:MM; left out: some time that day. */
  readonly at?: string
}

export async function sendReport(page: Page, unit: string, { title, reporter, at }: Sending): Promise<void> {
  const drawer = report(page, unit)
  await fill(drawer, '标题', title)
  await fill(drawer, '报送人', reporter)
  if (at !== undefined) await fill(drawer, '几时', at)
  await button(drawer, '确认报送').click()
  await button(drawer, '另报一条信息').waitFor()
}

/* 通报. */

const circularPanel = (page: Page): Locator => page.getByRole('region', { name: '通报', exact: true })

export async function openCircular(page: Page, half: string): Promise<void> {
  await go(page, '#/')
  await go(page, '#/reports-up?tab=circulars')
  const tab = page
    .getByRole('tablist', { name: '各期通报' })
    .getByRole('tab', { name: new RegExp(half, 'u') })
  await tab.click()
  await poll(() => tab.getAttribute('aria-selected')).toBe('true')
}

export const circularHead = (page: Page): Locator => circularPanel(page).locator('header')

export interface CircularLine {
  readonly place: number
  readonly unit: string
  readonly score: number
  readonly remark: string
}

/** Every cell of the table, row by row, with the sums. */
export const circularCells = (page: Page): Promise<string[][]> =>
  circularPanel(page)
    .locator('tbody tr, tfoot tr')
    .evaluateAll((rows) =>
      rows.map((row) => Array.from(row.querySelectorAll('td'), (cell) => cell.textContent.trim())),
    )

const SCORE = 11

export async function circularLines(page: Page): Promise<CircularLine[]> {
  await circularPanel(page).locator('tbody tr').first().waitFor()
  const cells = await circularCells(page)
  return cells.slice(0, -1).map((row) => ({
    place: Number(row[0]),
    unit: row[1] ?? '',
    score: Number(row[SCORE]),
    remark: row.at(-1) ?? '',
  }))
}

/** Printed in the period by town, county, city and province. */
export const adoptedIn = (page: Page, unit: string): Promise<string[]> =>
  circularPanel(page)
    .locator('tbody tr')
    .filter({ has: page.locator('td', { hasText: new RegExp(`^${unit}$`, 'u') }) })
    .locator('td')
    .evaluateAll((cells) => cells.slice(4, 8).map((cell) => cell.textContent.trim()))

export async function issueCircular(page: Page, by: string): Promise<void> {
  await button(page, '出刊').click()
  const dialog = page.getByRole('dialog')
  await fill(dialog, '签发人', by)
  await button(dialog, '出刊').click()
  await dialog.waitFor({ state: 'detached' })
}

export interface Adoption {
  /** As the list of pieces names it: the unit, a gap, the day it was sent. */
  readonly piece: RegExp
  readonly unit: string
  readonly level: '镇' | '县' | '市' | '省'
  readonly on: string
}

export async function registerAdoption(page: Page, { piece, unit, level, on }: Adoption): Promise<void> {
  await go(page, '#/reports-up?tab=adoptions')
  await button(page, '登记采用').click()
  const drawer = page.getByRole('complementary', { name: '登记采用' })
  await field(drawer, '信息').fill(unit)
  await drawer.getByRole('option', { name: piece }).click()
  await button(drawer.getByRole('group', { name: '级别' }), level).click()
  await fill(drawer, '刊物', '示例县活动简报')
  await fill(drawer, '采用日期', on)
  await button(drawer, '登记').click()
  await page.getByText(`已登记采用：${unit}`).waitFor()
}
