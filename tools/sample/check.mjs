// Holds the story to its own numbers; a change that breaks one of them stops the script.
import { daysBetween } from './civil.mjs'
import { plannedHours } from './schedule.mjs'
import { similarity } from './plan-texts.mjs'

function expectEqual(what, actual, expected) {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== e) throw new Error(`示例“${what}”为 ${a}，应为 ${e}`)
}

function tally(list, keyOf) {
  const counts = {}
  for (const one of list) counts[keyOf(one)] = (counts[keyOf(one)] ?? 0) + 1
  return counts
}
const pickKeys = (counts, expected) =>
  Object.fromEntries(Object.keys(expected).map((key) => [key, counts[key]]))
const sum = (list, of) => list.reduce((total, one) => total + of(one), 0)

function expectTally(what, list, keyOf, expected) {
  expectEqual(what, pickKeys(tally(list, keyOf), expected), expected)
  expectEqual(
    `${what}合计`,
    list.length,
    sum(Object.values(expected), (n) => n),
  )
}

const branchesByType = {
  机关: 5,
  离退休: 2,
  事业站所: 12,
  国有集体企业: 4,
  学校: 11,
  非公企业: 22,
  片总支: 4,
  社区: 5,
  社会组织: 3,
  流动党员: 1,
}
const membersByType = {
  机关: 76,
  离退休: 67,
  事业站所: 131,
  国有集体企业: 53,
  学校: 199,
  非公企业: 216,
  片总支: 51,
  社区: 185,
  社会组织: 24,
  流动党员: 23,
}

function checkOrganisations({ organisations, group, town }) {
  const branches = organisations.filter((org) => org.members !== null)
  expectEqual('组织数', organisations.length, 77)
  expectTally('支部数', branches, (org) => org.unitType, branchesByType)
  const membersOf = (type) =>
    sum(
      branches.filter((org) => org.unitType === type),
      (org) => org.members,
    )
  expectEqual(
    '党员数',
    Object.fromEntries(Object.keys(membersByType).map((type) => [type, membersOf(type)])),
    membersByType,
  )
  expectEqual(
    '上报数',
    sum(branches, (org) => org.reportedMembers),
    town.reportedMembers,
  )
  expectEqual(
    '督导单位',
    group.members.map((one) => one.units.length),
    [25, 27, 25],
  )
  expectEqual(
    '积极分子',
    sum(organisations, (org) => org.activists),
    town.activists,
  )
  expectTally('状态', organisations, (org) => org.state, {
    已转段: 46,
    待转段: 7,
    待验收: 7,
    自查中: 6,
    限期补课: 4,
    不予转段: 3,
    进行中: 4,
  })
  expectTally(
    '方案结果',
    organisations,
    (org) => org.planOutcome.replace(/^退回\d次/, '').replace(/（.*/, ''),
    { 批1: 52, 批2: 17, 批3: 4, 待重报: 2, 审核中: 1, 未报送: 1 },
  )
  expectEqual(
    '参学和达标',
    [sum(branches, (org) => org.studied), sum(branches, (org) => org.enoughHours)],
    [1010, 965],
  )
}

const outcomeOf = (versions) => {
  if (versions.length === 0) return '未报送'
  const returns = versions.filter((plan) => plan.decision === '退回修改').length
  const { decision } = versions.at(-1)
  if (decision === '批准') return `批${returns + 1}`
  return decision === '待审' ? `审核中（第${versions.length}版）` : `退回${returns}次待重报`
}

/** Copies the story wants; any other two units' plans must read differently. */
const copies = [
  ['第二卫生院支部', '中心卫生院支部', 91],
  ['北片机关支部', '南片机关支部', 86],
  ['南坪小学支部', '中心小学支部', null],
]

function checkLikeness(plans) {
  for (const [i, a] of plans.entries()) {
    for (const b of plans.slice(i + 1).filter((plan) => plan.unit !== a.unit)) {
      const copy = copies.find(
        ([from, to]) =>
          [a, b].some((p) => p.unit === from && p.version === 1) && [a, b].some((p) => p.unit === to),
      )
      const percent = Math.round(similarity(a.text, b.text) * 100)
      if (copy === undefined && percent >= 65)
        throw new Error(`${a.unit}、${b.unit}的方案相似度 ${percent}%，过高`)
      if (copy !== undefined && copy[2] !== null) expectEqual(`${a.unit}与${b.unit}相似度`, percent, copy[2])
      if (copy !== undefined && copy[2] === null && percent < 85) throw new Error(`${a.unit}应当像${b.unit}`)
    }
  }
}

/** Phases follow one another and take 75 to 105 days, unless late courses are the very fault of the plan. */
function checkPhases(title, { schedule }) {
  if (title === '清溪二中支部1') return
  const spans = ['P1', 'P2', 'P3'].map((phase) =>
    schedule.filter((row) => row.step.startsWith(phase) && row.start !== null),
  )
  const starts = spans.map((rows) => rows.map((row) => row.start).sort()[0])
  const ends = spans.map((rows) =>
    rows
      .map((row) => row.end)
      .sort()
      .at(-1),
  )
  if (starts[1] <= ends[0] || starts[2] <= ends[1])
    throw new Error(`${title}阶段重叠：${starts.join(' ')} / ${ends.join(' ')}`)
  const days = daysBetween(starts[0], ends[2]) + 1
  if (days < 75 || days > 105) throw new Error(`${title}共 ${days} 天`)
}

