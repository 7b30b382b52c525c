// The sample town holds to its own numbers: what the story tells adds up, and the program's rules see in it what they should.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fingerprint, likeness, similarity } from '#shared/text/similarity.ts'

interface Organisation {
  shortName: string
  unitType: string
  members: number | null
  reportedMembers: number | null
  state: string
  planOutcome: string
  studied: number | null
  enoughHours: number | null
}
interface ScheduleRow {
  step: string
  start: string | null
  end: string | null
  owner: string
  hours: number | null
}
interface Plan {
  unit: string
  version: number
  decision: string
  refused: string[]
  comments: { item: string; text: string }[]
  theme: string
  text: string
  schedule: ScheduleRow[]
}
interface Poll {
  unit: string
  returned: number
  invalid: number
  valid: number
  satisfied: number
  basic: number
  dissatisfied: number
  abstained: number
  verdict: string
  movedOn: string | null
}
interface Finding {
  no: string
  state: string
  owner: string
  recheckBy: string | null
  overdue: boolean
  feedback: string
  path: { state: string; on: string }[]
}
interface Storyline {
  organisations: Organisation[]
  plans: Plan[]
  polls: Poll[]
  findings: Finding[]
  issues: { no: number; kindNo: number }[]
  inspections: { unit: string; checked: number; items: { code: string }[] }[]
  weeklyReports: { rows: { states: string[] }[]; sixthWeekArrived: string[] }
}

const path = join(import.meta.dirname, '../../resources/sample/storyline.json')
const story = JSON.parse(readFileSync(path, 'utf8')) as Storyline

const sum = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((total, n) => total + (n ?? 0), 0)

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

function planOf(unit: string, version: number): Plan {
  const found = story.plans.find((plan) => plan.unit === unit && plan.version === version)
  if (!found) throw new Error(`没有${unit}第${version}版方案`)
  return found
}

describe('organisations', () => {
  it('are 77 with 1,025 members; one branch reported one member too many', () => {
    expect(story.organisations).toHaveLength(77)
    expect(sum(story.organisations.map((org) => org.members))).toBe(1025)
    expect(sum(story.organisations.map((org) => org.reportedMembers))).toBe(1026)
  })

  it('stand where the story says', () => {
    const states = { 已转段: 46, 待转段: 7, 待验收: 7, 自查中: 6, 限期补课: 4, 不予转段: 3, 进行中: 4 }
    expect(tally(story.organisations.map((org) => org.state))).toEqual(states)
  })

  it('have 1,010 members studying, 965 of them 40 hours', () => {
    expect(sum(story.organisations.map((org) => org.studied))).toBe(1010)
    expect(sum(story.organisations.map((org) => org.enoughHours))).toBe(965)
  })
})

