// A week of one branch by hand in the real window: its attendance sheet in, its make-ups, its report, and the half-month's circular.
import { mkdtempSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { button, expectWords, openSampleTown, reopenOn } from './gate-steps.ts'
import type { Launched } from './launch.ts'
import * as study from './study-steps.ts'

const UNIT = '化工公司支部'
const SECRETARY = '崔秋实'
const SATURDAY = '2005-08-13'
const TUESDAY = '2005-08-16'
const BOOK = '化工公司支部8月第二周考勤.xlsx'

/** △ is 公假 in this sheet, not the leave it usually is; ※ is explained nowhere. */
const SHEET: study.AttendanceSheet = {
  unit: UNIT,
  days: ['8月13日', '8月16日'],
  hours: [3, 2.5],
  themes: ['学习先进事迹，谈体会', '学习《中国共产党章程》'],
  people: [
    { name: SECRETARY, marks: ['√', '√'], total: 5.5 },
    { name: '杜月华', marks: ['√', '√'], total: 5.5 },
    { name: '苏敬业', marks: ['√', '×'], total: 3 },
    { name: '夏松年', marks: ['△', '√'], total: 2.5 },
    { name: '熊志高', marks: ['√', '√'], total: 5 },
    { name: '孟满仓', marks: ['×', '√'], total: 2.5 },
    { name: '赖立本', marks: ['√', '※'], total: 3 },
    { name: '李思源', marks: ['×', '×'], total: 0 },
    { name: '冯家和', marks: ['√', '√'], total: 5.5 },
    { name: '蔡美娟', marks: ['√', '√'], total: 5.5 },
    { name: '袁松年', marks: ['√', '√'], total: 5.5 },
  ],
  legend: '注：√出席　△公假　×缺勤',
}
const rowOf = (name: string): number =>
  study.FIRST_PERSON + SHEET.people.findIndex((each) => each.name === name)

/** Of the sample: what stands before the sheet comes in. */
const BEFORE = { sessions: 16, open: 13 }
/** 10 members in two sessions; the eleventh is not theirs. */
const CELLS = 20

const dir = mkdtempSync(path.join(tmpdir(), 'dudao-study-'))
const file = path.join(dir, BOOK)

let desk: Launched
const page = (): Page => desk.page

beforeAll(async () => {
  await study.writeAttendanceBook(file, SHEET)
  desk = await openSampleTown()
}, 150_000)
afterAll(async () => {
  await desk.app.close()
  await rm(dir, { recursive: true, force: true })
})

async function bringIn(): Promise<void> {
  await study.openAttendanceBook(desk, file)
  await study.meanMark(page(), '※', '病假')
  await study.writeAttendance(page(), CELLS)
  await study.expectSessions(page(), BEFORE.sessions + 2)
}

describe('the attendance sheet of a week', () => {
  it('is looked through before anything is written', async () => {
    await study.openStudy(page(), UNIT)
    await study.expectSessions(page(), BEFORE.sessions)
    await study.expectOpenMakeups(page(), BEFORE.open)
    await study.openAttendanceBook(desk, file)
    const preview = study.preview(page())
    expect(await preview.getByLabel('工作表八月第二周的支部').locator('option:checked').innerText()).toBe(
      UNIT,
    )
    await expectWords(preview, SHEET.legend.replaceAll('　', ' '))
    expect(await preview.getByLabel('记号△的含义').inputValue()).toBe('公假')
    await expectWords(preview.locator('.mark', { hasText: '△' }), '1 格，图例')
    await expectWords(preview.locator('thead'), /8月13日\s*3\.0[\s\S]*8月16日\s*2\.5/u)
    expect(await preview.locator('thead th.fresh').count()).toBe(2)
  })

  it('says at its place who is not theirs, and which sum is wrong', async () => {
    const preview = study.preview(page())
    await preview
      .getByText(
        `错误：第${String(rowOf('袁松年'))}行考勤表中“袁松年”不在${UNIT}花名册。花名册中袁松年在五金公司支部。`,
      )
      .waitFor()
    const stranger = study.sheetRow(page(), rowOf('袁松年'))
    expect(await stranger.getAttribute('class')).toContain('wrong')
    expect(await stranger.locator('td.error').count()).toBe(2)
    await preview
      .getByText(`警告：第${String(rowOf('熊志高'))}行熊志高合计学时填 5，逐次相加为 5.5。`)
      .waitFor()
    const sums = study.sheetRow(page(), rowOf('熊志高')).locator('td.num')
    expect(await sums.allInnerTexts()).toEqual(['5.5', '5'])
    expect(await sums.last().getAttribute('class')).toContain('c-warn')
  })

  it('waits for the meaning of a mark nobody explained', async () => {
    const preview = study.preview(page())
    await preview.getByText('记号“※”的含义还没有确定，请在“记号对照”中选定。').waitFor()
    expect(await button(preview, /^写入/u).isDisabled()).toBe(true)
    await study.meanMark(page(), '※', '病假')
    await expectWords(
      preview.locator('header'),
      /新增 20 格　变更 0　未变 0　空白 0　新增学习 2 次[\s\S]*错误 2 格/u,
    )
    await button(preview, '不导入').click()
    await study.expectSessions(page(), BEFORE.sessions)
  })

  it('is taken back whole right after it was written', async () => {
    await bringIn()
    await study.undoInMessage(page())
    // 2 sessions, 20 marks, 6 make-ups with the first step of each.
    await page().getByText('已撤销 34 处').waitFor()
    await study.expectSessions(page(), BEFORE.sessions)
    await study.expectOpenMakeups(page(), BEFORE.open)
  })

  it('stands in the grid with its marks and hours', async () => {
    await bringIn()
    await study.expectMark(page(), SECRETARY, SATURDAY, /出席，认定 3\.0 学时$/u)
    await study.expectMark(page(), SECRETARY, TUESDAY, /出席，认定 2\.5 学时$/u)
    await study.expectMark(page(), '夏松年', SATURDAY, /公假$/u)
    await study.expectMark(page(), '苏敬业', TUESDAY, /缺勤$/u)
    await study.expectMark(page(), '赖立本', TUESDAY, /病假$/u)
    await study.expectHours(page(), SECRETARY, '45.5', 'pass')
    await study.expectHours(page(), '苏敬业', '43.0', 'pass')
    await study.expectHours(page(), '夏松年', '37.5', 'fail')
    await study.expectHours(page(), '李思源', '22.5', 'fail')
    await expectWords(study.matrix(page()).locator('tfoot'), /7\/10\s*7\/10\s*$/u)
  })

  it('changes nothing when it comes a second time', async () => {
    await study.openAttendanceBook(desk, file)
    await study.meanMark(page(), '※', '病假')
    const preview = study.preview(page())
    await expectWords(preview.locator('header'), /新增 0 格　变更 0　未变 20　空白 0　新增学习 0 次/u)
    await preview.getByText('和已登记的考勤一样，没有要写入的。').waitFor()
    await preview.getByText(/^这个文件 .* 由田克勤导入过。$/u).waitFor()
    expect(await button(preview, '写入 0 格').isDisabled()).toBe(true)
    await button(preview, '不导入').click()
    await study.expectSessions(page(), BEFORE.sessions + 2)
  })
})

const XIA = { name: '夏松年', day: SATURDAY }
const MENG = { name: '孟满仓', day: SATURDAY }
const LI = { name: '李思源', day: SATURDAY }
const SU = { name: '苏敬业', day: TUESDAY }

describe('making up', () => {
  it('is asked for every absence of the sheet', async () => {
    await study.expectOpenMakeups(page(), BEFORE.open + 6)
    await study.showStudyTab(page(), '补课')
    await study.listMakeups(page(), '待补课')
    for (const [missed, why, hours] of [
      [XIA, '公假', '3.0'],
      [MENG, '缺勤', '3.0'],
      [LI, '缺勤', '3.0'],
      [SU, '缺勤', '2.5'],
      [{ name: '赖立本', day: TUESDAY }, '病假', '2.5'],
      [{ name: '李思源', day: TUESDAY }, '缺勤', '2.5'],
    ] as const)
      await expectWords(
        study.makeupRow(page(), missed),
        new RegExp(`${why}[\\s\\S]*${hours}[\\s\\S]*待补课\\s*${SECRETARY}`, 'u'),
      )
  })

  it('in part leaves the rest open', async () => {
    await study.registerMakeup(page(), [XIA], {
      on: '2005-08-15',
      hours: '1.5',
      content: '补学先进事迹材料',
      responsible: SECRETARY,
    })
    await expectWords(study.makeupRow(page(), XIA), /3\.0\s*1\.5\s*部分补课/u)
    await study.expectOpenMakeups(page(), BEFORE.open + 6)
    await study.showStudyTab(page(), '考勤')
    await study.expectHours(page(), XIA.name, '39.0', 'fail')
    await study.showStudyTab(page(), '补课')
  })

  it('of the rest closes it, for two at once', async () => {
    await study.registerMakeup(page(), [XIA, MENG], {
      on: '2005-08-17',
      content: '补学先进事迹材料',
      responsible: SECRETARY,
    })
    await page().getByText('已登记补课 2 人次，补齐 2 人次').waitFor()
    await study.expectOpenMakeups(page(), BEFORE.open + 4)
    await study.makeupRow(page(), XIA).waitFor({ state: 'detached' })
    await study.showStudyTab(page(), '考勤')
    await study.expectHours(page(), XIA.name, '40.5', 'pass')
    await study.expectHours(page(), MENG.name, '45.5', 'pass')
    await study.showStudyTab(page(), '补课')
  })

  it('is waived only with approval and reason, and then gives no hours', async () => {
    await study.exemptMakeup(page(), LI, { by: SECRETARY, reason: '当天值守反应釜，离不开。' })
    await study.expectOpenMakeups(page(), BEFORE.open + 3)
    await study.listMakeups(page(), '全部')
    await expectWords(study.makeupRow(page(), LI), '免补')
    await expectWords(study.makeupRow(page(), XIA), /3\.0\s*3\.0\s*已补齐/u)
    await study.listMakeups(page(), '待补课')
    await study.showStudyTab(page(), '考勤')
    await study.expectHours(page(), LI.name, '22.5', 'fail')
  })

  it('is off by itself when the mark was wrong', async () => {
    await study.pressMark(page(), SU.name, SU.day, '1')
    await study.expectMark(page(), SU.name, SU.day, /出席，认定 2\.5 学时$/u)
    await study.expectOpenMakeups(page(), BEFORE.open + 2)
    await study.expectHours(page(), SU.name, '45.5', 'pass')
    await study.showStudyTab(page(), '补课')
    await study.listMakeups(page(), '全部')
    expect(await study.makeupRow(page(), SU).count()).toBe(0)
  })
})

/** 7 on Saturday and 8 on Tuesday; two members made up. */
const WEEK = {
  集中学习次数: '2',
  学时: '5.5',
  参学人数: '15',
  补课人数: '2',
  征求意见条数: '0',
  谈心人次: '0',
  发现问题: '0',
  解决问题: '0',
  走访慰问: '0',
}

describe('the report of the week', () => {
  it('is drafted from what was entered', async () => {
    await study.openReport(page(), UNIT)
    await expectWords(study.report(page(), UNIT), '8月17日 24:00 截止')
    await study.expectDraft(page(), UNIT, WEEK)
    await expectWords(study.report(page(), UNIT), '9 项中 9 项由台账生成')
  })

  it('takes what only the branch can know, and is on time until the end of Wednesday', async () => {
    await study.typeNumber(page(), UNIT, '征求意见条数', '4')
    await expectWords(study.report(page(), UNIT), '9 项中 8 项由台账生成')
    await study.sendReport(page(), UNIT, {
      title: '班前十分钟，党员学党章',
      reporter: '杜月华',
      at: '23:59',
    })
    await expectWords(study.reportRow(page(), UNIT), /按时\s*08-17 23:59\s*1/u)
    await study.expectSent(page(), UNIT, { ...WEEK, 征求意见条数: '4' })
    await expectWords(study.report(page(), UNIT), '9 项中 8 项由台账生成')
  })

  it('stays as it was sent whatever the ledgers say afterwards', async () => {
    await study.openStudy(page(), UNIT)
    await study.pressMark(page(), '冯家和', SATURDAY, '7')
    await study.expectOpenMakeups(page(), BEFORE.open + 3)
    await study.openReport(page(), UNIT)
    await expect.poll(() => study.countedIn(page(), UNIT, '参学人数')).toBe('14')
    await study.expectSent(page(), UNIT, { ...WEEK, 征求意见条数: '4' })
    await expectWords(study.report(page(), UNIT), '已报送的内容不再改变')
  })
})

const HALF = '8月上'
const PIECE = { unit: '机关二支部', piece: /^机关二支部\s8月(9|10)日\s/u }

async function branchesOfTheSample(): Promise<string[]> {
  const { organisations } = JSON.parse(await readFile('resources/sample/storyline.json', 'utf8')) as {
    organisations: { shortName: string; members: number | null }[]
  }
  return organisations.flatMap(({ shortName, members }) => (members === null ? [] : [shortName]))
}

describe('the circular of half a month', () => {
  it('names every unit, zeros too, equal points in one place', async () => {
    await study.openCircular(page(), HALF)
    await expectWords(study.circularHead(page()), /第 3 期　8月1日—8月15日[\s\S]*待出刊/u)
    const lines = await study.circularLines(page())
    expect(lines.map(({ unit }) => unit).sort()).toEqual((await branchesOfTheSample()).sort())
    expect(lines).toHaveLength(69)
    expect(lines.slice(0, 7).map(({ place }) => place)).toEqual([1, 2, 3, 3, 3, 6, 6])
    for (const { place, score } of lines)
      expect(place).toBe(1 + lines.filter((other) => other.score > score).length)
    expect(lines.at(-1)).toEqual({ place: 69, unit: '五金公司支部', score: 0, remark: '零报送、零采用' })
  })

  it('gets its number when it goes out, and cannot go out again', async () => {
    await study.issueCircular(page(), '田克勤')
    await expectWords(study.circularHead(page()), /已出刊[\s\S]*〔2005〕\s*0?3\s*[号期]　2005-08-17/u)
    expect(await button(page(), '出刊').count()).toBe(0)
  })

  it('stays as it went out; what is adopted afterwards counts in the next', async () => {
    const before = await study.circularCells(page())
    await study.registerAdoption(page(), { ...PIECE, level: '县', on: '2005-08-12' })
    await study.openCircular(page(), HALF)
    await expectWords(study.circularHead(page()), '已出刊')
    expect(await study.circularCells(page())).toEqual(before)
    expect(await study.adoptedIn(page(), PIECE.unit)).toEqual(['0', '0', '0', '0'])
    await study.openCircular(page(), '8月下')
    await expect.poll(() => study.adoptedIn(page(), PIECE.unit)).toEqual(['0', '1', '0', '0'])
  })
})

describe('the sheet taken back a week later', () => {
  it('keeps what was made up, excused or corrected since, and says whose it is', async () => {
    await study.undoNewestBatch(page(), BOOK)
    const kept = page().locator('.note', { hasText: '因为导入以后又有人改过或用过' })
    const changed = '之后又被田克勤修改过'
    expect((await kept.locator('li').allInnerTexts()).sort()).toEqual(
      [
        ...[XIA, MENG, LI].map(({ name, day }) => `${name} ${day} 考勤：其下还有 1 条工作记录`),
        ...[SU, { name: '冯家和', day: SATURDAY }].map(({ name, day }) => `${name} ${day} 考勤：${changed}`),
        ...[XIA, MENG, LI, SU].map(({ name, day }) => `${name} ${day} 补课：${changed}`),
        `${UNIT} ${SATURDAY} 学习活动：其下还有 4 条工作记录`,
        `${UNIT} ${TUESDAY} 学习活动：其下还有 1 条工作记录`,
      ].sort(),
    )
    await study.openStudy(page(), UNIT)
    await study.expectSessions(page(), BEFORE.sessions + 2)
    await study.expectMark(page(), SECRETARY, SATURDAY, /未登记$/u)
    await study.expectMark(page(), XIA.name, SATURDAY, /公假$/u)
    await study.expectHours(page(), XIA.name, '38.0', 'fail')
    await study.expectOpenMakeups(page(), BEFORE.open + 1)
    await study.showStudyTab(page(), '补课')
    await study.listMakeups(page(), '全部')
    await study.expectSteps(page(), XIA, ['列入补课', '补课', '补齐'])
  })
})

describe('the day after', () => {
  const LATE = '酿造公司支部'
  it('a report is late', async () => {
    desk = await reopenOn('2005-08-18', desk)
    await study.openReport(page(), LATE)
    await expectWords(study.report(page(), LATE), '已过截止时间，现在报送按迟报计。')
    await study.sendReport(page(), LATE, { title: '车间里的学习角', reporter: '乔巧云' })
    await expectWords(study.reportRow(page(), LATE), /迟报\s*08-18/u)
  })

  it('broke no rule of the content policy on the way', () => {
    expect(desk.log.filter((line) => /Content Security Policy|page error/.test(line))).toEqual([])
  })
})