const hoursOnPurpose = { 派出所支部1: 36, 商贸城支部2: 36 }

function checkPlans({ organisations, plans }) {
  for (const org of organisations) {
    expectEqual(
      `${org.shortName}方案`,
      outcomeOf(plans.filter((plan) => plan.unit === org.shortName)),
      org.planOutcome,
    )
  }
  const returns = plans.filter((plan) => plan.decision === '退回修改')
  expectEqual('退回次数', returns.length, 29)
  expectTally(
    '不符合项',
    returns.flatMap((plan) => plan.refused),
    (item) => item,
    { r1: 12, r2: 11, r3: 6, r4: 6 },
  )
  for (const plan of plans) {
    const title = plan.unit + plan.version
    expectEqual(`${title}意见`, [...new Set(plan.comments.map((one) => one.item))], plan.refused)
    plan.comments
      .filter((one) => one.text.length < 10)
      .forEach((one) => expectEqual(`${title}意见字数`, one.text, '不少于10字'))
    const days = plan.schedule.flatMap((row) => [row.start, row.end]).filter((day) => day !== null)
    if (days.some((day) => day < '2005-07-01' || day > '2005-12-31'))
      throw new Error(`${title}有本批以外的日期`)
    if (plan.schedule.some((row) => row.end < row.start)) throw new Error(`${title}日期倒置`)
    checkPhases(title, plan)
    const [length, hours] = [plan.text.length, plannedHours(plan.schedule)]
    if (length < 700 || length > 2100) throw new Error(`${title}正文 ${length} 字`)
    if (hoursOnPurpose[title] !== undefined) expectEqual(`${title}学时`, hours, hoursOnPurpose[title])
    else if (plan.schedule.some((row) => row.step === 'P1-09') && hours < 40 && plan.decision === '批准')
      throw new Error(`${title}只有 ${hours} 学时`)
  }
  checkLikeness(plans)
}

function checkPolls({ organisations, polls }) {
  const stateOf = new Map(organisations.map((org) => [org.shortName, org.state]))
  for (const poll of polls) {
    expectEqual(`${poll.unit}有效票`, poll.valid, poll.returned - poll.invalid)
    expectEqual(
      `${poll.unit}各档`,
      poll.satisfied + poll.basic + poll.dissatisfied + poll.abstained,
      poll.valid,
    )
    expectEqual(
      `${poll.unit}判定`,
      poll.verdict,
      poll.dissatisfied * 100 >= 10 * poll.valid ? '不准转段' : '可',
    )
    expectEqual(`${poll.unit}转段`, poll.movedOn !== null, stateOf.get(poll.unit) === '已转段')
  }
}

const findingStates = { 已销号: 14, 整改中: 7, 已下达: 2, 已反馈: 1, 待复查: 3, 退回重改: 2, 登记: 1 }

function checkFindings({ findings, town }) {
  expectTally('督导问题', findings, (one) => one.state, findingStates)
  expectEqual(
    '逾期',
    findings.filter((one) => one.overdue).map((one) => one.no.slice(-3)),
    ['004', '008', '010', '013', '019'],
  )
  for (const finding of findings) {
    const days = finding.path.map((one) => one.on)
    expectEqual(`${finding.no}经过`, days, [...days].sort())
    if (days.at(-1) > town.demoToday) throw new Error(`${finding.no} 的经过在演示日以后`)
    if (finding.recheckBy === finding.owner) throw new Error(`${finding.no} 的复查人是责任人`)
  }
}

function scoreOf(unit, weekly, circular) {
  const row = weekly.rows.find((one) => one.unit === unit)
  const regular = row.states.slice(3).filter((state) => state !== '未报').length
  const extra = circular.extraSubmitted.find((one) => one.unit === unit)?.count ?? 0
  const used = circular.adopted.find((one) => one.unit === unit) ?? { town: 0, county: 0 }
  return regular + extra + used.town + used.county * 3
}

function checkReports({ weeklyReports, circular }) {
  expectTally(
    '周报',
    weeklyReports.rows.flatMap((row) => row.states),
    (state) => state,
    { 按时: 300, 迟报: 26, 未报: 19 },
  )
  expectEqual('第六周', weeklyReports.sixthWeekArrived.length, 39)
  const scores = weeklyReports.rows.map((row) => scoreOf(row.unit, weeklyReports, circular))
  expectTally('得分', scores, (score) => score, { 0: 1, 1: 9, 2: 54, 3: 3, 7: 1, 9: 1 })
}

/** Throws when the story no longer adds up. */
export function checkStoryline(storyline) {
  checkOrganisations(storyline)
  checkPlans(storyline)
  checkPolls(storyline)
  checkFindings(storyline)
  checkReports(storyline)
  expectEqual('整改问题', storyline.issues.length, 12)
  expectEqual(
    '建筑公司已查',
    storyline.inspections.map((one) => [one.items.length, one.checked]),
    [[22, 14]],
  )
}
