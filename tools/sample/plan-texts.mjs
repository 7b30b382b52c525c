// Writes the text of an activity plan from the unit's own facts.
import { latest, spoken } from './civil.mjs'
import { choose, pick } from './pick.mjs'
import * as phrases from './plan-phrases.mjs'
import { plannedHours } from './schedule.mjs'

const fill = (text, facts) =>
  text.replace(/\{(\w+)\}/g, (_, key) => {
    if (facts[key] === undefined) throw new Error(`方案用语缺少“${key}”`)
    return String(facts[key])
  })

const countBy = (people, test) => people.filter(test).length
const ageOf = (person) => 2005 - person.birth.year

/** Facts about a branch's members that a plan quotes; an organisation without members of its own quotes its whole part of the town. */
function peopleFacts(people) {
  const ages = people.map(ageOf)
  return {
    n: people.length,
    prob: countBy(people, (p) => p.probationary),
    formal: countBy(people, (p) => !p.probationary),
    men: countBy(people, (p) => p.gender === '男'),
    women: countBy(people, (p) => p.gender === '女'),
    old: countBy(people, (p) => ageOf(p) >= 60),
    young: countBy(people, (p) => ageOf(p) < 35),
    low: countBy(people, (p) => p.education === '小学'),
    high: countBy(people, (p) => ['大专', '本科'].includes(p.education)),
    maxage: Math.max(...ages),
    minage: Math.min(...ages),
  }
}

function scheduleFacts(schedule, unit) {
  const lessons = schedule.filter((row) => row.step === 'P1-09')
  const endOf = (phase) =>
    latest(
      ...schedule
        .filter((row) => row.step.startsWith(phase) && row.end !== null && row.step !== 'P1-10')
        .map((row) => row.end),
    )
  const startOf = (phase) =>
    schedule
      .filter((row) => row.step.startsWith(phase) && row.start !== null)
      .map((row) => row.start)
      .sort()[0]
  const span = (phase) => `${spoken(startOf(phase))}至${spoken(endOf(phase))}`
  return {
    start: spoken('2005-07-05'),
    end: spoken(endOf('P3')),
    p1: span('P1'),
    p2: span('P2'),
    p3: span('P3'),
    sessions: lessons.length || 10,
    hours: plannedHours(schedule) || 40,
    themeDay: spoken(`2005-07-${12 + pick(9, 'themeDay', unit.no)}`),
    consultedOn: spoken(unit.consultedOn),
  }
}

function factsOf(unit, people, schedule, fault) {
  const k = 3 + pick(14, 'opinions', unit.no, unit.version)
  return {
    ...unit,
    ...peopleFacts(people),
    ...scheduleFacts(schedule, unit),
    unit: unit.shortName,
    head: fault.head ?? unit.head,
    informant: unit.informantName || unit.head,
    theme: fault.theme ?? unit.theme,
    place: fault.place ?? unit.place,
    k2: 2 * k + 6,
    k,
    a: Math.max(1, k - 2 - pick(2, 'adopted', unit.no)),
    lecture: unit.leaderName || '镇党校教师',
    deeds: unit.deeds.join('，'),
  }
}

const numerals = '一二三四五六'

function problemText(unit, facts, fault) {
  if (fault.townProblems) return [phrases.townProblems]
  if (fault.noProblems) return ['总的看，党员队伍是好的，能够完成生产任务，今后要进一步提高认识、加强学习。']
  const style = pick(3, 'list', unit.no)
  const list = unit.problems.map((problem, i) =>
    style === 0
      ? `${numerals[i]}是${problem}`
      : style === 1
        ? `${i + 1}．${problem}`
        : `第${numerals[i]}，${problem}`,
  )
  return [
    fill(choose(phrases.problemLead, 'lead', unit.no), facts) + list.join('；') + '。',
    fill(choose(phrases.problemTail, 'tail', unit.no), facts),
  ]
}

const daysText = (rows) =>
  [
    ...new Set(
      rows.map((row) => (row.start === null ? row.content.match(/（(.*)）/)[1] : spoken(row.start))),
    ),
  ].join('、')

/** The part of the text that repeats the schedule; whole steps are left to the table, as real plans do. */
function scheduleText(unit, schedule) {
  const of = (step) => schedule.filter((row) => row.step === step)
  const day = (step) =>
    of(step)[0]?.start
      ? spoken(of(step)[0].start)
      : of(step).length > 0
        ? of(step)[0].content.match(/（(.*)）/)[1]
        : ''
  const lines = []
  if (of('P1-06').length > 0)
    lines.push(
      choose(
        [`${day('P1-06')}晚动员`, `动员会${day('P1-06')}下午召开`, `${day('P1-06')}召开党员大会动员`],
        'mob',
        unit.no,
      ),
    )
  if (of('P1-09').length > 0)
    lines.push(`${of('P1-09')[0].form}：${daysText(of('P1-09'))}，每次${of('P1-09')[0].hours}学时`)
  for (const row of of('P1-10'))
    lines.push(`${row.start === null ? '时间待定' : spoken(row.start)}${row.content}`)
  for (const step of [
    'P1-12',
    'P1-21',
    'P1-22',
    'P1-24',
    'P2-02',
    'P2-09',
    'P2-12',
    'P3-04',
    'P3-11',
    'P3-14',
  ]) {
    if (of(step).length === 0) continue
    const row = of(step)[0]
    lines.push(
      `${day(step)}${row.end !== row.start && row.end !== null ? '起' : ''}${row.content.replace(/（.*）/, '')}${row.owner && pick(2, 'who', unit.no, step) ? `（${row.owner}）` : ''}`,
    )
  }
  return lines.join('；') + '。'
}

