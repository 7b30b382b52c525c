// The sample town's registers of people: out of touch, away, in difficulty, visited, speaking for the masses, exemplary.
import { caredFor } from '#shared/ledgers/care-visits.ts'
import { exemplars, NOBODY } from '#shared/ledgers/exemplars.ts'
import { representatives } from '#shared/ledgers/representatives.ts'
import { careVisits } from '#shared/ledgers/care-visits.ts'
import { difficultMembers } from '#shared/ledgers/difficult-members.ts'
import { floatingMembers } from '#shared/ledgers/floating-members.ts'
import { lostMembers } from '#shared/ledgers/lost-members.ts'
import type { Ledger, Values } from '#shared/ledger/ledger.ts'
import { careKinds } from '#shared/rules/roster.ts'
import { addDays, ageAt, daysBetween, weekdayOf } from '#shared/text/civil-date.ts'
import { write, type Context } from '../../context.ts'
import type { Journal, SqlValue } from '../../db/journal.ts'
import { initialsOfRow, toStored } from '../../ledger/rows.ts'
import type { Fill, SampleMember, SampleTown, SampleUnit } from './fill.ts'

const SURNAMES = Array.from(
  '陈林周沈徐何赵孙郑吴王李张刘黄朱高马罗梁宋郭韩唐冯于董程曹袁许傅彭吕苏卢蒋蔡贾丁',
)
const GIVEN = [
  ...['长青', '守正', '思源', '百川', '松年', '春生', '秋实', '永康', '志高', '水根', '书恒', '顺发'],
  ...['玉兰', '雪梅', '晓燕', '月华', '桂香', '丽珍', '冬梅', '春兰', '爱莲', '淑贤'],
]

/** Somebody who is on no roster. */
export const strangerName = (town: SampleTown, ...keys: readonly (string | number)[]): string =>
  `${town.pick(SURNAMES, 'surname', ...keys)}${town.pick(GIVEN, 'given', ...keys)}`

/** The next day that is no Saturday or Sunday. */
export function workday(day: string): string {
  const weekday = weekdayOf(day)
  if (weekday === 6) return addDays(day, 2)
  return weekday === 0 ? addDays(day, 1) : day
}

export const sampleRow = (ledger: Ledger, values: Values): Record<string, SqlValue> => ({
  ...toStored(ledger, values),
  extra: null,
  initials: initialsOfRow(ledger, values),
})

const put = async (journal: Journal, ledger: Ledger, rows: readonly Values[]): Promise<void> => {
  await journal.addMany(
    ledger.table,
    rows.map((values) => sampleRow(ledger, values)),
  )
}

/** What the roster says beyond names. */
interface Facts {
  readonly sex: string
  readonly birth: string
  readonly joined: string
  readonly place: string | null
  readonly since: string | null
  readonly lostSince: string | null
  readonly phone: string | null
}

async function factsOfMembers({ db }: Context): Promise<ReadonlyMap<string, Facts>> {
  const rows = await db.read
    .selectFrom('member')
    .select([
      ...(['id', 'sex', 'birth_date', 'join_date'] as const),
      ...(['floating_place', 'floating_since', 'lost_since', 'phone'] as const),
    ])
    .where('deleted_at', 'is', null)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        sex: row.sex,
        birth: row.birth_date,
        joined: row.join_date,
        place: row.floating_place,
        since: row.floating_since,
        lostSince: row.lost_since,
        phone: row.phone,
      },
    ]),
  )
}

interface Scene {
  readonly town: SampleTown
  readonly facts: ReadonlyMap<string, Facts>
  /** Members with their unit, in the order of the roster. */
  readonly people: readonly { member: SampleMember; unit: SampleUnit; facts: Facts }[]
  readonly isPast: (day: string) => boolean
}

function sceneOf(town: SampleTown, facts: ReadonlyMap<string, Facts>): Scene {
  const people = town.units.flatMap((unit) =>
    unit.members.flatMap((member) => {
      const own = facts.get(member.id)
      return own === undefined ? [] : [{ member, unit, facts: own }]
    }),
  )
  return { town, facts, people, isPast: (day) => day <= town.until }
}

