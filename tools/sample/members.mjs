// Makes the 1,025 members of the invented town, branch by branch; the same every time.
import { organisations } from './organisations.mjs'
import { profiles } from './profiles.mjs'
import { group, leaders, otherLeadingCadres, placedPeople } from './town.mjs'
import { genderOf, nameGiver } from './names.mjs'
import { issueIdNumber } from './id-number.mjs'
import { pick } from './pick.mjs'
import { lastContacts, quotas, quotaTotals, totals } from './member-quotas.mjs'

export const branches = organisations.filter((org) => org.members !== '')

const profileOf = new Map(profiles.map((profile) => [profile.name, profile]))
const markedRetired = (person) => person.marks.has('离退休')

/** The people a branch must have: secretary, informant and those placed by hand. */
function namedPeople(branch) {
  const people = []
  if (!branch.secretary.startsWith('（')) people.push({ name: branch.secretary, partyPost: '书记' })
  if (!branch.informant.startsWith('（')) people.push({ name: branch.informant, informant: true })
  return [...people, ...placedPeople.filter((person) => person.branch === branch.shortName)]
}

/** Women's share differs by kind of unit; only the town's total is fixed. */
const womensWeight = { 学校: 1.6, 离退休: 0.9, 社区: 1.1, 机关: 0.8, 片总支: 0.7, 事业站所: 0.9 }
const womensWeightOf = {
  中心幼儿园支部: 6,
  制衣公司支部: 2.5,
  纺织公司支部: 2,
  中心卫生院支部: 2,
  派出所支部: 0.3,
  运输公司支部: 0.2,
  建筑公司支部: 0.2,
}

