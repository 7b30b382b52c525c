// 全镇一览: every unit against the milestones of E-14 and what else the records tell, one mark a cell.
import type { Phase } from '#shared/campaign/index.ts'
import type { Matrix, MatrixCell } from '#shared/contract/overview.ts'
import { light, warnLimit } from '#shared/rules/finding-light.ts'
import type { Context } from '../../context.ts'
import { cell, EMPTY, ticked, type BoardCell, type CellOf } from './cell.ts'
import { milestoneByKey } from './milestones.ts'
import { inspectionsIn, isLookedAt, isToBeInspected, isUnseen, phaseToday } from './phase.ts'
import { hasBegun, presentStanding, stageIn } from './progress.ts'
import {
  acceptanceCell,
  analysesCell,
  issuesCell,
  milestoneCell,
  moveCell,
  pollCell,
  publishedCell,
  selfCheckCell,
} from './progress-cells.ts'
import { isOpen, isOverdue, type TownFacts, type UnitFacts } from './town.ts'

interface Column {
  readonly key: string
  readonly title: string
  readonly group: string
  readonly hint: string
  readonly cell: CellOf
  /** Key of the phase it belongs to; a phase nobody has begun is quiet. */
  readonly phase?: string
}

/** Units not inspected yet have a filter of their own and are no problem in themselves. */
const INSPECTIONS = '督导检查'

const isLoud = (one: MatrixCell | undefined): boolean =>
  one?.mark === 'bad' || one?.mark === 'warn' || one?.mark === 'ban'

const ledgerOf = (unit: UnitFacts): string => `/ledgers/organisations?open=${unit.id}`

/** M-201: what the unit reported against what is on the roster. */
function rosterCell(unit: UnitFacts): BoardCell {
  const { members, reported } = unit
  if (members === 0) return cell('none', '花名册里还没有党员', '/import/members')
  if (reported === null) return cell('ok', `花名册 ${members} 人，名册没有填上报数`, ledgerOf(unit))
  if (reported === members) return cell('ok', `上报 ${reported} 人，实有 ${members} 人`, ledgerOf(unit))
  const gap = Math.abs(reported - members)
  return cell('warn', `上报 ${reported} 人，实有 ${members} 人，相差 ${gap} 人`, ledgerOf(unit), gap)
}

const named =
  (name: string, what: string, missing: string): CellOf =>
  (unit) =>
    name === '' ? cell('warn', missing, ledgerOf(unit)) : cell('ok', `${what}${name}`, ledgerOf(unit))

const secretaryCell: CellOf = (unit) => named(unit.secretary, '书记', '书记空缺')(unit)
const informantCell: CellOf = (unit) => named(unit.informant, '信息员', '没有确定信息员')(unit)

/** */
function healthCell(unit: UnitFacts): BoardCell {
  if (unit.health === '') return EMPTY
  const mark = unit.health === '健全' ? 'ok' : unit.health === '不健全' ? 'warn' : 'bad'
  return cell(mark, `班子${unit.health}`, ledgerOf(unit))
}

function planCell(unit: UnitFacts): BoardCell {
  const { plan } = unit
  if (plan === null) return EMPTY
  const to = `/plans/${unit.id}`
  const returned = plan.returns > 0 ? `，退回过 ${plan.returns} 次` : ''
  switch (plan.group) {
    case '已批':
      return cell('ok', `方案第 ${plan.version} 版已批准${returned}`, to, null, ticked(plan.reviewedOn))
    case '待审': {
      const isLate = (plan.daysLeft ?? 0) < 0
      return cell(
        isLate ? 'warn' : 'doing',
        `方案第 ${plan.version} 版待审，已等 ${plan.waitingDays ?? 0} 天${returned}`,
        to,
        null,
        '待审',
      )
    }
    case '退回': {
      const isLate = (plan.daysLeft ?? 0) < 0
      const said = isLate ? `，重报已逾 ${-(plan.daysLeft ?? 0)} 天` : '，等待重报'
      return cell(
        isLate ? 'bad' : 'warn',
        `方案第 ${plan.version} 版退回修改${said}`,
        to,
        plan.returns,
        `退回${plan.returns}次`,
      )
    }
    case '未报':
      return cell('none', '方案还没有报', to, null, '未报')
  }
}