const unitCalled = ({ town }: Scene, name: string): SampleUnit => town.unitOf(town.idOf(name))

/** Two came by themselves and were enrolled; one of the roster could not be found; the others follow in autumn. */
function lostRows(scene: Scene): { rows: Values[]; found: string[] } {
  const { town, people, isPast } = scene
  const branch = unitCalled(scene, '流动党员支部').id
  const came = ['城南社区支部', '溪南社区支部'].map((name, i): Values => ({
    name: strangerName(town, 'lost', i),
    org_id: unitCalled(scene, name).id,
    last_contact: ['2003-11', '2004-06'][i] ?? '2004-06',
    circumstance: ['企业改制破产', '工作调动未转接'][i] ?? '其他',
    search: '看到社区公告栏的通知后，本人带着组织关系介绍信来支部登记。',
    searcher: unitCalled(scene, name).secretary,
    result: '取得联系',
    found_on: ['2005-07-15', '2005-07-22'][i] ?? '2005-07-22',
    enrolled_id: unitCalled(scene, name).id,
    enrolled_on: ['2005-07-19', '2005-07-26'][i] ?? '2005-07-26',
  }))
  const lost = people.filter(({ member }) => member.isLost)
  const isAutumn = isPast('2005-10-14')
  const found: string[] = []
  const searched = lost.slice(0, isAutumn ? lost.length : 1).map(({ member, facts }, i): Values => {
    const isFound = i > 0 && i < 4
    if (isFound) found.push(member.id)
    return {
      name: member.name,
      sex: facts.sex,
      join_date: facts.joined,
      org_id: branch,
      last_contact: facts.lostSince ?? '2005-01',
      circumstance: '外出务工经商',
      search: isFound
        ? '通过亲属问到新的电话，说明情况后本人来信，愿意参加活动。'
        : '到户籍所在地走访邻居，打过去的电话停机，亲属也说不清去向。',
      searcher: unitCalled(scene, '流动党员支部').secretary,
      result: isFound ? '取得联系' : '仍无法联系',
      ...(isFound ? { found_on: '2005-09-20', enrolled_id: branch, enrolled_on: '2005-09-27' } : {}),
    }
  })
  return { rows: [...came.filter((row) => isPast(String(row['enrolled_on']))), ...searched], found }
}

const REASONS = ['务工', '经商', '务工', '探亲居住', '学习'] as const

/** Everybody the roster marks as away but two, and one it does not mark. */
function floatingRows({ town, people }: Scene): Values[] {
  const away = people.filter(({ member }) => member.isFloating && !member.isLost)
  const forgotten = new Set(away.slice(-2).map(({ member }) => member.id))
  const unmarked = people.find(({ member, unit }) => unit.name === '建材公司支部' && !member.isFloating)
  return [...away.filter(({ member }) => !forgotten.has(member.id)), ...(unmarked ? [unmarked] : [])].map(
    ({ member, unit, facts }): Values => {
      const since = facts.since ?? `2005-0${2 + Math.floor(town.draw('since', member.id) * 4)}`
      const hasCard = since >= '2005-03' || town.draw('card', member.id) < 0.3
      return {
        org_id: unit.id,
        member_id: member.id,
        sex: facts.sex,
        join_date: facts.joined,
        reason: town.pick(REASONS, 'reason', member.id),
        place: facts.place ?? '邻县县城',
        since,
        transfer: town.draw('transfer', member.id) < 0.4 ? '不便转移' : '能转移',
        card_no: hasCard
          ? `流活〔2005〕${String(1 + Math.floor(town.draw('no', member.id) * 900)).padStart(3, '0')}`
          : null,
        phone: facts.phone,
        host: town.draw('host', member.id) < 0.6 ? `${facts.place ?? '邻县县城'}当地党组织` : null,
      }
    },
  )
}

