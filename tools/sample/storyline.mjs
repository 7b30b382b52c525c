// Puts the story of the invented town together: plans, polls, findings, issues, progress and reports.
import { addDays, addWorkdays, spoken, toWorkday } from './civil.mjs'
import { pick } from './pick.mjs'
import { organisations } from './organisations.mjs'
import { profiles } from './profiles.mjs'
import { planRounds } from './plan-rounds.mjs'
import { comments, faults, splitDemands } from './plan-comments.mjs'
import { makeSchedule } from './schedule.mjs'
import { copyPlan, makeGuarantees, makePlanText } from './plan-texts.mjs'
import { polls } from './polls.mjs'
import { findings } from './findings.mjs'
import { findingProgress } from './finding-progress.mjs'
import { issues } from './issues.mjs'
import { lateReports, reportDueDays, unfinished } from './progress.mjs'
import { modelSchool } from './model-school.mjs'
import { inspection } from './inspection.mjs'
import { group, leaders, offices, town } from './town.mjs'
import { circular, gates, homePage, parentTransitions } from './board.mjs'

const profileOf = new Map(profiles.map((profile) => [profile.name, profile]))
const orgByName = new Map(organisations.map((org) => [org.shortName, org]))
const orgByNo = new Map(organisations.map((org) => [org.no, org]))
const supervisorOf = (org) => group.members.find((member) => member.key === org.sup).name
const isBranch = (org) => org.members !== ''
const nameOrEmpty = (text) => (text.startsWith('（') ? '' : text)
/** 粮管所 has no secretary; its deputy is in charge. */
const headOf = (org) => nameOrEmpty(org.secretary) || '戴家和'

// --- plans ---------------------------------------------------------------------------------------------------------

/** A unit approved at once: handed in 7 July plus (no mod 5) days, decided two days later, both moved off weekends. */
function plainRound(org) {
  const submittedOn = toWorkday(addDays('2005-07-07', Number(org.no) % 5))
  return {
    unit: org.shortName,
    version: '1',
    submittedOn,
    reviewedOn: toWorkday(addDays(submittedOn, 2)),
    decision: '批准',
    note: '',
  }
}

const roundsOf = (org) => {
  const listed = planRounds.filter((round) => round.unit === org.shortName)
  if (listed.length > 0) return listed
  return org.planOutcome === '未报送' ? [] : [plainRound(org)]
}

/** Members a plan speaks of: its own, or all of the branches below. */
function peopleOf(org, members) {
  const below = (no) =>
    organisations.filter((one) => one.parent === no).flatMap((one) => [one, ...below(one.no)])
  const branches = isBranch(org) ? [org] : below(org.no).filter(isBranch)
  return branches.flatMap((branch) => members.find((entry) => entry.branch.no === branch.no).people)
}

const specialNotes = {
  派出所支部: '全所分甲乙两班轮流学习，值班的次日补学，值班表随学习日程一并公布。',
  东岸小学支部: '两名流动教师党员编入本校支部，由信息员负责联系，往返不便时到就近学校借地学习。',
  商贸城支部: '经营户党员每天收摊后学习，守摊不便的由联系党员送学到摊位。',
  建筑公司支部: '六个工地各设临时党小组，学习随工地走，组长每周把考勤带回公司。',
  流动党员支部:
    '在外党员逐人写明流向、联系人和联系电话；流入地参学的由流入地党组织出具证明，寄学的每半月寄回一次体会。',
  化工公司支部: '操作岗党员四班分组，每班次学习一小时，交接班前后不安排。',
  文化计生联合支部: '文化站党员由文化员考勤，计生站党员由技术员考勤，补课由支部书记负责。',
}

