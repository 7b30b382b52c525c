// 全镇一览: every unit against what can be told of it from the records, one mark a cell.
import type { Phase } from '#shared/campaign/index.ts'
import type { Mark, Matrix, MatrixCell } from '#shared/contract/overview.ts'
import { light } from '#shared/rules/finding-light.ts'
import { warnLimit } from '#shared/rules/finding-light.ts'
import type { Context } from '../../context.ts'
import { inspectionsIn, isLookedAt, isToBeInspected, isUnseen, phaseToday } from './phase.ts'
import { isOpen, isOverdue, type TownFacts, type UnitFacts } from './town.ts'

type Cell = (unit: UnitFacts) => MatrixCell

interface Column {
  readonly key: string
  readonly title: string
  readonly group: string
  readonly hint: string
  readonly cell: Cell
}

const cell = (mark: Mark, tip: string, to = '', count: number | null = null): MatrixCell => ({
  mark,
  count,
  to,
  tip,
})

const EMPTY = cell('', '')

/** Units not inspected yet have a filter of their own and are no problem in themselves. */
const INSPECTIONS = '督导检查'

const isLoud = (one: MatrixCell | undefined): boolean => one?.mark === 'bad' || one?.mark === 'warn'

const ledgerOf = (unit: UnitFacts): string => `/ledgers/organisations?open=${unit.id}`

/** M-201: what the unit reported against what is on the roster. */
function rosterCell(unit: UnitFacts): MatrixCell {
  const { members, reported } = unit
  if (members === 0) return cell('none', '花名册里还没有党员', '/import/members')
  if (reported === null) return cell('ok', `花名册 ${members} 人，名册没有填上报数`, ledgerOf(unit))
  if (reported === members) return cell('ok', `上报 ${reported} 人，实有 ${members} 人`, ledgerOf(unit))
  const gap = Math.abs(reported - members)
  return cell('warn', `上报 ${reported} 人，实有 ${members} 人，相差 ${gap} 人`, ledgerOf(unit), gap)
}

const named =
  (name: string, what: string, missing: string): Cell =>
  (unit) =>
    name === '' ? cell('warn', missing, ledgerOf(unit)) : cell('ok', `${what}${name}`, ledgerOf(unit))

const secretaryCell: Cell = (unit) => named(unit.secretary, '书记', '书记空缺')(unit)
const informantCell: Cell = (unit) => named(unit.informant, '信息员', '没有确定信息员')(unit)

/** */
function healthCell(unit: UnitFacts): MatrixCell {
  if (unit.health === '') return EMPTY
  const mark = unit.health === '健全' ? 'ok' : unit.health === '不健全' ? 'warn' : 'bad'
  return cell(mark, `班子${unit.health}`, ledgerOf(unit))
}

function planCell(unit: UnitFacts): MatrixCell {
  const { plan } = unit
  if (plan === null) return EMPTY
  const to = `/plans/${unit.id}`
  const returned = plan.returns > 0 ? `，退回过 ${plan.returns} 次` : ''
  switch (plan.group) {
    case '已批':
      return cell('ok', `方案第 ${plan.version} 版已批准${returned}`, to)
    case '待审': {
      const isLate = (plan.daysLeft ?? 0) < 0
      return cell(
        isLate ? 'warn' : 'doing',
        `方案第 ${plan.version} 版待审，已等 ${plan.waitingDays ?? 0} 天${returned}`,
        to,
      )
    }
    case '退回': {
      const isLate = (plan.daysLeft ?? 0) < 0
      const said = isLate ? `，重报已逾 ${-(plan.daysLeft ?? 0)} 天` : '，等待重报'
      return cell(isLate ? 'bad' : 'warn', `方案第 ${plan.version} 版退回修改${said}`, to, plan.returns)
    }
    case '未报':
      return cell('none', '方案还没有报', to)
  }
}