const KIND_OF = { 低保困难: '低保', 因病致贫: '因病致贫', 建国前入党: '建国前入党' } as const
const CAUSES: Readonly<Record<string, readonly string[]>> = {
  低保: ['年老体弱，没有固定收入，靠低保生活。', '配偶长期卧床，家里没有劳力。'],
  因病致贫: ['本人患慢性病，常年吃药，医药费占了收入的大半。', '家人做手术，欠债三万多元。'],
  建国前入党: ['年事已高，生活补助少，房屋漏雨。'],
  其他: ['企业改制后下岗，爱人也没有工作，孩子正在上学。'],
}
const MEASURES = [
  '支部两名党员结对，每月上门一次；节日送慰问品。',
  '帮助申请大病救助，联系卫生院上门看病。',
  '介绍临时工作，减免子女部分学杂费。',
]

const needy = (member: SampleMember): (typeof caredFor)[number] | undefined =>
  caredFor.find((kind) => member.categories.includes(kind))

function difficultRows({ town, people, isPast }: Scene): Values[] {
  const laidOff = people.filter(
    ({ member }) => needy(member) === undefined && member.categories.includes('下岗失业'),
  )
  const chosen = [...people.filter(({ member }) => needy(member) !== undefined), ...laidOff.slice(0, 5)]
  return chosen.map(({ member, unit, facts }, i): Values => {
    const tag = needy(member)
    const kind = tag === undefined ? '其他' : KIND_OF[tag]
    const start = workday(addDays('2005-07-18', unit.index % 7))
    // Two lists were taken down too early, one was never put up.
    const end = addDays(start, i === 3 || i === 11 ? 2 : 6)
    const isPosted = i !== 7 && isPast(end)
    return {
      org_id: unit.id,
      member_id: member.id,
      age: ageAt(facts.birth, '2005-07-20'),
      join_date: facts.joined,
      household: 1 + Math.floor(town.draw('household', member.id) * 4),
      income: 90 + Math.floor(town.draw('income', member.id) * 12) * 10,
      kind,
      cause: town.pick(CAUSES[kind] ?? ['生活困难。'], 'cause', member.id),
      measures: town.pick(MEASURES, 'measures', member.id),
      helper: unit.secretary ?? unit.informant,
      public_from: isPosted ? start : null,
      public_to: isPosted ? end : null,
    }
  })
}

const GOODS = ['大米25公斤、食用油1桶', '棉被1床', '慰问金', '药品和营养品', '米、油和牛奶'] as const
const NEEDS = ['希望解决房屋漏雨', '想申请大病救助', '孩子上学费用高', '出门看病不方便', '没有提出'] as const

interface Round {
  readonly from: string
  /** Days over which the town's branches spread their visits. */
  readonly days: number
  /** Share of those to be visited who were. */
  readonly share: number
}

/** In the first weeks, before the Mid-Autumn festival, and before the end of the year. */
const ROUNDS: readonly Round[] = [
  { from: '2005-07-11', days: 34, share: 0.8 },
  { from: '2005-09-12', days: 6, share: 0.7 },
  { from: '2005-12-12', days: 14, share: 0.6 },
]

function careRows({ town, people, isPast }: Scene): Values[] {
  const members = people.filter(({ member }) => needy(member) !== undefined)
  return ROUNDS.flatMap(({ from, days, share }, round) => {
    const visits = members
      // One member stays without a visit throughout, so that the review has somebody to name.
      .filter(({ member }, i) => i !== 5 && town.draw('visit', round, member.id) < share)
      .map(({ member, unit }): Values => {
        const key = `${round}|${member.id}`
        const need = town.pick(NEEDS, 'need', key)
        return {
          org_id: unit.id,
          name: member.name,
          category: needy(member) ?? '其他困难党员',
          visited_on: workday(addDays(from, Math.floor(town.draw('day', key) * days))),
          visitor: [unit.secretary, unit.informant].filter((name) => name !== null).join('、') || '支部委员',
          kinds: careKinds.filter((kind) => kind === '助困' || town.draw('kind', kind, key) < 0.2),
          goods: town.pick(GOODS, 'goods', key),
          amount: 100 + 50 * Math.floor(town.draw('amount', key) * 5),
          needs: need,
          done: need === '没有提出' ? null : '已向镇里反映，由支部跟着办。',
          is_key: town.draw('key', member.id) < 0.3 ? '是' : '否',
        }
      })
    return [...visits, ...householdVisits(town, from, round)].filter((row) =>
      isPast(String(row['visited_on'])),
    )
  })
}