describe('plans', () => {
  it('end as the story says', () => {
    expect(tally(story.organisations.map((org) => org.planOutcome))).toEqual({
      批1: 52,
      批2: 17,
      批3: 4,
      退回2次待重报: 1,
      退回1次待重报: 1,
      '审核中（第2版）': 1,
      未报送: 1,
    })
  })

  it('were sent back 29 times', () => {
    const returned = story.plans.filter((plan) => plan.decision === '退回修改')
    expect(returned).toHaveLength(29)
    expect(tally(returned.flatMap((plan) => plan.refused))).toEqual({ r1: 12, r2: 11, r3: 6, r4: 6 })
  })

  it('were refused with an opinion of ten characters or more on every item', () => {
    for (const plan of story.plans) {
      expect(plan.comments.map((one) => one.item)).toEqual(plan.refused)
      for (const { text } of plan.comments) expect(text.length).toBeGreaterThanOrEqual(10)
    }
  })

  it.each([
    ['第二卫生院支部', '中心卫生院支部', 91],
    ['北片机关支部', '南片机关支部', 86],
  ])('%s copied %s, %i %% alike', (copy, source, percent) => {
    expect(Math.round(similarity(planOf(copy, 1).text, planOf(source, 1).text) * 100)).toBe(percent)
  })

  it('are not alike where nobody copied', () => {
    const approved = story.plans
      .filter((plan) => plan.decision === '批准')
      .map(({ unit, text }) => ({ unit, print: fingerprint(text) }))
    const alike = approved.flatMap((a, i) =>
      approved
        .slice(i + 1)
        .filter((b) => a.unit !== b.unit && likeness(a.print, b.print) >= 0.65)
        .map((b) => `${a.unit} ${b.unit}`),
    )
    expect(alike).toEqual([])
  })

  it.each([
    ['西岭小学支部', 1, '东岸小学支部'],
    ['机械公司支部', 2, '电器公司支部'],
    ['化工公司支部', 1, '纺织公司支部'],
  ])('%s version %i has the theme of %s', (unit, version, other) => {
    expect(planOf(unit, version).theme).toBe(story.plans.findLast((plan) => plan.unit === other)?.theme)
  })

  it.each([
    ['派出所支部', 1, 36],
    ['商贸城支部', 2, 36],
  ])('%s version %i plans %i hours', (unit, version, hours) => {
    expect(sum(planOf(unit, version).schedule.map((row) => row.hours))).toBe(hours)
  })

  it('lack days or owners where the story says so, and only there', () => {
    const title = (plan: Plan): string => `${plan.unit}${plan.version}`
    const has = (test: (row: ScheduleRow) => boolean): string[] =>
      story.plans.filter((plan) => plan.schedule.some(test)).map(title)
    expect(has((row) => row.start === null)).toEqual(['机关四支部1', '机械公司支部1'])
    expect(has((row) => row.owner === '')).toEqual(['包装公司支部1'])
  })
})

describe('polls', () => {
  it.each(story.polls)('$unit closes', (poll) => {
    expect(poll.valid).toBe(poll.returned - poll.invalid)
    expect(poll.satisfied + poll.basic + poll.dissatisfied + poll.abstained).toBe(poll.valid)
    expect(poll.verdict).toBe(poll.dissatisfied * 100 >= 10 * poll.valid ? '不准转段' : '可')
    expect(poll.movedOn === null || poll.verdict === '可').toBe(true)
  })
})

describe('findings', () => {
  it('are 30 in the states of the story, five overdue', () => {
    const states = { 已销号: 14, 整改中: 7, 已下达: 2, 已反馈: 1, 待复查: 3, 退回重改: 2, 登记: 1 }
    expect(story.findings).toHaveLength(30)
    expect(tally(story.findings.map((one) => one.state))).toEqual(states)
    expect(story.findings.filter((one) => one.overdue)).toHaveLength(5)
  })

  it.each(story.findings)(
    '$no came to its state day after day and was not rechecked by its owner',
    (finding) => {
      const days = finding.path.map((one) => one.on)
      expect(finding.path.at(-1)?.state).toBe(finding.state)
      expect(days).toEqual(days.toSorted())
      expect(finding.recheckBy).not.toBe(finding.owner)
      if (['已反馈', '待复查', '已销号', '退回重改'].includes(finding.state))
        expect(finding.feedback).not.toBe('')
    },
  )
})

it('tells 12 issues of all four kinds', () => {
  expect(story.issues).toHaveLength(12)
  expect(new Set(story.issues.map((issue) => issue.kindNo))).toEqual(new Set([1, 2, 3, 4]))
})

it('leaves one inspection in progress, 14 of 22 items done', () => {
  expect(story.inspections.map((one) => [one.unit, one.items.length, one.checked])).toEqual([
    ['建筑公司支部', 22, 14],
  ])
})

it('counts 345 weekly reports and 39 of the sixth week', () => {
  expect(tally(story.weeklyReports.rows.flatMap((row) => row.states))).toEqual({
    按时: 300,
    迟报: 26,
    未报: 19,
  })
  expect(story.weeklyReports.sixthWeekArrived).toHaveLength(39)
})
