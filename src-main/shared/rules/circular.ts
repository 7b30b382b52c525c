// The table of a half-monthly circular: what every unit sent and had printed, its points, its shared rank or its band.
import { rankShared, scoreLimits, scoreOf } from './reporting.ts'

/** Points of one piece sent, and of one printed by a paper of each level. */
export interface ScoreRule {
  readonly sent: number
  readonly town: number
  readonly county: number
  readonly city: number
  readonly province: number
}

export const levelKeys = ['town', 'county', 'city', 'province'] as const
export type LevelKey = (typeof levelKeys)[number]
export const levelNames: Readonly<Record<LevelKey, '镇' | '县' | '市' | '省'>> = {
  town: '镇',
  county: '县',
  city: '市',
  province: '省',
}

export type Adopted = Readonly<Record<LevelKey, number>>

/** What one unit did in the period and since the beginning. */
export interface CircularUnit {
  readonly orgId: string
  readonly unit: string
  readonly sent: number
  readonly sentTotal: number
  readonly adopted: Adopted
  readonly adoptedAll: Adopted
  /** Weekly reports due in the period, by how they stand. */
  readonly onTime: number
  readonly late: number
  readonly missing: number
}

export const bands = ['好', '较好', '一般', '差'] as const
export type Band = (typeof bands)[number]

/** What each band means, printed under the table where bands stand for ranks. */
export const bandWords =
  '有采用的为“好”；无采用、报足应报条数的为“较好”；未报足的为“一般”；零报送、零采用的为“差”。'

export interface CircularLine extends CircularUnit {
  readonly place: number
  readonly band: Band
  readonly adoptedTotal: number
  readonly sentScore: number
  readonly adoptedScore: number
  readonly score: number
  readonly scoreTotal: number
  readonly remark: string
}

export interface CircularRule {
  readonly score: ScoreRule
  /** Pieces a unit is asked for in the period; null where no quota is set. */
  readonly quota: number | null
}

const limitsOf = ({ sent, ...levels }: ScoreRule): typeof scoreLimits => ({
  submit: { ...scoreLimits.submit, value: sent },
  town: { ...scoreLimits.town, value: levels.town },
  county: { ...scoreLimits.county, value: levels.county },
  city: { ...scoreLimits.city, value: levels.city },
  province: { ...scoreLimits.province, value: levels.province },
})

export const adoptedCount = (adopted: Adopted): number =>
  levelKeys.reduce((sum, key) => sum + adopted[key], 0)

const dueIn = ({ onTime, late, missing }: CircularUnit): number => onTime + late + missing

function bandOf(unit: CircularUnit, quota: number | null): Band {
  if (adoptedCount(unit.adopted) > 0) return '好'
  if (unit.sent === 0) return '差'
  return unit.sent >= (quota ?? dueIn(unit)) ? '较好' : '一般'
}

function remarkOf(unit: CircularUnit, quota: number | null): string {
  const hasNone = adoptedCount(unit.adopted) === 0
  if (unit.sent === 0 && hasNone) return '零报送、零采用'
  const short = quota !== null && unit.sent < quota ? `定额${quota}条，差${quota - unit.sent}条` : ''
  return [unit.sent === 0 ? '零报送' : '', hasNone ? '零采用' : '', short]
    .filter((part) => part !== '')
    .join('、')
}

const pointsOf = (unit: string, sent: number, adopted: Adopted, rule: ScoreRule): number =>
  scoreOf({ unit, submitted: sent, ...adopted }, limitsOf(rule))

/** Every unit, zeros too, the best first; equal points share a place (1, 1, 3), in the order given. */
export function circularLines(
  units: readonly CircularUnit[],
  { score, quota }: CircularRule,
): CircularLine[] {
  const points = units.map(({ unit, sent, adopted }) => pointsOf(unit, sent, adopted, score))
  const places = rankShared(points)
  return units
    .map((unit, i): CircularLine => ({
      ...unit,
      place: places[i] ?? 1,
      band: bandOf(unit, quota),
      adoptedTotal: adoptedCount(unit.adoptedAll),
      sentScore: unit.sent * score.sent,
      adoptedScore: (points[i] ?? 0) - unit.sent * score.sent,
      score: points[i] ?? 0,
      scoreTotal: pointsOf(unit.unit, unit.sentTotal, unit.adoptedAll, score),
      remark: remarkOf(unit, quota),
    }))
    .toSorted((a, b) => a.place - b.place)
}

export interface CircularTotals {
  readonly units: number
  /** Units, each counted once: one report missing makes a unit 未报, else one late makes it 迟报. */
  readonly onTimeUnits: number
  readonly lateUnits: number
  readonly missingUnits: number
  readonly onTime: number
  readonly late: number
  readonly missing: number
  readonly sent: number
  readonly adopted: number
  readonly zeroSent: readonly string[]
  readonly zeroAdopted: readonly string[]
  readonly missingNames: readonly string[]
}

const sum = (lines: readonly CircularLine[], of: (line: CircularLine) => number): number =>
  lines.reduce((all, line) => all + of(line), 0)

export function circularTotals(lines: readonly CircularLine[]): CircularTotals {
  const asked = lines.filter((line) => dueIn(line) > 0)
  const missing = asked.filter((line) => line.missing > 0)
  const late = asked.filter((line) => line.missing === 0 && line.late > 0)
  const names = (some: readonly CircularLine[]): string[] => some.map(({ unit }) => unit)
  return {
    units: lines.length,
    onTimeUnits: asked.length - missing.length - late.length,
    lateUnits: late.length,
    missingUnits: missing.length,
    onTime: sum(lines, ({ onTime }) => onTime),
    late: sum(lines, (line) => line.late),
    missing: sum(lines, (line) => line.missing),
    sent: sum(lines, (line) => line.sent),
    adopted: sum(lines, ({ adopted }) => adoptedCount(adopted)),
    zeroSent: names(lines.filter((line) => line.sent === 0)),
    zeroAdopted: names(lines.filter(({ adopted }) => adoptedCount(adopted) === 0)),
    missingNames: names(missing),
  }
}
