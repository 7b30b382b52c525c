// Every page with the sample town in it, at both window sizes: opens, shows its title, breaks no rule of the page; pictures are kept.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, type Launched } from './launch.ts'

const pictures = path.resolve('test-results/pages')
const SIZES = [
  [1366, 768],
  [1920, 1080],
] as const

const PAGES = [
  ['home', '#/', '全镇一览'],
  ['units', '#/units', '单位'],
  ['plans', '#/plans', '方案审批'],
  ['inspections', '#/inspections', '督导检查'],
  ['findings', '#/findings', '问题整改'],
  ['issues', '#/issues', '问题整改'],
  ['gates', '#/gates', '测评转段'],
  ['schedule', '#/schedule', '日程安排'],
  ['actions', '#/schedule?tab=actions', '日程安排'],
  ['diary', '#/schedule?tab=diary', '日程安排'],
  ['ledgers', '#/ledgers', '台账'],
  ['study', '#/study', '学习情况'],
  ['attendance', '#/attendance', '考勤补课'],
  ['opinions', '#/opinions', '征求意见和谈心'],
  ['appraisal', '#/appraisal', '组织生活和评议'],
  ['leaders', '#/leaders', '领导带头'],
  ['coverage', '#/coverage', '各单位对照'],
  ['group-weekly', '#/group-weekly', '督导工作周报'],
  ['summary', '#/summary', '阶段小结数据页'],
  ['sampling', '#/sampling', '随机抽样'],
  ['reports-up', '#/reports-up', '信息报送'],
  ['adoptions', '#/reports-up?tab=adoptions', '信息报送'],
  ['circulars', '#/reports-up?tab=circulars', '信息报送'],
  ['informants', '#/reports-up?tab=informants', '信息报送'],
  ['analyses', '#/analyses', '党性分析材料'],
  ['notices', '#/notices', '公文'],
  ['polls', '#/ledgers/polls', '群众满意度测评统计表'],
  ['organisations', '#/ledgers/organisations', '党组织名册'],
  ['members', '#/ledgers/members', '党员花名册'],
  ['sessions', '#/ledgers/sessions', '学习活动'],
  ['care-visits', '#/ledgers/care_visits', '走访慰问一览表'],
  ['opinions-ledger', '#/ledgers/opinions', '征求意见'],
  ['import', '#/import/members', '导入党员花名册'],
  ['documents', '#/documents', '报表文书'],
  ['exchange', '#/exchange', '数据交换'],
  ['settings', '#/settings', '设置'],
  ['help', '#/help', '帮助'],
] as const

let desk: Launched
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  desk = await launch()
  desk.page.setDefaultTimeout(20_000)
  await desk.page.getByRole('button', { name: '载入', exact: true }).click()
  await desk.page.locator('nav').first().waitFor({ timeout: 120_000 })
})
afterAll(() => desk.app.close())

async function resize(width: number, height: number): Promise<void> {
  await desk.app.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
    [width, height] as const,
  )
  await desk.page.waitForFunction((w) => innerWidth === w, width)
}

describe.each(SIZES)('at %i×%i', (width, height) => {
  beforeAll(() => resize(width, height))

  it.each(PAGES)('shows %s', async (name, address, heading) => {
    await desk.page.evaluate((hash) => {
      location.hash = hash
    }, address)
    await desk.page.getByRole('heading', { name: heading }).first().waitFor()
    await desk.page.waitForTimeout(600)
    await desk.page.screenshot({ path: path.join(pictures, `${name}-${width}.png`) })
    expect(await desk.page.getByText('程序出了意外').count()).toBe(0)
    const overflow = await desk.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBe(0)
  })
})

describe('the sample town', () => {
  it('has 77 units and 1,025 members', async () => {
    await desk.page.evaluate(() => {
      location.hash = '#/ledgers/members'
    })
    await desk.page.getByText('1,025 人').first().waitFor()
    expect(await desk.page.getByRole('link', { name: /单位.*77/ }).count()).toBeGreaterThan(0)
  })

  it('finds a unit by its initials', async () => {
    await desk.page.keyboard.press('Control+k')
    await desk.page.keyboard.type('qxzx')
    await desk.page.getByText('清溪中学').first().waitFor()
    await desk.page.keyboard.press('Escape')
  })

  it('broke no rule of the content policy on any page', () => {
    expect(desk.log.filter((line) => /Content Security Policy|page error/.test(line))).toEqual([])
  })
})