/** The facts of a unit that its plan is written with. */
function planUnit(org, round, members) {
  const profile = profileOf.get(org.shortName)
  const people = peopleOf(org, members)
  const officers = people
    .filter((person) => person.partyPost !== undefined && person.partyPost !== '书记')
    .map((person) => person.name)
  const previous = roundsOf(org).find((one) => Number(one.version) === Number(round.version) - 1)
  return {
    ...org,
    body: profile.body,
    posts: profile.posts,
    clients: profile.clients,
    place: profile.place,
    conflict: profile.conflict,
    theme: profile.theme,
    problems: profile.problems.split('；'),
    deeds: profile.deeds.split('；'),
    head: headOf(org),
    informantName: nameOrEmpty(org.informant),
    officers: isBranch(org) ? officers : [],
    leaderName: leaders.find((leader) => leader.key === org.lead)?.name ?? '',
    version: round.version,
    submittedOn: round.submittedOn,
    consultedOn: addWorkdays(round.submittedOn, round.submittedOn <= '2005-07-08' ? -1 : -2),
    revisionNote:
      previous === undefined
        ? ''
        : `本方案系第${round.version}版，已按督导组${spoken(previous.reviewedOn)}的修改意见修改，修改处逐条附后。`,
    extraSpecial: specialNotes[org.shortName] ?? '',
    people,
  }
}

function faultOf(org, round) {
  const fault = { ...(faults[org.shortName]?.[round.version] ?? {}) }
  if (fault.themeOf !== undefined) fault.theme = profileOf.get(fault.themeOf).theme
  return fault
}

function writePlan(org, round, members) {
  const unit = planUnit(org, round, members)
  const fault = faultOf(org, round)
  if (fault.noSpecial) unit.extraSpecial = ''
  const planned = { ...unit, theme: fault.theme ?? unit.theme, place: fault.place ?? unit.place }
  const schedule = makeSchedule(planned, fault)
  const own = makePlanText(planned, unit.people, schedule, fault)
  if (fault.copyOf === undefined) {
    return {
      unit,
      planned,
      schedule,
      guarantees: makeGuarantees(planned, unit.people, schedule, fault),
      text: own,
    }
  }
  const text = copied(unit, fault, own, members)
  const guarantees = text
    .split('\n')
    .filter((line) => /^\d．/.test(line))
    .map((line) => line.slice(2))
  return { unit, planned, schedule, guarantees, text }
}

function copied(unit, fault, own, members) {
  const sourceOrg = orgByName.get(fault.copyOf)
  const source = writePlan(sourceOrg, roundsOf(sourceOrg)[0], members)
  const renames = [
    [source.unit.body, unit.body],
    [source.unit.head, unit.head],
    [source.unit.informantName, unit.informantName],
    [source.unit.theme, fault.theme === '' ? '（待定）' : unit.theme],
    [source.unit.deeds.join('，'), unit.deeds.join('，')],
  ]
  return copyPlan(source.text, own, { renames, leave: fault.leave, wanted: fault.similarity })
}

/** Earlier demands a version answers, and what the reviewer found them to be; '' while the version waits for review. */
function demandsOf(org, round) {
  const previous = String(Number(round.version) - 1)
  const split = splitDemands.filter((one) => one.unit === org.shortName && one.version === previous)
  const waiting = round.decision === '待审'
  return comments
    .filter((one) => one.unit === org.shortName && one.version === previous)
    .flatMap((comment) => {
      const parts = split.filter((one) => one.item === comment.item)
      return (parts.length > 0 ? parts : [{ item: comment.item, text: comment.text, outcome: '已改' }]).map(
        (part) => ({
          item: part.item,
          text: part.text,
          claimed: '已改',
          outcome: waiting ? '' : part.outcome,
        }),
      )
    })
}

function makePlan(org, round, members) {
  const { unit, planned, schedule, guarantees, text } = writePlan(org, round, members)
  const refused = [...round.decision.matchAll(/r[1-4]/g)].map((match) => match[0])
  return {
    unit: org.shortName,
    version: Number(round.version),
    submittedOn: round.submittedOn,
    reviewedOn: round.reviewedOn || null,
    reviewer: round.reviewedOn ? supervisorOf(org) : null,
    decision: refused.length > 0 ? '退回修改' : round.decision,
    refused,
    comments: comments
      .filter(
        (one) => one.unit === org.shortName && one.version === round.version && refused.includes(one.item),
      )
      .map(({ item, text: comment }) => ({ item, text: comment })),
    note: round.note,
    demands: demandsOf(org, round),
    theme: planned.theme,
    consultedOn: unit.consultedOn,
    opinions: 3 + pick(14, 'opinions', unit.no, unit.version),
    guarantees,
    text,
    schedule,
  }
}

// --- findings and issues -------------------------------------------------------------------------------------------