function themeText(unit, facts, fault) {
  if (fault.theme === '') return '根据上级安排，结合实际开展主题实践活动，具体内容另行通知。'
  if (fault.noDeeds) return `主题实践活动：${facts.theme}。`
  return fill(choose(phrases.themeLead, 'theme', unit.no), facts)
}

function specialText(unit, people, facts, fault) {
  if (fault.noSpecial) return ''
  const retired = countBy(people, (p) => p.marks.has('离退休'))
  const floating = countBy(people, (p) => p.marks.has('流动'))
  const parts = []
  if (retired > 0)
    parts.push(fill(choose(phrases.special.retired, 'retired', unit.no), { ...facts, k: retired }))
  if (floating > 0)
    parts.push(fill(choose(phrases.special.floating, 'floating', unit.no), { ...facts, k: floating }))
  if (unit.extraSpecial) parts.push(unit.extraSpecial)
  return parts.length > 0 ? parts.join('') : fill(choose(phrases.special.none, 'none', unit.no), facts)
}

/** The five guarantees of a plan, each one sentence; faults leave one out or make it empty words. */
export function makeGuarantees(unit, people, schedule, fault) {
  const facts = factsOf(unit, people, schedule, fault)
  const say = (kind) => fill(choose(phrases.guarantee[kind], kind, unit.no), facts)
  const leading = fault.head === '' ? '支部全体党员要加强领导、提高认识，共同负责。' : say('leading')
  return [
    leading,
    ...(fault.noAttendance ? ['全体党员要自觉遵守纪律，按时参加学习。'] : [say('attendance')]),
    ...(fault.noMeans ? ['经费和场所待协会研究后确定。'] : [say('means')]),
    say('balance'),
    say('supervision'),
  ]
}

/** The parts of a plan, headings included, before they are joined. */
function planParts(unit, people, schedule, fault) {
  const facts = factsOf(unit, people, schedule, fault)
  const heading = choose(phrases.headings, 'headings', unit.no)
  const focus = choose(
    phrases.focus[
      fault.focusOf ?? (unit.unitType === '片总支' || unit.unitType === '事业站所' ? '机关' : unit.unitType)
    ],
    'focus',
    unit.no,
  )
  const say = (list, seed) => fill(choose(list, seed, unit.no), facts)
  const guarantees = makeGuarantees(unit, people, schedule, fault)
  const revised = unit.revisionNote === '' ? [] : [unit.revisionNote]
  return [
    `${unit.body}先进性教育活动实施方案`,
    ...revised,
    say(phrases.opening, 'opening'),
    heading[0],
    say(phrases.situation, 'situation'),
    ...problemText(unit, facts, fault),
    heading[1],
    fill(focus, facts),
    say(phrases.phaseOne, 'one'),
    say(phrases.phaseTwo, 'two'),
    say(phrases.phaseThree, 'three'),
    heading[2],
    scheduleText(unit, schedule),
    heading[3],
    themeText(unit, facts, fault),
    heading[4],
    ...guarantees.map((text, i) => `${i + 1}．${text}`),
    specialText(unit, people, facts, fault),
    say(phrases.consulted, 'consulted'),
  ].filter((part) => part !== '')
}

export const makePlanText = (unit, people, schedule, fault) =>
  planParts(unit, people, schedule, fault).join('\n')

/** Texts cut up before; every plan is compared with every other. */
const cut = new Map()

/** The different three-character pieces of a text, letters and digits only. */
function pieces(text) {
  const known = cut.get(text)
  if (known !== undefined) return known
  const bare = text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
  const found = new Set()
  for (let i = 0; i + 3 <= bare.length; i++) found.add(bare.slice(i, i + 3))
  cut.set(text, found)
  return found
}

/** How alike two texts are, 0 to 1 (Dice); the program's own hint counts the same way. */
export function similarity(a, b) {
  const [x, y] = [pieces(a), pieces(b)]
  const common = [...x].filter((piece) => y.has(piece)).length
  return (2 * common) / (x.size + y.size)
}

/** Places where the copy may read as the copier's own: whole lines first, then sentences, then clauses; the schedule stays as it is. */
function replacements(lines, ownLines) {
  const free = lines
    .map((line, i) => ({ line, own: ownLines[i], i }))
    .filter(({ line, own, i }) => i > 0 && line.length > 14 && own.length > 14 && !line.includes('学时；'))
  const whole = free.map(({ line, own }) => [line, own])
  const split = (pattern) =>
    free.flatMap(({ line, own }) => {
      const mine = own.split(pattern)
      return line.split(pattern).map((part, k) => [part, mine[Math.min(k, mine.length - 1)]])
    })
  return [...whole.reverse(), ...split(/(?<=。)/u), ...split(/(?<=[，；。])/u)].filter(
    ([part, mine]) => part.length > 5 && mine.length > 5 && part !== mine,
  )
}

/**
 * A plan copied from another unit: the copier changes the names, then one passage after another, until the text is as like
 * the source as the story says.
 * @param {string} source the plan copied
 * @param {string} own what the unit would have written itself
 * @param {{renames: [string, string][], leave: string|undefined, wanted: number}} story leave is a name the copier overlooked
 */
export function copyPlan(source, own, { renames, leave, wanted }) {
  const [, to] = renames[0]
  let text = renames.reduce((copy, [from, name]) => copy.replaceAll(from, name), source)
  if (leave !== undefined)
    text = text.slice(0, text.lastIndexOf(to)) + leave + text.slice(text.lastIndexOf(to) + to.length)
  for (const [part, mine] of replacements(text.split('\n'), own.split('\n'))) {
    if (similarity(text, source) < wanted + 0.004) break
    if (part.includes(leave) || !text.includes(part) || text.includes(mine)) continue
    const next = text.replace(part, mine)
    if (similarity(next, source) > wanted - 0.004) text = next
  }
  return text
}
