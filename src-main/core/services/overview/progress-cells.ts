// The cells of the board that are read off a unit's progress: actions, self-check, poll, acceptance, move, analyses, rectification.
import type { ActionRow } from '#shared/contract/schedule.ts'
import type { AnalysisState, UnitStageState } from '#shared/rules/machines.ts'
import { isSettled as isAnalysisSettled } from '#shared/rules/analysis-action.ts'
import { isSettled } from '#shared/rules/gate-conditions.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Conditions } from '../gates/conditions.ts'
import { appraisalCell } from './appraisal-cells.ts'
import { cell, EMPTY, ticked, type BoardCell, type CellOf } from './cell.ts'
import type { Milestone } from './milestones.ts'
import { opinionCell } from './opinion-cells.ts'
import {
  hasBegun,
  isHeldBack,
  isIssueOpen,
  isIssueOverdue,
  stageIn,
  type StageFact,
  type UnitProgress,
} from './progress.ts'
import { studyCell } from './study-cells.ts'
import type { TownFacts, UnitFacts } from './town.ts'

type ProgressCell = (progress: UnitProgress, unit: UnitFacts) => BoardCell

const ofUnit =
  (of: ProgressCell): CellOf =>
  (unit) =>
    unit.progress === null ? EMPTY : of(unit.progress, unit)

const day = (on: string | null): string => (on === null ? '' : formatChinese(on).slice(5))

const isDone = ({ state }: ActionRow): boolean => state === '完成' || state === '不适用'

const lastDay = (rows: readonly ActionRow[]): string | null =>
  rows
    .flatMap(({ doneOn }) => doneOn ?? [])
    .toSorted()
    .at(-1) ?? null

const namesOf = (rows: readonly ActionRow[]): string => rows.map(({ name }) => name).join('、')

function openCell(rows: readonly ActionRow[], stage: StageFact | undefined, to: string): BoardCell {
  const open = rows.filter((row) => !isDone(row))
  const late = open.filter(({ isLate }) => isLate)
  const hasAny = rows.some(({ state }) => state !== '未开始')
  if (!hasBegun(stage) && !hasAny) return EMPTY
  const many = open.length > 1 ? open.length : null
  if (late.length > 0) return cell('bad', `到期没有完成：${namesOf(late)}`, to, many, `差${open.length}项`)
  if (hasAny) return cell('doing', `正在办：${namesOf(open)}`, to, many, `差${open.length}项`)
  return cell('none', `还没有开始：${namesOf(open)}`, to, null, '未开始')
}

/** The stage is over, or its last day is past. */
const isPast = (stage: StageFact | undefined, today: string): boolean =>
  stage !== undefined && (stage.state === '已转段' || today > stage.plannedEnd)

/** What the ledgers say; else the steps of the milestone that concern the unit: all done, some late, under way, or not begun. */
export function milestoneCell({ key, phase, steps }: Milestone): CellOf {
  return ofUnit((progress, unit) => {
    const rows = (progress.actions.get(phase) ?? []).filter(
      ({ code, kind }) => kind === '规定动作' && code !== null && steps.includes(code),
    )
    const to = `/schedule?unit=${unit.id}`
    const stage = stageIn(progress, phase)
    const place = { unitId: unit.id, isPast: isPast(stage, progress.study?.today ?? '') }
    const learned = studyCell(key, progress.study, place)
    if (learned !== null) return learned
    if (key === 'mobilised' && progress.mobilisedOn !== null)
      return cell('ok', `${day(progress.mobilisedOn)}动员`, to, null, ticked(progress.mobilisedOn))
    const recorded = appraisalCell(key, progress.appraisal)
    if (recorded !== null) return recorded
    const heard = opinionCell(key, progress.opinions, unit.id)
    if (heard !== null) return heard
    if (rows.length === 0) return hasBegun(stage) ? cell('na', '本单位没有这一项', to, null, '不适用') : EMPTY
    if (rows.every(({ state }) => state === '不适用'))
      return cell('na', `不适用：${rows.map(({ reason }) => reason ?? '').join('；')}`, to, null, '不适用')
    if (!rows.every(isDone)) return openCell(rows, stage, to)
    const on = lastDay(rows)
    return cell(
      'ok',
      [`${namesOf(rows)}完成`, day(on)].filter((part) => part !== '').join('，'),
      to,
      null,
      ticked(on),
    )
  })
}