function inspectionCell(phase: Phase, town: TownFacts): Cell {
  const current = town.inspected.phase
  const isDue =
    current !== null && phase.seq <= current.seq && (phase.seq < current.seq || town.inspected.hasBegun)
  return (unit) => {
    if (!isToBeInspected(unit)) return EMPTY
    const own = inspectionsIn(unit, phase.key, town.inspected).filter(isLookedAt)
    const open = own.find((each) => each.state === '进行中')
    if (open !== undefined)
      return cell(
        'doing',
        `正在检查，已查 ${open.checked}/${open.total} 项`,
        `/inspections/${open.id}`,
        open.total - open.checked,
      )
    const [last] = own
    if (last !== undefined)
      return cell('ok', `${last.date} 检查，共 ${own.length} 次`, `/inspections/${last.id}`)
    const to = `/inspections?unit=${unit.id}`
    if (isDue) return cell('bad', `${phase.name}阶段还没有查过`, to)
    return phase.key === current?.key ? cell('none', `${phase.name}阶段还没有查过`, to) : EMPTY
  }
}

function findingCell(town: TownFacts, warnDays: number | null): Cell {
  return (unit) => {
    const open = unit.findings.filter(isOpen)
    const to = `/findings?unit=${unit.id}`
    const valid = unit.findings.filter((each) => each.state !== '撤销')
    if (valid.length === 0) return EMPTY
    if (open.length === 0) return cell('ok', `${valid.length} 件问题都已销号`, to)
    const late = open.filter((each) => isOverdue(each, town.today)).length
    if (late > 0) return cell('bad', `未销号 ${open.length} 件，其中逾期 ${late} 件`, to, open.length)
    const limit = { ...warnLimit, value: warnDays }
    const isNear = open.some((each) =>
      ['黄', '红'].includes(light(each.dueOn, town.today, each.state, limit)),
    )
    return cell(
      isNear ? 'warn' : 'doing',
      `未销号 ${open.length} 件${isNear ? '，有快到期的' : ''}`,
      to,
      open.length,
    )
  }
}

function reopenedCell(unit: UnitFacts): MatrixCell {
  const times = unit.findings.reduce((sum, each) => sum + each.reopenCount, 0)
  if (times === 0) return EMPTY
  const isStill = unit.findings.some((each) => isOpen(each) && each.reopenCount > 0)
  return cell(isStill ? 'bad' : 'ok', `退回重改 ${times} 次`, `/findings?unit=${unit.id}`, times)
}

function columnsOf(context: Context, town: TownFacts): Column[] {
  const now = phaseToday(context)
  const phases = context.campaign.template.phases.filter((phase) =>
    context.campaign.template.checklists.some((list) => list.phase === phase.key),
  )
  return [
    {
      key: 'roster',
      title: '名册',
      group: '摸底',
      hint: '上报人数和花名册实有人数是否相符',
      cell: rosterCell,
    },
    { key: 'secretary', title: '书记', group: '摸底', hint: '书记是否空缺', cell: secretaryCell },
    { key: 'informant', title: '信息员', group: '摸底', hint: '是否确定一名信息员', cell: informantCell },
    { key: 'health', title: '班子', group: '摸底', hint: '班子是否健全', cell: healthCell },
    { key: 'plan', title: '审批', group: '方案', hint: '活动方案的审批', cell: planCell },
    ...phases.map((phase): Column => ({
      key: `inspect-${phase.key}`,
      title: phase.name.replace('和', '').slice(0, 4),
      group: INSPECTIONS,
      hint: `${phase.name}阶段的检查（每阶段不少于一次）`,
      cell: phase.seq > (now?.seq ?? 0) ? () => EMPTY : inspectionCell(phase, town),
    })),
    {
      key: 'findings',
      title: '未销号',
      group: '问题',
      hint: '没有销号的督导问题',
      cell: findingCell(town, context.campaign.limit('due.warn')),
    },
    { key: 'reopened', title: '重改', group: '问题', hint: '复查后退回重改的次数', cell: reopenedCell },
  ]
}

/** All units; the columns come from what the records hold and from the campaign's phases. */
export function matrixOf(context: Context, town: TownFacts): Matrix {
  const columns = columnsOf(context, town)
  return {
    columns: columns.map(({ key, title, group, hint }) => ({ key, title, group, hint })),
    rows: town.units.map((unit) => {
      const cells = columns.map((column) => column.cell(unit))
      return {
        id: unit.id,
        name: unit.name,
        fullName: unit.fullName,
        unitType: unit.unitType,
        supervisor: unit.supervisor,
        initials: unit.initials,
        cells,
        hasProblem: columns.some(({ group }, at) => group !== INSPECTIONS && isLoud(cells[at])),
        isUnseen: isUnseen(unit, town.inspected),
      }
    }),
    inspectedPhase: town.inspected.phase?.name ?? '',
  }
}
