// Figures of the analyses, polls, inspections, findings, problems put right, and weekly reports.
import { issueKinds } from '#shared/rules/rectification.ts'
import { formatRate } from '#shared/text/rate.ts'
import { groupBy } from '../../../group-by.ts'
import { nameOf, unitRow, type Indicator, type IndicatorRow } from '../indicator.ts'
import type { AnalysisFact, FindingFact, IssueFact, PollFact, SummaryFacts } from '../summary-facts.ts'

const analysisRow = (
  facts: SummaryFacts,
  each: AnalysisFact,
  isPart: boolean,
  detail: string,
): IndicatorRow => ({
  name: each.member,
  unit: nameOf(facts, each.orgId),
  detail,
  isPart,
  to: `/analyses/${each.orgId}`,
})

const isDue = ({ form }: AnalysisFact): boolean => form !== '免写'

export const analysisIndicators: readonly Indicator[] = [
  {
    key: 'analyses_due',
    group: '党性分析',
    title: '党性分析：应交',
    measure: '份',
    kind: '数',
    ledger: () => '/ledgers/analyses',
    basis: () => '党性分析材料台账中的党员，不含免写的；台账没有逐日的名单，按现有台账计。',
    rows: (facts) =>
      facts.analyses.filter(isDue).map((each) => analysisRow(facts, each, true, each.form ?? '书面')),
  },
  {
    key: 'analyses_in',
    group: '党性分析',
    title: '党性分析：已交',
    measure: '份',
    kind: '比率',
    ledger: () => '/ledgers/analyses',
    basis: () => '交稿日期在当日或以前的÷应交的。',
    rows: (facts) =>
      facts.analyses
        .filter(isDue)
        .map((each) => analysisRow(facts, each, each.submittedOn !== null, each.submittedOn ?? '没有交')),
  },
  {
    key: 'analyses_again',
    group: '党性分析',
    title: '党性分析：重写',
    measure: '份',
    kind: '比率',
    ledger: () => '/ledgers/analyses',
    basis: () => '截至当日测评满意度低于标准、应重新撰写过的材料÷已测评的材料；重写后合格的仍计入。',
    rows: (facts) =>
      facts.analyses
        .filter(({ outcome }) => outcome !== null)
        .map((each) => analysisRow(facts, each, each.mustRewrite, each.mustRewrite ? '重写' : '合格')),
  },
]

/** The last round of each unit in the phase. */
export function lastPolls(facts: SummaryFacts): Map<string, PollFact> {
  const own = facts.polls.filter(({ phase, kind }) => phase === facts.phase && kind !== '党性分析材料')
  const stage = own.filter(({ kind }) => kind === '阶段满意度')
  const last = new Map<string, PollFact>()
  // In the phases without a poll of the stage it is the final one that counts.
  for (const poll of stage.length > 0 ? stage : own) {
    const before = last.get(poll.orgId)
    if (before === undefined || before.round <= poll.round) last.set(poll.orgId, poll)
  }
  return last
}

const pollTo = (facts: SummaryFacts, orgId: string): string =>
  `/gates/${orgId}?phase=${facts.phase}&panel=测评`

/** So few ballots that they are not shown stay unsaid. */
const pollDetail = (poll: PollFact): string =>
  `第${String(poll.round)}轮 ${poll.on}　${poll.isCovered ? '票数很少，不列票数' : `不满意${formatRate(poll.dissatisfied, poll.valid)}`}`

export const pollIndicators: readonly Indicator[] = [
  {
    key: 'polled',
    group: '测评',
    title: '测评单位',
    measure: '个',
    kind: '比率',
    ledger: () => '/ledgers/polls',
    basis: ({ phaseName }) =>
      `${phaseName}阶段截至当日测评过的支部÷支部数；测评日期在当日或以前，票数已统计。`,
    rows: (facts) => {
      const last = lastPolls(facts)
      return facts.branches.map((unit) => {
        const poll = last.get(unit.id)
        const detail = poll === undefined ? '没有测评' : `第${String(poll.round)}轮 ${poll.on}`
        return unitRow(unit, poll !== undefined, detail, pollTo(facts, unit.id))
      })
    },
  },
  {
    key: 'barred',
    group: '测评',
    title: '测评不满意率达到规定界限的',
    measure: '个',
    kind: '比率',
    ledger: () => '/ledgers/polls',
    basis: ({ bar }) =>
      `最近一轮不满意票达到或超过${bar}的支部÷测评过的支部；按票数整数比较，不看四舍五入后的比率。`,
    rows: (facts) => {
      const last = lastPolls(facts)
      return facts.branches.flatMap((unit) => {
        const poll = last.get(unit.id)
        return poll === undefined
          ? []
          : [unitRow(unit, poll.isBarred, pollDetail(poll), pollTo(facts, unit.id))]
      })
    },
  },
]

/** The three units with the largest share against, compared as fractions. */
export function worstPolls(facts: SummaryFacts): { unit: string; part: number; whole: number }[] {
  return [...lastPolls(facts).values()]
    .filter(({ valid, isCovered }) => valid > 0 && !isCovered)
    .toSorted((a, b) => b.dissatisfied * a.valid - a.dissatisfied * b.valid)
    .slice(0, 3)
    .filter(({ dissatisfied }) => dissatisfied > 0)
    .map((poll) => ({ unit: nameOf(facts, poll.orgId), part: poll.dissatisfied, whole: poll.valid }))
}

const ofPhase = (facts: SummaryFacts): FindingFact[] =>
  facts.findings.filter(({ phase, state }) => phase === facts.phase && state !== '撤销')

