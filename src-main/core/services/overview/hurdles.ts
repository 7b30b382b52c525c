// What keeps a unit from moving on, as far as the records tell: each line with its number, its rule and where to go.
import { basisText, stepByCode, type Basis, type ThresholdKey } from '#shared/campaign/index.ts'
import type { Hurdle } from '#shared/contract/overview.ts'
import { inspectionLimits, judgeInspections } from '#shared/rules/finding.ts'
import { judgeInformants, judgeSize } from '#shared/rules/organisation.ts'
import { judgeTotals } from '#shared/rules/roster.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import { inspectionsIn, isLookedAt, isToBeInspected } from './phase.ts'
import { isOpen, isOverdue, type TownFacts, type UnitFacts } from './town.ts'

const basisOf = (context: Context, key: ThresholdKey): string =>
  context.campaign.changes.get(key)?.basis ?? basisText(context.campaign.threshold(key).basis)

const stepBasis = (context: Context, code: string): string => {
  const basis: Basis | undefined = stepByCode(context.campaign.template, code)?.basis
  return basis === undefined ? '' : basisText(basis)
}

const isFailed = (verdict: Verdict): boolean => verdict.outcome === 'fail'

const ledgerOf = (unit: UnitFacts): string => `/ledgers/organisations?open=${unit.id}`

function planHurdle(context: Context, unit: UnitFacts): Hurdle[] {
  const { plan } = unit
  if (plan === null || plan.group === '已批') return []
  const common = {
    text: '活动方案已批准',
    basis: basisOf(context, 'plan.refusals.all'),
    to: `/plans/${unit.id}`,
  }
  const late = plan.daysLeft !== null && plan.daysLeft < 0 ? `，已逾 ${-plan.daysLeft} 天` : ''
  if (plan.group === '待审')
    return [
      {
        ...common,
        kind: 'warn',
        state: '待审',
        fact: `第 ${plan.version} 版 ${plan.submittedOn ?? ''} 报送${late}`,
        act: '去审批',
      },
    ]
  if (plan.group === '退回')
    return [
      {
        ...common,
        kind: 'bad',
        state: '退回',
        fact: `第 ${plan.version} 版退回修改，应于 ${plan.dueOn ?? '—'} 前重报${late}`,
        act: '去登记重报',
      },
    ]
  return [{ ...common, kind: 'bad', state: '未报', fact: '还没有报送', act: '去登记' }]
}

function findingHurdle(context: Context, unit: UnitFacts, today: string): Hurdle[] {
  const open = unit.findings.filter(isOpen)
  if (open.length === 0) return []
  const late = open.filter((each) => isOverdue(each, today)).length
  const reopened = open.filter((each) => each.reopenCount > 0).length
  const more = [late > 0 ? `逾期 ${late} 件` : '', reopened > 0 ? `退回重改 ${reopened} 件` : ''].filter(
    (s) => s !== '',
  )
  return [
    {
      kind: late > 0 ? 'bad' : 'warn',
      state: late > 0 ? '逾期' : '未销号',
      text: '督导问题全部销号',
      basis: basisOf(context, 'finding.due.minor'),
      fact: [`未销号 ${open.length}/${unit.findings.length} 件`, ...more].join('，'),
      to: `/findings?unit=${unit.id}`,
      act: `看 ${open.length} 件`,
    },
  ]
}

/** M-201, R-11. */
function rosterHurdle(context: Context, unit: UnitFacts): Hurdle[] {
  const common = { text: '花名册人数与上报数一致', basis: stepBasis(context, 'P1-01') }
  if (unit.members === 0)
    return [
      {
        ...common,
        kind: 'bad',
        state: '没有',
        fact: '花名册里还没有党员',
        to: '/import/members',
        act: '去导入',
      },
    ]
  if (unit.reported === null) return []
  const verdict = judgeTotals({ reported: unit.reported, counted: unit.members })
  if (!isFailed(verdict)) return []
  return [
    {
      ...common,
      kind: 'warn',
      state: '不符',
      fact: verdict.reason.replace('，请核对。', ''),
      to: ledgerOf(unit),
      act: '去核对',
    },
  ]
}

/** */
function inspectionHurdle(context: Context, unit: UnitFacts, town: TownFacts): Hurdle[] {
  const { phase } = town.inspected
  if (phase === null || phase.key === 'prep' || !isToBeInspected(unit)) return []
  const own = inspectionsIn(unit, phase.key, town.inspected)
  const limit = { ...inspectionLimits.perStage, value: context.campaign.limit('inspect.per_phase') }
  const done = own.filter(isLookedAt)
  const text = `${phase.name}阶段督导检查`
  const basis = basisOf(context, 'inspect.per_phase')
  const open = own.find(({ state }) => state === '进行中')
  if (open !== undefined)
    return [
      {
        kind: 'doing',
        state: '检查中',
        text,
        basis,
        fact: `已查 ${open.checked}/${open.total} 项`,
        to: `/inspections/${open.id}`,
        act: '接着查',
      },
    ]
  if (!isFailed(judgeInspections({ inspections: done.length }, { perStage: limit }))) return []
  return [
    {
      kind: 'bad',
      state: '未查',
      text,
      basis,
      fact: `本阶段检查 ${done.length} 次`,
      to: `/inspections?unit=${unit.id}`,
      act: '开始检查',
    },
  ]
}

function peopleHurdles(context: Context, unit: UnitFacts): Hurdle[] {
  const lines: Hurdle[] = []
  if (unit.secretary === '')
    lines.push({
      kind: 'warn',
      state: '空缺',
      text: '书记在任',
      basis: stepBasis(context, 'P1-04'),
      fact: '名册上没有书记，写明由谁主持工作',
      to: ledgerOf(unit),
      act: '去补',
    })
  const informants = unit.informant === '' ? 0 : 1
  if (isFailed(judgeInformants({ informants })))
    lines.push({
      kind: 'warn',
      state: '没有',
      text: '确定一名信息员',
      basis: basisOf(context, 'report.informant'),
      fact: '名册上没有信息员',
      to: ledgerOf(unit),
      act: '去补',
    })
  return lines
}

const HEALTH = ['健全', '不健全', '软弱涣散', '瘫痪', '空壳'] as const

/** only the state of the leadership; the form of an organisation does not keep it from moving on. */
function healthHurdle(context: Context, unit: UnitFacts): Hurdle[] {
  const health = HEALTH.find((each) => each === unit.health)
  if (health === undefined) return []
  const verdict = judgeSize({ members: unit.members, health })
  const isWeak = verdict.outcome === 'fail' && verdict.level === '警告'
  if (!isWeak) return []
  return [
    {
      kind: 'warn',
      state: '要整顿',
      text: '班子健全',
      basis: stepBasis(context, 'P1-03'),
      fact: `班子${health}，还没有整顿记录`,
      to: ledgerOf(unit),
      act: '去看',
    },
  ]
}

/** The gravest first. */
export function hurdlesOf(context: Context, unit: UnitFacts, town: TownFacts): Hurdle[] {
  const all = [
    ...planHurdle(context, unit),
    ...findingHurdle(context, unit, town.today),
    ...inspectionHurdle(context, unit, town),
    ...healthHurdle(context, unit),
    ...rosterHurdle(context, unit),
    ...peopleHurdles(context, unit),
  ]
  const rank = { barred: 0, bad: 1, warn: 2, doing: 3, none: 4 }
  return all.toSorted((a, b) => rank[a.kind] - rank[b.kind])
}