/** Communities call on households of the masses as well. */
const householdVisits = (town: SampleTown, from: string, round: number): Values[] =>
  town.units
    .filter(({ unitType }) => unitType === '社区')
    .map((unit): Values => ({
      org_id: unit.id,
      name: strangerName(town, 'household', unit.id, round),
      category: '困难群众',
      visited_on: workday(addDays(from, unit.index % 5)),
      visitor: unit.secretary ?? unit.informant,
      kinds: ['助困', '助学'],
      goods: '米、油',
      amount: 200,
      needs: '希望介绍就近务工',
      done: '已推荐到本镇企业，等通知。',
      is_key: '否',
    }))

const OUTSIDE = ['服务对象', '下属单位', '党代表', '人大代表', '政协委员'] as const
const OWN = ['本单位', '离退休', '其他'] as const

async function firstPolls({ db }: Context): Promise<ReadonlyMap<string, string>> {
  const rows = await db.read
    .selectFrom('poll')
    .select(['org_id', (eb) => eb.fn.min('date').as('first')])
    .where('deleted_at', 'is', null)
    .where('kind', '=', '阶段满意度')
    .where('state', '<>', '作废')
    .groupBy('org_id')
    .execute()
  return new Map(rows.flatMap(({ org_id, first }) => (first === null ? [] : [[org_id, first] as const])))
}

/** Where materials came on the very day of the poll. */
const TOO_LATE = '第二小学支部'

function representativeRows({ town }: Scene, polls: ReadonlyMap<string, string>): Values[] {
  return town.units.flatMap((unit): Values[] => {
    const poll = polls.get(unit.id)
    const materials = poll === undefined ? null : addDays(poll, unit.name === TOO_LATE ? 0 : -3)
    const count = 3 + Math.min(4, Math.floor(unit.members.length / 8))
    return Array.from({ length: count }, (_, i): Values => {
      const key = `${unit.id}|${i}`
      const isOutside = i % 2 === 0
      return {
        org_id: unit.id,
        name: strangerName(town, 'representative', key),
        category: isOutside ? town.pick(OUTSIDE, 'outside', key) : town.pick(OWN, 'own', key),
        work_unit: isOutside
          ? town.pick(['个体经营户', '附近居民', '服务企业', '学生家长', '村民'], 'from', key)
          : null,
        materials_on: materials,
      }
    })
  })
}

const KINDS = ['学习标兵', '创业标兵', '业务标兵', '服务标兵', '执法标兵'] as const
const DEEDS: Readonly<Record<(typeof KINDS)[number], readonly string[]>> = {
  学习标兵: [
    '每天学习一小时，笔记两万多字，带着三名年老党员一起学。',
    '自己辅导书写有困难的党员，上门读文件。',
  ],
  创业标兵: [
    '带头试种新品种，教会周围六户，户均增收一千多元。',
    '把车间闲置设备改成新生产线，安排下岗党员就业。',
  ],
  业务标兵: ['十年没有出过差错，主动带徒弟，被评为技术能手。', '攻下两道难题，全年节约费用三万多元。'],
  服务标兵: ['设党员服务岗，群众来办事一次说清，随到随办。', '利用休息日上门服务，群众送来感谢信四封。'],
  执法标兵: ['按章办事，不收礼不说情，经手案件没有一起被投诉。'],
}
const KIND_FOR: Readonly<Record<string, (typeof KINDS)[number]>> = {
  机关: '服务标兵',
  学校: '业务标兵',
  非公企业: '创业标兵',
  社区: '服务标兵',
  离退休: '学习标兵',
}