/** States a unit is in once its self-check is handed in; a repeated one is behind 限期补课. */
const HANDED_IN: readonly UnitStageState[] = ['待验收', '验收合格', '限期补课', '待转段', '已转段']
const ACCEPTED: readonly UnitStageState[] = ['验收合格', '待转段', '已转段']

const gateLink = (unit: UnitFacts, phase: string, panel: string): string =>
  `/gates/${unit.id}?phase=${phase}&panel=${panel}`

export const selfCheckCell = (phase: string): CellOf =>
  ofUnit((progress, unit) => {
    const gate = progress.gates.get(phase)
    const stage = stageIn(progress, phase)
    const to = gateLink(unit, phase, '验收')
    if (gate?.gate.facts.hasChecklist === false)
      return cell('na', '没有适用的检查验收项目', to, null, '不适用')
    const acceptance = gate?.gate.acceptance
    if (acceptance !== undefined && acceptance.round > 0) {
      const { filled, total, on } = acceptance.selfComplete
      const round = acceptance.round > 1 ? `第${acceptance.round}次自查` : '自查'
      if (on !== null) return cell('ok', `${round}${day(on)}提交，${filled}/${total}项`, to, null, ticked(on))
      return cell('doing', `${round}已填${filled}/${total}项`, to, total - filled, `差${total - filled}项`)
    }
    if (stage !== undefined && HANDED_IN.includes(stage.state)) return cell('ok', '自查已提交', to, null, '✓')
    if (stage?.state === '自查中') return cell('doing', '正在自查', to, null, '自查中')
    return hasBegun(stage) ? cell('none', '还没有自查', to, null, '未自查') : EMPTY
  })

function undecidedCell(state: UnitStageState, to: string): BoardCell {
  if (ACCEPTED.includes(state)) return cell('ok', '验收合格', to, null, '✓')
  if (state === '限期补课') return cell('bad', '验收不合格，限期补课', to, null, '限期补课')
  if (state === '待验收') return cell('doing', '已提请验收', to, null, '待验收')
  return state === '未开始' ? EMPTY : cell('none', '还没有验收', to, null, '未验收')
}

export const acceptanceCell = (phase: string): CellOf =>
  ofUnit((progress, unit) => {
    const gate = progress.gates.get(phase)
    const to = gateLink(unit, phase, '验收')
    if (gate?.gate.facts.hasChecklist === false)
      return cell('na', '没有适用的检查验收项目', to, null, '不适用')
    const state = stageIn(progress, phase)?.state ?? '未开始'
    const acceptance = gate?.gate.acceptance
    if (acceptance?.decision === '合格') {
      const count = `${acceptance.metCount}/${acceptance.applicable}项达标`
      return cell(
        'ok',
        `${day(acceptance.decidedOn)}验收合格，${count}`,
        to,
        null,
        ticked(acceptance.decidedOn),
      )
    }
    if (acceptance?.decision === '限期补课') {
      const { missedCodes, makeUpDue } = acceptance
      const until = makeUpDue === null ? '' : `，限${day(makeUpDue)}前补齐`
      const tip = `限期补课，${missedCodes.length}项未达标：${missedCodes.join('、')}${until}`
      return cell('bad', tip, to, missedCodes.length, `差${missedCodes.length}项`)
    }
    return undecidedCell(state, to)
  })

/** 13/128（10.16%）stands in the tip; the number beside the mark is the round, from the second on. */
export const pollCell = (phase: string): CellOf =>
  ofUnit((progress, unit) => {
    const gate = progress.gates.get(phase)
    const to = gateLink(unit, phase, '测评')
    const row = gate?.rows.find(({ key }) => key === 'poll')
    if (gate === undefined || row === undefined) return EMPTY
    if (!gate.gate.facts.holdsPoll) return cell('na', row.fact, to, null, '不适用')
    const round = gate.gate.facts.poll?.round ?? 0
    const shown = round > 1 ? round : null
    const share = row.fact.split('，')[0] ?? ''
    if (gate.gate.facts.pollUnderWay !== null && row.status === 'pending')
      return cell('doing', row.fact, to, null, '测评中')
    if (row.status === 'met') return cell('ok', `不满意 ${row.fact}`, to, shown, `✓${share}`)
    if (row.status === 'missing')
      return cell('ban', `不满意 ${row.fact}，不准转段`, to, shown, `${share}不准`)
    return hasBegun(stageIn(progress, phase)) && row.status === 'pending'
      ? cell('none', '还没有测评', to, null, '未测评')
      : EMPTY
  })