const demandWords = {
  补齐: (due, by) => `请于${due}前补齐，交${by}核验。`,
  规范: (due) => `请按“时间、地点、主持、参加人、内容、记录人”六要素补正，${due}前报督导组，今后照此办理。`,
  补课: (due) => `请于${due}前补课，落实责任人，补课记录报督导组。`,
  纠正: (due) => `请立即纠正，${due}前书面报告纠正情况。`,
}

/** The states a finding went through and the day of each. */
function pathOf(finding, progress) {
  const path = [
    ['登记', finding.foundOn],
    ['已下达', progress.issuedOn],
    ['整改中', progress.startedOn],
    ['已反馈', progress.feedbackOn],
  ].filter(([, on]) => on !== '')
  if (['待复查', '已销号', '退回重改'].includes(finding.state)) path.push(['待复查', progress.feedbackOn])
  if (['已销号', '退回重改'].includes(finding.state)) path.push([finding.state, finding.recheckOn])
  if (path.at(-1)[0] !== finding.state)
    throw new Error(`${finding.no} 的经过止于“${path.at(-1)[0]}”，应为“${finding.state}”`)
  return path.map(([state, on]) => ({ state, on }))
}

function makeFinding(finding) {
  const org = orgByName.get(finding.unit)
  const progress = findingProgress.find((one) => finding.no.endsWith(one.no))
  const by = supervisorOf(org)
  const openUntil = finding.dueOn < town.demoToday && ['已下达', '整改中', '退回重改'].includes(finding.state)
  return {
    ...finding,
    phase: finding.item.startsWith('F') ? 'review' : 'study',
    foundBy: by,
    demand: demandWords[finding.correction](spoken(finding.dueOn), by),
    firstDueOn: progress.firstDueOn || finding.dueOn,
    path: pathOf(finding, progress),
    feedbackOn: progress.feedbackOn || null,
    feedback: progress.feedback,
    evidence: progress.evidence,
    recheckOn: finding.recheckOn || null,
    recheckBy: finding.recheckOn ? by : null,
    recheckResult: { 已销号: '同意销号', 退回重改: '退回重改' }[finding.state] ?? null,
    recheckText: progress.recheckText,
    reopened: finding.state === '退回重改' ? 1 : 0,
    progress: progress.progress,
    overdue: openUntil,
  }
}

const kindNumber = { 立说立改: 1, 限期整改: 2, 综合治理: 3, 说明情况: 4 }

function makeIssue(issue) {
  const org = orgByName.get(issue.unit)
  const dayIn = (word) => issue.note.match(new RegExp(`${word}(\\d\\d-\\d\\d)`))?.[1]
  const on = (word) => (dayIn(word) === undefined ? null : `2005-${dayIn(word)}`)
  return {
    ...issue,
    no: Number(issue.no),
    kindNo: kindNumber[issue.kind],
    owner: headOf(org),
    doneOn: on('完成') ?? (issue.state === '已完成' ? issue.dueOn : null),
    verifiedOn: on('验收'),
    verifiedBy: on('验收') === null ? null : supervisorOf(org),
  }
}

// --- progress and reports ------------------------------------------------------------------------------------------

const stepsLeft = (org) => {
  const row = unfinished.find((one) => one.unit === org.shortName)
  if (row !== undefined) return row.steps.split('、')
  return org.state === '待转段' && isBranch(org) ? ['P1-24'] : []
}

function makeOrganisation(org, activists) {
  const row = unfinished.find((one) => one.unit === org.shortName)
  const [studied, enough] = org.study === '' ? [null, null] : org.study.split('，').map(Number)
  const items = row === undefined || row.items === '尚未检查' ? [] : row.items.match(/X-\d\d/g)
  return {
    no: Number(org.no),
    fullName: org.fullName,
    shortName: org.shortName,
    level: org.level,
    parent: org.parent === '' ? null : orgByNo.get(org.parent).shortName,
    unitType: org.unitType,
    members: isBranch(org) ? Number(org.members) : null,
    reportedMembers: isBranch(org) ? reportedMembers(org) : null,
    health: org.health,
    class: org.class || null,
    secretary: nameOrEmpty(org.secretary) || null,
    informant: nameOrEmpty(org.informant) || null,
    supervisor: org.sup,
    contactLeader: org.lead || null,
    planOutcome: org.planOutcome,
    state: org.state,
    studied,
    enoughHours: enough,
    unfinishedSteps: stepsLeft(org),
    failedItems: items,
    notInspected: row?.items === '尚未检查',
    note: row !== undefined && row.items.includes('（') ? row.items : '',
    activists: activists.get(org.shortName) ?? 0,
  }
}