const NONE: Readonly<Record<string, string>> = {
  五金公司支部: '支部3名党员，活动刚开始，拟在整改提高阶段再推荐。',
  水泥制品公司支部: '支部讨论认为目前没有突出事迹，继续培养后再推荐。',
}
/** Nothing has come from here yet. */
const SILENT = '运输公司支部'
const NEGATIVE = '包装公司支部'

/** How far a recommendation has come: the town chooses after the first stage, and makes known in autumn. */
function stateOf({ town, isPast }: Scene, unit: SampleUnit): string {
  const draw = town.draw('exemplar', unit.id)
  if (unit.name === '清溪中学支部') return '宣传'
  if (unit.name === '纺织公司支部' || unit.name === '城东社区支部')
    return isPast('2005-10-10') ? '宣传' : '确定'
  if (isPast('2005-10-10') && draw < 0.12) return draw < 0.05 ? '宣传' : '确定'
  if (draw > 0.97) return '未采纳'
  return draw < 0.3 ? '入围' : '推荐'
}

function exemplarRows(scene: Scene): Values[] {
  const { town, isPast } = scene
  const recommended = town.units
    .filter(({ name }) => name !== SILENT && NONE[name] === undefined)
    .map((unit): Values => {
      const member = town.pick(
        unit.members.filter(
          ({ kind, isLost, categories }) =>
            kind === '正式' && !isLost && !categories.includes('党员领导干部'),
        ),
        'chosen',
        unit.id,
      )
      const kind = KIND_FOR[unit.unitType] ?? town.pick(KINDS, 'kind', unit.id)
      const state = stateOf(scene, unit)
      return {
        ...common(scene, unit),
        name: member.name,
        subject: '个人',
        kind,
        side: '正面典型',
        deeds: town.pick(DEEDS[kind], 'deeds', unit.id),
        cultivator: unit.secretary ?? unit.informant,
        state,
        why_refused: state === '未采纳' ? '事迹还不够具体，培养后再报。' : null,
      }
    })
  const nobody = town.units.flatMap((unit): Values[] => {
    const why = NONE[unit.name]
    return why === undefined ? [] : [{ ...common(scene, unit), name: NOBODY, why_none: why, state: '推荐' }]
  })
  const unit = unitCalled(scene, NEGATIVE)
  const negative: Values = {
    ...common(scene, unit),
    name: strangerName(town, 'negative'),
    subject: '个人',
    side: '反面典型',
    deeds: '学习笔记由他人代抄，三次集中学习无故不到，支部书记谈话后写了检查。',
    cultivator: unit.secretary,
    state: '推荐',
  }
  return [...recommended, ...nobody, negative].filter((row) => isPast(String(row['recommended_on'])))
}

/** Recommended in the second half of the first stage. */
function common({ town }: Scene, unit: SampleUnit): Values {
  const stage = unit.stage('study')
  const start = stage?.start ?? '2005-07-05'
  const end = stage?.end ?? town.until
  const length = Math.max(2, Math.min(24, daysBetween(start, end)))
  const day = addDays(
    start,
    Math.floor(length / 2) + Math.floor(town.draw('recommended', unit.id) * (length / 2)),
  )
  return { org_id: unit.id, recommended_on: day < town.until ? day : town.until }
}

export const fillPeople: Fill = async (context, town) => {
  const scene = sceneOf(town, await factsOfMembers(context))
  const polls = await firstPolls(context)
  const lost = lostRows(scene)
  await write(
    context,
    async (journal) => {
      await put(journal, lostMembers, lost.rows)
      for (const id of lost.found) await journal.change('member', id, { is_lost: '否', lost_since: null })
      await put(journal, floatingMembers, floatingRows(scene))
      await put(journal, difficultMembers, difficultRows(scene))
      await put(journal, careVisits, careRows(scene))
      await put(journal, representatives, representativeRows(scene, polls))
      await put(journal, exemplars, exemplarRows(scene))
    },
    { reason: '示例数据' },
  )
}