function inspectionCell(phase: Phase, town: TownFacts): CellOf {
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

function findingCell(town: TownFacts, warnDays: number | null): CellOf {
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

function reopenedCell(unit: UnitFacts): BoardCell {
  const times = unit.findings.reduce((sum, each) => sum + each.reopenCount, 0)
  if (times === 0) return EMPTY
  const isStill = unit.findings.some((each) => isOpen(each) && each.reopenCount > 0)
  return cell(isStill ? 'bad' : 'ok', `退回重改 ${times} 次`, `/findings?unit=${unit.id}`, times)
}

/** Short enough for a column: 学习, 分析, 整改, 巩固. */
const shortPhase = (phase: Phase): string => phase.name.slice(0, 2)

const STUDY = '学习动员'
const REVIEW = '分析评议'
const RECTIFY = '整改提高'
const BASICS = '摸底'
const FINDINGS = '督导问题'

const milestone = (key: string, group: string): Column => {
  const found = milestoneByKey(key)
  const { title, hint, phase } = found
  return { key, title, group, hint, phase, cell: milestoneCell(found) }
}

/** The columns of E-14, in its order. */
function milestoneColumns(town: TownFacts): Column[] {
  const study = { group: STUDY, phase: 'study' }
  const review = { group: REVIEW, phase: 'review' }
  const rectify = { group: RECTIFY, phase: 'rectify' }
  return [
    { key: 'plan', title: '方案', ...study, hint: '活动方案的审批', cell: planCell },
    ...['mobilised', 'hours', 'lectures', 'discussed', 'notes'].map((key) => milestone(key, STUDY)),
    { key: 'self-check', title: '自查', ...study, hint: '单位逐条自查', cell: selfCheckCell('study') },
    { key: 'poll', title: '测评', ...study, hint: '群众满意度测评，数字是轮次', cell: pollCell('study') },
    { key: 'acceptance', title: '验收', ...study, hint: '督导组验收', cell: acceptanceCell('study') },
    { key: 'move', title: '转段', ...study, hint: '转入分析评议，数字是还差几项', cell: moveCell('study') },
    milestone('opinions', REVIEW),
    milestone('talks', REVIEW),
    { key: 'analyses', title: '材料', ...review, hint: '党性分析材料', cell: analysesCell },
    milestone('meeting', REVIEW),
    milestone('appraised', REVIEW),
    { key: 'issues', title: '整改', ...rectify, hint: '整改问题的销号', cell: issuesCell(town) },
    { key: 'published', title: '公布', ...rectify, hint: '公布整改措施和整改情况', cell: publishedCell },
  ]
}

function findingColumns(context: Context, town: TownFacts): Column[] {
  const warnDays = context.campaign.limit('due.warn')
  return [
    {
      key: 'findings',
      title: '未销',
      group: FINDINGS,
      hint: '没有销号的督导问题',
      cell: findingCell(town, warnDays),
    },
    { key: 'reopened', title: '重改', group: FINDINGS, hint: '复查后退回重改的次数', cell: reopenedCell },
  ]
}

function inspectionColumns(context: Context, town: TownFacts): Column[] {
  const now = phaseToday(context)
  const { template } = context.campaign
  return template.phases
    .filter((phase) => template.checklists.some((list) => list.phase === phase.key))
    .map((phase) => ({
      key: `inspect-${phase.key}`,
      title: shortPhase(phase),
      group: INSPECTIONS,
      hint: `${phase.name}阶段的检查（每阶段不少于一次）`,
      cell: phase.seq > (now?.seq ?? 0) ? () => EMPTY : inspectionCell(phase, town),
    }))
}

const basicColumns: readonly Column[] = [
  { key: 'roster', title: '名册', group: BASICS, hint: '上报人数和花名册实有人数是否相符', cell: rosterCell },
  { key: 'secretary', title: '书记', group: BASICS, hint: '书记是否空缺', cell: secretaryCell },
  { key: 'informant', title: '信息', group: BASICS, hint: '是否确定一名信息员', cell: informantCell },
  { key: 'health', title: '班子', group: BASICS, hint: '班子是否健全', cell: healthCell },
]

const columnsOf = (context: Context, town: TownFacts): Column[] => [
  ...milestoneColumns(town),
  ...findingColumns(context, town),
  ...inspectionColumns(context, town),
  ...basicColumns,
]

const isBegun = (phase: string, { units }: TownFacts): boolean =>
  units.some(({ progress }) => progress !== null && hasBegun(stageIn(progress, phase)))

/** All units; the columns come from E-14, from what the records hold and from the campaign's phases. */
export function matrixOf(context: Context, town: TownFacts): Matrix {
  const columns = columnsOf(context, town)
  return {
    columns: columns.map(({ key, title, group, hint, phase }) => ({
      key,
      title,
      group,
      hint,
      isQuiet: phase !== undefined && phase !== 'study' && !isBegun(phase, town),
    })),
    rows: town.units.map((unit) => {
      const cells = columns.map((column) => column.cell(unit))
      const standing = unit.progress === null ? null : presentStanding(unit.progress)
      return {
        id: unit.id,
        name: unit.name,
        fullName: unit.fullName,
        unitType: unit.unitType,
        supervisor: unit.supervisor,
        initials: unit.initials,
        cells: cells.map(({ mark, count, to, tip }) => ({ mark, count, to, tip })),
        hasProblem: columns.some(({ group }, at) => group !== INSPECTIONS && isLoud(cells[at])),
        isUnseen: isUnseen(unit, town.inspected),
        isBarred: standing === '被挡',
        isWaiting: standing === '待转段' || standing === '验收合格',
      }
    }),
    inspectedPhase: town.inspected.phase?.name ?? '',
  }
}

/** What E-14 prints: the columns and for every unit one text a column, in the order of the board. */
export function boardOf(town: TownFacts): {
  readonly columns: readonly { readonly title: string; readonly group: string }[]
  readonly rows: readonly { readonly unit: UnitFacts; readonly cells: readonly string[] }[]
} {
  const columns = milestoneColumns(town)
  return {
    columns: columns.map(({ title, group }) => ({ title, group })),
    rows: town.units.map((unit) => ({ unit, cells: columns.map((column) => column.cell(unit).short) })),
  }
}