/** How many of the unnamed places of each branch go to women: largest remainders of the weighted shares. */
function shareWomen(open, women) {
  const weights = open.map(
    ({ branch, places }) =>
      places * (womensWeightOf[branch.shortName] ?? womensWeight[branch.unitType] ?? 0.7),
  )
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight, i) => Math.min(open[i].places, (weight * women) / sum))
  const shares = exact.map(Math.floor)
  const byRemainder = exact
    .map((value, i) => ({ i, rest: value - shares[i] }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
  let missing = women - shares.reduce((a, b) => a + b, 0)
  for (let round = 0; missing > 0; round++) {
    const { i } = byRemainder[round % byRemainder.length]
    if (shares[i] >= open[i].places) continue
    shares[i] += 1
    missing -= 1
  }
  return shares
}

function peopleOfTheTown() {
  const named = branches.map((branch) => ({ branch, people: namedPeople(branch) }))
  const fixed = named.flatMap(({ people }) => people.map((person) => person.name))
  const outsiders = [
    ...group.members.map((person) => person.name),
    ...organisations.flatMap((org) => [org.secretary, org.informant]),
  ]
  const giveName = nameGiver([...fixed, ...outsiders])
  const open = named.map(({ branch, people }) => ({ branch, places: Number(branch.members) - people.length }))
  const women = shareWomen(open, totals.female - fixed.filter((name) => genderOf(name) === '女').length)
  return named.map(({ branch, people }, b) => {
    const { places } = open[b]
    const others = Array.from({ length: places }, (_, i) => {
      const isWoman = Math.floor(((i + 1) * women[b]) / places) > Math.floor((i * women[b]) / places)
      return { name: giveName(isWoman ? '女' : '男') }
    })
    return {
      branch,
      people: [...people, ...others].map((person) => ({
        ...person,
        gender: genderOf(person.name),
        marks: new Set(),
      })),
    }
  })
}

/** Probationary members: one each in the largest working branches, two in the middle school, one in the smallest company. */
function probationaryQuota() {
  const quota = { 清溪中学支部: 2, 五金公司支部: 1 }
  let left = totals.probationary - 3
  const candidates = branches
    .filter((branch) => !['离退休', '流动党员'].includes(branch.unitType) && !(branch.shortName in quota))
    .sort((a, b) => Number(b.members) - Number(a.members) || Number(a.no) - Number(b.no))
  for (const branch of candidates) {
    if (left-- > 0) quota[branch.shortName] = 1
  }
  return quota
}

const isOfficer = (person) =>
  person.partyPost !== undefined || person.informant === true || person.branch !== undefined

/** Marks that decide the age come first: retired people are the last of a list, officers never. */
function markRetired(branch, people) {
  const retiredCount = quotas.离退休[branch.shortName] ?? 0
  const order = [...people].sort((a, b) => Number(isOfficer(a)) - Number(isOfficer(b)))
  order.slice(0, retiredCount).forEach((person) => person.marks.add('离退休'))
  order.slice(0, quotas.建国前入党[branch.shortName] ?? 0).forEach((person) => person.marks.add('建国前入党'))
}

const two = (n) => String(n).padStart(2, '0')

/** First and last year of birth that suit a person's branch and marks. */
function birthYears(branch, person) {
  if (person.marks.has('建国前入党')) return [1920, 1929]
  if (markedRetired(person)) return person.gender === '男' ? [1922, 1944] : [1922, 1949]
  if (person.probationary) return [1962, 1984]
  if (person.partyPost === '书记' || person.leader) return [1948, 1970]
  if (isOfficer(person)) return [1955, 1980]
  if (branch.unitType === '社区') return person.gender === '男' ? [1926, 1983] : [1926, 1983]
  return person.gender === '男' ? [1946, 1983] : [1951, 1983]
}

function giveBirth(branch, person, i) {
  const [first, last] = birthYears(branch, person)
  const seed = [branch.no, i, person.name]
  const year = first + pick(last - first + 1, 'birth', ...seed)
  person.birth = { year, month: 1 + pick(12, 'month', ...seed), day: 1 + pick(28, 'day', ...seed) }
  person.birthKey = year * 10000 + person.birth.month * 100 + person.birth.day
}

/** The two last-letter-X numbers of 溪南社区 are wanted by a practice file; nobody else there has one. */
function idWish(branch, index) {
  if (branch.shortName !== '溪南社区支部') return () => true
  const wantsX = index === 4 || index === 15
  return (id) => id.endsWith('X') === wantsX
}

const month = (date) => date.year * 12 + date.month - 1
const fromMonth = (months) => ({ year: Math.floor(months / 12), month: (months % 12) + 1 })
/** Under the party constitutions of 1969 and 1973 there was no probation. */
const withoutProbation = (joined) => month(joined) >= 1969 * 12 + 3 && month(joined) <= 1977 * 12 + 7

function giveJoinDates(branch, person, i) {
  const seed = [branch.no, i, person.name]
  const adult = month(person.birth) + 18 * 12 + 1
  if (person.probationary) {
    const earliest = 2004 * 12 + 9
    person.joined =
      branch.shortName === '城北社区支部'
        ? { year: 2005, month: 1 }
        : fromMonth(earliest + pick(9, 'join', ...seed))
    return
  }
  const before1949 = person.marks.has('建国前入党')
  const from = before1949 ? adult : Math.max(adult, 1949 * 12 + 12)
  const until = before1949
    ? 1949 * 12 + 7
    : Math.min(from + 22 * 12, person.partyPost === '书记' ? 1996 * 12 : 2004 * 12 + 5)
  person.joined = fromMonth(from + pick(Math.max(1, until - from), 'join', ...seed))
  person.confirmed = withoutProbation(person.joined) ? person.joined : fromMonth(month(person.joined) + 12)
}

/** Who in a branch gets a mark: candidates in the order that fits the mark. */
const eligible = {
  年老体弱: (people) => people.filter(markedRetired).sort((a, b) => a.birthKey - b.birthKey),
  文化水平低: (people) =>
    people.filter((p) => !isOfficer(p) && !p.probationary).sort((a, b) => a.birthKey - b.birthKey),
  书写困难: (people) =>
    people
      .filter((p) => !isOfficer(p) && !p.probationary)
      .sort(
        (a, b) =>
          Number(b.marks.has('文化水平低')) - Number(a.marks.has('文化水平低')) || a.birthKey - b.birthKey,
      ),
  低保困难: (people) => people.filter((p) => !isOfficer(p) && !p.probationary),
  因病致贫: (people) => people.filter((p) => !isOfficer(p) && !p.probationary && !p.marks.has('低保困难')),
  下岗失业: (people) =>
    people
      .filter((p) => !isOfficer(p) && !p.probationary && !markedRetired(p) && p.birth.year >= 1949)
      .sort((a, b) => a.birthKey - b.birthKey),
  流动: (people, branch) =>
    branch.shortName === '流动党员支部'
      ? people
      : people
          .filter((p) => !isOfficer(p) && !markedRetired(p) && !p.marks.has('下岗失业'))
          .sort((a, b) => b.birthKey - a.birthKey),
}

function markByQuota(branch, people) {
  for (const [mark, choose] of Object.entries(eligible)) {
    const wanted = quotas[mark][branch.shortName] ?? 0
    const chosen = choose(people, branch).slice(0, wanted)
    if (chosen.length !== wanted)
      throw new Error(`${branch.shortName}“${mark}”只找到 ${chosen.length} 人，应为 ${wanted} 人`)
    chosen.forEach((person) => person.marks.add(mark))
  }
}

const awayPlaces = [
  '浙江宁波',
  '江苏苏州',
  '上海松江',
  '广东东莞',
  '福建厦门',
  '山东青岛',
  '湖北武汉',
  '四川成都',
  '陕西西安',
  '北京丰台',
  '天津塘沽',
]

function giveAwayAndContact(branch, people) {
  people
    .filter((p) => p.marks.has('流动'))
    .forEach((p, i) => (p.away = awayPlaces[(i + Number(branch.no)) % awayPlaces.length]))
  if (branch.shortName !== '流动党员支部') return
  const outOfTouch = people.filter((p) => !isOfficer(p) && !p.probationary).slice(-lastContacts.length)
  outOfTouch.forEach((p, i) => {
    p.lastContact = lastContacts[i]
    p.lost = lastContacts[i] <= '2005-02'
    p.away = p.lost ? '去向不明' : p.away
  })
}

const committeePosts = ['副书记', '组织委员', '宣传委员', '纪检委员']

/** A branch with seven or more members has a committee; 供销社 lacks its 组织委员, which a finding is about. */
function givePartyPosts(branch, people) {
  if (Number(branch.members) < 7) return
  const posts = committeePosts.filter((post) => {
    if (post === '副书记') return Number(branch.members) >= 15 && branch.health === '健全'
    return !(post === '组织委员' && branch.health !== '健全')
  })
  const free = people.filter(
    (p) =>
      p.partyPost === undefined &&
      !p.probationary &&
      p.marks.size === (markedRetired(p) ? 1 : 0) &&
      !p.leader,
  )
  posts.slice(0, Number(branch.members) >= 15 ? 4 : 2).forEach((post, i) => {
    if (free[i] !== undefined) free[i].partyPost = post
  })
}

const nativePlaces = [
  '示例县清溪镇',
  '示例县清溪镇',
  '示例县清溪镇',
  '示例县东岸乡',
  '示例县西岭乡',
  '示例县城关镇',
  '邻县白沙镇',
]
const streets = [
  '东大街',
  '西街',
  '南门路',
  '北街',
  '沿溪路',
  '粮站巷',
  '学前路',
  '人民路',
  '茶山路',
  '新桥弄',
]
const minorities = ['回族', '满族', '壮族', '畲族', '土家族']

function educationOf(branch, person, seed) {
  if (person.marks.has('文化水平低')) return '小学'
  if (person.birth.year < 1946) return ['小学', '初中', '初中', '高中', '中专'][pick(5, 'edu', ...seed)]
  if (branch.unitType === '学校') return ['大专', '本科', '本科', '中专'][pick(4, 'edu', ...seed)]
  if (['机关', '片总支', '事业站所'].includes(branch.unitType))
    return ['中专', '大专', '大专', '本科'][pick(4, 'edu', ...seed)]
  return ['初中', '高中', '高中', '中专', '大专'][pick(5, 'edu', ...seed)]
}

const secretaryTitles = {
  机关: '主任',
  事业站所: '负责人',
  国有集体企业: '负责人',
  学校: '校长',
  非公企业: '副经理',
  片总支: '片长',
  社区: '主任',
  社会组织: '会长',
  离退休: '退休',
  流动党员: '服务站负责人',
}

function workOf(branch, person, seed) {
  const leader = leaders.find((one) => one.name === person.name)
  if (leader !== undefined) return `清溪镇${leader.post}`
  if (person.post !== undefined) return person.post
  const { body, posts } = profileOf.get(branch.shortName)
  if (person.marks.has('下岗失业')) return '下岗失业'
  if (markedRetired(person))
    return `${body.replace(/离退休干部$|^退休教师$/, '').replace('镇机关', '清溪镇机关') || '清溪镇教育系统'}退休`
  if (person.partyPost === '书记') return `${body}${secretaryTitles[branch.unitType]}`
  const list = posts.split('、').filter((post) => !/主任$|^离退休|校长|^退休|负责人/.test(post))
  const post = list[pick(list.length, 'post', ...seed)]
  return branch.unitType === '流动党员' ? post : `${body}${post}`
}

function giveDetails(branch, person, i) {
  const seed = [branch.no, i, person.name]
  person.ethnicity =
    pick(40, 'eth', ...seed) === 0 ? minorities[pick(minorities.length, 'min', ...seed)] : '汉族'
  person.nativePlace = nativePlaces[pick(nativePlaces.length, 'native', ...seed)]
  person.education = educationOf(branch, person, seed)
  person.workStart = fromMonth(
    Math.min(
      month(person.birth) + (17 + pick(6, 'work', ...seed)) * 12 + pick(12, 'wm', ...seed),
      2005 * 12 + 5,
    ),
  )
  person.work = workOf(branch, person, seed)
  person.address = `清溪镇${streets[pick(streets.length, 'st', ...seed)]}${1 + pick(180, 'no', ...seed)}号`
}

/** Landlines of an area code that does not exist, one for every member. */
function phoneOf(branch, person, serial) {
  if (person.partyPost === '书记') return branch.phone
  if (person.informant) return informantPhone(branch)
  return `0000-82${String(10000 + serial).padStart(5, '0')}`
}

/** The informant's telephone beside the secretary's of the list. */
export const informantPhone = (org) => `0000-${String(Number(org.phone.slice(5)) + 6)}`

/**
 * All members in the order of the town's list.
 * @returns {{ branch: object, people: object[] }[]}
 */
export function makeMembers() {
  const byBranch = peopleOfTheTown()
  const probationary = probationaryQuota()
  const leadingCadres = new Set([...leaders.map((one) => one.name), ...otherLeadingCadres])
  const ids = new Set()
  let serial = 0
  for (const { branch, people } of byBranch) {
    people.forEach((person) => (person.leader = leadingCadres.has(person.name)))
    markRetired(branch, people)
    const young = people.filter((p) => !isOfficer(p) && !markedRetired(p))
    young.slice(0, probationary[branch.shortName] ?? 0).forEach((person) => (person.probationary = true))
    people.forEach((person, i) => giveBirth(branch, person, i))
    people.forEach((person, i) => giveJoinDates(branch, person, i))
    markByQuota(branch, people)
    giveAwayAndContact(branch, people)
    givePartyPosts(branch, people)
    people.forEach((person, i) => {
      giveDetails(branch, person, i)
      person.id = issueIdNumber(
        `${person.birth.year}${two(person.birth.month)}${two(person.birth.day)}`,
        person.gender,
        ids,
        idWish(branch, i),
      )
      person.phone = phoneOf(branch, person, serial++)
    })
  }
  checkTotals(byBranch)
  return byBranch
}

function expectEqual(what, actual, expected) {
  if (actual !== expected) throw new Error(`示例党员${what}为 ${actual}，应为 ${expected}`)
}

function checkTotals(byBranch) {
  const all = byBranch.flatMap(({ people }) => people)
  const count = (test) => all.filter(test).length
  byBranch.forEach(({ branch, people }) =>
    expectEqual(branch.shortName, people.length, Number(branch.members)),
  )
  expectEqual('总数', all.length, totals.members)
  expectEqual(
    '预备',
    count((p) => p.probationary),
    totals.probationary,
  )
  expectEqual(
    '正式',
    count((p) => !p.probationary),
    totals.formal,
  )
  expectEqual(
    '男',
    count((p) => p.gender === '男'),
    totals.male,
  )
  expectEqual(
    '女',
    count((p) => p.gender === '女'),
    totals.female,
  )
  expectEqual(
    '党员领导干部',
    count((p) => p.leader),
    totals.leaders,
  )
  expectEqual(
    '失联',
    count((p) => p.lost),
    totals.lost,
  )
  for (const [mark, total] of Object.entries(quotaTotals))
    expectEqual(
      mark,
      count((p) => p.marks.has(mark)),
      total,
    )
  expectEqual('不同身份证号', new Set(all.map((p) => p.id)).size, totals.members)
  expectEqual('同名', totals.members - new Set(all.map((p) => p.name)).size, 1)
  expectEqual(
    '早于1949年10月入党',
    count((p) => month(p.joined) < 1949 * 12 + 9),
    4,
  )
  expectEqual(
    '未满18岁入党',
    count((p) => month(p.joined) < month(p.birth) + 216),
    0,
  )
}
