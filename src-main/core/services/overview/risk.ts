// Whom to visit first: units with something on record, the heaviest first, each with its reasons in words.
import type { Risk } from '#shared/contract/overview.ts'
import type { Context } from '../../context.ts'
import { isUnseen, phaseToday } from './phase.ts'
import { isIssueOverdue, presentStanding, type Standing } from './progress.ts'
import { isOpen, isOverdue, type TownFacts, type UnitFacts } from './town.ts'

interface Weighing {
  readonly points: number
  /** 排序依据, as a person reads it. */
  readonly basis: string
  /** How often it is so. */
  readonly times: (unit: UnitFacts, town: TownFacts, isPlanDue: boolean) => number
  readonly reason: (times: number, unit: UnitFacts) => string
  /** Shown in red. */
  readonly isGrave: boolean
}

const WEAK: readonly string[] = ['软弱涣散', '瘫痪']
const POOR: readonly string[] = ['不健全', '空壳']

const once = (is: boolean): number => (is ? 1 : 0)

const stands = ({ progress }: UnitFacts, standing: Standing): boolean =>
  progress !== null && presentStanding(progress) === standing

/** The order is also the order in which reasons are named. */
const weighings: readonly Weighing[] = [
  {
    points: 3,
    basis: '测评没有过关或不予转段，3 分',
    times: (unit) => once(stands(unit, '被挡')),
    reason: () => '不准转段',
    isGrave: true,
  },
  {
    points: 4,
    basis: '问题退回重改，每次 4 分',
    times: (unit) => unit.findings.filter(isOpen).reduce((sum, each) => sum + each.reopenCount, 0),
    reason: (times) => `退回重改 ${times} 次`,
    isGrave: true,
  },
  {
    points: 4,
    basis: '方案还没有报，4 分',
    times: (unit, _town, isPlanDue) => once(isPlanDue && unit.plan?.group === '未报'),
    reason: () => '方案未报',
    isGrave: true,
  },
  {
    points: 5,
    basis: '问题逾期没有改完，每件 5 分',
    times: (unit, town) => unit.findings.filter((each) => isOverdue(each, town.today)).length,
    reason: (times) => `逾期 ${times} 件`,
    isGrave: true,
  },
  {
    points: 3,
    basis: '整改问题逾期，每件 3 分',
    times: (unit, town) =>
      unit.progress?.issues.filter((each) => isIssueOverdue(each, town.today)).length ?? 0,
    reason: (times) => `整改逾期 ${times} 件`,
    isGrave: true,
  },
  {
    points: 1,
    basis: '验收不合格、限期补课，1 分',
    times: (unit) => once(stands(unit, '限期补课')),
    reason: () => '限期补课',
    isGrave: true,
  },
  {
    points: 1,
    basis: '方案退回两次以上，1 分',
    times: (unit) => once((unit.plan?.returns ?? 0) >= 2),
    reason: (_times, unit) => `方案退回 ${unit.plan?.returns ?? 0} 次`,
    isGrave: true,
  },
  {
    points: 3,
    basis: '班子软弱涣散或瘫痪，3 分',
    times: (unit) => once(WEAK.includes(unit.health)),
    reason: (_times, unit) => `班子${unit.health}`,
    isGrave: true,
  },
  {
    points: 2,
    basis: '方案退回后超过时限没有重报，2 分',
    times: (unit) => once(unit.plan?.group === '退回' && (unit.plan.daysLeft ?? 0) < 0),
    reason: () => '没有重报',
    isGrave: true,
  },
  {
    points: 2,
    basis: '书记空缺，2 分',
    times: (unit) => once(unit.secretary === '' && unit.level !== '党小组'),
    reason: () => '书记空缺',
    isGrave: false,
  },
  {
    points: 2,
    basis: '班子不健全或空壳，2 分',
    times: (unit) => once(POOR.includes(unit.health)),
    reason: (_times, unit) => `班子${unit.health}`,
    isGrave: false,
  },
  {
    points: 2,
    basis: '本阶段还没有查过，2 分（全镇都还没有开始查时不计）',
    times: (unit, town) => once(town.inspected.hasBegun && isUnseen(unit, town.inspected)),
    reason: () => '未查过',
    isGrave: false,
  },
]

/** 排序依据 in lines. */
export const riskBasis: readonly string[] = [
  ...weighings.map(({ basis }) => basis),
  '同分的按名册次序。分数只用来排先后，不进任何报表；项目和分值是本产品默认的。',
]

/** Units with at least one reason, the heaviest first. */
export function risksOf(context: Context, town: TownFacts): Risk[] {
  const isPlanDue = (phaseToday(context)?.seq ?? 0) > 1 || phaseToday(context)?.key === 'study'
  return town.units
    .map((unit) => {
      const found = weighings
        .map((each) => ({ each, times: each.times(unit, town, isPlanDue) }))
        .filter(({ times }) => times > 0)
      return {
        points: found.reduce((sum, { each, times }) => sum + each.points * times, 0),
        risk: {
          id: unit.id,
          name: unit.name,
          reasons: found.map(({ each, times }) => each.reason(times, unit)),
          isGrave: found.some(({ each }) => each.isGrave),
        },
      }
    })
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points)
    .map(({ risk }) => risk)
}