const findingRow = (facts: SummaryFacts, finding: FindingFact, isPart: boolean): IndicatorRow => ({
  name: finding.no,
  unit: nameOf(facts, finding.orgId),
  detail: `${finding.state}　${finding.description}`,
  isPart,
  to: `/findings/${finding.id}`,
})

const IN_HAND: readonly FindingFact['state'][] = ['已下达', '整改中', '退回重改']

export const isLateAt = ({ state, dueOn }: FindingFact, asOf: string): boolean =>
  IN_HAND.includes(state) && dueOn !== null && dueOn < asOf

export const inspectionIndicators: readonly Indicator[] = [
  {
    key: 'inspections',
    group: '督导检查',
    title: '督导检查',
    measure: '次',
    kind: '数',
    ledger: () => '/inspections',
    basis: ({ phaseName }) => `${phaseName}阶段检查日期在当日或以前的督导检查，没有查完的也计。`,
    rows: (facts) =>
      facts.inspections
        .filter(({ phase }) => phase === facts.phase)
        .map((each) => ({
          name: nameOf(facts, each.orgId),
          unit: nameOf(facts, each.orgId),
          detail: each.on,
          isPart: true,
          to: `/inspections/${each.id}`,
        })),
  },
  {
    key: 'inspected',
    group: '督导检查',
    title: '督导检查到过的单位',
    measure: '个',
    kind: '比率',
    ledger: () => '/inspections',
    basis: ({ phaseName }) => `${phaseName}阶段截至当日检查过至少一次的单位÷全部单位。`,
    rows: (facts) => {
      const own = groupBy(
        facts.inspections.filter(({ phase }) => phase === facts.phase),
        ({ orgId }) => orgId,
      )
      return facts.units.map((unit) => {
        const n = own.get(unit.id)?.length ?? 0
        return unitRow(unit, n > 0, n === 0 ? '没有检查' : `${String(n)}次`)
      })
    },
  },
  {
    key: 'findings',
    group: '督导检查',
    title: '督导问题：总数',
    measure: '件',
    kind: '数',
    ledger: () => '/findings',
    basis: ({ phaseName }) => `${phaseName}阶段发现日期在当日或以前的督导问题，不含截至当日已撤销的。`,
    rows: (facts) => ofPhase(facts).map((finding) => findingRow(facts, finding, true)),
  },
  {
    key: 'findings_closed',
    group: '督导检查',
    title: '督导问题：销号',
    measure: '件',
    kind: '比率',
    ledger: () => '/findings',
    basis: () => '按办理记录，截至当日状态为已销号的÷督导问题总数。',
    rows: (facts) => ofPhase(facts).map((finding) => findingRow(facts, finding, finding.state === '已销号')),
  },
  {
    key: 'findings_late',
    group: '督导检查',
    title: '督导问题：逾期',
    measure: '件',
    kind: '比率',
    ledger: () => '/findings',
    basis: () => '截至当日还在单位手里、时限在当日以前的÷督导问题总数；时限按现在登记的。',
    rows: (facts) =>
      ofPhase(facts).map((finding) => findingRow(facts, finding, isLateAt(finding, facts.asOf))),
  },
]

const issueRow = (facts: SummaryFacts, issue: IssueFact, isPart: boolean): IndicatorRow => ({
  name: issue.no,
  unit: nameOf(facts, issue.orgId),
  detail: issue.state,
  isPart,
  to: `/issues/${issue.id}`,
})

const issuesOfKind = (kind: string, i: number): Indicator => ({
  key: `issues_${String(i + 1)}`,
  group: '整改',
  title: `整改问题：${kind}销号`,
  measure: '件',
  kind: '比率',
  ledger: () => '/issues',
  basis: () =>
    `${kind}的问题中，按办理记录截至当日已销号的÷登记日期在当日或以前的；类别按现在的类别，各阶段合计。`,
  rows: (facts) =>
    facts.issues
      .filter((issue) => issue.kind === kind)
      .map((issue) => issueRow(facts, issue, issue.state === '已销号')),
})

export const issueIndicators: readonly Indicator[] = [
  ...issueKinds.map(issuesOfKind),
  {
    key: 'issues_open_kind',
    group: '整改',
    title: '整改问题：尚未分类',
    measure: '件',
    kind: '数',
    ledger: () => '/issues',
    basis: () => '登记日期在当日或以前、还没有写类别的问题，各阶段合计。',
    rows: (facts) =>
      facts.issues.filter(({ kind }) => kind === null).map((issue) => issueRow(facts, issue, true)),
  },
]

const reports = (key: string, title: '按时' | '迟报' | '未报'): Indicator => ({
  key,
  group: '信息报送',
  title: `周报：${title}`,
  measure: '次',
  kind: '比率',
  ledger: () => '/ledgers/weekly_reports',
  basis: () => `截至当日已到期的周报中${title}的÷支部应报次数（支部数×已到期的周数）；每周第一条定是否按时。`,
  rows: (facts) =>
    facts.reports
      .filter(({ stand }) => stand !== null)
      .map((report) => ({
        name: nameOf(facts, report.orgId),
        unit: nameOf(facts, report.orgId),
        detail: `${report.week}止的一周　${report.stand ?? ''}`,
        isPart: report.stand === title,
        to: `/ledgers/weekly_reports?unit=${report.orgId}`,
      })),
})

export const reportIndicators: readonly Indicator[] = [
  reports('reports_on_time', '按时'),
  reports('reports_late', '迟报'),
  reports('reports_missing', '未报'),
]