/** 城南社区 reported one more than its roster holds. */
export const reportedMembers = (org) => Number(org.members) + (org.shortName === '城南社区支部' ? 1 : 0)

/** 52 applicants, three of them in the model school; the rest one each in the largest branches that work. */
function spreadActivists() {
  const counts = new Map([['清溪中学支部', 3]])
  const largest = organisations
    .filter(
      (org) =>
        isBranch(org) && !['离退休', '流动党员'].includes(org.unitType) && org.shortName !== '清溪中学支部',
    )
    .sort((a, b) => Number(b.members) - Number(a.members) || Number(a.no) - Number(b.no))
  largest.slice(0, town.activists - 3).forEach((org) => counts.set(org.shortName, 1))
  return counts
}

function makeWeeklyReports() {
  const branches = organisations.filter(isBranch)
  const weeks = ['w1', 'w2', 'w3', 'w4', 'w5']
  const rows = branches.map((org) => {
    const late = lateReports.find((one) => one.unit === org.shortName)
    return { unit: org.shortName, states: weeks.map((week) => late?.[week] ?? '按时') }
  })
  const silent = ['包装公司支部', '五金公司支部']
  const arrived = branches
    .filter((org, i) => ![1, 3].includes(i % 5) && !silent.includes(org.shortName))
    .map((org) => org.shortName)
  return {
    dueDays: reportDueDays,
    rows,
    sixthWeekArrived: arrived,
    toCounty: ['2005-07-14', '2005-07-21', '2005-07-28', '2005-08-04', '2005-08-11'],
    nextToCounty: '2005-08-18',
  }
}

/** What branches that have moved on collected of the second phase, by the rule for the sample. */
function makeReviewPhase() {
  return organisations
    .filter((org) => isBranch(org) && org.state === '已转段' && org.shortName !== modelSchool.unit)
    .map((org) => {
      const [no, n] = [Number(org.no), Number(org.members)]
      return {
        unit: org.shortName,
        issued: n * 2,
        returned: n * 2 - (no % 4),
        opinions: n,
        merged: Math.ceil(n / 3),
        secretaryTalked: Math.min(n, 3 * (no % 5)),
      }
    })
}

const pollNumbers = [
  'round',
  'issued',
  'returned',
  'invalid',
  'satisfied',
  'basic',
  'dissatisfied',
  'abstained',
  'valid',
]

function makePoll(poll) {
  const numbers = Object.fromEntries(pollNumbers.map((key) => [key, Number(poll[key])]))
  return {
    ...poll,
    ...numbers,
    reportedOn: poll.reportedOn || null,
    movedOn: poll.movedOn || null,
    witness: supervisorOf(orgByName.get(poll.unit)),
  }
}

/**
 * Everything the sample tells besides the rosters.
 * @param {{branch: object, people: object[]}[]} members from makeMembers()
 */
export function makeStoryline(members) {
  const activists = spreadActivists()
  return {
    notice: '示例数据，均为虚构',
    town,
    county: town.county,
    demoToday: town.demoToday,
    townMobilisation: town.townMobilisation,
    offices,
    group: {
      ...group,
      members: group.members.map((one) => ({
        ...one,
        units: organisations.filter((org) => org.sup === one.key).map((org) => org.shortName),
      })),
    },
    leaders,
    organisations: organisations.map((org) => makeOrganisation(org, activists)),
    plans: organisations.flatMap((org) => roundsOf(org).map((round) => makePlan(org, round, members))),
    polls: polls.map(makePoll),
    gates,
    parentTransitions,
    findings: findings.map(makeFinding),
    issues: issues.map(makeIssue),
    inspections: [inspection],
    modelSchool,
    reviewPhase: makeReviewPhase(),
    weeklyReports: makeWeeklyReports(),
    circular,
    homePage,
  }
}
