// Where a unit stands before a move, in a word and a sentence: the headline, the group it is counted in, what holds it up.
import type { GateGroup, GateHeadline, GateRow } from '#shared/contract/gates.ts'
import { needsRuling } from '#shared/rules/gate-action.ts'
import { beforeConsent, isBarred, isSettled } from '#shared/rules/gate-conditions.ts'
import { formatRate } from '#shared/text/rate.ts'
import { countingsOf } from '#shared/rules/vote.ts'
import type { Conditions } from './conditions.ts'
import { isRefused } from './store.ts'

/** Open findings of a unit that are not severe: they hold nothing up by rule, but the group waits for them. */
export interface OpenFindings {
  readonly open: number
  readonly recheck: number
}

const isMoved = ({ gate }: Conditions): boolean =>
  gate.request?.state === '已转段' || gate.stage?.state === '已转段'

const waitsForRuling = ({ gate, sensitivity }: Conditions): boolean =>
  needsRuling({ sensitivity, ruling: gate.facts.ruling })

/** What the last attempt has come to. */
function requestHeadline({ gate }: Conditions): GateHeadline | null {
  switch (gate.request?.state) {
    case '不予转段':
      return { kind: 'bad', word: '不予转段' }
    case '退回':
      return { kind: 'bad', word: '先教办退回' }
    case '已申请':
      return { kind: 'doing', word: '已申请' }
    case '督导组审核':
      return { kind: 'doing', word: '督导组审核' }
    case '同意':
      return { kind: 'doing', word: '同意，待报送' }
    case '已报先教办':
      return { kind: 'doing', word: '已报先教办' }
    case '已批准':
      return { kind: 'doing', word: '先教办已批准' }
    case '草稿':
      return { kind: 'warn', word: '申请未交' }
    case '已转段':
    case undefined:
      return null
  }
}

function stageHeadline({ gate }: Conditions): GateHeadline {
  const state = gate.stage?.state ?? '未开始'
  if (state === '未开始') return { kind: 'none', word: state }
  if (state === '限期补课' || state === '已延期') return { kind: 'warn', word: state }
  return { kind: 'doing', word: state === '待转段' || state === '验收合格' ? '申请未交' : state }
}

export function headlineOf(conditions: Conditions): GateHeadline {
  if (isMoved(conditions)) return { kind: 'ok', word: '已转段' }
  if (isBarred(conditions.rows)) return { kind: 'barred', word: '不准转段' }
  if (waitsForRuling(conditions)) return { kind: 'warn', word: '口径待定' }
  return requestHeadline(conditions) ?? stageHeadline(conditions)
}

const isWaiting = ({ gate }: Conditions): boolean =>
  gate.request !== undefined || gate.stage?.state === '待转段' || gate.stage?.state === '验收合格'

export function groupOf(conditions: Conditions): GateGroup {
  if (isMoved(conditions)) return '已转段'
  const { request } = conditions.gate
  if (isBarred(conditions.rows) || (request !== undefined && isRefused(request))) return '被挡'
  return isWaiting(conditions) ? '待转段' : '未到'
}

/** 计入3/31，不计入3/29: the two readings side by side. */
function countingsShort({ gate }: Conditions): string {
  const { poll } = gate.facts
  if (poll === null) return '口径待先教办确定'
  const shown = countingsOf(poll)
    .slice(0, 2)
    .map(({ how, poll: { valid, dissatisfied } }) => `${how}${formatRate(dissatisfied, valid)}`)
  return `口径待先教办确定：${shown.join('，')}`
}

/** The first thing that holds the unit up; '' when nothing does. */
export function stuckOf(conditions: Conditions, findings: OpenFindings | undefined): string {
  const { gate, rows } = conditions
  if (isMoved(conditions)) return ''
  if (gate.stage?.state === '已延期') return '本阶段已延期'
  if (isWaiting(conditions) && (gate.request === undefined || gate.request.state === '草稿')) {
    const isWritten = (gate.request?.summary ?? '').trim() !== ''
    if (!isBarred(rows)) return isWritten ? '申请还没有提交' : '阶段小结未交'
  }
  if (waitsForRuling(conditions)) return countingsShort(conditions)
  const open = beforeConsent(rows).filter((row) => !isSettled(row))
  // The poll that bars weighs more than anything above it on the sheet.
  const first = (isBarred(rows) ? open.find(({ key }) => key === 'poll') : undefined) ?? open[0]
  if (first !== undefined) return `${first.text}：${first.fact}`
  return stuckAfterConditions(conditions, findings)
}

/** All conditions are there: whose turn it is. */
function stuckAfterConditions({ gate, rows }: Conditions, findings: OpenFindings | undefined): string {
  const state = gate.request?.state
  if (state === '督导组审核' || state === '已申请') {
    if (findings !== undefined && findings.recheck > 0) return `待复查问题${findings.recheck}条`
    if (findings !== undefined && findings.open > 0) return `未销号问题${findings.open}条`
    return state === '已申请' ? '待督导组受理' : '转段审批表待组长签署'
  }
  const report = rows.find(({ key }) => key === 'report')
  if (report !== undefined && !isSettled(report)) return reportStuck(gate.facts.poll?.round ?? null, report)
  if (state === '已报先教办') return '待转段会'
  return state === '已批准' ? '待转段会' : ''
}

const reportStuck = (round: number | null, row: GateRow): string =>
  row.status === 'pending' && round !== null ? `第${round}轮测评尚未报先教办` : (row.missing ?? row.fact)

/** 下一步, as the sheet says it. */
export function nextOf(conditions: Conditions, toName: string): string {
  const { gate, rows } = conditions
  if (isMoved(conditions)) return `已转入${toName}阶段，本单存档，不得修改。`
  const round = gate.facts.poll?.round ?? 0
  if (isBarred(rows))
    return `补课并整改不满意意见，重新组织第${round + 1}轮测评。第${round}轮结果保留，不得修改。`
  if (waitsForRuling(conditions)) return '口径不同结论不同，报先教办确定口径并登记答复后，再由组长签署。'
  const open = beforeConsent(rows).filter((row) => !isSettled(row))
  if (open.length > 0) {
    const numbers = open.map((row) => rows.indexOf(row) + 1).join('、')
    return `先办齐第${numbers}项，再由督导组签署。`
  }
  return nextByState(conditions, toName)
}

function nextByState({ gate }: Conditions, toName: string): string {
  switch (gate.request?.state) {
    case undefined:
    case '草稿':
      return '条件已具备，由单位交阶段小结，申请转段。'
    case '已申请':
      return '督导组受理申请。'
    case '督导组审核':
      return '条件已具备，由组长签署意见。'
    case '同意':
      return '把测评情况报先教办，报送须早于转段会。'
    case '已报先教办':
    case '已批准':
      return `召开转段会，转入${toName}阶段。`
    case '不予转段':
    case '退回':
      return '按通知补课整改后，重新申请。'
    case '已转段':
      return ''
  }
}
