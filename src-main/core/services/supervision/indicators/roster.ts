// Figures of the rosters, the plans, the meetings that opened the activity, and moving on.
import { groupBy } from '../../../group-by.ts'
import { nameOf, unitRow, type Indicator, type IndicatorRow } from '../indicator.ts'
import type { MemberFact, PlanFact, SummaryFacts } from '../summary-facts.ts'

const GROUP = '基本情况'
const ROSTER = '花名册没有逐日的记录，按现有名册计。'

const memberRow = (facts: SummaryFacts, member: MemberFact, isPart: boolean, detail = ''): IndicatorRow => ({
  name: member.name,
  unit: nameOf(facts, member.orgId),
  detail,
  isPart,
  to: `/ledgers/members?open=${member.id}`,
})

const toMembers = (): string => '/ledgers/members'

/** Members of one kind among all members. */
const ofKind = (
  key: string,
  title: string,
  says: string,
  is: (member: MemberFact) => boolean,
): Indicator => ({
  key,
  group: GROUP,
  title: `其中：${title}`,
  measure: '人',
  kind: '比率',
  ledger: toMembers,
  basis: () => `${says}÷在册党员。${ROSTER}`,
  rows: (facts) => facts.members.map((member) => memberRow(facts, member, is(member))),
})

const has =
  (...categories: readonly string[]) =>
  (member: MemberFact): boolean =>
    member.categories.some((category) => categories.includes(category))

export const rosterIndicators: readonly Indicator[] = [
  {
    key: 'orgs',
    group: GROUP,
    title: '党组织数',
    measure: '个',
    kind: '数',
    ledger: () => '/ledgers/organisations',
    basis: () => `名册上的党委、总支、支部，不含党小组。${ROSTER}`,
    rows: (facts) =>
      facts.units.map((unit) =>
        unitRow(unit, true, `${unit.level}　${unit.unitType}`, `/ledgers/organisations?open=${unit.id}`),
      ),
  },
  {
    key: 'members',
    group: GROUP,
    title: '党员数',
    measure: '人',
    kind: '数',
    ledger: toMembers,
    basis: () => `花名册上状态为在册的党员，含预备党员。${ROSTER}`,
    rows: (facts) => facts.members.map((member) => memberRow(facts, member, true, member.kind)),
  },
  ofKind('probationary', '预备党员', '人员类别为预备的', ({ kind }) => kind === '预备'),
  ofKind('floating', '流动党员', '标为流动的', ({ isFloating }) => isFloating),
  ofKind('retired', '离退休党员', '类别有离退休的', has('离退休')),
  ofKind(
    'difficult',
    '困难党员',
    '类别有低保困难、因病致贫或下岗失业的',
    has('低保困难', '因病致贫', '下岗失业'),
  ),
]

/** Units with an approved version by the day, and how often they were sent back before it. */
function approvals(
  facts: SummaryFacts,
): Map<string, { isApproved: boolean; returns: number; last: PlanFact | undefined }> {
  const plans = groupBy(facts.plans, ({ orgId }) => orgId)
  return new Map(
    facts.units.map((unit) => {
      const own = plans.get(unit.id) ?? []
      const first = own.findIndex(({ decision }) => decision === '批准')
      const before = first < 0 ? own : own.slice(0, first)
      return [
        unit.id,
        {
          isApproved: first >= 0,
          returns: before.filter(({ decision }) => decision === '退回修改').length,
          last: own.at(-1),
        },
      ]
    }),
  )
}

const planDetail = (plan: PlanFact | undefined): string =>
  plan === undefined
    ? '未报送'
    : `第${String(plan.version)}版${plan.decision === null ? '待审' : `${plan.decision} ${plan.decidedOn ?? ''}`}`

const approvedAfter = (key: string, title: string, is: (returns: number) => boolean): Indicator => ({
  key,
  group: '活动方案',
  title: `其中：${title}`,
  measure: '个',
  kind: '比率',
  ledger: () => '/plans',
  basis: () => `${title}的单位÷截至当日方案已批准的单位；退回次数为批准以前作出的退回结论。`,
  rows: (facts) => {
    const all = approvals(facts)
    return facts.units.flatMap((unit) => {
      const own = all.get(unit.id)
      if (own?.isApproved !== true) return []
      return [unitRow(unit, is(own.returns), `退回${String(own.returns)}次`, `/plans/${unit.id}`)]
    })
  },
})

export const planIndicators: readonly Indicator[] = [
  {
    key: 'plans',
    group: '活动方案',
    title: '方案批准',
    measure: '个',
    kind: '比率',
    ledger: () => '/plans',
    basis: () => '截至当日有一个版次已批准的单位÷应报方案的党委、总支、支部；审批日期在当日或以前。',
    rows: (facts) => {
      const all = approvals(facts)
      return facts.units.map((unit) => {
        const own = all.get(unit.id)
        return unitRow(unit, own?.isApproved === true, planDetail(own?.last), `/plans/${unit.id}`)
      })
    },
  },
  approvedAfter('plans_once', '一次通过', (returns) => returns === 0),
  approvedAfter('plans_returned_once', '退回一次后批准', (returns) => returns === 1),
  approvedAfter('plans_returned_more', '退回两次及以上后批准', (returns) => returns >= 2),
  {
    key: 'mobilised',
    group: '动员',
    title: '动员会按时',
    measure: '个',
    kind: '比率',
    ledger: () => '/schedule?tab=mobilisation',
    basis: () => '动员会与全镇动员会同一天的支部÷应开动员会的支部；截至当日没有登记的不算按时。',
    rows: (facts) =>
      facts.meetings.flatMap((meeting) => {
        const unit = facts.unitOf(meeting.orgId)
        const to = '/schedule?tab=mobilisation'
        return unit === undefined ? [] : [unitRow(unit, meeting.isOnTime, meeting.on ?? '没有登记', to)]
      }),
  },
]

/** The units that take part in the phase: all but party groups. */
export const gateIndicators: readonly Indicator[] = [
  {
    key: 'accepted',
    group: '验收和转段',
    title: '验收合格',
    measure: '个',
    kind: '比率',
    ledger: () => '/inspections',
    basis: ({ phaseName }) => `${phaseName}阶段最近一轮验收结论为合格的单位÷全部单位；按验收日期计到当日。`,
    rows: (facts) => {
      const last = new Map(
        facts.accepted.filter(({ phase }) => phase === facts.phase).map((each) => [each.orgId, each]),
      )
      return facts.units.map((unit) => {
        const own = last.get(unit.id)
        const detail = own === undefined ? '没有验收' : `${own.verdict} ${own.on}`
        return unitRow(unit, own?.verdict === '合格', detail, `/gates/${unit.id}?phase=${facts.phase}`)
      })
    },
  },
  {
    key: 'moved',
    group: '验收和转段',
    title: '转段',
    measure: '个',
    kind: '比率',
    ledger: () => '/gates',
    basis: ({ phaseName }) => `已转出${phaseName}阶段的单位÷全部单位；转段日期在当日或以前。`,
    rows: (facts) => {
      const ends = new Map(
        facts.stages.filter(({ phase }) => phase === facts.phase).map((each) => [each.orgId, each.endedOn]),
      )
      return facts.units.map((unit) => {
        const end = ends.get(unit.id) ?? null
        return unitRow(unit, end !== null, end ?? '没有转段', `/gates/${unit.id}?phase=${facts.phase}`)
      })
    },
  },
]