/** Conditions that are not met yet, in the order of the sheet. */
export const unsettled = (conditions: Conditions): Conditions['rows'] =>
  conditions.rows.filter((row) => !isSettled(row))

/** What is named first: what is wrong before what is only not yet done. */
export function firstMissing(conditions: Conditions): Conditions['rows'][number] | undefined {
  const open = unsettled(conditions)
  return open.find(({ status }) => status === 'missing') ?? open[0]
}

export const moveCell = (phase: string): CellOf =>
  ofUnit((progress, unit) => {
    const stage = stageIn(progress, phase)
    const to = gateLink(unit, phase, '转段')
    if (stage?.state === '已转段')
      return cell('ok', `${day(stage.endedOn)}转段`, to, null, ticked(stage.endedOn))
    const gate = progress.gates.get(phase)
    if (gate === undefined || !hasBegun(stage)) return EMPTY
    const first = firstMissing(gate)
    const missing = first?.missing ?? '条件已经具备'
    if (isHeldBack(gate)) return cell('ban', `不准转段。${missing}`, to, null, '不准')
    const open = unsettled(gate).length
    if (stage?.state === '待转段')
      return cell('doing', `待转段，还差${open}项。${missing}`, to, open, `差${open}项`)
    return EMPTY
  })

const REWRITING: readonly AnalysisState[] = ['待重写', '帮助中']

export const countAnalyses = ({ analyses }: UnitProgress, is: (state: AnalysisState) => boolean): number =>
  analyses.reduce((sum, { state, count }) => (is(state) ? sum + count : sum), 0)

/** Members whose analysis was not passed and is to be written again. */
export const rewriting = (progress: UnitProgress): number =>
  countAnalyses(progress, (state) => REWRITING.includes(state))

export const analysesCell: CellOf = ofUnit((progress, unit) => {
  const to = `/analyses/${unit.id}`
  const members = unit.ownMembers
  const settled = countAnalyses(progress, (state) => isAnalysisSettled(state))
  const handedIn = countAnalyses(progress, (state) => state !== '未交')
  const stage = stageIn(progress, 'review')
  if (handedIn === 0)
    return hasBegun(stage) && members > 0 ? cell('none', '还没有交党性分析材料', to, null, '未交') : EMPTY
  const again = rewriting(progress)
  const left = Math.max(0, members - settled)
  const tip = `党员${members}名，合格和免写${settled}名`
  if (again > 0) return cell('bad', `${tip}，重新撰写${again}名`, to, again, `重写${again}人`)
  if (left > 0) return cell('doing', `${tip}，还差${left}名`, to, left, `差${left}人`)
  return cell('ok', tip, to, null, '✓')
})

export const issuesCell = (town: TownFacts): CellOf =>
  ofUnit(({ issues }, unit) => {
    const to = `/issues?unit=${unit.id}`
    if (issues.length === 0) return EMPTY
    const open = issues.filter(isIssueOpen).length
    if (open === 0) return cell('ok', `整改问题${issues.length}件都已销号`, to, null, `✓${issues.length}件`)
    const late = issues.filter((each) => isIssueOverdue(each, town.today)).length
    const tip = `整改问题${issues.length}件，未销号${open}件`
    if (late > 0) return cell('bad', `${tip}，逾期${late}件`, to, open, `逾期${late}件`)
    return cell('doing', tip, to, open, `差${open}件`)
  })

/** the measures before, the results after. */
export const publishedCell: CellOf = ofUnit((progress, unit) => {
  const to = `/issues?unit=${unit.id}`
  const { publications } = progress
  const measures = publications.find(({ what }) => what === '整改措施')
  const results = publications.findLast(({ what }) => what === '整改情况')
  if (results !== undefined && measures !== undefined)
    return cell(
      'ok',
      `${day(measures.fromOn)}公布措施，${day(results.fromOn)}公布整改情况`,
      to,
      null,
      ticked(results.fromOn),
    )
  if (measures !== undefined)
    return cell('doing', `${day(measures.fromOn)}公布了措施，整改情况还没有公布`, to, null, '差结果')
  if (results !== undefined) return cell('warn', '公布了整改情况，没有公布措施的记录', to, null, '差措施')
  return hasBegun(stageIn(progress, 'rectify')) ? cell('none', '还没有公布', to, null, '未公布') : EMPTY
})
